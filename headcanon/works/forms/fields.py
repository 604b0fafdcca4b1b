"""The kinds of field that these forms are made of."""

from django import forms


def line(label, *, longest, required=False, help_text="", **attrs):
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off", **attrs})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, help_text=help_text)


def text(label, *, longest, help_text="", rows=4):
    """No maxlength, which would cut off what is pasted: what is too long is said, and nothing of it is lost."""
    widget = forms.Textarea(attrs={"rows": rows, "dir": "auto", "class": "editor-small"})
    field = forms.CharField(label=label, required=False, widget=widget, help_text=help_text)
    field.longest = longest
    return field


def names(label, help_text="", *, of):
    """Several, with commas between; `of` says what kind they are, for whoever completes what is typed."""
    completed = {"data-completes": of, "data-completes-many": True}
    widget = forms.Textarea(attrs={"rows": 2, "dir": "auto", "class": "names", **completed})
    return forms.CharField(label=label, required=False, widget=widget, help_text=help_text)


def one_of(label, choices, help_text=""):
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, help_text=help_text)
