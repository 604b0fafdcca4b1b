"""Keeping the index: what changes is in it within a second, and a new one is made where there is none or another form of
it is wanted.

In every serving process a thread tries to be the keeper; the one that holds the pen (electing.py) writes. A row that
waits is removed after the commit that has its story, so a process killed at any moment leaves what is to be done for
the next. Nobody waits for the keeper: it reads without a lock, and holds the database only to remove rows.
"""

import hashlib
import logging
import threading
import time

from django.db import DatabaseError, close_old_connections

from headcanon.canon.families import family_of
from headcanon.canon.vocabulary import the_ratings
from headcanon.discovery.index import progress
from headcanon.discovery.index.documents import FORM, documents_of, public_rows
from headcanon.discovery.index.electing import Pen
from headcanon.discovery.index.folders import Place, age, current_place, make_current, new_folder, sweep
from headcanon.discovery.index.waiting import (
    ANEW,
    COUNTED,
    ERASED,
    ORDERED,
    QUEUE,
    forget,
    index_later,
    waiting,
)
from headcanon.works.families import links_of

logger = logging.getLogger(__name__)

PAUSE = 0.3  # seconds
BATCH = 1_000  # rows that are done in one commit
PIECE = 250  # stories, between two looks at what cannot wait
COUNTS_AFTER = 20  # seconds
SWEEP_AFTER = 60
ERASED_LOOK_AFTER, ERASED_STAYS_FOR = 600, 20 * 60 * 60


def start_keeping():
    """Start the keeper in a thread that ends with the process."""
    keeper = Keeper(threading.Event())
    thread = threading.Thread(target=keeper.keep_for_ever, daemon=True, name="index")
    thread.start()
    return thread


def open_engine(folder):
    from headcanon.discovery.index.tantivy_engine import Engine

    return Engine(folder)


def form_now():
    """What an index that can be asked has to look like: how documents are made, how the engine keeps them, and in which
    order the archive's ratings stand."""
    from headcanon.discovery.index import tantivy_engine

    ratings = sorted((key, rating.position) for key, rating in the_ratings().items())
    said = repr((FORM, tantivy_engine.FORM, ratings))
    return hashlib.sha256(said.encode()).hexdigest()[:16]


class Keeper:
    """`stop` is set when it is to end; without one it is a command's, which takes no rest, and is shown how a new index
    grows: `advance(how many stories more)`."""

    def __init__(self, stop=None, advance=lambda more: None):
        self.stop, self.advance = stop, advance
        self.pen = Pen()
        self.engine = self.place = None
        self.changed = None  # while a new index grows: the works that were written into the old one meanwhile
        self.walk = None
        self.counted_at = self.swept_at = self.looked_for_erased_at = 0.0

    def keep_for_ever(self):
        while not self.stop.wait(PAUSE):
            try:
                self.keep()
            except Exception:
                logger.exception("The index of stories could not be kept; it is tried again.")
                self.put_down()
                self.stop.wait(5 * PAUSE)
            finally:
                close_old_connections()

    def keep(self):
        """Do what waits, if that is ours to do. Answers whether it is."""
        if not self.pen.take():
            self.put_down()
            return False
        self.open()
        self.follow(QUEUE)
        if self.is_due("counted_at", COUNTS_AFTER):
            self.follow(COUNTED)
        self.follow_families()
        if self.is_due("swept_at", SWEEP_AFTER):
            sweep()
        return True

    def is_due(self, name, seconds):
        now = time.monotonic()
        if getattr(self, name) and now - getattr(self, name) < seconds:
            return False
        setattr(self, name, now)
        return True

    def put_down(self):
        """Write no more, so that another can."""
        self.engine = self.place = self.walk = None
        self.pen.lay_down()

    # --- Having one --------------------------------------------------------------------------------------------

    def open(self):
        """The index as it is wanted now, made if there is none."""
        form = form_now()
        if self.engine is None or current_place() != self.place:
            self.open_what_is_there(form)
        if self.engine is None or self.place.form != form or waiting(ANEW).exists() or self.has_erased_words():
            self.rebuild()

    def has_erased_words(self):
        if not self.is_due("looked_for_erased_at", ERASED_LOOK_AFTER):
            return False
        return age() > ERASED_STAYS_FOR and waiting(ERASED).exists()

    def open_what_is_there(self, form):
        self.engine, self.place = None, current_place()
        if self.place is None or not self.place.folder.is_dir():
            return
        try:
            self.engine = open_engine(self.place.folder)
            if self.place.form == form:
                mend_later(self.engine)
        except DatabaseError:
            raise
        except Exception:
            logger.warning("The index of stories cannot be read, and is made anew.", exc_info=True)
            self.engine = None

    # --- What waits --------------------------------------------------------------------------------------------

    def follow(self, queue):
        while rows := list(waiting(queue).values_list("pk", "subject")[:BATCH]):
            self.write({subject for _pk, subject in rows})
            self.engine.commit()
            forget([pk for pk, _subject in rows])

    def write(self, work_ids):
        write_into(self.engine, work_ids)
        if self.changed is not None:
            self.changed |= work_ids

    def follow_families(self):
        """A piece of the stories of what wranglers have put in order."""
        self.walk = self.walk or Walk.begin()
        if self.walk is None:
            return
        began = time.monotonic()
        self.write(set(self.walk.next_piece()))
        self.engine.commit()
        progress.tell("families", self.walk.done, self.walk.total)
        if self.walk.is_over:
            forget(self.walk.rows)
            progress.end()
            self.walk = None
        self.rest(began)

    # --- A new one ---------------------------------------------------------------------------------------------

    def rebuild(self):
        """Make it anew beside the old one, which is kept up to date until the new one takes its place."""
        wanted = [pk for queue in (ANEW, ERASED) for pk in waiting(queue).values_list("pk", flat=True)]
        form = form_now()
        pass_over(COUNTED)
        if self.engine is None:
            pass_over(QUEUE)
        self.changed = set()
        try:
            folder = new_folder()
            growing = open_engine(folder)
            self.fill(growing)
            if self.engine:
                self.follow(QUEUE)
                write_into(growing, self.changed)
            growing.commit()
            make_current(folder, form)
        finally:
            self.changed = None
            progress.end()
        self.engine, self.place = growing, Place(folder, form)
        forget(wanted)
        self.follow(QUEUE)

    def fill(self, growing):
        done, total = 0, public_rows().count()
        for piece in pieces(public_ids()):
            began = time.monotonic()
            write_into(growing, piece)
            if self.engine:
                self.follow(QUEUE)
            done += len(piece)
            self.advance(len(piece))
            progress.tell("index", done, max(done, total))
            self.rest(began)

    def rest(self, began):
        """For as long as it worked: pages are answered by the same process."""
        if self.stop:
            self.stop.wait(time.monotonic() - began)


class Walk:
    """Through all stories of the families that have changed; begun anew if the process ends before it is over."""

    def __init__(self, rows, work_ids):
        self.rows, self.waiting, self.total = rows, work_ids, len(work_ids)

    @classmethod
    def begin(cls):
        rows, works = [], set()
        for model, queue in ORDERED.items():
            said = list(waiting(queue).values_list("pk", "subject"))
            rows += [pk for pk, _subject in said]
            if said:
                ids = [subject for _pk, subject in said]
                family = {*ids, *family_of(model, ids)}
                works |= set(links_of(model, family).values_list("work", flat=True))
        return cls(rows, sorted(works)) if rows else None

    def next_piece(self):
        piece, self.waiting = self.waiting[:PIECE], self.waiting[PIECE:]
        return piece

    @property
    def done(self):
        return self.total - len(self.waiting)

    @property
    def is_over(self):
        return not self.waiting


# --- For commands ----------------------------------------------------------------------------------------------------


def mend_later(engine):
    """Stories that are not in the index, or are there and should not be, whatever happened while nobody looked."""
    kept = {work for work, _fingerprint in engine.versions()}
    index_later(*kept.symmetric_difference(public_rows().order_by().values_list("pk", flat=True)))


def settle(advance=lambda more: None):
    """Until nothing waits: by this process, or by the one that keeps the index."""
    keeper, done = Keeper(advance=advance), 0
    try:
        while any(waiting(queue).exists() for queue in (QUEUE, ANEW)) and not keeper.keep():
            told = progress.told()
            if told and told["what"] == "index":
                advance(max(told["done"] - done, 0))
                done = told["done"]
            time.sleep(PAUSE)
    finally:
        keeper.put_down()


# --- Writing ---------------------------------------------------------------------------------------------------------


def write_into(engine, work_ids):
    """These stories as they are now, and none of those that nobody may find."""
    work_ids, found = set(work_ids), set()
    engine.put(noting(documents_that_can_be_made(sorted(work_ids)), found))
    engine.drop(work_ids - found)


def documents_that_can_be_made(work_ids):
    """One of which there can be none keeps no other from being indexed."""
    try:
        yield from documents_of(work_ids)
    except DatabaseError:
        raise
    except Exception:
        if len(work_ids) > 1:
            for each in work_ids:
                yield from documents_that_can_be_made([each])
        else:
            logger.exception("Story %s cannot be indexed, and is not found until it is changed.", *work_ids)


def noting(documents, found):
    for document in documents:
        found.add(document.work)
        yield document


def public_ids():
    """In order; those that come meanwhile leave a row of their own."""
    last = 0
    while ids := list(public_rows().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[: 40 * PIECE]):
        yield from ids
        last = ids[-1]


def pieces(ids):
    piece = []
    for pk in ids:
        piece.append(pk)
        if len(piece) == PIECE:
            yield piece
            piece = []
    if piece:
        yield piece


def pass_over(queue):
    """What is made from here on has all that was said before."""
    while rows := list(waiting(queue).values_list("pk", flat=True)[:BATCH]):
        forget(rows)
