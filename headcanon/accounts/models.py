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
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.looking_alike import skeleton
from headcanon.core.addresses import address_of
from headcanon.core.fields import ProseField, current_clean_version

# The account whose works were left behind by those who wrote them; nobody can sign in to it.
ORPHAN = "orphan"
# Addresses below /users/, and other names, that a person cannot be called.
RESERVED_NAMES = frozenset(
    {
        ORPHAN,
        "confirm",
        "email",
        "inactive",
        "login",
        "logout",
        "password",
        "pseuds",
        "settings",
        "setup",
        "signup",
        "waiting",
    }
)

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
        user = self.model(username=username, email=email.lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person with an account. The archivist is the one with `is_superuser`; she names the moderators."""

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
    is_moderator = models.BooleanField(default=False)
    # Puts tags and the lines of canons in order; the archivist names her, and always may.
    is_wrangler = models.BooleanField(default=False)
    # Until then she can read, write and leave, but nothing new of hers appears; see speaking.py.
    suspended_until = models.DateTimeField(null=True)
    # Another number whenever something changes that she is shown and others are not; see core/standing.py.
    edition = models.PositiveBigIntegerField(default=0, editable=False)
    # How much waits for her answer, as far as is known; stands here so that no page has to count it.
    requests_waiting = models.PositiveIntegerField(default=0, editable=False)
    # How many notices she has not seen, likewise; kept by `following`.
    notices_unseen = models.PositiveIntegerField(default=0, editable=False)

    # Whether she was ever blocked, or blocked or muted somebody: else no rule need ask from whom she is kept apart.
    ever_kept_apart = models.BooleanField(default=False, editable=False)

    # How pages look to her, where she has said; see core/looks.py.
    look = models.CharField(max_length=80, blank=True, default="", editable=False)
    # How far she has come in which canon, where she has said; see canon/progress.py.
    canons_read = models.TextField(blank=True, default="", editable=False)

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

    @property
    def prefers(self):
        """Her preferences, or what holds for somebody who has said nothing."""
        try:
            return self.preferences
        except Preferences.DoesNotExist:
            return Preferences(person=self)


class Preferences(models.Model):
    """What one person wishes to be asked, shown and helped with; without a row she has not said."""

    person = models.OneToOneField(User, on_delete=models.CASCADE, primary_key=True, related_name="preferences")
    shows_adult = models.BooleanField(_("show me adult stories without asking"), default=False)
    typographic_quotes = models.BooleanField(_("make straight quotes curly while I write"), default=False)
    language = models.CharField(_("language of my stories"), max_length=12, blank=True)
    hides_beyond = models.BooleanField(_("leave out what lies beyond where I am in a canon"), default=False)
    veils_warnings = models.BooleanField(_("cover warnings until I lift the cover"), default=False)


class SkeletonField(models.CharField):
    """What the row's name looks like; kept up by itself wherever a name is stored."""

    def __init__(self, **kwargs):
        super().__init__(**{"max_length": 160, "editable": False, "default": "", **kwargs})

    def pre_save(self, instance, add):
        # One that is longer is compared as far as it is kept.
        setattr(instance, self.attname, skeleton(instance.name)[: self.max_length])
        return getattr(instance, self.attname)


class Pseud(models.Model):
    """A pen name. It may be in any script; what it is folded to is unique for its person."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="pseuds")
    name = models.CharField(_("pen name"), max_length=80)
    key = models.CharField(max_length=160, editable=False)
    skeleton = SkeletonField()
    is_default = models.BooleanField(default=False)
    about = ProseField(_("about you"))
    clean_version = models.PositiveSmallIntegerField(default=current_clean_version, editable=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="one_pseud_of_a_name"),
            models.UniqueConstraint(fields=["user"], condition=models.Q(is_default=True), name="one_default_pseud"),
        ]
        indexes = [
            models.Index(fields=["key"], name="pseud_by_key"),
            models.Index(fields=["skeleton"], name="pseud_by_looks"),
        ]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return address_of("author", self.user.username, self.name)


class FormerName(models.Model):
    """What a pen name was called before, so that links to it go on leading there."""

    pseud = models.ForeignKey(Pseud, on_delete=models.CASCADE, related_name="former_names")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "key"], name="one_former_name_of_a_name")]


class Block(models.Model):
    """Two people who see nothing of each other, because one of them wished so."""

    blocker = models.ForeignKey(User, on_delete=models.CASCADE, related_name="blocks")
    blocked = models.ForeignKey(User, on_delete=models.CASCADE, related_name="blocked_by")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["blocker", "blocked"], name="blocked_once"),
            models.CheckConstraint(condition=~models.Q(blocker=models.F("blocked")), name="nobody_blocks_herself"),
        ]


class Mute(models.Model):
    """Somebody whose works and words one person does not want to meet in lists; the other never learns of it."""

    muter = models.ForeignKey(User, on_delete=models.CASCADE, related_name="mutes")
    muted = models.ForeignKey(User, on_delete=models.CASCADE, related_name="muted_by")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["muter", "muted"], name="muted_once"),
            models.CheckConstraint(condition=~models.Q(muter=models.F("muted")), name="nobody_mutes_herself"),
        ]


class Trust(models.Model):
    """Somebody whose words one person lets through where she has asked others to wait, or to stay away."""

    truster = models.ForeignKey(User, on_delete=models.CASCADE, related_name="trusts")
    trusted = models.ForeignKey(User, on_delete=models.CASCADE, related_name="trusted_by")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["truster", "trusted"], name="trusted_once"),
            models.CheckConstraint(condition=~models.Q(truster=models.F("trusted")), name="nobody_trusts_herself"),
        ]


class NewcomerQuerySet(models.QuerySet):
    def unconfirmed(self):
        return self.exclude(user__emailaddress__verified=True)

    def confirmed(self):
        return self.filter(user__emailaddress__verified=True)

    def told_of(self):
        """All but those who stand in for somebody who has an account already; see joining.py."""
        return self.exclude(user__email="")


class Newcomer(models.Model):
    """Somebody who has signed up and is not in yet: her address is not confirmed, or the archivist has not said yes."""

    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="newcomer")
    words = models.CharField(max_length=500, blank=True)
    waits = models.BooleanField(default=False)
    came_at = models.DateTimeField(default=timezone.now)

    objects = NewcomerQuerySet.as_manager()

    def __str__(self):
        return self.user.username


class Invitation(models.Model):
    """A link by which people may join, so many times, until it ends. Only its hash is kept."""

    token_sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="invitations")
    uses = models.PositiveSmallIntegerField(_("how many people may use it"), default=1)
    used = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    ends_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(used__lte=models.F("uses")), name="used_no_more_often")
        ]

    def __str__(self):
        return f"invitation by {self.made_by}"

    @property
    def left(self):
        return self.uses - self.used


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
