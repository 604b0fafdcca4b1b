"""Where stories are begun and written. What is typed is kept by `keep`; `edit` also puts it in its place."""

import json
import re
import secrets

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.accounts.models import Pseud
from headcanon.accounts.speaking import Suspended
from headcanon.works.drafting import (
    begin,
    choose_mine,
    choose_other,
    cleaned,
    current,
    keep,
    newest_copy,
    now,
    put_in_place,
    waiting_apart,
)
from headcanon.works.history import differences
from headcanon.works.models import Chapter
from headcanon.works.publishing import announce_change
from headcanon.works.revisions import CHAPTER_FIELDS, unpack
from headcanon.works.views.about_form import about_form
from headcanon.works.views.finding import own_chapter_or_404, own_or_404, own_work_or_404

HIGHEST_VERSION = 2**31 - 1
UNSOUND = re.compile("[\ud800-\udfff\0]")


@never_cache
@login_required
def new(request):
    """Begin with an empty page, or bring a file."""
    pseuds = Pseud.objects.filter(user=request.viewer.person).order_by("-is_default", "name")
    if request.method == "POST":
        pseud = own_or_404(pseuds, pk=request.POST.get("pseud") or pseuds[0].pk)
        language = request.viewer.person.prefers.language or get_language()[:2]
        work = begin(pseud, begun_with=request.POST.get("begun_with") or a_token(), language=language)
        return redirect("chapter-edit", work.pk, work.chapters.earliest("position").pk)
    return render(request, "works/new.html", {"pseuds": pseuds, "begun_with": a_token()})


def a_token():
    return secrets.token_urlsafe(24)


# --- The editor ----------------------------------------------------------------------------------------------------


@never_cache
@login_required
def edit(request, work_id, chapter_id):
    """The editor. Its form, sent without a script, saves; two texts that do not know of each other are both kept."""
    chapter = own_chapter_or_404(request.viewer, work_id, chapter_id)
    if request.method != "POST":
        context = editor_of(chapter, request.viewer.person)
        context["about_form"] = about_form(chapter.work, request.viewer, in_editor=True)
        return render(request, "works/editor/page.html", {**context, "beside": beside(request, chapter)})
    typed = texts_in(request.POST.dict(), CHAPTER_FIELDS)
    kept = keep(chapter, person=request.viewer.person, device=a_token(), seen=seen_by(request.POST), fields=typed)
    if kept.stands_apart:
        return redirect("chapter-compare", work_id, chapter_id)
    if request.POST.get("action") == "publish":
        return redirect(f"{reverse('publish', args=[work_id])}?chapter={chapter_id}")
    try:
        save(chapter, request.viewer.person)
        messages.success(request, _("Your chapter is saved."))
    except Suspended as refusal:
        messages.warning(request, f"{refusal} {_('What you typed is kept, and readers read what they read before.')}")
    return redirect("chapter-edit", work_id, chapter_id)


def editor_of(chapter, person):
    work = chapter.work
    return {
        "work": work,
        "chapter": chapter,
        "chapters": list(Chapter.objects.filter(work=work).only("work", "position", "title", "posted_at", "words")),
        "current": current(chapter),
        "version": chapter.version,
        "apart": waiting_apart(chapter, person).exists(),
    }


def beside(request, chapter):
    """The text that stands apart, to be read while writing on in the other, as the page of both leads here."""
    if "beside" in request.GET:
        copy = own_or_404(waiting_apart(chapter, request.viewer.person), pk=request.GET["beside"])
        return cleaned(chapter, unpack(copy.content))
    return None


@transaction.atomic
def save(chapter, person):
    put_in_place(chapter, person=person)
    if chapter.posted_at and not chapter.work.is_draft:
        announce_change(chapter.work)


def seen_by(said):
    """The version somebody says she has seen; nonsense is none."""
    try:
        return min(max(int(said.get("seen") or said.get("version")), 0), HIGHEST_VERSION)
    except (TypeError, ValueError, OverflowError):
        return 0


# --- Keeping what is typed -----------------------------------------------------------------------------------------


@require_POST
def keep_chapter(request, work_id, chapter_id):
    """What the editor's script sends every few seconds."""
    if request.viewer.is_guest:
        return signed_out(reverse("chapter-edit", args=[work_id, chapter_id]))
    chapter = own_chapter_or_404(request.viewer, work_id, chapter_id, in_trash=True)
    return keep_what_is_sent(request, chapter, CHAPTER_FIELDS, reverse("chapter-compare", args=[work_id, chapter_id]))


@require_POST
def keep_work(request, work_id):
    """The same for what a work says of itself: its form as it is filled in."""
    if request.viewer.is_guest:
        return signed_out(reverse("work-edit", args=[work_id]))
    work = own_work_or_404(request.viewer, work_id, in_trash=True)
    return keep_what_is_sent(request, work, None, reverse("work-compare", args=[work_id]))


def keep_what_is_sent(request, thing, names, compare_at):
    try:
        sent = json.loads(request.body)
        device, fields = sound(sent["device"])[:40], texts_in(dict(sent["fields"].items()), names)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return JsonResponse({"error": _("The archive could not read what was sent. Nothing was changed.")}, status=400)
    kept = keep(thing, person=request.viewer.person, device=device, seen=seen_by(sent), fields=fields)
    answer = {"kept": kept.at.isoformat(), "version": kept.version}
    if kept.stands_apart:
        return JsonResponse({**answer, "compare": compare_at}, status=409)
    return JsonResponse(answer)


def texts_in(fields, names):
    """Of a chapter its fields; of a work's form every field, which may have several values."""
    if names:
        return {name: sound(fields[name]) for name in names if name in fields}
    return {
        sound(name): [sound(each) for each in value] if isinstance(value, list) else sound(value)
        for name, value in fields.items()
    }


def sound(text):
    """Without what no database stores: half of a character, or none."""
    return UNSOUND.sub("\ufffd", str(text))


def signed_out(back):
    """The words stay in the browser; once she has signed in, that page offers them."""
    return JsonResponse({"sign_in": f"{reverse('account_login')}?next={back}"}, status=403)


# --- Two texts -----------------------------------------------------------------------------------------------------


@never_cache
@login_required
def compare_chapter(request, work_id, chapter_id):
    chapter = own_chapter_or_404(request.viewer, work_id, chapter_id)
    return compare_texts(request, chapter, reverse("chapter-edit", args=[work_id, chapter_id]))


@never_cache
@login_required
def compare_work(request, work_id):
    work = own_work_or_404(request.viewer, work_id)
    return compare_texts(request, work, reverse("work-edit", args=[work_id]))


def compare_texts(request, thing, editor):
    """Both texts, and the choice between them. What is not chosen becomes an earlier version."""
    copies = waiting_apart(thing, request.viewer.person)
    if request.method == "POST":
        copy = own_or_404(copies, pk=request.POST.get("copy"))
        return redirect(editor if decide(request, copy) else request.path)
    first = copies.first()
    if first is None:
        return redirect(editor)
    mine, newest = cleaned(thing, unpack(first.content)), now(thing)
    context = {
        "thing": thing,
        "work": thing.work if isinstance(thing, Chapter) else thing,
        "copy": first,
        "mine": mine,
        "newest": newest,
        "newest_copy": newest_copy(thing),
        "differences": list(differences(newest, mine)),
        "editor": editor,
    }
    return render(request, "works/compare.html", context)


def decide(request, copy):
    """Whether that settles it; if something newer has come in between, both texts are shown again."""
    if request.POST.get("choice") == "mine":
        if choose_mine(copy, seen=seen_by(request.POST)) is None:
            messages.warning(request, _("The other text has changed once more. Both are kept; please look again."))
            return False
        messages.success(request, _("This text is the newest now. The other one is among the earlier versions."))
    else:
        choose_other(copy)
        messages.success(request, _("Your other text is among the earlier versions."))
    return True
