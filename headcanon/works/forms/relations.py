"""Naming another story."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.works.forms.fields import line
from headcanon.works.models import RelatedWork


class RelationForm(forms.Form):
    """Another story, here or elsewhere, and how this one stands to it."""

    kind = forms.ChoiceField(label=gettext_lazy("This story is a"), choices=RelatedWork.Kind.choices)
    address = forms.CharField(
        label=gettext_lazy("Address of the other story"),
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=gettext_lazy(
            "If it is in this archive, that is enough; her page shows yours when its author agrees."
        ),
    )
    title = line(gettext_lazy("Its title, if it is elsewhere"), longest=250)
    author = line(gettext_lazy("Its author, if it is elsewhere"), longest=200)

    def __init__(self, data=None, *, find, **kwargs):
        """`find` says which work here an address leads to."""
        super().__init__(data, **kwargs)
        self.find = find

    def clean_address(self):
        address = self.cleaned_data["address"].strip()
        self.parent = self.find(address) if address else None
        if address and self.parent is None:
            forms.URLField(assume_scheme="https").clean(address)
            if not re.match(r"https?://", address, re.IGNORECASE):
                raise ValidationError(_("An address begins with https:// or http://."))
        return address

    def clean(self):
        if not getattr(self, "parent", None) and not self.cleaned_data.get("title") and not self.errors:
            self.add_error("title", _("A story elsewhere needs its title, so that readers know what they would open."))
        return self.cleaned_data
