"""On which shelves a headcanon stands, and a note of it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.reading.models import Shelf, ShelvedHeadcanon
from headcanon.reading.shelves import shelves_of
from headcanon.reading.shelving import MOST_SHELVES


class ShelveHeadcanonForm(forms.Form):
    shelves = forms.ModelMultipleChoiceField(
        Shelf.objects.none(), label=gettext_lazy("Shelves"), required=False, widget=forms.CheckboxSelectMultiple
    )
    new = forms.CharField(
        label=gettext_lazy("A new shelf"), required=False, max_length=Shelf._meta.get_field("name").max_length,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip
    note = forms.CharField(
        label=gettext_lazy("Note for myself"), required=False,
        max_length=ShelvedHeadcanon._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Only you see it, whatever becomes of the headcanon."),
    )  # fmt: skip

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = viewer.person
        self.fields["shelves"].queryset = shelves_of(viewer.person)

    def clean_new(self):
        name = " ".join(self.cleaned_data["new"].split())
        if name and shelves_of(self.person).count() >= MOST_SHELVES:
            raise ValidationError(_("You have %d shelves, which is as many as there can be.") % MOST_SHELVES)
        return name
