"""The pages on which stories are read.

Their shape is a promise to programs: FORMATS of other archives' readers match their ids and class strings exactly
(docs/formats.md); style hangs on wrappers of our own.
"""

from functools import wraps

from django.http import Http404
from django.shortcuts import render

from headcanon.bindery.binding import downloads_of
from headcanon.reading.consent import render_with_consent
from headcanon.reading.leafing import contents_of, leaf_of, open_at, open_whole
from headcanon.works.links import links_of


def or_missing(view):
    """A work that is not there, or not for this reader, is answered in the words that programs know."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        try:
            return view(request, *args, **kwargs)
        except Http404:
            return render(request, "reading/missing.html", status=404)

    return answer


@or_missing
def work(request, work_id):
    """A work opens at its first chapter, or lies there whole."""
    if request.GET.get("view_full_work") == "true":
        return whole_work(request, open_whole(request.viewer, work_id))
    return one_chapter(request, open_at(request.viewer, work_id=work_id, position=1))


@or_missing
def chapter(request, work_id, chapter_id):
    return one_chapter(request, open_at(request.viewer, work_id=work_id, pk=chapter_id))


@or_missing
def navigate(request, work_id):
    """The index of a work's chapters."""
    found = open_whole(request.viewer, work_id, without_texts=True)
    return render_with_consent(request, found, "reading/navigate.html", {"work": found})


def one_chapter(request, chapter):
    contents = contents_of(chapter.work)
    leaf = leaf_of(chapter, contents)
    return reading_page(
        request,
        chapter.work,
        [chapter],
        leaf=leaf,
        contents=contents,
        opens_work=leaf.previous is None,
        ends_work=leaf.next is None,
    )


def whole_work(request, work):
    return reading_page(request, work, work.chapters.all(), is_whole=True, opens_work=True, ends_work=True)


def reading_page(request, work, chapters, **context):
    context.update(work=work, chapters=chapters, is_own=work.is_by(request.viewer), downloads=downloads_of(work))
    if context["opens_work"]:
        context["links"] = links_of(work)
    return render_with_consent(request, work, "reading/work.html", context)
