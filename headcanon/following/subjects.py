"""What can be followed. To add a kind: a column in `Follow` (with its name in FOLLOWED), a line here, an address.

Each kind says which things of it somebody may see, how one is found from its address, and which of them a piece of
news concerns.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from headcanon.accounts.blocking import pen_names_seen_by, people_seen_by
from headcanon.accounts.pen_names import pen_name_at
from headcanon.canon.families import reached_by
from headcanon.canon.models import Fandom, Tag
from headcanon.discovery.saving import searches_seen_by
from headcanon.following.models import News
from headcanon.headcanons.models import Headcanon
from headcanon.works.families import with_a_work_among
from headcanon.works.models import Authorship, Series, SeriesPart, Work

Kind = News.Kind


@dataclass(frozen=True)
class Subject:
    name: str  # the column of Follow
    label: str
    seen: Callable  # (viewer) → those that she may see
    address: Callable  # (thing) → where it is followed
    hears: frozenset  # kinds of news that its followers are told of
    concerned: Callable  # (news) → the ids of those things that the news is about
    lookup: str = "pk"  # what its address holds of it
    owners: Callable = lambda thing: ()  # people who have no need to follow it
    find_by: Callable | None = None  # (viewer, *address) → the thing, where one lookup does not say it
    called: Callable = str  # as a sentence names it

    def find(self, viewer, *where):
        """Or Http404."""
        if self.find_by:
            return self.find_by(viewer, *where)
        return get_object_or_404(self.seen(viewer), **{self.lookup: where[0]})

    def is_owned_by(self, thing, person):
        return person is not None and person.pk in self.owners(thing)


def named_by_a_work(model):
    """Only what a work is about that she may see: else a name that only unseen works have would show."""

    def seen(viewer):
        return model.objects.filter(with_a_work_among(Work.objects.listed_to(viewer), model))

    return seen


def authors_of(news):
    """The pen names whose news it is: of an announcement the one who speaks, else the work's."""
    if news.kind == Kind.ANNOUNCEMENT:
        # To those who follow one work it is said for that work's sake alone.
        return [] if news.work_id else [news.announcement.pseud]
    return [authorship.pseud for authorship in Authorship.objects.filter(work=news.work_id).select_related("pseud")]


def with_its_family(model):
    """Whatever the work is about, and all whose lists show that: who follows one hears of every name it has."""
    return lambda news: reached_by(model, model.objects.order_by().filter(works=news.work_id).values("pk"))


def linked(model, name):
    return lambda news: model.objects.filter(work=news.work_id).values_list(f"{name}_id", flat=True)


OF_A_STORY = frozenset({Kind.WORK, Kind.CHAPTER, Kind.STATUS})
SUBJECTS = {
    subject.name: subject
    for subject in (
        Subject(
            "work",
            _("Story"),
            seen=lambda viewer: Work.objects.listed_to(viewer).posted(),
            address=lambda work: reverse("follow-work", args=[work.pk]),
            hears=OF_A_STORY | {Kind.ANNOUNCEMENT},
            concerned=lambda news: [news.work_id] if news.work_id else [],
            owners=lambda work: [pseud.user_id for pseud in work.authors],
        ),
        Subject(
            "author",
            _("Author, under every pen name"),
            seen=people_seen_by,
            address=lambda person: reverse("follow-author", args=[person.username]),
            hears=OF_A_STORY | {Kind.ANNOUNCEMENT},
            concerned=lambda news: {pseud.user_id for pseud in authors_of(news)},
            lookup="username__iexact",
            owners=lambda person: [person.pk],
        ),
        Subject(
            "pseud",
            _("Pen name"),
            seen=pen_names_seen_by,
            address=lambda pseud: reverse("follow-pen-name", args=[pseud.user.username, pseud.name]),
            hears=OF_A_STORY | {Kind.ANNOUNCEMENT},
            concerned=lambda news: [pseud.pk for pseud in authors_of(news)],
            owners=lambda pseud: [pseud.user_id],
            find_by=pen_name_at,
        ),
        Subject(
            "series",
            _("Series"),
            seen=lambda viewer: Series.objects.visible_to(viewer),
            address=lambda series: reverse("follow-series", args=[series.pk]),
            hears=OF_A_STORY,
            concerned=linked(SeriesPart, "series"),
            owners=lambda series: [series.owner_id],
        ),
        # Of what a whole canon or tag is about only new stories are told: each chapter of each would be a flood.
        Subject(
            "fandom",
            _("Canon"),
            seen=named_by_a_work(Fandom),
            address=lambda fandom: reverse("follow-fandom", args=[fandom.slug]),
            hears=frozenset({Kind.WORK}),
            concerned=with_its_family(Fandom),
            lookup="slug",
        ),
        Subject(
            "tag",
            _("Tag"),
            seen=named_by_a_work(Tag),
            address=lambda tag: reverse("follow-tag", args=[tag.slug]),
            hears=frozenset({Kind.WORK}),
            concerned=with_its_family(Tag),
            lookup="slug",
        ),
        # Whose it is hears of everything anyway; that she alone is offered no button tells nobody else.
        Subject(
            "headcanon",
            _("Headcanon"),
            seen=lambda viewer: Headcanon.objects.visible_to(viewer).posted(),
            address=lambda headcanon: reverse("follow-headcanon", args=[headcanon.pk]),
            hears=frozenset({Kind.GREW}),
            called=lambda headcanon: str(_("this headcanon")),  # its claim may be covered
            concerned=lambda news: [news.headcanon_id] if news.headcanon_id else [],
            owners=lambda headcanon: [headcanon.pseud.user_id],
        ),
        # Hers alone, and so nobody else's to follow.
        Subject(
            "search",
            _("Search"),
            seen=searches_seen_by,
            address=lambda search: reverse("follow-search", args=[search.pk]),
            hears=frozenset({Kind.FOUND}),
            concerned=lambda news: [news.search_id] if news.search_id else [],
        ),
    )
}
TO_FOLLOWERS = frozenset().union(*(subject.hears for subject in SUBJECTS.values()))


def follows_concerned(news):
    """A condition on follows: those whose things the news is about."""
    condition = Q(pk__in=())
    for subject in SUBJECTS.values():
        if news.kind in subject.hears and (things := list(subject.concerned(news))):
            condition |= Q(**{f"{subject.name}__in": things})
    return condition
