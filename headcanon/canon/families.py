"""Which fandoms, or tags, belong together: the one rule by which lists, follows, quiet and numbers go through the
canonical one.

A canonical one's family are its other names (synonyms), what lies below it, and the other names of that. A synonym
stands for its canonical one in everything.
"""

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce

from headcanon.canon.models import Fandom, FandomDescent, OrderingAct, Subject, Tag, TagDescent
from headcanon.canon.wrangling_deeds import Deed

DESCENT = {Tag: TagDescent, Fandom: FandomDescent}
# Which of an act's columns points to one.
COLUMN = {Tag: "tag", Fandom: "fandom"}


def family_of(model, ids):
    """The ids of all that a list of these shows."""
    return kin(model, ids, "ancestor", "descendant")


def reached_by(model, ids):
    """The ids of all whose list shows what has one of these: the way up, as `family_of` is the way down."""
    return kin(model, ids, "descendant", "ancestor")


def ids_of_family(subject):
    """Of the one that stands in for its family. Whatever is not canonical has none."""
    if subject.standing != Subject.Standing.CANONICAL:
        return [subject.pk]
    return list(family_of(type(subject), [subject.pk]))


def kin(model, ids, here, there):
    roots = model.objects.order_by().filter(pk__in=ids).values(root=Coalesce("canonical_id", "pk"))
    beyond = DESCENT[model].objects.filter(**{f"{here}__in": roots}).values(there)
    found = Q(pk__in=roots) | Q(canonical__in=roots) | Q(pk__in=beyond) | Q(canonical__in=beyond)
    return model.objects.order_by().filter(found).values_list("pk", flat=True)


def same_as(subject):
    """The ids of all names of what this one stands for, its own among them."""
    model, root = type(subject), subject.canonical_id or subject.pk
    return model.objects.order_by().filter(Q(pk=root) | Q(canonical=root)).values_list("pk", flat=True)


def stand_in(subject):
    """The one through which lists go for it."""
    return subject.canonical or subject


def kept_in_order(model):
    """A condition on those that something hangs on: other names, something above or below, a wrangler's thought."""
    below = DESCENT[model].objects.filter(Q(ancestor=OuterRef("pk")) | Q(descendant=OuterRef("pk")))
    others = model.objects.filter(canonical=OuterRef("pk"))
    return Q(Exists(others)) | Q(Exists(below)) | Q(Exists(thoughts_of(model)))


def thoughts_of(model):
    """Acts by which a wrangler thought of a name, without asking whether anybody had typed it."""
    return OrderingAct.objects.filter(**{COLUMN[model]: OuterRef("pk")}, kind=Deed.NAME, undone_at=None)


def told_to_anybody(model):
    """A condition on fandoms or tags whose name may stand on any page: something that everybody may read has it, or a
    wrangler thought of it. What only a draft, or a hidden work, calls something is nobody's business."""
    return Q(work_count__gt=0) | Q(Exists(thoughts_of(model)))


# --- What a page says of one ---------------------------------------------------------------------------------------

MOST_NAMED = 100


class Relatives:
    """The names around a canonical one; each list ends where a page would become a catalogue."""

    def __init__(self, subject, spared=None):
        """`spared` is a condition on tags whose names a reader is not to meet."""
        model = type(subject)
        self.other_names = self.above = self.below = self.fandoms = self.may_mean = ()
        if subject.standing == Subject.Standing.CANONICAL:
            told = model.objects.filter(told_to_anybody(model))
            if spared is not None:
                told = told.exclude(spared)
            self.other_names = told.filter(canonical=subject).order_by("-work_count", "pk")[:MOST_NAMED]
            self.above = told.filter(below__descendant=subject, below__is_direct=True).order_by("name")
            self.below = told.filter(above__ancestor=subject, above__is_direct=True).order_by("name")[:MOST_NAMED]
        if model is Tag:
            self.fandoms = fandoms_of(subject)
            self.may_mean = may_mean(subject)

    def __bool__(self):
        return bool(self.other_names or self.above or self.below or self.fandoms or self.may_mean)


def fandoms_of(tag):
    """What it belongs to under any of its names, each fandom once and as its canonical one."""
    found = Fandom.objects.filter(told_to_anybody(Fandom), tag_fandoms__tag__in=same_as(tag))
    canonical = {stand_in(each).pk: stand_in(each) for each in found.select_related("canonical").distinct()}
    return sorted(canonical.values(), key=lambda fandom: fandom.key)


def may_mean(tag):
    """What a name that stands for several may mean, as it was said last."""
    if tag.standing != Subject.Standing.ASIDE:
        return []
    act = tag.acts.filter(kind=Deed.AMBIGUOUS, undone_at=None).order_by("-pk").first()
    ids = act.after["may_mean"] if act else []
    found = Tag.objects.filter(told_to_anybody(Tag), pk__in=ids).select_related("canonical")
    return sorted({stand_in(each) for each in found}, key=lambda each: each.key)
