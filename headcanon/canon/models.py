"""Fandoms, tags, and the vocabulary of ratings, warnings and categories."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

# What the archive itself speaks of, whatever the archivist calls it: a rating's key, and what two warnings stand for.
NOT_RATED, NONE_APPLY, NOT_SAID = "not-rated", "none-apply", "not-said"


class Rating(models.Model):
    """For whom a work is. The key never changes; what it is called is the archivist's to say."""

    key = models.CharField(max_length=40, primary_key=True, editable=False)
    name = models.CharField(_("name"), max_length=60, unique=True)
    letter = models.CharField(_("sign"), max_length=2, blank=True)  # in a card's margin
    meaning = models.CharField(_("what it means"), max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    asks_guests = models.BooleanField(_("guests are asked first"), default=False)
    is_offered = models.BooleanField(_("offered"), default=True)

    class Meta:
        ordering = ["position", "key"]

    def __str__(self):
        return self.name


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
        CATEGORY = "category", _("Category")

    kind = models.CharField(max_length=12, choices=Kind)
    key = models.CharField(max_length=400, editable=False)
    # Of warnings and categories: its place among those the archive offers, and which of those every archive begins with
    # it is, whatever it is called now.
    offered = models.PositiveSmallIntegerField(null=True, editable=False)
    standard = models.CharField(max_length=20, blank=True, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="one_tag_of_a_name"),
            models.UniqueConstraint(
                fields=["kind", "standard"], condition=~models.Q(standard=""), name="one_tag_for_a_standard"
            ),
        ]

    def get_absolute_url(self):
        return reverse("tag", args=[self.slug])
