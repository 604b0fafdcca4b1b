"""How a work was received, among the facts that its own page and its card give."""

import pytest
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from headcanon.works.models import Work
from tests.cast import posted
from tests.visitor import Visitor


def said(address, selector):
    page = LexborHTMLParser(Visitor().get(address).content.decode())
    return [" ".join(found.text().split()) for found in page.css(selector)]


def seen(address):
    """The labels of the facts on a work's page as people see them."""
    page = LexborHTMLParser(Visitor().get(address).content.decode())
    for unseen in page.css("dl.stats .unseen"):
        unseen.decompose()
    return [" ".join(found.text().split()) for found in page.css("dl.stats dt")]


def received(work, **counts):
    Work.objects.filter(pk=work.pk).update(**{f"{name}_count": number for name, number in counts.items()})
    return work


ALWAYS = ["Published:", "Words:", "Chapters:"]


def test_a_work_says_how_it_was_received_in_words_that_programs_know(ana):
    address = received(posted(ana), review=1, kudos=12, read=12_345).get_absolute_url()
    assert said(address, "dl.stats dt")[3:] == ["Reviews: Comments:", "Kudos:", "Reads: Hits:"]
    assert said(address, "dl.stats dd")[3:] == ["1", "12", "12,345"]
    assert [said(address, f'dd[class="{name}"]') for name in ("comments", "kudos", "hits")] == [
        ["1"],
        ["12"],
        ["12,345"],
    ]
    assert seen(address) == [*ALWAYS, "Reviews:", "Kudos:", "Reads:"]


def test_what_did_not_happen_yet_is_not_said(ana):
    assert seen(posted(ana).get_absolute_url()) == ALWAYS
    assert seen(received(posted(ana, "The Torch"), read=1).get_absolute_url()) == [*ALWAYS, "Reads:"]


@pytest.mark.parametrize(
    ("counts", "row"),
    [
        ({}, []),
        ({"read": 9}, []),
        ({"kudos": 1}, ["1 kudos"]),
        ({"review": 1}, ["1 review"]),
        ({"kudos": 1_140, "review": 156}, ["1,140 kudos · 156 reviews"]),
    ],
)
def test_a_card_says_it_in_one_row(ana, counts, row):
    received(posted(ana), **counts)
    facts = said(reverse("home"), ".card-facts li")
    assert [fact for fact in facts if "kudos" in fact or "review" in fact] == row
    assert len(facts) == 3 + len(row)
