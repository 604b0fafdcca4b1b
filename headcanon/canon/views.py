"""Where the archivist decides on the words for what a reader should know beforehand."""

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from headcanon.canon.forms import CategoryFormSet, RatingFormSet, WarningFormSet
from headcanon.core.editions import pages_changed

LISTS = (RatingFormSet, WarningFormSet, CategoryFormSet)


@never_cache
def vocabulary_settings(request):
    """For anybody but the archivist the page is not there."""
    if not request.viewer.is_archivist:
        raise Http404
    lists = [each(request.POST if request.method == "POST" else None) for each in LISTS]
    if request.method == "POST" and all([each.is_valid() for each in lists]):
        with transaction.atomic():
            for each in lists:
                each.save()
            pages_changed()
        messages.success(request, _("The archive’s words are saved. Stories that had one have it under its new name."))
        return redirect("vocabulary")
    return render(request, "canon/vocabulary.html", {"lists": lists})
