"""Works and what hangs on them."""

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import Pseud, User
from headcanon.canon.fields import RatingField
from headcanon.canon.models import Canon, Departure, Event, Fandom, Tag
from headcanon.core.fields import ProseField, current_clean_version
from headcanon.core.random_ids import RandomIdModel, random_id  # noqa: F401  (migrations know `random_id` from here)
from headcanon.headcanons.models import Headcanon
from headcanon.works.visibility import ChapterManager, ChapterQuerySet, PartQuerySet, WorkQuerySet


class Work(RandomIdModel):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        POSTED = "posted", _("Posted")

    class Audience(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        MEMBERS = "members", _("Members of this archive")
        LINK = "link", _("Whoever has its secret link")
        ME = "me", _("Only its authors")

    class Reviewers(models.TextChoices):
        USUAL = "usual", _("As I usually wish")
        ANYONE = "anyone", _("Anyone")
        MEMBERS = "members", _("Members of this archive")
        TRUSTED = "trusted", _("People I trust")
        NOBODY = "nobody", _("Nobody")

    class Status(models.TextChoices):
        ONE_SHOT = "one-shot", _("One-shot")
        IN_PROGRESS = "in-progress", _("In progress")
        COMPLETE = "complete", _("Complete")
        HIATUS = "hiatus", _("On hiatus")
        ABANDONED = "abandoned", _("Abandoned")

    state = models.CharField(max_length=8, choices=State, default=State.DRAFT)
    audience = models.CharField(_("who may read it"), max_length=8, choices=Audience, default=Audience.EVERYONE)
    link_token = models.CharField(max_length=32, blank=True, editable=False)
    reviewers = models.CharField(_("who may review it"), max_length=8, choices=Reviewers, default=Reviewers.USUAL)
    may_index = models.BooleanField(_("search engines and other machines may list it"), default=True)
    lists_recommendations = models.BooleanField(_("its page shows who recommends it"), default=True)
    # Its summary and tags, or its warnings, are covered for readers until they lift the cover.
    is_spoiler = models.BooleanField(_("its summary or tags give something away"), default=False)
    veils_warnings = models.BooleanField(_("its warnings give something away"), default=False)
    is_hidden = models.BooleanField(default=False)
    trashed_at = models.DateTimeField(null=True, editable=False)

    title = models.CharField(_("title"), max_length=250)
    summary = ProseField(_("summary"))
    disclaimer = ProseField(_("disclaimer"))
    notes_before = ProseField(_("note before"))
    notes_after = ProseField(_("note after"))
    language = models.CharField(_("language"), max_length=12, default="en")
    rating_sign = RatingField(verbose_name=_("rating"), related_name="+")
    status = models.CharField(_("status"), max_length=11, choices=Status, default=Status.COMPLETE)
    planned_chapters = models.PositiveSmallIntegerField(null=True, blank=True)
    origin_kind = models.CharField(max_length=9, blank=True)
    origin_text = models.TextField(blank=True)
    clean_version = models.PositiveSmallIntegerField(default=current_clean_version, editable=False)

    words = models.PositiveIntegerField(default=0)
    chapter_count = models.PositiveSmallIntegerField(default=0)
    # Written by the apps above, some seconds after the fact.
    kudos_count = models.PositiveIntegerField(default=0, editable=False)
    review_count = models.PositiveIntegerField(default=0, editable=False)
    read_count = models.PositiveIntegerField(default=0, editable=False)
    # Which announcement its page names, if one does; kept by `following`.
    announcement = models.PositiveBigIntegerField(null=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    posted_at = models.DateTimeField(null=True, blank=True)
    revised_at = models.DateTimeField(default=timezone.now)
    newest_key = models.BigIntegerField(default=0)
    # How often its own fields were changed: who saves says which version she began from, so nobody overwrites.
    version = models.PositiveIntegerField(default=1, editable=False)
    # What the form that began it carried: sent twice, it begins one work.
    begun_with = models.CharField(max_length=40, blank=True, editable=False)

    pseuds = models.ManyToManyField(Pseud, through="Authorship", related_name="works")
    fandoms = models.ManyToManyField(Fandom, through="WorkFandom", related_name="works")
    tags = models.ManyToManyField(Tag, through="Tagging", related_name="works")

    objects = WorkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "newest_key"], name="works_newest"),
            # What guests may see, to be counted and walked without a look at the works themselves.
            models.Index(fields=["state", "audience", "newest_key", "is_hidden", "trashed_at"], name="works_public"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="posted") | Q(posted_at__isnull=False), name="a_posted_work_has_its_date"
            ),
            models.UniqueConstraint(fields=["begun_with"], condition=~Q(begun_with=""), name="begun_once"),
            models.CheckConstraint(
                condition=~Q(audience="link") | ~Q(link_token=""), name="a_secret_link_has_a_secret"
            ),
        ]

    def __str__(self):
        """What it is called on pages; a draft may have no title yet."""
        return self.title or str(_("Untitled"))

    def get_absolute_url(self):
        return reverse("work", args=[self.pk])

    @property
    def is_draft(self):
        return self.state == self.State.DRAFT

    @property
    def may_be_indexed(self):
        """Whether search engines may list it; what is meant for few is for none of them, whatever its author chose."""
        return self.may_index and self.audience in (self.Audience.EVERYONE, self.Audience.MEMBERS)

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

    def get_rating_display(self):
        return self.rating_sign.name

    @property
    def total_chapters(self):
        """How many chapters there will be, as far as anybody knows; None if nobody does."""
        if self.status in (self.Status.ONE_SHOT, self.Status.COMPLETE):
            return self.chapter_count
        return self.planned_chapters


class Chapter(RandomIdModel):
    """A chapter; without `posted_at` only its authors see it. What is in the trash is only in `with_trash`."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="chapters")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("chapter title"), max_length=250, blank=True)
    notes_before = ProseField(_("note before"))
    notes_after = ProseField(_("note after"))
    body = ProseField(_("text"))
    clean_version = models.PositiveSmallIntegerField(default=current_clean_version, editable=False)
    words = models.PositiveIntegerField(default=0)
    posted_at = models.DateTimeField(null=True, blank=True)
    publish_at = models.DateTimeField(null=True, blank=True)
    is_silent = models.BooleanField(default=False)
    trashed_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ChapterManager()
    with_trash = ChapterQuerySet.as_manager()

    # Its place among the chapters that its reader may see, where they have been counted; see `numbered`.
    number = None

    class Meta:
        ordering = ["work", "position"]
        constraints = [
            models.UniqueConstraint(
                fields=["work", "position"], condition=Q(trashed_at=None), name="one_chapter_in_a_place"
            )
        ]
        indexes = [
            models.Index(fields=["publish_at"], condition=Q(publish_at__isnull=False), name="chapters_to_publish")
        ]

    def __str__(self):
        return self.title or str(_("Chapter %d") % (self.number or self.position))

    def get_absolute_url(self):
        return reverse("chapter", args=[self.work_id, self.pk])

    @property
    def is_draft(self):
        return self.posted_at is None


def numbered(chapters):
    """These chapters in their order, each with its `number`: readers count what they can see, without gaps."""
    for number, chapter in enumerate(chapters, start=1):
        chapter.number = number
    return chapters


def link_to(model, **said):
    """A foreign key of a table that has several rows for each work. That key begins another of its indexes, and one of
    its own would only be written with each row and fill the disk."""
    return models.ForeignKey(model, db_index=False, **said)


class Authorship(models.Model):
    """Who wrote a work, in which order they are named."""

    work = link_to(Work, on_delete=models.CASCADE, related_name="authorships")
    pseud = models.ForeignKey(Pseud, on_delete=models.PROTECT, related_name="authorships")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["work", "pseud"], name="an_author_once")]


class WorkFandom(models.Model):
    """`newest_key` is the work's, so that a fandom's newest page is one walk along one index."""

    work = link_to(Work, on_delete=models.CASCADE, related_name="work_fandoms")
    fandom = link_to(Fandom, on_delete=models.PROTECT, related_name="work_fandoms")
    typed = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    newest_key = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["work", "fandom"], name="a_fandom_once")]
        indexes = [models.Index(fields=["fandom", "newest_key"], name="fandom_newest")]


class Tagging(models.Model):
    """A tag on a work, as its author typed it; `newest_key` as in WorkFandom."""

    work = link_to(Work, on_delete=models.CASCADE, related_name="taggings")
    tag = link_to(Tag, on_delete=models.PROTECT, related_name="taggings")
    typed = models.CharField(max_length=200)
    is_main = models.BooleanField(default=True)  # a relationship or character may also stand in the background
    position = models.PositiveSmallIntegerField(default=0)
    newest_key = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["work", "tag"], name="a_tag_once")]
        indexes = [models.Index(fields=["tag", "newest_key"], name="tag_newest")]


class Placement(models.Model):
    """Where a work stands on one line of events. One that says nothing has no row.

    `newest_key` as in WorkFandom: an event's newest page is one walk along one index.
    """

    class Relation(models.TextChoices):
        BEFORE = "before", _("Set before")
        DURING = "during", _("Set during")
        AFTER = "after", _("Set after")
        BETWEEN = "between", _("Set between")
        DIVERGES = "diverges", _("Leaves canon at")
        OUTSIDE = "outside", _("Outside canon")

    SET_AT = (Relation.BEFORE, Relation.DURING, Relation.AFTER, Relation.BETWEEN)

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="placements")
    canon = models.ForeignKey(Canon, on_delete=models.PROTECT, related_name="placements")
    relation = models.CharField(max_length=8, choices=Relation)
    event = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="placements")
    until = models.ForeignKey(Event, on_delete=models.PROTECT, null=True, related_name="placements_until")
    departure = models.ForeignKey(Departure, on_delete=models.PROTECT, null=True, related_name="placements")
    newest_key = models.BigIntegerField(default=0)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["work", "canon"], name="one_place_on_a_line"),
            models.CheckConstraint(
                condition=(Q(relation="outside") & Q(event=None, until=None, departure=None))
                | (Q(relation="between") & Q(event__isnull=False, until__isnull=False, departure=None))
                | (Q(relation="diverges") & Q(event__isnull=False, until=None))
                | (Q(relation__in=["before", "during", "after"]) & Q(event__isnull=False, until=None, departure=None)),
                name="a_place_has_its_events",
            ),
        ]
        indexes = [
            models.Index(fields=["event", "newest_key"], name="event_newest"),
            models.Index(fields=["departure", "newest_key"], name="departure_newest"),
        ]


class Growth(models.Model):
    """That a work grew from a headcanon."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="growths")
    headcanon = models.ForeignKey(Headcanon, on_delete=models.CASCADE, related_name="growths")
    position = models.PositiveSmallIntegerField(default=0)
    newest_key = models.BigIntegerField(default=0)

    objects = PartQuerySet.as_manager()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["work", "headcanon"], name="grown_once")]
        indexes = [models.Index(fields=["headcanon", "newest_key"], name="growth_newest")]


class SeriesQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """A series is a list of works: seen by whoever may be shown one in it."""
        parts = SeriesPart.objects.visible_to(viewer.without_links())
        return self.filter(Exists(parts.filter(series=OuterRef("pk"))))


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
        SAVE = "save", _("Saved")

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="revisions")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, null=True, related_name="revisions")
    cause = models.CharField(max_length=8, choices=Cause)
    made_at = models.DateTimeField(default=timezone.now)
    made_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    content = models.BinaryField()

    class Meta:
        ordering = ["-made_at", "-id"]


class WorkingCopy(models.Model):
    """What one device of one person holds of a chapter, or of a work's own fields, and has not put in its place yet.

    `version` is the version of the chapter (or work) that keeping it made. One whose version is not the newest any
    more has been overtaken; one that `stands_apart` was sent by a device that did not know of a newer version, and
    waits for a person to choose. `content` is compressed as a revision's is, but as it was typed: it is cleaned when
    it is put in its place.
    """

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="working_copies")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, null=True, related_name="working_copies")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    device = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    stands_apart = models.BooleanField(default=False)
    kept_at = models.DateTimeField(default=timezone.now)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "person", "device"],
                condition=Q(chapter__isnull=False),
                name="a_chapter_copy_a_device",
            ),
            models.UniqueConstraint(
                fields=["work", "person", "device"], condition=Q(chapter__isnull=True), name="a_work_copy_a_device"
            ),
        ]


class CoauthorRequest(models.Model):
    """Somebody was asked to be named as an author. Accepting makes an Authorship; declining keeps the row, closed."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="coauthor_requests")
    pseud = models.ForeignKey(Pseud, on_delete=models.CASCADE, related_name="coauthor_requests")
    asked_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    declined_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "pseud"], name="asked_once")]


class Gift(models.Model):
    """For whom a work was written: a name, and the pen name here that it belongs to, who may refuse."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="gifts")
    name = models.CharField(_("for whom"), max_length=80)
    pseud = models.ForeignKey(Pseud, on_delete=models.SET_NULL, null=True, related_name="gifts")
    accepted_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["work", "name"], name="a_gift_once")]


class RelatedWork(models.Model):
    """How a work stands to another, here (`parent`) or elsewhere (`title`, `author`, `address`).

    The other work's page shows it when its author has agreed.
    """

    class Kind(models.TextChoices):
        SEQUEL = "sequel", _("Sequel to")
        REMIX = "remix", _("Remix of")
        TRANSLATION = "translation", _("Translation of")
        PODFIC = "podfic", _("Podfic of")
        INSPIRED = "inspired", _("Inspired by")

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=11, choices=Kind)
    parent = models.ForeignKey(Work, on_delete=models.CASCADE, null=True, blank=True, related_name="offspring")
    title = models.CharField(_("title"), max_length=250, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    address = models.URLField(_("address"), max_length=500, blank=True)
    agreed_at = models.DateTimeField(null=True, blank=True)
    refused_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["work", "parent", "kind"], name="related_once"),
            models.CheckConstraint(condition=Q(parent__isnull=False) | ~Q(title=""), name="related_to_something"),
        ]


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


class Picture(RandomIdModel):
    """A picture in a story; what it shows is said where it stands. Its file is named for what is in it."""

    class Kind(models.TextChoices):
        JPEG = "jpg", "JPEG"
        PNG = "png", "PNG"

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="pictures")
    sha256 = models.CharField(max_length=64)
    kind = models.CharField(max_length=4, choices=Kind)
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField(default=timezone.now)

    objects = PartQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["work", "sha256"], name="a_picture_once_in_a_work")]

    def get_absolute_url(self):
        return reverse("picture", args=[self.work_id, self.pk])
