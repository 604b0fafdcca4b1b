"""What a notice says, in one sentence of plain text: the same in the inbox, in mail and in feeds."""

import unicodedata
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headcanon.core.viewing import Viewer
from headcanon.following.models import News
from headcanon.following.visibility import kudos_for
from headcanon.headcanons.veiling import veiled_among
from headcanon.manuscript.words import plain_text

Kind = News.Kind
MOST_OF_AN_EXCERPT = 280
RIGHT_TO_LEFT = {"R", "AL", "AN"}


@dataclass
class Told:
    """One notice as people read it."""

    id: int
    says: str
    address: str  # of what it is about
    work: str  # what the story is called; empty where it is about none
    work_id: int | None
    excerpt: str
    moment: timezone.datetime
    is_new: bool
    link: str  # by which she has seen it

    @property
    def day(self) -> date:
        return timezone.localdate(self.moment)


def told_by(notices, viewer):
    """These notices, each as a sentence; two questions more than `with_news` asks, about kudos and about headcanons that
    are covered for her, and only where there are any."""
    notices = list(notices)
    numbers = kudos_numbers([notice.news for notice in notices], viewer)
    covered = veiled_among([notice.news.headcanon for notice in notices if notice.news.headcanon], viewer)
    return [said_of(notice, numbers, covered) for notice in notices]


def said_of(notice, numbers, covered):
    news = notice.news
    is_hers = news.headcanon is not None and news.headcanon.pseud.user_id == notice.person_id
    return Told(
        id=notice.pk,
        says=of_a_headcanon(news, is_hers) if news.headcanon else sentence(news, numbers),
        address=address_of(news),
        work=str(news.work) if news.work_id else "",
        work_id=news.work_id,
        excerpt="" if news.headcanon_id in covered else excerpt_of(news),
        moment=notice.told_at,
        is_new=notice.seen_at is None,
        link=notice.get_absolute_url(),
    )


# --- Sentences -----------------------------------------------------------------------------------------------------


def sentence(news, numbers):
    if news.kind == Kind.KUDOS:
        return kudos_of(news, numbers.get(news.pk, {}))
    if news.kind == Kind.STATUS:
        return stands_now(news)
    if news.kind == Kind.ANNOUNCEMENT:
        return announced(news)
    if news.kind in (Kind.REVIEW, Kind.WAITS):
        return reviewed(news)
    told = {"who": who(news), "title": named(news.work), "chapter": isolated(str(news.chapter or ""))}
    if news.search:
        told["search"] = named(news.search)
    if news.relation:
        told["parent"] = named(news.relation.parent)
    return {
        Kind.WORK: _("%(who)s posted a new story: %(title)s"),
        Kind.FOUND: _("Your search %(search)s found a new story by %(who)s: %(title)s"),
        Kind.CHAPTER: _("%(who)s posted a new chapter of %(title)s: %(chapter)s"),
        Kind.REPLY: _("%(who)s answered your review of %(title)s"),
        Kind.GIFT: _("%(who)s wrote %(title)s for you"),
        Kind.COAUTHOR: _("%(who)s asks whether you may be named as an author of %(title)s"),
        Kind.RELATED: _("%(title)s by %(who)s names your story %(parent)s. Shall its page show that?"),
        Kind.TYPO: _("%(who)s sent you a typo note on %(title)s"),
        Kind.PUT_RIGHT: _("Your typo note on %(title)s was put right. Thank you!"),
    }[news.kind] % told


def of_a_headcanon(news, is_hers):
    """Whose it is nobody learns by this sentence but herself."""
    if news.kind == Kind.GREW:
        told = {"title": named(news.work), "who": who(news)}
        if is_hers:
            return _("%(title)s by %(who)s grew from your headcanon") % told
        return _("%(title)s by %(who)s grew from a headcanon that you follow") % told
    if news.kind == Kind.REMARK:
        told = {"who": who(news)}
        if is_hers:
            return _("%(who)s said something of your headcanon") % told
        return _("%(who)s answered what you said of a headcanon") % told
    return {
        Kind.ASK: _("%(who)s asks you for a story"),
        Kind.ACCEPTED: _("%(who)s accepted what you asked for: everybody can read it now"),
        Kind.DECLINED: _("%(who)s has thought of what you asked for, and would rather not write it"),
    }[news.kind] % {"who": who(news)}


def reviewed(news):
    told = {"who": who(news), "title": named(news.work)}
    if news.review.state == "waiting":
        return _("A review of %(title)s by %(who)s waits for your yes") % told
    if news.review.thread_id:
        return _("%(who)s answered a review of %(title)s") % told
    return _("%(who)s reviewed %(title)s") % told


def stands_now(news):
    return {
        "complete": _("%(title)s by %(who)s is complete"),
        "one-shot": _("%(title)s by %(who)s is a one-shot and complete"),
        "in-progress": _("%(title)s by %(who)s goes on"),
        "hiatus": _("%(title)s by %(who)s rests for now"),
        "abandoned": _("%(title)s by %(who)s will not be continued"),
    }[news.status] % {"title": named(news.work), "who": who(news)}


def announced(news):
    if news.work_id:
        return _("A word from %(who)s about %(title)s") % {"who": who(news), "title": named(news.work)}
    return _("A word from %(who)s") % {"who": who(news)}


def kudos_of(news, by_title):
    number = sum(by_title.values())
    said = ngettext("%d kudos for", "%d kudos for", number) % number
    if len(by_title) == 1:
        return f"{said} {named(next(iter(by_title)))}"
    each = [
        f"{named(title)} ({count})" for title, count in sorted(by_title.items(), key=lambda item: (-item[1], item[0]))
    ]
    return f"{said} {', '.join(each)}"


def who(news):
    """Whose doing it is, as they are called on pages."""
    if news.kind == Kind.COAUTHOR:
        return isolated(news.coauthor_request.asked_by.username)
    if news.kind in (Kind.REVIEW, Kind.WAITS, Kind.REPLY):
        return isolated(str(news.review.pseud or news.review.guest_name or _("A guest")))
    if news.kind == Kind.TYPO:
        return isolated(str(news.typo_note.pseud or _("A guest")))
    if news.kind == Kind.ANNOUNCEMENT:
        return isolated(str(news.announcement.pseud))
    if news.kind == Kind.ASK:
        return isolated(str(news.headcanon.had_by or _("Somebody")))
    if news.kind in (Kind.ACCEPTED, Kind.DECLINED):
        return isolated(news.headcanon.asked_of.username if news.headcanon.asked_of else str(_("Whom you asked")))
    if news.kind == Kind.REMARK:
        return isolated(str(_("Whoever had it") if news.remark.is_anonymous else news.remark.said_by))
    names = [isolated(str(pseud)) for pseud in news.work.authors]
    return _("%(names)s and %(last)s") % {"names": ", ".join(names[:-1]), "last": names[-1]} if names[1:] else names[0]


def named(title):
    return f"“{isolated(str(title))}”"


def isolated(text):
    """A name written from right to left turns nothing around it; one that is not needs no such marks."""
    turns = any(unicodedata.bidirectional(letter) in RIGHT_TO_LEFT for letter in text)
    return f"\u2068{text}\u2069" if turns else text


def excerpt_of(news):
    """The first words of what somebody said, of a headcanon, or the words that a typo note is about."""
    if news.kind == Kind.ANNOUNCEMENT:
        said = plain_text(news.announcement.text)
    elif news.kind in (Kind.REVIEW, Kind.WAITS, Kind.REPLY):
        said = plain_text(news.review.text)
    elif news.kind in (Kind.TYPO, Kind.PUT_RIGHT):
        said = f"{news.typo_note.words} → {news.typo_note.instead}"
    elif news.kind == Kind.REMARK:
        said = plain_text(news.remark.text)
    elif news.kind == Kind.DECLINED:
        said = news.headcanon.answer
    elif news.headcanon:
        said = news.headcanon.claim
    else:
        return ""
    words = " ".join(said.split())
    return words if len(words) <= MOST_OF_AN_EXCERPT else words[:MOST_OF_AN_EXCERPT].rsplit(" ", 1)[0] + " …"


def address_of(news):
    """Where what it is about can be read, or answered."""
    match news.kind:
        case Kind.CHAPTER:
            return news.chapter.get_absolute_url()
        case Kind.ANNOUNCEMENT:
            return news.announcement.get_absolute_url()
        case Kind.REVIEW | Kind.WAITS | Kind.REPLY:
            return news.review.get_absolute_url()
        case Kind.COAUTHOR | Kind.RELATED:
            return reverse("requests")
        case Kind.KUDOS:
            return reverse("works-mine")
        case Kind.TYPO:
            return reverse("work-slips", args=[news.work_id])
        case Kind.ASK | Kind.ACCEPTED | Kind.DECLINED:
            return news.headcanon.get_absolute_url()
        case Kind.REMARK:
            return news.remark.get_absolute_url()
        case Kind.PUT_RIGHT:
            return reverse("chapter", args=[news.work_id, news.typo_note.chapter_id])
    return news.work.get_absolute_url()


# --- Kudos ---------------------------------------------------------------------------------------------------------


def kudos_numbers(news, viewer):
    """For each digest among these {title: how many}; without those of people she has blocked or muted since."""
    digests = [each for each in news if each.kind == Kind.KUDOS]
    if not digests:
        return {}
    given = kudos_for(Viewer(viewer.person)).filter(
        given_at__gte=min(each.since for each in digests), given_at__lt=max(each.moment for each in digests)
    )
    numbers = {each.pk: {} for each in digests}
    by_day = {each.since.date(): numbers[each.pk] for each in digests}
    for title, moment in given.values_list("work__title", "given_at").iterator():
        day = by_day.get(moment.date())
        if day is not None:
            day[title] = day.get(title, 0) + 1
    return numbers
