from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from headcanon.api import tokens
from headcanon.api.models import Token
from headcanon.api.tokens import TooMany, make_token, person_of
from tests import cast

READ, SHELVES, FOLLOWS = Token.Scope.values


@pytest.fixture
def rae(db):
    return cast.person("Rae")


@pytest.fixture
def page(rae):
    return cast.signed_in(rae)


def made_by(page, **said):
    answer = page.post(reverse("tokens"), {"name": "Reader", "lasts": "30", **said})
    return answer.context["made"]


def test_a_token_is_shown_once_and_reads_as_its_person(rae, page):
    text = made_by(page, scopes=[SHELVES])
    assert text.startswith("hc_")
    assert text not in page.get(reverse("tokens")).content.decode()
    assert not Token.objects.filter(token_sha256__contains=text).exists()
    assert person_of(text, READ) == person_of(text, SHELVES) == rae
    assert person_of(text, FOLLOWS) is None


def test_what_is_no_token_is_nobodys(rae):
    make_token(rae, name="Reader", scopes=[])
    for text in ("", "hc_", "hc_" + "x" * 32, "hc_" + "x" * 10_000, "\0", Token.objects.get().token_sha256):
        assert person_of(text, READ) is None


def test_an_ended_token_and_one_of_a_closed_account_read_nothing(rae, page):
    text, other = (make_token(rae, name=name, scopes=[], lasts=timedelta(days=1)) for name in ("one", "two"))
    first, second = Token.objects.order_by("pk")
    page.post(reverse("token-end", args=[first.pk]))
    assert [person_of(text, READ), person_of(other, READ)] == [None, rae]
    Token.objects.filter(pk=second.pk).update(ends_at=timezone.now())
    assert person_of(other, READ) is None
    lasting = make_token(rae, name="three", scopes=[])
    assert person_of(lasting, READ) == rae
    rae.is_active = False
    rae.save()
    assert person_of(lasting, READ) is None


def test_nobody_ends_a_token_of_somebody_else(rae):
    text = make_token(rae, name="Reader", scopes=[])
    token = Token.objects.get()
    vex = cast.signed_in(cast.person("Vex"))
    assert vex.post(reverse("token-end", args=[token.pk])).status_code == 404
    assert Client().post(reverse("token-end", args=[token.pk])).status_code == 302
    assert "Reader" not in vex.get(reverse("tokens")).content.decode().split("</form>", 1)[1]
    assert person_of(text, READ) == rae


def test_its_use_is_remembered_to_the_day_with_one_write(rae, django_assert_num_queries):
    text = make_token(rae, name="Reader", scopes=[])
    with django_assert_num_queries(2):
        person_of(text, READ)
    with django_assert_num_queries(1):
        assert not person_of(text, READ).prefers.shows_adult
    used = Token.objects.get().used_at
    assert (used.hour, used.minute, used.date()) == (0, 0, timezone.now().date())


def test_there_is_an_end_to_how_many_one_person_has(rae, page, monkeypatch):
    monkeypatch.setattr(tokens, "MOST", 1)
    make_token(rae, name="Reader", scopes=[])
    with pytest.raises(TooMany):
        make_token(rae, name="Another", scopes=[])
    answer = page.post(reverse("tokens"), {"name": "Another", "lasts": ""})
    assert answer.context["made"] is None
    assert "end one of them first" in answer.content.decode()


def test_a_name_is_printed_as_it_was_typed_and_no_other_scope_is_taken(page):
    made_by(page, name="<b>Kobo</b>")
    assert "&lt;b&gt;Kobo&lt;/b&gt;" in page.get(reverse("tokens")).content.decode()
    assert made_by(page, scopes=["everything"]) is None
    assert made_by(page, name="") is None
