"""Saying that a story is hers, and deciding whether it is."""

from django import forms
from django.utils.translation import gettext_lazy

from headcanon.accounts.models import Pseud
from headcanon.intake.claiming import LONGEST
from headcanon.intake.models import Claim


class ClaimForm(forms.Form):
    wish = forms.ChoiceField(
        label=gettext_lazy("What do you want?"), choices=Claim.Wish.choices, widget=forms.RadioSelect, initial="have"
    )
    pseud = forms.ModelChoiceField(
        Pseud.objects.none(), label=gettext_lazy("Which of your names is its author’s?"), empty_label=None
    )
    words = forms.CharField(
        label=gettext_lazy("How can we know?"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, "dir": "auto"}),
        help_text=gettext_lazy(
            "Where it stood, under which name, an address that was yours then. Only those who look after the archive "
            "read this."
        ),
    )

    def __init__(self, data=None, *, pseuds, claim=None):
        said = {"wish": claim.wish, "pseud": claim.pseud_id, "words": claim.words} if claim else {}
        super().__init__(data, initial=said)
        self.fields["pseud"].queryset = Pseud.objects.filter(pk__in=[each.pk for each in pseuds])
        self.fields["pseud"].initial = pseuds[0].pk


class DecisionForm(forms.Form):
    grants = forms.ChoiceField(
        label=gettext_lazy("Is it hers?"),
        choices=[("yes", gettext_lazy("Yes: give it to her")), ("no", gettext_lazy("No, or nobody can tell"))],
        widget=forms.RadioSelect,
    )
    answer = forms.CharField(
        label=gettext_lazy("What you say to her"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )
