"""What of the news somebody is told, and was told, she may see now. Inbox, counts, mail and feeds ask here."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from headcanon.accounts.blocking import people_apart_from, people_muted_by, seen_people
from headcanon.accounts.models import User
from headcanon.headcanons.models import Headcanon, Remark
from headcanon.reviews.models import Kudos, Review, TypoNote
from headcanon.works.models import Work
from headcanon.works.visibility import ITSELF, KNOWN, own_work_ids, visible_works
from headcanon.works.waiting import coauthor_requests_for, gifts_for, relations_to


def visible_notices(viewer, kinds=None):
    """The rule, as a condition on notices: hers, as long as she may see what each is about, and nothing of people she
    keeps apart from or has muted. Who knows that they are of these `kinds` alone saves the questions about others."""
    if viewer.is_guest:
        return Q(pk__in=())
    viewer = viewer.without_links()
    shown = Q(pk__in=())
    for of, condition in SEEN.items():
        if kinds is None or not kinds.isdisjoint(of):
            shown |= Q(news__kind__in=of) & condition(viewer)
    actor_is_near = Q(news__actor=None) | ~Q(news__actor__user__in=kept_away(viewer.person))
    return Q(person=viewer.person) & actor_is_near & shown


def news_of_works(viewer):
    """Of a story, or a chapter of it that is there; or what an author said, of a story or of herself. Who follows a
    story hears of it whatever it is about; who came by it otherwise, not if she keeps that quiet."""
    seen = Work.objects.visible_to(viewer).posted()
    followed = Exists(viewer.person.follows.filter(work=OuterRef("news__work_id")))
    work = Q(news__work=None) | there("work", seen.without_muted(viewer, KNOWN))
    work |= followed & there("work", seen.without_muted(viewer, ITSELF))
    chapter = Q(news__chapter=None) | Q(news__chapter__posted_at__isnull=False, news__chapter__trashed_at=None)
    return work & chapter & (Q(news__announcement=None) | Q(news__announcement__is_hidden=False))


def found_by_her_search(viewer):
    return Q(news__search__person=viewer.person) & news_of_works(viewer)


def there(name, things):
    """That the thing which the news is about is among these."""
    return Exists(things.filter(pk=OuterRef(f"news__{name}_id")))


def kudos_told_of(viewer):
    """Those that a notice of a day's kudos counts; asked within a question about notices."""
    day = Q(given_at__gte=OuterRef("news__since"), given_at__lt=OuterRef("news__moment"))
    return kudos_for(viewer).filter(day)


def kudos_for(viewer):
    """On her works, by anybody but those she is kept from."""
    near = Q(person=None) | ~Q(person__in=kept_away(viewer.person))
    return Kudos.objects.filter(near, work__in=own_work_ids(viewer), work__trashed_at=None)


def kept_away(person):
    """People of whom she hears nothing: also the archivist, who otherwise sees everybody."""
    return User.objects.filter(Q(pk__in=people_apart_from(person)) | Q(pk__in=people_muted_by(person))).values("pk")


def grown(viewer):
    """A story that she may see, and the headcanon that it grew from."""
    seen = Work.objects.visible_to(viewer).posted().without_muted(viewer, ITSELF)
    return there("work", seen) & there("headcanon", Headcanon.objects.visible_to(viewer))


def remarks_told_of(viewer):
    return there("remark", Remark.objects.visible_to(viewer).exclude(is_gone=True))


WITHOUT_TEXTS = [
    f"news__{path}__{text}"
    for path in ("chapter", "review__chapter")
    for text in ("body", "notes_before", "notes_after")
]
# By the kinds of News.
SEEN = {
    ("work", "chapter", "status", "announcement"): news_of_works,
    ("review", "waits", "reply"): lambda viewer: there(
        "review", Review.objects.visible_to(viewer).exclude(state=Review.State.GONE)
    ),
    ("typo", "put-right"): lambda viewer: there("typo_note", TypoNote.objects.visible_to(viewer)),
    ("kudos",): lambda viewer: Exists(kudos_told_of(viewer)),
    ("gift",): lambda viewer: there("gift", gifts_for(viewer).filter(refused_at=None)),
    ("coauthor",): lambda viewer: there("coauthor_request", coauthor_requests_for(viewer)),
    ("related",): lambda viewer: there("relation", relations_to(viewer).filter(refused_at=None)),
    ("ask", "accepted", "declined"): lambda viewer: there("headcanon", Headcanon.objects.visible_to(viewer)),
    ("grew",): grown,
    ("found",): found_by_her_search,
    ("remark",): remarks_told_of,
}


class NoticeQuerySet(models.QuerySet):
    def visible_to(self, viewer, kinds=None):
        return self.filter(visible_notices(viewer, kinds))

    def shown_to(self, viewer):
        """The same for notices of one person, whose kinds are asked for first: each has a long question of its own, and
        hardly anybody has news of all."""
        return self.visible_to(viewer, self.kinds())

    def kinds(self):
        """Of what they tell, as `visible_to` takes it."""
        return set(self.order_by().values_list("news__kind", flat=True).distinct())

    def unseen(self):
        return self.filter(seen_at=None)

    def with_news(self):
        """Everything that a sentence about it says, in three queries for any number."""
        return self.select_related(
            "news__work", "news__chapter", "news__actor__user", "news__announcement__pseud", "news__review__pseud",
            "news__review__chapter", "news__typo_note__pseud", "news__gift", "news__coauthor_request__asked_by",
            "news__coauthor_request__pseud", "news__relation__parent", "news__headcanon__asked_of",
            "news__headcanon__pseud", "news__remark__pseud", "news__search",
        ).defer(*WITHOUT_TEXTS).prefetch_related("news__work__authorships__pseud__user")  # fmt: skip


class AnnouncementQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        """What its author said is for everybody who may see her and the work that it is about."""
        seen = seen_people(viewer, "pseud__user__") & (Q(work=None) | visible_works(viewer, "work__"))
        if viewer.is_moderator:
            return self.filter(seen)
        shown = Q(is_hidden=False)
        return self.filter(seen & (shown if viewer.is_guest else shown | Q(pseud__user=viewer.person)))

    def of_somebody(self):
        """Those to the followers of a person, not of one work."""
        return self.filter(work=None)
