"""Where an author says everything else about a work than its text, and who writes it with her."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from headcanon.core.flooding import TooQuick
from headcanon.headcanons.words import Refused
from headcanon.works.about import renew_link, say
from headcanon.works.coauthors import LastAuthor, ask, leave, withdraw
from headcanon.works.drafting import keep, waiting_apart
from headcanon.works.forms.about import WorkForm
from headcanon.works.forms.coauthors import AskForm
from headcanon.works.forms.growing import as_looked_for
from headcanon.works.forms.relations import RelationForm
from headcanon.works.models import Work
from headcanon.works.relations import relate, unrelate, work_at
from headcanon.works.views.about_form import about_form
from headcanon.works.views.finding import own_or_404, own_work_or_404
from headcanon.works.views.writing import a_token, seen_by, texts_in
from headcanon.works.waiting import relations_to

NOT_FIELDS = {"csrfmiddlewaretoken", "version", "seen", "device", "action", "chapter"}


@never_cache
@login_required
def edit(request, work_id):
    """The work's own fields. What is sent is kept before anything else: a mistake or another's change costs no word."""
    work = own_work_or_404(request.viewer, work_id)
    if request.method != "POST":
        return about_page(request, work, about_form(work, request.viewer))
    device = a_token()
    with transaction.atomic():
        fields = texts_in({name: said for name, said in request.POST.lists() if name not in NOT_FIELDS}, None)
        looked_for = as_looked_for(fields, request.POST.get("action"))
        fields = looked_for or fields
        kept = keep(work, person=request.viewer.person, device=device, seen=seen_by(request.POST), fields=fields)
        work.refresh_from_db()
        form = WorkForm(request.POST, work=work, viewer=request.viewer)
        is_apart = kept.stands_apart and not form.says_nothing_new()
        if looked_for and not kept.stands_apart:
            return about_page(request, work, about_form(work, request.viewer))
        if not kept.stands_apart and form.is_valid():
            say_it(work, form, request.viewer.person)
        elif kept.stands_apart and not is_apart:
            waiting_apart(work, request.viewer.person).filter(device=device).delete()
    if is_apart:
        return redirect("work-compare", work_id)
    if form.errors:
        return about_page(request, work, form)
    messages.success(request, _("What you say about your story is saved."))
    return redirect(came_from(request, work))


def say_it(work, form, person):
    """Or let the form say why a headcanon that she wrote in it cannot be posted; then nothing is saved."""
    try:
        with transaction.atomic():
            say(work, form.said_of_the_work, person=person)
    except (Refused, TooQuick) as refusal:
        form.add_error("headcanon_new", str(refusal))


def came_from(request, work):
    """The editor, where she sent the form that stands beside it."""
    chapter = request.POST.get("chapter", "")
    if chapter.isdecimal() and work.chapters.filter(pk=int(chapter[:10])).exists():
        return reverse("chapter-edit", args=[work.pk, int(chapter[:10])])
    return reverse("work-edit", args=[work.pk])


def about_page(request, work, form):
    link = request.build_absolute_uri(f"{work.get_absolute_url()}?key={work.link_token}") if work.link_token else ""
    refused = work.gifts.exclude(refused_at=None).values_list("name", flat=True)
    context = {"work": work, "form": form, "link": link, "refused": list(refused)}
    return render(request, "works/about.html", context)


@login_required
@require_POST
def new_link(request, work_id):
    renew_link(own_work_or_404(request.viewer, work_id))
    messages.success(request, _("The story has a new secret link. The old one leads nowhere any more."))
    return redirect("work-edit", work_id)


# --- Together ------------------------------------------------------------------------------------------------------


@never_cache
@login_required
def authors(request, work_id):
    work = own_work_or_404(request.viewer, work_id)
    form = AskForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = ask(work, form.cleaned_data["name"], person=request.viewer.person)
        except ValidationError as refusal:
            form.add_error("name", refusal)
        else:
            messages.success(request, _("%s is asked.") % asked.name)
            return redirect("work-authors", work_id)
    context = {
        "work": work,
        "form": form,
        "authorships": work.authorships.select_related("pseud__user"),
        "asked": work.coauthor_requests.select_related("pseud__user").order_by("asked_at"),
    }
    return render(request, "works/authors.html", context)


@login_required
@require_POST
def withdraw_request(request, work_id, request_id):
    work = own_work_or_404(request.viewer, work_id)
    withdraw(own_or_404(work.coauthor_requests.select_related("pseud"), pk=request_id))
    messages.success(request, _("She is not asked any more."))
    return redirect("work-authors", work_id)


@never_cache
@login_required
def leave_work(request, work_id):
    """Asked once more, since only another author can bring her back."""
    work = own_work_or_404(request.viewer, work_id)
    if request.method != "POST":
        return render(request, "works/leave.html", {"work": work})
    try:
        leave(work, request.viewer.person)
    except LastAuthor:
        messages.warning(request, _("You are the story's only author. If it is to go, put it in the trash."))
        return redirect("work-authors", work_id)
    messages.success(request, _("You are not named as an author of it any more."))
    return redirect("works-mine")


# --- Related works -------------------------------------------------------------------------------------------------


@never_cache
@login_required
def relations(request, work_id):
    """What this story names, and the stories that name it."""
    work = own_work_or_404(request.viewer, work_id)

    def find(address):
        return work_at(request.viewer, address, request.get_host())

    form = RelationForm(request.POST or None, find=find)
    if request.method == "POST" and form.is_valid() and accepted(form, work, request.viewer):
        messages.success(request, _("The other story is named."))
        return redirect("work-relations", work_id)
    context = {
        "work": work,
        "form": form,
        "relations": seen_relations(work, request.viewer),
        "offspring": relations_to(request.viewer).filter(parent=work).select_related("work"),
    }
    return render(request, "works/relations.html", context)


def seen_relations(work, viewer):
    """Every one; of a story that was hidden from her meanwhile not what it is called."""
    those = list(work.relations.select_related("parent"))
    seen = set(
        Work.objects.visible_to(viewer).filter(pk__in=[each.parent_id for each in those]).values_list("pk", flat=True)
    )
    for each in those:
        each.is_seen = each.parent_id is None or each.parent_id in seen
    return those


def accepted(form, work, viewer):
    """Name it; or say in the form why not."""
    said = form.cleaned_data
    try:
        relate(
            work, said["kind"], viewer=viewer, parent=form.parent, title=said["title"], author=said["author"],
            address=said["address"],
        )  # fmt: skip
    except ValidationError as refusal:
        form.add_error("address", refusal)
    return form.is_valid()


@login_required
@require_POST
def remove_relation(request, work_id, relation_id):
    work = own_work_or_404(request.viewer, work_id)
    unrelate(own_or_404(work.relations.select_related("parent"), pk=relation_id))
    messages.success(request, _("The other story is not named any more."))
    return redirect("work-relations", work_id)
