"""How much is read at most, and how a size is told to a person."""

MAX_BYTES = 50 * 1024 * 1024


def in_mb(size):
    return f"{size / 1024 / 1024:.0f} MB"
