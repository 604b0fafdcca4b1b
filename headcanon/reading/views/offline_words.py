"""What was said where there was no network, taken in later: kudos, and reviews of a chapter.

A device that was cut off before it heard the answer sends again. So each review brings the key it was written with, a
guest's device is known before it sends anything, and nothing is taken from a device that speaks for somebody else.
What is not taken is answered with the reason, and the words stay where they are.
"""

from functools import wraps

from django.http import JsonResponse
from django.middleware.csrf import get_token
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from headcanon.core.flooding import TooQuick
from headcanon.reading.offline import reader_key
from headcanon.reading.views.offline import milliseconds, never_stored
from headcanon.reviews.applauding import applaud
from headcanon.reviews.devices import device_of, new_device, remember_device
from headcanon.reviews.forms import ReviewForm
from headcanon.reviews.reviewing import Refused, post
from headcanon.reviews.stopping import stop_for
from headcanon.reviews.views.finding import chapter_or_404, work_or_404
from headcanon.reviews.views.kudos import places_of
from headcanon.reviews.views.writing import AS_IT_IS, WITHOUT, thanks, voice_of
from headcanon.reviews.wishes import wishes_for


@never_stored
@require_safe
def token(request):
    """What a device needs before it sends: a form token, and for a guest the cookie she is known by afterwards."""
    answer = JsonResponse({"token": get_token(request), "now": milliseconds(), "reader": reader_key(request.viewer)})
    if request.viewer.is_guest and not device_of(request):
        return remember_device(request, answer, new_device()[0])
    return answer


def from_its_reader(view):
    """Only what she said who is signed in now, or a guest whose device would be known again."""

    @wraps(view)
    def answer(request, **kwargs):
        if request.POST.get("reader", "") != reader_key(request.viewer):
            return told("another", _("This was written by somebody else than who reads now."), status=409)
        if request.viewer.is_guest and not device_of(request):
            return told("refused", _("Your browser takes no cookies from here, and without one this cannot be sent."))
        try:
            return view(request, **kwargs)
        except Refused as refused:
            return told("refused", str(refused))
        except TooQuick as quick:
            return told("later", str(quick), status=429)

    return never_stored(require_POST(answer))


def told(state, says, *, status=200, **more):
    return JsonResponse({"state": state, "says": says, **more}, status=status)


@from_its_reader
def kudos(request, work_id):
    work, device = work_or_404(request.viewer, work_id), device_of(request)
    applaud(work, viewer=request.viewer, device=device, sources=places_of(request, device))
    return told("there", _("Your kudos are there."))


@from_its_reader
def review(request, work_id, chapter_id):
    chapter = chapter_or_404(request.viewer, work_id, chapter_id)
    form = ReviewForm(request.POST, viewer=request.viewer, work=chapter.work)
    if "pseud" in form.fields:
        form.fields["pseud"].required = False  # of one that is hers no more, her usual name takes the place
    if not form.is_valid():
        return told("refused", " ".join(error for errors in form.errors.values() for error in errors))
    typed, how = form.cleaned_data["text"], request.POST.get("how", "")
    stop = stop_for(chapter.work, typed, request.viewer, wishes_for(chapter.work))
    if stop and how == WITHOUT and stop.rest:
        typed = stop.rest
    elif stop and how != AS_IT_IS:
        return told("stopped", f"{stop.fact} {stop.reassurance}", has_rest=bool(stop.rest))
    voice = voice_of(request, form, device_of(request))
    said = post(chapter.work, typed, voice=voice, sent_with=form.cleaned_data["sent_with"] or typed, chapter=chapter)
    return told("there", thanks(said))
