"""Fandoms, tags and how they are put in order, the lines of their canons, and the vocabulary of ratings, warnings and
categories.
"""

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Greatest, Least
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import User
from headcanon.core.addresses import address_of
from headcanon.core.fields import ProseField, current_clean_version

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
    """Something works are about. Its slug is made once and never given to another.

    Whoever types a new name makes a new one; wranglers put it in order (wrangling.py). One that means the same as
    another is its synonym: works keep it as it was typed, and lists go through the canonical one.
    """

    class Standing(models.TextChoices):
        NEW = "new", _("Not yet put in order")
        CANONICAL = "canonical", _("Canonical")
        SYNONYM = "synonym", _("Synonym")
        ASIDE = "aside", _("Left as it is")

    name = models.CharField(_("name"), max_length=200)
    slug = models.CharField(max_length=120, unique=True)
    work_count = models.PositiveIntegerField(default=0, editable=False)
    standing = models.CharField(max_length=9, choices=Standing, default=Standing.NEW, editable=False)
    canonical = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="synonyms", editable=False)
    meaning = ProseField(_("what it means"))
    clean_version = models.PositiveSmallIntegerField(default=current_clean_version, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(standing="synonym", canonical__isnull=False)
                | (~Q(standing="synonym") & Q(canonical__isnull=True)),
                name="a_synonymous_%(class)s_has_a_canonical_one",
            ),
            models.CheckConstraint(condition=~Q(canonical=F("id")), name="no_%(class)s_is_its_own_synonym"),
        ]
        indexes = [models.Index(fields=["standing", "-work_count"], name="%(class)ss_to_wrangle")]

    def __str__(self):
        return self.name


class Fandom(Subject):
    """A canon that works grow from, under the name somebody first typed."""

    key = models.CharField(max_length=400, unique=True, editable=False)

    class Meta(Subject.Meta):
        ordering = ["name"]

    def get_absolute_url(self):
        return address_of("fandom", self.slug)


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
    # To name it tells what happens: covered for whoever has said nothing of how far she has come.
    is_spoiler = models.BooleanField(_("gives something away"), default=False)
    fandoms = models.ManyToManyField(Fandom, through="TagFandom", related_name="tags")

    class Meta(Subject.Meta):
        constraints = [
            *Subject.Meta.constraints,
            models.UniqueConstraint(fields=["kind", "key"], name="one_tag_of_a_name"),
            models.UniqueConstraint(
                fields=["kind", "standard"], condition=~models.Q(standard=""), name="one_tag_for_a_standard"
            ),
        ]

    def get_absolute_url(self):
        return address_of("tag", self.slug)


class TagFandom(models.Model):
    """A tag that belongs to a fandom, as wranglers say."""

    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="tag_fandoms")
    fandom = models.ForeignKey(Fandom, on_delete=models.CASCADE, related_name="tag_fandoms")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tag", "fandom"], name="a_tag_belongs_once")]


class Descent(models.Model):
    """That one thing lies, directly or by others in between, under another: every pair there is has its row.

    As no pair may stand in both directions, nothing can lie under itself, however long the way round would be.
    """

    is_direct = models.BooleanField(default=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=~Q(ancestor=F("descendant")), name="no_%(class)s_from_itself"),
            models.UniqueConstraint(
                Least("ancestor", "descendant"), Greatest("ancestor", "descendant"), name="one_way_%(class)s"
            ),
        ]


class FandomDescent(Descent):
    """A fandom that is part of a larger one."""

    ancestor = models.ForeignKey(Fandom, on_delete=models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Fandom, on_delete=models.CASCADE, related_name="above")


class TagDescent(Descent):
    """A sub-tag: what it marks, its ancestor marks too."""

    ancestor = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="below")
    descendant = models.ForeignKey(Tag, on_delete=models.CASCADE, related_name="above")


# --- The line ----------------------------------------------------------------------------------------------------


class Canon(models.Model):
    """One way a fandom's canon is told: the books, the film."""

    class Kind(models.TextChoices):
        BOOK = "book", _("Books")
        SERIES = "series", _("A series")
        FILM = "film", _("A film")
        GAME = "game", _("A game")
        OTHER = "other", _("Something else")

    fandom = models.ForeignKey(Fandom, on_delete=models.CASCADE, related_name="canons")
    name = models.CharField(_("name"), max_length=100)
    slug = models.CharField(max_length=120)
    kind = models.CharField(_("kind"), max_length=6, choices=Kind, default=Kind.BOOK)
    position = models.PositiveSmallIntegerField(default=0)
    is_gone = models.BooleanField(default=False, editable=False)  # its history is kept

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["fandom", "slug"], name="one_canon_of_a_slug")]

    def __str__(self):
        return self.name

    @property
    def is_awaited(self):
        """Only suggested so far: not there for readers, and without a place among the others."""
        return self.is_gone and not self.position


class Instalment(models.Model):
    """A book, season, chapter or episode: the list by which a reader says how far she has come. Its name spoils
    nothing."""

    canon = models.ForeignKey(Canon, on_delete=models.CASCADE, related_name="instalments")
    name = models.CharField(_("name"), max_length=120)
    position = models.PositiveIntegerField()

    class Meta:
        ordering = ["position", "id"]

    def __str__(self):
        return self.name


class Event(models.Model):
    """Something that happens in a canon. It is never deleted: what hangs on one that is gone is there when it is back."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", _("Suggested")
        ON_THE_LINE = "on-the-line", _("On the line")
        DECLINED = "declined", _("Declined")
        GONE = "gone", _("Taken off the line")

    canon = models.ForeignKey(Canon, on_delete=models.CASCADE, related_name="events")
    instalment = models.ForeignKey(Instalment, on_delete=models.PROTECT, null=True, blank=True, related_name="events")
    title = models.CharField(_("what happens, in a few words"), max_length=120)
    where = models.CharField(_("where and when"), max_length=120, blank=True)
    arc = models.CharField(_("arc"), max_length=80, blank=True)
    about = ProseField(_("what happens"))
    clean_version = models.PositiveSmallIntegerField(default=current_clean_version, editable=False)
    is_spoiler = models.BooleanField(_("gives something away"), default=False)
    position = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=11, choices=State, default=State.SUGGESTED, editable=False)
    suggested_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    # How many posted works everybody may read stand there, and leave canon there; kept by `works`.
    set_count = models.PositiveIntegerField(default=0, editable=False)
    departure_count = models.PositiveIntegerField(default=0, editable=False)

    class Meta:
        ordering = ["position", "id"]
        indexes = [models.Index(fields=["canon", "state", "position", "id"], name="events_in_order")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("event", args=[self.canon.fandom.slug, self.pk])


class Departure(models.Model):
    """What goes differently at an event, in a sentence that several works may share."""

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="departures")
    says = models.CharField(_("what goes differently"), max_length=160)
    key = models.CharField(max_length=320, editable=False)  # folded
    work_count = models.PositiveIntegerField(default=0, editable=False)  # as in Event

    class Meta:
        constraints = [models.UniqueConstraint(fields=["event", "key"], name="one_departure_of_a_sentence")]

    def __str__(self):
        return self.says


# --- Who put what in order ---------------------------------------------------------------------------------------


class Wrangling(models.Model):
    """The one row that whoever puts something in order holds meanwhile, so that two cannot do it across each other."""

    ROW = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ROW)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_wrangling")]


class OrderingAct(models.Model):
    """Something a wrangler did to a tag, a fandom or a line, and what would undo it."""

    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    kind = models.CharField(max_length=24)  # a name in wrangling.py or lines.py
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, null=True, related_name="acts")
    fandom = models.ForeignKey(Fandom, on_delete=models.CASCADE, null=True, related_name="acts")
    canon = models.ForeignKey(Canon, on_delete=models.CASCADE, null=True, related_name="acts")
    event = models.ForeignKey(Event, on_delete=models.CASCADE, null=True, related_name="acts")
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    # How many works have to be counted anew because of it, and how many have been.
    works_to_do = models.PositiveIntegerField(default=0)
    works_done = models.PositiveIntegerField(default=0)

    class Meta:
        indexes = [
            models.Index(fields=["canon", "-id"], name="acts_of_a_line"),
            models.Index(fields=["id"], condition=Q(works_done__lt=F("works_to_do")), name="acts_at_work"),
        ]
