"""Everything that a work links to, for the page that shows it whole."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, CharField, F, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from headcanon.works.growing import root, root_rows
from headcanon.works.models import Gift, Placement, RelatedWork, SeriesPart, Tagging, Work, WorkFandom
from headcanon.works.veiling import KINDS_OF_FACTS, facts_of, told_by
from headcanon.works.veiling import NOTHING as NOTHING_COVERED
from headcanon.works.visibility import among

NOTHING = Value("", output_field=CharField())
# What the other story is called where this one's page shows it.
AS_OFFSPRING = {
    RelatedWork.Kind.SEQUEL: _("Sequel:"),
    RelatedWork.Kind.REMIX: _("Remix:"),
    RelatedWork.Kind.TRANSLATION: _("Translation:"),
    RelatedWork.Kind.PODFIC: _("Podfic:"),
    RelatedWork.Kind.INSPIRED: _("Inspired by it:"),
}


@dataclass(frozen=True)
class Link:
    """`position` is its place among its kind; for a series, which part of it the work is. `address` may be empty."""

    position: int
    name: str
    address: str
    is_main: bool = True


@dataclass(frozen=True)
class Relative:
    """Another story, how the one stands to the other, and by whom the other is."""

    how: str
    title: str
    address: str
    authors: list


def links_of(work, viewer, *, ends_work=False):
    """Its fandoms, series, gifts and tags by kind ("fandom", "series", "gift", "character" …), what it grew from
    ("headcanon"), on which lines it stands ("place"), the stories it names ("related") and, where the page is its last,
    those that name it ("offspring"): one query for all of them. What of it is covered ("covered") is asked for with them."""
    queries = [
        fandoms(work),
        tags(work),
        series(work),
        gifts(work),
        related(work, viewer),
        places(work),
        root_rows([work], viewer),
    ]
    queries += facts_of([work.pk], viewer)
    if ends_work:
        queries.append(offspring(work, viewer))
    found = list(queries[0].union(*queries[1:], all=True))
    facts = [row for row in found if row[0] in KINDS_OF_FACTS]
    links = sorted_out(row for row in found if row[0] not in KINDS_OF_FACTS)
    return links | {"covered": told_by(facts, [work], viewer).get(work.pk, NOTHING_COVERED)}


def offspring_of(work, viewer):
    """Only these, for the last of several pages."""
    return sorted_out(offspring(work, viewer)).get("offspring", [])


# --- Rows of one shape: kind, position, name, and three more that say where it leads --------------------------------


def fandoms(work):
    return rows(WorkFandom, work, Value("fandom"), "position", F("fandom__name"), F("fandom__slug"))


def tags(work):
    side = Case(When(is_main=False, then=Value("side")), default=NOTHING, output_field=CharField())
    return rows(Tagging, work, F("tag__kind"), "position", F("tag__name"), F("tag__slug"), side)


def series(work):
    return rows(SeriesPart, work, Value("series"), "position", F("series__title"), Cast("series_id", CharField()))


def places(work):
    """On which lines; a page that draws them asks places.py for more."""
    return rows(Placement, work, Value("place"), "id", F("canon__name"), F("canon__slug"))


def gifts(work):
    name, username = Coalesce("pseud__name", NOTHING), Coalesce("pseud__user__username", NOTHING)
    return rows(Gift, work, Value("gift"), "id", F("name"), name, username, refused_at=None)


def related(work, viewer):
    """A story here only where this reader may see it, a row for each of its authors."""
    seen = Q(parent=None) | Q(among(Work.objects.visible_to(viewer), "parent"))
    return rows(
        RelatedWork,
        work,
        Value("related"),
        "id",
        Coalesce("parent__title", "title"),
        Coalesce(Cast("parent_id", CharField()), Cast("address", CharField())),
        F("kind"),
        Coalesce("parent__authorships__pseud__name", "author"),
    ).filter(seen)


def offspring(work, viewer):
    """Works whose naming of this one its author has agreed to."""
    return (
        RelatedWork.objects.filter(parent=work, agreed_at__isnull=False)
        .filter(among(Work.objects.posted().visible_to(viewer)))
        .order_by()
        .values_list(
            Value("offspring", output_field=CharField()),
            "id",
            F("work__title"),
            Cast("work_id", CharField()),
            F("kind"),
            F("work__authorships__pseud__name"),
        )
    )


def rows(model, work, kind, position, name, handle, more=NOTHING, last=NOTHING, **lookup):
    if isinstance(kind, Value):
        kind = Value(kind.value, output_field=CharField())
    found = model.objects.filter(work=work, **lookup).order_by()
    return found.values_list(kind, position, name, handle, more, last)


# --- And what they say ---------------------------------------------------------------------------------------------


def sorted_out(found):
    links = defaultdict(list)
    relatives = defaultdict(list)
    for kind, position, name, handle, more, last in sorted(found):
        if kind in ("related", "offspring"):
            relatives[kind, position, name, handle, more].append(last)
        elif kind == "place":
            links[kind].append(name)
        elif kind == "headcanon":
            links[kind].append(root(name, handle, more))
        else:
            links[kind].append(Link(position, name, address_of(kind, handle, more), is_main=more != "side"))
    for (kind, _position, title, handle, how), authors in relatives.items():
        said = RelatedWork.Kind(how).label if kind == "related" else AS_OFFSPRING[how]
        address = reverse("work", args=[handle]) if handle.isdecimal() else handle
        links[kind].append(Relative(said, title, address, [name for name in authors if name]))
    return dict(links)


def address_of(kind, handle, username):
    if kind == "gift":
        return reverse("author", args=[username, handle]) if handle else ""
    page = kind if kind in ("fandom", "series") else "tag"
    return reverse(page, args=[handle])
