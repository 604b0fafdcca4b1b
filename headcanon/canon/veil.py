"""What a reader has not come to yet, and the veil that lies over it for her.

Who has said how far she is in a canon is spared what its later instalments tell. Who has said nothing is spared what is
flagged as a spoiler. Who has come to the end of a canon is spared nothing of it.
"""

from dataclasses import dataclass
from weakref import WeakKeyDictionary

from django.db.models import Case, CharField, Exists, OuterRef, Q, Value, When
from django.utils.html import format_html
from django.utils.translation import gettext as _

from headcanon.canon.models import Instalment, Tag, TagFandom
from headcanon.canon.progress import NOT_BEGUN, progress_of
from headcanon.manuscript.words import plain_text

# Because of what something is covered.
PAST, EVENT, SAID, TAG = "past", "event", "said", "tag"


@dataclass(frozen=True)
class Veil:
    """What lies over a thing, as its band says it: what is covered, and because of what (both may be printed as they
    are, names in them are escaped)."""

    covers: str
    because: str

    def __str__(self):
        """The same in mail, where there are no italics."""
        return plain_text(format_html("{}: {}.", self.covers, self.because))


def veil_over(covers, reason, canon="", here=""):
    """`canon` and `here` are names: of the canon that it tells of, and of the instalment up to which she knows it."""
    return Veil(covers, because_of(reason, canon, here))


def because_of(reason, canon, here):
    if reason == PAST and here:
        return format_html(_("it goes past {here}, where you are"), here=format_html("<cite>{}</cite>", here))
    if reason == PAST:
        return format_html(
            _("it tells of {canon}, which you have not begun"), canon=format_html("<cite>{}</cite>", canon)
        )
    return {
        EVENT: _("what it is about may be new to you"),
        SAID: _("its author says it gives something away"),
        TAG: _("one of its tags gives something away"),
    }[reason]


def first_that_holds(reasons):
    """Of these {reason: condition} the first whose condition holds, as an expression; empty where none does."""
    whens = [When(condition, then=Value(reason)) for reason, condition in reasons.items()]
    return Case(*whens, default=Value(""), output_field=CharField())


# --- Where she is --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Reached:
    """The instalment up to which a reader knows a canon. Before the first one, `name` is empty."""

    name: str = ""
    position: int = -1
    is_the_end: bool = False
    fandom_id: int | None = None


NOT_FAR = Reached()
# By viewer, who lives as long as a request.
_reached = WeakKeyDictionary()


def reached_by(viewer):
    """{canon's number: Reached} of what she has said something of: one query, however many rules ask.

    An instalment that she named and that is not there any more counts as none: better covered once too often.
    """
    said = progress_of(viewer)
    if not any(said.values()):
        return dict.fromkeys(said, NOT_FAR)
    known = _reached.get(viewer)
    if known is None or known[0] != viewer.canons_read:
        after = Instalment.objects.filter(canon=OuterRef("canon"), position__gt=OuterRef("position"))
        rows = Instalment.objects.filter(pk__in=[each for each in said.values() if each != NOT_BEGUN]).values_list(
            "pk", "canon", "name", "position", ~Exists(after), "canon__fandom"
        )
        found = {pk: (canon, Reached(*row)) for pk, canon, *row in rows.order_by()}
        here = {canon: found.get(instalment, (None, NOT_FAR)) for canon, instalment in said.items()}
        reached = {canon: at if at_canon == canon else NOT_FAR for canon, (at_canon, at) in here.items()}
        known = _reached[viewer] = (viewer.canons_read, reached)
    return known[1]


# --- The rules -----------------------------------------------------------------------------------------------------


def beyond(viewer, prefix=""):
    """The rule, as a condition on events, or on what `prefix` leads to one from ("event__"), a single one at each
    step."""
    flagged = Q(**{f"{prefix}is_spoiler": True})
    reached = reached_by(viewer)
    if not reached:
        return flagged
    loose = flagged & Q(**{f"{prefix}instalment": None})
    found = flagged & ~Q(**{f"{prefix}canon__in": list(reached)})
    for canon, here in reached.items():
        later = Q(**{f"{prefix}instalment__isnull": False})
        if here.position >= 0:
            later = Q(**{f"{prefix}instalment__position__gt": here.position})
        found |= Q(**{f"{prefix}canon": canon}) & (later if here.is_the_end else later | loose)
    return found


def is_beyond(viewer, canon_id, position, is_flagged):
    """The same of an event at hand; `position` is its instalment's, None where it is in none."""
    here = reached_by(viewer).get(canon_id)
    if here is None:
        return is_flagged
    return is_flagged and not here.is_the_end if position is None else position > here.position


def giving_away(viewer, prefix=""):
    """The rule, as a condition on tags, or on what `prefix` leads to one from ("tag__"), a single one at each step.

    A tag is on no line: it is spared to whoever has not come to the end of a canon of a fandom that it belongs to.
    """
    flagged = Q(**{f"{prefix}is_spoiler": True}) | Q(**{f"{prefix}canonical__is_spoiler": True})
    ended = {here.fandom_id for here in reached_by(viewer).values() if here.is_the_end}
    if not ended:
        return flagged
    return flagged & ~Exists(TagFandom.objects.filter(tag=OuterRef(f"{prefix}pk"), fandom__in=ended))


def covered_among(tags, viewer):
    """The ids of those of these tags that are covered for her, in one query; none where none is flagged."""
    ids = [tag.pk for tag in tags]
    found = Tag.objects.filter(giving_away(viewer), pk__in=ids) if ids else Tag.objects.none()
    return set(found.values_list("pk", flat=True))
