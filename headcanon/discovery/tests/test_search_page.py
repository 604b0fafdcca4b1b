"""The page of search, through the front door."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.blocking import block
from headcanon.canon.models import Tag
from headcanon.core import editions
from headcanon.core.outbox import drain
from headcanon.discovery.index.plain_engine import Plain
from headcanon.discovery.models import AlwaysLeftOut
from headcanon.reviews.applauding import applaud
from headcanon.works.models import Work
from headcanon.works.publishing import announce_change
from headcanon.works.trash import trash
from tests import search_pages
from tests.cast import draft, person, posted, restricted, signed_in, viewer
from tests.memory import forget_everything

SEARCH = "/works/search"
A_DAY = timedelta(days=1)


@pytest.fixture
def indexed(monkeypatch):
    """Call it, and what is posted now is what the index knows."""
    engine = Plain()
    search_pages.asked_here(monkeypatch, engine)

    def now():
        drain()
        search_pages.index(engine)
        forget_everything()

    return now


@pytest.fixture
def rae(db):
    return person("Rae")


@pytest.fixture
def three(ana, indexed):
    now = timezone.now()
    posted(ana, "The Lamp", at=now - A_DAY * 2, fandoms=["Greek myth"], tags=["Lighthouses"], rating="Teen")
    posted(ana, "The Loom", at=now - A_DAY, fandoms=["Greek myth", "Dracula"], tags=["Grief"], rating="Explicit")
    posted(ana, "The Sea", fandoms=["Dracula"], tags=["Grief", "Lighthouses"], warnings=["Major character death"])
    indexed()


def answer(query="", user=None, **headers):
    client = signed_in(user) if user else Client()
    address = f"{SEARCH}?{query}" if query else SEARCH
    return client.get(address, **headers)


def page_of(query="", user=None):
    response = answer(query, user)
    assert response.status_code == 200, response.get("Location")
    return LexborHTMLParser(response.content.decode())


def text(node):
    return " ".join(node.text().split())


def titles(page):
    return [link.text() for link in page.css(".card-title > a")]


def said(page):
    return text(page.css_first(".search-said")).replace(", take it out", "").replace(" ×", "")


def test_a_search_for_nothing_finds_everything_the_newest_first(three):
    page = page_of()
    assert titles(page) == ["The Sea", "The Loom", "The Lamp"]
    assert said(page) == "3 stories."


def test_a_search_is_a_sentence_and_each_phrase_can_be_taken_out(three):
    page = page_of("q=the&fandom=dracula&fandom=greek-myth&no-tag=lighthouses&words-to=50")
    assert titles(page) == ["The Loom"]
    assert said(page) == "1 story saying “the”, from Dracula or Greek myth, of 50 or fewer words, without Lighthouses."
    assert [link.attributes["href"] for link in page.css(".phrase")] == [
        f"{SEARCH}?fandom=dracula&fandom=greek-myth&no-tag=lighthouses&words-to=50",
        f"{SEARCH}?q=the&fandom=greek-myth&no-tag=lighthouses&words-to=50",
        f"{SEARCH}?q=the&fandom=dracula&no-tag=lighthouses&words-to=50",
        f"{SEARCH}?q=the&fandom=dracula&fandom=greek-myth&no-tag=lighthouses",
        f"{SEARCH}?q=the&fandom=dracula&fandom=greek-myth&words-to=50",
    ]


def test_what_a_form_sends_is_led_to_one_address(three):
    sent = "q=&fandom=&words-from=&words-to=&crossover=&tag=GRIEF&tag="
    response = answer(sent)
    assert (response.status_code, response["Location"]) == (302, f"{SEARCH}?tag=grief")
    assert titles(page_of("tag=grief")) == ["The Sea", "The Loom"]
    assert answer("tag=grief&page=2&x=y")["Location"] == f"{SEARCH}?tag=grief&page=2"


def test_whatever_is_asked_there_is_an_answer(three):
    strange = ("q=%28%28%22-*", "page=x", "tag=%F0%9F%90%99&tag=%00", "words-from=-1", "set-at=1", "by=nobody")
    for query in (*strange, "q=" + "a" * 3000, "q=" + "(" * 300, "&".join(f"tag=t{n}" for n in range(300))):
        response = answer(query)
        if response.status_code == 302:
            response = Client().get(response["Location"])
        assert response.status_code == 200, query


def test_it_says_what_it_passed_over(three):
    assert "“!!” is passed over: there is no letter in it." in [
        text(each) for each in page_of("q=lamp+%21%21").css(".help")
    ]


def test_nothing_found_says_what_to_take_out(three):
    page = page_of("tag=lighthouses&no-fandom=dracula&no-rating=teen")
    assert titles(page) == []
    assert said(page) == "No story tagged Lighthouses, without Dracula, not rated Teen and up."
    ways = [text(each).replace(", take it out", "") for each in page.css(".search-ways-on li")]
    assert ways == ["Teen and up × 1 story"]
    assert page.css_first(".search-ways-on a").attributes["href"] == f"{SEARCH}?no-fandom=dracula&tag=lighthouses"


def test_where_taking_out_one_thing_does_not_help_it_begins_anew(three):
    page = page_of("q=unheard+of&tag=never-typed")
    assert page.css_first(".empty a").attributes["href"] == SEARCH


def rows(page, name):
    """{label: (number, tick)} of one group."""
    found = {}
    for row in page.css(f".facets-{name} li.facet"):
        number = row.css_first(".facet-number")
        ticked, struck = ("checked" in box.attributes for box in row.css("input"))
        found[text(row.css_first(".facet-name"))] = (number and int(number.text()), ticked - struck)
    return found


def groups_of(query="", user=None):
    client = signed_in(user) if user else Client()
    return LexborHTMLParser(client.get(f"{reverse('search-groups')}?{query}").content.decode())


def test_beside_the_stories_stands_what_they_can_be_narrowed_by(three):
    page = groups_of("fandom=dracula&no-rating=explicit")
    assert rows(page, "fandom") == {"Dracula": (1, 1)}
    assert rows(page, "tag") == {"Grief": (1, 0), "Lighthouses": (1, 0)}
    rating = rows(page, "rating")
    assert (rating["Teen and up"], rating["Explicit"]) == ((1, 0), (1, -1))
    assert rows(page, "warning")["Major character death"] == (1, 0)
    assert rows(page_of("fandom=dracula"), "fandom") == {"Dracula": (None, 1)}
    assert rows(page_of("fandom=dracula&counts=yes"), "fandom") == {"Dracula": (2, 1), "Greek myth": (1, 0)}


def test_no_two_things_on_it_share_an_id(three):
    page = page_of("main=yes&rating=teen&words-to=9")
    ids = [node.attributes["id"] for node in page.css("[id]")]
    assert "foreground" in ids
    assert len(ids) == len(set(ids))


def test_htmx_gets_the_stories_alone_and_the_address_of_what_they_are(three):
    response = answer("tag=Grief&fandom=", HTTP_HX_REQUEST="true", HTTP_HX_TARGET="found")
    part = LexborHTMLParser(response.content.decode())
    assert response["HX-Push-Url"] == f"{SEARCH}?tag=grief"
    assert titles(part) == ["The Sea", "The Loom"] and part.css_first("h1") is None
    assert text(part.css_first("#show")) == "Show 2 stories"
    assert part.css_first("[data-hx-get]").attributes["data-hx-get"] == f"{reverse('search-groups')}?tag=grief"
    assert "HX-Request" in response["Vary"]


def test_no_page_of_search_is_kept(three):
    assert answer()["Cache-Control"] == "private, no-cache"


def test_a_long_list_is_leafed_through(ana, indexed):
    for n in range(21):
        posted(ana, f"Night {n}")
    indexed()
    first, second = page_of("q=night"), page_of("q=night&page=2")
    assert len(titles(first)) == 20 and len(titles(second)) == 1
    assert first.css_first("a[rel=next]").attributes["href"] == f"{SEARCH}?q=night&page=2"
    assert second.css_first("a[rel=prev]").attributes["href"] == f"{SEARCH}?q=night&page=1"
    assert text(second.css_first(".search-page")) == "Page 2 of 2"
    assert "nothing further down" in page_of("q=night&page=3").css_first(".empty").text()


def test_what_a_reader_may_not_see_is_in_no_part_of_the_page(ana, rae, indexed):
    """The index knows them all, as it did a moment ago."""
    vex = person("Vex")
    block(ana, vex)
    made = {"Seen": posted, "Members": restricted, "Hidden": posted, "Draft": draft, "Linked": posted, "Hers": posted}
    works = {name: make(ana, f"The {name} one", tags=[f"Tag {name}"]) for name, make in made.items()}
    works["Gone"] = posted(ana, "The Gone one", tags=["Tag Gone"])
    indexed()
    Work.objects.filter(pk=works["Hidden"].pk).update(is_hidden=True)
    Work.objects.filter(pk=works["Linked"].pk).update(audience="link", link_token="an-otter-in-the-reeds-9")
    Work.objects.filter(pk=works["Hers"].pk).update(audience="me")
    trash(works["Gone"])
    for name in ("Hidden", "Linked", "Hers"):
        announce_change(Work.objects.get(pk=works[name].pk))
    indexed()
    asked = ["", "counts=yes", "q=one", *(f"tag=tag-{name.lower()}&counts=yes" for name in works)]
    for user, seen in {None: {"Seen"}, rae: {"Seen", "Members"}, vex: set()}.items():
        met = set()
        for query in asked:
            html = answer(query, user).content.decode()
            met |= {name for name in works if f"The {name} one" in html}
            # The names of tags that everybody may know are no secret from anybody.
            met |= {name for name in works if f"Tag {name}" in html and name != "Seen"}
        assert met == seen
        assert said(page_of("", user)).startswith({0: "No story yet", 1: "1 story", 2: "2 stories"}[len(seen)])


def test_what_is_covered_stands_neither_on_a_card_nor_beside_it(ana, rae, indexed):
    posted(ana, "The Lamp", tags=["The otter drowns"], rating="Teen")
    posted(ana, "The Loom", tags=["Weaving"])
    Work.objects.filter(title="The Lamp").update(is_spoiler=True)
    indexed()
    for query in ("counts=yes", "q=lamp&counts=yes"):
        html = answer(query, rae).content.decode()
        assert "The Lamp" in html and "otter" not in html
    assert "The otter drowns" in answer("counts=yes", ana).content.decode()
    assert rows(groups_of(), "tag") == {"Weaving": (1, 0)}


def test_names_are_printed_as_text(ana, indexed):
    posted(ana, "A <b>Lamp</b>", tags=["<i>Tag</i> {0} %s"], fandoms=["<u>Canon</u>"])
    indexed()
    slug = Tag.objects.get(kind="freeform").slug
    html = answer(f"q=%3Cb%3E&tag={slug}&counts=yes").content.decode()
    assert not any(markup in html for markup in ("<b>Lamp", "<i>Tag", "<u>Canon"))
    assert "&lt;i&gt;Tag&lt;/i&gt; {0} %s" in html


def test_a_tag_that_gives_something_away_is_not_offered(three):
    Tag.objects.filter(name="Grief").update(is_spoiler=True)
    assert rows(groups_of(), "tag") == {"Lighthouses": (1, 0)}  # one of the stories that has it is covered


def test_hide_what_i_was_glad_of(three, rae, ana):
    work = posted(ana, "Another")
    applaud(work, viewer=viewer(rae))
    assert titles(page_of("hide=kudos", rae)) == ["The Sea", "The Loom", "The Lamp"]
    assert said(page_of("hide=kudos", rae)) == "3 stories that you have given no kudos."


def test_what_is_always_left_out_is_said_once_and_holds_for_every_search(three, rae):
    page = page_of("no-tag=grief&no-rating=teen", rae)
    way = page.css_first(".facet-way a").attributes["href"]
    assert way == f"{reverse('left-out')}?no-tag=grief&no-rating=teen"
    form = LexborHTMLParser(signed_in(rae).get(way).content.decode())
    ticked = [box.attributes["value"] for box in form.css(".left-out input[checked]")]
    assert sorted(ticked) == ["grief", "teen"]
    assert not AlwaysLeftOut.objects.exists()
    response = signed_in(rae).post(
        reverse("left-out"), {"no-tag": ["grief", "Never Typed", ""], "q": "x", "tag": "y"}, follow=True
    )
    assert "Nothing here is called “Never Typed”" in response.content.decode()
    assert AlwaysLeftOut.objects.get().asks == "no-tag=grief"
    assert titles(page_of("", rae)) == ["The Lamp"]
    assert titles(page_of("tag=grief", rae)) == ["The Sea", "The Loom"]
    assert titles(page_of()) == ["The Sea", "The Loom", "The Lamp"]
    signed_in(rae).post(reverse("left-out"), {})
    assert not AlwaysLeftOut.objects.exists()


def test_only_members_keep_what_is_left_out(three):
    assert Client().get(reverse("left-out")).status_code == 302
    assert Client().post(reverse("left-out"), {"no-tag": "grief"}).status_code == 302
    assert not AlwaysLeftOut.objects.exists()


def test_every_page_leads_to_search_but_search_itself(three):
    home = LexborHTMLParser(Client().get("/").content.decode())
    assert home.css_first(".masthead-search").attributes["action"] == SEARCH
    assert page_of().css_first(".masthead-search") is None


def test_the_number_of_queries_does_not_grow(ana, indexed, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request
    posted(ana, "First", tags=["A"])
    indexed()
    counts = []
    for _ in range(2):
        forget_everything()
        with django_assert_max_num_queries(30) as queries:
            answer("fandom=greek-myth&counts=yes")
        counts.append(len(queries))
        for n in range(3):
            posted(ana, f"More {n}", tags=[f"Tag {n}"])
        indexed()
    assert counts[0] == counts[1], queries.captured_queries
