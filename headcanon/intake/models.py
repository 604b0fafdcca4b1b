"""What was brought and waits to be taken in, and whose stories stand here that others brought."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import Pseud, User
from headcanon.core.random_ids import RandomIdModel
from headcanon.works.models import Original, Work
from headcanon.works.visibility import visible_works


class BroughtQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """Whoever brought it; to nobody else is it there."""
        return self.none() if viewer.is_guest else self.filter(person=viewer.person)

    def kept(self):
        return self.filter(thrown_away_at=None)


class Brought(RandomIdModel):
    """A file that somebody brought, or one story of it as it was understood and corrected so far.

    It waits until she takes it in or throws it away. `content` is the manuscript (understood.py), None where the file
    was not read yet or cannot be; `concerns` are its concerns with what she answered to each.
    """

    class State(models.TextChoices):
        ARRIVING = "arriving", _("More of them are on their way")
        WAITING = "waiting", _("Not read yet")
        READ = "read", _("Read")
        UNREADABLE = "unreadable", _("Could not be read")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    original = models.ForeignKey(Original, on_delete=models.PROTECT, related_name="+")
    part = models.PositiveIntegerField(default=0)
    file_name = models.CharField(max_length=255)
    # What came together: files whose names say that they are parts of one story are read as one.
    batch = models.CharField(max_length=40, blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    # How often reading it was begun: what ends the process that reads it is not tried for ever.
    tries = models.PositiveSmallIntegerField(default=0)
    complaint = models.TextField(blank=True)
    title = models.CharField(max_length=250, blank=True)
    author = models.CharField(max_length=250, blank=True)
    words = models.PositiveIntegerField(default=0)
    concerns = models.JSONField(default=list)
    # The kinds of those that wait for an answer, with commas around each, and how many they are.
    open_kinds = models.CharField(max_length=120, blank=True)
    open_count = models.PositiveIntegerField(default=0)
    content = models.BinaryField(null=True)
    version = models.PositiveIntegerField(default=1)
    # It is being taken in: under which of her names, as her own or as somebody else's whose story she keeps.
    take_as = models.ForeignKey(Pseud, on_delete=models.SET_NULL, null=True, related_name="+")
    is_of_another = models.BooleanField(default=False)
    brought_at = models.DateTimeField(default=timezone.now)
    thrown_away_at = models.DateTimeField(null=True)

    objects = BroughtQuerySet.as_manager()

    class Meta:
        ordering = ["brought_at", "file_name", "part", "pk"]
        constraints = [models.UniqueConstraint(fields=["person", "original", "part"], name="brought_once")]
        indexes = [
            models.Index(fields=["state"], condition=Q(state="waiting"), name="brought_and_not_read"),
            models.Index(fields=["take_as"], condition=Q(take_as__isnull=False), name="brought_and_wanted"),
        ]

    def __str__(self):
        return self.title or self.file_name


class Keeping(models.Model):
    """That a work was brought here by somebody for its author, who has no account that anybody can sign in to."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE, related_name="keeping")
    # None: who brought it has left.
    archived_by = models.ForeignKey(Pseud, on_delete=models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)


class ClaimQuerySet(models.QuerySet):
    def waiting(self):
        return self.filter(decided_at=None)

    def visible_to(self, viewer):
        """Who claims, and who looks after the archive; of what a moderator claims herself she is no judge."""
        if viewer.is_guest:
            return self.none()
        if viewer.is_moderator:
            return self.filter(visible_works(viewer, "work__") | Q(person=viewer.person))
        return self.filter(person=viewer.person)


class Claim(RandomIdModel):
    """Somebody says that a story that stands here without her is hers."""

    class Wish(models.TextChoices):
        HAVE = "have", _("Have it under my name")
        WITHDRAW = "withdraw", _("Have it taken down")

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="claims")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    pseud = models.ForeignKey(Pseud, on_delete=models.CASCADE, related_name="+")
    wish = models.CharField(max_length=8, choices=Wish)
    words = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    is_granted = models.BooleanField(default=False)
    answer = models.TextField(blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["work", "person"], condition=Q(decided_at=None), name="claimed_once")
        ]
