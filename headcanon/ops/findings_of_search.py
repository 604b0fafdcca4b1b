"""What `headcanon check` looks for in the index of stories, which is derived: whatever is wrong with it can be mended.

Where there is none yet, or one of another form, nothing is wrong: the next `headcanon up` makes it.
"""

from headcanon.discovery.index.documents import documents_of, public_rows
from headcanon.discovery.index.folders import current_place
from headcanon.discovery.index.interface import fingerprint
from headcanon.discovery.index.keeping import Walk, form_now, open_engine, public_ids, settle
from headcanon.discovery.index.waiting import COUNTED, QUEUE, index_anew_later, index_later, waiting
from headcanon.ops.findings import Finding
from headcanon.ops.progress import bar, passing
from headcanon.works.models import Work

LOOKS = 3  # somebody may change a story between the look at it and the look at the index
FEW = 50


def stale_index():
    place = current_place()
    if place is None or place.form != form_now():
        return
    try:
        engine = open_engine(place.folder)
        kept = dict(engine.versions())
    except Exception as error:  # whatever an engine raises
        yield Finding(f"The index of stories cannot be read ({error}).", index_anew)
        return
    if differing := differing_stories(engine, kept):
        yield Finding(
            f"The index of stories says something else than the stories themselves of {spoken(differing)}.",
            lambda: index_again(differing),
        )


def differing_stories(engine, kept):
    """The ids of those that are not in the index as they are, and are not about to be."""
    with bar("Comparing the index", public_rows().count()) as advance:
        there = {document.work: fingerprint(document) for document in passing(documents_of(public_ids()), advance)}
    differing = different(kept, there)
    for _look in range(LOOKS - 1):
        if differing:
            differing -= on_their_way()
            there = {document.work: fingerprint(document) for document in documents_of(sorted(differing))}
            differing -= on_their_way()
            engine.refresh()
            kept = {work: version for work, version in engine.versions() if work in differing}
            differing = different(kept, there)
    return differing


def different(kept, there):
    return {work for work in kept.keys() | there.keys() if kept.get(work) != there.get(work)}


def on_their_way():
    walk = Walk.begin()
    waits = (work for queue in (QUEUE, COUNTED) for work in waiting(queue).values_list("subject", flat=True))
    return {*waits, *(walk.waiting if walk else ())}


def spoken(ids):
    title = Work.objects.filter(pk__in=sorted(ids)[:FEW], title__gt="").values_list("title", flat=True).first()
    such = f", such as “{title}”" if title else ""
    return f"{len(ids):,} of them{such}"


def index_again(ids):
    if len(ids) > FEW and len(ids) * 2 > public_rows().count():
        index_anew()
    else:
        index_later(*ids)
        settle()


def index_anew():
    """Made by this process, or by the one that serves the archive, which goes on answering from the old one meanwhile."""
    index_anew_later()
    with bar("Indexing stories", public_rows().count()) as advance:
        settle(advance)


CHECKS = [stale_index]
