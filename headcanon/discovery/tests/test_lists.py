"""The lists in which works are found."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from selectolax.lexbor import LexborHTMLParser

from headcanon.accounts.joining import take_pen_name
from headcanon.canon.models import Fandom, Tag
from headcanon.core.outbox import drain
from headcanon.works.manuscripts import draft_from
from headcanon.works.models import Work
from headcanon.works.publishing import announce_change, publish
from tests.cast import draft, manuscript, person, posted
from tests.memory import forget_everything


def page_of(address, user=None):
    """The page as it is now."""
    forget_everything()
    client = Client()
    if user:
        client.force_login(user)
    return LexborHTMLParser(client.get(address).content.decode())


def titles(page):
    return [link.text() for link in page.css(".card-title > a")]


def many(author, number, **fields):
    """Titles of `number` works, the newest first."""
    now = timezone.now()
    for n in range(number):
        posted(author, f"Night {n}", at=now + timedelta(minutes=n), **fields)
    return [f"Night {n}" for n in reversed(range(number))]


def names(page):
    return [link.text() for link in page.css("a.canon")]


def walk(address, rel, entries=titles):
    """The pages one after the other, by their links."""
    for _ in range(5):
        page = page_of(address)
        yield entries(page)
        link = page.css_first(f".pager a[rel={rel}]")
        if link is None:
            return
        address = address.partition("?")[0] + link.attributes["href"]


def test_a_long_list_is_walked_to_its_end_and_back(ana):
    every = many(ana, 45)
    oldest = Work.objects.order_by("newest_key").first().newest_key
    lists = {
        "home": reverse("home"),
        "fandom": Fandom.objects.get().get_absolute_url(),
        "tag": Tag.objects.get(name="Hero").get_absolute_url(),
        "author": ana.default_pseud.get_absolute_url(),
    }
    for name, address in lists.items():
        assert list(walk(address, "next")) == [every[:20], every[20:40], every[40:]], name
        back = list(walk(f"{address}?before={oldest}", "prev"))
        assert back == [every[24:44], every[4:24], every[:4]], name


def test_nonsense_for_a_place_in_a_list_counts_as_nothing(ana):
    every = many(ana, 2)
    for nonsense in ("behind=x", "behind=-1", "before=", f"behind={'9' * 30}"):
        assert titles(page_of(f"/?{nonsense}")) == every


def test_beyond_the_end_a_list_says_so_and_leads_back(ana):
    many(ana, 1)
    page = page_of("/?behind=1")
    assert "There is nothing older than this." in page.css_first(".empty").text()
    assert page.css_first(".empty a").attributes["href"] == "/"


def test_an_empty_archive_says_what_to_do_next(db):
    assert "look in again" in page_of("/").css_first(".empty").text()
    assert "headcanon intake" in page_of("/", person("Mo", is_archivist=True)).css_first(".empty").text()


def test_a_card_shows_what_a_reader_decides_by(ana):
    work = posted(ana, others=[person("Bea")], warnings=["Major character death"])
    card = page_of("/").css_first("article.card")
    assert " ".join(card.css_first(".card-title").text().split()) == "The Lamp by Ana, Bea"
    assert " ".join(card.css_first(".card-rating").text().split()) == "T Rating: Teen and up".replace("T R", "TR")
    assert " ".join(card.css_first(".card-canon").text().split()) == "Greek myth · Hero/Leander"
    assert card.css_first(".card-summary").text() == "A keeper trims her lamp."
    assert [chip.text() for chip in card.css(".chip")] == ["Warning: Major character death", "Hero", "Lighthouses"]
    facts = [" ".join(fact.text().split()) for fact in card.css(".card-facts li")]
    assert facts == ["10 words · English", "One-shot", f"{work.revised_at:%-d %b %Y}"]


def test_that_no_warnings_apply_is_heard_and_takes_no_room(ana):
    posted(ana)
    card = page_of("/").css_first("article.card")
    assert [chip.text() for chip in card.css(".chip")] == ["Hero", "Lighthouses"]
    assert "No warnings apply." in [each.text() for each in card.css(".unseen")]


def test_fandoms_are_listed_with_their_public_number(ana):
    posted(ana, fandoms=["Greek myth"])
    work = posted(ana, fandoms=["Greek myth", "Dracula"])
    draft(ana, fandoms=["Secret"])
    drain()
    listed = [" ".join(each.text().split()) for each in page_of(reverse("fandoms")).css(".canon-list li")]
    assert listed == ["Dracula 1 story", "Greek myth 2 stories"]
    Work.objects.filter(pk=work.pk).update(audience=Work.Audience.MEMBERS)
    announce_change(work)
    drain()
    assert [each.text().split()[0] for each in page_of(reverse("fandoms")).css(".canon-list li")] == ["Greek"]
    assert "Dracula" in page_of(reverse("fandoms"), person("Rae")).css_first(".canon-list").text()


def test_many_fandoms_are_walked_by_name_to_their_end_and_back(ana):
    every = sorted((f"Canon {n}" for n in range(230)), key=str.casefold)
    posted(ana, fandoms=[*reversed(every[:200]), *every[200:]])
    assert list(walk(reverse("fandoms"), "next", names)) == [every[:100], every[100:200], every[200:]]
    beyond = f"{reverse('fandoms')}?before=z"
    assert list(walk(beyond, "prev", names)) == [every[130:], every[30:130], every[:30]]


@pytest.mark.parametrize("query", ["behind=zzz", "before=0"])
def test_beyond_the_end_the_list_of_fandoms_says_so_and_leads_back(ana, query):
    posted(ana)
    page = page_of(f"{reverse('fandoms')}?{query}")
    assert names(page) == []
    assert page.css_first(".empty a").attributes["href"] == reverse("fandoms")


def test_nonsense_for_a_place_among_the_fandoms_harms_nothing(ana):
    posted(ana)
    for nonsense in ("behind=", "before=", "behind=%00", "behind=%ff"):
        page_of(f"{reverse('fandoms')}?{nonsense}")
    assert names(page_of(f"{reverse('fandoms')}?behind=%00")) == ["Greek myth"]


def test_a_fandom_of_a_draft_is_there_for_its_author_only(ana):
    work = draft(ana, fandoms=["Secret"])
    address = work.fandom_names[0].get_absolute_url()
    assert Client().get(address).status_code == 404
    page = page_of(address, ana)
    assert "Only drafts so far." in page.css_first(".empty").text()


def test_an_author_finds_her_drafts_on_her_own_page(ana):
    draft(ana, "Unfinished")
    posted(ana, "Finished")
    address = ana.default_pseud.get_absolute_url()
    assert titles(page_of(address)) == ["Finished"]
    assert titles(page_of(address, person("Rae"))) == ["Finished"]
    assert titles(page_of(address, ana)) == ["Unfinished", "Finished"]


@pytest.mark.parametrize("name", ["笹舟", "hart/hollow", "100 % Ana?", "Ana #2", "Brontë & co"])
def test_a_pen_name_of_any_letters_has_its_page(ana, name):
    work = publish(draft_from(manuscript(), pseuds=[take_pen_name(ana, name)]))
    page = page_of(work.authors[0].get_absolute_url())
    assert (page.css_first("h1").text(), titles(page)) == (name, ["The Lamp"])


def test_a_person_of_one_pen_name_is_found_there(ana):
    assert Client().get("/users/ana").headers["Location"] == "/users/Ana/pseuds/Ana"


def test_a_person_of_several_pen_names_has_all_her_works_once(ana):
    other = take_pen_name(ana, "Anonymouse")
    publish(draft_from(manuscript("Both"), pseuds=[ana.default_pseud, other]))
    page = page_of("/users/Ana")
    assert titles(page) == ["Both"]
    assert [link.text() for link in page.css(".listing-lead a")] == ["Ana", "Anonymouse"]


@pytest.mark.parametrize("address", ["/users/Nobody", "/users/Ana/pseuds/Nobody", "/fandoms/none", "/tags/none/works"])
def test_what_is_not_there_is_not_found(ana, address):
    assert Client().get(address).status_code == 404


def test_a_reserved_name_leads_where_it_always_did(db):
    assert Client().get("/users/login").status_code == 200


def test_works_is_another_word_for_home(db):
    assert Client().get("/works").headers["Location"] == "/"
