"""The one way in which reading a file fails."""


class Unreadable(Exception):
    """A file that cannot be read; its message is a sentence for the person who brought it."""
