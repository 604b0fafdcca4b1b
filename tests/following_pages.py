"""The pages of news: with news of every kind, and with none."""

from django.urls import reverse
from django.utils import timezone

from headcanon.core.outbox import drain
from headcanon.following.announcing import announce
from headcanon.following.follows import follow
from headcanon.following.hearing import renew_feed, unsubscribe_token
from headcanon.following.models import Hearing, News, Notice
from headcanon.reviews.models import TypoNote
from headcanon.works.models import Work
from headcanon.works.signals import status_changed
from tests import cast


def visits(ana, bea, long):
    """Name → (who, address); `long` is a work by both, which Ida follows with everything that it belongs to."""
    ida = cast.person("Ida")
    things = {
        "work": long, "author": ana, "pseud": bea.default_pseud, "series": long.series.get(),
        "fandom": long.fandom_names[0], "tag": long.tags_of("relationship")[0],
    }  # fmt: skip
    for name, thing in things.items():
        follow(ida, name, thing)
    said = announce(ana.default_pseud, "<p>The lamp rests & I do <em>too</em>.</p>", work=long, sent_with="one")
    announce(ana.default_pseud, "<p>I have moved to the sea.</p>", sent_with="two")
    cast.posted(ana, "A new <story>")
    status_changed.send(Work, work=long)
    drain()
    note = TypoNote.objects.create(
        work=long, chapter=long.chapters.first(), pseud=ida.default_pseud, words="stroy", instead="story", slip={},
        state="put-right",
    )  # fmt: skip
    thanked = News.objects.create(kind="put-right", work=long, typo_note=note, is_told=True)
    Notice.objects.create(news=thanked, person=ida, seen_at=timezone.now())
    renew_feed(ida)
    Hearing.objects.filter(person=ida).update(pace="daily")
    addresses = {
        "follow-work": [long.pk], "follow-author": ["Ana"], "follow-pen-name": ["Bea", "Bea"],
        "follow-series": [long.series.get().pk], "follow-fandom": [long.fandom_names[0].slug],
        "follow-tag": [long.tags_of("relationship")[0].slug],
    }  # fmt: skip
    return {
        **{name: [(ida, reverse(name, args=args))] for name, args in addresses.items()},
        "inbox": [(ida, reverse("inbox")), (ana, reverse("inbox")), (cast.person("Jo"), reverse("inbox"))],
        "desk": [(ana, reverse("desk")), (ida, reverse("desk"))],
        "desk-reviews": [(ana, reverse("desk-reviews")), (ida, reverse("desk-reviews"))],
        "desk-stories": [(ana, reverse("desk-stories")), (ida, reverse("desk-stories"))],
        "desk-story": [(ana, reverse("desk-story", args=[long.pk]))],
        "follows": [(ida, reverse("follows")), (bea, reverse("follows"))],
        "announce": [(ana, reverse("announce"))],
        "announcement": [(None, said.get_absolute_url()), (ida, said.get_absolute_url())],
        "news-settings": [(ida, reverse("news-settings")), (bea, reverse("news-settings"))],
        "unsubscribe": [
            (None, reverse("unsubscribe", args=[unsubscribe_token(ida)])),
            (None, reverse("unsubscribe", args=["old"])),
        ],
    }
