"""What the caretaking itself has to remember."""

from django.db import models
from django.utils import timezone

from headcanon.accounts.models import User
from headcanon.works.models import Work


class Takeout(models.Model):
    """Everything of one person in one file: asked for, then made, then there for a few days; see takeouts.py."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="takeout")
    asked_at = models.DateTimeField(default=timezone.now)
    made_at = models.DateTimeField(null=True)
    complaint = models.CharField(max_length=300, blank=True)
    size = models.PositiveBigIntegerField(default=0)
    # How far it is.
    works = models.PositiveIntegerField(default=0)
    works_done = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"takeout of {self.person_id}"

    @property
    def is_waiting(self):
        return self.made_at is None and not self.complaint


class Arrival(models.Model):
    """Somebody else's archive, or a takeout, that is being taken in; what came from it is Arrived."""

    class Kind(models.TextChoices):
        EFICTION = "efiction", "eFiction"
        TAKEOUT = "takeout", "Headcanon"

    kind = models.CharField(max_length=12, choices=Kind)
    # The same source taken in again goes on where it stopped: an archive's address or table prefix, a takeout's sha256.
    source = models.CharField(max_length=200)
    began_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["kind", "source"], name="one_arrival_of_a_source")]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.source}"


class Arrived(models.Model):
    """What became of one thing of an arrival: written in the transaction that makes it, so that nothing comes twice."""

    arrival = models.ForeignKey(Arrival, on_delete=models.CASCADE, related_name="arrived")
    kind = models.CharField(max_length=20)  # as its source calls it: "story", "chapter", "author"
    old_id = models.CharField(max_length=60)
    new_id = models.BigIntegerField(null=True)  # None: it was left out, and is not asked about again

    class Meta:
        constraints = [models.UniqueConstraint(fields=["arrival", "kind", "old_id"], name="arrived_once")]
        indexes = [models.Index(fields=["kind", "old_id"], name="arrived_from_old_address")]

    def __str__(self):
        return f"{self.kind} {self.old_id}"


class Carried(models.Model):
    """Something that a takeout told and this archive has no place for, because it names a work or a person that is not
    here: kept as it was told, and told again in her next takeout; see carrying.py."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="carried")
    # Where it stood: "reviews.json/kudos" for an entry of a list, and its place there. With `thing`, the id of a row of
    # hers, it is what was told of that row besides.
    member = models.CharField(max_length=60)
    work = models.ForeignKey(Work, on_delete=models.CASCADE, null=True, related_name="+")
    thing = models.BigIntegerField(null=True)
    position = models.PositiveIntegerField(default=0)
    told = models.JSONField()

    class Meta:
        indexes = [models.Index(fields=["person", "member"], name="carried_by_somebody")]

    def __str__(self):
        return f"{self.member} of {self.person_id}"


class Bringing(models.Model):
    """A takeout that somebody brought on a page: it waits, is taken in, and then says what became of it."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="bringing")
    file_name = models.CharField(max_length=200)
    brought_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)
    complaint = models.CharField(max_length=500, blank=True)
    report = models.JSONField(default=list)  # sentences
    # How far it is.
    works = models.PositiveIntegerField(default=0)
    works_done = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"takeout brought by {self.person_id}"

    @property
    def is_waiting(self):
        return self.ended_at is None
