"""What a reader fills in to say something, and an author to say what she wishes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import Pseud
from headcanon.accounts.pen_names import tidy
from headcanon.reviews.models import AuthorWishes, Review, TypoNote, WorkWishes

GUEST_NAME = Review._meta.get_field("guest_name").max_length
LONGEST_SLIP, LONGEST_REMARK = (TypoNote._meta.get_field(name).max_length for name in ("words", "remark"))


class SignedForm(forms.Form):
    """One that stands under one of a member's names."""

    def offer_names(self, viewer, work):
        """Which of her names it stands under; on her own work that which the work does."""
        names = Pseud.objects.filter(user=viewer.person).order_by("-is_default", "name")
        hers = [pseud for pseud in work.authors if pseud.user_id == viewer.person.pk] if work else []
        usual = hers[0] if hers else names.first()
        self.usual = usual
        if names.count() > 1:
            self.fields["pseud"] = forms.ModelChoiceField(
                names, label=_("Under the name"), empty_label=None, initial=usual
            )


class ReviewForm(SignedForm):
    """Whether the words can be posted is said by reviewing.py, where nobody can come between."""

    text = forms.CharField(
        label=_("Your review"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 5, "dir": "auto", "autofocus": True}),
    )
    name = forms.CharField(
        label=_("Your name"),
        max_length=GUEST_NAME,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "dir": "auto"}),
        help_text=_("It stands above what you write."),
    )
    email = forms.EmailField(
        label=_("E-mail address, if you like"),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text=_("It is shown to nobody."),
    )
    sent_with = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, data=None, *, viewer, work=None, initial=None, label="", prefix_id="review"):
        super().__init__(data, initial=initial, auto_id=f"{prefix_id}-%s")
        if label:
            self.fields["text"].label = label
        if not viewer.is_guest:
            del self.fields["name"], self.fields["email"]
            self.offer_names(viewer, work)

    def clean_name(self):
        name = tidy(self.cleaned_data["name"])
        if not name:
            raise forms.ValidationError(_("Say by which name you want to be called."))
        return name


class SlipForm(SignedForm):
    """Where the words stand is found, or not, by typo_notes.py."""

    words = forms.CharField(
        label=_("The words, as they stand in the story"),
        max_length=LONGEST_SLIP,
        strip=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    instead = forms.CharField(
        label=_("What they should be"),
        max_length=LONGEST_SLIP,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=_("Leave it empty if they should go."),
    )
    remark = forms.CharField(
        label=_("A word to the author, if you like"),
        max_length=LONGEST_REMARK,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    may_thank = forms.BooleanField(label=_("The author may thank me by name, below the story"), required=False)
    paragraph = forms.IntegerField(required=False, min_value=0, max_value=100_000, widget=forms.HiddenInput)
    before = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, data=None, *, viewer, work, initial):
        super().__init__(data, initial=initial, auto_id="slip-%s")
        if viewer.is_guest:
            del self.fields["may_thank"]
        else:
            self.offer_names(viewer, work)


class WishesForm(forms.ModelForm):
    """What an author wishes for all of her works."""

    WAITING = ("all_wait", "first_waits", "guests_wait", "links_wait")

    class Meta:
        model = AuthorWishes
        fields = ["welcome", "reviewers", "requests_welcome", "typo_notes"]
        fields += ["all_wait", "first_waits", "guests_wait", "links_wait"]
        widgets = {"welcome": forms.RadioSelect, "reviewers": forms.RadioSelect}
        labels = {"welcome": _("What you would like to hear"), "reviewers": _("Who may review")}

    @property
    def waiting(self):
        return [self[name] for name in self.WAITING]

    @property
    def others(self):
        return [self["requests_welcome"], self["typo_notes"]]


class WorkWishesForm(WishesForm):
    """The same for one work, or that nothing else holds for it than for the others."""

    as_usual = forms.ChoiceField(
        label=_("For this story"),
        choices=[("yes", _("What I usually wish")), ("no", _("Something else, namely:"))],
        widget=forms.RadioSelect,
    )

    class Meta(WishesForm.Meta):
        model = WorkWishes
        fields = [name for name in WishesForm.Meta.fields if name != "reviewers"]


class TrustForm(forms.Form):
    name = forms.CharField(
        label=_("Pen name"), max_length=130, widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"})
    )
