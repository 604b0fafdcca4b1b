"""Choosing, renaming and giving up the names one writes under."""

import pytest
from django.urls import reverse

from headcanon.accounts.joining import pseud_named, take_pen_name
from headcanon.accounts.models import FormerName, Pseud
from headcanon.core.outbox import drain
from tests import cast

pytestmark = pytest.mark.django_db

# A name that somebody has, and what readers could take for it.
LOOK_ALIKES = [
    ("Ana", "Ana", "the very same"),
    ("Ana", "aNA", "other capitals"),
    ("Ana", "\u0410na", "a Cyrillic A"),
    ("Ana", "\u0391\u039d\u0391", "Greek capitals"),
    ("Ana", "a\u039da", "one Greek capital"),
    ("Ana", "\u1d00\u0274\u1d00", "small capitals"),
    ("Ana", "\U0001d4d0\U0001d4f7\U0001d4ea", "mathematical letters"),
    ("Ana", "\uff21\uff4e\uff41", "wide letters"),
    ("Ana", "A\u200bna", "a blank without width"),
    ("Ana", "An\u034fa", "a joiner that joins nothing"),
    ("Ana", "Ana\ufe0f", "a sign that chooses a variant"),
    ("Ana", "A\u2800na", "a blank of braille"),
    ("Ana", "A n\u00a0a", "blanks between"),
    ("Bill", "BiII", "capital I for small l"),
    ("Mam", "Marn", "two letters that look like one"),
    ("Zo\u00eb", "Zoe\u0308", "a letter and its mark apart"),
    ("Zo\u00eb", "Zoe\u0308\u0308", "a mark drawn twice"),
    ("Mia", "Mi\u0307a", "a dot on a dotted letter"),
    ("\u05e9\u05dc\u05d5\u05dd", "\u05e9\u05dc\u05d5\u05dd\u200f", "a mark of direction behind Hebrew"),
    ("\u0412\u0435\u0440\u0430", "Bepa", "Latin letters for Russian ones"),
    ("O\u2019Neil", "O'Neil", "another apostrophe"),
]
DIFFERENT = [
    ("Ana", "Ava"),
    ("Ana", "Anna"),
    ("Ali", "All"),
    ("Kai", "Kal"),
    ("Rae", "R\u00e1e"),
    ("\u0418\u0432\u0430\u043d", "\u0418\u0432\u0430"),
    ("\U0001f98a", "\U0001f43a"),
    ("\u304b", "\u304c"),
]
WELCOME = [
    "\u0627\u0644\u064a\u0627\u0633\u0645\u064a\u0646",
    "\u05d0\u05e0\u05d4 \u05de\u05d4\u05d9\u05dd",
    "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
    "Vi\u1ec7t \u0110\u00e0n",
    "\U0001f469\u200d\U0001f680 of the Sea",
    "\u6d77\u306e\u706f",
    "e\u0301toile",
    "a/b & <c> 100%?#",
    "\u0e01\u0e33\u0e25\u0e31\u0e07",
]
NEVER = [
    ("Ana\u202eanA", "steers text and cannot be seen (U+202E)"),
    ("Ana\u2066", "steers text and cannot be seen (U+2066)"),
    ("A\x07na", "steers text and cannot be seen (U+0007)"),
    ("\u200b\u2060", "Nothing of this name can be seen"),
    ("\u3164\u2800", "Nothing of this name can be seen"),
    ("\u0301", "Nothing of this name can be seen"),
    ("..", "Dots alone mean something else in an address"),
    ("a/../b", "Dots alone mean something else in an address"),
    ("a" * 81, "up to 80 characters; this one has 81"),
    ("\ufdfa" * 40, "up to 80 characters"),
]


@pytest.fixture
def ana(client):
    ana = cast.person("Wren")
    client.force_login(ana)
    return ana


def add(client, name):
    return client.post(reverse("pen-names"), {"name": name})


def edit(client, pseud, name, about=""):
    return client.post(reverse("pen-name", args=[pseud.pk]), {"name": name, "about": about})


def names_of(user):
    return set(user.pseuds.values_list("name", flat=True))


class TestLookingAlike:
    @pytest.mark.parametrize(("taken", "wished", "how"), LOOK_ALIKES, ids=[how for *_, how in LOOK_ALIKES])
    def test_nobody_can_choose_a_name_that_looks_like_somebody_elses(self, client, ana, taken, wished, how):
        take_pen_name(cast.person("Other"), taken)
        page = add(client, wished).content.decode()
        shown = taken.replace("'", "&#x27;")
        assert f"This looks like “{shown}”, a name somebody else writes under." in page
        assert "Please choose one that readers can tell apart." in page
        assert names_of(ana) == {"Wren"}

    @pytest.mark.parametrize(("taken", "wished", "how"), LOOK_ALIKES, ids=[how for *_, how in LOOK_ALIKES])
    def test_whichever_was_there_first(self, client, ana, taken, wished, how):
        take_pen_name(cast.person("Other"), wished)
        assert "This looks like" in add(client, taken).content.decode()

    @pytest.mark.parametrize(("taken", "wished"), DIFFERENT)
    def test_a_name_that_can_be_told_apart_is_hers(self, client, ana, taken, wished):
        take_pen_name(cast.person("Other"), taken)
        add(client, wished)
        assert names_of(ana) == {"Wren", wished}

    def test_renaming_is_choosing(self, client, ana):
        cast.person("Rae")
        page = edit(client, ana.default_pseud, "R\u0430e", "About me").content.decode()
        assert "This looks like “Rae”" in page
        assert 'value="R\u0430e"' in page
        assert "About me</textarea>" in page
        assert names_of(ana) == {"Wren"}

    def test_her_own_names_may_look_alike(self, client, ana):
        take_pen_name(ana, "Mam")
        add(client, "Marn")
        assert names_of(ana) == {"Wren", "Mam", "Marn"}

    def test_a_name_that_came_with_a_file_is_taken_as_it_is_and_its_page_can_be_changed(self, client, ana):
        cast.person("Other")
        theirs = pseud_named("\u041ether").user
        assert names_of(theirs) == {"\u041ether"}
        client.force_login(theirs)
        edit(client, theirs.default_pseud, "\u041ether", "I came with a file.")
        assert theirs.default_pseud.about == "<p>I came with a file.</p>"


def test_a_name_that_a_file_is_taken_in_by_may_be_a_user_name(ana):
    rae = cast.person("Rae")
    take_pen_name(rae, "Ana")
    wren = pseud_named("Wren")
    assert wren == ana.default_pseud
    assert pseud_named("ana") == rae.pseuds.get(name="Ana")  # somebody writes under it
    assert pseud_named(" rae ") == rae.default_pseud
    assert pseud_named("ANA").user == rae
    assert pseud_named("Orphan").user not in (ana, rae)


class TestWhatANameCanBe:
    @pytest.mark.parametrize("name", WELCOME)
    def test_every_script_is_welcome(self, client, ana, name):
        add(client, name)
        page = client.get(ana.pseuds.get(is_default=False).get_absolute_url())
        assert page.status_code == 200

    @pytest.mark.parametrize(("name", "why"), NEVER, ids=[ascii(name)[:20] for name, _ in NEVER])
    def test_what_would_harm_or_hide_is_refused_beside_the_field(self, client, ana, name, why):
        page = add(client, name).content.decode()
        assert why in page.partition('<ul class="errors"')[2]
        assert names_of(ana) == {"Wren"}

    def test_a_name_that_is_too_long_is_given_back_whole(self, client, ana):
        assert f'value="{"a" * 81}"' in add(client, "a" * 81).content.decode()
        assert "up to 80 characters" in client.get(reverse("pen-names")).content.decode()

    def test_it_is_kept_without_needless_blanks(self, client, ana):
        add(client, "  Lady\u00a0 of\n the   Sea ")
        assert names_of(ana) == {"Wren", "Lady of the Sea"}

    def test_she_cannot_have_the_same_one_twice(self, client, ana):
        assert "You write as “Wren” already." in add(client, "WREN").content.decode()
        assert names_of(ana) == {"Wren"}


class TestRenaming:
    def test_links_to_what_it_was_called_lead_to_it_for_good(self, client, ana):
        pseud = ana.default_pseud
        edit(client, pseud, "Lark")
        edit(client, pseud, "Swift")
        for old in ("Wren", "wren", "Lark"):
            answer = client.get(reverse("author", args=[ana.username, old]))
            assert (answer.status_code, answer["Location"]) == (301, "/users/Wren/pseuds/Swift")
        assert client.get("/users/Wren/pseuds/Swift").status_code == 200
        assert client.get("/users/Wren/pseuds/Robin").status_code == 404

    def test_she_may_go_back_to_an_old_name(self, client, ana):
        pseud = ana.default_pseud
        edit(client, pseud, "Lark")
        edit(client, pseud, "Wren")
        assert client.get("/users/Wren/pseuds/Wren").status_code == 200
        answer = client.get("/users/Wren/pseuds/Lark")
        assert (answer["Location"], answer["Cache-Control"]) == ("/users/Wren/pseuds/Wren", "no-cache")

    def test_no_other_name_of_hers_takes_the_links_over(self, client, ana):
        edit(client, ana.default_pseud, "Lark")
        page = add(client, "Wren").content.decode()
        assert "This is what “Lark” was called before, and links to it still lead there." in page
        assert names_of(ana) == {"Lark"}

    def test_somebody_else_may_take_a_name_that_was_given_up_and_breaks_no_link(self, client, ana):
        edit(client, ana.default_pseud, "Lark")
        rae = cast.person("Rae")
        client.force_login(rae)
        add(client, "Wren")
        assert names_of(rae) == {"Rae", "Wren"}
        assert client.get("/users/Wren/pseuds/Wren")["Location"] == "/users/Wren/pseuds/Lark"

    def test_other_capitals_are_the_same_address(self, client, ana):
        edit(client, ana.default_pseud, "WREN")
        assert names_of(ana) == {"WREN"}
        assert FormerName.objects.count() == 0
        assert client.get("/users/Wren/pseuds/Wren").status_code == 200

    def test_pages_and_books_have_the_new_name(self, client, ana):
        work = cast.posted(ana)
        address = f"/downloads/{work.pk}/x.txt"
        assert "Author: Wren" in b"".join(client.get(address).streaming_content).decode()
        edit(client, ana.default_pseud, "Lark")
        assert "Author: Lark" in b"".join(client.get(address).streaming_content).decode()
        client.logout()
        page = client.get(work.get_absolute_url()).content.decode()
        assert "/users/Wren/pseuds/Lark" in page
        assert "/users/Wren/pseuds/Wren" not in page


class TestTheUsualName:
    def test_one_is_usual_and_another_can_be(self, client, ana):
        add(client, "Lark")
        lark = ana.pseuds.get(name="Lark")
        client.post(reverse("usual-pen-name", args=[lark.pk]))
        assert dict(ana.pseuds.values_list("name", "is_default")) == {"Wren": False, "Lark": True}

    def test_it_cannot_be_removed(self, client, ana):
        add(client, "Lark")
        address = reverse("remove-pen-name", args=[ana.default_pseud.pk])
        assert client.get(address).status_code == 404
        assert client.post(address, {"successor": ana.pseuds.get(name="Lark").pk}).status_code == 404
        assert names_of(ana) == {"Wren", "Lark"}


class TestWhoMay:
    """Rae tries every address of Ana's names, with what would have worked for Ana."""

    def test_nobody_changes_somebody_elses_name(self, client, ana):
        lark = take_pen_name(ana, "Lark")
        rae = cast.person("Rae")
        before = list(Pseud.objects.order_by("pk").values())
        client.force_login(rae)
        answers = [
            client.get(reverse("pen-name", args=[lark.pk])),
            edit(client, lark, "Stolen", "Stolen"),
            client.post(reverse("usual-pen-name", args=[lark.pk])),
            client.post(reverse("remove-pen-name", args=[lark.pk]), {"successor": ana.default_pseud.pk}),
            client.post(reverse("remove-pen-name", args=[lark.pk]), {"successor": rae.default_pseud.pk}),
        ]
        assert [answer.status_code for answer in answers] == [404] * 5
        assert list(Pseud.objects.order_by("pk").values()) == before

    def test_a_guest_is_asked_to_sign_in(self, client, ana):
        client.logout()
        for name in ("settings", "preferences", "pen-names", "blocked"):
            answer = client.get(reverse(name))
            assert (answer.status_code, answer["Location"]) == (302, f"/users/login?next={reverse(name)}")


class TestTheProfile:
    def test_what_she_says_about_herself_stands_on_the_page_of_that_name(self, client, ana):
        edit(client, ana.default_pseud, "Wren", "I write by <em>night</em>.<script>alert(1)</script>")
        client.logout()
        page = client.get(ana.default_pseud.get_absolute_url()).content.decode()
        assert "I write by <em>night</em>." in page
        assert "alert(1)" not in page

    def test_plain_text_comes_back_as_it_was_typed(self, client, ana):
        edit(client, ana.default_pseud, "Wren", "One & two.\n\nThree.")
        assert (
            "One &amp; two.\n\nThree.</textarea>"
            in client.get(reverse("pen-name", args=[ana.default_pseud.pk])).content.decode()
        )

    def test_more_than_fits_is_given_back_whole(self, client, ana):
        page = edit(client, ana.default_pseud, "Wren", "word " * 2_001).content.decode()
        assert "These are 10004 characters, and 10,000 fit." in page
        assert "word " * 2_000 in page
        assert ana.default_pseud.about == ""

    def test_a_guest_who_had_the_page_before_gets_the_new_one(self, client, ana):
        drain()
        client.logout()
        assert "By the sea" not in client.get(ana.default_pseud.get_absolute_url()).content.decode()
        client.force_login(ana)
        edit(client, ana.default_pseud, "Wren", "By the sea")
        client.logout()
        assert "By the sea" in client.get(ana.default_pseud.get_absolute_url()).content.decode()
