"""What wranglers fill in: which other tag or canon they mean, what one means, and whom the archivist names."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.accounts.models import User, fold
from headcanon.canon.families import told_to_anybody
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.naming import NAME_LENGTH, names_in
from headcanon.canon.wrangling import think_of
from headcanon.core.typed import as_story_html, as_typed

LONGEST_MEANING = 2_000
FANDOMS = "fandom"


def completed(kind):
    """Attributes of a field in which names of this kind are typed, or of any."""
    return {"data-completes": kind or "subject"}


class QueueForm(forms.Form):
    """What stands in the queue. Whatever an address says that is none of this counts as nothing."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"),
        required=False,
        choices=[("", gettext_lazy("All tags")), (FANDOMS, gettext_lazy("Canons")), *Tag.Kind.choices],
    )
    standing = forms.ChoiceField(label=gettext_lazy("Standing"), required=False, choices=Tag.Standing.choices)
    text = forms.CharField(label=gettext_lazy("In the name"), required=False, max_length=NAME_LENGTH)
    canon = forms.CharField(label=gettext_lazy("Canon it belongs to"), required=False, max_length=NAME_LENGTH)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, auto_id="queue_%s", **kwargs)
        for name in ("text", "canon"):
            self.fields[name].widget.attrs["dir"] = "auto"
        self.fields["canon"].widget.attrs |= completed(FANDOMS)

    def said(self):
        self.is_valid()
        return {"kind": "", "standing": "new", "text": "", "canon": ""} | {
            name: value for name, value in self.cleaned_data.items() if value
        }


class NameForm(forms.Form):
    """Another tag or canon, by its name. A new one is made only where that is ticked."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=NAME_LENGTH)
    is_new = forms.BooleanField(label=gettext_lazy("Make it if there is none"), required=False)

    def __init__(self, *args, model, kind=None, by, label=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.model, self.kind, self.by = model, kind, by
        self.fields["name"].widget.attrs |= {"dir": "auto", "autocomplete": "off"}
        self.fields["name"].widget.attrs |= completed(FANDOMS if model is Fandom else kind)
        if label:
            self.fields["name"].label = label

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if self.model is Fandom or not set(name) & set(",，、،"):
            return name
        raise ValidationError(_("Commas stand between names in lists, so none can stand in one."))

    def clean(self):
        name = self.cleaned_data.get("name")
        if name:
            self.found = called(self.model, self.kind, name)
            if self.found is None and not self.cleaned_data["is_new"]:
                self.add_error("name", no_such(name))
        return self.cleaned_data

    def subject(self):
        return self.found or think_of(self.model, self.cleaned_data["name"], kind=self.kind, by=self.by)


class NamesForm(forms.Form):
    """Several tags that there are, with commas between."""

    names = forms.CharField(
        label=gettext_lazy("What it may mean"),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("Names of other tags, with commas between."),
    )

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.fields["names"].widget.attrs |= completed(kind) | {"data-completes-many": True}

    def clean_names(self):
        found = [(name, called(Tag, self.kind, name)) for name in names_in(self.cleaned_data["names"])]
        missing = [name for name, tag in found if tag is None]
        if missing:
            raise ValidationError([no_such(name) for name in missing])
        return [tag for _name, tag in found]


class MeaningForm(forms.Form):
    meaning = forms.CharField(
        label=gettext_lazy("What it means"),
        required=False,
        max_length=LONGEST_MEANING,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("Readers find it on its page. A blank line begins a new paragraph."),
    )

    def __init__(self, *args, subject, **kwargs):
        super().__init__(*args, initial={"meaning": as_typed(subject.meaning)}, **kwargs)

    def clean_meaning(self):
        return as_story_html(self.cleaned_data["meaning"])


def called(model, kind, name):
    """The one that is called so, if she may know of it."""
    found = model.objects.filter(told_to_anybody(model), key=fold(name))
    return (found.filter(kind=kind) if model is Tag else found).first()


def no_such(name):
    return _("Nothing of this kind is called “%s”. Please look how it is spelled.") % name


class WranglerForm(forms.Form):
    username = forms.CharField(label=gettext_lazy("User name"), max_length=40)

    def clean_username(self):
        self.person = User.objects.filter(username__iexact=self.cleaned_data["username"], is_active=True).first()
        if self.person is None:
            raise ValidationError(_("Nobody here has this user name. Please look how it is spelled."))
        if self.person.is_superuser:
            raise ValidationError(_("The archivist may do that already."))
        return self.person.username
