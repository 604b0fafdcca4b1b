"""Who may see a headcanon. Everything that belongs to one asks here."""

from django.db import models
from django.db.models import Prefetch, Q

from headcanon.accounts.blocking import people_apart_from, people_muted_by
from headcanon.core.viewing import GUEST

# What hangs on a headcanon, and how far to follow it in the same query.
CARD = {"headcanon_fandoms": "fandom", "headcanon_tags": "tag"}
# What readers keep out of their lists, as apps above know it; see `left_out_by`.
_left_out = []


def left_out_by(condition):
    """Names a function (viewer, asked_for) → the condition on headcanons that this member does not want to meet in lists,
    but for those about the fandoms and tags that she asked for."""
    _left_out.append(condition)
    return condition


def visible_headcanons(viewer, prefix=""):
    """The rule, as a condition on headcanons, or on what `prefix` leads to one from ("headcanon__").

    Everybody sees what is posted, and moderators also what is hidden. An ask that waits, or was declined, is seen by
    the two whom it concerns alone. Two people of whom one has blocked the other see nothing of each other's that has
    a name: if one without a name went, a block would tell whose it is. No block keeps anything from the archivist.
    """
    posted = Q(**{f"{prefix}state": "posted"})
    if not viewer.is_moderator:
        posted &= Q(**{f"{prefix}is_hidden": False})
    if viewer.is_guest:
        return posted
    own = Q(**{f"{prefix}pseud__user": viewer.person})
    asked = Q(**{f"{prefix}asked_of": viewer.person, f"{prefix}is_hidden": False})
    if viewer.is_archivist:
        return posted | own | asked
    apart = {f"{prefix}is_anonymous": False, f"{prefix}pseud__user__in": people_apart_from(viewer.person)}
    return own | ((posted | asked) & ~Q(**apart))


def visible_remarks(viewer):
    """The rule, as a condition on remarks: there for whoever may see the headcanon, once it is posted.

    What a moderator has hidden is seen by moderators and whoever said it; of people kept apart from her nothing that
    has a name. Whoever does not see what a thread begins with sees nothing of the thread.
    """
    at = visible_headcanons(viewer, "headcanon__") & Q(headcanon__state="posted")
    return at & heard_by(viewer) & (Q(thread=None) | heard_by(viewer, "thread__"))


def heard_by(viewer, prefix=""):
    shown = Q(**{f"{prefix}is_hidden": False})
    if viewer.is_guest:
        return shown
    own = Q(**{f"{prefix}pseud__user": viewer.person})
    if viewer.is_moderator:
        shown = Q(**{f"{prefix}pk__isnull": False})  # all of it: an empty condition would vanish beside another
    if not viewer.is_archivist:
        shown &= near(viewer, prefix, people_apart_from(viewer.person))
    return own | shown


def near(viewer, prefix, people):
    """Not by these people under a name; without one, nothing tells by whom it is."""
    nobodys = Q(**{f"{prefix}pseud": None})  # `exclude` on a null would lose the row
    return nobodys | Q(**{f"{prefix}is_anonymous": True}) | ~Q(**{f"{prefix}pseud__user__in": people})


class UnmutedQuerySet(models.QuerySet):
    def without_muted(self, viewer):
        """What belongs in a list of many people's: nothing that stands under a name of somebody she has muted."""
        if viewer.is_guest:
            return self
        return self.filter(near(viewer, "", people_muted_by(viewer.person)))


class HeadcanonQuerySet(UnmutedQuerySet):
    def visible_to(self, viewer):
        return self.filter(visible_headcanons(viewer))

    def posted(self):
        """What belongs in a list, whoever looks."""
        return self.filter(state="posted")

    def listed_to(self, viewer, asked_for=()):
        found = self.visible_to(viewer).posted().without_muted(viewer)
        for condition in () if viewer.is_guest else _left_out:
            found = found.exclude(condition(viewer, asked_for))
        return found

    def with_card(self):
        """Everything an index card prints, in three queries for any number of headcanons."""
        related = {name: self.model._meta.get_field(name).related_model for name in CARD}
        return self.select_related("pseud__user", "event__canon__fandom").prefetch_related(
            *(Prefetch(name, related[name].objects.select_related(path)) for name, path in CARD.items())
        )


class RemarkQuerySet(UnmutedQuerySet):
    """Who may see a remark is a rule of its own, as its headcanon is seen by more people than what is said of it."""

    def visible_to(self, viewer):
        return self.filter(visible_remarks(viewer))

    def counted(self):
        """What a headcanon is said to have: what everybody may read, replies too."""
        return self.visible_to(GUEST).filter(is_gone=False)
