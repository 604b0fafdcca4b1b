"""What members and wranglers say about the line of a canon, and readers about how far they have come."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.canon.lines import MOST_EVENTS
from headcanon.canon.models import Canon, Event, Instalment
from headcanon.core.typed import as_story_html, as_typed

MOST_LETTERS = 10_000  # of what is said about an event
AUTO = {"dir": "auto", "autocomplete": "off"}


class CanonForm(forms.ModelForm):
    class Meta:
        model = Canon
        fields = ["name", "kind"]
        widgets = {"name": forms.TextInput(attrs=AUTO)}
        help_texts = {"name": gettext_lazy("What sets it apart: the books, the film.")}


class InstalmentForm(forms.ModelForm):
    class Meta:
        model = Instalment
        fields = ["name"]
        widgets = {"name": forms.TextInput(attrs=AUTO)}
        help_texts = {
            "name": gettext_lazy("A book, season, chapter or episode. Everybody reads it, so let it give nothing away.")
        }


class PlaceForm(forms.Form):
    """Counted from 1; beyond the end is the end."""

    place = forms.IntegerField(
        label=gettext_lazy("Move to place"), min_value=1, max_value=10 * MOST_EVENTS,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip


class EventForm(forms.ModelForm):
    """What happens, where, and in which instalment of its canon."""

    about = forms.CharField(
        label=gettext_lazy("What happens, for whoever looks it up"), required=False, max_length=MOST_LETTERS,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("Plain text or simple HTML. A blank line begins a new paragraph."),
    )  # fmt: skip

    class Meta:
        model = Event
        fields = ["title", "where", "instalment", "arc", "about", "is_spoiler"]
        widgets = {name: forms.TextInput(attrs=AUTO) for name in ("title", "where", "arc")}
        labels = {"instalment": gettext_lazy("Instalment")}
        help_texts = {
            "title": gettext_lazy("As somebody who knows it would name it: “The lamp goes out”."),
            "where": gettext_lazy("Chapter, episode, place or date."),
            "arc": gettext_lazy("The larger story that it belongs to, if there is one."),
        }

    def __init__(self, *args, canon, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["instalment"].queryset = Instalment.objects.filter(canon=canon.pk)
        self.fields["instalment"].empty_label = gettext_lazy("Not said")
        self.initial["about"] = as_typed(self.instance.about)

    def clean_title(self):
        return tidy(self.cleaned_data["title"])

    def clean_about(self):
        return as_story_html(self.cleaned_data["about"])

    def said(self):
        """As lines.py takes it."""
        names = ("title", "where", "arc", "about", "is_spoiler")
        instalment = self.cleaned_data["instalment"]
        return {name: self.cleaned_data[name] for name in names} | {"instalment_id": instalment and instalment.pk}

    def _post_clean(self):
        """What was typed is nobody's event until lines.py takes it."""


def tidy(typed):
    words = " ".join(typed.split())
    if not words:
        raise ValidationError(_("Say what happens."))
    return words


class WranglerForm(EventForm):
    """The same, with its place on the line."""

    place = forms.IntegerField(
        label=gettext_lazy("Place on the line"), required=False, min_value=1, max_value=10 * MOST_EVENTS,
        help_text=gettext_lazy("Counted from 1. Left empty, it stands where it was meant, or behind its instalment."),
    )  # fmt: skip


class SuggestForm(EventForm):
    """The same, with the event behind which it would stand; one that its reader has not come to has no name here."""

    behind = forms.TypedChoiceField(
        label=gettext_lazy("Where it would stand"), coerce=int, required=False, empty_value=None,
        help_text=gettext_lazy("If you know. Whoever accepts it can move it."),
    )  # fmt: skip

    def __init__(self, *args, line, **kwargs):
        super().__init__(*args, **kwargs)
        self.places = {event.pk: place for place, event in enumerate(line, 1)}
        told = [(event.pk, told_behind(place, event)) for place, event in enumerate(line, 1)]
        self.fields["behind"].choices = [("", _("Not said")), (0, _("At the beginning")), *told]

    def clean_behind(self):
        """The place that it would have."""
        behind = self.cleaned_data["behind"]
        return None if behind is None else self.places.get(behind, 0) + 1


def told_behind(place, event):
    name = event.title if not event.is_covered else _("an event that is covered")
    if event.instalment:
        name = f"{name} ({event.instalment})"
    return _("Behind %(place)d: %(name)s") % {"place": place, "name": name}


class ProgressForm(forms.Form):
    """How far she has come in each of these canons. The list tells nothing but the names of instalments."""

    SAY_NOTHING = "nothing"

    def __init__(self, *args, canons, said, **kwargs):
        super().__init__(*args, **kwargs)
        for canon in canons:
            self.fields[f"canon-{canon.pk}"] = forms.ChoiceField(
                label=canon.name, widget=forms.RadioSelect, required=False, choices=list(steps_of(canon)),
                initial=str(said.get(canon.pk, self.SAY_NOTHING)),
            )  # fmt: skip

    def steps(self):
        """{canon's number: the number of the instalment, or None}, for what was answered."""
        answers = ((int(name.removeprefix("canon-")), value) for name, value in self.cleaned_data.items() if value)
        return {canon: None if value == self.SAY_NOTHING else int(value) for canon, value in answers}


def steps_of(canon):
    yield ProgressForm.SAY_NOTHING, _("I have not said")
    yield "0", _("I have not begun it")
    *others, last = [*canon.instalments.all()] or [None]
    for instalment in others:
        yield str(instalment.pk), instalment.name
    if last:
        yield str(last.pk), _("All of it, to the end of “%s”") % last.name
