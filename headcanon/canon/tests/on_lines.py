"""A line to put in order, and somebody who does."""

from headcanon.canon import lines
from headcanon.canon.naming import fandoms_named
from tests import cast


def wrangler(name="Wyn"):
    person = cast.person(name)
    person.is_wrangler = True
    person.save()
    return person


def begun(wyn, fandom="Greek myth", name="The books"):
    """A canon of two books, with five events on its line."""
    canon = lines.make_canon(fandoms_named([fandom])[0], by=wyn, name=name, kind="book")
    first, second = (lines.make_instalment(canon, book, by=wyn) for book in ("Book One", "Book Two"))
    for title, instalment in (("A", first), ("B", first), ("C", first), ("D", second), ("E", second)):
        lines.make_event(canon, by=wyn, title=title, instalment_id=instalment.pk)
    return canon


def order(canon):
    """The titles on the line; their places are checked on the way."""
    events = list(lines.line_of(canon))
    assert [event.position for event in events] == list(range(1, len(events) + 1))
    return "".join(event.title for event in events)
