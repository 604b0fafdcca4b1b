"""People, the names they write under, and links that work once."""

import hashlib
import secrets
import unicodedata
from datetime import timedelta

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models.functions import Lower
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Addresses below /users/ that a person cannot be called.
RESERVED_NAMES = frozenset({"login", "logout", "pseuds", "password", "signup", "setup", "settings"})

word_only = RegexValidator(r"^[A-Za-z0-9_]+\Z", _("Use letters a to z, digits and the underscore only."))


def not_reserved(name):
    if name.lower() in RESERVED_NAMES:
        raise ValidationError(_("The archive keeps this name for itself; please choose another."))


def fold(name):
    """The form in which two names are the same name: composed alike, of one case, without doubled blanks."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


class UserManager(BaseUserManager):
    def get_by_natural_key(self, username):
        return self.get(username__iexact=username)

    def create_user(self, username, email="", password=None, **fields):
        """A person with a pen name of the same name; without a password she cannot sign in yet."""
        user = self.model(username=username, email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. The archivist is the one with `is_superuser`."""

    username = models.CharField(
        _("user name"),
        max_length=40,
        unique=True,
        validators=[word_only, not_reserved],
        help_text=_("Part of your address here: letters a to z, digits and the underscore."),
    )
    email = models.EmailField(_("e-mail address"), blank=True)
    is_active = models.BooleanField(default=True)
    joined_at = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email"]

    class Meta:
        constraints = [
            models.UniqueConstraint(Lower("username"), name="one_user_of_a_name"),
            models.UniqueConstraint(
                Lower("email"),
                name="one_user_of_an_email",
                condition=~models.Q(email=""),
                violation_error_message=_("Somebody with this e-mail address has an account here already."),
            ),
        ]

    def __str__(self):
        return self.username

    @property
    def default_pseud(self):
        return self.pseuds.order_by("-is_default", "id").first()


class Pseud(models.Model):
    """A pen name. It may be in any script; what it is folded to is unique for its person."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="pseuds")
    name = models.CharField(_("pen name"), max_length=80)
    key = models.CharField(max_length=160, editable=False)
    is_default = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_pseud_of_a_name"),
            models.UniqueConstraint(fields=["user"], condition=models.Q(is_default=True), name="one_default_pseud"),
        ]
        indexes = [models.Index(fields=["key"], name="pseud_by_key")]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("author", args=[self.user.username, self.name])


class SetupLink(models.Model):
    """A link that makes an archivist's account, once. Only its hash is kept."""

    LASTS = timedelta(days=7)

    token_sha256 = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    used_at = models.DateTimeField(null=True)

    def __str__(self):
        return f"setup link of {self.made_at:%Y-%m-%d}"

    @classmethod
    def make(cls):
        """A new link's token, which nobody can read again."""
        token = secrets.token_urlsafe(24)
        cls.objects.create(token_sha256=hashed(token))
        return token

    @classmethod
    def usable(cls, token):
        """The unused link that `token` belongs to, or None."""
        return cls.objects.filter(
            token_sha256=hashed(token), used_at=None, made_at__gt=timezone.now() - cls.LASTS
        ).first()


def hashed(token):
    return hashlib.sha256(token.encode()).hexdigest()
