"""From files to works: each story with its original, its provenance and its concerns, wholly or not at all.

Taking the same bytes in twice, one after the other or by two processes at once, makes one work. So a run that was
killed is simply run again.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path

from django.db import IntegrityError, OperationalError, transaction

from headcanon.intake.readers import load
from headcanon.intake.readers.gathering import Entry, read_together, stories_among, stories_of
from headcanon.intake.readers.opening import read_story
from headcanon.manuscript.model import Concern, Manuscript
from headcanon.works.manuscripts import drafts_from
from headcanon.works.models import Provenance, Work
from headcanon.works.originals import keep_originals, put_on_disk
from headcanon.works.publishing import publish_all

# Stories that go into one transaction: a commit for each would cost as much again, and more than these would make
# somebody who saves a draft meanwhile wait for longer than she would notice.
STORIES_AT_ONCE = 20
BYTES_AT_ONCE = 4 * 1024 * 1024
# A disk that is asked to keep several files at once is sooner done with all of them.
FILES_AT_ONCE = 8

TRIES = 5
FILE_NAME_LENGTH = 255


@dataclass
class Story:
    """A story that was read, and the bytes it was read from, on its way into the archive."""

    manuscript: Manuscript
    content: bytes
    file_name: str
    label: str = ""
    part: int = 0

    @property
    def place(self):
        """Which part of which original it is."""
        return self.manuscript.source.sha256, self.part


@dataclass
class Outcome:
    """What became of one story, or of one file that holds none: a work, new or here already, or a complaint."""

    file: str
    work: Work | None = None
    is_new: bool = False
    complaint: str = ""
    byline: list[str] = field(default_factory=list)
    concerns: list[Concern] = field(default_factory=list)


def take_in_files(paths, *, pseuds, publishing=False, watched=iter):
    """Yields an Outcome for each story in these files, and for each file, or file in a zip, that cannot be read.

    Files that are chapters of one story become one. `watched` is shown the list of what is read at a time.
    """
    waiting = []
    for entries in watched(read_together(map(entry_of, paths))):
        for found in stories_of(entries, read_story):
            waiting += told(found)
            if is_enough(waiting):
                yield from settle(waiting, pseuds, publishing)
                waiting = []
    yield from settle(waiting, pseuds, publishing)


def entry_of(path):
    return Entry(Path(path).as_posix(), str(path), lambda: load(path))


def stories_inside(data, name):
    """Yields each Story in the bytes of a file or a zip of that name, and an Outcome in place of what cannot be read."""
    return stories_in([(name, data)])


def stories_in(files):
    """The same for several files that came together, as (name, bytes): chapters among them become one story."""
    entries = [Entry(name, name, lambda data=data: data) for name, data in files]
    for found in stories_among(entries, read_story):
        yield from told(found)


def told(found):
    """The stories of an original, or the reason why there are none."""
    if found.complaint:
        return [Outcome(found.label, complaint=str(found.complaint))]
    return [
        Story(manuscript, found.content, found.file_name, found.label, part)
        for part, manuscript in enumerate(found.manuscripts)
    ]


def is_enough(waiting):
    stories = [each for each in waiting if isinstance(each, Story)]
    return len(stories) >= STORIES_AT_ONCE or sum(len(story.content) for story in stories) >= BYTES_AT_ONCE


def settle(waiting, pseuds, publishing):
    """Take in the stories among these, and give the outcome of each in its place."""
    stories = [each for each in waiting if isinstance(each, Story)]
    results = iter(take_in(stories, pseuds=pseuds, publishing=publishing))
    for each in waiting:
        yield outcome_of(each, *next(results)) if isinstance(each, Story) else each


def outcome_of(story, work, is_new):
    manuscript = story.manuscript
    return Outcome(story.label, work, is_new, byline=manuscript.authors, concerns=manuscript.concerns)


# --- Into the database ---------------------------------------------------------------------------------------------


def take_in(stories, *, pseuds, publishing=False):
    """For each story its work, and whether that is new. All of them are taken in, or, if the process dies, none.

    Publishing also publishes what was here already as a draft. A published work is dated as its manuscript says, if
    that is a day that has been. A story without a title is called what its file is called.
    """
    with ThreadPoolExecutor(FILES_AT_ONCE) as disk:
        # Done here as well, so that nobody waits for the disk while the database is locked.
        list(disk.map(put_on_disk, {story.content for story in stories}))
    for attempt in range(1, TRIES + 1):
        try:
            return take_in_together(stories, pseuds, publishing)
        except (IntegrityError, OperationalError):
            # Another process has come first with the same bytes or the same new tag: the next try finds them there.
            if attempt == TRIES:
                raise


@transaction.atomic
def take_in_together(stories, pseuds, publishing):
    works = works_taken_from(stories, pseuds[0].user)
    new = {story.place: story for story in reversed(stories) if story.place not in works}
    works |= drafts_of(new, pseuds)
    if publishing:
        works = published(works, stories)
    return [(works[story.place], new.get(story.place) is story) for story in stories]


def works_taken_from(stories, taken_in_by):
    """By their place, the works that this person has taken from these stories' originals before."""
    known = Provenance.objects.filter(
        taken_in_by=taken_in_by, original__in={story.manuscript.source.sha256 for story in stories}
    ).select_related("work")
    return {(provenance.original_id, provenance.part): provenance.work for provenance in known}


def drafts_of(stories, pseuds):
    """By their place, new drafts of these stories, which are by their place as well.

    A story whose language nobody can tell is in the one that its author prefers.
    """
    keep_originals([story.content for story in stories.values()])
    preferred = pseuds[0].user.prefers.language or None
    told = [
        (replace(each.manuscript, language=each.manuscript.language or preferred), os.path.splitext(each.file_name)[0])
        for each in stories.values()
    ]
    works = dict(zip(stories, drafts_from(told, pseuds=pseuds), strict=True))
    Provenance.objects.bulk_create(provenance(story, works[place], pseuds[0].user) for place, story in stories.items())
    return works


def published(works, stories):
    """The same works by their place, posted, each on the day that its story names."""
    moments = {works[story.place]: day_of(story) for story in reversed(stories)}
    posted = publish_all(moments)
    return {place: posted[work.pk] for place, work in works.items()}


def provenance(story, work, taken_in_by):
    source = story.manuscript.source
    return Provenance(
        work=work,
        original_id=source.sha256,
        part=story.part,
        taken_in_by=taken_in_by,
        file_name=story.file_name[-FILE_NAME_LENGTH:],
        format=source.format,
        encoding=source.encoding,
        concerns=[concern.as_json() for concern in story.manuscript.concerns],
    )


def day_of(story):
    """The first moment of the day a manuscript names, if it names one that is not still to come."""
    try:
        day = date.fromisoformat(story.manuscript.date or "")
    except ValueError:
        return None
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC)
    return moment if moment <= datetime.now(UTC) else None
