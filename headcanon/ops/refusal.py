"""The one way in which a command says no."""


class Refusal(Exception):
    """Why a command will not do what it was asked to; its message is a sentence or two for the person who asked."""
