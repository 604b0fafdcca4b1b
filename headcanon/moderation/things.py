"""What can be reported: who sees it, whom it concerns, and what a moderator can do about it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.blocking import pen_names_seen_by
from headcanon.accounts.models import User
from headcanon.following.models import Announcement
from headcanon.headcanons.models import Headcanon, Remark
from headcanon.reading.shelves import shelves_seen_by
from headcanon.reviews.models import Review
from headcanon.works.models import Chapter, Work


@dataclass(frozen=True)
class Kind:
    """`name` as addresses and the trail have it, `column` as a case has it."""

    name: str
    column: str
    label: str
    seen_by: Callable
    people: Callable


def authors_of(work):
    return list(User.objects.filter(pseuds__works=work).distinct().order_by("pk"))


def writer_of(review):
    return [review.pseud.user] if review.pseud else []


def remarks_seen_by(viewer):
    return Remark.objects.visible_to(viewer).exclude(is_gone=True).select_related("pseud__user", "headcanon")


def reviews_seen_by(viewer):
    """Not the empty place of one that was taken back."""
    return Review.objects.visible_to(viewer).exclude(state=Review.State.GONE).select_related("pseud__user", "work")


KINDS = (
    Kind("work", "work", _("a story"), lambda viewer: Work.objects.visible_to(viewer), authors_of),
    Kind(
        "chapter",
        "chapter",
        _("a chapter"),
        lambda viewer: Chapter.objects.visible_to(viewer).select_related("work"),
        lambda chapter: authors_of(chapter.work),
    ),
    Kind("review", "review", _("a review"), reviews_seen_by, writer_of),
    Kind(
        "announcement",
        "announcement",
        _("an announcement"),
        lambda viewer: Announcement.objects.visible_to(viewer).select_related("pseud__user"),
        lambda announcement: [announcement.pseud.user],
    ),
    Kind(
        "headcanon",
        "headcanon",
        _("a headcanon"),
        lambda viewer: Headcanon.objects.visible_to(viewer).select_related("pseud__user"),
        lambda headcanon: [headcanon.pseud.user],
    ),
    Kind("remark", "remark", _("something said of a headcanon"), remarks_seen_by, writer_of),
    Kind("shelf", "shelf", _("a shelf"), shelves_seen_by, lambda shelf: [shelf.person]),
    Kind("pen-name", "pseud", _("a pen name"), pen_names_seen_by, lambda pseud: [pseud.user]),
)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_COLUMN = {kind.column: kind for kind in KINDS}


def kind_of(case):
    return BY_COLUMN[case.column]


def people_concerned(case):
    return kind_of(case).people(case.thing)


def seen_thing_or_404(viewer, name, pk):
    """What is to be reported, to who may see it, unless it is hers."""
    kind = BY_NAME.get(name)
    if kind is None:
        raise Http404
    try:
        thing = get_object_or_404(kind.seen_by(viewer).distinct(), pk=pk)
    except (ValueError, OverflowError):
        raise Http404 from None
    if viewer.person in kind.people(thing):
        raise Http404
    return kind, thing
