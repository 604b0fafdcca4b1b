from django import forms
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import User
from headcanon.moderation.models import Act, Reason

MOST_REASONS = 30
MOST_DAYS = 3650


class ReportForm(forms.Form):
    reason = forms.ChoiceField(label=_("What is wrong with it?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("What we should know"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("You can leave this empty. Whom it concerns never learns who reported it."),
    )
    email = forms.EmailField(
        label=_("Your e-mail address"),
        required=False,
        help_text=_("Only if you would like an answer. It is deleted once you have it."),
    )
    sent_with = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["reason"].choices = [(reason.name, reason.name) for reason in Reason.objects.all()]
        if not viewer.is_guest:
            del self.fields["email"], self.fields["sent_with"]


DEEDS = {
    Act.Kind.HIDE: _("Hide it"),
    Act.Kind.RESTORE: _("Show it again"),
    Act.Kind.FREEZE: _("Let nobody answer in this thread any more"),
    Act.Kind.UNFREEZE: _("Let people answer in this thread again"),
    Act.Kind.WARN: _("Warn %s"),
    Act.Kind.SUSPEND: _("Suspend %s: for some days nothing new of hers appears"),
    Act.Kind.LIFT: _("Lift the suspension of %s"),
    Act.Kind.BAN: _("Ban %s: she cannot sign in any more"),
    Act.Kind.UNBAN: _("Let %s in again"),
    Act.Kind.DISMISS: _("Leave it as it is"),
}


class ActForm(forms.Form):
    deed = forms.ChoiceField(label=_("What is to be done?"), widget=forms.RadioSelect)
    days = forms.IntegerField(
        label=_("Days"), min_value=1, max_value=MOST_DAYS, initial=7, required=False, help_text=_("Of a suspension.")
    )
    words = forms.CharField(
        label=_("Why"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Whom it concerns reads this, and so do all moderators. It does not say who you are."),
    )
    seen = forms.IntegerField(min_value=0, widget=forms.HiddenInput)

    def __init__(self, *args, deeds, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["deed"].choices = [(deed.value, label(deed)) for deed in deeds]
        if not any(deed.kind == Act.Kind.SUSPEND for deed in deeds):
            del self.fields["days"]

    def clean(self):
        said = super().clean()
        if said.get("deed", "").startswith(Act.Kind.SUSPEND) and not said.get("days") and "days" not in self.errors:
            self.add_error("days", _("For how many days?"))
        return said


def label(deed):
    return DEEDS[deed.kind] % deed.person.username if deed.person else DEEDS[deed.kind]


class AnswerForm(forms.Form):
    words = forms.CharField(
        label=_("Your answer"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("You can answer once. Moderators read it, and look at the matter again."),
    )


class ModeratorForm(forms.Form):
    username = forms.CharField(label=_("User name"), max_length=40)

    def clean_username(self):
        self.person = User.objects.filter(username__iexact=self.cleaned_data["username"], is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(_("Nobody here has this user name. Please look how it is spelled."))
        if self.person.is_superuser:
            raise forms.ValidationError(_("The archivist looks after everything already."))
        return self.person.username


class ReasonsForm(forms.Form):
    reasons = forms.CharField(
        label=_("Reasons"),
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("A line for each, in the order in which they are offered."),
    )

    def clean_reasons(self):
        lines = [" ".join(line.split()) for line in self.cleaned_data["reasons"].splitlines()]
        names = list(dict.fromkeys(filter(None, lines)))
        if not names:
            raise forms.ValidationError(_("At least one must be offered."))
        if len(names) > MOST_REASONS:
            raise forms.ValidationError(_("More than %d nobody would read. Please leave some out.") % MOST_REASONS)
        if too_long := next((name for name in names if len(name) > Reason._meta.get_field("name").max_length), None):
            raise forms.ValidationError(_("“%s” is too long. A hundred characters must do.") % too_long)
        return names
