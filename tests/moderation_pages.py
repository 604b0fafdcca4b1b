"""The pages of moderation, with things of every kind reported, decided and answered."""

from django.urls import reverse

from headcanon.accounts.models import Pseud
from headcanon.following.models import Announcement
from headcanon.moderation.answering import answer
from headcanon.moderation.letters import key_of
from headcanon.moderation.models import Telling
from headcanon.moderation.naming import name
from headcanon.moderation.tests.things import SITE, done, reported, review
from headcanon.works.models import Work
from tests import cast


def visits(mo, ana):
    """Name → (who, address)."""
    rae, vex, nim = cast.person("Rob"), cast.person("Val"), cast.person("Nim")
    name(nim, by=mo, site=SITE)
    work = cast.posted(ana, "What <was> reported", chapters=2)
    words = "<p>Nobody <em>asked</em> for this.</p>"
    thread = review(work, by=rae, text="<p>Do you mean the tower?</p>")
    reply = review(work, by=vex, text=words, thread=thread, answers=thread)
    spam = Announcement.objects.create(pseud=ana.default_pseud, text=words, sent_with="announced")
    Pseud.objects.filter(user=vex).update(about="<p>Buy my lamps.</p>")
    things = [
        ("work", work), ("chapter", work.chapters.get(position=2)), ("review", reply), ("review", review(work)),
        ("announcement", spam), ("pen-name", vex.default_pseud),
    ]  # fmt: skip
    cases = {kind: reported(kind, thing, by=rae, words="Look <here>.") for kind, thing in things}
    reported("work", work, email="gil@example.org")
    gone = reported("work", cast.posted(ana, "Taken back"), by=rae)
    Work.objects.filter(pk=gone.work_id).update(audience="me")
    for wish, days in ((f"suspend {vex.pk}", 3), ("hide", None), (f"lift {vex.pk}", None)):
        done(cases["pen-name"], wish, by=nim, days=days)
    told = list(Telling.objects.filter(whom=vex).order_by("pk"))
    answer(told[0], "It was <em>satire</em>.")
    shown = [cases["work"], cases["review"], cases["pen-name"], gone]
    return {
        "report": [(None, reverse("report", args=[kind, thing.pk])) for kind, thing in things]
        + [(rae, reverse("report", args=["review", reply.pk]))],
        "moderation": [(who, reverse("moderation")) for who in (mo, nim)] + [(nim, "/moderation?show=closed")],
        "moderation-case": [(nim, reverse("moderation-case", args=[case.pk])) for case in shown],
        "moderation-trail": [(mo, reverse("moderation-trail"))],
        "bad-day": [(nim, reverse("bad-day"))],
        "moderation-mine": [(who, reverse("moderation-mine")) for who in (vex, ana)],
        "moderation-answer": [(vex, reverse("moderation-answer", args=[each.pk])) for each in told[:2]],
        "moderation-letter": [(None, reverse("moderation-letter", args=[key_of(told[1])]))],
        "moderators": [(mo, reverse("moderators"))],
        "report-reasons": [(mo, reverse("report-reasons"))],
    }
