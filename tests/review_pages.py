"""The pages of reviews: with every kind of review there is, and with the kind stop."""

from django.urls import reverse

from headcanon.accounts.trusting import trust
from headcanon.core.viewing import Viewer
from headcanon.reviews.applauding import applaud
from headcanon.reviews.margins import spot_in
from headcanon.reviews.models import AuthorWishes, Review, TypoNote, WorkWishes
from headcanon.reviews.reviewing import Voice, post, take_back
from headcanon.reviews.typo_notes import send
from headcanon.works.models import Work
from tests import cast


def say(work, text, *, by=None, answers=None):
    voice = Voice(
        Viewer(by), pseud=by and by.default_pseud, name="" if by else "A <guest>", device="" if by else "d" * 64
    )
    sent_with = f"{Review.objects.count()} {text}"
    return post(work, text, voice=voice, sent_with=sent_with, chapter=work.chapters.first(), answers=answers)


def in_the_margin(work, reader):
    """A remark on a paragraph and one on what is gone; slips, one of them gone as well."""
    chapter = work.chapters.first()
    voice = Voice(Viewer(reader), pseud=reader.default_pseud)
    spot = spot_in(chapter, 0)
    for n in range(2):
        post(work, f"Light & dark, {n}.", voice=voice, sent_with=f"margin {n}", chapter=chapter, spot=spot)
    Review.objects.filter(text__contains="dark, 1").update(paragraph=None)
    for words, instead in (("begins", "<begun> & done"), ("dark", "")):
        send(chapter, words, instead, voice=voice, remark="I <think>.", may_thank=True)
    guest = Voice(Viewer(None), device="d" * 64)
    gone = send(chapter, "ends", "ended", voice=guest)
    TypoNote.objects.filter(pk=gone.pk).update(slip={**gone.slip, "words": "is not there"})


def visits(ana, bea, long):
    """Name → (who, address); `long` is a work by both, and from now on full of reviews."""
    gia, hal = cast.person("Gia"), cast.person("Hal")
    AuthorWishes.objects.create(person=ana, welcome="gentle")
    thread = say(long, "I could *hear* the sea & the <wind>.\n\n> It ends in the dark.", by=gia)
    reply = say(long, "Thank you.", by=ana, answers=thread)
    for number in range(5):
        say(long, f"So could I, {number}.", by=hal, answers=reply)
    taken_back = say(long, "Never mind.", by=hal)
    say(long, "But I do.", by=gia, answers=taken_back)
    take_back(taken_back)
    say(long, "As a guest.")
    for number in range(21):
        say(long, f"And again, {number}.", by=hal)
    in_the_margin(long, hal)
    WorkWishes.objects.create(work=long, welcome="critique", all_wait=True, requests_welcome=False)
    waiting = say(long, "It waits. Look at https://example.org", by=gia)
    hidden = say(long, "It is hidden.", by=gia)
    Review.objects.filter(pk=hidden.pk).update(state="hidden", waits_because="")
    Review.objects.filter(pk=thread.pk).update(is_frozen=True, edited_at=thread.made_at)
    closed = cast.posted(bea, "For Nobody", chapters=1)
    Work.objects.filter(pk=closed.pk).update(reviewers=Work.Reviewers.NOBODY)
    applaud(long, viewer=Viewer(gia))
    trust(ana, gia)
    unmarked = cast.posted(ana, "Without a Slip")
    of_chapter = [long.pk, long.chapters.first().pk]
    return {
        "work-reviews": [(who, reverse("work-reviews", args=[long.pk])) for who in (None, gia, ana)],
        "chapter-reviews": [
            (None, reverse("chapter-reviews", args=of_chapter)),
            (ana, reverse("chapter-reviews", args=of_chapter)),
            (None, reverse("chapter-reviews", args=[closed.pk, closed.chapters.get().pk])),
        ],
        "review-new": [
            (None, reverse("review-new", args=of_chapter)),
            (gia, reverse("review-new", args=of_chapter)),
            (None, reverse("review-new", args=[closed.pk, closed.chapters.get().pk])),
            (None, f"{reverse('review-new', args=of_chapter)}?paragraph=0"),
            (gia, f"{reverse('review-new', args=of_chapter)}?paragraph="),
        ],
        "work-margin": [(who, reverse("work-margin", args=[long.pk])) for who in (None, gia)],
        "slip-new": [
            (None, reverse("slip-new", args=of_chapter)),
            (gia, f"{reverse('slip-new', args=of_chapter)}?paragraph=0&words=begins&before=Chapter+1+"),
            (gia, f"{reverse('slip-new', args=of_chapter)}?sent"),
        ],
        "work-slips": [(ana, f"{reverse('work-slips', args=[each.pk])}?all") for each in (long, unmarked)],
        "slips": [(ana, reverse("slips")), (hal, reverse("slips"))],
        "review": [(None, thread.get_absolute_url()), (gia, waiting.get_absolute_url())],
        "review-reply": [
            (None, reverse("review-reply", args=[taken_back.replies.get().pk])),
            (gia, f"{reverse('review-reply', args=[reply.pk])}?quote"),
        ],
        "review-edit": [(gia, reverse("review-edit", args=[thread.pk]))],
        "kudos": [(who, reverse("kudos", args=[long.pk])) for who in (None, gia, ana)],
        "wishes": [(ana, reverse("wishes"))],
        "work-wishes": [(ana, reverse("work-wishes", args=[long.pk]))],
        "trusted": [(ana, reverse("trusted")), (bea, reverse("trusted"))],
    }
