"""Over which works a veil lies for a reader, and over whose warnings. What it covers is in no page that she is given:
summary, relationships, characters and tags, what the work grew from and where it stands on a line.

Its authors see all of it always; anybody else after one click, by an address that says `lift=yes`.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.html import format_html
from django.utils.translation import gettext as _

from headcanon.accounts.models import Preferences
from headcanon.canon.models import NONE_APPLY, NOT_SAID, Tag
from headcanon.canon.veil import EVENT, PAST, SAID, TAG, Veil, beyond, giving_away, is_beyond, reached_by, veil_over
from headcanon.works.models import Placement, Tagging
from headcanon.works.visibility import ITSELF, KNOWN, left_out_by, own_work_ids

OF_WORDS = (Tag.Kind.RELATIONSHIP, Tag.Kind.CHARACTER, Tag.Kind.FREEFORM)
WARNINGS_THAT_WARN = Q(tag__kind=Tag.Kind.WARNING) & ~Q(tag__standard__in=(NONE_APPLY, NOT_SAID))


@dataclass(frozen=True)
class Covered:
    """What of a work is covered for somebody; None is what is not."""

    words: Veil | None = None
    warnings: Veil | None = None

    @property
    def kinds(self):
        """Of tags."""
        return (*(OF_WORDS if self.words else ()), *((Tag.Kind.WARNING,) if self.warnings else ()))


NOTHING = Covered()


def veils_of(works, viewer):
    """{id: what is covered} of those of these works of which anything is: one query for any number. Whose works they
    are must be at hand, as in `with_card`."""
    others = [work for work in works if not work.is_by(viewer)]
    if not others:
        return {}
    [first, *more] = facts_of([work.pk for work in others], viewer)
    return told_by(first.union(*more, all=True), others, viewer)


def is_lifted(request):
    """Whether its address asks for what is covered, this once."""
    return request.GET.get("lift") == "yes"


def lifted_address(request):
    """The same page, with nothing of it covered."""
    asked = request.GET.copy()
    asked["lift"] = "yes"
    return f"{request.path}?{asked.urlencode()}"


# --- The rule, as a condition on works -------------------------------------------------------------------------------


def veiled(viewer):
    """What is set at an event is covered as the event is, and so is what has a tag that gives something away. What its
    author says gives something away is covered until a reader has said, for every canon on whose line the work
    stands, that she has come that far; if it stands on none, for everybody."""
    placed = Placement.objects.filter(work=OuterRef("pk"))
    past = placed.filter(beyond(viewer, "event__") | beyond(viewer, "until__"))
    on_a_line = placed.filter(event__isnull=False)
    has_come = Exists(on_a_line) & ~Exists(on_a_line.exclude(canon__in=list(reached_by(viewer))))
    tagged = Tagging.objects.filter(giving_away(viewer, "tag__"), work=OuterRef("pk"))
    covered = Q(Exists(past)) | (Q(is_spoiler=True) & ~has_come) | Q(Exists(tagged))
    return covered if viewer.is_guest else covered & ~Q(pk__in=own_work_ids(viewer))


def hides_beyond(viewer):
    """Whether she wishes that lists leave out what is covered for her."""
    return viewer.person is not None and viewer.person.prefers.hides_beyond


@left_out_by
def hidden(viewer, asked_for):
    """But for what she has met already."""
    is_asked = asked_for in (ITSELF, KNOWN)
    return veiled(viewer) if hides_beyond(viewer) and not is_asked else Q(pk__in=())


# --- The same, of works at hand --------------------------------------------------------------------------------------
#
# Facts are rows of one shape, so that one query asks for all of them, and the page of a story asks for them with its
# links: (kind, the work's id, canon's number, its name, the instalment's place, whether it is flagged), all else text.

AT, SPOILS, WARNS, WISHES = "at an event", "has a tag that spoils", "has warnings", "her wish"
KINDS_OF_FACTS = {AT, SPOILS, WARNS, WISHES}
NONE = Value("", output_field=CharField())
FLAGGED = "flagged"


def facts_of(work_ids, viewer):
    """Querysets of what must be known of these works to say what of them is covered."""
    placements = Placement.objects.filter(work__in=work_ids).order_by()
    taggings = Tagging.objects.filter(work__in=work_ids).order_by()
    facts = [
        events(placements.exclude(event=None), "event__", viewer),
        events(placements.exclude(until=None), "until__", viewer),
        taggings.filter(giving_away(viewer, "tag__")).values_list(as_text(SPOILS), "work", NONE, NONE, NONE, NONE),
        taggings.filter(WARNINGS_THAT_WARN).values_list(as_text(WARNS), "work", NONE, NONE, NONE, NONE),
    ]
    if viewer.person:
        wish = Preferences.objects.filter(person=viewer.person, veils_warnings=True)
        facts.append(wish.values_list(as_text(WISHES), "person", NONE, NONE, NONE, NONE))
    return facts


def events(placements, path, viewer):
    """Who has said nothing needs to know only of those that are flagged."""
    if not reached_by(viewer):
        placements = placements.filter(**{f"{path}is_spoiler": True})
    place = Coalesce(Cast(f"{path}instalment__position", CharField()), NONE)
    flag = Case(When(**{f"{path}is_spoiler": True}, then=Value(FLAGGED)), default=NONE, output_field=CharField())
    return placements.values_list(as_text(AT), "work", Cast("canon_id", CharField()), F("canon__name"), place, flag)


def as_text(word):
    return Value(word, output_field=CharField())


def told_by(facts, works, viewer):
    """{id: what is covered} of those of these works of which anything is."""
    rows = defaultdict(list)
    known = defaultdict(set)
    for kind, pk, canon, name, place, flag in facts:
        known[kind].add(pk)
        if kind == AT:
            rows[pk].append((int(canon), name, int(place) if place else None, flag == FLAGGED))
    found = {}
    for work in works:
        if not work.is_by(viewer):
            words = reason_for(work, rows[work.pk], work.pk in known[SPOILS], viewer)
            warns = work.pk in known[WARNS]
            covered = Covered(
                words=words and veil_over(what_is_covered(work, warns, known[WISHES]), *words),
                warnings=(warns and veil_over_warnings(work, known[WISHES])) or None,
            )
            if covered != NOTHING:
                found[work.pk] = covered
    return found


def reason_for(work, places, spoils, viewer):
    """(Because of what, the name of the canon, and of the instalment up to which she knows it), or None."""
    reached = reached_by(viewer)
    past = sorted((canon, name) for canon, name, place, flag in places if is_beyond(viewer, canon, place, flag))
    for canon, name in past:
        if canon in reached:
            return PAST, name, reached[canon].name
    if past:
        return EVENT, "", ""
    if work.is_spoiler and not (places and all(canon in reached for canon, *_ in places)):
        return SAID, "", ""
    return (TAG, "", "") if spoils else None


def what_is_covered(work, warns, wishes):
    if warns and (work.veils_warnings or wishes):
        return _("Summary, tags and warnings are covered")
    return _("Summary and tags are covered")


def veil_over_warnings(work, wishes):
    if work.veils_warnings:
        return Veil(_("Warnings are covered"), format_html("{}", _("its author says they contain a spoiler")))
    return Veil(_("Warnings are covered"), format_html("{}", _("you wished it so"))) if wishes else None
