"""Where an author publishes: a draft, more chapters of a story, or what she has changed in posted ones."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from headcanon.canon.models import NOT_RATED, Tag
from headcanon.manuscript.words import count_words
from headcanon.works.arranging import in_order
from headcanon.works.chapters import typed_anew
from headcanon.works.drafting import TITLE_LENGTH, now, text_of
from headcanon.works.forms.about import WorkForm
from headcanon.works.models import Work
from headcanon.works.publishing import publish_changes, publish_chapters
from headcanon.works.schedule import schedule
from headcanon.works.views.about import say_it
from headcanon.works.views.about_form import filled_in_last
from headcanon.works.views.arranging import number_in
from headcanon.works.views.finding import own_work_or_404
from headcanon.works.views.publish_form import PublishForm
from headcanon.works.views.zones import in_her_zone, keep_zone, zone_of


@never_cache
@login_required
def publish(request, work_id):
    """What will be published, and when; nothing is published by looking at it."""
    work = own_work_or_404(request.viewer, work_id)
    form = form_for(request, work)
    if request.method == "POST" and form.is_valid():
        return as_she_wishes(request, work, form.cleaned_data)
    context = {"work": work, "form": form, "advice": advice_on(work), "zone": zone_of(request)}
    with in_her_zone(request):
        return render(request, "works/publish.html", context, status=200 if request.method != "POST" else 422)


def form_for(request, work):
    changed = typed_anew(work)
    chapters = in_order(work)
    for chapter in chapters:
        chapter.words_now = words_of(chapter, changed)
    return PublishForm(
        request.POST if request.method == "POST" else None,
        work=work,
        chapters=chapters,
        changed=changed,
        needs_title=not title_of(work),
        initial={
            "chapters": [str(chapter.pk) for chapter in meant(request, work, chapters)],
            "changes": [str(key) for key in changed],
            "zone": str(zone_of(request)),
        },
    )


def title_of(work):
    """As it was filled in last, saved or not."""
    return text_of("title", filled_in_last(work).get("title", work.title)).strip()[:TITLE_LENGTH]


def words_of(chapter, changed):
    """How many words it has as it was typed last; those of a posted one do not matter here."""
    if chapter.is_draft and chapter.pk in changed:
        return count_words(now(chapter)["body"])
    return chapter.words


def meant(request, work, chapters):
    """What she most likely came for: the chapter she comes from, else the whole draft, else the next chapter."""
    ready = [chapter for chapter in chapters if chapter.is_draft and not chapter.publish_at and chapter.words_now]
    asked = [chapter for chapter in ready if chapter.pk == number_in(request.GET.get("chapter"))]
    return ready if work.is_draft else asked or ready[:1]


def advice_on(work):
    """What readers would look for and not find; none of it must be said."""
    tags = {tagging.tag.kind for tagging in work.taggings.select_related("tag")}
    return [
        said
        for is_missing, said in [
            (not work.work_fandoms.exists(), _("No canon is named: nobody will find it in the list of one.")),
            (work.rating == NOT_RATED, _("It is not rated.")),
            (
                Tag.Kind.WARNING not in tags,
                _("It says nothing of warnings, which readers take for “chose not to warn”."),
            ),
            (not work.summary, _("It has no summary.")),
        ]
        if is_missing
    ]


# --- Doing it ------------------------------------------------------------------------------------------------------


def as_she_wishes(request, work, wish):
    keep_zone(request, wish["zone"] or "UTC")
    with transaction.atomic():
        title = title_of(work) or wish["title"].strip()
        put_about_in_place(request, work)
        Work.objects.filter(pk=work.pk, title="").update(title=title)
        if wish["when"] == "at":
            schedule(work, wish["chapters"], at=wish["moment"], silently=wish["silently"])
        else:
            posted = publish_now(request, work, wish)
        publish_changes(work, wish["changes"], person=request.viewer.person)
    return say_scheduled(request, work, wish) if wish["when"] == "at" else say_published(request, work, wish, posted)


def put_about_in_place(request, work):
    """What she filled in about the story and did not save. A form with a mistake in it waits on, as it is."""
    typed = filled_in_last(work)
    if "audience" not in typed:  # not the whole form, of which nothing may be taken for left empty
        return
    sent = QueryDict(mutable=True)
    for name, said in typed.items():
        sent.setlist(name, [said] if isinstance(said, str) else said)
    form = WorkForm(sent, work=work, viewer=request.viewer)
    if form.is_valid():
        say_it(work, form, request.viewer.person)
    if form.errors:
        messages.warning(
            request, _("What you last filled in about the story is kept, but not saved: something is missing.")
        )


def publish_now(request, work, wish):
    person = request.viewer.person
    posted = publish_chapters(work, wish["chapters"], person=person, silently=wish["silently"])
    if wish["is_complete"]:
        Work.objects.filter(pk=work.pk, status=Work.Status.IN_PROGRESS).update(status=Work.Status.COMPLETE)
    return posted


def say_scheduled(request, work, wish):
    at = date_format(timezone.localtime(wish["moment"], zone_of(request)), "j F Y, H:i T")
    if wish["chapters"]:
        messages.success(request, _("It will be posted on %s, as it was typed last by then.") % at)
    else:
        messages.success(request, _("Your changes are published."))
    return redirect("chapters", work.pk)


def say_published(request, work, wish, posted):
    was_draft = work.is_draft
    work = Work.objects.get(pk=work.pk)
    if was_draft or not wish["chapters"]:
        said = _("Your story is published. Everybody it is meant for can read it now.")
        messages.success(request, said if was_draft else _("Your changes are published."))
        return redirect(work)
    messages.success(
        request,
        ngettext("%d chapter is posted.", "%d chapters are posted.", len(wish["chapters"])) % len(wish["chapters"]),
    )
    if work.status == Work.Status.IN_PROGRESS and work.planned_chapters and work.chapter_count >= work.planned_chapters:
        messages.info(request, _("All chapters that you planned are posted. Is the story complete? Then say so."))
    return redirect(posted[0] if len(posted) == 1 else work)
