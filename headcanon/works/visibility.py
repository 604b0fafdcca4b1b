"""Who may see a work. Everything that belongs to one asks here."""

from django.db import models
from django.db.models import Exists, OuterRef, Prefetch, Q

from headcanon.accounts.blocking import people_apart_from, people_muted_by
from headcanon.accounts.models import Pseud

# What hangs on a work, and how far to follow it in the same query.
CARD = {"authorships": "pseud__user", "work_fandoms": "fandom", "taggings": "tag", "series_parts": "series"}


def visible_works(viewer, prefix=""):
    """The rule, as a condition on works, or on what `prefix` leads to a work from ("work__").

    A guest sees what is posted for everyone; a member what is posted for members too; whoever holds a work's secret
    link that work. An author sees also her own, in any state; a moderator also what is hidden. Nobody but its
    authors sees a draft or what is for them alone, nobody at all what is in the trash, and two people of whom one
    has blocked the other see nothing of each other's; but no block keeps anything from the archivist.
    """
    kept = Q(**{f"{prefix}trashed_at": None})
    public = Q(**{f"{prefix}state": "posted"}) & meant_for(viewer, prefix)
    if not viewer.is_moderator:
        public &= Q(**{f"{prefix}is_hidden": False})
    if viewer.is_guest:
        return kept & public
    own = Q(**{f"{prefix}pk__in": own_work_ids(viewer)})
    if viewer.is_archivist:
        return kept & (own | public)
    apart = Q(**{f"{prefix}pk__in": works_kept_apart(viewer)})
    return kept & (own | (public & ~apart))


def among(things, path="work"):
    """As a condition on rows from which `path` leads to a work: that it is one of these, a queryset (or what else the
    path leads to). Each is looked up by itself; for `work__in=things` SQLite would first make a list of them all, which
    in a large archive takes seconds."""
    return Exists(things.filter(pk=OuterRef(path)))


def meant_for(viewer, prefix):
    audiences = ["everyone"] if viewer.is_guest else ["everyone", "members"]
    meant = Q(**{f"{prefix}audience__in": audiences})
    if viewer.link_keys:
        meant |= Q(**{f"{prefix}audience": "link", f"{prefix}link_token__in": viewer.link_keys})
    return meant


def own_work_ids(viewer):
    return Pseud.objects.filter(user=viewer.person, works__isnull=False).values("works")


def works_kept_apart(viewer):
    """Works of people who blocked her, and of people she blocked."""
    return Pseud.objects.filter(user__in=people_apart_from(viewer.person), works__isnull=False).values("works")


# What a list can be asked for instead of a subject: each work for its own sake, as one that somebody follows.
ITSELF = object()
# Or works that she has met already, as what she is in the middle of and what she is told of.
KNOWN = object()
# What readers keep out of their lists, as apps above know it; see `left_out_by`.
_left_out = []


def left_out_by(condition):
    """Names a function (viewer, asked_for) → the condition on works that this member does not want to meet in lists."""
    _left_out.append(condition)
    return condition


def on_a_card(model, names=tuple(CARD)):
    """What to fetch with works, so that everything a card prints is at hand, or what these `names` say of it."""
    related = {name: model._meta.get_field(name).related_model for name in names}
    return [Prefetch(name, related[name].objects.select_related(CARD[name])) for name in names]


class WorkQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        return self.filter(visible_works(viewer))

    def listed_to(self, viewer):
        """What a list may name: a work that only whoever has its secret link may read is opened by that link alone."""
        return self.visible_to(viewer.without_links())

    def for_members(self):
        """What a guest may be told of so far: that she would see it if she signed in."""
        return self.filter(trashed_at=None, state="posted", audience="members", is_hidden=False)

    def posted(self):
        """What belongs in a listing, whoever looks: an author's own drafts do not."""
        return self.filter(state="posted")

    def without_muted(self, viewer, asked_for=None):
        """What belongs in a listing of many people's works: nothing that this reader does not want to meet, be it of
        somebody whom she has muted or about what she keeps quiet. The subject that she `asked_for` is shown;
        of ITSELF nothing is left out but single works and people."""
        if viewer.is_guest:
            return self
        muted = Pseud.objects.filter(user__in=people_muted_by(viewer.person), works__isnull=False)
        left_out = Q(pk__in=muted.values("works"))
        for condition in _left_out:
            left_out |= condition(viewer, asked_for)
        return self.exclude(left_out)

    def drafts(self):
        return self.filter(state="draft")

    def signed(self, **by):
        """Each once, those with an authorship like this: `signed(pseud=…)`, `signed(pseud__user=…)`."""
        authorships = self.model._meta.get_field("authorships").related_model.objects
        return self.filter(pk__in=authorships.filter(**by).values("work"))

    def with_card(self):
        """Everything a story card prints, in four queries for any number of works."""
        return self.prefetch_related(*on_a_card(self.model))


class PartQuerySet(models.QuerySet):
    """Things with a `work`, which are seen by whoever may see it."""

    def visible_to(self, viewer):
        return self.filter(visible_works(viewer, "work__"))


class ChapterQuerySet(PartQuerySet):
    def visible_to(self, viewer):
        """A chapter that is not posted yet is seen by the work's authors, wherever the work stands."""
        if viewer.is_guest:
            return super().visible_to(viewer).filter(posted_at__isnull=False)
        return super().visible_to(viewer).filter(Q(posted_at__isnull=False) | Q(work__in=own_work_ids(viewer)))

    def posted(self):
        return self.filter(posted_at__isnull=False)

    def counted(self):
        """What adds up to how long a work is said to be: of a posted work what readers can see of it."""
        return self.filter(trashed_at=None).filter(Q(work__state="draft") | Q(posted_at__isnull=False))


class ChapterManager(models.Manager.from_queryset(ChapterQuerySet)):
    """Chapters that are not in the trash."""

    def get_queryset(self):
        return super().get_queryset().filter(trashed_at=None)
