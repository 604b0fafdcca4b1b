"""The names a person writes under: taking another, renaming, choosing the usual one, giving one up.

Links to a name go on leading to where it went: what it was called before is kept as a FormerName, and no other pen
name of the same person may be called so. Two people may not look the same: who chooses a name herself cannot take one
that looks like somebody else's. Names that come with files are taken as they are.
"""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headcanon.accounts.blocking import pen_names_seen_by
from headcanon.accounts.joining import take_pen_name
from headcanon.accounts.looking_alike import NOT_SEEN, skeleton
from headcanon.accounts.models import FormerName, Pseud, fold
from headcanon.accounts.signals import pen_name_changed, pen_name_handed_over
from headcanon.accounts.speaking import let_speak
from headcanon.core.editions import pages_changed
from headcanon.manuscript.clean import CLEAN_VERSION

MOST_NAMES = 50
LONGEST = Pseud._meta.get_field("name").max_length
LONGEST_KEY = Pseud._meta.get_field("key").max_length
# What turns the text around it, which would reach beyond the name; and what makes a line of its own.
UNRULY = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufff9-\ufffb]")


def tidy(name):
    """As it is kept: without blanks around it or doubled ones, composed."""
    return unicodedata.normalize("NFC", " ".join(name.split()))


def refuse_unfit(name):
    """Raises ValidationError for what no name can be, in any script."""
    if found := UNRULY.search(name):
        raise ValidationError(
            _("There is a character in this name that steers text and cannot be seen (%s). Please type the name anew.")
            % f"U+{ord(found[0]):04X}"
        )
    if all(unicodedata.category(character)[0] in "MZC" for character in NOT_SEEN.sub("", name)):
        raise ValidationError(_("Nothing of this name can be seen. Please add a letter, a digit or a sign."))
    if {".", ".."} & set(name.split("/")):
        raise ValidationError(_("Dots alone mean something else in an address. Please add a letter to them."))
    if len(name) > LONGEST or len(fold(name)) > LONGEST_KEY:
        raise ValidationError(
            ngettext(
                "A pen name has up to %(most)d characters; this one has %(count)d. Please shorten it.",
                "A pen name has up to %(most)d characters; this one has %(count)d. Please shorten it.",
                len(name),
            )
            % {"most": LONGEST, "count": len(name)}
        )


def refuse_taken(name, *, user=None, pseud=None):
    """Raises ValidationError if `user` cannot call herself `name`, or, with `pseud`, rename that to it."""
    others = Pseud.objects.exclude(user=user) if user else Pseud.objects
    if other := others.filter(looks_like(name)).order_by("id").first():
        raise ValidationError(
            _("This looks like “%s”, a name somebody else writes under. Please choose one that readers can tell apart.")
            % other.name
        )
    if user and (mine := user.pseuds.filter(key=fold(name)).exclude(pk=pseud and pseud.pk).first()):
        raise ValidationError(_("You write as “%s” already.") % mine.name)
    if user and (gone := FormerName.objects.filter(user=user, key=fold(name)).exclude(pseud=pseud).first()):
        raise ValidationError(
            _("This is what “%s” was called before, and links to it still lead there. Please choose another name.")
            % gone.pseud.name
        )


def looks_like(name):
    """Of capitals and small letters only one may look like another letter, so the name is looked at both ways."""
    return Q(key=fold(name)) | Q(skeleton__in={cut(skeleton(name)), cut(skeleton(fold(name)))})


def cut(looks):
    return looks[: Pseud._meta.get_field("skeleton").max_length]


@transaction.atomic
def add_pen_name(user, name):
    """It stands on her pages at once. Raises Suspended."""
    let_speak(user)
    # Changing the edition is where two people who choose at one moment stand in line, so neither overlooks the other.
    pages_changed()
    refuse_unfit(name)
    refuse_taken(name, user=user)
    if user.pseuds.count() >= MOST_NAMES:
        raise ValidationError(
            _("You have %d pen names, and more than that we cannot list. Remove one first.") % MOST_NAMES
        )
    return take_pen_name(user, name)


@transaction.atomic
def rename(pseud, name):
    """Call `pseud` otherwise. Links to what it was called go on leading to it."""
    pages_changed()
    refuse_unfit(name)
    refuse_taken(name, user=pseud.user, pseud=pseud)
    new_key = fold(name)
    if new_key != pseud.key:
        FormerName.objects.filter(user=pseud.user, key=new_key).delete()
        FormerName.objects.create(pseud=pseud, user=pseud.user, key=pseud.key)
    pseud.name, pseud.key = name, new_key
    pseud.save(update_fields=["name", "key", "skeleton"])
    pen_name_changed.send(Pseud, pseud=pseud)


@transaction.atomic
def describe(pseud, *, name, about):
    """Its name, if that is another, and what its page says. A name that stays as it is was accepted once. Raises
    Suspended where it says something new."""
    if (name, about) != (pseud.name, pseud.about):
        let_speak(pseud.user)
    if name != pseud.name:
        rename(pseud, name)
    pseud.about, pseud.clean_version = about, CLEAN_VERSION
    pseud.save(update_fields=["about", "clean_version"])
    pages_changed()


@transaction.atomic
def make_default(pseud):
    """The name she is known by where she has not said which."""
    pseud.user.pseuds.filter(is_default=True).update(is_default=False)
    pseud.user.pseuds.filter(pk=pseud.pk).update(is_default=True)
    pages_changed()


@transaction.atomic
def give_up(pseud, *, successor):
    """Remove `pseud`; what was written under it stands under `successor` from now on, and so do links to it.

    If nothing was, the name is gone, and free for anybody.
    """
    pages_changed()
    moved = pen_name_handed_over.send(Pseud, old=pseud, new=successor)
    if any(answer for _receiver, answer in moved):
        pseud.former_names.update(pseud=successor)
        FormerName.objects.create(pseud=successor, user=successor.user, key=pseud.key)
    pseud.delete()


def pen_name_at(viewer, username, name):
    """The pen name that this address leads to, now or because it was called so once; 404 if this viewer sees none."""
    hers = pen_names_seen_by(viewer).filter(user__username__iexact=username)
    found = hers.filter(key=fold(name)).first()
    return found or get_object_or_404(hers, former_names__key=fold(name), former_names__user__username__iexact=username)
