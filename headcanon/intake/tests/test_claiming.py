"""Somebody finds her own old story, which somebody else brought here: she says so, and it is decided."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.accounts.joining import take_pen_name
from headcanon.intake import claiming, taking
from headcanon.intake.models import Claim, Keeping
from headcanon.intake.tests.brought import SALT, brought, said
from headcanon.works.models import Provenance, Work
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
HOW = "It stood on my page until 2011, and the address <i>salt@quay.example</i> was mine."


@pytest.fixture
def mo(db):
    return cast.person("Mo", is_archivist=True)


@pytest.fixture
def kept(mo):
    """Salt, by Xanthe, whom nobody here knows; Mo has brought it."""
    work, _ = taking.take_for(
        brought(cast.signed_in(mo), SALT, "salt.txt"), "Xanthe of the Quay", archived_by=mo.default_pseud
    )
    return work


@pytest.fixture
def rae(db):
    return cast.person("Rae")


def says_it_is_hers(client, work, wish="have", **more):
    return client.post(reverse("work-claim", args=[work.pk]), {"wish": wish, "words": HOW, **more})


def decided(mo, claim, grants="yes", answer="Welcome back."):
    address = reverse("claim-decide", args=[claim.pk])
    return cast.signed_in(mo).post(address, {"grants": grants, "answer": answer})


def test_what_somebody_else_brought_says_so_and_asks_whose_it_is(kept, rae):
    for client in (Client(), cast.signed_in(rae)):
        page = said(client.get(kept.get_absolute_url()))
        assert "[archived by Mo]" in page
        assert reverse("work-claim", args=[kept.pk]) in page
    hers = cast.posted(rae)
    page = said(cast.signed_in(cast.person("Bea")).get(hers.get_absolute_url()))
    assert ("archived by" in page, reverse("work-claim", args=[hers.pk]) in page) == (False, False)
    assert cast.signed_in(cast.person("Cid")).get(reverse("work-claim", args=[hers.pk])).status_code == 404


def test_a_claim_waits_and_changes_nothing_until_it_is_decided(kept, rae, mo):
    wren = take_pen_name(rae, "Xanthe")
    assert says_it_is_hers(cast.signed_in(rae), kept, pseud=wren.pk).url == reverse("claims")
    claim = Claim.objects.get()
    assert (claim.pseud, claim.words, claim.decided_at) == (wren, HOW, None)
    assert [each.name for each in Work.objects.get().authors] == ["Xanthe of the Quay"]
    assert "&lt;i&gt;salt@quay" in said(cast.signed_in(mo).get(reverse("claims")))
    for stranger in (cast.person("Vex"), kept.authors[0].user):
        assert HOW[:20] not in said(cast.signed_in(stranger).get(reverse("claims")))
        assert cast.signed_in(stranger).get(reverse("claim-decide", args=[claim.pk])).status_code == 404
        assert cast.signed_in(stranger).post(reverse("claim-back", args=[claim.pk])).status_code == 404


def test_granted_it_is_hers_with_its_original_and_nobody_keeps_it_any_more(
    kept, rae, mo, django_capture_on_commit_callbacks
):
    says_it_is_hers(cast.signed_in(rae), kept, pseud=rae.default_pseud.pk)
    with django_capture_on_commit_callbacks(execute=True):
        decided(mo, Claim.objects.get())
    forget_everything()
    work = Work.objects.get()
    assert (work.authors, work.state, Keeping.objects.count()) == ([rae.default_pseud], "posted", 0)
    assert Provenance.objects.get().taken_in_by == rae
    assert cast.signed_in(rae).get(reverse("work-edit", args=[work.pk])).status_code == 200
    page = said(Client().get(work.get_absolute_url()))
    assert ("archived by" in page, "Xanthe of the Quay" in page.split("<main")[1].split("</h3>")[0]) == (False, False)
    assert [(each.to, "is yours" in each.body, "Welcome back." in each.body) for each in mail.outbox] == [
        (["rae@example.org"], True, True)
    ]


def test_wished_down_it_lies_in_her_trash(kept, rae, mo):
    says_it_is_hers(cast.signed_in(rae), kept, wish="withdraw", pseud=rae.default_pseud.pk)
    decided(mo, Claim.objects.get())
    assert Client().get(kept.get_absolute_url()).status_code == 404
    assert "Salt" in said(cast.signed_in(rae).get(reverse("trash")))


def test_refused_it_stays_as_it_is_and_she_reads_why(kept, rae, mo):
    says_it_is_hers(cast.signed_in(rae), kept, pseud=rae.default_pseud.pk)
    decided(mo, Claim.objects.get(), grants="no", answer="Which page <was> it?")
    assert [each.name for each in Work.objects.get().authors] == ["Xanthe of the Quay"]
    assert "Which page &lt;was&gt; it?" in said(cast.signed_in(rae).get(reverse("claims")))
    says_it_is_hers(cast.signed_in(rae), kept, pseud=rae.default_pseud.pk)
    assert Claim.objects.waiting().count() == 1


def test_said_twice_it_is_one_claim_with_the_newer_words_and_can_be_taken_back(kept, rae):
    client = cast.signed_in(rae)
    says_it_is_hers(client, kept, pseud=rae.default_pseud.pk)
    says_it_is_hers(client, kept, wish="withdraw", pseud=rae.default_pseud.pk)
    assert Claim.objects.get().wish == "withdraw"
    client.post(reverse("claim-back", args=[Claim.objects.get().pk]))
    assert Claim.objects.count() == 0


def test_of_two_who_claim_it_one_is_given_it(kept, rae, mo):
    bea = cast.person("Bea")
    for each in (rae, bea):
        says_it_is_hers(cast.signed_in(each), kept, pseud=each.default_pseud.pk)
    first, second = Claim.objects.all()
    decided(mo, first)
    told = cast.signed_in(mo).post(reverse("claim-decide", args=[second.pk]), {"grants": "yes"}, follow=True)
    assert "Nothing changed." in said(told)
    assert [each.user for each in Work.objects.get().authors] == [first.person]
    with pytest.raises(claiming.Decided):
        claiming.decide(first, by=mo, grants=False)


def test_nobody_decides_on_her_own_claim(kept, mo):
    assert says_it_is_hers(cast.signed_in(mo), kept, pseud=mo.default_pseud.pk).status_code == 302
    assert cast.signed_in(mo).get(reverse("claim-decide", args=[Claim.objects.get().pk])).status_code == 404


def test_under_nobody_elses_name(kept, rae):
    answered = says_it_is_hers(cast.signed_in(rae), kept, pseud=cast.person("Vex").default_pseud.pk)
    assert (answered.status_code, Claim.objects.count()) == (422, 0)


@pytest.mark.parametrize("state", [cast.draft, cast.hidden, cast.for_herself, cast.trashed])
def test_what_she_cannot_see_she_cannot_claim(rae, state):
    ghost = taking.author_named("Xanthe of the Quay").user
    work = state(ghost, "Salt")
    assert says_it_is_hers(cast.signed_in(rae), work, pseud=rae.default_pseud.pk).status_code == 404
    seen = cast.posted(ghost, "Salt again")
    assert says_it_is_hers(cast.signed_in(rae), seen, pseud=rae.default_pseud.pk).status_code == 302


def test_a_claim_to_what_she_may_not_see_any_more_names_no_title(kept, rae):
    says_it_is_hers(cast.signed_in(rae), kept, pseud=rae.default_pseud.pk)
    Work.objects.update(is_hidden=True)
    page = said(cast.signed_in(rae).get(reverse("claims")))
    assert ("Salt" in page.split("<main")[1], "A story that you cannot see now" in page) == (False, True)


def test_a_guest_signs_in_first(kept):
    assert says_it_is_hers(Client(), kept).url.startswith(reverse("account_login"))


def test_a_moderator_whom_its_author_blocked_reads_nothing_of_it(kept, rae):
    mod = cast.person("Mod")
    mod.is_moderator = True
    mod.save()
    says_it_is_hers(cast.signed_in(rae), kept, pseud=rae.default_pseud.pk)
    assert HOW[:10] in said(cast.signed_in(mod).get(reverse("claims")))
    block(kept.authors[0].user, mod)
    assert HOW[:10] not in said(cast.signed_in(mod).get(reverse("claims")))
