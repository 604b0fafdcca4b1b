"""What a search can be narrowed by, as rows beside its stories: a box, a name, and how many stories that would be."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.canon.vocabulary import the_vocabulary
from headcanon.discovery.asking import PLACEMENTS, STATUSES, WISHES
from headcanon.discovery.filters import EACH, KINDS, MARKS
from headcanon.discovery.index.languages import language_code
from headcanon.discovery.searching import facets
from headcanon.reviews.wishes import BADGES
from headcanon.works.models import Work
from headcanon.works.templatetags.stories import language_name

PLACES = {
    "set": gettext_lazy("Set in canon"), "leaves": gettext_lazy("Leaves canon"),
    "outside": gettext_lazy("Outside canon"),
}  # fmt: skip
SIGNS = {"set": "set", "leaves": "diverges", "outside": "outside"}
TITLES = {
    "fandom": gettext_lazy("Canon"), "rating": gettext_lazy("Rating"), "warning": gettext_lazy("Warnings"),
    "place": gettext_lazy("On the canon line"), "relationship": gettext_lazy("Relationship"),
    "character": gettext_lazy("Character"), "tag": gettext_lazy("Tag"), "status": gettext_lazy("Told"),
    "category": gettext_lazy("Category"), "wish": gettext_lazy("The author would like"),
    "language": gettext_lazy("Language"),
}  # fmt: skip
# What somebody can type a name of.
FINDS = {
    "fandom": gettext_lazy("Another canon"), "relationship": gettext_lazy("Another relationship"),
    "character": gettext_lazy("Another character"), "tag": gettext_lazy("Another tag"),
}  # fmt: skip
# Groups before the ranges, and behind them.
FIRST = ("fandom", "rating", "warning", "place", "relationship", "character", "tag", "status")
LAST = ("wish", "language", "category")
AT_ONCE = 5  # rows of a group; the others unfold


@dataclass
class Row:
    name: str
    value: str
    label: str
    number: int | None = None
    is_with: bool = False
    is_without: bool = False
    sign: str = ""
    lang: str = ""
    place: int = 0

    @property
    def is_chosen(self):
        return self.is_with or self.is_without


@dataclass
class Group:
    name: str
    rows: list = field(default_factory=list)
    needs_each: bool = False

    @property
    def title(self):
        return TITLES[self.name]

    @property
    def finds(self):
        return FINDS.get(self.name)

    @property
    def completes(self):
        """What a field for another name offers."""
        return KINDS[self.name] or self.name

    @property
    def match(self):
        """(the word in an address that says otherwise than usual, a sentence, whether it is said), for a choice of at
        least two."""
        if self.name not in KINDS or sum(row.is_with for row in self.rows) < 2:
            return None
        if self.name in EACH:
            return "any", _("Any of these will do"), not self.needs_each
        return "all", _("Each of these"), self.needs_each

    @property
    def at_once(self):
        return self.rows[: self.cut]

    @property
    def folded(self):
        return self.rows[self.cut :]

    @property
    def cut(self):
        chosen = sum(row.is_chosen for row in self.rows)
        return len(self.rows) if self.name not in FINDS and len(self.rows) <= 2 * AT_ONCE else max(AT_ONCE, chosen)


# A story has one of these at most.
SINGLE = {"rating", "status", "language", "wish"}
MOST_COUNTED_APART = 3  # groups


def numbers_for(viewer, filters, things):
    """{mark: [(thing, number), …]}, as the index counts them, but for what a reader is to be spared. Where another box of
    a group would add stories, or one is struck, its numbers are of the search without what that group says of it."""
    numbers = facets(viewer, filters.question(viewer, things))
    apart = [name for name in MARKS if name in filters.lacking or (name in SINGLE and name in filters.having)]
    for name in apart[:MOST_COUNTED_APART]:
        other = facets(viewer, filters.without_group(name, keeps_having=name not in SINGLE).question(viewer, things))
        numbers |= {
            MARKS[name]: merged(numbers.get(MARKS[name], ()), other.get(MARKS[name], ()), name, filters, things)
        }
    return numbers


def merged(numbers, others, name, filters, things):
    """Of a group that has tags beside those of other groups, only what is struck is counted apart."""
    if name in SINGLE:
        return others
    struck = {pk for value in filters.lacking[name] for pk in things.ids(name, value)}
    return [*numbers, *((thing, number) for thing, number in others if getattr(thing, "pk", thing) in struck)]


def groups(names, filters, things, found=None):
    """The groups of these names. `found` is what the index counted, by mark; without it what is chosen stands there, and
    what every archive has."""
    made = [Group(name, rows_of(name, filters, things, found or {}), filters.needs_each(name)) for name in names]
    return [numbered(group) for group in made if group.rows or group.finds]


def numbered(group):
    """So that each box has an id of its own that is the same in every answer."""
    for place, row in enumerate(group.rows):
        row.place = row.place or place
    return group


def rows_of(name, filters, things, found):
    rows = {row.value: row for row in known_rows(name, found)}
    for is_with, values in ((True, filters.having.get(name, ())), (False, filters.lacking.get(name, ()))):
        for value in values:
            row = rows.setdefault(value, chosen_row(name, value, things))
            row.is_with, row.is_without = is_with, not is_with
    if name in FINDS or name == "language":
        return sorted(rows.values(), key=lambda row: (not row.is_chosen, -(row.number or 0)))
    return list(rows.values())


def known_rows(name, found):
    if name in FINDS:
        yield from counted_subjects(name, found)
    elif name in ("warning", "category"):
        numbers = {tag.pk: number for tag, number in found.get("tags", ())}
        for tag in the_vocabulary().offered(KINDS[name]):
            yield Row(name, tag.slug, tag.name, numbers.get(tag.pk), place=tag.pk)
    elif name == "rating":
        numbers = dict(found.get("rating", ()))
        for rating in the_vocabulary().ratings.values():
            if rating.is_offered or rating.position in numbers:
                yield Row(name, rating.key, rating.name, numbers.get(rating.position))
    elif name == "language":
        for number, count in found.get("language", ()):
            code = language_code(number)
            yield Row(name, code, language_name(code), count, lang=code, place=number)
    else:
        yield from listed(name, found)


def counted_subjects(name, found):
    subjects = found.get("fandoms" if name == "fandom" else "tags", ())
    subjects = [(each, number) for each, number in subjects if getattr(each, "kind", None) == KINDS[name]]
    for each, number in subjects:
        yield Row(name, each.slug, each.name, number, place=each.pk)


def listed(name, found):
    lists = {
        "status": ("status", STATUSES, dict(Work.Status.choices)),
        "place": ("placement", PLACEMENTS, PLACES),
        "wish": ("wish", WISHES, BADGES),
    }
    mark, known, labels = lists[name]
    numbers = dict(found.get(mark, ()))
    for place, value in enumerate(known):
        yield Row(name, value, labels[value], numbers.get(place), sign=SIGNS.get(value, ""))


def chosen_row(name, value, things):
    """Of what is asked for and was not counted; where there is no such thing for her, as it was typed."""
    thing = things.get(name, value)
    if name == "language" and thing is not None:
        return Row(name, value, language_name(value), lang=value, place=thing)
    return Row(name, value, getattr(thing, "name", value), place=getattr(thing, "pk", 0) if name in KINDS else 0)
