"""The pages on which stories are read.

Their shape is a promise to programs: FORMATS of other archives' readers match their ids and class strings exactly
(docs/formats.md); style hangs on wrappers of our own.
"""

from functools import wraps

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from headcanon.bindery.binding import downloads_of
from headcanon.reading.consent import must_ask, render_with_consent
from headcanon.reading.leafing import as_typed, contents_of, leaf_of, open_at, open_first, open_whole
from headcanon.reading.reads import counts_as_read
from headcanon.reading.secret_links import remember_key
from headcanon.works.links import links_of, offspring_of
from headcanon.works.models import Work
from headcanon.works.veiling import NOTHING, is_lifted, lifted_address


def or_missing(view):
    """A work that is not there, or not for this reader, is answered in the words that programs know; a guest who would
    see it as a member is asked to sign in."""

    @wraps(view)
    def answer(request, work_id, **kwargs):
        try:
            return view(request, work_id, **kwargs)
        except Http404:
            if request.viewer.is_guest and Work.objects.for_members().filter(pk=work_id).exists():
                back = urlencode({"restricted": "true", "next": request.get_full_path()})
                return redirect(f"{reverse('account_login')}?{back}")
            return render(request, "reading/missing.html", status=404)

    return answer


@or_missing
def work(request, work_id):
    """A work opens at its first chapter, or lies there whole."""
    if request.GET.get("view_full_work") == "true":
        return whole_work(request, open_whole(request.viewer, work_id))
    return one_chapter(request, open_first(request.viewer, work_id))


@or_missing
def chapter(request, work_id, chapter_id):
    return one_chapter(request, open_at(request.viewer, work_id=work_id, pk=chapter_id))


@or_missing
def navigate(request, work_id):
    """The index of a work's chapters."""
    found = open_whole(request.viewer, work_id, without_texts=True)
    context = {"work": found, "is_own": found.is_by(request.viewer)}
    return remember_key(request, found, render_with_consent(request, found, "reading/navigate.html", context))


@never_cache
@or_missing
def preview(request, work_id, chapter_id):
    """For its authors: the page as it will be, with what was typed last."""
    found = open_at(request.viewer, work_id=work_id, pk=chapter_id)
    if not found.work.is_by(request.viewer):
        raise Http404
    return one_chapter(request, as_typed(found), is_preview=True)


def one_chapter(request, chapter, **context):
    contents = contents_of(chapter.work, request.viewer)
    leaf = leaf_of(chapter, chapter.work, contents)
    return reading_page(
        request,
        chapter.work,
        [chapter],
        leaf=leaf,
        contents=contents,
        opens_work=leaf.previous is None,
        ends_work=leaf.next is None,
        **context,
    )


def whole_work(request, work):
    return reading_page(request, work, work.chapters.all(), is_whole=True, opens_work=True, ends_work=True)


def reading_page(request, work, chapters, **context):
    context.update(work=work, chapters=chapters, is_own=work.is_by(request.viewer), downloads=downloads_of(work))
    if context["opens_work"]:
        context["links"] = links_of(work, request.viewer, ends_work=context["ends_work"])
        context["offspring"] = context["links"].get("offspring")
        lifted = is_lifted(request)
        context |= {"lifted": lifted, "covered": NOTHING if lifted else context["links"]["covered"]}
        context["lift"] = lifted_address(request)
    elif context["ends_work"]:
        context["offspring"] = offspring_of(work, request.viewer)
    page = remember_key(request, work, render_with_consent(request, work, "reading/work.html", context))
    opened = None if context.get("is_whole") else chapters[0]
    return page if must_ask(request.viewer, work) else counts_as_read(page, work, request.viewer, opened)
