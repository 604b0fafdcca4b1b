"""What a reader's browser tells of where she is, and what she says herself of it."""

from time import time

from django import forms
from django.utils.translation import gettext_lazy as _

from headcanon.core.random_ids import HIGHEST_ID
from headcanon.reading.models import Reading
from headcanon.reading.remembering import THE_END
from headcanon.reading.stopping import OPENING

MOST_PARAGRAPHS = 1_000_000


class PlaceForm(forms.Form):
    """The paragraph at the top of her window."""

    paragraph = forms.IntegerField(min_value=0, max_value=MOST_PARAGRAPHS)  # as the page counts them
    opening = forms.CharField(max_length=2 * OPENING, required=False)  # the letters that it begins with
    permille = forms.IntegerField(min_value=0, max_value=THE_END)  # how much of the chapter she has seen
    whole = forms.BooleanField(required=False)  # she reads all chapters on one page
    at = forms.IntegerField(min_value=0, required=False)  # when, in milliseconds since 1970; now, if nothing is said

    def said(self):
        """As `Step` names it. No place is from the future, whatever a device's clock says."""
        now, at = time(), self.cleaned_data["at"]
        return {
            "position": self.cleaned_data["paragraph"],
            "opening": self.cleaned_data["opening"],
            "permille": self.cleaned_data["permille"],
            "whole": self.cleaned_data["whole"],
            "at": now if at is None else min(at / 1_000, now),
        }


class MarkForm(forms.Form):
    """One chapter that is read, one that is not, or how she stands with the whole story."""

    wish = forms.ChoiceField(choices=[*Reading.State.choices, ("forget", "")], required=False)
    read = forms.IntegerField(min_value=1, max_value=HIGHEST_ID, required=False)
    unread = forms.IntegerField(min_value=1, max_value=HIGHEST_ID, required=False)

    def clean(self):
        if sum(bool(self.cleaned_data.get(name)) for name in self.fields) != 1:
            raise forms.ValidationError(_("Say one thing at a time."))
        return self.cleaned_data


class ThinForm(forms.Form):
    """What of a history is to go."""

    older_than = forms.DateField(
        label=_("Not opened since"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    state = forms.ChoiceField(
        label=_("How it stands"), required=False, choices=[("", _("All of it")), *Reading.State.choices]
    )
