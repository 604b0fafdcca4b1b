"""Fandoms, tags, and the scale of ratings."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class Rating(models.TextChoices):
    NOT_RATED = "not-rated", _("Not rated")
    GENERAL = "general", _("General audiences")
    TEEN = "teen", _("Teen and up")
    MATURE = "mature", _("Mature")
    EXPLICIT = "explicit", _("Explicit")

    @property
    def is_adult(self):
        return self in (Rating.MATURE, Rating.EXPLICIT)

    @property
    def letter(self):
        """The sign in a card's margin; an unrated work has none."""
        return "" if self == Rating.NOT_RATED else self.value[0].upper()


class Subject(models.Model):
    """Something works are about. Its slug is made once and never given to another."""

    name = models.CharField(_("name"), max_length=200)
    slug = models.CharField(max_length=120, unique=True)
    work_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        abstract = True

    def __str__(self):
        return self.name


class Fandom(Subject):
    """A canon that works grow from, under the name somebody first typed."""

    key = models.CharField(max_length=400, unique=True, editable=False)

    class Meta:
        ordering = ["name"]

    def get_absolute_url(self):
        return reverse("fandom", args=[self.slug])


class Tag(Subject):
    """A warning, a relationship, a character or anything else an author names."""

    class Kind(models.TextChoices):
        WARNING = "warning", _("Warning")
        RELATIONSHIP = "relationship", _("Relationship")
        CHARACTER = "character", _("Character")
        FREEFORM = "freeform", _("Tag")

    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=400, editable=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "key"], name="one_tag_of_a_name")]

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])
