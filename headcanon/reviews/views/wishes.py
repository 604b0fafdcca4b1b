"""Where an author says what she wishes of reviews: always, and for one work."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.reviews.forms import WishesForm, WorkWishesForm
from headcanon.reviews.models import AuthorWishes, WorkWishes
from headcanon.reviews.views.finding import own_work_or_404
from headcanon.reviews.wishing import wish_always, wish_as_usual, wish_for


@never_cache
@login_required
def always(request):
    said = AuthorWishes.objects.filter(person=request.viewer.person).first()
    form = WishesForm(request.POST or None, instance=said or AuthorWishes(person=request.viewer.person))
    if request.method == "POST" and form.is_valid():
        wish_always(form.instance)
        messages.success(request, _("Your wishes are saved. Readers find them where they review."))
        return redirect("wishes")
    return render(request, "reviews/settings/wishes.html", {"form": form})


@never_cache
@login_required
def for_work(request, work_id):
    work = own_work_or_404(request.viewer, work_id)
    said = WorkWishes.objects.filter(work=work).first()
    hers = said or WorkWishes(work=work, **usual_of(work))
    form = WorkWishesForm(request.POST or None, instance=hers, initial={"as_usual": "no" if said else "yes"})
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["as_usual"] == "yes":
            wish_as_usual(work)
        else:
            wish_for(form.instance)
        messages.success(request, _("Your wishes for this story are saved."))
        return redirect("work-wishes", work_id)
    return render(request, "reviews/work_wishes.html", {"work": work, "form": form})


def usual_of(work):
    """What holds for it now, so that she begins from there."""
    always = AuthorWishes.objects.filter(person=work.authors[0].user_id).first() or AuthorWishes()
    return {name: getattr(always, name) for name in WorkWishesForm.Meta.fields}
