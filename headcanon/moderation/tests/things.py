"""Things to report, and people who report and decide."""

import secrets

import pytest

from headcanon.moderation import acting, reporting
from headcanon.moderation.models import Act, Case
from headcanon.moderation.things import BY_NAME
from headcanon.reviews.models import Review
from tests import cast

SITE = "https://archive.example"


def moderator(name="Nim"):
    """Somebody whom the archivist has named."""
    person = cast.person(name)
    person.is_moderator = True
    person.save(update_fields=["is_moderator"])
    return person


def review(work, by=None, text="<p>Nobody asked for this.</p>", **fields):
    """One under the work, by somebody or by a guest."""
    said = {"pseud": by.default_pseud} if by else {"guest_name": "Gil"}
    return Review.objects.create(
        work=work, chapter=work.chapters.first(), text=text, sent_with=secrets.token_hex(8), **said, **fields
    )


def reported(kind, thing, *, by=None, reason="It is spam or an advertisement", **said):
    """Its case, with one report more; a guest's where nobody is named."""
    said.setdefault("sent_with", "" if by else secrets.token_hex(8))
    case = reporting.report(BY_NAME[kind], thing, reason=reason, reporter=by, **said)
    return Case.objects.get(pk=case.pk)


def done(case, wish, *, by, words="House rule two.", days=None):
    """The act, done by a moderator who knows how things stand."""
    case = Case.objects.get(pk=case.pk)
    return acting.act(case, wish, by=by, words=words, seen=case.last_act, site=SITE, days=days)


# --- A trail: fixtures for the tests about it, who import them by name ---------------------------------------------


@pytest.fixture
def nim():
    return moderator()


@pytest.fixture
def rae():
    return cast.person("Rae")


@pytest.fixture
def acts(ana, nim, rae):
    """Three of them: hidden, shown again, hidden."""
    case = reported("work", cast.posted(ana), by=rae, words="Rae saw it.")
    for wish in ("hide", "restore", "hide"):
        done(case, wish, by=nim, words=f"Why to {wish}.")
    return Act.objects.order_by("number")
