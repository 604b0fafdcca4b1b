"""On which shelves a headcanon stands, and a note of it."""

from django import forms
from django.utils.translation import gettext_lazy

from headcanon.reading.forms.shelves import ShelvesForm
from headcanon.reading.models import ShelvedHeadcanon


class ShelveHeadcanonForm(ShelvesForm):
    note = forms.CharField(
        label=gettext_lazy("Note for myself"), required=False,
        max_length=ShelvedHeadcanon._meta.get_field("note").max_length,
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        help_text=gettext_lazy("Only you see it, whatever becomes of the headcanon."),
    )  # fmt: skip

    field_order = ["shelves", "new", "note"]
