"""What wranglers do to tags and fandoms, as it stands in the record."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Deed(models.TextChoices):
    NAME = "name", _("thought of a name")
    CANONICAL = "canonical", _("made canonical")
    SYNONYM = "synonym", _("made another name of")
    SPLIT = "split", _("split off from")
    UNDER = "under", _("put under")
    NOT_UNDER = "not-under", _("took out from under")
    BELONGS = "belongs", _("put to the canon")
    NOT_BELONGS = "not-belongs", _("took out of the canon")
    ASIDE = "aside", _("left as it is")
    AMBIGUOUS = "ambiguous", _("may mean several")
    MEANING = "meaning", _("said what it means")
    SPOILER = "spoiler", _("gives something away")
    NO_SPOILER = "no-spoiler", _("gives nothing away")
