"""What people follow, what happened, who was told of it, and the letters that tell."""

import secrets

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import Pseud, User
from headcanon.canon.models import Fandom, Tag
from headcanon.core.constraints import exactly_one_of
from headcanon.core.fields import ProseField, current_clean_version
from headcanon.discovery.models import SavedSearch
from headcanon.following.visibility import AnnouncementQuerySet, NoticeQuerySet
from headcanon.headcanons.models import Headcanon, Remark
from headcanon.reviews.models import Review, TypoNote
from headcanon.works.models import Chapter, CoauthorRequest, Gift, RelatedWork, Series, Work

# What can be followed: each a column of Follow, of which a row has exactly one. subjects.py says the rest of each.
FOLLOWED = ("work", "author", "pseud", "series", "fandom", "tag", "headcanon", "search")


class Follow(models.Model):
    """Somebody wishes to hear of what is new there."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="follows")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, null=True, related_name="followers")
    author = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="followers")
    pseud = models.ForeignKey(Pseud, on_delete=models.CASCADE, null=True, related_name="followers")
    series = models.ForeignKey(Series, on_delete=models.CASCADE, null=True, related_name="followers")
    fandom = models.ForeignKey(Fandom, on_delete=models.CASCADE, null=True, related_name="followers")
    tag = models.ForeignKey(Tag, on_delete=models.CASCADE, null=True, related_name="followers")
    headcanon = models.ForeignKey(Headcanon, on_delete=models.CASCADE, null=True, related_name="followers")
    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, null=True, related_name="followers")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=exactly_one_of(FOLLOWED), name="follows_one_thing"),
            # The thing first: so that its followers, in the order of people, are one walk along one index.
            *(models.UniqueConstraint(fields=[name, "person"], name=f"follows_{name}_once") for name in FOLLOWED),
        ]

    @property
    def subject(self):
        """Which of FOLLOWED it is."""
        return next(name for name in FOLLOWED if getattr(self, f"{name}_id") is not None)


class Announcement(models.Model):
    """What an author says once to those who follow a work of hers, or herself."""

    pseud = models.ForeignKey(Pseud, on_delete=models.CASCADE, related_name="announcements")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, null=True, related_name="announcements")
    text = ProseField(_("what you want to say"))
    clean_version = models.PositiveSmallIntegerField(default=current_clean_version, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    is_hidden = models.BooleanField(default=False)  # by a moderator
    # What the form that sent it carried: sent twice, it is said once.
    sent_with = models.CharField(max_length=64, unique=True, editable=False)

    objects = AnnouncementQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["pseud", "-made_at"], name="announcements_of_a_name")]

    def __str__(self):
        return f"announcement {self.pk}"

    def get_absolute_url(self):
        return reverse("announcement", args=[self.pk])


class News(models.Model):
    """A fact that somebody may want to hear of. Until `is_told` it waits for people who have not been told.

    `told_up_to` is the last person's id who has: people are told in the order of their ids, in pieces. One of Kind.FOUND
    without a search is a new story that searches are still to be asked about; see finding.py.
    """

    class Kind(models.TextChoices):
        WORK = "work", _("a new story")
        CHAPTER = "chapter", _("a new chapter")
        STATUS = "status", _("a story is complete, rests or goes on")
        ANNOUNCEMENT = "announcement", _("an announcement")
        REVIEW = "review", _("a review of your story")
        WAITS = "waits", _("a review that waits for you")
        REPLY = "reply", _("an answer to your review")
        KUDOS = "kudos", _("kudos of a day")
        GIFT = "gift", _("a gift")
        COAUTHOR = "coauthor", _("a request to be named as an author")
        RELATED = "related", _("a story that names yours")
        TYPO = "typo", _("a typo note")
        PUT_RIGHT = "put-right", _("a typo note of yours was put right")
        ASK = "ask", _("somebody asks you to write something")
        ACCEPTED = "accepted", _("an author accepted what you asked for")
        DECLINED = "declined", _("an author declined what you asked for")
        GREW = "grew", _("a story grew from a headcanon")
        REMARK = "remark", _("something was said of your headcanon")
        FOUND = "found", _("a new story that a search of yours finds")

    kind = models.CharField(max_length=12, choices=Kind)
    moment = models.DateTimeField(default=timezone.now)
    actor = models.ForeignKey(Pseud, on_delete=models.CASCADE, null=True, related_name="+")
    work = models.ForeignKey(Work, on_delete=models.CASCADE, null=True, related_name="news")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, null=True, related_name="news")
    status = models.CharField(max_length=11, choices=Work.Status, blank=True)
    announcement = models.ForeignKey(Announcement, on_delete=models.CASCADE, null=True, related_name="news")
    review = models.ForeignKey(Review, on_delete=models.CASCADE, null=True, related_name="news")
    typo_note = models.ForeignKey(TypoNote, on_delete=models.CASCADE, null=True, related_name="news")
    gift = models.ForeignKey(Gift, on_delete=models.CASCADE, null=True, related_name="news")
    coauthor_request = models.ForeignKey(CoauthorRequest, on_delete=models.CASCADE, null=True, related_name="news")
    relation = models.ForeignKey(RelatedWork, on_delete=models.CASCADE, null=True, related_name="news")
    headcanon = models.ForeignKey(Headcanon, on_delete=models.CASCADE, null=True, related_name="news")
    remark = models.ForeignKey(Remark, on_delete=models.CASCADE, null=True, related_name="news")
    search = models.ForeignKey(SavedSearch, on_delete=models.CASCADE, null=True, related_name="news")
    # Of the kudos of a day: whose works were given them, and when that day began; it ends at `moment`.
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="+")
    since = models.DateTimeField(null=True)

    is_told = models.BooleanField(default=False)
    told_up_to = models.BigIntegerField(default=0)
    # Whether members could read the work when that was looked at last; see counting.py.
    is_open = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "news"
        indexes = [models.Index(fields=["kind", "moment"], condition=Q(is_told=False), name="news_to_tell")]
        constraints = [
            models.UniqueConstraint(fields=["kind", "person", "since"], name="one_digest_a_day"),
            models.UniqueConstraint(fields=["search", "work"], name="found_once"),
        ]

    def __str__(self):
        return f"{self.kind} {self.pk}"


class Letter(models.Model):
    """A mail to one person about everything that had come up for her when it was begun.

    Its Message-ID is fixed here, so that one that leaves twice, because a process died in between, is known as one.
    What is in it is decided when it leaves. One that was begun takes nothing more up.
    """

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="letters")
    message_id = models.CharField(max_length=200, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    began_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    refused_at = models.DateTimeField(null=True)
    refused_because = models.CharField(max_length=300, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["due_at"], condition=Q(sent_at=None, refused_at=None), name="letters_to_send"),
        ]

    def __str__(self):
        return self.message_id


class Notice(models.Model):
    """That one person is told of one fact."""

    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="notices")
    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="notices")
    told_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(null=True)
    waits_for_mail = models.BooleanField(default=False)
    letter = models.ForeignKey(Letter, on_delete=models.SET_NULL, null=True, related_name="notices")

    objects = NoticeQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["news", "person"], name="told_once")]
        indexes = [
            models.Index(fields=["person", "-id"], name="notices_of_somebody"),
            models.Index(fields=["person"], condition=Q(seen_at=None), name="notices_unseen"),
            models.Index(fields=["person", "told_at"], condition=Q(waits_for_mail=True), name="notices_for_mail"),
        ]

    def get_absolute_url(self):
        return reverse("notice", args=[self.pk])


def new_feed_token():
    return secrets.token_urlsafe(24)


class Hearing(models.Model):
    """How one person wishes to hear of news outside her inbox; without a row she has not said."""

    class Pace(models.TextChoices):
        AT_ONCE = "at-once", _("At once")
        DAILY = "daily", _("Once a day")
        WEEKLY = "weekly", _("Once a week")
        NEVER = "never", _("Never")

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="hearing")
    pace = models.CharField(_("mail"), max_length=7, choices=Pace, default=Pace.AT_ONCE)
    mails_follows = models.BooleanField(_("news of what I follow"), default=True)
    mails_reviews = models.BooleanField(_("reviews, answers and typo notes"), default=True)
    mails_requests = models.BooleanField(_("gifts and requests"), default=True)
    mails_kudos = models.BooleanField(_("the kudos of a day"), default=True)
    # Whoever has it reads her news in a feed. None as long as she has not asked for one.
    feed_token = models.CharField(max_length=48, null=True, unique=True, editable=False)  # noqa: DJ001


class Desk(models.Model):
    """When an author was at her desk; without a row she was not yet."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="desk")
    looked_at = models.DateTimeField(default=timezone.now)
    since = models.DateTimeField(null=True)  # when the visit before this one ended


Kind = News.Kind
# Which of her wishes about mail a kind of news asks.
MAILED_AS = {
    "mails_follows": {Kind.WORK, Kind.CHAPTER, Kind.STATUS, Kind.ANNOUNCEMENT, Kind.FOUND},
    "mails_reviews": {Kind.REVIEW, Kind.WAITS, Kind.REPLY, Kind.TYPO, Kind.PUT_RIGHT, Kind.REMARK},
    "mails_requests": {
        Kind.GIFT,
        Kind.COAUTHOR,
        Kind.RELATED,
        Kind.ASK,
        Kind.ACCEPTED,
        Kind.DECLINED,
        Kind.GREW,
    },
    "mails_kudos": {Kind.KUDOS},
}
