"""What somebody fills in beside a search."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.discovery.saving import LONGEST_NAME
from headcanon.manuscript.words import LETTER_OR_DIGIT


class SearchNameForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=LONGEST_NAME,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if not LETTER_OR_DIGIT.search(name):
            raise ValidationError(_("Please give it a name that you will know again."))
        return name
