"""Reviews and what goes with them."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import Pseud, User
from headcanon.core.fields import ProseField, current_clean_version
from headcanon.reviews.visibility import ReviewQuerySet, TypoNoteQuerySet
from headcanon.works.models import Chapter, Work


class Wishes(models.Model):
    """What an author would like from those who read her."""

    class Welcome(models.TextChoices):
        KIND = "kind", _("Any kind word")
        GENTLE = "gentle", _("Gentle notes")
        CRITIQUE = "critique", _("Full critique")
        NONE = "none", _("No reviews, kudos only")

    welcome = models.CharField(_("what is welcome"), max_length=8, choices=Welcome, default=Welcome.KIND)
    typo_notes = models.BooleanField(_("readers may send me typo notes, which only I see"), default=True)
    requests_welcome = models.BooleanField(_("readers may ask me for more"), default=True)
    all_wait = models.BooleanField(_("all reviews"), default=False)
    first_waits = models.BooleanField(_("the first review of somebody new to me"), default=False)
    guests_wait = models.BooleanField(_("reviews by guests"), default=False)
    links_wait = models.BooleanField(_("reviews with links"), default=True)

    class Meta:
        abstract = True


class AuthorWishes(Wishes):
    """What holds for all of her works that say nothing else."""

    class Reviewers(models.TextChoices):
        ANYONE = Work.Reviewers.ANYONE.value, Work.Reviewers.ANYONE.label
        MEMBERS = Work.Reviewers.MEMBERS.value, Work.Reviewers.MEMBERS.label
        TRUSTED = Work.Reviewers.TRUSTED.value, Work.Reviewers.TRUSTED.label
        NOBODY = Work.Reviewers.NOBODY.value, Work.Reviewers.NOBODY.label

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="wishes")
    reviewers = models.CharField(_("who may review"), max_length=8, choices=Reviewers, default=Reviewers.ANYONE)


class WorkWishes(Wishes):
    """What holds for this work; who may review it stands on the work itself."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE, primary_key=True, related_name="wishes")


class Review(models.Model):
    """What somebody said of a chapter, or in answer to another review.

    A thread is a review and everything that answers it, in the order in which it was said; `answers` is the one that a
    reply was written under. Its chapter may be gone; then `came_from` says which it was.
    """

    class State(models.TextChoices):
        POSTED = "posted", _("Posted")
        WAITING = "waiting", _("Waits for the author's yes")
        HIDDEN = "hidden", _("Hidden by the author")
        GONE = "gone", _("Taken back; its place is kept because somebody answered")

    class Because(models.TextChoices):
        """Why it waits."""

        ALL = "all", _("the author reads every review first")
        FIRST = "first", _("it is the first one from this reader")
        GUEST = "guest", _("it is from a guest")
        LINKS = "links", _("it has a link in it")
        ASKS = "asks", _("it asks for more")

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="reviews")
    chapter = models.ForeignKey(Chapter, on_delete=models.SET_NULL, null=True, related_name="reviews")
    came_from = models.CharField(max_length=300, blank=True)
    thread = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="replies")
    answers = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="answered_by")

    pseud = models.ForeignKey(Pseud, on_delete=models.SET_NULL, null=True, related_name="reviews")
    guest_name = models.CharField(_("your name"), max_length=80, blank=True)
    guest_email = models.EmailField(_("e-mail address"), blank=True)
    device = models.CharField(max_length=64, blank=True, editable=False)  # of a guest, hashed
    text = ProseField(_("review"))
    clean_version = models.PositiveSmallIntegerField(default=current_clean_version, editable=False)
    made_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True)
    # What the form that sent it carried: sent twice, it is one review.
    sent_with = models.CharField(max_length=64, editable=False)

    state = models.CharField(max_length=7, choices=State, default=State.POSTED)
    waits_because = models.CharField(max_length=6, choices=Because, blank=True)
    is_hidden = models.BooleanField(default=False)  # by a moderator
    is_frozen = models.BooleanField(default=False)  # the thread that it begins takes no more replies
    is_ended = models.BooleanField(default=False)  # a moderator froze it: the author cannot open it again
    asks_for_more = models.BooleanField(default=False)
    is_answered = models.BooleanField(default=False)  # by an author, or put aside by her

    # In the margin: the paragraph of the chapter, counted from 0, or none where it is not there any more; and how that
    # paragraph read, by which it is found again (manuscript/places.py).
    place = models.JSONField(null=True)
    paragraph = models.PositiveIntegerField(null=True)

    objects = ReviewQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["work", "id"], condition=Q(thread=None), name="threads_of_a_work"),
            models.Index(fields=["chapter", "id"], condition=Q(thread=None), name="threads_of_a_chapter"),
            models.Index(fields=["thread", "id"], name="replies_in_order"),
            models.Index(fields=["pseud", "id"], name="reviews_by_a_name"),
            models.Index(fields=["work"], condition=Q(state="waiting"), name="reviews_that_wait"),
            models.Index(fields=["chapter"], condition=Q(place__isnull=False), name="reviews_in_the_margin"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sent_with"], name="reviewed_once"),
            models.CheckConstraint(condition=Q(pseud=None) | Q(guest_name=""), name="a_guest_or_a_pen_name"),
            models.CheckConstraint(condition=~Q(thread=F("id")), name="a_review_does_not_answer_itself"),
        ]

    def __str__(self):
        return f"review {self.pk}"

    def get_absolute_url(self):
        return reverse("review", args=[self.pk])

    @property
    def written_by(self):
        """The name it stands under."""
        return self.pseud.name if self.pseud else self.guest_name or str(_("Somebody who has left"))

    @property
    def is_in_the_margin(self):
        return self.place is not None


class Kudos(models.Model):
    """One person, or one guest's device, was glad of a work. Of a device only a hash is kept, and no address."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="kudos")
    person = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="kudos")
    device = models.CharField(max_length=64, blank=True)
    given_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "kudos"
        constraints = [
            models.UniqueConstraint(fields=["work", "person"], name="kudos_once_a_person"),
            models.UniqueConstraint(fields=["work", "device"], condition=~Q(device=""), name="kudos_once_a_device"),
            models.CheckConstraint(condition=Q(person__isnull=False) | ~Q(device=""), name="kudos_by_somebody"),
        ]


class TypoNote(models.Model):
    """A phrase of a chapter, and what it should be; only the work's authors and its sender see it."""

    class State(models.TextChoices):
        OPEN = "open", _("Waits for the author")
        PUT_RIGHT = "put-right", _("Put right")
        DISMISSED = "dismissed", _("Left as it is")

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="typo_notes")
    chapter = models.ForeignKey(Chapter, on_delete=models.CASCADE, related_name="typo_notes")
    pseud = models.ForeignKey(Pseud, on_delete=models.CASCADE, null=True, related_name="typo_notes")
    device = models.CharField(max_length=64, blank=True, editable=False)  # of a guest, hashed
    slip = models.JSONField()  # where the phrase stands (manuscript/slips.py)
    # The paragraph, the phrase in it and what it should be, hashed: sent twice, it is one note.
    fingerprint = models.CharField(max_length=64, default="", editable=False)
    words = models.CharField(_("the words"), max_length=300)
    instead = models.CharField(_("what they should be"), max_length=300, blank=True)
    remark = models.CharField(_("a word to the author"), max_length=500, blank=True)
    may_thank = models.BooleanField(_("she may thank me by name"), default=False)
    is_thanked = models.BooleanField(default=False)
    state = models.CharField(max_length=9, choices=State, default=State.OPEN)
    made_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True)

    objects = TypoNoteQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["work"], condition=Q(state="open"), name="typo_notes_that_wait")]
        constraints = [
            models.UniqueConstraint(
                fields=["chapter", "pseud", "fingerprint"], condition=Q(state="open"), name="a_typo_note_once"
            ),
            models.UniqueConstraint(
                fields=["chapter", "device", "fingerprint"],
                condition=Q(state="open", pseud=None),
                name="a_typo_note_once_a_device",
            ),
        ]
