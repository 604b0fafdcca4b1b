"""How a reader chooses how pages look, and where it is kept."""

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

from headcanon.core.looks import CHOICES, Look, look_of
from tests import cast
from tests.memory import forget_everything

EVERYTHING = {
    "theme": "sepia", "face": "clear", "size": "size-4", "measure": "wide", "lines": "airy", "paragraphs": "spaced",
    "edges": "justified", "notes": "folded",
}  # fmt: skip


def html_of(client, address="/rules"):
    """The page's first tag, which says how it looks."""
    forget_everything()
    return re.search("<html[^>]*>", client.get(address).content.decode())[0]


def choose(client, **answers):
    return client.post(reverse("choose-look"), {"next": "/rules", **answers})


def test_every_look_is_read_again_as_it_was_written():
    assert str(Look()) == ""
    for name, words in CHOICES.items():
        for word in words:
            look = Look(**{name: word})
            assert look_of(str(look)) == look
    look = Look(**EVERYTHING)
    assert look_of(str(look)) == look
    assert len(str(look)) <= 80, "the column holds no more"


def test_no_word_answers_two_questions():
    words = [word for words in CHOICES.values() for word in words]
    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("said", ["", "usual", "pink", '"><script>', ".....", "theme=dark", "x" * 10_000])
def test_words_that_are_no_choice_say_nothing(said):
    assert look_of(said) == Look()


@pytest.mark.django_db
def test_a_guest_chooses_and_goes_back_to_what_she_read():
    client = Client()
    page = client.get("/appearance", {"next": "/rules"})
    assert '<input type="hidden" name="next" value="/rules">' in page.content.decode()
    assert choose(client, **EVERYTHING)["Location"] == "/rules"
    said = "".join(f' data-{name}="{word}"' for name, word in EVERYTHING.items())
    assert html_of(client) == f'<html lang="en"{said}>'
    assert client.cookies["look"]["httponly"]
    ticked = re.findall(r'name="(\w+)" value="([\w-]+)"[^>]*checked', client.get("/appearance").content.decode())
    assert dict(ticked) == EVERYTHING


@pytest.mark.django_db
def test_what_is_as_usual_is_not_said():
    client = Client()
    choose(client, theme="dark", face="serif", size="size-2")
    assert html_of(client) == '<html lang="en" data-theme="dark">'
    choose(client, theme="system")
    assert html_of(client) == '<html lang="en">'
    assert client.cookies["look"].value == ""


@pytest.mark.django_db
def test_what_a_form_leaves_out_or_makes_up_stays_as_it_was():
    client = Client()
    choose(client, **EVERYTHING)
    choose(client, theme="dark", face='"><script>', size="size-9", wish="gold")
    assert client.cookies["look"].value == str(Look(**{**EVERYTHING, "theme": "dark"}))


@pytest.mark.django_db
def test_the_theme_of_an_earlier_year_still_counts_until_she_chooses():
    client = Client()
    client.cookies["theme"] = "sepia"
    assert html_of(client) == '<html lang="en" data-theme="sepia">'
    choose(client, face="sans")
    assert html_of(client) == '<html lang="en" data-theme="sepia" data-face="sans">'
    choose(client, theme="system", face="serif")
    assert html_of(client) == '<html lang="en">'


@pytest.mark.django_db
def test_a_members_look_follows_her_to_every_device_and_nobody_else():
    rae, vex = cast.person("Rae"), cast.person("Vex")
    phone, desk, another = cast.signed_in(rae), cast.signed_in(rae), cast.signed_in(vex)
    answer = choose(phone, **EVERYTHING)
    assert answer.cookies["look"].value == "", "no device keeps what is hers"
    assert html_of(desk).count("data-") == len(EVERYTHING)
    assert html_of(another) == html_of(Client()) == '<html lang="en">'
    rae.refresh_from_db()
    assert look_of(rae.look) == Look(**EVERYTHING)


@pytest.mark.django_db
def test_a_member_who_wants_it_as_usual_gets_that_whatever_a_device_has_kept():
    desk = cast.signed_in(cast.person("Rae"))
    desk.cookies["look"] = "dark"
    assert html_of(desk) == '<html lang="en" data-theme="dark">', "she has not said anything yet"
    choose(cast.signed_in(get_user_model().objects.get()), theme="system")
    desk.cookies["look"] = "dark"
    assert html_of(desk) == '<html lang="en">'


@pytest.mark.django_db
def test_a_look_is_chosen_by_sending_a_form():
    client = Client()
    assert client.get(reverse("choose-look"), {"theme": "dark"}).status_code == 405
    assert html_of(client) == '<html lang="en">'


@pytest.mark.django_db
def test_the_page_asks_for_everything_there_is_to_choose():
    page = Client().get("/appearance").content.decode()
    asked = {name: tuple(re.findall(rf'name="{name}" value="([\w-]+)"', page)) for name in CHOICES}
    assert asked == CHOICES
