from django import forms
from django.utils.translation import gettext_lazy as _

from headcanon.core.models import Archive

LONGEST = 3650


class LeaveForm(forms.Form):
    ERASE, LEAVE_BEHIND = "erase", "leave-behind"

    way = forms.ChoiceField(
        label=_("What becomes of your stories"),
        choices=[
            (ERASE, _("Erase everything")),
            (LEAVE_BEHIND, _("Erase me, and leave my posted stories here without my name")),
        ],
        widget=forms.RadioSelect,
    )
    typed = forms.CharField(label=_("Your user name"), widget=forms.TextInput(attrs={"autocomplete": "off"}))

    def __init__(self, *args, person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person
        self.fields["typed"].help_text = _("Type %s here, so that nobody leaves by a slip.") % person.username

    def clean_typed(self):
        if self.cleaned_data["typed"].strip().lower() != self.person.username.lower():
            raise forms.ValidationError(
                _("This is not your user name, so nothing was done. It is %s.") % self.person.username
            )
        return self.cleaned_data["typed"]

    @property
    def leaves_behind(self):
        return self.cleaned_data["way"] == self.LEAVE_BEHIND


class BackupsForm(forms.ModelForm):
    class Meta:
        model = Archive
        fields = ["backups_kept"]

    backups_kept = forms.IntegerField(
        label=_("How many days backups are kept"),
        min_value=1,
        max_value=LONGEST,
        help_text=_("Pages on which somebody erases something tell her this number."),
    )
