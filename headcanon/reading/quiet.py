"""What a reader does not want to meet in lists: single works, canons, tags, and words in titles and summaries.

People stand in accounts/blocking.py. It works one way and in lists only, as muting somebody does: whatever is asked for
expressly is there all the same, her own works never go, and nobody else ever learns of it.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple
from weakref import WeakKeyDictionary

from django.db import transaction
from django.db.backends.signals import connection_created
from django.db.models import BooleanField, Exists, Func, OuterRef, Q, Value
from django.dispatch import receiver

from headcanon.canon.families import family_of, reached_by, same_as
from headcanon.canon.models import Fandom, Tag
from headcanon.core.standing import pages_changed_for
from headcanon.headcanons.models import HeadcanonFandom, HeadcanonTag
from headcanon.headcanons.visibility import left_out_by as headcanons_left_out_by
from headcanon.manuscript.words import LETTER, LETTER_OR_DIGIT, plain_text
from headcanon.reading.models import Quiet
from headcanon.reading.signals import quiet_changed
from headcanon.works.models import Tagging, WorkFandom
from headcanon.works.visibility import ITSELF, left_out_by, own_work_ids

LONGEST_WORDS = Quiet._meta.get_field("words").max_length
# Every list she sees compares each of its works with all of these; single works are looked up by their index.
SUBJECTS = {"fandom": Fandom, "tag": Tag}
MOST = {"fandom": 500, "tag": 500, "words": 100}


class TooMuch(Exception):
    """She keeps as much of this kind quiet as lists can bear."""


class Kept(NamedTuple):
    """What somebody keeps quiet, but for single works: ids, and words as she typed them."""

    fandoms: frozenset = frozenset()
    tags: frozenset = frozenset()
    words: tuple = ()


# --- What is left out of lists -------------------------------------------------------------------------------------


# By viewer, who lives as long as a request.
_kept = WeakKeyDictionary()
_families = WeakKeyDictionary()


def kept_by(viewer):
    """What she keeps quiet: one question, however many lists a page has."""
    if viewer.is_guest:
        return Kept()
    if viewer not in _kept:
        rows = list(Quiet.objects.filter(person=viewer.person, work=None))
        _kept[viewer] = Kept(
            frozenset(row.fandom_id for row in rows if row.fandom_id),
            frozenset(row.tag_id for row in rows if row.tag_id),
            tuple(sorted(row.words for row in rows if row.words)),
        )
    return _kept[viewer]


@left_out_by
def kept_quiet(viewer, asked_for):
    """A condition on the works that she does not want to meet. A canon or tag that she asks for expressly is none."""
    unwanted = Q(pk__in=Quiet.objects.filter(person=viewer.person, work__isnull=False).values("work"))
    if asked_for is not ITSELF:
        unwanted |= about_what_is_kept(viewer, asked_for)
    return unwanted & ~Q(pk__in=own_work_ids(viewer))


def about_what_is_kept(viewer, asked_for):
    kept, unwanted = kept_by(viewer), Q()
    fandoms, tags = (families_kept(viewer, model, ids_among([asked_for], model)) for model in (Fandom, Tag))
    if fandoms:
        unwanted |= Exists(WorkFandom.objects.filter(work=OuterRef("pk"), fandom__in=fandoms))
    if tags:
        unwanted |= Exists(Tagging.objects.filter(work=OuterRef("pk"), tag__in=tags))
    if kept.words:
        unwanted |= Q(says(kept.words))
    return unwanted


@headcanons_left_out_by
def headcanons_kept_quiet(viewer, asked_for):
    """The same of headcanons: of what they are about, and of words in what they say."""
    kept, unwanted = kept_by(viewer), Q(pk__in=())
    for model, links in ((Fandom, HeadcanonFandom), (Tag, HeadcanonTag)):
        if ids := families_kept(viewer, model, ids_among(asked_for, model)):
            about = {f"{model._meta.model_name}__in": ids}
            unwanted |= Exists(links.objects.filter(headcanon=OuterRef("pk"), **about))
    if kept.words:
        unwanted |= Q(says(kept.words, "claim", Value("")))
    return unwanted & ~Q(pseud__user=viewer.person)


def ids_among(things, model):
    return frozenset(thing.pk for thing in things if isinstance(thing, model))


def families_kept(viewer, model, asked):
    """The ids of all fandoms, or tags, that she keeps quiet or that are in the families of those; of those that she asks
    for, by their ids, their own families stay, also where she keeps quiet what they are part of."""
    ids = getattr(kept_by(viewer), f"{model._meta.model_name}s")
    if not ids:
        return ids
    known = _families.setdefault(viewer, {})
    if (model, asked) not in known:
        known[model, asked] = families_of(model, ids, asked)
    return known[model, asked]


def families_of(model, ids, asked):
    if not asked:
        return frozenset(family_of(model, ids))
    around = set(reached_by(model, asked))
    larger = set(family_of(model, ids & around)) - set(family_of(model, asked)) if ids & around else set()
    return frozenset({*family_of(model, ids - around), *larger})


def says(words, title="title", summary="summary"):
    """A condition on works, or whatever has such texts: title or summary hold one of `words`."""
    return Says(Value("\n".join(words)), title, summary)


class Says(Func):
    """Whether one of these words, a line each, stands in a title or a summary. On SQLite our own function is asked."""

    function = "headcanon_says"
    output_field = BooleanField()

    def as_postgresql(self, compiler, connection):
        """The same question, to PostgreSQL: its text is brought into the form that `folded` gives."""
        words, title, summary = self.source_expressions
        (title, given), (summary, more) = compiler.compile(title), compiler.compile(summary)
        text = f"{title} || ' ' || regexp_replace({summary}, %s, ' ', 'g')"
        letters = f"replace(lower(translate({in_plain(text)}, %s, %s)), 'ß', 'ss')"
        found = f"(regexp_replace(normalize({letters}, NFKD), %s, '', 'g') ~ %s)"
        sought = PG_BLOCKS, PG_TAGS, CURLY, STRAIGHT, PG_MARKS, pattern_of(words.value)
        return found, [*given, *more, *sought]


def in_plain(text):
    """SQL for the text of story-HTML."""
    text = f"regexp_replace({text}, %s, '', 'g')"
    for entity, sign in (("&lt;", "<"), ("&gt;", ">"), ("&quot;", '"'), ("&nbsp;", " "), ("&amp;", "&")):
        text = f"replace({text}, '{entity}', '{sign}')"
    return text


PG_BLOCKS, PG_TAGS, PG_MARKS = r"</(?:p|h[2-4]|blockquote|li|ul|ol)>|<[bh]r>", r"<[^>]*>", "[\u0300-\u036f]"
CURLY, STRAIGHT = "’‘ʼ", "'''"
MARKS = re.compile(PG_MARKS)
_straight = str.maketrans(CURLY, STRAIGHT)


def folded(text):
    """The form in which texts are compared: without case, accents and curls."""
    text = text.translate(_straight).casefold()
    return text if text.isascii() else MARKS.sub("", unicodedata.normalize("NFKD", text))


@lru_cache(200)
def folded_lines(words):
    return tuple(" ".join(folded(line).split()) for line in words.split("\n"))


def says_one_of(words, title, summary):
    """Asked of every work that a list passes: without patterns, which take five times as long."""
    text = " ".join(folded(f"{title} {plain_text(summary)}").split())
    return any(line in text and stands_in(text, line) for line in folded_lines(words))


def stands_in(text, line):
    """As whole words; beside a letter of a script without spaces a word may begin and end anywhere."""
    begins_anywhere, ends_anywhere = LETTER.match(line[0]), LETTER.match(line[-1])
    at = text.find(line)
    while at >= 0:
        end = at + len(line)
        if (begins_anywhere or not is_of_a_word(text[at - 1 : at])) and (
            ends_anywhere or not is_of_a_word(text[end : end + 1])
        ):
            return True
        at = text.find(line, at + 1)
    return False


def is_of_a_word(letter):
    return letter.isalnum() or letter == "_"


def pattern_of(words):
    """The same as a pattern, for databases that know patterns."""
    return "|".join(map(whole, folded_lines(words)))


def whole(line):
    before = "" if LETTER.match(line[0]) else r"(?<!\w)"
    after = "" if LETTER.match(line[-1]) else r"(?!\w)"
    return before + r"\s+".join(map(re.escape, line.split())) + after


@receiver(connection_created)
def teach(connection, **_):
    if connection.vendor == "sqlite":
        connection.connection.create_function(Says.function, 3, says_one_of, deterministic=True)


def quiet_about(work):
    """Rows of everybody who keeps this work quiet, and of everybody who keeps something quiet that it is about."""
    said = Quiet.objects.exclude(words=None).values_list("words", flat=True).distinct()
    words = [each for each in said if says_one_of(each, work.title, work.summary)]
    fandoms = reached_by(Fandom, work.fandoms.order_by().values("pk"))
    about = Q(fandom__in=fandoms) | Q(tag__in=reached_by(Tag, work.tags.order_by().values("pk"))) | Q(words__in=words)
    return Quiet.objects.filter(work=work), Quiet.objects.filter(about)


# --- Beginning and ending ------------------------------------------------------------------------------------------


def as_words(typed):
    """What somebody typed, as it is kept: of one case, composed, without doubled blanks; empty if it names nothing."""
    words = " ".join(unicodedata.normalize("NFC", typed).lower().split())
    return words if LETTER_OR_DIGIT.search(folded(words)) else ""


@transaction.atomic
def keep_quiet(person, kind, thing):
    """Not to meet `thing`, a work, fandom, tag, or words; twice is once. Raises TooMuch."""
    _, is_new = Quiet.objects.get_or_create(person=person, **{kind: thing})
    if (
        is_new
        and kind in MOST
        and Quiet.objects.filter(person=person, **{f"{kind}__isnull": False}).count() > MOST[kind]
    ):
        raise TooMuch
    tell(person)


@transaction.atomic
def let_back(person, kind, key):
    """By its id, or the words themselves; a canon or tag under each of its names."""
    rows_about(person, kind, key).delete()
    tell(person)


def rows_about(person, kind, key):
    if kind in SUBJECTS and (subject := SUBJECTS[kind].objects.filter(pk=key).first()):
        return Quiet.objects.filter(person=person, **{f"{kind}__in": same_as(subject)})
    return Quiet.objects.filter(person=person, **{kind: key})


def tell(person):
    quiet_changed.send(Quiet, person=person)
    pages_changed_for(person)


def is_quiet(viewer, subject):
    """Whether she keeps this fandom or tag out of her lists, by whatever name."""
    kept = kept_by(viewer)
    ids = kept.fandoms if isinstance(subject, Fandom) else kept.tags
    return subject.pk in ids or (bool(ids) and not ids.isdisjoint(same_as(subject)))


# --- Pieces on other pages -----------------------------------------------------------------------------------------


def ways_to_less(works, viewer):
    """For members, beside every story that is not their own; a card's authors are at hand."""
    return {} if viewer.is_guest else {work.pk: True for work in works if not work.is_by(viewer)}


def quiet_buttons(kind):
    """On the page of a canon or tag."""

    def load(subjects, viewer):
        if viewer.is_guest:
            return {}
        return {subject.pk: {"kind": kind, "is_quiet": is_quiet(viewer, subject)} for subject in subjects}

    return load
