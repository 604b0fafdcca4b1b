"""Everything that was understood of a story, to be corrected. Texts may be Markdown, HTML or plain words."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.canon.naming import NAME_LENGTH, names_in
from headcanon.core.languages import language_choices
from headcanon.intake.correcting import LISTS, as_typed
from headcanon.works.models import Work

LONGEST = 12_000_000
MOST_CHAPTERS = 9_999
ORIGINS = [
    ("", gettext_lazy("Nothing in particular")),
    ("headcanon", gettext_lazy("A headcanon")),
    ("request", gettext_lazy("Somebody’s request")),
    ("prompt", gettext_lazy("A prompt")),
]


def line(label, longest=250, help_text=""):
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, required=False, widget=widget, help_text=help_text)


def prose(label, rows=4, help_text=""):
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto"})
    return forms.CharField(label=label, max_length=LONGEST, required=False, widget=widget, help_text=help_text)


def names(label, help_text=""):
    widget = forms.Textarea(attrs={"rows": 2, "dir": "auto", "class": "names"})
    return forms.CharField(label=label, max_length=20_000, required=False, widget=widget, help_text=help_text)


class FieldsForm(forms.Form):
    title = line(gettext_lazy("Title"))
    authors = names(
        gettext_lazy("Who wrote it"),
        gettext_lazy("As the file says. Taken in as your own, it stands under your pen name."),
    )
    summary = prose(gettext_lazy("Summary"))
    rating = line(
        gettext_lazy("Rating"), help_text=gettext_lazy("As the file says; the archive’s word is found for it.")
    )
    warnings = names(gettext_lazy("Warnings"))
    categories = names(gettext_lazy("Categories"))
    fandoms = names(gettext_lazy("Canons"), gettext_lazy("Commas between the names, here and below."))
    relationships = names(gettext_lazy("Relationships"))
    characters = names(gettext_lazy("Characters"))
    tags = names(gettext_lazy("Tags"))
    notes_before = prose(gettext_lazy("A note before the story"))
    notes_after = prose(gettext_lazy("A note after the story"))
    disclaimer = prose(gettext_lazy("Disclaimer"), rows=2)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    status = forms.ChoiceField(label=gettext_lazy("How far it is told"), required=False)
    planned_chapters = forms.IntegerField(
        label=gettext_lazy("Chapters planned"), required=False, min_value=1, max_value=MOST_CHAPTERS
    )
    date = line(gettext_lazy("Date"), longest=10, help_text=gettext_lazy("Year, month, day: 2009-02-28."))
    origin_kind = forms.ChoiceField(label=gettext_lazy("It grew from"), required=False, choices=ORIGINS)
    origin_text = line(gettext_lazy("In its words"), longest=1_000)

    def __init__(self, data=None, *, manuscript):
        self.lists = {name: list(getattr(manuscript, name)) for name in LISTS}
        super().__init__(data, initial=initial_of(manuscript))
        unknown = ("", _("Nobody can tell"))
        self.fields["language"].choices = with_own([unknown, *language_choices()], manuscript.language)
        self.fields["status"].choices = with_own([("", _("It does not say")), *Work.Status.choices], manuscript.status)
        for field in self.fields.values():
            if field.widget.attrs.get("class") == "names" and self.is_bound:
                field.widget.attrs.pop("maxlength", None)

    def clean_date(self):
        said = self.cleaned_data["date"].strip()
        try:
            return date.fromisoformat(said).isoformat() if said else ""
        except ValueError:
            raise forms.ValidationError(_("Write it as year, month, day: 2009-02-28.")) from None

    def clean(self):
        said = self.cleaned_data
        for name in LISTS:
            said[name] = names_in(said.get(name, ""), self.lists[name])
            if any(len(each) > NAME_LENGTH for each in said[name]):
                self.add_error(name, _("A name can have 200 characters, and one here has more. Is a comma missing?"))
        if said.get("origin_text") and not said.get("origin_kind"):
            self.add_error("origin_kind", _("Choose what it grew from, or leave the words away."))
        return said


def with_own(choices, own):
    return choices if not own or own in dict(choices) else [*choices, (own, own)]


def initial_of(manuscript):
    said = {name: ", ".join(getattr(manuscript, name)) for name in LISTS}
    plain = ("title", "rating", "language", "status", "date", "planned_chapters")
    said |= {name: getattr(manuscript, name) or "" for name in plain}
    said |= {name: as_typed(getattr(manuscript, name) or "") for name in ("summary", "disclaimer")}
    said |= {"notes_before": as_typed(manuscript.notes.before), "notes_after": as_typed(manuscript.notes.after)}
    origin = manuscript.origin
    return said | {"origin_kind": origin.kind if origin else "", "origin_text": origin.text if origin else ""}


class ChapterForm(forms.Form):
    title = line(gettext_lazy("Its title, if it has one"))
    notes_before = prose(gettext_lazy("A note before the chapter"), rows=3)
    text = prose(
        gettext_lazy("The text of the chapter"),
        rows=24,
        help_text=gettext_lazy("Plain words, Markdown or HTML. A blank line begins a paragraph, *** parts scenes."),
    )
    notes_after = prose(gettext_lazy("A note after"), rows=3)

    @classmethod
    def of(cls, chapter, data=None):
        said = {
            "title": chapter.title or "", "text": as_typed(chapter.html),
            "notes_before": as_typed(chapter.notes.before), "notes_after": as_typed(chapter.notes.after),
        }  # fmt: skip
        return cls(data, initial=said)
