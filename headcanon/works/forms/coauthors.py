"""Asking somebody to write along."""

from django import forms
from django.utils.translation import gettext_lazy

from headcanon.works.forms.fields import line


class AskForm(forms.Form):
    """Whom to ask to be named as an author."""

    name = line(
        gettext_lazy("Her pen name"),
        longest=130,
        required=True,
        help_text=gettext_lazy("She is asked, and named as an author when she has agreed. You then write it together."),
    )
