"""Who may see a work. Everything that belongs to one asks here."""

from django.db import models
from django.db.models import Prefetch, Q

from headcanon.accounts.models import Pseud

# What hangs on a work, and how far to follow it in the same query.
CARD = {"authorships": "pseud__user", "work_fandoms": "fandom", "taggings": "tag", "series_parts": "series"}


def visible_works(viewer, prefix=""):
    """The rule, as a condition on works, or on what `prefix` leads to a work from ("work__").

    A guest sees what is posted for everyone; a member what is posted; an author also her own, in any state; the
    archivist also what is hidden. Nobody but its authors sees a draft.
    """
    posted = Q(**{f"{prefix}state": "posted"})
    in_sight = Q(**{f"{prefix}is_hidden": False})
    if viewer.is_guest:
        return posted & in_sight & Q(**{f"{prefix}audience": "everyone"})
    own = Q(**{f"{prefix}pk__in": own_work_ids(viewer)})
    return (posted | own) if viewer.is_archivist else ((posted & in_sight) | own)


def own_work_ids(viewer):
    return Pseud.objects.filter(user=viewer.person, works__isnull=False).values("works")


class WorkQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(visible_works(viewer))

    def posted(self):
        """What belongs in a listing, whoever looks: an author's own drafts do not."""
        return self.filter(state="posted")

    def drafts(self):
        return self.filter(state="draft")

    def with_card(self):
        """Everything a story card prints, in four queries for any number of works."""
        related = {name: self.model._meta.get_field(name).related_model for name in CARD}
        return self.prefetch_related(
            *(Prefetch(name, related[name].objects.select_related(path)) for name, path in CARD.items())
        )


class PartQuerySet(models.QuerySet):
    """Things with a `work`, which are seen by whoever may see it."""

    def visible_to(self, viewer):
        return self.filter(visible_works(viewer, "work__"))
