"""The cards of a list: kept for guests until something changes, and never given to somebody who would be shown another."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from headcanon.core import editions
from headcanon.works.models import Work
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db


@pytest.fixture
def work(ana, monkeypatch):
    """Posted, and its edition looked up anew: the transaction that says so on its end never ends here, and on a slow
    machine the first page would be made for the edition before it, and the second not."""
    work = cast.posted(ana, title="The Lamp", fandoms=["Greek myth"])
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)
    editions.look_again()
    return work


def seen(address="/", *, by=None):
    client = cast.signed_in(by) if by else Client()
    return client.get(address).content.decode()


def questions(address):
    with CaptureQueriesContext(connection) as asked:
        seen(address)
    return len(asked)


def test_a_card_that_another_page_has_shown_costs_nothing_further(work):
    first, second = questions("/?fresh=1"), questions("/?fresh=2")
    assert second < first - 5


def test_what_an_author_changes_is_on_her_card_at_once(work):
    assert "The Lamp" in seen()
    Work.objects.filter(pk=work.pk).update(title="The Oil")
    page = seen()
    assert "The Oil" in page
    assert "The Lamp" not in page


def test_a_card_for_members_is_made_for_each(work, ana):
    rae = cast.person("Rae")
    assert "card-more" not in seen()
    assert "card-more" in seen(by=rae)
    assert "card-more" not in seen()


def test_members_share_what_is_the_same_for_all_and_nothing_else(work, ana):
    rae, kit = cast.person("Rae"), cast.person("Kit")
    cast.signed_in(rae).post(f"/works/{work.pk}/mark", {"wish": "read"})
    hers, his, the_authors = seen(by=rae), seen(by=kit), seen(by=ana)
    assert ("card-place" in hers, "card-place" in his) == (True, False)
    assert "Less like this" in his
    assert "Less like this" not in the_authors
    assert all(page.count("The Lamp</a>") == hers.count("The Lamp</a>") > 0 for page in (his, the_authors))
    assert "\0" not in hers + his + the_authors


def test_a_card_that_one_member_was_shown_costs_the_next_less(work):
    rae, kit = cast.signed_in(cast.person("Rae")), cast.signed_in(cast.person("Kit"))
    asked = []
    for client in (rae, kit):
        with CaptureQueriesContext(connection) as each:
            client.get("/")
        asked.append(len(each))
    assert asked[1] <= asked[0] - 3


def test_what_is_covered_for_one_member_is_open_for_another(work, ana):
    Work.objects.filter(pk=work.pk).update(is_spoiler=True, summary="<p>She falls.</p>")
    forget_everything()
    rae = cast.person("Rae")
    assert "She falls." in seen(by=ana)
    assert "She falls." not in seen(by=rae)
    assert "She falls." in seen(by=ana)


def test_a_new_edition_makes_every_card_anew(work):
    known = questions("/?fresh=1"), questions("/?fresh=2")
    forget_everything()
    assert questions("/?fresh=3") >= known[0] - 1
