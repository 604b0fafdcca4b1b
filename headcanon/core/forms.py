from dataclasses import asdict

from django import forms
from django.utils.translation import gettext_lazy as _

from headcanon.core.models import Archive
from headcanon.core.typed import as_story_html, as_typed

PAGES = ("about", "rules", "privacy")


class ArchiveForm(forms.ModelForm):
    """What the archivist says about the archive. The three pages take plain text or simple HTML."""

    class Meta:
        model = Archive
        fields = ["name", "tagline", *PAGES, "letters_a_minute"]
        widgets = {name: forms.Textarea(attrs={"rows": 8}) for name in PAGES}
        help_texts = {
            "tagline": _("One line under the name, on the home page and at the foot of every page."),
            "about": _("Whom the archive is for and who keeps it. A blank line begins a new paragraph."),
            "rules": _("What is welcome and what is not."),
            "privacy": _("What you keep about people, and for how long."),
            "letters_a_minute": _("Letters of news to readers, as many as your mail server allows. 0 holds them back."),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in PAGES:
            self.initial[name] = as_typed(self.initial[name])

    def clean(self):
        for name in PAGES:
            self.cleaned_data[name] = as_story_html(self.cleaned_data.get(name, ""))
        return self.cleaned_data


def one_of(label, **choices):
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, choices=list(choices.items()))


class LookForm(forms.Form):
    """How pages look to a reader. It only asks; what she may answer is known to looks.py."""

    theme = one_of(
        _("The paper"), system=_("Light or dark, as your system has it"), light=_("Light"), dark=_("Dark"),
        sepia=_("Sepia"),
    )  # fmt: skip
    face = one_of(_("The letters"), serif=_("With serifs"), sans=_("Without"), clear=_("Easy to tell apart, set wide"))
    size = one_of(
        _("Their size"),
        **{"size-1": _("Small"), "size-2": _("Usual"), "size-3": _("Large"), "size-4": _("Larger")},
        **{"size-5": _("Largest")},
    )
    measure = one_of(_("Length of lines"), narrow=_("Short"), medium=_("Usual"), wide=_("Long"))
    lines = one_of(_("Between lines"), close=_("Little"), even=_("Usual"), airy=_("Much"))
    paragraphs = one_of(_("Paragraphs begin with"), indented=_("An indent"), spaced=_("A space above"))
    edges = one_of(_("The edge where lines end"), ragged=_("Ragged"), justified=_("Even, words parted where needed"))
    notes = one_of(_("Authors’ notes"), open=_("Open"), folded=_("Folded, a touch away"))

    @classmethod
    def of(cls, look):
        return cls(initial=asdict(look), auto_id="look-%s")
