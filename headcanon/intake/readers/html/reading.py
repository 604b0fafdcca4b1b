"""Web pages, saved: who made the page decides which module reads it; the last reads any."""

from headcanon.intake.readers.html import (
    anywhere,
    ao3,
    efiction,
    fanficfare,
    ffnet,
    journal,
    otw,
    ours,
    wattpad,
)
from headcanon.intake.readers.html.decoding import decoded as decode_page
from headcanon.intake.readers.html.page import Page
from headcanon.intake.readers.unreadable import Unreadable

MAKERS = (ours, ao3, fanficfare, otw, efiction, ffnet, wattpad, journal)


def read(data, name):
    decoded = decode_page(data, name)
    return read_page(Page(decoded.text), decoded, data, name)


def read_page(page, decoded, data, name):
    """The stories on a page; raises Unreadable if it holds no words."""
    maker = next((each for each in MAKERS if each.is_its(page)), anywhere)
    found = maker.read(page, decoded, data, name)
    if maker is not anywhere and not any(chapter.html for each in found for chapter in each.chapters):
        found = anywhere.read(page, decoded, data, name)
    if not found:
        raise Unreadable(f"{name} holds no text.")
    return found
