"""What she follows and announced, and what she said of stories of others."""

from django.db import IntegrityError, transaction

from headcanon.accounts.models import fold
from headcanon.canon.models import Fandom, Tag
from headcanon.core.editions import pages_changed
from headcanon.core.viewing import Viewer
from headcanon.discovery.models import SavedSearch
from headcanon.following.follows import follow
from headcanon.following.models import Announcement, Follow
from headcanon.following.subjects import SUBJECTS
from headcanon.manuscript.clean import clean
from headcanon.ops.arrivals.takeout_columns import moment_of, number_of, plain, rows_told, taken, text_of
from headcanon.ops.arrivals.takeout_person import carry_all
from headcanon.ops.arrivals.takeout_received import COLUMNS, place_told, token
from headcanon.reviews.counting import recount_later
from headcanon.reviews.models import Kudos, Review
from headcanon.works.models import Chapter, Series, Work


def bring_follows(arriving):
    for place, said in rows_told(arriving.file.told("news.json").get("follows")):
        arriving.once("follow", place, lambda said=said, place=place: one_follow(arriving, said, place))


def one_follow(arriving, said, place):
    """Silently: whom she follows is not told of it."""
    kind, thing = text_of(said, "kind"), followed(arriving, said)
    if thing is None or SUBJECTS[kind].is_owned_by(thing, arriving.person):
        arriving.carry("news.json/follows", said, place)
        return None
    follow(arriving.person, kind, thing)
    row = Follow.objects.filter(person=arriving.person, **{kind: thing})
    row.update(made_at=moment_of(said, "since"))
    return row.values_list("pk", flat=True).first()


def followed(arriving, said):
    name, old_id = text_of(said, "name"), number_of(said, "id")
    match text_of(said, "kind"):
        case "work":
            return arriving.work(old_id, name)
        case "author":
            return arriving.someone(text_of(said, "user_name"))
        case "pseud":
            other = arriving.someone(text_of(said, "user_name"))
            return other and other.pseuds.filter(key=fold(name)).first()
        case "series":
            pk = old_id is not None and (arriving.new("series", old_id) or arriving.brought_by_others("series", old_id))
            return Series.objects.visible_to(Viewer(arriving.person)).filter(pk=pk).first() if pk else None
        case "fandom":
            return Fandom.objects.filter(key=fold(name)).first()
        case "tag":
            return Tag.objects.filter(kind=text_of(said, "tag_kind"), key=fold(name)).first()
        case "headcanon":
            return arriving.headcanon(old_id, name)
        case "search":
            return SavedSearch.objects.filter(person=arriving.person, name=name).first()
    return None


# --- What she announced --------------------------------------------------------------------------------------------


def bring_announcements(arriving):
    told = arriving.file.told("news.json")
    for place, said in rows_told(told.get("announced")):
        if (old_id := number_of(said, "id")) is not None:
            arriving.once("announcement", old_id, lambda said=said, place=place: announcement(arriving, said, place))
    carry_all(arriving, "news.json/told", told.get("told"))


def announcement(arriving, said, place):
    """Nobody is told of it once more."""
    old_work = number_of(said, "work_id")
    pk = arriving.new("work", old_work)
    if old_work is not None and pk is None:
        arriving.carry("news.json/announced", said, place)
        return None
    row = Announcement(
        pseud=arriving.pen_name(text_of(said, "pen_name")), work_id=pk,
        sent_with=token(arriving, "announcement", said["id"]),
        **taken(Announcement, said, only=["text", "made_at", "is_hidden"]),
    )  # fmt: skip
    row.text = clean(plain(row.text))
    row.save()
    if pk:
        Work.objects.filter(pk=pk).update(announcement=row.pk)
    pages_changed()
    return row.pk


# --- What she said of others' stories --------------------------------------------------------------------------------


def bring_said(arriving):
    """It speaks to somebody: where nobody vouches for it, it is kept for her alone."""
    told = arriving.file.told("reviews.json")
    for place, said in rows_told(told.get("reviews")):
        old_id = number_of(said, "id")
        if old_id is not None:
            arriving.once("review", old_id, lambda said=said, place=place: said_there(arriving, said, place))
    for place, said in rows_told(told.get("kudos")):
        arriving.once("kudos", place, lambda said=said, place=place: kudos(arriving, said, place))
    carry_all(arriving, "reviews.json/typo_notes", told.get("typo_notes"))


def there(arriving, said):
    work = arriving.work(number_of(said, "work_id"), text_of(said, "title"))
    return work if work and arriving.is_vouched and not work.is_by(arriving.viewer) else None


def said_there(arriving, said, place):
    work = there(arriving, said)
    if work is None:
        arriving.carry("reviews.json/reviews", said, place)
        return None
    pseud, old_id = arriving.pen_name(text_of(said, "pen_name")), number_of(said, "id")
    if review := brought_as_a_guests(arriving, work, old_id):
        Review.objects.filter(pk=review.pk).update(pseud=pseud, guest_name="")
        pages_changed()
        return review.pk
    review = Review(
        work=work, chapter=chapter_there(arriving, work, said), thread=above(arriving, work, said, "thread_id"),
        answers=above(arriving, work, said, "answers_id"), pseud=pseud, sent_with=token(arriving, "review", old_id),
        **taken(Review, said, only=COLUMNS), **place_told(said),
    )  # fmt: skip
    review.text = clean(review.text)
    review.save()
    recount_later(work.pk)
    pages_changed()
    return review.pk


def brought_as_a_guests(arriving, work, old_id):
    """With the takeout of whose story it is, before: now it is hers again."""
    pk = arriving.brought_by_others("review", old_id)
    return Review.objects.filter(pk=pk, work=work, pseud=None).first() if pk else None


def above(arriving, work, said, name):
    old_id = number_of(said, name)
    pk = old_id and (arriving.new("review", old_id) or arriving.brought_by_others("review", old_id))
    return Review.objects.filter(pk=pk, work=work).first() if pk else None


def chapter_there(arriving, work, said):
    old_id = number_of(said, "chapter_id")
    pk = old_id and (arriving.new("chapter", old_id) or arriving.brought_by_others("chapter", old_id) or old_id)
    return Chapter.objects.filter(pk=pk, work=work).first() if pk else None


def kudos(arriving, said, place):
    work = there(arriving, said)
    if work is None:
        arriving.carry("reviews.json/kudos", said, place)
        return None
    try:
        with transaction.atomic():
            row, _made = Kudos.objects.get_or_create(
                work=work, person=arriving.person, defaults={"given_at": moment_of(said, "given_at")}
            )
    except IntegrityError:
        return None
    recount_later(work.pk)
    return row.pk
