"""Reports, the things they are about, and what was done.

An `Act` is a link of a chain: it is never changed and never deleted (guarding.py), and says of people no more than
their numbers. What names them and what was said about them stands in its `Telling`s, which go when they leave; of the
words only a hash stays.
"""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import Pseud, User
from headcanon.core.constraints import exactly_one_of
from headcanon.core.fields import ProseField, current_clean_version
from headcanon.following.models import Announcement
from headcanon.headcanons.models import Headcanon, Remark
from headcanon.moderation.visibility import CaseQuerySet
from headcanon.reading.models import Shelf
from headcanon.reviews.models import Review
from headcanon.works.models import Chapter, Work


class Reason(models.Model):
    """One of the reasons that a report can give, in the archivist's words."""

    name = models.CharField(_("reason"), max_length=100, unique=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self):
        return self.name


# What a case can be about: each a column of Case.
CASES_ABOUT = ("work", "chapter", "review", "pseud", "announcement", "headcanon", "remark", "shelf")


class Case(models.Model):
    """A thing that was reported, with all that was said of it and done about it. Exactly one thing is named."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE, null=True, related_name="+")
    chapter = models.OneToOneField(Chapter, on_delete=models.CASCADE, null=True, related_name="+")
    review = models.OneToOneField(Review, on_delete=models.CASCADE, null=True, related_name="+")
    pseud = models.OneToOneField(Pseud, on_delete=models.CASCADE, null=True, related_name="+")
    announcement = models.OneToOneField(Announcement, on_delete=models.CASCADE, null=True, related_name="+")
    headcanon = models.OneToOneField(Headcanon, on_delete=models.CASCADE, null=True, related_name="+")
    remark = models.OneToOneField(Remark, on_delete=models.CASCADE, null=True, related_name="+")
    shelf = models.OneToOneField(Shelf, on_delete=models.CASCADE, null=True, related_name="+")
    is_open = models.BooleanField(default=False)
    # Sorts by when something was last heard of it; as in core.random_ids.newest_key.
    place = models.BigIntegerField(unique=True, null=True)
    # The number of the last act about it: who decides says which she has seen, so nobody decides over another's head.
    last_act = models.PositiveBigIntegerField(default=0)

    objects = CaseQuerySet.as_manager()

    THINGS = CASES_ABOUT

    class Meta:
        indexes = [models.Index(fields=["is_open", "place"], name="cases_in_order")]
        constraints = [
            models.CheckConstraint(
                condition=exactly_one_of(CASES_ABOUT),
                name="a_case_is_about_one_thing",
            )
        ]

    def __str__(self):
        return f"case {self.pk}"

    @property
    def column(self):
        return next(name for name in self.THINGS if getattr(self, f"{name}_id") is not None)

    @property
    def thing(self):
        return getattr(self, self.column)

    @property
    def thing_id(self):
        return getattr(self, f"{self.column}_id")


class Report(models.Model):
    """What somebody said of a thing. Of a guest no address of a device is kept; her e-mail address, if she gave one, until
    she is answered."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="reports")
    reason = models.CharField(max_length=100)
    words = models.TextField(_("what we should know"), max_length=2000, blank=True)
    email = models.EmailField(_("e-mail address"), blank=True)
    device = models.CharField(max_length=64, blank=True, editable=False)  # of a guest, hashed, until it is settled
    # What a guest's form carried: sent twice, it is one report.
    sent_with = models.CharField(max_length=64, blank=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["case", "reporter"], condition=Q(settled_at=None), name="reported_once"),
            models.UniqueConstraint(
                fields=["case", "device"],
                condition=Q(settled_at=None) & ~Q(device=""),
                name="reported_once_by_a_device",
            ),
            models.UniqueConstraint(fields=["sent_with"], condition=~Q(sent_with=""), name="report_sent_once"),
        ]


class Act(models.Model):
    """One thing that a moderator did; its number is its place in the chain."""

    class Kind(models.TextChoices):
        HIDE = "hide", _("Hidden")
        RESTORE = "restore", _("Shown again")
        FREEZE = "freeze", _("Frozen")
        UNFREEZE = "unfreeze", _("No longer frozen")
        WARN = "warn", _("Warned")
        SUSPEND = "suspend", _("Suspended")
        LIFT = "lift", _("Suspension lifted")
        BAN = "ban", _("Banned")
        UNBAN = "unban", _("Let in again")
        DISMISS = "dismiss", _("Left as it is")
        CLOSE = "close", _("Closed")
        OPEN = "open", _("Opened")
        NAME = "name", _("Named a moderator")
        RELEASE = "release", _("Released as a moderator")

    # Of these nobody but moderators hears.
    SILENT = (Kind.DISMISS, Kind.CLOSE, Kind.OPEN)

    number = models.PositiveBigIntegerField(primary_key=True)
    made_at = models.DateTimeField()
    kind = models.CharField(max_length=8, choices=Kind)
    by_number = models.PositiveBigIntegerField()
    whom_numbers = models.TextField(blank=True)
    thing = models.CharField(max_length=20, blank=True)
    thing_number = models.PositiveBigIntegerField(null=True)
    until = models.DateTimeField(null=True)
    words_sha256 = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, unique=True)
    sha256 = models.CharField(max_length=64, unique=True)

    def __str__(self):
        return f"act {self.number}"


class Trail(models.Model):
    """The one row that says how long the chain is and how it ends. Who adds to it holds it meanwhile."""

    ROW = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ROW)
    length = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=1), name="one_trail")]


class Telling(models.Model):
    """What an act says of people, and to one of them: who did it, to whom, and why. It goes when she leaves."""

    act = models.ForeignKey(Act, on_delete=models.CASCADE, related_name="tellings")
    case = models.ForeignKey(Case, on_delete=models.SET_NULL, null=True, related_name="tellings")
    by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    whom = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="tellings")
    words = models.TextField(blank=True)
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["act", "whom"], name="an_act_told_once")]

    @property
    def may_be_answered(self):
        return self.case_id is not None and not hasattr(self, "answer")


class Answer(models.Model):
    """What the person concerned says to an act, once."""

    telling = models.OneToOneField(Telling, on_delete=models.CASCADE, related_name="answer")
    words = models.TextField(_("your answer"), max_length=4000)
    made_at = models.DateTimeField(default=timezone.now)


class PutAside(models.Model):
    """What a pen name's page said until a moderator hid it."""

    pseud = models.OneToOneField(Pseud, on_delete=models.CASCADE, related_name="put_aside")
    about = ProseField(_("about you"))
    clean_version = models.PositiveSmallIntegerField(default=current_clean_version, editable=False)
