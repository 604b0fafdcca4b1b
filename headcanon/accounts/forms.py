from allauth.account.forms import (
    AddEmailForm,
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SignupForm,
)
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateByCodeForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.arriving import sign_up
from headcanon.accounts.models import Preferences, User
from headcanon.accounts.pen_names import LONGEST, refuse_taken, tidy
from headcanon.core.editions import the_archive
from headcanon.core.languages import language_choices
from headcanon.core.models import Archive
from headcanon.core.typed import as_story_html, as_typed

A_GOOD_PASSWORD = _("Ten characters or more. A few words in a row are easy to keep in mind.")


class ArchivistForm(forms.ModelForm):
    """The first account of an archive."""

    password = forms.CharField(
        label=_("Password"),
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=A_GOOD_PASSWORD,
    )

    class Meta:
        model = User
        fields = ["username", "email"]
        widgets = {
            "username": forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none"}),
            "email": forms.EmailInput(attrs={"autocomplete": "email"}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True
        self.fields["email"].help_text = _("For a forgotten password. It is shown to nobody.")

    def clean_password(self):
        password = self.cleaned_data["password"]
        validate_password(password, self.instance)
        return password


class InOurWords:
    """One of the library's forms with words of our own; its placeholders only say the labels again."""

    labels = {}
    helps = {}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = self.labels.get(name, field.label)
            field.help_text = self.helps.get(name, "")
            field.widget.attrs.pop("placeholder", None)


class SignInForm(InOurWords, LoginForm):
    labels = {
        "login": _("User name or e-mail address"),
        "password": _("Password"),
        "remember": _("Keep me signed in on this device"),
    }


class ForgottenPasswordForm(InOurWords, ResetPasswordForm):
    labels = {"email": _("E-mail address")}

    def clean_email(self):
        """Not for an address that somebody has only asked to change to: a slip in it would give her account away."""
        email = super().clean_email()
        self.users = [user for user in self.users if user.email == email.lower()]
        return email


class NewPasswordForm(InOurWords, ResetPasswordKeyForm):
    labels = {"password1": _("New password"), "password2": _("The same once more")}
    helps = {"password1": A_GOOD_PASSWORD}


class ChangePassword(InOurWords, ChangePasswordForm):
    labels = {
        "oldpassword": _("Your password now"),
        "password1": _("New password"),
        "password2": _("The new one once more"),
    }
    helps = {"password1": A_GOOD_PASSWORD}


class ChangeEmail(InOurWords, AddEmailForm):
    labels = {"email": _("New e-mail address")}


class ConfirmByPassword(InOurWords, ReauthenticateForm):
    labels = {"password": _("Your password")}


class ConfirmByCode(InOurWords, ReauthenticateByCodeForm):
    labels = {"code": _("Code from your app, or a recovery code")}


class SecondStep(InOurWords, AuthenticateForm):
    labels = ConfirmByCode.labels


class AddApp(InOurWords, ActivateTOTPForm):
    labels = {"code": _("The six digits that the app shows now")}


class AddPasskey(InOurWords, AddWebAuthnForm):
    labels = {"name": _("What you call it"), "passwordless": _("Let me sign in with it alone")}
    helps = {"name": _("So that you know it again: “my phone”, say.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["passwordless"].initial = True


class RenamePasskey(InOurWords, EditWebAuthnForm):
    labels = {"name": _("What you call it")}


class SignUpForm(InOurWords, SignupForm):
    """What a newcomer says of herself. Whether her address has an account here is not seen on it; see arriving.py."""

    words = forms.CharField(
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    agrees = forms.BooleanField()
    field_order = ["username", "email", "password1", "words", "agrees"]
    labels = {
        "username": _("User name"),
        "email": _("E-mail address"),
        "password1": _("Password"),
        "words": _("A line about you"),
        "agrees": _("I have read the house rules and am old enough to join"),
    }
    helps = {
        "username": _("Part of your address here, and your first pen name: letters a to z, digits and the underscore."),
        "email": _("You confirm it by a link that we send there. It is shown to nobody but the archivist."),
        "password1": A_GOOD_PASSWORD,
        "words": _(
            "The archivist reads it before she lets you in: what you read or write, who told you of this place."
        ),
    }

    def __init__(self, *args, invitation=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.invitation = invitation
        self.waits = invitation is None and the_archive().joining == Archive.Joining.APPROVED
        if not self.waits:
            del self.fields["words"]

    def clean_username(self):
        """It becomes her first pen name, and no two of those may look alike."""
        username = super().clean_username()
        refuse_taken(username)
        return username

    def validate_unique_email(self, value):
        return value

    def save(self, request):
        said = self.cleaned_data
        return sign_up(
            said["username"],
            email=said["email"],
            password=said["password1"],
            words=said.get("words", ""),
            waits=self.waits,
            invitation=self.invitation,
        )


class JoiningForm(forms.ModelForm):
    """Whom the archivist lets join."""

    class Meta:
        model = Archive
        fields = ["joining", "invitations_each"]
        labels = {"joining": _("Who may join"), "invitations_each": _("Invitations each member may give")}
        widgets = {"joining": forms.RadioSelect}
        help_texts = {
            "invitations_each": _("Each is a link for one person, for thirty days. 0: only you invite."),
        }


class InvitationForm(forms.Form):
    """A link that the archivist makes."""

    uses = forms.IntegerField(label=_("How many people may use it"), min_value=1, max_value=1000, initial=1)
    days = forms.IntegerField(label=_("For how many days"), min_value=1, max_value=365, initial=30)


class PenNameForm(forms.Form):
    """Whether the name may be hers is said by accounts/pen_names.py, where nobody can come between."""

    name = forms.CharField(
        label=_("Pen name"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
        help_text=_("In any script, up to %d characters; it must not look like somebody else's.") % LONGEST,
    )

    def clean_name(self):
        return tidy(self.cleaned_data["name"])


class ProfileForm(PenNameForm):
    """One pen name and what its page says."""

    LONGEST_ABOUT = 10_000

    about = forms.CharField(
        label=_("About you"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8, "dir": "auto"}),
        help_text=_(
            "What readers find on the page of this name. A blank line begins a new paragraph; up to 10,000 characters."
        ),
    )

    def __init__(self, data, *, pseud):
        super().__init__(data, initial={"name": pseud.name, "about": as_typed(pseud.about)})
        self.fields["name"].help_text += " " + _("Links to the name it has now go on leading here.")

    def clean_about(self):
        about = self.cleaned_data["about"]
        if len(about) > self.LONGEST_ABOUT:
            raise forms.ValidationError(
                _("These are %(count)d characters, and 10,000 fit. Nothing is lost; please shorten it and save again."),
                params={"count": len(about)},
            )
        return as_story_html(about)


class SuccessorForm(forms.Form):
    """Which of her other names takes over what stands under one that she removes."""

    successor = forms.ModelChoiceField(
        queryset=None, empty_label=None, label=_("What was written under it stands from now on under")
    )

    def __init__(self, data, *, pseud):
        super().__init__(data)
        self.fields["successor"].queryset = pseud.user.pseuds.exclude(pk=pseud.pk).order_by("-is_default", "name")


class PreferencesForm(forms.ModelForm):
    language = forms.ChoiceField(
        label=_("Language of your stories"),
        required=False,
        help_text=_("A new story says that it is in this language, until you say otherwise."),
    )

    class Meta:
        model = Preferences
        labels = {
            "hides_beyond": _("leave out of lists what is covered for me"),
            "veils_warnings": _("cover the warnings of all stories until I lift the cover"),
        }
        fields = ["shows_adult", "hides_beyond", "veils_warnings", "typographic_quotes", "language"]
        help_texts = {
            "shows_adult": _("Otherwise you are asked once, on each device, before the first of them is shown."),
            "hides_beyond": _(
                "What lies beyond where you are in a canon, or is said to give something away, is covered until you lift "
                "the cover. With this, lists leave it out altogether. Authors’ own pages, and your shelves, show it still."
            ),
            "veils_warnings": _("That there are some is said, and one click shows which."),
            "typographic_quotes": _("What you have written already stays as it is."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["language"].choices = [("", _("I say it each time")), *language_choices()]
