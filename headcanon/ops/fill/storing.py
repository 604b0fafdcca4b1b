"""Made-up works go into the tables in batches, with all that a person's work has but an original."""

import itertools
import random
from functools import cache

from django.db import transaction

from headcanon.accounts.models import Pseud, User, fold
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.naming import fandoms_named, tags_named
from headcanon.core.editions import pages_changed
from headcanon.core.fields import StoryHTML
from headcanon.core.random_ids import newest_key
from headcanon.manuscript.clean import paragraphs
from headcanon.manuscript.words import count_words
from headcanon.ops.fill.invention import author_name, invent, paragraph
from headcanon.works.counting import count_anew
from headcanon.works.models import Authorship, Chapter, Revision, Tagging, Work, WorkFandom
from headcanon.works.revisions import revisions_of

BATCH = 1_000
MARK = "@made-up.invalid"  # where the authors of made-up works have their mail
Cause = Revision.Cause


def made_up_works():
    return Work.objects.filter(pseuds__user__email__endswith=MARK).distinct()


def filled_already():
    return made_up_works().count()


def real_works():
    return Work.objects.exclude(pk__in=made_up_works().values("pk")).count()


@transaction.atomic
def store(numbers, seed):
    """Invent and store the works with these numbers, all or none."""
    inventions = [invent(number, seed) for number in numbers]
    texts = [[text_of(length, invention.chance) for length in invention.lengths] for invention in inventions]
    works = [work_from(*each) for each in zip(Work.free_ids(len(numbers)), inventions, texts, strict=True)]
    told = list(zip(works, inventions, strict=True))
    Work.objects.bulk_create(works)
    Authorship.objects.bulk_create(authorships(told))
    WorkFandom.objects.bulk_create(fandom_links(told))
    Tagging.objects.bulk_create(taggings(told))
    store_chapters(works, texts)
    pages_changed()


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


def authorships(told):
    by_number = authors({number for _, invention in told for number in invention.authors})
    for work, invention in told:
        for position, number in enumerate(invention.authors):
            yield Authorship(work=work, pseud=by_number[number], position=position)


def authors(numbers):
    """The pen names with these numbers, made where there are none."""
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
    return {
        emails[pseud.user.email]: pseud for pseud in Pseud.objects.filter(user__email__in=emails).select_related("user")
    }


def fandom_links(told):
    by_name = {fandom.name: fandom for fandom in fandoms_named(name for _, each in told for name in each.fandoms)}
    for work, invention in told:
        for position, name in enumerate(invention.fandoms):
            yield WorkFandom(work=work, fandom=by_name[name], typed=name, position=position, newest_key=work.newest_key)


def taggings(told):
    for kind in Tag.Kind.values:
        by_name = {tag.name: tag for tag in tags_named(kind, [name for _, each in told for name in each.tags[kind]])}
        for work, invention in told:
            for position, name in enumerate(dict.fromkeys(invention.tags[kind])):
                yield Tagging(
                    work_id=work.pk, tag_id=by_name[name].pk, typed=name, position=position, newest_key=work.newest_key
                )


def store_chapters(works, texts):
    """What each work says, and a revision of it, as publishing or an intake keeps one."""
    ids = iter(Chapter.free_ids(sum(map(len, texts))))
    chapters = [chapters_of(work, told, ids) for work, told in zip(works, texts, strict=True)]
    Chapter.objects.bulk_create(itertools.chain(*chapters))
    Revision.objects.bulk_create(
        revision
        for work, said in zip(works, chapters, strict=True)
        for revision in revisions_of(work, said, Cause.IMPORT if work.is_draft else Cause.PUBLISH)
    )


def chapters_of(work, texts, ids):
    posted_at = None if work.is_draft else work.posted_at
    return [
        Chapter(pk=next(ids), work=work, position=position, body=body, words=words, posted_at=posted_at)
        for position, (words, body) in enumerate(texts, start=1)
    ]


def text_of(length, chance):
    """A text of at least `length` words, and how many it has."""
    told, words = [], 0
    while words < length:
        more, text = chance.choice(known_paragraphs())
        told.append(text)
        words += more
    return words, StoryHTML("".join(told))


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
