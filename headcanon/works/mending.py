"""Changing a few letters of a posted chapter, so that the change stays and nothing else becomes public with it."""

from django.db import transaction

from headcanon.core.fields import StoryHTML
from headcanon.manuscript.slips import Outcome, put_right
from headcanon.manuscript.words import count_words
from headcanon.works.arranging import recount
from headcanon.works.drafting import cleaned, copies_of, latest, pass_on, stored
from headcanon.works.models import Revision
from headcanon.works.publishing import announce_change
from headcanon.works.revisions import keep_revision, pack, unpack


@transaction.atomic
def mend(chapter, slips, *, person):
    """Put these slips right, in one revision, and answer with what became of each (manuscript/slips.py).

    What readers read is the measure. What is typed and not published yet is changed alike, as far as it still has the
    phrases, and stays typed: else publishing it would bring them back.
    """
    chapter = latest(chapter)
    body, outcomes = put_right(chapter.body, slips)
    if body != chapter.body:
        done = [slip for slip, outcome in zip(slips, outcomes, strict=True) if outcome == Outcome.PUT_RIGHT]
        mend_what_is_typed(chapter, done)
        write_over(chapter, body, person)
    return outcomes


def mend_what_is_typed(chapter, slips):
    """In the newest text, which goes on as the next version, and in those that stand apart from it."""
    for copy in copies_of(chapter):
        typed = unpack(copy.content)
        body, outcomes = put_right(cleaned(chapter, typed)["body"], slips)
        if Outcome.PUT_RIGHT in outcomes and "body" in typed:
            copy.content = pack({**typed, "body": body})
        if copy.stands_apart:
            copy.save(update_fields=["content"])
        else:
            pass_on(copy, chapter.version + 1)


def write_over(chapter, body, person):
    chapter.body, chapter.words, chapter.version = StoryHTML(body), count_words(body), chapter.version + 1
    chapter.save(update_fields=["body", "words", "version"])
    keep_revision(chapter.work, chapter, Revision.Cause.SAVE, stored(chapter), person=person)
    recount(chapter.work)
    if not chapter.work.is_draft:
        announce_change(chapter.work)
