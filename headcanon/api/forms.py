from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from headcanon.api.models import Token

MORE = [choice for choice in Token.Scope.choices if choice[0] != Token.Scope.READ]


class TokenForm(forms.Form):
    """What a program is let do; reading is what every token is for."""

    LASTS = [("30", _("30 days")), ("365", _("a year")), ("", _("until I end it"))]

    name = forms.CharField(
        label=_("What it is for"),
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=_("The name of a program or a device, so that you know it again."),
    )
    scopes = forms.MultipleChoiceField(
        label=_("Besides what you may read, it may"), choices=MORE, required=False, widget=forms.CheckboxSelectMultiple
    )
    lasts = forms.ChoiceField(label=_("It works for"), choices=LASTS, required=False, initial="365")

    def clean_lasts(self):
        days = self.cleaned_data["lasts"]
        return timedelta(days=int(days)) if days else None
