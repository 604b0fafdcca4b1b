"""What a work says of itself, put in its place: its fields, what it is about, who may read it, in which series."""

import secrets

from django.db import transaction
from django.db.models import Max

from headcanon.accounts.speaking import is_suspended, let_speak
from headcanon.core.editions import pages_changed
from headcanon.works.drafting import keep_as_revision, newest_copy, shows_anew, stored, write
from headcanon.works.gifts import give
from headcanon.works.growing import grow_from, grows_anew, post_new
from headcanon.works.holding import held
from headcanon.works.manuscripts import series_titled
from headcanon.works.models import Authorship, Revision, Series, SeriesPart, Work
from headcanon.works.placing import put_in_places, says_another_way
from headcanon.works.publishing import announce_change
from headcanon.works.signals import status_changed

# Columns that are set as they are said.
PLAIN = (
    "audience",
    "reviewers",
    "may_index",
    "lists_recommendations",
    "is_spoiler",
    "veils_warnings",
    "planned_chapters",
    "origin_kind",
    "origin_text",
)
# From nobody to everybody.
WIDTHS = [Work.Audience.ME, Work.Audience.LINK, Work.Audience.MEMBERS, Work.Audience.EVERYONE]


@transaction.atomic
def say(work, said, *, person, cause=Revision.Cause.SAVE):
    """`said` names what is to change; what it does not name stays. What it was before is an earlier version. Raises
    Suspended."""
    if reaches_more(work, said) or says_anew(work, said, person):
        let_speak(person)
    stood = work.status
    for name in PLAIN:
        if name in said:
            setattr(work, name, said[name])
    ensure_link(work)
    write(work, stored(work) | {name: said[name] for name in stored(work) if name in said}, person=person, cause=cause)
    if "authors" in said:
        put_authors_in_order(work, said["authors"])
    if "pen_name" in said:
        sign_as(work, person, said["pen_name"])
    if "series" in said:
        put_in_series(work, said["series"], owner=person)
    if "gifts" in said:
        give(work, said["gifts"])
    if "places" in said:
        put_in_places(work, said["places"])
    if "headcanons" in said:
        new = [post_new(work, said["headcanon_new"], person=person).pk] if said.get("headcanon_new") else []
        grow_from(work, [*said["headcanons"], *new], person=person)
    if work.status != stood and not work.is_draft:
        status_changed.send(Work, work=work)
    tell_readers(work)


def reaches_more(work, said):
    """Whether somebody could read it then who could not before, or it is for somebody whom it was not for."""
    is_wider = WIDTHS.index(said.get("audience") or work.audience) > WIDTHS.index(work.audience)
    given = set(said.get("gifts") or ())
    return (is_wider and not work.is_draft) or bool(given and given - set(work.gifts.values_list("name", flat=True)))


def says_anew(work, said, person):
    """Whether a posted work would say something new in her words: of itself, of what it grew from, of its series; or,
    posted or not, she a headcanon of her own."""
    if said.get("headcanon_new") and is_suspended(person):
        return True
    if work.is_draft or not is_suspended(person):
        return False
    grew = said.get("origin_text") and said["origin_text"] != work.origin_text
    grew = grew or says_another_way(work, said.get("places") or {})
    known = set(person.series.values_list("title", flat=True))
    grew = grew or grows_anew(work, said.get("headcanons") or ())
    return bool(grew or set(said.get("series") or ()) - known or shows_anew(work, said))


def tell_readers(work):
    """A draft has none, but its other authors see it."""
    if work.is_draft:
        pages_changed()
    else:
        announce_change(work)


# --- Who may read it -----------------------------------------------------------------------------------------------


def ensure_link(work):
    if work.audience == Work.Audience.LINK and not work.link_token:
        work.link_token = a_key()


@transaction.atomic
def renew_link(work):
    """Whoever has the old link sees nothing by it any more."""
    Work.objects.filter(pk=work.pk).exclude(link_token="").update(link_token=a_key())
    tell_readers(work)


def a_key():
    return secrets.token_urlsafe(18)


# --- Authors and series --------------------------------------------------------------------------------------------


def put_authors_in_order(work, authorships):
    for position, authorship in enumerate(authorships):
        Authorship.objects.filter(work=work, pk=authorship.pk).update(position=position)


def sign_as(work, person, pseud):
    """She stands on it under this one of her pen names."""
    hers = list(Authorship.objects.filter(work=work, pseud__user=person))
    if len(hers) == 1 and hers[0].pseud_id != pseud.pk:
        Authorship.objects.filter(pk=hers[0].pk).update(pseud=pseud)


def put_in_series(work, parts, *, owner):
    """Of her series it is in exactly these, {title: part or None for the next}; series of other people stay."""
    series = series_titled(set(parts), owner)
    SeriesPart.objects.filter(work=work, series__owner=owner).exclude(series__in=series.values()).delete()
    for title, position in parts.items():
        SeriesPart.objects.update_or_create(
            work=work, series=series[title], defaults={"position": position or next_part(series[title], work)}
        )
    Series.objects.filter(owner=owner, parts=None).delete()


def next_part(series, work):
    others = series.parts.exclude(work=work)
    return (others.aggregate(last=Max("position"))["last"] or 0) + 1


# --- Many at once --------------------------------------------------------------------------------------------------


@transaction.atomic
def say_of_all(works, said, *, person, more=None):
    """The same of many works, or of none; `more(work)` gives what is to be said of that one besides.

    What is typed of one and not saved yet is kept as an earlier version, and whoever has its form open is told.
    """
    latest = held(Work.objects).in_bulk([work.pk for work in works])
    for work in (latest[work.pk] for work in works):
        copy = newest_copy(work)
        if copy:
            keep_as_revision(work, copy)
        work.version += 1
        say(work, said | (more(work) if more else {}), person=person)
