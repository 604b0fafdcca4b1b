"""Made-up works go into the tables in batches, with all that a person's work has but an original."""

import contextlib
import random
from dataclasses import dataclass
from functools import cache, partial

from django.db import connection, transaction
from django.db.models import AutoField

from headcanon.accounts.models import Pseud, User, fold
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.naming import fandoms_named, tags_named
from headcanon.core.editions import pages_changed
from headcanon.core.fields import StoryHTML
from headcanon.core.random_ids import HIGHEST_ID, LOWEST_ID, newest_key
from headcanon.manuscript.clean import paragraphs
from headcanon.manuscript.words import count_words
from headcanon.ops.fill.invention import author_name, invent, paragraph
from headcanon.works.counting import count_anew
from headcanon.works.models import Authorship, Chapter, Revision, Tagging, Work, WorkFandom
from headcanon.works.revisions import contents_of

BATCH = 4_000
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
        for saying in ("synchronous=NORMAL", "cache_size=-200000", "wal_autocheckpoint=100000"):
            cursor.execute(f"PRAGMA {saying}")
    try:
        yield
    finally:
        connection.close()  # the next one is as the settings say


class Known:
    """The ids of what has been named already in one fill, so that nothing is looked up for every batch."""

    def __init__(self):
        self.ids = {}

    def ids_of(self, kind, names, look_up):
        """{name: id}; `look_up(names)` answers with pairs of both, and makes what is not there."""
        names = set(names)
        missing = [name for name in names if (kind, name) not in self.ids]
        if missing:
            self.ids |= {(kind, name): pk for name, pk in look_up(sorted(missing))}
        return {name: self.ids[kind, name] for name in names}


@transaction.atomic
def store(numbers, seed, known=None, stretch=EVERYWHERE):
    """Invent and store the works with these numbers, all or none, with ids from this stretch of them. Answers with the
    ids."""
    known = known or Known()
    inventions = [invent(number, seed) for number in numbers]
    texts = [[text_of(length, invention.chance) for length in invention.lengths] for invention in inventions]
    ids = sorted(Work.free_ids(len(numbers), stretch))
    works = [work_from(*each) for each in zip(ids, inventions, texts, strict=True)]
    told = list(zip(works, inventions, strict=True))
    insert(works)
    insert_links(Authorship, ("work", "pseud", "position"), authorships(told, known))
    insert_links(WorkFandom, ("work", "fandom", "typed", "position", "newest_key"), fandom_links(told, known))
    insert_links(Tagging, ("work", "tag", "typed", "position", "newest_key"), taggings(told, known))
    store_chapters(works, texts, stretch)
    pages_changed()
    return [work.pk for work in works]


def stretch_of(first, last, works):
    """Where the ids of so many out of all these works lie. Each batch has a stretch of its own: all ids are as random in
    the end, and what is written at a time lies together, else SQLite would rewrite most of its pages for every batch."""
    width = HIGHEST_ID - LOWEST_ID
    return LOWEST_ID + width * first // works, LOWEST_ID + width * last // works


PLAIN = {int, str, bool, bytes, type(None)}


def insert(rows):
    """As `bulk_create` would, by one statement for all of them, which takes a third of the time."""
    rows = list(rows)
    if rows:
        fields = fields_of(type(rows[0]))
        insert_values(fields, (values_of(row, fields) for row in rows))


def insert_links(model, names, rows):
    """The same for rows that are no more than the values of these fields, all others being what they are by default:
    of those there are so many that making an object of each would take as long as storing it."""
    named = [model._meta.get_field(name) for name in names]
    others = [field for field in fields_of(model) if field not in named]
    by_default = tuple(field.get_db_prep_save(field.get_default(), connection=connection) for field in others)
    insert_values([*named, *others], (row + by_default for row in rows))


def insert_values(fields, rows):
    name = connection.ops.quote_name
    columns = ", ".join(name(field.column) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    with connection.cursor() as cursor:
        cursor.executemany(f"INSERT INTO {name(fields[0].model._meta.db_table)} ({columns}) VALUES ({places})", rows)


def fields_of(model):
    return [field for field in model._meta.concrete_fields if not isinstance(field, AutoField)]


def values_of(row, fields):
    values = ((field, getattr(row, field.attname)) for field in fields)
    return [
        value if type(value) in PLAIN else field.get_db_prep_save(value, connection=connection)
        for field, value in values
    ]


def work_from(pk, invention, texts):
    return Work(
        pk=pk,
        title=invention.title,
        summary=StoryHTML(f"<p>{invention.summary}</p>"),
        rating=invention.rating,
        state=invention.state,
        audience=invention.audience,
        status=invention.status,
        planned_chapters=invention.planned_chapters,
        words=sum(words for words, _ in texts),
        chapter_count=len(texts),
        made_at=invention.posted_at,
        posted_at=invention.posted_at,
        revised_at=invention.posted_at,
        newest_key=newest_key(invention.posted_at, pk),
    )


def authorships(told, known):
    numbers = (number for _, invention in told for number in invention.authors)
    by_number = known.ids_of("author", numbers, authors)
    for work, invention in told:
        for position, number in enumerate(invention.authors):
            yield work.pk, by_number[number], position


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


def fandom_links(told, known):
    names = (name for _, each in told for name in each.fandoms)
    by_name = known.ids_of("fandom", names, lambda missing: named(fandoms_named(missing)))
    for work, invention in told:
        for position, name in enumerate(invention.fandoms):
            yield work.pk, by_name[name], name, position, work.newest_key


def taggings(told, known):
    for kind in Tag.Kind.values:
        names = (name for _, each in told for name in each.tags[kind])
        by_name = known.ids_of(kind, names, partial(tags_called, kind))
        for work, invention in told:
            for position, name in enumerate(dict.fromkeys(invention.tags[kind])):
                yield work.pk, by_name[name], name, position, work.newest_key


def tags_called(kind, names):
    return named(tags_named(kind, names))


@dataclass
class Told:
    """A chapter, as far as its revision and its row say anything of it that others do not."""

    pk: int
    words: int
    body: str
    title = notes_before = notes_after = ""


def store_chapters(works, texts, stretch):
    """What each work says, and a revision of it, as publishing or an intake keeps one."""
    ids = iter(sorted(Chapter.free_ids(sum(map(len, texts)), stretch)))
    told = [(work, [Told(next(ids), *text) for text in said]) for work, said in zip(works, texts, strict=True)]
    insert_links(Chapter, ("id", "work", "position", "words", "body", "posted_at"), chapter_rows(told))
    insert_links(Revision, ("work", "chapter", "cause", "content"), revision_rows(told))


def chapter_rows(told):
    moment = Chapter._meta.get_field("posted_at")
    for work, chapters in told:
        posted_at = moment.get_db_prep_save(None if work.is_draft else work.posted_at, connection=connection)
        for position, chapter in enumerate(chapters, start=1):
            yield chapter.pk, work.pk, position, chapter.words, chapter.body, posted_at


def revision_rows(told):
    for work, chapters in told:
        cause = Cause.IMPORT if work.is_draft else Cause.PUBLISH
        for chapter, content in contents_of(work, chapters):
            yield work.pk, chapter and chapter.pk, cause.value, content


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
        count_anew(model.objects.all())
