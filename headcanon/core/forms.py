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
