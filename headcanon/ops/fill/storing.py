"""Made-up works go into the tables in batches, with all that a person's work has but an original."""

import contextlib
import random
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache, partial

from django.db import connection, transaction
from django.db.models import AutoField

from headcanon.accounts.models import Pseud, User, fold
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.naming import fandoms_named, tags_named
from headcanon.core.editions import pages_changed
from headcanon.core.random_ids import HIGHEST_ID, LOWEST_ID, newest_key
from headcanon.manuscript.clean import paragraphs
from headcanon.manuscript.words import count_words
from headcanon.ops.fill.invention import Invention, author_name, invent, paragraph
from headcanon.works.counting import count_all_anew
from headcanon.works.models import Authorship, Chapter, Revision, Tagging, Work, WorkFandom
from headcanon.works.revisions import CHAPTER_FIELDS, WORK_FIELDS, kept_fields, pack

SMALLEST_BATCH, LARGEST_BATCH = 1_000, 16_000
EVERYWHERE = (LOWEST_ID, HIGHEST_ID)
MARK = "@made-up.invalid"  # where the authors of made-up works have their mail
Cause = Revision.Cause


def made_up_works():
    return Work.objects.filter(pseuds__user__email__endswith=MARK).distinct()


def filled_already():
    return made_up_works().count()


def real_works():
    return Work.objects.exclude(pk__in=made_up_works().values("pk")).count()


@contextlib.contextmanager
def in_haste():
    """What is invented can be invented again: SQLite need not wait for the disk after each batch, holds more of its
    indexes in memory, and writes them back less often."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        for saying in ("synchronous=NORMAL", "cache_size=-600000", "wal_autocheckpoint=100000"):
            cursor.execute(f"PRAGMA {saying}")
    try:
        yield
    finally:
        connection.close()  # the next one is as the settings say


class Known:
    """The ids of what has been named already in one fill, so that nothing is looked up for every batch."""

    def __init__(self):
        self.ids = defaultdict(dict)

    def ids_of(self, kind, names, look_up):
        """{name: id} of these, and of all before; `look_up(names)` answers with pairs of both, and makes what is not
        there."""
        known = self.ids[kind]
        if missing := {name for name in names if name not in known}:
            known.update(look_up(sorted(missing)))
        return known


@dataclass
class Made:
    """An invention that is about to be stored."""

    pk: int
    invention: Invention
    chapters: list[tuple[int, int, str]]  # id, words, text

    def __post_init__(self):
        self.is_draft = self.invention.state == Work.State.DRAFT
        self.newest_key = newest_key(self.invention.posted_at, self.pk)
        self.summary = f"<p>{self.invention.summary}</p>"
        moment = Work._meta.get_field("posted_at")
        self.posted_at = moment.get_db_prep_save(self.invention.posted_at, connection=connection)


@transaction.atomic
def store(numbers, seed, known=None, stretch=EVERYWHERE):
    """Invent and store the works with these numbers, all or none, with ids from this stretch of them. Answers with the
    ids."""
    known = known or Known()
    made = made_up(numbers, seed, stretch)
    insert(Work, WORK_COLUMNS, map(work_row, made))
    insert(Authorship, ("work", "pseud", "position"), authorships(made, known))
    insert(WorkFandom, ("work", "fandom", "typed", "position", "newest_key"), fandom_links(made, known))
    insert(Tagging, ("work", "tag", "typed", "position", "newest_key"), taggings(made, known))
    insert(Chapter, ("id", "work", "position", "words", "body", "posted_at"), chapter_rows(made))
    insert(Revision, ("work", "chapter", "cause", "content"), revision_rows(made))
    pages_changed()
    return [each.pk for each in made]


def made_up(numbers, seed, stretch):
    inventions = [invent(number, seed) for number in numbers]
    texts = [[text_of(length, invention.chance) for length in invention.lengths] for invention in inventions]
    ids = sorted(Work.free_ids(len(texts), stretch))
    chapter_ids = iter(sorted(Chapter.free_ids(sum(map(len, texts)), stretch)))
    return [
        Made(pk, invention, [(next(chapter_ids), *text) for text in said])
        for pk, invention, said in zip(ids, inventions, texts, strict=True)
    ]


def batches(before, works):
    """The numbers of the works that are stored at a time, after those there are. In a large archive each batch rewrites
    a good part of the index of tags, so it is better to have few."""
    size = min(max((works - before) // 50, SMALLEST_BATCH), LARGEST_BATCH)
    for first in range(before, works, size):
        yield range(first, min(first + size, works))


def stretch_of(first, last, works):
    """Where the ids of so many out of all these works lie. Each batch has a stretch of its own: all ids are as random in
    the end, and what is written at a time lies together, else SQLite would rewrite most of its pages for every batch."""
    width = HIGHEST_ID - LOWEST_ID
    return LOWEST_ID + width * first // works, LOWEST_ID + width * last // works


def insert(model, names, rows):
    """Rows of the values of these fields, all others being what they are by default. There are so many of them that to
    make an object of each would take as long as to store it."""
    named = [model._meta.get_field(name) for name in names]
    others = [field for field in fields_of(model) if field not in named]
    by_default = tuple(field.get_db_prep_save(field.get_default(), connection=connection) for field in others)
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in [*named, *others])
    places = ", ".join(["%s"] * (len(named) + len(others)))
    with connection.cursor() as cursor:
        cursor.executemany(
            f"INSERT INTO {name(model._meta.db_table)} ({columns}) VALUES ({places})",
            (row + by_default for row in rows),
        )


def fields_of(model):
    return [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]


WORK_COLUMNS = (
    "id", "title", "summary", "rating_sign", "state", "audience", "status", "planned_chapters", "words", "chapter_count",
    "made_at", "posted_at", "revised_at", "newest_key",
)  # fmt: skip


def work_row(made):
    told, words = made.invention, sum(words for _pk, words, _text in made.chapters)
    return (
        made.pk, told.title, made.summary, told.rating, told.state, told.audience, told.status, told.planned_chapters,
        words, len(made.chapters), made.posted_at, made.posted_at, made.posted_at, made.newest_key,
    )  # fmt: skip


def authorships(made, known):
    by_number = known.ids_of("author", (number for each in made for number in each.invention.authors), authors)
    for each in made:
        for position, number in enumerate(each.invention.authors):
            yield each.pk, by_number[number], position


def authors(numbers):
    """(number, id) of the pen names with these numbers, made where there are none."""
    emails = {f"{number}{MARK}": number for number in numbers}
    known = set(User.objects.filter(email__in=emails).values_list("email", flat=True))
    fresh = {email: number for email, number in emails.items() if email not in known}
    users = User.objects.bulk_create(
        User(username=author_name(number).replace(" ", "_") + f"_{number}", email=email, password="!")
        for email, number in fresh.items()
    )
    Pseud.objects.bulk_create(
        Pseud(user=user, name=name, key=fold(name), is_default=True)
        for user in users
        for name in [author_name(emails[user.email])]
    )
    rows = Pseud.objects.filter(user__email__in=emails).values_list("user__email", "pk")
    return [(emails[email], pk) for email, pk in rows]


def named(things):
    return [(thing.name, thing.pk) for thing in things]


def fandom_links(made, known):
    names = (name for each in made for name in each.invention.fandoms)
    by_name = known.ids_of("fandom", names, lambda missing: named(fandoms_named(missing)))
    for each in made:
        for position, name in enumerate(each.invention.fandoms):
            yield each.pk, by_name[name], name, position, each.newest_key


def taggings(made, known):
    for kind in Tag.Kind.values:
        names = (name for each in made for name in each.invention.tags[kind])
        by_name = known.ids_of(kind, names, partial(tags_called, kind))
        for each in made:
            for position, name in enumerate(dict.fromkeys(each.invention.tags[kind])):
                yield each.pk, by_name[name], name, position, each.newest_key


def tags_called(kind, names):
    return named(tags_named(kind, names))


def chapter_rows(made):
    for each in made:
        posted_at = None if each.is_draft else each.posted_at
        for position, (pk, words, text) in enumerate(each.chapters, start=1):
            yield pk, each.pk, position, words, text, posted_at


def revision_rows(made):
    """Of each work's own fields and of each chapter, as publishing or an intake keeps them."""
    for each in made:
        cause = Cause.IMPORT.value if each.is_draft else Cause.PUBLISH.value
        told = each.invention
        said = {"title": told.title, "summary": each.summary, "rating": told.rating, "status": told.status}
        yield each.pk, None, cause, pack({**plain(Work, WORK_FIELDS), **said})
        for pk, _words, text in each.chapters:
            yield each.pk, pk, cause, packed_chapter(text)


@cache
def plain(model, fields):
    return kept_fields(model(), fields)


@lru_cache(4_000)
def packed_chapter(text):
    """Many chapters of a very large archive are one paragraph, of which there are only so many."""
    return pack({**plain(Chapter, CHAPTER_FIELDS), "body": text})


def text_of(length, chance):
    """A text of at least `length` words, and how many it has."""
    told, words = [], 0
    while words < length:
        more, text = chance.choice(known_paragraphs())
        told.append(text)
        words += more
    return words, "".join(told)


@cache
def known_paragraphs():
    """What all made-up works are told in, cleaned once, with the number of words of each."""
    chance = random.Random("paragraphs")
    cleaned = [paragraphs(paragraph(chance)) for _ in range(400)]
    return [(count_words(text), text) for text in cleaned]


def count_works():
    """The numbers beside fandoms and tags, all at once."""
    for model in (Fandom, Tag):
        count_all_anew(model)
