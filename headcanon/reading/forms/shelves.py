"""What a reader fills in about her shelves."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.accounts.models import Pseud
from headcanon.reading.models import Shelf, Shelved
from headcanon.reading.shelves import shelves_of
from headcanon.reading.shelving import MOST_SHELVES, refuse_unfit_tags, tags_in

NAME = Shelf._meta.get_field("name")


class ShelfForm(forms.ModelForm):
    class Meta:
        model = Shelf
        fields = ["name", "note", "sight", "pseud"]
        widgets = {
            "name": forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
            "note": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "sight": forms.RadioSelect,
        }

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = viewer.person
        pseuds = Pseud.objects.filter(user=viewer.person).order_by("-is_default", "name")
        self.fields["pseud"] = forms.ModelChoiceField(
            pseuds, label=_("Under the name"), required=False, empty_label=_("No name"),
            help_text=_("What everyone sees stands under one of your pen names; what is seen by its link may have none."),
        )  # fmt: skip

    def clean_name(self):
        return unlike_the_others(self.cleaned_data["name"], self.person, self.instance.pk)

    def clean(self):
        if self.cleaned_data.get("sight") == Shelf.Sight.EVERYONE and not self.cleaned_data.get("pseud"):
            self.add_error("pseud", _("Choose under which name you recommend."))
        return self.cleaned_data


def unlike_the_others(name, person, but=None):
    name = " ".join(name.split())
    if shelves_of(person).filter(name=name).exclude(pk=but).exists():
        raise ValidationError(_("You have a shelf of this name already."))
    return name


def tags_field():
    return forms.CharField(
        label=gettext_lazy("My tags"), required=False, widget=forms.TextInput(attrs={"dir": "auto"}),
        help_text=gettext_lazy("With commas between them. Only you see them."),
    )  # fmt: skip


class LineForm(forms.ModelForm):
    """What she says of a work where it stands."""

    tags = tags_field()

    class Meta:
        model = Shelved
        fields = ["note", "why"]
        widgets = {
            "note": forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
            "why": forms.TextInput(attrs={"dir": "auto"}),
        }
        help_texts = {
            "note": gettext_lazy("Only you see it, whatever becomes of the story."),
            "why": gettext_lazy("One line, for whoever sees the shelf."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["tags"] = ", ".join(self.initial.get("tags") or self.instance.tags)

    def clean_tags(self):
        tags = tags_in(self.cleaned_data["tags"])
        refuse_unfit_tags(tags)
        return tags


class ShelvesForm(forms.Form):
    """On which of her shelves something stands, and on which new one."""

    shelves = forms.ModelMultipleChoiceField(
        Shelf.objects.none(), label=gettext_lazy("Shelves"), required=False, widget=forms.CheckboxSelectMultiple
    )
    new = forms.CharField(
        label=gettext_lazy("A new shelf"), required=False, max_length=NAME.max_length,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args, viewer, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = viewer.person
        self.fields["shelves"].queryset = shelves_of(viewer.person)

    def clean_new(self):
        name = " ".join(self.cleaned_data["new"].split())
        if name and shelves_of(self.person).count() >= MOST_SHELVES:
            raise ValidationError(_("You have %d shelves, which is as many as there can be.") % MOST_SHELVES)
        return name


class ShelveForm(ShelvesForm, LineForm):
    """On which shelves a work stands, and what she says of it there."""

    field_order = ["shelves", "new", "note", "why", "tags"]
