"""The archive itself, the edition its pages are in, and facts that wait for their readers."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from headcanon.core.fields import ProseField, current_clean_version


class Archive(models.Model):
    """The one row that says what this archive is called, what it asks of people, and whom it lets join."""

    ROW = 1

    class Joining(models.TextChoices):
        OPEN = "open", _("Anybody may join")
        INVITED = "invited", _("Only who was invited")
        APPROVED = "approved", _("Whoever you have said yes to")

    id = models.PositiveSmallIntegerField(primary_key=True, default=ROW)
    name = models.CharField(_("name"), max_length=80, default="Headcanon")
    tagline = models.CharField(_("tagline"), max_length=160, blank=True)
    about = ProseField(_("about"))
    rules = ProseField(_("house rules"))
    privacy = ProseField(_("privacy"))
    joining = models.CharField(max_length=10, choices=Joining, default=Joining.INVITED)
    invitations_each = models.PositiveSmallIntegerField(default=0)
    # Shut on a bad day, all at once or one by one, and opened again.
    signups_closed = models.BooleanField(_("nobody new can join"), default=False)
    guest_reviews_closed = models.BooleanField(_("guests cannot review"), default=False)
    links_closed = models.BooleanField(_("reviews cannot hold links"), default=False)
    letters_a_minute = models.PositiveIntegerField(_("how many letters leave in a minute"), default=60)
    backups_kept = models.PositiveSmallIntegerField(_("how many days backups are kept"), default=30)
    clean_version = models.PositiveSmallIntegerField(default=current_clean_version, editable=False)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_archive")]

    def __str__(self):
        return self.name


class Edition(models.Model):
    """A number that grows with every change that a guest could notice; see editions.py."""

    ROW = 1

    id = models.PositiveSmallIntegerField(primary_key=True, default=ROW)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(id=1), name="one_edition")]


class OutboxRow(models.Model):
    """One fact for one reader of facts, written in the transaction that made it true; see outbox.py."""

    queue = models.CharField(max_length=40)
    subject = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["queue", "id"], name="outbox_in_order")]

    def __str__(self):
        return f"{self.queue}: {self.subject}"


class UnwantedFile(models.Model):
    """A file or a folder in the data folder that is to go, by its path there; see removing.py."""

    path = models.CharField(max_length=250, unique=True)

    def __str__(self):
        return self.path
