from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import Pseud
from headcanon.following.models import Hearing
from headcanon.manuscript.typed import story_html
from headcanon.manuscript.words import plain_text
from headcanon.works.models import Work
from headcanon.works.visibility import own_work_ids

LONGEST = 10_000


class HearingForm(forms.ModelForm):
    class Meta:
        model = Hearing
        fields = ["pace", "mails_follows", "mails_reviews", "mails_requests", "mails_kudos"]
        widgets = {"pace": forms.RadioSelect}


class AnnouncementForm(forms.Form):
    """Said to those who follow her, or one of her posted stories; as one of her pen names."""

    sent_with = forms.CharField(widget=forms.HiddenInput, max_length=64)
    pseud = forms.ModelChoiceField(Pseud.objects.none(), label=_("You speak as"), empty_label=None)
    work = forms.ModelChoiceField(
        Work.objects.none(), label=_("To those who follow"), empty_label=_("Me"), required=False
    )
    text = forms.CharField(
        label=_("What you want to say"),
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("A blank line begins a new paragraph. It cannot be changed once it is on its way."),
    )

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        pseuds = Pseud.objects.filter(user=viewer.person).order_by("-is_default", "name")
        self.fields["pseud"].queryset = pseuds
        own = Work.objects.listed_to(viewer).posted().filter(pk__in=own_work_ids(viewer))
        self.fields["work"].queryset = own.order_by("-newest_key")

    def clean_text(self):
        said = story_html(self.cleaned_data["text"])
        if not plain_text(said).strip():
            raise ValidationError(_("Please say something."))
        if len(said) > LONGEST:
            raise ValidationError(_("This is too long for an announcement. A story or a chapter has room for it."))
        return said
