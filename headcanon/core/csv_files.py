"""CSV as spreadsheets write and read it."""

import csv
import io
import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

MOST_BYTES = 2 * 1024 * 1024
# What a spreadsheet would take for a formula, however many apostrophes stand before it; one more, and it is text.
A_FORMULA = re.compile("'*[=+\\-@＝＋－＠\t\r\n]")


def harmless(cell):
    """The cell as it goes out, so that no spreadsheet reckons with it."""
    return f"'{cell}" if A_FORMULA.match(cell) else cell


def as_meant(cell):
    """The cell as it was before it went out."""
    return cell[1:] if cell.startswith("'") and A_FORMULA.match(cell) else cell


def as_lines(rows):
    """The text of a file with these rows of cells."""
    text = io.StringIO()
    csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
    return text.getvalue()


def delimiter_of(text):
    """What parts the cells of a file's first line."""
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(",;\t", key=first.count)


def refuse_too_large(size, refusal):
    """Raises `refusal` with the sentence that says so."""
    if size > MOST_BYTES:
        raise refusal(_("This file is larger than %d MB. Bring it in parts.") % (MOST_BYTES // 1024**2))


class CsvForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("The file"),
        widget=forms.FileInput(attrs={"accept": ".csv,text/csv"}),
        help_text=gettext_lazy("A CSV file, as this archive or a spreadsheet writes it."),
    )

    def clean_file(self):
        refuse_too_large(self.cleaned_data["file"].size, ValidationError)
        return self.cleaned_data["file"]
