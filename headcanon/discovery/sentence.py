"""A search as a sentence: “from Sherlock Holmes or Greek myth, without graphic violence”. Each of its phrases can be taken
out.
"""

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.template.defaultfilters import date as as_date
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy

from headcanon.discovery import query_language as language
from headcanon.discovery.asking import PLACEMENTS, STATUSES, WISHES
from headcanon.discovery.filters import KINDS, RANGES, Part
from headcanon.headcanons.veiling import veiled_among
from headcanon.manuscript.words import plain_text
from headcanon.reviews.wishes import BADGES
from headcanon.works.templatetags.places import covered_name
from headcanon.works.templatetags.stories import language_name

STATUS_WORDS = {
    "one-shot": gettext_lazy("one-shots"), "in-progress": gettext_lazy("in progress"),
    "complete": gettext_lazy("complete"), "hiatus": gettext_lazy("on hiatus"), "abandoned": gettext_lazy("abandoned"),
}  # fmt: skip
PLACE_WORDS = {
    "set": gettext_lazy("set in canon"), "leaves": gettext_lazy("leaving canon"),
    "outside": gettext_lazy("outside canon"),
}  # fmt: skip
HIDE_WORDS = {
    "read": gettext_lazy("that you have not read"), "kudos": gettext_lazy("that you have given no kudos"),
}  # fmt: skip
# How what a story must have is said, with {these}; what it must not have further below.
WITH = {
    "fandom": gettext_lazy("from {these}"),
    "relationship": gettext_lazy("about {these}"),
    "character": gettext_lazy("with {these}"),
    "tag": gettext_lazy("tagged {these}"),
    "warning": gettext_lazy("warned of as {these}"),
    "category": gettext_lazy("marked {these}"),
    "rating": gettext_lazy("rated {these}"),
    "status": gettext_lazy("that are {these}"),
    "place": gettext_lazy("{these}"),
    "wish": gettext_lazy("whose author would like {these}"),
    "language": gettext_lazy("in {these}"),
    "by": gettext_lazy("by {these}"),
}
WITHOUT = {
    "rating": gettext_lazy("not rated {these}"),
    "status": gettext_lazy("not {these}"),
    "place": gettext_lazy("not {these}"),
    "wish": gettext_lazy("whose author would not like {these}"),
    "language": gettext_lazy("not in {these}"),
}
COUNTED = {
    "words": ngettext_lazy("of {span} word", "of {span} words"),
    "chapters": ngettext_lazy("of {span} chapter", "of {span} chapters"),
    "kudos": ngettext_lazy("with {span} kudos", "with {span} kudos"),
    "reviews": ngettext_lazy("with {span} review", "with {span} reviews"),
}
SINCE = {
    "posted": (
        gettext_lazy("posted since {0}"),
        gettext_lazy("posted until {1}"),
        gettext_lazy("posted from {0} to {1}"),
    ),
    "updated": (
        gettext_lazy("updated since {0}"),
        gettext_lazy("updated until {1}"),
        gettext_lazy("updated from {0} to {1}"),
    ),
}


@dataclass(frozen=True)
class Phrase:
    """One part of a search in words, and the address of the search without it."""

    part: Part
    words: str  # to be printed as it is; names in it are escaped
    without: str

    @property
    def linked(self):
        return format_html(
            '<a class="phrase" href="{}" rel="nofollow"><span class="phrase-words" dir="auto">{}</span>'
            '<span class="phrase-out" aria-hidden="true">\u00a0×</span><span class="unseen">{}</span></a>',
            self.without, self.words, _(", take it out"),
        )  # fmt: skip


class Sentence:
    """What is asked for, in words for this reader; `things` are what its values stand for."""

    def __init__(self, filters, things):
        self.filters, self.things = filters, things
        self.veiled = self.covered_claims()
        self.phrases = {part: self.phrase(part) for part in filters.parts}

    def __str__(self):
        """With links by which each phrase is taken out."""
        return self.made_of({part: phrase.linked for part, phrase in self.phrases.items()})

    @property
    def plain(self):
        """The same as text, for a title."""
        return plain_text(self.made_of({part: phrase.words for part, phrase in self.phrases.items()}))

    # --- Phrases -----------------------------------------------------------------------------------------------------

    def phrase(self, part):
        asks = self.filters.drop(part).asks()
        address = f"{reverse('search')}?{asks}" if asks else reverse("search")
        return Phrase(part, self.words_of(part), address)

    def words_of(self, part):
        if part.name == "q":
            return format_html("{}", self.filters.words)
        if part.name == "hide":
            return HIDE_WORDS[part.value]
        if part.name in COUNTED:
            return counted(part.name, *self.filters.between[part.name])
        if part.name in SINCE:
            return since(part.name, *self.filters.between[part.name])
        if part.name == "main":
            return _("in the foreground")
        if part.name == "crossover":
            return _("that cross canons") if part.value == "yes" else _("that keep to one canon")
        return self.name_of(part.name, part.value)

    def name_of(self, name, value):
        """What there is under this value; where there is nothing for her, what was typed."""
        thing = self.things.get(name, value)
        if thing is None:
            return format_html("{}", value)
        if name == "headcanon":
            return covered_name(thing.pk) if thing.pk in self.veiled else format_html("<cite>{}</cite>", thing.claim)
        if name in ("set-at", "leaves-at", "up-to"):
            return covered_name(thing.pk) if thing.is_covered else format_html("<cite>{}</cite>", thing.title)
        if name == "language":
            return format_html('<span lang="{}">{}</span>', value, language_name(value))
        lists = {"status": (STATUSES, STATUS_WORDS), "place": (PLACEMENTS, PLACE_WORDS), "wish": (WISHES, BADGES)}
        if name in lists:
            known, words = lists[name]
            return words[known[thing]]
        return format_html("{}", getattr(thing, "name", thing))

    def covered_claims(self):
        claim = self.things.get("headcanon", self.filters.said.get("headcanon"))
        return veiled_among([claim], self.things.viewer) if claim else {}

    # --- Put together --------------------------------------------------------------------------------------------------

    def made_of(self, phrases):
        return joined(", ", self.clauses(phrases))

    def clauses(self, phrases):
        filters = self.filters
        if filters.words:
            yield format_html(_("saying “{words}”"), words=phrases[Part("q")])
        for name, values in filters.having.items():
            these = [phrases[Part(name, value)] for value in values]
            yield format_html(str(WITH[name]), these=listed(these, is_each=filters.needs_each(name)))
        for name, words in {
            "headcanon": _("grown from {these}"), "set-at": _("set at {these}"),
            "leaves-at": _("leaving canon at {these}"), "up-to": _("telling of nothing after {these}"),
        }.items():  # fmt: skip
            if name in filters.said:
                yield format_html(words, these=phrases[Part(name, filters.said[name])])
        for part in filters.parts:
            if part.name in ("main", "crossover", "hide", *RANGES):
                yield phrases[part]
        yield from self.without(phrases)

    def without(self, phrases):
        lacking = self.filters.lacking
        named = [phrases[Part(name, value, True)] for name in KINDS for value in lacking.get(name, ())]
        if named:
            yield format_html(_("without {these}"), these=listed(named))
        for name in (name for name in WITHOUT if name in lacking):
            these = [phrases[Part(name, value, True)] for value in lacking[name]]
            yield format_html(str(WITHOUT[name]), these=listed(these))


def listed(these, is_each=False):
    """“a, b or c”"""
    *first, last = these
    if not first:
        return last
    words = _("{these} and {last}") if is_each else _("{these} or {last}")
    return format_html(words, these=joined(", ", first), last=last)


def joined(between, these):
    return format_html_join(between, "{}", ((each,) for each in these))


def counted(name, least, most):
    if least is not None and most is not None:
        span = intcomma(least) if least == most else _("{0} to {1}").format(intcomma(least), intcomma(most))
    elif most is None:
        span = _("{0} or more").format(intcomma(least))
    else:
        span = _("{0} or fewer").format(intcomma(most))
    return (COUNTED[name] % (2 if most is None or most != least else most)).format(span=span)


def since(name, least, most):
    ends = [None if day is None else as_date(day, "j M Y") for day in (least, most)]
    return SINCE[name][2 if None not in ends else int(least is None)].format(*ends)


# --- What else a page says of a search ----------------------------------------------------------------------------------

PASSED_OVER = {
    language.TOO_LONG: gettext_lazy("What you typed is very long; its end is passed over."),
    language.TOO_MANY: gettext_lazy("You typed many words; the last of them are passed over."),
    language.TOO_DEEP: gettext_lazy("There are brackets in brackets in brackets; the innermost are passed over."),
    language.TOO_SHORT: gettext_lazy("“{what}” is passed over: put more letters before the star."),
    language.STAR: gettext_lazy("A star stands only at the end of a word, so the one in “{what}” is passed over."),
    language.NOTHING: gettext_lazy("“{what}” is passed over: there is no letter in it."),
}
SORTED = {
    "best": gettext_lazy("Best match"), "updated": gettext_lazy("Newest first"), "kudos": gettext_lazy("Most kudos"),
    "words": gettext_lazy("Longest"), "posted": gettext_lazy("Begun last"), "reviews": gettext_lazy("Most reviews"),
    "kudos-for-its-age": gettext_lazy("Most kudos for its age"), "title": gettext_lazy("By title"),
    "author": gettext_lazy("By author"),
}  # fmt: skip


# Where there is room these stand there at once.
COMMON = ("best", "updated", "kudos", "words")


def why_passed_over(filters):
    return [PASSED_OVER[why].format(what=what) for why, what in filters.understood.passed_over]


@dataclass(frozen=True)
class Order:
    """A way to order what is found; `asks` is the address of the same search ordered so."""

    words: str
    asks: str
    is_chosen: bool
    is_common: bool


def orders_of(filters):
    """The best match is one only where something was typed."""
    return [
        Order(words, filters.sorted_by(sort).asks(), sort == filters.sort, sort in COMMON)
        for sort, words in SORTED.items()
        if filters.words or sort != "best"
    ]
