"""Stories that answer a question, as one reader is shown them.

`search(viewer, question, *, sort="updated", page=1, size=20) -> Found`
    a page of works in order, and how many there are in all.
`number_found(viewer, question) -> int`
    the same number alone.
`facets(viewer, question) -> {mark: [(thing, number), …]}`
    what they are marked with, the commonest first.

`question` says what was asked for (asking.Question). Who asks is added here, whatever it says of that: her audience, those
she is kept from or keeps out of her lists, what she keeps quiet. All three raise NotUnderstood, a sentence for her.

The index is believed for what answers a question, the tables for who may see it. A story whose change waits to be
indexed is not what the index says it is, and is left out until it is. So what nobody may see any more is neither found
nor counted from the moment of the change on.
"""

from collections import defaultdict
from dataclasses import dataclass, replace
from hashlib import blake2b

from django.core.cache import caches
from django.db.models import Q
from django.utils.translation import gettext as _

from headcanon.accounts.blocking import people_apart_from, people_muted_by
from headcanon.canon.families import family_of
from headcanon.canon.models import Event, Fandom, Tag
from headcanon.canon.veil import beyond, giving_away
from headcanon.core.clockwork import every
from headcanon.core.paging import PAGE_SIZE
from headcanon.core.viewing import GUEST
from headcanon.discovery.asking import Either, Every, Hits, NotUnderstood, OneOf, Phrase, Question, Without
from headcanon.discovery.index.engine import is_made, the_index
from headcanon.discovery.index.interface import DEEPEST
from headcanon.discovery.index.limits import check, check_typed
from headcanon.discovery.index.ordering import seeks
from headcanon.discovery.index.tantivy_engine import Unreadable
from headcanon.discovery.index.waiting import waiting_works
from headcanon.reading.models import Quiet
from headcanon.reading.quiet import families_kept, kept_by
from headcanon.works.models import Work
from headcanon.works.veiling import hides_beyond, veiled
from headcanon.works.visibility import ITSELF

# Where more are waiting, as after many were taken in at once, nobody waits for them.
MOST_WAITING = 5_000
# A family with more names is looked for as the index knew it last.
MOST_NAMES = 20_000
# What families are of which mark, and by which mark they are found as they were typed.
FAMILIES = {"fandoms": (Fandom, "typed_fandoms"), "tags": (Tag, "typed_tags"), "main": (Tag, "typed_tags")}


@dataclass(frozen=True)
class Found:
    """`pages` is how many there are to leaf through, at least 1."""

    works: list
    total: int
    page: int = 1
    pages: int = 1

    def __iter__(self):
        return iter(self.works)


def search(viewer, question, *, sort="updated", page=1, size=PAGE_SIZE):
    """Works that `viewer` may be shown in lists, in the order of `sort` (asking.SORTS)."""
    page = max(page, 1)
    asked, engine = asked_by(viewer, question)
    place = {"offset": (page - 1) * size, "limit": size}
    if sort == "best" and not seeks(question.words):
        sort = "updated"
    hits = newest(asked, engine, **place) if is_everything(asked, sort) else engine.search(asked, sort=sort, **place)
    works = shown_of(viewer, hits.ids)
    total = hits.total - (len(hits.ids) - len(works))
    return Found(works, total, page, max(1, -(-min(total, DEEPEST) // size)))


def number_found(viewer, question):
    asked, engine = asked_by(viewer, question)
    return engine.count(asked)


def shown_of(viewer, ids):
    """Those of these works that a list may show her, in this order."""
    if not ids:
        return []
    works = Work.objects.listed_to(viewer).posted().without_muted(viewer, ITSELF).filter(pk__in=ids)
    if hides_beyond(viewer):
        works = works.exclude(veiled(viewer))
    found = {work.pk: work for work in works.order_by()}
    return [found[pk] for pk in ids if pk in found]


def is_everything(asked, sort):
    return sort == "updated" and asked == Question(without_works=asked.without_works)


def newest(asked, engine, offset, limit):
    """Of everything that guests may see, the tables know page 500 sooner than an index, which orders all before it."""
    check(asked, offset, limit)
    works = Work.objects.listed_to(GUEST).posted().exclude(pk__in=asked.without_works).order_by("-newest_key")
    return Hits(tuple(works.values_list("pk", flat=True)[offset : offset + limit]), engine.count(asked))


# --- Who asks ------------------------------------------------------------------------------------------------------


def asked_by(viewer, question):
    """The question as it is put to the index, and the index. What waits is looked up first: what had been written before
    that is seen by whoever refreshes after it."""
    asked, waiting = meant_by(viewer, question), waiting_now()
    return replace(asked, without_works=asked.without_works | waiting), index_to_ask()


def index_to_ask():
    """One that cannot be read is made anew by who keeps it."""
    not_yet = NotUnderstood(_("The search is being made ready: please come back in a few minutes."))
    if not is_made() and Work.objects.posted().exists():
        raise not_yet
    try:
        return the_index()
    except Unreadable:
        raise not_yet from None


def waiting_now():
    ids = frozenset(waiting_works()[: MOST_WAITING + 1])
    return ids if len(ids) <= MOST_WAITING else frozenset()


def meant_by(viewer, question):
    """The question with all that follows from who asks it, and with every name of what is asked for."""
    check_typed(question.words)
    asked = replace(question, is_member=not viewer.is_guest)
    having = [part for one_of in asked.having for part in by_all_names(one_of)]
    lacking = [by_all_names(one_of)[0] for one_of in asked.lacking]
    asked = replace(asked, having=tuple(having), lacking=tuple(lacking))
    if viewer.is_guest:
        return asked
    asked = without_what_she_avoids(asked, viewer, question)
    return without_what_lies_beyond(asked, viewer) if hides_beyond(viewer) else asked


def by_all_names(one_of):
    """The same by the names that authors typed, so that what wranglers have just done holds."""
    if one_of.mark not in FAMILIES or not one_of.ids:
        return [one_of]
    model, typed = FAMILIES[one_of.mark]
    names = frozenset(family_of(model, one_of.ids)) | one_of.ids
    if len(names) > MOST_NAMES:
        return [one_of]
    by_name = OneOf(typed, names)
    return [OneOf("main", names), by_name] if one_of.mark == "main" else [by_name]


def without_what_she_avoids(asked, viewer, question):
    kept = kept_by(viewer)
    quiet = Quiet.objects.filter(person=viewer.person, work__isnull=False).values_list("work", flat=True)
    lacking = list(asked.lacking)
    for model, mark in ((Fandom, "typed_fandoms"), (Tag, "typed_tags")):
        if unwanted := quiet_families(viewer, model, question):
            lacking.append(OneOf(mark, unwanted))
    words = asked.words
    if kept.words:
        silent = [Phrase(each, where) for each in kept.words for where in ("title", "summary")]
        words = Every((*([words] if words is not None else ()), Without(Either(tuple(silent)))))
    return replace(
        asked,
        words=words,
        lacking=tuple(lacking),
        lacking_people=asked.lacking_people | people_avoided_by(viewer),
        without_works=asked.without_works | frozenset(quiet),
    )


def without_what_lies_beyond(asked, viewer):
    """For whom lists leave out what is covered, as works/veiling.py has it."""
    events = frozenset(Event.objects.filter(beyond(viewer)).values_list("pk", flat=True))
    tags = frozenset(Tag.objects.filter(giving_away(viewer)).values_list("pk", flat=True))
    flagged = Work.objects.posted().filter(veiled(viewer), is_spoiler=True).values_list("pk", flat=True)
    more = (OneOf("set_at", events), OneOf("leaves_at", events), OneOf("typed_tags", tags))
    works = asked.without_works.union(flagged[:MOST_NAMES])
    return replace(asked, lacking=asked.lacking + more, without_works=works)


def people_avoided_by(viewer):
    muted = people_muted_by(viewer.person).values_list("muted", flat=True)
    apart = () if viewer.is_archivist else people_apart_from(viewer.person).values_list("pk", flat=True)
    return frozenset({*muted, *apart})


def quiet_families(viewer, model, question):
    """The ids of all that she keeps quiet by whatever name; of what she asks for expressly its own family stays."""
    marked = [one.ids for one in question.having if FAMILIES.get(one.mark, (None,))[0] is model]
    return families_kept(viewer, model, frozenset().union(*marked))


# --- What they are marked with -------------------------------------------------------------------------------------

# How many of each mark are counted; of tags so many that there are some of every kind among them.
COUNTED = {
    "fandoms": 30, "tags": 400, "rating": 20, "language": 30, "status": 10, "placement": 5, "wish": 10, "crossover": 1,
}  # fmt: skip
MOST_OF_A_KIND = 30
MODELS = {"fandoms": Fandom, "tags": Tag}
KEPT_FOR = 60  # seconds
AHEAD_EVERY = 40
FEW = 200  # works
COVERED = ("tags", "placement")  # what a veil hides of a work
WIDE = 20_000  # works, from where on counting all of them takes longer than a page may


def facets(viewer, question):
    """{mark: [(thing, number of works), …]}, the commonest first, for the marks in COUNTED.

    A thing is a Fandom under `fandoms`, a Tag under `tags` (at most MOST_OF_A_KIND of each kind), elsewhere the number
    that stands for it (asking.MARKS). Numbers may be a minute old, but never count what was withdrawn since: they are
    kept by what is asked and by whom, and forgotten as soon as something is withdrawn.
    """
    asked, waiting = meant_by(viewer, question), waiting_now()
    engine = index_to_ask()
    numbers = kept_numbers(engine, asked)
    if waiting:
        numbers = less(engine, asked, waiting, numbers, numbers)
    if covered := covered_of_few(viewer, engine, asked, numbers):
        numbers = less(engine, asked, covered, numbers, COVERED)
    return {mark: things_of(mark, found, viewer) for mark, found in numbers.items()}


def kept_numbers(engine, asked, *, anew=False):
    key = key_of(engine, asked)
    kept = None if anew else caches["facets"].get(key)
    if kept is None:
        kept = engine.facets(asked, COUNTED)
        caches["facets"].set(key, kept, KEPT_FOR)
    return kept


def key_of(engine, asked):
    said = repr((engine.withdrawals(), ordered(vars(asked)))).encode(errors="replace")
    return f"facets-{blake2b(said, digest_size=16).hexdigest()}"


def ordered(value):
    """The same for what is equal, in every process."""
    if isinstance(value, frozenset):
        return sorted(value)
    if isinstance(value, dict):
        return sorted((name, ordered(each)) for name, each in value.items())
    if isinstance(value, tuple):
        return [ordered(each) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return type(value).__name__, ordered(vars(value))
    return value


def less(engine, asked, works, numbers, marks):
    """The same numbers of these marks without these works."""
    among = works if asked.among_works is None else works & asked.among_works
    gone = engine.facets(replace(asked, among_works=among), dict.fromkeys(marks, MOST_WAITING))
    left = dict(numbers)
    for mark in marks:
        fewer = dict(gone[mark])
        left[mark] = [(key, number - fewer.get(key, 0)) for key, number in numbers[mark] if number > fewer.get(key, 0)]
    return left


def covered_of_few(viewer, engine, asked, numbers):
    """Works that are covered for her, where there are so few that numbers would tell what is covered of which."""
    if sum(number for _rating, number in numbers["rating"]) > FEW:
        return frozenset()
    ids = engine.search(asked, sort="updated", limit=FEW).ids
    covered = Work.objects.filter(veiled(viewer) | Q(veils_warnings=True), pk__in=ids)
    return frozenset(covered.values_list("pk", flat=True)) if ids else frozenset()


def things_of(mark, found, viewer):
    if mark not in MODELS:
        return found
    things, of_a_kind = things_told(MODELS[mark], [pk for pk, _number in found], viewer), defaultdict(list)
    for pk, number in found:
        if pk in things:
            of_a_kind[getattr(things[pk], "kind", None)].append((things[pk], number))
    each = [pair for pairs in of_a_kind.values() for pair in pairs[:MOST_OF_A_KIND]]
    return sorted(each, key=lambda pair: (-pair[1], pair[0].pk))


def things_told(model, ids, viewer):
    """Those of these fandoms, or tags, that do not give away to her what happens, by their ids."""
    things = model.objects.order_by().defer("meaning").filter(pk__in=ids)
    if model is Tag:
        things = things.exclude(giving_away(viewer))
    return {thing.pk: thing for thing in things}


@every(AHEAD_EVERY)
def count_ahead():
    """What takes longest, and is asked for most: everything there is."""
    try:
        engine = the_index()
    except Unreadable:
        return
    if engine.count(Question(is_member=True)) >= WIDE:
        for is_member in (False, True):
            kept_numbers(engine, Question(is_member=is_member), anew=True)
