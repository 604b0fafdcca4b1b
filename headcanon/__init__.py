"""A home for the stories that grow from "what if"."""

__version__ = "0.1.0"
