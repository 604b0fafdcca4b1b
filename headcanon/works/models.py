"""Works and what hangs on them.

Ids of works, chapters and series are random, so that nobody can walk them, and below 2³¹, so that a moment and an id
fit one signed 64-bit sort key (`newest_key`: seconds since 1970, then the id).
"""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import Pseud, User
from headcanon.canon.models import Fandom, Rating, Tag
from headcanon.core.fields import ProseField
from headcanon.manuscript.clean import CLEAN_VERSION
from headcanon.works.visibility import PartQuerySet, WorkQuerySet

LOWEST_ID, HIGHEST_ID = 1_000_000, 2**31 - 1


def random_id():
    return LOWEST_ID + secrets.randbelow(HIGHEST_ID - LOWEST_ID)


def newest_key(moment, pk):
    """One number that sorts by `moment`, then by id, and is unique."""
    return (int(moment.timestamp()) << 31) | pk


class RandomIdModel(models.Model):
    id = models.PositiveIntegerField(primary_key=True, default=random_id, editable=False)

    class Meta:
        abstract = True


class Work(RandomIdModel):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        POSTED = "posted", _("Posted")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        MEMBERS = "members", _("Members of this archive")

    class Status(models.TextChoices):
        ONE_SHOT = "one-shot", _("One-shot")
        IN_PROGRESS = "in-progress", _("In progress")
        COMPLETE = "complete", _("Complete")
        HIATUS = "hiatus", _("On hiatus")
        ABANDONED = "abandoned", _("Abandoned")

    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    audience = models.CharField(max_length=8, choices=Audience, default=Audience.EVERYONE)
    is_hidden = models.BooleanField(default=False)

    title = models.CharField(_("title"), max_length=250)
    summary = ProseField(_("summary"))
    disclaimer = ProseField(_("disclaimer"))
    notes_before = ProseField(_("note before"))
    notes_after = ProseField(_("note after"))
    language = models.CharField(_("language"), max_length=12, default="en")
    rating = models.CharField(_("rating"), max_length=9, choices=Rating, default=Rating.NOT_RATED)
    status = models.CharField(_("status"), max_length=11, choices=Status, default=Status.COMPLETE)
    planned_chapters = models.PositiveSmallIntegerField(null=True, blank=True)
    origin_kind = models.CharField(max_length=9, blank=True)
    origin_text = models.TextField(blank=True)
    clean_version = models.PositiveSmallIntegerField(default=CLEAN_VERSION, editable=False)

    words = models.PositiveIntegerField(default=0)
    chapter_count = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    posted_at = models.DateTimeField(null=True, blank=True)
    revised_at = models.DateTimeField(default=timezone.now)
    newest_key = models.BigIntegerField(default=0)

    pseuds = models.ManyToManyField(Pseud, through="Authorship", related_name="works")
    fandoms = models.ManyToManyField(Fandom, through="WorkFandom", related_name="works")
    tags = models.ManyToManyField(Tag, through="Tagging", related_name="works")

    objects = WorkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "newest_key"], name="works_newest"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="posted") | Q(posted_at__isnull=False), name="a_posted_work_has_its_date"
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("work", args=[self.pk])

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @cached_property
    def authors(self):
        """Its pen names, in the order the authors stand in; from `with_card` without a query."""
        return [authorship.pseud for authorship in self.authorships.all()]

    @property
    def fandom_names(self):
        return [link.fandom for link in self.work_fandoms.all()]

    def tags_of(self, kind):
        return [tagging.tag for tagging in self.taggings.all() if tagging.tag.kind == kind]

    def is_by(self, viewer):
        return viewer.person is not None and any(pseud.user_id == viewer.person.pk for pseud in self.authors)

    @property
    def rating_sign(self):
        return Rating(self.rating)

    @property
    def total_chapters(self):
        """How many chapters there will be, as far as anybody knows; None if nobody does."""
        if self.status in (self.Status.ONE_SHOT, self.Status.COMPLETE):
            return self.chapter_count
        return self.planned_chapters


class Chapter(RandomIdModel):
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("chapter title"), max_length=250, blank=True)
    notes_before = ProseField(_("note before"))
    notes_after = ProseField(_("note after"))
    body = ProseField(_("text"))
    clean_version = models.PositiveSmallIntegerField(default=CLEAN_VERSION, editable=False)
    words = models.PositiveIntegerField(default=0)
    posted_at = models.DateTimeField(null=True, blank=True)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["work", "position"]
        constraints = [models.UniqueConstraint(fields=["work", "position"], name="one_chapter_in_a_place")]

    def __str__(self):
        return self.title or str(_("Chapter %d") % self.position)

    def get_absolute_url(self):
        return reverse("chapter", args=[self.work_id, self.pk])


class Authorship(models.Model):
    """Who wrote a work, in which order they are named."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="authorships")
    pseud = models.ForeignKey(Pseud, on_delete=models.PROTECT, related_name="authorships")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["work", "pseud"], name="an_author_once")]


class WorkFandom(models.Model):
    """`newest_key` is the work's, so that a fandom's newest page is one walk along one index."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="work_fandoms")
    fandom = models.ForeignKey(Fandom, on_delete=models.PROTECT, related_name="work_fandoms")
    typed = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    newest_key = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["work", "fandom"], name="a_fandom_once")]
        indexes = [models.Index(fields=["fandom", "newest_key"], name="fandom_newest")]


class Tagging(models.Model):
    """A tag on a work, as its author typed it; `newest_key` as in WorkFandom."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="taggings")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="taggings")
    typed = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    newest_key = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["work", "tag"], name="a_tag_once")]
        indexes = [models.Index(fields=["tag", "newest_key"], name="tag_newest")]


class SeriesQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """A series is seen by whoever may see a work of it."""
        return self.filter(pk__in=SeriesPart.objects.visible_to(viewer).values("series_id"))


class Series(RandomIdModel):
    title = models.CharField(_("title"), max_length=250)
    owner = models.ForeignKey(User, on_delete=models.CASCADE, related_name="series")
    works = models.ManyToManyField(Work, through="SeriesPart", related_name="series")

    objects = SeriesQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "series"
        constraints = [models.UniqueConstraint(fields=["owner", "title"], name="one_series_of_a_title")]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("series", args=[self.pk])


class SeriesPart(models.Model):
    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="parts")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="series_parts")
    position = models.PositiveSmallIntegerField()

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["series", "work"], name="a_work_once_in_a_series")]


class Revision(models.Model):
    """How a chapter, or a work's own fields, read at a moment; never changed. See revisions.py for what is inside."""

    class Cause(models.TextChoices):
        IMPORT = "import", _("Taken in from a file")
        PUBLISH = "publish", _("Published")
        RESTORE = "restore", _("Restored")
        PAUSE = "pause", _("A pause in writing")

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="revisions")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, null=True, related_name="revisions")
    cause = models.CharField(max_length=8, choices=Cause)
    made_at = models.DateTimeField(default=timezone.now)
    content = models.BinaryField()

    class Meta:
        ordering = ["-made_at", "-id"]


class Original(models.Model):
    """The bytes somebody handed in, kept as they came. They lie in the data folder under their sha256."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    size = models.PositiveBigIntegerField()
    received_at = models.DateTimeField(default=timezone.now)

    def __str__(self):
        return self.sha256[:12]


class Provenance(models.Model):
    """Which original, and which story in it, a work was taken from. The same part is taken in once by one person."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE, related_name="provenance")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="provenances")
    part = models.PositiveIntegerField(default=0)
    taken_in_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    file_name = models.CharField(max_length=255)
    format = models.CharField(max_length=12)
    encoding = models.CharField(max_length=24, blank=True)
    concerns = models.JSONField(default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["original", "part", "taken_in_by"], name="taken_in_once"),
        ]
