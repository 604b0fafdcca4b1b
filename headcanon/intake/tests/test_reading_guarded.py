"""Large files are read in a process of their own, which may be stopped."""

import io
import pickle

import pytest

from headcanon.intake.readers import Unreadable, guarded, opening, read_bytes

TEXT = "headcanon.intake.readers.text_files"
STORY = b"Title: The Lamp\n\nIt rained in the harbour.\n\nNobody minded."


def test_a_large_file_is_read_there_as_it_would_be_here(monkeypatch):
    here = read_bytes(STORY, "lamp.txt")
    monkeypatch.setattr(opening, "LARGE", 10)
    assert read_bytes(STORY, "lamp.txt") == here


def test_what_cannot_be_read_there_says_why():
    with pytest.raises(Unreadable, match=r"^lamp\.txt holds no text\.$"):
        guarded.read(TEXT, b"\n \n", "lamp.txt")


def test_what_dies_there_is_told(monkeypatch):
    with pytest.raises(Unreadable, match=r"^lamp\.txt takes more time or memory to read than there is\."):
        guarded.read("headcanon.intake.readers.no_such_reader", STORY, "lamp.txt")
    monkeypatch.setattr(guarded, "LONGEST_WAIT", 0.001)
    with pytest.raises(Unreadable, match=r"^lamp\.txt takes more time or memory"):
        guarded.read(TEXT, STORY, "lamp.txt")


def test_nothing_but_manuscripts_comes_back():
    with pytest.raises(pickle.UnpicklingError, match=r"posix\.system is no part of a manuscript"):
        guarded.Careful(io.BytesIO(b"cposix\nsystem\n(S'true'\ntR.")).load()
