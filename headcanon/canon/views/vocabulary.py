"""Where the archivist decides on the words for what a reader should know beforehand."""

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from headcanon.canon.forms.vocabulary import CategoryFormSet, RatingFormSet, WarningFormSet
from headcanon.core.editions import pages_changed
from headcanon.core.viewing import for_the_archivist

LISTS = (RatingFormSet, WarningFormSet, CategoryFormSet)


@for_the_archivist
def vocabulary_settings(request):
    lists = [each(request.POST if request.method == "POST" else None) for each in LISTS]
    if request.method == "POST" and all([each.is_valid() for each in lists]):
        with transaction.atomic():
            for each in lists:
                each.save()
            pages_changed()
        messages.success(request, _("The archive’s words are saved. Stories that had one have it under its new name."))
        return redirect("vocabulary")
    return render(request, "canon/vocabulary.html", {"lists": lists})
