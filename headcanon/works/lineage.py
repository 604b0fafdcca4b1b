"""What came of a headcanon or a story, and where a story came from: walked from either end, a generation at a time.

A tree has three generations of at most eight each, and no story twice; whatever has more says how many, and leads to a
page that goes on. Of stories it holds what this reader may meet in lists. One that names another comes of it when the
other's author has agreed, as on that one's own page; upwards it is told at once, as on its own.
"""

from collections import defaultdict
from dataclasses import dataclass, field

from django.db.models import Count, Exists, F, OuterRef, Prefetch, Q, Window
from django.db.models.functions import RowNumber
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.core.paging import page_of
from headcanon.headcanons.models import Headcanon
from headcanon.works.growing import roots_named_by
from headcanon.works.models import Authorship, Growth, RelatedWork, Work
from headcanon.works.veiling import veiled
from headcanon.works.visibility import among

GENERATIONS = 3
CHILDREN = 8
SHOWN = 6  # as cards, on the page of the headcanon that they grew from
COUNTED_UP_TO = 1_000  # children of one that has very many
# What a story is to the one that it came from; of a translation its language says it.
AS_CHILD = {
    RelatedWork.Kind.SEQUEL: gettext_lazy("a sequel"),
    RelatedWork.Kind.REMIX: gettext_lazy("a remix"),
    RelatedWork.Kind.TRANSLATION: gettext_lazy("a translation"),
    RelatedWork.Kind.PODFIC: gettext_lazy("a podfic"),
    RelatedWork.Kind.INSPIRED: gettext_lazy("inspired by it"),
}
# How a tree is drawn, where there is room: the height of a line of it, where in that a thread arrives, and how wide
# threads are.
LINE, ARRIVES, WIDE = 68, 18, 64


@dataclass
class Kin:
    """A headcanon (`claim`, if it is not covered), a story here (`work`), or one elsewhere. `link` is the kind of the
    relation by which it stands where it does; `more` children are not drawn, `onward` leads to them."""

    pk: int
    is_headcanon: bool = False
    link: str = ""
    work: Work | None = None
    claim: str = ""
    title: str = ""
    author: str = ""
    address: str = ""
    children: list = field(default_factory=list)
    more: int = 0
    onward: str = ""

    @property
    def as_child(self):
        return AS_CHILD.get(self.link, "")

    @property
    def as_parent(self):
        """How the one that it is drawn behind speaks of it."""
        return RelatedWork.Kind(self.link).label if self.link else _("Grew from") if self.is_headcanon else ""

    # --- As it is drawn; strings, which no language writes with a comma ----------------------------------------------

    @cached_property
    def lines(self):
        return sum(child.lines for child in self.children) + bool(self.more) or 1

    @property
    def height(self):
        return str(self.lines * LINE)

    @property
    def height_in_rem(self):
        return f"{self.lines * LINE / 16:g}"

    @property
    def parts_at(self):
        return f"{middle(self.lines):g}"

    @property
    def threads(self):
        """(path, where it arrives) for each child, and for those that are not drawn."""
        start, top = middle(self.lines), 0
        for lines in [*(child.lines for child in self.children), *([1] if self.more else [])]:
            end = top + middle(lines)
            yield f"M0 {start:g}C{WIDE / 2:g} {start:g} {WIDE / 2:g} {end:g} {WIDE - 8} {end:g}", f"{end:g}"
            top += lines * LINE


def middle(lines):
    """Where threads arrive at one that so many lines belong to."""
    return (lines - 1) * LINE / 2 + ARRIVES


@dataclass
class Tree:
    """`newer` and `older` are what the pages before and after it begin behind, as in core/paging.py."""

    root: Kin
    newer: int | None = None
    older: int | None = None

    @property
    def goes_on(self):
        """Whether it says more than a list of its first generation would."""
        return any(child.children or child.more for child in self.root.children)


# --- Downwards -----------------------------------------------------------------------------------------------------


def what_came_of(thing, viewer, **place):
    """The Tree of a headcanon or a work; `place` says which page of its children, as keys_from has it."""
    root = kin_of(thing)
    page = page_of(children_of(thing, viewer), key="place", size=CHILDREN, **place)
    root.children = [Kin(row.work_id, link=getattr(row, "kind", "")) for row in page]
    if page.older:
        rest = children_of(thing, viewer).filter(place__lt=page.older)
        root.more = rest.order_by()[:COUNTED_UP_TO].count()
        root.onward = f"{lineage_address(root)}?behind={page.older}"
    latest, known = root.children, {kin.pk for kin in root.children} | (set() if root.is_headcanon else {root.pk})
    for _generation in range(GENERATIONS - 1):
        latest = bear(latest, viewer, known)
    count_what_is_beyond(latest, viewer)
    tell_who_they_are([root, *every(root)], viewer)
    return Tree(root, page.newer, page.older)


def kin_of(thing):
    return Kin(thing.pk, is_headcanon=isinstance(thing, Headcanon))


def lineage_address(kin):
    return reverse("headcanon-lineage" if kin.is_headcanon else "lineage", args=[kin.pk])


def shown(viewer):
    """The stories that a tree may hold."""
    return Work.objects.listed_to(viewer).posted().without_muted(viewer)


def children_of(thing, viewer):
    """Rows with a `work_id`, each with its `place` among them, the newest first."""
    if isinstance(thing, Headcanon):
        return Growth.objects.filter(among(shown(viewer)), headcanon=thing).annotate(place=F("newest_key"))
    return borne_by([thing.pk], viewer).annotate(place=F("work__newest_key"))


def borne_by(work_ids, viewer):
    """Relations, of which one by which a story stands to another in two ways is the first."""
    agreed = RelatedWork.objects.filter(agreed_at__isnull=False)
    again = agreed.filter(work=OuterRef("work"), parent=OuterRef("parent"), pk__lt=OuterRef("pk"))
    return agreed.filter(~Exists(again), among(shown(viewer)), parent__in=work_ids)


def bear(parents, viewer, known):
    """Give each its children, but those that are `known` already; returns all of them."""
    by_id = {kin.pk: kin for kin in parents}
    if not by_id:
        return []
    rows = borne_by(by_id, viewer).annotate(
        place=F("work__newest_key"),
        number=Window(RowNumber(), partition_by="parent", order_by=["-work__newest_key", "pk"]),
        all=Window(Count("pk"), partition_by="parent"),
    )
    born = []
    for row in rows.filter(number__lte=CHILDREN).order_by("-place", "pk"):
        parent = by_id[row.parent_id]
        parent.more, parent.onward = max(row.all - CHILDREN, 0), f"{lineage_address(parent)}?behind={row.place}"
        if row.work_id not in known:
            known.add(row.work_id)
            born.append(Kin(row.work_id, link=row.kind))
            parent.children.append(born[-1])
    return born


def count_what_is_beyond(kins, viewer):
    by_id = {kin.pk: kin for kin in kins}
    rows = borne_by(by_id, viewer).order_by().values("parent").annotate(all=Count("pk")) if by_id else ()
    for row in rows:
        kin = by_id[row["parent"]]
        kin.more, kin.onward = row["all"], lineage_address(kin)


@dataclass
class Grown:
    """What a headcanon's page shows: the newest stories that grew from it, whether there are more, and the Tree."""

    works: list
    has_more: bool
    tree: Tree


def grown_from(headcanons, viewer):
    """{id: Grown} of those of these headcanons from which anything grew."""
    found = {}
    for headcanon in headcanons:
        page = page_of(stories_from(headcanon, viewer), key="place", size=SHOWN)
        if page.items:
            tree = what_came_of(headcanon, viewer)
            found[headcanon.pk] = Grown(page.items, bool(page.older), tree)
    return found


def stories_from(headcanon, viewer):
    """With their `place`, newest first: ordered by the link's own copy of the key, a walk along the link's own index."""
    return shown(viewer).filter(growths__headcanon=headcanon).annotate(place=F("growths__newest_key"))


# --- Upwards -------------------------------------------------------------------------------------------------------


def where_it_came_from(work, viewer):
    """The Tree of what a story names, and what those name: headcanons, and stories here and elsewhere."""
    root = kin_of(work)
    latest, known = [root], {("work", work.pk)}
    for _generation in range(GENERATIONS):
        latest = trace(latest, viewer, known)
    cover_what_is_covered([root, *every(root)], viewer)
    tell_who_they_are([root, *every(root)], viewer)
    return Tree(root)


def trace(kins, viewer, known):
    by_id = {kin.pk: kin for kin in kins}
    if not by_id:
        return []
    named = defaultdict(list)
    for work_id, key, claim in roots_named_by(list(by_id), viewer):
        named[work_id].append(Kin(key, is_headcanon=True, claim=claim))
    for row in named_by(by_id, viewer):
        named[row.work_id].append(
            Kin(row.parent_id, link=row.kind)
            if row.parent_id
            else Kin(row.pk, link=row.kind, title=row.title, author=row.author, address=row.address)
        )
    found = []
    for work_id, kin in by_id.items():
        fresh = [each for each in named[work_id] if identity(each) not in known]
        kin.children, kin.more = fresh[:CHILDREN], max(len(fresh) - CHILDREN, 0)
        kin.onward = reverse("work", args=[kin.pk])  # which names all of them
        known |= {identity(each) for each in kin.children}
        found += [each for each in kin.children if not each.is_headcanon and not each.title]
    return found


def cover_what_is_covered(kins, viewer):
    """What a veiled story grew from is under its veil."""
    named = [kin for kin in kins if any(child.is_headcanon for child in kin.children)]
    those = Work.objects.filter(veiled(viewer), pk__in=[kin.pk for kin in named])
    covered = set(those.values_list("pk", flat=True)) if named else set()
    for kin in named:
        for child in kin.children:
            if kin.pk in covered:
                child.claim = ""


def identity(kin):
    return ("headcanon" if kin.is_headcanon else "elsewhere" if kin.title else "work"), kin.pk


def named_by(work_ids, viewer):
    seen = Q(parent=None) | Q(among(shown(viewer), "parent"))
    again = RelatedWork.objects.filter(work=OuterRef("work"), parent=OuterRef("parent"), pk__lt=OuterRef("pk"))
    return RelatedWork.objects.filter(seen, ~Exists(again), work__in=work_ids).order_by("pk")


# --- Both ----------------------------------------------------------------------------------------------------------


def every(kin):
    for child in kin.children:
        yield child
        yield from every(child)


def tell_who_they_are(kins, viewer):
    """Titles and authors of the stories, in two queries; of one that went at this moment its place is left."""
    ids = [kin.pk for kin in kins if not kin.is_headcanon and not kin.title]
    authors = Prefetch("authorships", Authorship.objects.select_related("pseud__user"))
    works = Work.objects.filter(pk__in=ids).only("title", "language").prefetch_related(authors).in_bulk()
    for kin in kins:
        if kin.is_headcanon:
            kin.address = reverse("headcanon", args=[kin.pk])
        elif not kin.title:
            kin.work = works.get(kin.pk)
            kin.address = reverse("work", args=[kin.pk])
