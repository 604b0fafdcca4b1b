"""Correcting what was understood of a file."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from headcanon.intake.correcting import Gone, chapter_at, correct_chapter, correct_fields
from headcanon.intake.forms.correcting import ChapterForm, FieldsForm
from headcanon.intake.understood import Overtaken, manuscript_of
from headcanon.intake.views.finding import for_members, one_to_correct, version_seen


@for_members
def correct(request, pk):
    brought = one_to_correct(request, pk)
    manuscript = manuscript_of(brought)
    form = FieldsForm(request.POST or None, manuscript=manuscript)
    if request.method == "POST" and form.is_valid():
        if is_kept(form, lambda seen: correct_fields(brought, form.cleaned_data, seen=seen), request, brought):
            messages.success(request, _("It is corrected."))
            return redirect("intake-beside", pk)
    context = {"brought": brought, "form": form, "manuscript": manuscript}
    return render(request, "intake/correct.html", context, status=422 if form.errors else 200)


@for_members
def chapter(request, pk, number):
    brought = one_to_correct(request, pk)
    manuscript = manuscript_of(brought)
    try:
        form = ChapterForm.of(chapter_at(manuscript, number), request.POST or None)
    except Gone:
        raise Http404 from None
    if request.method == "POST" and form.is_valid():
        if is_kept(form, lambda seen: correct_chapter(brought, number, form.cleaned_data, seen=seen), request, brought):
            messages.success(request, _("It is corrected."))
            return redirect("intake-beside", pk)
    context = {"brought": brought, "form": form, "number": number, "count": len(manuscript.chapters)}
    return render(request, "intake/chapter.html", context, status=422 if form.errors else 200)


def is_kept(form, keep, request, brought):
    """What came too late is said, and what was typed stays in the form; sent again, it counts."""
    try:
        keep(version_seen(request, brought))
    except Overtaken:
        form.add_error(
            None,
            _(
                "It was changed elsewhere since you opened this page. What you typed is still here: look at it there, "
                "and send this again if it is what you want."
            ),
        )
        return False
    return True
