"""What the caretaking itself has to remember."""

from django.db import models
from django.utils import timezone

from headcanon.accounts.models import User


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
