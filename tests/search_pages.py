"""The pages of search: everything, a search with something of each kind, one that finds nothing, what one member always
leaves out. The index is in memory; `asked_here` puts it in place for a test.
"""

from django.urls import reverse

from headcanon.discovery import searching
from headcanon.discovery.index.documents import documents_of, public_rows
from headcanon.discovery.index.plain_engine import Plain
from headcanon.discovery.models import AlwaysLeftOut
from tests import cast

ENGINE = Plain()


def asked_here(monkeypatch, engine=ENGINE):
    """So that a search finds what `index` has put there, and waits for nothing."""
    monkeypatch.setattr(searching, "is_made", lambda: True)
    monkeypatch.setattr(searching, "the_index", lambda: engine)
    monkeypatch.setattr(searching, "waiting_works", lambda: [])


def index(engine=ENGINE):
    """What is posted now is what the index knows."""
    engine.kept.clear()
    engine.put(documents_of(public_rows().values_list("pk", flat=True)))
    engine.commit()


def visits(ana, bea, long):
    """Name → (who, address); `long` is a work by both."""
    eva = cast.person("Eva")
    cast.posted(bea, "Found <again>", tags=["<Otters> & swans"], rating="Mature", language="de")
    fandom, tag = long.fandom_names[0].slug, long.tags_of("character")[0].slug
    AlwaysLeftOut.objects.create(person=eva, asks="no-rating=explicit&no-tag=otters-swans&hide=read")
    index()
    search, rich = reverse("search"), f"fandom={fandom}&character={tag}&no-rating=explicit&words-to=5000&sort=kudos"
    nothing = "q=nobody+said+%21%21&no-tag=otters-swans&status=hiatus&place=leaves&language=de"
    return {
        "search": [
            (None, search),
            (None, f"{search}?{rich}&counts=yes"),
            (eva, f"{search}?{rich}&hide=kudos"),
            (None, f"{search}?{nothing}"),
            (None, f"{search}?q=lamp&page=7"),
        ],
        "left-out": [(eva, reverse("left-out")), (ana, f"{reverse('left-out')}?no-warning=x&crossover=no")],
    }
