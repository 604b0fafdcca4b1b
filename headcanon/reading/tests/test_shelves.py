"""Shelves, through the front door: put on, taken off and put back, in order, and nobody else's to see or touch."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block, mute
from headcanon.accounts.joining import take_pen_name
from headcanon.accounts.pen_names import give_up
from headcanon.core import editions
from headcanon.reading.models import Shelf, Shelved
from headcanon.reading.shelving import move_to, put, the_shelf_for_later
from headcanon.reading.tests.on_shelves import shelf_of
from headcanon.works.erasing import erase
from headcanon.works.models import Work
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
MARKUP = "<script>alert(1)</script>"


@pytest.fixture
def rae(db):
    return cast.person("Rae")


@pytest.fixture
def client(rae):
    return cast.signed_in(rae)


@pytest.fixture
def works(ana):
    """The newest last."""
    now = timezone.now()
    return [
        cast.posted(ana, title, at=now - timedelta(hours=3 - number))
        for number, title in enumerate(("Crows", "Apples", "Boats"))
    ]


def titles_on(shelf):
    rows = Shelved.objects.filter(shelf=shelf).order_by("position", "id")
    return [row.work.title if row.work else "" for row in rows]


def page_of(shelf, who=None, **asked):
    forget_everything()
    return (who or Client()).get(reverse("shelf", args=[shelf.pk]), asked)


def words(page):
    return page.content.decode()


def public(person, *works, **fields):
    return shelf_of(person, "What I love", *works, sight="everyone", pseud=person.default_pseud, **fields)


# --- Putting on and taking off -------------------------------------------------------------------------------------


def test_a_work_is_put_on_several_shelves_at_once_with_what_she_says_of_it(client, rae, works):
    sea, lamps = shelf_of(rae, "Sea"), shelf_of(rae, "Lamps")
    address = reverse("shelve", args=[works[0].pk])
    form = {
        "shelves": [sea.pk, lamps.pk],
        "new": "  To  weep over ",
        "note": MARKUP,
        "why": "The crows!",
        "tags": "a, b,a",
    }
    answer = client.post(address, form)
    assert (answer.status_code, answer.url) == (302, works[0].get_absolute_url())
    said = {(row.shelf.name, row.note, row.why, tuple(row.tags)) for row in Shelved.objects.select_related("shelf")}
    assert said == {(name, MARKUP, "The crows!", ("a", "b")) for name in ("Sea", "Lamps", "To weep over")}
    page = client.get(address)
    assert (page.context["form"]["shelves"].value(), page.context["form"]["note"].value()) == (
        list(Shelf.objects.filter(person=rae).values_list("pk", flat=True)),
        MARKUP,
    )
    assert MARKUP not in words(page)
    assert MARKUP not in words(page_of(sea, client))
    assert "&lt;script&gt;" in words(page_of(sea, client))


def test_unticking_takes_off_and_undo_brings_everything_back(client, rae, works):
    sea = shelf_of(rae, "Sea", *works)
    Shelved.objects.filter(work=works[1]).update(note="On the train", tags=["sad"])
    stood = list(Shelved.objects.order_by("pk").values())
    answer = client.post(reverse("shelve", args=[works[1].pk]), {"was": [sea.pk], "note": "On the train"})
    assert titles_on(sea) == ["Crows", "Boats"]
    token = answer.context["token"]
    for other in (cast.signed_in(cast.person("Vex")), client):
        other.post(reverse("shelves-undo"), {"token": token})
        assert titles_on(sea) == (["Crows", "Apples", "Boats"] if other is client else ["Crows", "Boats"])
    assert list(Shelved.objects.order_by("pk").values()) == stood
    client.post(reverse("shelves-undo"), {"token": token})
    assert list(Shelved.objects.order_by("pk").values()) == stood
    client.post(reverse("shelves-undo"), {"token": token[:-1] + "x"})
    assert list(Shelved.objects.order_by("pk").values()) == stood


def test_a_box_that_was_not_on_her_page_unticks_nothing(client, rae, works):
    sea, lamps = shelf_of(rae, "Sea", works[0]), shelf_of(rae, "Lamps", works[0])
    client.post(reverse("shelve", args=[works[0].pk]), {"was": [sea.pk], "shelves": [sea.pk]})
    assert (titles_on(sea), titles_on(lamps)) == (["Crows"], ["Crows"])


def test_words_that_differ_from_shelf_to_shelf_stay_unless_she_says_something(client, rae, works):
    sea, lamps = shelf_of(rae, "Sea", works[0]), shelf_of(rae, "Lamps", works[0])
    Shelved.objects.filter(shelf=sea).update(note="Wet", tags=["x"])
    Shelved.objects.filter(shelf=lamps).update(note="Bright", tags=["x"])
    both = [sea.pk, lamps.pk]
    client.post(reverse("shelve", args=[works[0].pk]), {"was": both, "shelves": both, "why": "Both"})
    said = set(Shelved.objects.values_list("note", "why"))
    assert said == {("Wet", "Both"), ("Bright", "Both")}
    assert list(Shelved.objects.values_list("tags", flat=True)) == [[], []]


def test_read_later_is_one_click_and_one_shelf(client, rae, works):
    address = reverse("read-later", args=[works[0].pk])
    assert client.get(address).status_code == 200
    assert not Shelf.objects.exists()
    client.post(address)
    piece = client.post(address, headers={"HX-Request": "true"})
    assert b"<html" not in piece.content
    shelf = Shelf.objects.get()
    assert (shelf.is_later, shelf.sight, shelf.person, titles_on(shelf)) == (True, "me", rae, ["Crows"])
    client.post(reverse("shelf-take", args=[shelf.pk]), {"line": Shelved.objects.get().pk})
    assert titles_on(shelf) == []


def test_a_guest_leaves_nothing_and_is_asked_to_sign_in(works):
    for name in ("shelve", "read-later"):
        for way in (Client().get, Client().post):
            answer = way(reverse(name, args=[works[0].pk]))
            assert (answer.status_code, answer.url.partition("?")[0]) == (302, reverse("account_login"))
    page = Client().get(works[0].get_absolute_url())
    assert reverse("shelve", args=[works[0].pk]) in words(page)
    assert (Shelf.objects.count(), dict(page.cookies)) == (0, {})


def test_what_she_may_not_see_cannot_be_put_on_a_shelf(client, ana):
    for work in (cast.draft(ana), cast.hidden(ana), cast.for_herself(ana), cast.trashed(ana)):
        for name in ("shelve", "read-later"):
            assert client.post(reverse(name, args=[work.pk]), {"new": "Mine"}).status_code == 404
    assert not Shelved.objects.exists()


# --- In order ------------------------------------------------------------------------------------------------------


def test_lines_move_up_down_to_the_top_and_to_a_place(client, rae, works):
    sea = shelf_of(rae, "Sea", *works)
    rows = {row.work.title: row.pk for row in Shelved.objects.select_related("work")}
    steps = [
        ("Boats", "up", ["Crows", "Boats", "Apples"]),
        ("Boats", "up", ["Boats", "Crows", "Apples"]),
        ("Boats", "up", ["Boats", "Crows", "Apples"]),
        ("Boats", "down", ["Crows", "Boats", "Apples"]),
        ("Apples", "first", ["Apples", "Crows", "Boats"]),
        ("Apples", "last", ["Crows", "Boats", "Apples"]),
        ("Apples", "2", ["Crows", "Apples", "Boats"]),
        ("Crows", "3", ["Apples", "Boats", "Crows"]),
        ("Crows", "99", ["Apples", "Boats", "Crows"]),
        ("Crows", "-1", ["Apples", "Boats", "Crows"]),
        ("Crows", "9" * 40, ["Apples", "Boats", "Crows"]),
        ("Crows", "²", ["Apples", "Boats", "Crows"]),
    ]
    for title, to, expected in steps:
        form = {"line": rows[title], "to": to, "place": to}
        assert client.post(reverse("shelf-move", args=[sea.pk]), form).status_code == 302
        assert titles_on(sea) == expected, (title, to)
        positions = list(Shelved.objects.filter(shelf=sea).values_list("position", flat=True))
        assert len(set(positions)) == 3
    page = page_of(sea, client)
    assert [line.place for line in page.context["leafed"].lines] == [1, 2, 3]


def test_a_shelf_is_read_in_many_orders_and_paged_in_each(client, rae, ana):
    bea = cast.person("Bea")
    works = [
        cast.posted((ana, bea)[n % 2], f"{chr(122 - n)} night", at=timezone.now() - timedelta(days=n))
        for n in range(23)
    ]
    for number, work in enumerate(works):
        Work.objects.filter(pk=work.pk).update(words=5 + (number * 7) % 20)
    sea = shelf_of(rae, "Sea", *works)
    for order, key in {
        "hand": lambda row: row.position, "added": lambda row: -row.pk, "title": lambda row: row.work.title,
        "author": lambda row: row.work.authors[0].name, "words": lambda row: row.work.words,
        "updated": lambda row: -row.work.newest_key,
    }.items():  # fmt: skip
        first = page_of(sea, client, order=order).context["leafed"]
        second = page_of(sea, client, order=order, behind=first.older).context["leafed"]
        back = page_of(sea, client, order=order, before=second.newer).context["leafed"]
        rows = [line.row for line in (*first.lines, *second.lines)]
        assert [key(row) for row in rows] == sorted(map(key, rows))
        assert {row.pk for row in rows} == set(Shelved.objects.values_list("pk", flat=True))
        assert [line.row for line in back.lines] == [line.row for line in first.lines]
        assert (second.older, first.newer) == (None, None)


@pytest.mark.parametrize("tag", ["sad", "ünglück", 'a "quoted" one', "100%_\\", MARKUP])
def test_a_tag_filters_her_shelf_and_is_hers_alone(client, rae, works, tag):
    sea = public(rae, *works)
    Shelved.objects.filter(work=works[1]).update(tags=[tag, "other"])
    Shelved.objects.filter(work=works[2]).update(tags=[f"{tag} x"])
    page = page_of(sea, client, tag=tag)
    assert [line.work for line in page.context["leafed"].lines] == [works[1]]
    assert dict(page.context["tags"]) == {tag: 1, "other": 1, f"{tag} x": 1}
    others = page_of(sea, Client(), tag=tag)
    assert (len(others.context["leafed"].lines), others.context["tags"], others.context["tag"]) == (3, (), "")
    assert MARKUP not in words(page)


# --- Who sees it ---------------------------------------------------------------------------------------------------


def test_a_shelf_of_her_own_is_there_for_nobody_else(rae, works):
    sea = shelf_of(rae, "Sea", *works)
    mo = cast.person("Mo", is_archivist=True)
    kim = cast.person("Kim")
    kim.is_moderator = True
    kim.save()
    for who in (Client(), *map(cast.signed_in, (mo, kim, cast.person("Vex")))):
        assert page_of(sea, who).status_code == 404
        assert page_of(sea, who, key=sea.link_token).status_code == 404
    assert page_of(sea, cast.signed_in(rae)).status_code == 200


def test_nobody_changes_the_shelf_of_another(rae, works):
    sea = public(rae, *works)
    line = Shelved.objects.first()
    other = cast.signed_in(cast.person("Mo", is_archivist=True))
    stood = list(Shelved.objects.order_by("pk").values()), list(Shelf.objects.values())
    for name in ("shelf-edit", "shelf-remove", "shelf-link"):
        assert other.post(reverse(name, args=[sea.pk]), {"name": "Mine", "sight": "me"}).status_code == 404
    for name in ("shelf-move", "shelf-take"):
        assert other.post(reverse(name, args=[sea.pk]), {"line": line.pk, "to": "first"}).status_code == 404
    assert other.post(reverse("shelf-line", args=[sea.pk, line.pk]), {"note": "Ha"}).status_code == 404
    assert other.post(reverse("shelves"), {"shelf": sea.pk, "to": "up"}).status_code == 404
    assert other.get(reverse("shelves-export"), {"shelf": sea.pk}).status_code == 404
    other.post(reverse("shelve", args=[works[0].pk]), {"shelves": [sea.pk], "was": [sea.pk]})
    mine = shelf_of(cast.person("Jo"))
    other.post(reverse("shelf-move", args=[mine.pk]), {"line": line.pk, "to": "last"})
    assert (list(Shelved.objects.order_by("pk").values()), list(Shelf.objects.exclude(pk=mine.pk).values())) == stood


def test_a_secret_link_opens_until_it_is_renewed(client, rae, works):
    sea = shelf_of(rae, "Sea", *works, sight="link")
    assert page_of(sea).status_code == 404
    old = sea.link_token
    page = page_of(sea, key=old)
    assert (page.status_code, page.headers["X-Robots-Tag"]) == (200, "noindex")
    client.post(reverse("shelf-link", args=[sea.pk]))
    sea.refresh_from_db()
    assert [page_of(sea, key=key).status_code for key in (old, sea.link_token)] == [404, 200]


def test_others_see_what_they_could_find_themselves_and_count_no_more(rae, ana):
    vex = cast.person("Vex")
    seen = cast.posted(ana, "Seen")
    states = [
        cast.restricted(ana, "For members"),
        cast.hidden(ana),
        cast.draft(ana, "Draft"),
        cast.by_link(ana),
        cast.for_herself(ana),
    ]
    shelf = public(rae, seen, *states, cast.posted(vex, "By Vex"))
    Shelved.objects.update(why="Because", note="my own note", tags=["my own tag"])
    mia = cast.person("Mia")
    ana_blocks_mia = cast.person("Nix")
    block(ana, ana_blocks_mia)
    mute(mia, vex)
    found = {}
    for name, who in {"guest": Client(), "Mia": cast.signed_in(mia), "Nix": cast.signed_in(ana_blocks_mia)}.items():
        page = page_of(shelf, who)
        found[name] = (page.context["number"], sorted(line.work.title for line in page.context["leafed"].lines))
        assert "my own" not in words(page)
    assert found == {
        "guest": (2, ["By Vex", "Seen"]),
        "Mia": (2, ["For members", "Seen"]),
        "Nix": (1, ["By Vex"]),
    }


def test_a_block_hides_the_shelf_and_the_recommendation_both_ways(rae, works):
    shelf = public(rae, works[0])
    vex, nix, joe = cast.person("Vex"), cast.person("Nix"), cast.person("Joe")
    block(rae, vex)
    block(nix, rae)
    address = reverse("recommendations", args=[works[0].pk])
    author = rae.default_pseud.get_absolute_url()
    for person, sees in ((vex, False), (nix, False), (joe, True)):
        who = cast.signed_in(person)
        forget_everything()
        assert page_of(shelf, who).status_code == (200 if sees else 404)
        assert ("What I love" in words(who.get(address))) == sees
        page = who.get(author)
        assert (page.status_code == 200 and "What I love" in words(page)) == sees


def test_a_work_names_who_recommends_it_if_its_author_wishes(ana, rae, works):
    shelf = public(rae, *works)
    Shelved.objects.update(why=f"Read it {MARKUP}")
    public(ana, *works)  # an author's own shelf is no recommendation
    shelf_of(rae, "Private one", *works)
    address = reverse("recommendations", args=[works[0].pk])
    page = words(Client().get(address))
    assert (page.count("&lt;script&gt;"), MARKUP in page, "Private one" in page) == (1, False, False)
    assert reverse("shelf", args=[shelf.pk]) in page
    assert address in words(Client().get(works[0].get_absolute_url()))
    Work.objects.update(lists_recommendations=False)
    forget_everything()
    assert "Read it" not in words(Client().get(address))
    assert address not in words(Client().get(works[0].get_absolute_url()))


def test_an_author_says_in_many_stories_at_once_that_nobody_is_named(ana, works):
    form = {"works": [work.pk for work in works[:2]], "action": "save", "lists_recommendations": "no"}
    cast.signed_in(ana).post(reverse("works-edit"), form)
    assert [Work.objects.get(pk=work.pk).lists_recommendations for work in works] == [False, False, True]


def test_a_suspended_person_recommends_nothing_new(client, rae, works):
    shelf, own = public(rae, works[0]), shelf_of(rae, "Sea", works[0])
    rae.suspended_until = timezone.now() + timedelta(days=1)
    rae.save()
    line = Shelved.objects.get(shelf=shelf)
    said = {"name": "New", "sight": "everyone", "pseud": rae.default_pseud.pk}
    refused = [
        client.post(reverse("shelf-new"), said),
        client.post(reverse("shelf-edit", args=[own.pk]), said),
        client.post(reverse("shelf-edit", args=[shelf.pk]), said),
        client.post(reverse("shelve", args=[works[1].pk]), {"shelves": [shelf.pk]}),
        client.post(reverse("shelf-line", args=[shelf.pk, line.pk]), {"why": "New"}),
    ]
    assert [answer.status_code for answer in refused] == [403] * 5
    assert set(Shelf.objects.values_list("name", "sight")) == {("What I love", "everyone"), ("Sea", "me")}
    allowed = [
        client.post(reverse("shelve", args=[works[1].pk]), {"shelves": [own.pk]}),
        client.post(reverse("shelf-edit", args=[own.pk]), {"name": "Mine", "sight": "me"}),
        client.post(reverse("shelf-line", args=[shelf.pk, line.pk]), {"note": "To me"}),
        client.post(reverse("shelf-edit", args=[shelf.pk]), {"name": "What I love", "sight": "me"}),
    ]
    assert [answer.status_code for answer in allowed] == [302] * 4
    assert titles_on(own) == ["Crows", "Apples"]


def test_a_public_shelf_needs_one_of_her_own_names(client, rae, ana):
    for pseud in ("", ana.default_pseud.pk):
        answer = client.post(reverse("shelf-new"), {"name": "New", "sight": "everyone", "pseud": pseud})
        assert (answer.status_code, list(answer.context["form"].errors)) == (200, ["pseud"])
    assert not Shelf.objects.exists()


# --- What becomes of it --------------------------------------------------------------------------------------------


def test_a_story_that_goes_leaves_her_note(client, rae, works):
    sea = shelf_of(rae, "Sea", *works)
    Shelved.objects.update(note="My note", why="My why")
    erase(Work.objects.get(pk=works[0].pk))
    Work.objects.filter(pk=works[1].pk).update(is_hidden=True)
    page = page_of(sea, client)
    assert [line.work for line in page.context["leafed"].lines] == [None, None, works[2]]
    assert [word in words(page) for word in ("Crows", "Apples", "Boats")] == [False, False, True]
    assert words(page).count(">My note<") == 3
    # No order by what a story says of itself tells where a hidden one would stand.
    for order in ("title", "author", "words", "updated"):
        page = page_of(sea, client, order=order)
        assert ([line.work for line in page.context["leafed"].lines], page.context["missing"]) == ([works[2]], 2)
    form = client.get(reverse("shelf-line", args=[sea.pk, Shelved.objects.get(work=works[1]).pk]))
    assert (form.status_code, "Apples" in words(form)) == (200, False)


def test_a_pen_name_that_is_given_up_hands_its_shelves_on(rae, works):
    wren = take_pen_name(rae, "Wren")
    shelf = shelf_of(rae, "Sea", works[0], sight="everyone", pseud=wren)
    give_up(wren, successor=rae.default_pseud)
    shelf.refresh_from_db()
    assert shelf.pseud == rae.default_pseud
    assert page_of(shelf).status_code == 200
    moved = Client().get(reverse("author", args=["Rae", "Wren"]))
    assert moved.status_code in (301, 302)


def test_a_removed_shelf_takes_its_lines_along_and_no_story(client, rae, works):
    sea = shelf_of(rae, "Sea", *works)
    shown = client.get(reverse("shelf-remove", args=[sea.pk]))
    assert "3 stories" in words(shown)
    assert Shelf.objects.exists()
    client.post(reverse("shelf-remove", args=[sea.pk]))
    assert (Shelf.objects.count(), Shelved.objects.count(), Work.objects.count()) == (0, 0, 3)


def test_shelves_stand_in_her_order(client, rae):
    for number, name in enumerate(("A", "B", "C")):
        shelf_of(rae, name, position=number)
    c = Shelf.objects.get(name="C")
    for to, expected in (("up", "ACB"), ("up", "CAB"), ("up", "CAB"), ("down", "ACB")):
        client.post(reverse("shelves"), {"shelf": c.pk, "to": to})
        assert "".join(Shelf.objects.order_by("position").values_list("name", flat=True)) == expected


def test_no_two_of_her_shelves_are_called_alike(client, rae):
    shelf_of(rae, "Sea")
    shelf_of(cast.person("Jo"), "Lamps")
    answers = [
        client.post(reverse("shelf-new"), {"name": name, "sight": "me"}).status_code for name in ("Sea ", "Lamps")
    ]
    assert answers == [200, 302]


def test_an_address_with_an_endless_number_is_answered_like_a_missing_page(client, rae, works):
    endless = 10**30
    shelf = shelf_of(rae, "Sea", works[0])
    for name, args in (
        ("shelf", [endless]), ("shelf-edit", [endless]), ("shelf-book", [endless]), ("shelf-line", [endless, 1]),
        ("shelf-line", [shelf.pk, endless]), ("shelve", [endless]), ("recommendations", [endless]),
    ):  # fmt: skip
        assert client.get(reverse(name, args=args)).status_code == 404, name
    assert client.post(reverse("shelf-take", args=[shelf.pk]), {"line": "9" * 30}).status_code == 404
    assert client.get(reverse("shelf", args=[shelf.pk]), {"behind": "9" * 19}).status_code == 200
    assert client.get(reverse("shelf", args=[shelf.pk]), {"tag": "\0", "order": "\0"}).status_code == 200


# --- How much it costs ---------------------------------------------------------------------------------------------


def cost(way, *args, **fields):
    forget_everything()
    with CaptureQueriesContext(connection) as captured:
        assert way(*args, **fields).status_code in (200, 302)
    return [query["sql"] for query in captured.captured_queries]


def filled(rae, ana, shelves, works_on_each):
    works = [cast.posted(ana, f"Night {n}") for n in range(works_on_each)]
    return [shelf_of(rae, f"Shelf {n}", *works, position=n) for n in range(shelves)], cast.posted(ana, "One more")


@pytest.mark.parametrize("name", ["shelves", "shelf", "shelf by title", "shelf by tag", "shelve", "put", "public"])
def test_many_shelves_and_works_cost_no_more_queries(client, rae, ana, name, monkeypatch):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request

    def run(shelves, number):
        Shelf.objects.all().delete()
        made, more = filled(rae, ana, shelves, number)
        Shelf.objects.filter(pk=made[0].pk).update(sight="everyone", pseud=rae.default_pseud)
        Shelved.objects.update(tags=["sad"])
        address = reverse("shelf", args=[made[0].pk])
        return {
            "shelves": lambda: cost(client.get, reverse("shelves")),
            "shelf": lambda: cost(client.get, address),
            "shelf by title": lambda: cost(client.get, address, {"order": "title"}),
            "shelf by tag": lambda: cost(client.get, address, {"tag": "sad"}),
            "shelve": lambda: cost(client.get, reverse("shelve", args=[more.pk])),
            "put": lambda: cost(
                client.post, reverse("shelve", args=[more.pk]), {"shelves": [each.pk for each in made], "note": "x"}
            ),
            "public": lambda: cost(Client().get, address),
        }[name]()

    client.get(reverse("shelves"))
    few, many = run(2, 2), run(7, 9)
    assert len(few) == len(many), "\n".join([*few, "", *many])


# --- Two at once ---------------------------------------------------------------------------------------------------


def test_two_windows_give_no_two_works_one_place_and_make_one_shelf_for_later(ana, rae):
    """Each goes by what it read before the other was done; see headcanon/works/holding.py for who waits for whom."""
    first, second = the_shelf_for_later(rae), the_shelf_for_later(rae)
    works = [cast.posted(ana, f"Night {n}") for n in range(3)]
    put(works[0], [first], person=rae)
    stale = [Shelved.objects.select_related("shelf").get() for _ in range(2)]
    put(works[1], [second], person=rae, note="Mine")
    move_to(stale[0], 2)
    put(works[2], [first], person=rae)
    put(works[1], [first], person=rae)
    move_to(stale[1], 1)
    rows = list(Shelved.objects.order_by("position").values_list("work__title", "note"))
    assert rows == [("Night 0", ""), ("Night 1", "Mine"), ("Night 2", "")]
    assert len(set(Shelved.objects.values_list("position", flat=True))) == 3
    assert Shelf.objects.count() == 1
