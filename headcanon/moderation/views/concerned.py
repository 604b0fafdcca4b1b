"""What the person concerned is shown, and where she answers: signed in, or by the link in her letter."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.moderation import answering
from headcanon.moderation.forms import AnswerForm
from headcanon.moderation.letters import telling_number
from headcanon.moderation.models import Act, Telling


@never_cache
@login_required
def mine(request):
    person = request.viewer.person
    context = {"tellings": answering.told_to(person), "put_aside": answering.put_aside_of(person)}
    return render(request, "moderation/mine.html", context)


@never_cache
@login_required
def answer(request, pk):
    return answer_page(request, get_object_or_404(answering.told_to(request.viewer.person), pk=pk))


@never_cache
def by_letter(request, key):
    """Also for somebody who cannot sign in any more: whoever has the letter's link speaks for her."""
    told = answering.with_things(Telling.objects.exclude(act__kind__in=Act.SILENT))
    found = told.filter(whom__isnull=False, pk=telling_number(key)).first()
    if found is None:
        raise Http404
    return answer_page(request, found)


def answer_page(request, telling):
    form = AnswerForm(request.POST or None) if telling.may_be_answered else None
    if request.method == "POST" and (form is None or form.is_valid()):
        give(request, telling, form)
        return redirect(request.path)
    return render(request, "moderation/answer.html", {"telling": telling, "form": form})


def give(request, telling, form):
    try:
        if form is None:
            raise answering.Answered
        answering.answer(telling, form.cleaned_data["words"])
        messages.success(request, _("Your answer is with the moderators."))
    except answering.Answered:
        messages.warning(request, _("You have answered this already."))
