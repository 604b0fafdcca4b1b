"""How news reaches somebody: her settings, the end of all mail, and her feed."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import csrf_exempt

from headcanon.core.feeds import answer, site_of
from headcanon.following.feeds import news_of
from headcanon.following.forms import HearingForm
from headcanon.following.hearing import (
    end_mail,
    forget_waiting,
    person_by_token,
    reader_of_feed,
    renew_feed,
    wishes_of,
)
from headcanon.following.models import Hearing


@never_cache
@login_required
def settings(request):
    person = request.viewer.person
    if request.method == "POST" and "new_feed" in request.POST:
        renew_feed(person)
        messages.success(request, _("Your feed has a new address. An old one leads nowhere any more."))
        return redirect("news-settings")
    wishes = wishes_of(person)
    form = HearingForm(request.POST or None, instance=wishes)
    if request.method == "POST" and form.is_valid():
        form.save()
        if wishes.pace == Hearing.Pace.NEVER:
            forget_waiting(person)
        messages.success(request, _("Saved. Mail comes as you have said."))
        return redirect("news-settings")
    return render(request, "following/settings.html", {"form": form, "feed_token": wishes.feed_token})


@never_cache
@csrf_exempt
def unsubscribe(request, token):
    """Whoever has the link, from any device and also a mail program by itself, ends the mail, and nothing else."""
    person = person_by_token(token)
    if person is None:
        return render(request, "following/unsubscribe.html", {"is_old": True}, status=404)
    if request.method == "POST":
        end_mail(person)
    return render(request, "following/unsubscribe.html", {"person": person, "is_done": request.method == "POST"})


def reader_or_404(token):
    person = reader_of_feed(token)
    if person is None:
        raise Http404
    return person


@cache_control(private=True, max_age=60)
def atom(request, token):
    return feed_for(request, token, "atom")


@cache_control(private=True, max_age=60)
def json(request, token):
    return feed_for(request, token, "json")


def feed_for(request, token, form):
    return answer(request, news_of(reader_or_404(token), site_of(request)), form, request.path)
