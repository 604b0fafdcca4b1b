"""Bytes become manuscripts. Pure: no Django, and nothing is written anywhere.

`read_file(path)` and `read_bytes(data, name)` give a list of manuscripts (some files hold several stories) or raise
`Unreadable`; `read_each(data, name)` goes on where one member of a zip cannot be read; `load(path)` is the careful
way to a file's bytes.
"""

from headcanon.intake.readers.opening import MAX_BYTES, load, read_bytes, read_each, read_file
from headcanon.intake.readers.unreadable import Unreadable

__all__ = ["MAX_BYTES", "Unreadable", "load", "read_bytes", "read_each", "read_file"]
