"""Who may ask from a program, and for what."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.models import User


class Token(models.Model):
    """Lets a program read as one person, no further than its scopes. Only its hash is kept."""

    class Scope(models.TextChoices):
        READ = "read", _("read what I may read")
        SHELVES = "shelves", _("read my shelves and where I stopped")
        FOLLOWS = "follows", _("read what I follow and my news")

    person = models.ForeignKey(User, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(_("for what"), max_length=80)
    token_sha256 = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(default=list)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True, editable=False)  # to the day
    ends_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return self.name

    @property
    def has_ended(self):
        return self.ends_at is not None and self.ends_at <= timezone.now()

    @property
    def labels(self):
        """What it lets a program do, in words."""
        return [self.Scope(scope).label for scope in self.scopes]
