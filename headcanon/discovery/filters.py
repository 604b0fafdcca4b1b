"""What a search asks for, as an address says it, and the Question that this is to somebody.

    q=lamp+keeper              what was typed, see query_language.py
    fandom=… no-fandom=…       slugs or names; likewise relationship, character, tag, warning, category
    fandom-match=all           about each of them; of relationships, characters and tags, `any` for one of them
    main=yes                   relationships and characters in the foreground only
    rating=… no-rating=…       likewise status, place (set, leaves, outside), wish, language
    by=…                       somebody's user name
    set-at=7 leaves-at=7       an event; up-to=7 for nothing that tells of what comes after it
    headcanon=7                grown from it
    crossover=yes|no
    words-from=… words-to=…    likewise chapters, kudos, reviews; posted-from=2024-01-31, updated-…
    hide=read hide=kudos       what she has read, or given kudos
    sort=…

Nonsense counts as nothing. `Filters.asks` is the one form in which an address is kept and shared.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from itertools import islice

from django.db.models import Exists, OuterRef, Q
from django.http import QueryDict
from django.utils.http import urlencode

from headcanon.accounts.blocking import people_seen_by
from headcanon.accounts.models import fold
from headcanon.canon.families import stand_in, told_to_anybody
from headcanon.canon.lines import ON_THE_LINE, line_of, with_cover
from headcanon.canon.models import Event, Fandom, Tag
from headcanon.canon.vocabulary import the_ratings
from headcanon.discovery.asking import PLACEMENTS, SORTS, STATUSES, WISHES, OneOf, Question
from headcanon.discovery.index.languages import language_number
from headcanon.discovery.models import AlwaysLeftOut
from headcanon.discovery.query_language import UNWRITTEN, Understood, understand
from headcanon.headcanons.models import Headcanon
from headcanon.reading.models import Reading
from headcanon.reviews.models import Kudos
from headcanon.works.families import LINKS
from headcanon.works.visibility import visible_works

# What a story can be about, by its name in an address: fandoms, and tags of each kind.
KINDS = {
    "fandom": None, "relationship": Tag.Kind.RELATIONSHIP, "character": Tag.Kind.CHARACTER, "tag": Tag.Kind.FREEFORM,
    "warning": Tag.Kind.WARNING, "category": Tag.Kind.CATEGORY,
}  # fmt: skip
LISTS = {"status": STATUSES, "place": PLACEMENTS, "wish": WISHES}
# Each value of these is had or left out: {name in an address: mark}.
MARKS = {
    **{name: "tags" for name in KINDS}, "fandom": "fandoms", "rating": "rating", "status": "status",
    "place": "placement", "wish": "wish", "language": "language", "by": "people",
}  # fmt: skip
# Of several of these a story must have each, where an address does not say otherwise; of all others, one.
EACH = {"relationship", "character", "tag"}
IN_FRONT = {"relationship", "character"}
EVENTS = ("set-at", "leaves-at", "up-to")
IDS = (*EVENTS, "headcanon")
COUNTS, DAYS = ("words", "chapters", "kudos", "reviews"), ("posted", "updated")
RANGES = (*COUNTS, *DAYS)
HIDDEN = ("read", "kudos")
# In an address the only word for yes is "yes".
YES_OR_NO = {"main": ("yes",), "crossover": ("yes", "no")}

MOST_VALUES = 50  # of one name
LONGEST_VALUE = 200
LONGEST_ADDRESS_OF_WORDS = 1_000
MOST_HIDDEN = 20_000  # works that one person has read, or given kudos, the newest first
GREATEST = 10**9
AN_ID = re.compile(r"[1-9][0-9]{0,17}", re.ASCII)
A_NUMBER = re.compile(r"[0-9]{1,10}", re.ASCII)
FIRST_DAY, LAST_DAY = date(1970, 1, 1), date(9998, 12, 31)


@dataclass(frozen=True)
class Part:
    """One thing that a search asks for, and that can be taken out of it."""

    name: str  # as in an address
    value: str = ""
    is_without: bool = False


@dataclass(frozen=True)
class Filters:
    words: str = ""
    having: dict = field(default_factory=dict)  # a name in MARKS → values
    lacking: dict = field(default_factory=dict)
    matching: dict = field(default_factory=dict)  # a name in KINDS → "any" or "all", where that is not the usual
    said: dict = field(default_factory=dict)  # a name in IDS or YES_OR_NO → value
    between: dict = field(default_factory=dict)  # a name in RANGES → (least or None, most or None)
    hides: tuple = ()
    chosen_sort: str = ""

    # --- From an address and back ----------------------------------------------------------------------------------

    @classmethod
    def from_query(cls, query):
        """From a QueryDict, or the part of an address behind its question mark."""
        if isinstance(query, str):
            query = QueryDict(query.removeprefix("?")[: 20 * LONGEST_ADDRESS_OF_WORDS])
        having = {name: values_in(query, name) for name in MARKS}
        lacking = {name: values_in(query, f"no-{name}") for name in MARKS if name != "by"}
        # Ticked and struck at once: neither.
        both = {name: set(having[name]) & set(lacking.get(name, ())) for name in MARKS}
        return cls(
            words=" ".join(UNWRITTEN.sub(" ", query.get("q", ""))[:LONGEST_ADDRESS_OF_WORDS].split()),
            having=without_empty({name: drop_all(values, both[name]) for name, values in having.items()}),
            lacking=without_empty({name: drop_all(values, both[name]) for name, values in lacking.items()}),
            matching={name: how for name in KINDS if (how := query.get(f"{name}-match")) == unusual_match(name)},
            said=said_in(query),
            between={name: span for name in RANGES if (span := span_in(query, name)) != (None, None)},
            hides=tuple(name for name in HIDDEN if name in query.getlist("hide")),
            chosen_sort=sort if (sort := query.get("sort")) in SORTS else "",
        )

    @property
    def sort(self):
        return self.chosen_sort or self.usual_sort

    @property
    def usual_sort(self):
        return "best" if self.words else "updated"

    def asks(self):
        """The one form in which an address says this."""
        return urlencode(list(self.pairs()))

    def pairs(self):
        if self.words:
            yield "q", self.words
        for name in MARKS:
            yield from ((name, value) for value in self.having.get(name, ()))
            yield from ((f"no-{name}", value) for value in self.lacking.get(name, ()))
            if name in self.matching and len(self.having.get(name, ())) > 1:
                yield f"{name}-match", self.matching[name]
        yield from ((name, self.said[name]) for name in (*IDS, *YES_OR_NO) if name in self.said)
        for name in (name for name in RANGES if name in self.between):
            ends = zip(("from", "to"), self.between[name], strict=True)
            yield from ((f"{name}-{end}", f"{value}") for end, value in ends if value is not None)
        yield from (("hide", name) for name in self.hides)
        if self.sort != self.usual_sort:
            yield "sort", self.sort

    # --- Its parts -------------------------------------------------------------------------------------------------

    @cached_property
    def parts(self):
        """What can be taken out, in the order of an address."""
        found = [Part("q")] if self.words else []
        for name in MARKS:
            found += [Part(name, value) for value in self.having.get(name, ())]
            found += [Part(name, value, is_without=True) for value in self.lacking.get(name, ())]
        found += [Part(name, self.said[name]) for name in (*IDS, *YES_OR_NO) if name in self.said]
        found += [Part(name) for name in RANGES if name in self.between]
        return found + [Part("hide", name) for name in self.hides]

    def drop(self, part):
        """The same without this part."""
        if part.name == "q":
            return replace(self, words="")
        if part.name == "hide":
            return replace(self, hides=drop_all(self.hides, {part.value}))
        if part.name in MARKS:
            side = "lacking" if part.is_without else "having"
            values = getattr(self, side)
            left = drop_all(values[part.name], {part.value})
            return replace(self, **{side: without_empty({**values, part.name: left})})
        side = "between" if part.name in RANGES else "said"
        return replace(self, **{side: {name: each for name, each in getattr(self, side).items() if name != part.name}})

    def without_group(self, name, *, keeps_having):
        """The same without what it says of one name, or without what must be lacking of it."""
        having = self.having if keeps_having else {each: said for each, said in self.having.items() if each != name}
        lacking = {each: said for each, said in self.lacking.items() if each != name}
        return replace(self, having=having, lacking=lacking)

    def sorted_by(self, sort):
        return replace(self, chosen_sort=sort)

    def needs_each(self, name):
        """Whether a story must have every value of this name, not just one."""
        return (self.matching.get(name) or usual_match(name)) == "all"

    @property
    def understood(self):
        return understand(self.words) if self.words else Understood()

    @property
    def asks_of_people(self):
        """Whether it could be asked that they stand in the foreground."""
        return "main" in self.said or any(name in self.having for name in IN_FRONT)

    def only_left_out(self):
        """What of it leaves something out."""
        said = {"crossover": "no"} if self.said.get("crossover") == "no" else {}
        return Filters(lacking=self.lacking, hides=self.hides, said=said)

    # --- To somebody -----------------------------------------------------------------------------------------------

    def question(self, viewer, things=None):
        """What it is that this viewer asks. `things` are at hand where a page names them anyway."""
        things = things or Things(self, viewer)
        always = always_left_out(viewer)
        having = [one for name, values in self.having.items() for one in self.one_of(name, values, things)]
        having += [OneOf("headcanons", things.ids("headcanon"))] if "headcanon" in self.said else []
        having += [
            OneOf(mark, things.ids(name))
            for name, mark in (("set-at", "set_at"), ("leaves-at", "leaves_at"))
            if name in self.said
        ]
        having += [OneOf("crossover", frozenset({1}))] if self.said.get("crossover") == "yes" else []
        lacking = [*lacked(self, things), *spared(lacked(always, Things(always, viewer)), having)]
        return Question(
            words=self.understood.words,
            having=tuple(having),
            lacking=tuple(lacking),
            between={name: in_seconds(*span) if name in DAYS else span for name, span in self.between.items()},
            is_member=not viewer.is_guest,
            without_works=hidden_from(viewer, {*self.hides, *always.hides}),
        )

    def one_of(self, name, values, things):
        mark = "main" if name in IN_FRONT and "main" in self.said else MARKS[name]
        if self.needs_each(name):
            return [OneOf(mark, things.ids(name, value)) for value in values]
        return [OneOf(mark, frozenset().union(*(things.ids(name, value) for value in values)))]


def values_in(query, name):
    """In an order of their own, each once; of a name with commas in it a form may send one alone."""
    given = (" ".join(UNWRITTEN.sub(" ", value).split())[:LONGEST_VALUE] for value in query.getlist(name))
    known = LISTS.get(name.removeprefix("no-"))
    return tuple(islice(sorted({value for value in given if value and (not known or value in known)}), MOST_VALUES))


def said_in(query):
    said = {name: value for name in IDS if AN_ID.fullmatch(value := query.get(name, ""))}
    return said | {name: value for name, known in YES_OR_NO.items() if (value := query.get(name)) in known}


def span_in(query, name):
    """(least, most), either of which may be missing; given the wrong way round, they are turned."""
    read = day_from if name in DAYS else number_from
    least, most = (read(query.get(f"{name}-{end}", "")) for end in ("from", "to"))
    if least is not None and most is not None and least > most:
        return most, least
    return least, most


def number_from(said):
    said = re.sub(r"[\s,.'’]", "", said[:20])
    return min(int(said), GREATEST) if A_NUMBER.fullmatch(said) else None


def day_from(said):
    try:
        return min(max(date.fromisoformat(said.strip()[:10]), FIRST_DAY), LAST_DAY)
    except ValueError:
        return None


def usual_match(name):
    return "all" if name in EACH else "any"


def unusual_match(name):
    return "any" if name in EACH else "all"


def drop_all(values, these):
    return tuple(value for value in values if value not in these)


def without_empty(values):
    return {name: each for name, each in values.items() if each}


# --- What the values stand for ----------------------------------------------------------------------------------------


class Things:
    """What there is behind the values of an address, as far as its reader may know of it: two queries at most for all
    fandoms and tags, one each for an author, a headcanon and an event.

    What only a draft, or a story she may not see, calls something is not there, as if nobody had ever typed it.
    """

    def __init__(self, filters, viewer):
        self.viewer = viewer
        self.filters = filters
        self.found = {}
        self.find_subjects()
        for name in ("rating", "language", "by", *LISTS):
            self.find(name)
        self.find_events()
        self.find_headcanon()

    def get(self, name, value):
        """The thing itself: a canonical fandom or tag, a Rating, a User, an Event, a Headcanon; of languages, statuses,
        places and wishes the number in its list. None where there is none for her."""
        return self.found.get((name, value))

    def ids(self, name, value=None):
        """What the index knows it by; nothing where it is not there, which no story has."""
        thing = self.get(name, self.filters.said[name] if value is None else value)
        if thing is None:
            return frozenset()
        if name == "rating":
            return frozenset({thing.position})
        return frozenset({thing if isinstance(thing, int) else thing.pk})

    def values(self, name):
        return {*self.filters.having.get(name, ()), *self.filters.lacking.get(name, ())}

    def find_subjects(self):
        asked = {name: values for name in KINDS if (values := self.values(name))}
        for model in (Fandom, Tag):
            names = {name: values for name, values in asked.items() if (name == "fandom") == (model is Fandom)}
            if names:
                self.match(names, self.rows(model, names))

    def rows(self, model, names):
        condition = Q()
        for name, values in names.items():
            of_kind = {} if model is Fandom else {"kind": KINDS[name]}
            condition |= Q(Q(slug__in=values) | Q(key__in={fold(value) for value in values}), **of_kind)
        return model.objects.filter(condition).filter(known_to(self.viewer, model)).select_related("canonical")

    def match(self, names, rows):
        by_slug, by_key = {}, {}
        for row in rows:
            kind = getattr(row, "kind", None)
            by_slug[kind, row.slug] = by_key[kind, row.key] = row
        for name, values in names.items():
            for value in values:
                row = by_slug.get((KINDS[name], value)) or by_key.get((KINDS[name], fold(value)))
                if row:
                    self.found[name, value] = stand_in(row)

    def find(self, name):
        values = self.values(name)
        if not values:
            return
        if name == "by":
            named = Q()
            for each in values:
                named |= Q(username__iexact=each)
            people = {person.username.lower(): person for person in people_seen_by(self.viewer).filter(named)}
            known = {each: people.get(each.lower()) for each in values}
        elif name == "rating":
            known = the_ratings()
        elif name == "language":
            known = {each: language_number(each) for each in values}
        else:
            known = {each: number for number, each in enumerate(LISTS[name])}
        self.found |= {(name, value): known[value] for value in values if known.get(value) is not None}

    def find_events(self):
        ids = {int(self.filters.said[name]) for name in EVENTS if name in self.filters.said}
        if not ids:
            return
        on_a_line = Event.objects.filter(pk__in=ids, state=ON_THE_LINE, canon__is_gone=False)
        rows = with_cover(on_a_line, self.viewer).select_related("canon__fandom")
        self.found |= {(name, str(row.pk)): row for row in rows for name in EVENTS}

    def find_headcanon(self):
        if value := self.filters.said.get("headcanon"):
            self.found["headcanon", value] = Headcanon.objects.visible_to(self.viewer).filter(pk=int(value)).first()

    def after(self, event):
        """The ids of what comes behind it on its line."""
        later = Q(position__gt=event.position) | Q(position=event.position, pk__gt=event.pk)
        return frozenset(line_of(event.canon).filter(later).values_list("pk", flat=True))


def known_to(viewer, model):
    """A condition on fandoms or tags whose name she may know: anybody may, or she is shown a story that has it."""
    links = LINKS[model].objects.order_by().filter(**{model._meta.model_name: OuterRef("pk")})
    return told_to_anybody(model) | Q(Exists(links.filter(visible_works(viewer.without_links(), "work__"))))


def settled(filters, things):
    """The same with every fandom and tag under the slug of its canonical name; what is not there stays as it was said."""

    def slugs(values):
        return {name: tuple(slug_of(name, each) for each in said) for name, said in values.items()}

    def slug_of(name, value):
        return getattr(things.get(name, value), "slug", value)

    named = replace(filters, having=slugs(filters.having), lacking=slugs(filters.lacking))
    return Filters.from_query(named.asks())


def lacked(filters, things):
    """What a story must not have: of tags and fandoms that are not there, nothing."""
    found = {}
    for name, values in filters.lacking.items():
        found.setdefault(MARKS[name], set()).update(*(things.ids(name, value) for value in values))
    if filters.said.get("crossover") == "no":
        found["crossover"] = {1}
    if event := things.get("up-to", filters.said.get("up-to")):
        later = things.after(event)
        found |= {"set_at": later, "leaves_at": later}
    return [OneOf(mark, frozenset(ids)) for mark, ids in found.items() if ids]


def spared(always, having):
    """Of what she always leaves out, all but what she asks for expressly."""
    asked = {(one.mark.replace("main", "tags"), pk) for one in having for pk in one.ids}
    left = [OneOf(one.mark, frozenset(pk for pk in one.ids if (one.mark, pk) not in asked)) for one in always]
    return [one for one in left if one.ids]


def in_seconds(least, most):
    """Whole days, of the archive's clock."""

    def begins(day):
        return int(datetime.combine(day, time(), UTC).timestamp())

    return least and begins(least), most and begins(most + timedelta(days=1)) - 1


def hidden_from(viewer, hides):
    """The ids of the works that she does not want to meet again."""
    if viewer.is_guest or not hides:
        return frozenset()
    lists = {
        "read": Reading.objects.filter(person=viewer.person, state=Reading.State.READ).order_by("-last_at"),
        "kudos": Kudos.objects.filter(person=viewer.person).order_by("-given_at"),
    }
    return frozenset(work for name in hides for work in lists[name].values_list("work", flat=True)[:MOST_HIDDEN])


def always_left_out(viewer):
    """What she never wishes to find, unless she asks for it expressly."""
    row = None if viewer.is_guest else AlwaysLeftOut.objects.filter(person=viewer.person).first()
    return Filters.from_query(row.asks).only_left_out() if row else Filters()
