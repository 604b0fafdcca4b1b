"""What readers keep to themselves: where they are in a story, their shelves, what they do not want to meet; and how
often each work was read on each day, and for as long as a day lasts who has been counted.
"""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import Pseud, User
from headcanon.canon.models import Fandom, Tag
from headcanon.core.constraints import exactly_one_of
from headcanon.headcanons.models import Headcanon
from headcanon.works.models import Chapter, Work

# What can be kept quiet besides people: each a column of Quiet, of which a row has exactly one.
QUIETED = ("work", "fandom", "tag", "words")


class WorkDay(models.Model):
    """How many people and guests' devices read a work on one day (UTC); for its authors alone."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="days")
    day = models.DateField()
    reads = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["day"]
        constraints = [models.UniqueConstraint(fields=["work", "day"], name="a_work_and_a_day_once")]

    def __str__(self):
        return f"{self.work_id} on {self.day}: {self.reads}"


class Footprint(models.Model):
    """Somebody has read something on that day: a digest of both and of the day's salt, and nothing else."""

    mark = models.CharField(max_length=32, primary_key=True)
    day = models.DateField(db_index=True)

    def __str__(self):
        return self.mark


class Salt(models.Model):
    """A secret of one day. Without it no digest of that day can be tried against a person or an address."""

    day = models.DateField(primary_key=True)
    secret = models.CharField(max_length=43)

    def __str__(self):
        return str(self.day)


class Habits(models.Model):
    """How one person wishes to read; without a row she has not said."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="habits")
    keeps_history = models.BooleanField(_("remember what I read and where I stopped"), default=True)


class Reading(models.Model):
    """One person in one work: where she is, which chapters she has read, and what has come since she was last here."""

    class State(models.TextChoices):
        READING = "reading", _("Reading")
        READ = "read", _("Read")
        ABANDONED = "abandoned", _("Given up")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="readings")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="readings")
    state = models.CharField(max_length=9, choices=State, default=State.READING)
    # The paragraph where she stopped: the chapter, a `manuscript.places.Place` as JSON, and how far through the
    # chapter that is, in thousandths.
    chapter = models.ForeignKey(Chapter, on_delete=models.SET_NULL, null=True, related_name="+")
    place = models.JSONField(null=True)
    permille = models.PositiveSmallIntegerField(default=0)
    # The ids of the chapters that she has read to their end, or has said so of.
    chapters_read = models.JSONField(default=list)
    # How many chapters the work had for its readers when she was last here.
    chapters_then = models.PositiveSmallIntegerField(default=0)
    begun_at = models.DateTimeField(default=timezone.now)
    last_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "work"], name="a_person_is_once_in_a_work")]
        indexes = [
            models.Index(fields=["person", "-last_at", "-id"], name="readings_newest_first"),
            models.Index(fields=["person", "state", "-last_at", "-id"], name="readings_by_state"),
        ]


def a_key():
    """What only whoever was told can know; 32 letters."""
    return secrets.token_urlsafe(24)


class Shelf(models.Model):
    """A reader's own list. One of each person's is the shelf "read later", made when she first puts something there."""

    class Sight(models.TextChoices):
        ME = "me", _("Only I")
        LINK = "link", _("Whoever has its link")
        EVERYONE = "everyone", _("Everyone: I recommend what stands on it")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="shelves")
    # The pen name under which it is shown to others; none for a shelf of her own.
    pseud = models.ForeignKey(Pseud, on_delete=models.SET_NULL, null=True, blank=True, related_name="shelves")
    name = models.CharField(_("name"), max_length=100)
    note = models.TextField(_("what it is for"), max_length=2_000, blank=True)
    sight = models.CharField(_("who sees it"), max_length=8, choices=Sight, default=Sight.ME)
    link_token = models.CharField(max_length=32, unique=True, default=a_key, editable=False)
    is_later = models.BooleanField(default=False, editable=False)
    is_hidden = models.BooleanField(default=False, editable=False)  # by a moderator: from everybody else
    position = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person"], condition=Q(is_later=True), name="one_shelf_for_later"),
        ]
        indexes = [models.Index(fields=["person", "position", "id"], name="shelves_in_their_order")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("shelf", args=[self.pk])


class Shelved(models.Model):
    """A work on a shelf, with what its reader says of it. Once the work is erased only her words are left."""

    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="shelved")
    work = models.ForeignKey(Work, on_delete=models.SET_NULL, null=True, related_name="shelved")
    note = models.TextField(_("note for myself"), max_length=2_000, blank=True)
    why = models.CharField(_("why I recommend it"), max_length=300, blank=True)
    tags = models.JSONField(default=list)  # her own words, as she typed them
    position = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shelf", "work"], name="once_on_a_shelf")]
        indexes = [models.Index(fields=["shelf", "position", "id"], name="shelved_in_their_order")]


class ShelvedHeadcanon(models.Model):
    """A headcanon on a shelf, with a note."""

    shelf = models.ForeignKey(Shelf, on_delete=models.CASCADE, related_name="shelved_headcanons")
    headcanon = models.ForeignKey(Headcanon, on_delete=models.SET_NULL, null=True, related_name="shelved")
    note = models.TextField(_("note for myself"), max_length=2_000, blank=True)
    position = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shelf", "headcanon"], name="a_headcanon_once_on_a_shelf")]
        indexes = [models.Index(fields=["shelf", "position", "id"], name="shelved_headcanons_in_order")]


class Quiet(models.Model):
    """A work, a fandom, a tag, or words in summaries that one person does not want to meet in lists."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="quiets")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, null=True, related_name="+")
    fandom = models.ForeignKey(Fandom, on_delete=models.CASCADE, null=True, related_name="+")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, null=True, related_name="+")
    words = models.CharField(_("words"), max_length=80, null=True)  # noqa: DJ001 (two rows may both have none)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=exactly_one_of(QUIETED), name="quiets_one_thing"),
            *(models.UniqueConstraint(fields=["person", name], name=f"quiets_{name}_once") for name in QUIETED),
        ]
