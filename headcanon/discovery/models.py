"""What readers keep of their searching, and what the archive has found out about which stories are loved together."""

import secrets

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import User
from headcanon.core.random_ids import RandomIdModel
from headcanon.works.models import Work


def new_feed_token():
    return secrets.token_urlsafe(24)


class SavedSearch(RandomIdModel):
    """A search that its reader comes back to. Hers alone: nobody else is shown it."""

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="saved_searches")
    name = models.CharField(_("name"), max_length=80)
    # The part of the search page's address behind the question mark, in its one canonical form.
    asks = models.TextField(max_length=4000, editable=False)
    # Whoever has it reads what she would find in a feed.
    feed_token = models.CharField(max_length=48, default=new_feed_token, unique=True, editable=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name_plural = "saved searches"
        ordering = ["name", "id"]
        constraints = [models.UniqueConstraint(fields=["person", "name"], name="one_search_of_a_name")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("saved-search", args=[self.pk])


class AlwaysLeftOut(models.Model):
    """What one reader never wishes to find in search, in the form of SavedSearch.asks: only what leaves something out."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="always_left_out")
    asks = models.TextField(max_length=4000, editable=False)


class LovedTogether(models.Model):
    """That readers who loved `work` also loved `other`; reckoned in the background, the closest first."""

    work = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="loved_with")
    other = models.ForeignKey(Work, on_delete=models.CASCADE, related_name="+")
    place = models.PositiveSmallIntegerField()
    readers = models.PositiveIntegerField()  # how many loved both
    shared_tags = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["work", "other"], name="loved_together_once"),
            models.CheckConstraint(condition=~Q(work=F("other")), name="not_loved_with_itself"),
        ]
