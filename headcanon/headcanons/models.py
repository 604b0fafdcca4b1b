"""Headcanons and what people do with them."""

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import Pseud, User
from headcanon.canon.models import Event, Fandom, Tag
from headcanon.core.fields import ProseField, current_clean_version
from headcanon.core.random_ids import RandomIdModel
from headcanon.headcanons.visibility import HeadcanonQuerySet, RemarkQuerySet

CLAIM_LENGTH = 1_000


class Headcanon(RandomIdModel):
    """A short claim about a canon. One that is sent to an author is hers and the asker's until she accepts it."""

    class State(models.TextChoices):
        POSTED = "posted", _("Posted")
        ASKED = "asked", _("Waits for the author who was asked")
        DECLINED = "declined", _("Declined by the author who was asked")

    pseud = models.ForeignKey(Pseud, on_delete=models.PROTECT, related_name="headcanons")
    # Nobody but moderators, and she herself, learns whose it is.
    is_anonymous = models.BooleanField(_("without my name"), default=False)
    claim = models.CharField(_("headcanon"), max_length=CLAIM_LENGTH)
    is_spoiler = models.BooleanField(_("gives something away"), default=False)
    # What it is about. An event that is taken off its line, or a tag that becomes a synonym, leaves it as it was.
    event = models.ForeignKey(Event, on_delete=models.SET_NULL, null=True, blank=True, related_name="headcanons")
    fandoms = models.ManyToManyField(Fandom, through="HeadcanonFandom", related_name="headcanons")
    tags = models.ManyToManyField(Tag, through="HeadcanonTag", related_name="headcanons")

    state = models.CharField(max_length=8, choices=State, default=State.POSTED, editable=False)
    asked_of = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, blank=True, related_name="asks", editable=False
    )
    answer = models.CharField(_("what you would like to say"), max_length=500, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    is_hidden = models.BooleanField(default=False, editable=False)  # by a moderator
    made_at = models.DateTimeField(default=timezone.now, editable=False)
    edited_at = models.DateTimeField(null=True, editable=False)
    newest_key = models.BigIntegerField(default=0, editable=False)
    # What the form that sent it carried: sent twice, it is one.
    sent_with = models.CharField(max_length=64, unique=True, editable=False)

    # Each as everybody may see it; `work_count` is kept by `works`.
    belief_count = models.PositiveIntegerField(default=0, editable=False)
    writing_count = models.PositiveIntegerField(default=0, editable=False)
    remark_count = models.PositiveIntegerField(default=0, editable=False)
    work_count = models.PositiveIntegerField(default=0, editable=False)

    objects = HeadcanonQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["state", "newest_key"], name="headcanons_newest"),
            models.Index(fields=["state", "belief_count", "newest_key"], name="headcanons_believed"),
            models.Index(
                fields=["newest_key"], condition=Q(state="posted", work_count=0), name="headcanons_never_written"
            ),
            models.Index(fields=["event", "newest_key"], name="headcanons_of_an_event"),
            models.Index(fields=["asked_of", "state", "newest_key"], name="asks_of_an_author"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="posted") | Q(answered_at=None) | Q(state="declined"),
                name="an_open_ask_has_no_answer",
            ),
        ]

    def __str__(self):
        return self.claim

    def get_absolute_url(self):
        return reverse("headcanon", args=[self.pk])

    @property
    def had_by(self):
        """The pen name it stands under, or None: what pages print, and feeds, and letters. `pseud` is for moderators."""
        return None if self.is_anonymous else self.pseud

    @property
    def pk_as_text(self):
        """As part of an id in a page, which no language writes with a comma."""
        return str(self.pk)

    @property
    def is_posted(self):
        return self.state == self.State.POSTED

    @property
    def waits(self):
        return self.state == self.State.ASKED

    def is_by(self, viewer):
        return viewer.person is not None and self.pseud.user_id == viewer.person.pk

    def is_asked_of(self, viewer):
        return viewer.person is not None and self.asked_of_id == viewer.person.pk


class HeadcanonFandom(models.Model):
    """`newest_key` is the headcanon's, so that a fandom's newest page is one walk along one index."""

    headcanon = models.ForeignKey(Headcanon, on_delete=models.CASCADE, related_name="headcanon_fandoms")
    fandom = models.ForeignKey(Fandom, on_delete=models.PROTECT, related_name="headcanon_fandoms")
    typed = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    newest_key = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["headcanon", "fandom"], name="a_headcanons_fandom_once")]
        indexes = [models.Index(fields=["fandom", "newest_key"], name="fandom_headcanons_newest")]


class HeadcanonTag(models.Model):
    """A character or relationship it is about, as it was typed."""

    headcanon = models.ForeignKey(Headcanon, on_delete=models.CASCADE, related_name="headcanon_tags")
    tag = models.ForeignKey(Tag, on_delete=models.PROTECT, related_name="headcanon_tags")
    typed = models.CharField(max_length=200)
    position = models.PositiveSmallIntegerField(default=0)
    newest_key = models.BigIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["headcanon", "tag"], name="a_headcanons_tag_once")]
        indexes = [models.Index(fields=["tag", "newest_key"], name="tag_headcanons_newest")]


class Belief(models.Model):
    """ "I believe this too"."""

    headcanon = models.ForeignKey(Headcanon, on_delete=models.CASCADE, related_name="beliefs")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="beliefs")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["headcanon", "person"], name="believed_once")]
        indexes = [models.Index(fields=["person", "-id"], name="what_somebody_believes")]


class Writing(models.Model):
    """ "I am writing this": never anybody's alone."""

    headcanon = models.ForeignKey(Headcanon, on_delete=models.CASCADE, related_name="writings")
    pseud = models.ForeignKey(Pseud, on_delete=models.CASCADE, related_name="writings")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["headcanon", "pseud"], name="writing_it_once")]


class Remark(models.Model):
    """What somebody says of a headcanon; a thread is a remark and everything that answers it."""

    headcanon = models.ForeignKey(Headcanon, on_delete=models.CASCADE, related_name="remarks")
    thread = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    pseud = models.ForeignKey(Pseud, on_delete=models.SET_NULL, null=True, related_name="remarks")
    # Said by the one whose headcanon it is, where that has no name: neither has this.
    is_anonymous = models.BooleanField(default=False, editable=False)
    text = ProseField(_("what you want to say"))
    clean_version = models.PositiveSmallIntegerField(default=current_clean_version, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    is_gone = models.BooleanField(default=False)  # taken back; its place is kept because somebody answered
    is_hidden = models.BooleanField(default=False)  # by a moderator
    sent_with = models.CharField(max_length=64, unique=True, editable=False)

    objects = RemarkQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["headcanon", "id"], condition=Q(thread=None), name="talk_of_a_headcanon"),
            models.Index(fields=["thread", "id"], name="remarks_in_order"),
        ]

    def __str__(self):
        return f"remark {self.pk}"

    def get_absolute_url(self):
        return reverse("remark", args=[self.pk])

    @property
    def said_by(self):
        """As Headcanon.had_by."""
        return None if self.is_anonymous else self.pseud

    def is_by(self, viewer):
        return viewer.person is not None and self.pseud is not None and self.pseud.user_id == viewer.person.pk


class AskWishes(models.Model):
    """Whose asks an author takes; without a row, those of any member."""

    class Takes(models.TextChoices):
        MEMBERS = "members", _("Members of this archive")
        TRUSTED = "trusted", _("People I trust")
        NOBODY = "nobody", _("Nobody")

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="ask_wishes")
    takes = models.CharField(_("who may ask me to write something"), max_length=7, choices=Takes, default=Takes.MEMBERS)
    takes_anonymous = models.BooleanField(_("also without a name"), default=True)
