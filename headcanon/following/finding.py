"""New stories that somebody's saved search finds.

When a story is published, a row of News without a search is written in the same transaction: it waits until the index
knows the story, and `told_up_to` is the last search that was asked about it. The searches that are followed are asked
one after the other, outside of any transaction; each that finds it gets a row of its own, which is told as all news
are. So a process that is killed forgets no search, and no search is told of twice.
"""

import logging
import time
from dataclasses import replace

from django.db import transaction
from django.db.models import Exists, OuterRef

from headcanon.core.clockwork import every
from headcanon.core.viewing import Viewer
from headcanon.discovery.asking import NotUnderstood
from headcanon.discovery.index.engine import is_made
from headcanon.discovery.index.waiting import waiting_works
from headcanon.discovery.models import SavedSearch
from headcanon.discovery.saving import question_of
from headcanon.discovery.searching import search
from headcanon.following.models import Follow, News
from headcanon.following.news import happened

Kind = News.Kind
logger = logging.getLogger(__name__)

A_PIECE = 100  # stories that are asked about together
SEARCHES = 50  # after which is written down how far that is
HELD = 0.5  # seconds that one turn may take


def look_for(works):
    """Said in the transaction in which they are published, if anybody follows a search."""
    if Follow.objects.filter(search__isnull=False).exists():
        News.objects.bulk_create(News(kind=Kind.FOUND, work=work) for work in works)


@every(1)
def ask_followed_searches():
    """As far as that goes in a moment; what is left waits for the next turn."""
    until = time.monotonic() + HELD
    while (waiting := next_to_ask()) and ask_about(waiting) and time.monotonic() < until:
        pass


def next_to_ask():
    """Those that wait and have come equally far, all of which the index knows by now; and whoever hears of a story for
    another reason has heard of it, so that nobody does twice."""
    rows = News.objects.filter(kind=Kind.FOUND, search=None, is_told=False)
    if not rows.exists() or not is_made():
        return []
    still_told = News.objects.filter(kind=Kind.WORK, is_told=False, work=OuterRef("work"))
    rows = rows.exclude(work__in=waiting_works()).exclude(Exists(still_told))
    found = list(rows.order_by("moment", "pk")[:A_PIECE])
    return [each for each in found if each.told_up_to == found[0].told_up_to]


def ask_about(waiting):
    """The next few searches, about all of these stories at once; of several that find one, the oldest tells it first.
    False where one of them waits again, so that no search could find it: then nothing was asked."""
    reached = waiting[0].told_up_to
    followed = Exists(Follow.objects.filter(search=OuterRef("pk")))
    searches = SavedSearch.objects.filter(followed, pk__gt=reached, person__is_active=True).order_by("pk")
    searches = list(searches.select_related("person")[:SEARCHES])
    works = {each.work_id: each for each in waiting}
    oldest_first = sorted(searches, key=lambda saved: saved.made_at)
    found = [(each, works[pk]) for each in oldest_first for pk in found_by(each, works)]
    if waiting_works().filter(subject__in=works).exists():
        return False
    write_down(waiting, found, searches[-1].pk if len(searches) == SEARCHES else None)
    return True


def found_by(saved, work_ids):
    """Those of these works that it finds for her whose it is; nothing, where it asks more than the index can bear."""
    viewer = Viewer(saved.person)
    try:
        question = question_of(saved, viewer)
        found = search(viewer, replace(question, among_works=frozenset(work_ids)), sort="updated", size=A_PIECE)
    except NotUnderstood:
        return []
    except Exception:
        logger.exception("A saved search could not be asked about new stories; the others are.")
        return []
    return [work.pk for work in found]


@transaction.atomic
def write_down(waiting, found, reached):
    """Unless another process has done so meanwhile."""
    rows = News.objects.select_for_update().filter(pk__in=[each.pk for each in waiting])
    still = set(rows.filter(told_up_to=waiting[0].told_up_to).values_list("pk", flat=True))
    for saved, row in found:
        if row.pk in still and SavedSearch.objects.filter(pk=saved.pk).exists():
            tell_once(saved, row)
    if reached is None:
        rows.filter(pk__in=still).delete()
    else:
        rows.filter(pk__in=still).update(told_up_to=reached)


def tell_once(saved, row):
    if not News.objects.filter(search=saved, work=row.work_id).exists():
        happened(Kind.FOUND, search=saved, work_id=row.work_id, moment=row.moment)
