"""The catalogue in both editions: it keeps to its specifications, says what a page would, lets e-readers sign in, and does
for KOReader, Thorium and Calibre what each of them needs."""

import base64
import json
import re
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.blocking import block
from headcanon.api.opds import finding, shelving
from headcanon.api.tests.opds_specifications import (
    ACQUISITION,
    FACET,
    NAVIGATION,
    OPDS,
    THR,
    links_of,
    wrong_with_opds1,
    wrong_with_opds2,
    wrong_with_search_description,
    wrong_with_sign_in,
)
from headcanon.api.tests.specifications import ATOM
from headcanon.api.tests.test_feeds import told_at_length
from headcanon.api.tokens import make_token
from headcanon.canon.models import Fandom
from headcanon.discovery.index.keeping import Keeper
from headcanon.discovery.models import SavedSearch
from headcanon.following.follows import follow
from headcanon.reading.models import Shelved
from headcanon.reading.tests.on_shelves import shelf_of
from headcanon.works.models import Work
from tests.cast import hidden, posted, restricted, signed_in
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/opds+json"}
# What each program says that it takes.
KOREADER = {"Accept": "application/opds+json, application/atom+xml;profile=opds-catalog, */*"}
CALIBRE = {"Accept": "*/*"}
OWN = re.compile("/opds/(shelves|follows)")
A_BROWSER = {"Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


def fetched(where, client=None, **headers):
    forget_everything()
    return (client or Client()).get(where, headers=headers)


def pages(token):
    """Every page of the catalogue, and with what it is asked for."""
    own = {"Authorization": basic(f"rae:{token}")}
    names = ("opds", "opds-stories", "opds-fandoms")
    yield from ((reverse(name), {}) for name in names)
    for name in ("opds-shelves", "opds-follows", "opds-followed"):
        yield reverse(name), own


def basic(words):
    return f"Basic {base64.b64encode(words.encode()).decode()}"


def titles(where, client=None, **headers):
    return [each["metadata"]["title"] for each in fetched(where, client, **JSON, **headers).json()["publications"]]


def every_token(person):
    return make_token(person, name="reader", scopes=["read", "shelves", "follows"])


@pytest.fixture
def keeper(data_folder):
    keeper = Keeper()
    yield keeper
    keeper.put_down()


# --- What it is ----------------------------------------------------------------------------------------------------


def test_each_page_keeps_to_both_specifications_whatever_people_typed(ana, rae):
    work = told_at_length(ana)
    for name, thing in {"work": work, "fandom": work.fandom_names[0], "tag": work.tags_of("relationship")[0]}.items():
        follow(rae, name, thing)
    shelf = shelf_of(rae, "Sea & <salt>", work)
    SavedSearch.objects.create(person=rae, name="Lamps <&>", asks="q=lamp&status=complete")
    token = every_token(rae)
    for where, headers in (
        *pages(token),
        (reverse("opds-shelf", args=[shelf.pk]), {"Authorization": basic(f":{token}")}),
    ):
        answer = fetched(where, **headers)
        assert answer.status_code == 200, where
        assert wrong_with_opds1(answer.content) == [], where
        is_navigation = where not in (
            reverse("opds-stories"),
            reverse("opds-followed"),
            reverse("opds-shelf", args=[shelf.pk]),
        )
        assert answer["Content-Type"] == (NAVIGATION if is_navigation else ACQUISITION), where
        answer = fetched(where, **JSON, **headers)
        assert answer["Content-Type"] == "application/opds+json", where
        assert wrong_with_opds2(answer.json()) == [], where
        assert ("navigation" in answer.json()) == is_navigation, where


def test_a_story_is_told_as_its_card_tells_it_with_its_book(ana):
    work = told_at_length(ana)
    [publication] = fetched(reverse("opds-stories"), **JSON).json()["publications"]
    said = publication["metadata"]
    assert said["title"].startswith("The Lamp")
    assert (said["author"], said["language"], said["description"]) == ([{"name": "Ana"}], "en", "A keeper & her lamp.")
    assert said["belongsTo"] == {"series": [{"name": "Nights", "position": 1}]}
    subjects = {subject["name"] for subject in said["subject"]}
    assert {"Greek myth", "Hero/Leander", "Hero", "Sea", "Major character death"} <= subjects
    [entry] = ElementTree.fromstring(fetched(reverse("opds-stories")).content).findall(f"{ATOM}entry")
    books = {link["href"] for link in publication["links"] if "acquisition" in link["rel"]}
    assert books == {link.get("href") for link in links_of(entry) if "acquisition" in link.get("rel")}
    [book] = books
    assert re.fullmatch(rf"http://testserver/opds/works/{work.pk}/The_Lamp[^/]*\.epub\?updated_at=\d+", book)
    answer = fetched(book)
    assert (answer["Content-Type"], "attachment" in answer["Content-Disposition"]) == ("application/epub+zip", True)
    assert b"".join(answer.streaming_content)[:2] == b"PK"
    again = fetched(book, **{"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_the_address_of_a_book_is_another_when_there_is_something_new_in_it(ana):
    work = posted(ana)
    first = book_of(reverse("opds-stories"))
    Work.objects.filter(pk=work.pk).update(revised_at=timezone.now() + timezone.timedelta(days=1))
    assert book_of(reverse("opds-stories")) != first


def book_of(where):
    [publication] = fetched(where, **JSON).json()["publications"]
    return next(link["href"] for link in publication["links"] if "acquisition" in link["rel"])


def test_one_story_is_a_document_of_its_own(ana):
    work = posted(ana)
    where = reverse("opds-work", args=[work.pk])
    answer = fetched(where)
    assert answer["Content-Type"] == "application/atom+xml;type=entry;profile=opds-catalog"
    assert ElementTree.fromstring(answer.content).tag == f"{ATOM}entry"
    answer = fetched(where, **JSON)
    assert answer["Content-Type"] == "application/opds-publication+json"
    assert answer.json() == fetched(reverse("opds-stories"), **JSON).json()["publications"][0]
    assert fetched(reverse("opds-work", args=[hidden(ana).pk])).status_code == 404


def test_a_program_gets_the_edition_that_it_prefers(db):
    for headers, is_json in ((KOREADER, True), (CALIBRE, False), (A_BROWSER, False), (JSON, True), ({}, False)):
        answer = fetched(reverse("opds"), **headers)
        assert ("json" in answer["Content-Type"]) == is_json, headers
        assert "Accept" in answer["Vary"]
    both = {"Accept": "application/atom+xml, application/opds+json;q=0.5"}
    assert "atom" in fetched(reverse("opds"), **both)["Content-Type"]
    assert "atom" in fetched(reverse("opds"), Accept="application/opds+json;q=0, */*")["Content-Type"]


def test_koreader_asks_for_the_head_first_and_remembers_no_moment(ana):
    posted(ana)
    answer = Client().head(reverse("opds-stories"), headers=KOREADER)
    assert (answer.status_code, answer.content, "Last-Modified" in answer) == (200, b"", False)


# --- Finding one's way ---------------------------------------------------------------------------------------------


def test_from_the_root_every_canon_and_every_story_is_reached(ana, keeper, monkeypatch):
    monkeypatch.setattr(shelving, "PAGE_SIZE", 2)
    monkeypatch.setattr(finding, "PAGE_SIZE", 2)
    for number in range(5):
        posted(ana, f"Story {number}", fandoms=["Greek myth" if number % 2 else "Film noir"])
    keeper.keep()
    root = fetched(reverse("opds"), **JSON).json()
    ways = {way["title"]: way["href"] for way in root["navigation"]}
    assert len(walked(ways["New stories"])) == 5
    canons = fetched(ways["Canons"], **JSON).json()["navigation"]
    assert [canon["title"] for canon in canons] == ["Film noir", "Greek myth"]
    assert [len(walked(canon["href"])) for canon in canons] == [3, 2]
    assert len(walked(ways["Most loved"])) == 5


def walked(where, client=None):
    """The titles of a list, page after page; the way back from each page is the page before."""
    seen, before = [], None
    while where:
        page = fetched(where, client, **JSON).json()
        assert wrong_with_opds2(page) == []
        links = {link["rel"]: link["href"] for link in page["links"]}
        if before:
            back = fetched(links["previous"], client, **JSON).json()
            assert [each["metadata"]["title"] for each in back["publications"]] == before
        before = [each["metadata"]["title"] for each in page["publications"]]
        seen += before
        where = links.get("next")
    assert len(seen) == len(set(seen))
    return seen


def test_a_search_is_made_as_each_edition_describes_it(ana, keeper):
    posted(ana, "The Lamp")
    posted(ana, "The Tower & the Sea")
    keeper.keep()
    [template] = [link["href"] for link in fetched(reverse("opds"), **JSON).json()["links"] if link["rel"] == "search"]
    assert titles(template.replace("{?query}", "?query=tower")) == ["The Tower & the Sea"]
    [link] = [
        link for link in links_of(ElementTree.fromstring(fetched(reverse("opds")).content))
        if link.get("rel") == "search"
    ]  # fmt: skip
    answer = fetched(link.get("href"))
    assert (answer["Content-Type"], wrong_with_search_description(answer.content)) == (link.get("type"), [])
    template = re.search(r'template="([^"]+)"', answer.content.decode())[1]
    answer = fetched(template.replace("{searchTerms}", "sea tower"))
    assert [entry.findtext(f"{ATOM}title") for entry in entries_of(answer)] == ["The Tower & the Sea"]
    assert wrong_with_opds1(answer.content) == []
    for nothing in ("", '"', "((((", "%00", "a" * 900):
        answer = fetched(template.replace("{searchTerms}", nothing))
        assert (answer.status_code, wrong_with_opds1(answer.content)) == (200, [])


def entries_of(answer):
    return ElementTree.fromstring(answer.content).findall(f"{ATOM}entry")


def test_facets_narrow_what_is_shown_and_say_how_many_that_would_be(ana, keeper):
    posted(ana, "Done", status="complete", chapters=2)
    posted(ana, "Not done", status="in-progress", chapters=2, language="de")
    keeper.keep()
    where = reverse("opds-stories")
    facets = {group["metadata"]["title"]: group["links"] for group in fetched(where, **JSON).json()["facets"]}
    [going] = [link for link in facets["Told"] if link["title"] == "In progress"]
    assert going["properties"]["numberOfItems"] == 1
    assert titles(going["href"]) == ["Not done"]
    again = {group["metadata"]["title"]: group["links"] for group in fetched(going["href"], **JSON).json()["facets"]}
    assert [link["title"] for link in again["Told"] if link.get("rel") == "self"] == ["In progress"]
    [everything] = [link["href"] for link in again["Told"] if link["title"] == "All"]
    assert sorted(titles(everything)) == ["Done", "Not done"]
    answer = fetched(going["href"])
    assert wrong_with_opds1(answer.content) == []
    links = [link for link in links_of(ElementTree.fromstring(answer.content)) if link.get("rel") == FACET]
    assert [link.get("title") for link in links if link.get(f"{OPDS}activeFacet")] == ["Newest first", "In progress"]
    assert {link.get(f"{OPDS}facetGroup") for link in links} >= {"Order", "Told", "Language"}
    assert any(link.get(f"{THR}count") == "1" for link in links)


# --- For whom ------------------------------------------------------------------------------------------------------


def test_what_is_somebodys_own_asks_for_a_token_as_the_specification_says(ana, rae):
    read_only = make_token(rae, name="reader", scopes=["read"])
    own = (reverse("opds-shelves"), reverse("opds-follows"), reverse("opds-followed"), reverse("opds-shelf", args=[1]))
    for where in own:
        for headers in ({}, {"Authorization": basic(f"rae:{read_only}")}, {"Authorization": basic("rae:wrong")}):
            answer = fetched(where, **headers)
            assert answer.status_code == 401
            assert answer["Content-Type"] == "application/opds-authentication+json"
            assert answer["WWW-Authenticate"].startswith("Basic ")
            assert wrong_with_sign_in(json.loads(answer.content)) == []
    assert fetched(reverse("opds"), Authorization=basic("rae:wrong")).status_code == 401
    document = fetched(reverse("opds-sign-in"))
    assert (document.status_code, document.json()["id"]) == (200, "http://testserver/opds/sign-in")
    assert "http://opds-spec.org/auth/document" in fetched(reverse("opds"))["Link"]


def test_a_token_opens_what_its_person_may_read_and_its_books(ana, rae, vex):
    posted(ana, "For all")
    work = restricted(ana)
    both = {"Authorization": basic(f"rae:{every_token(rae)}")}
    assert titles(reverse("opds-stories")) == ["For all"]
    assert sorted(titles(reverse("opds-stories"), **both)) == ["For Members", "For all"]
    assert "private" in fetched(reverse("opds-stories"), **both)["Cache-Control"]
    book = reverse("opds-book", args=[work.pk, "x"])
    assert (fetched(book).status_code, fetched(book, **both).status_code) == (404, 200)
    block(ana, rae)
    assert titles(reverse("opds-stories"), **both) == []
    assert fetched(book, **both).status_code == 404


def test_her_shelves_and_what_she_follows_are_hers_alone(ana, bea, rae, vex):
    mine, other = posted(ana, "On her shelf"), posted(bea, "By whom she follows")
    posted(vex, "Of nobody she knows")
    hidden_one = hidden(ana, "Gone")
    shelf = shelf_of(rae, "Sea", mine, hidden_one)
    follow(rae, "author", bea)
    follow(rae, "fandom", mine.fandom_names[0])
    SavedSearch.objects.create(person=rae, name="Lamps", asks="q=lamp")
    hers, of_vex = ({"Authorization": basic(f"x:{every_token(who)}")} for who in (rae, vex))
    where = reverse("opds-shelf", args=[shelf.pk])
    assert titles(where, **hers) == ["On her shelf"]
    assert fetched(where, **of_vex).status_code == 404
    assert titles(reverse("opds-followed"), **hers) == ["By whom she follows"]
    assert titles(reverse("opds-followed"), **of_vex) == []
    ways = fetched(reverse("opds-follows"), **JSON, **hers).json()["navigation"]
    assert [way["title"] for way in ways] == ["New in what I follow", "Lamps", "Greek myth"]
    assert len(fetched(reverse("opds-follows"), **JSON, **of_vex).json()["navigation"]) == 1
    assert fetched(reverse("opds-shelves"), **JSON, **of_vex).json()["navigation"] == []
    Work.objects.filter(pk=other.pk).update(audience="me")
    assert titles(reverse("opds-followed"), **hers) == []


def test_a_long_shelf_is_leafed_through(ana, rae, monkeypatch):
    monkeypatch.setattr(shelving, "PAGE_SIZE", 2)
    shelf = shelf_of(rae, "Sea", *(posted(ana, f"Story {number}") for number in range(5)))
    assert len(walked(reverse("opds-shelf", args=[shelf.pk]), signed_in(rae))) == 5


def test_what_is_covered_or_not_for_machines_is_not_told(ana, keeper):
    work = posted(ana, summary="<p>She drowns.</p>", tags=["drowning"], warnings=["Major character death"])
    Work.objects.filter(pk=work.pk).update(is_spoiler=True, veils_warnings=True)
    keeper.keep()
    pages = (reverse("opds-stories"), f"{reverse('opds-stories')}?sort=words", reverse("opds-work", args=[work.pk]))
    for where in pages:
        for headers in ({}, JSON):
            text = fetched(where, **headers).content.decode()
            assert "She drowns" not in text and "Leander</" not in text
            assert "Summary, tags and warnings are covered" in text
    assert "She drowns" in fetched(reverse("opds-stories"), signed_in(ana)).content.decode()
    Work.objects.update(may_index=False)
    for where in pages[:2]:
        assert titles(where) == []


def test_who_has_it_already_is_told_so(ana):
    posted(ana)
    for headers in ({}, JSON):
        etag = fetched(reverse("opds-stories"), **headers)["ETag"]
        assert fetched(reverse("opds-stories"), **headers, **{"If-None-Match": etag}).status_code == 304
    Work.objects.update(title="The Lantern")
    assert fetched(reverse("opds-stories"), **headers, **{"If-None-Match": etag}).status_code == 200


QUERIES = {
    "/opds": 3, "/opds/stories": 15, "/opds/stories?fandom=greek-myth&sort=kudos": 19, "/opds/fandoms": 4,
    "/opds/shelves": 6, "/opds/shelves/{}": 14, "/opds/follows": 10, "/opds/follows/stories": 14,
}  # fmt: skip


def test_more_stories_cost_no_more_questions(ana, rae, keeper, looks_once):
    shelf = shelf_of(rae, "Sea", posted(ana))
    follow(rae, "author", ana)
    follow(rae, "fandom", Fandom.objects.get())
    hers = {"Authorization": basic(f":{every_token(rae)}")}
    pages = {where: where.format(shelf.pk) for where in QUERIES}
    counted = []
    for number in range(2):
        keeper.keep()
        counted.append(
            {where: questions(address, hers if OWN.match(address) else {}) for where, address in pages.items()}
        )
        for title in ("Two", "Three"):
            shelf_of(rae, f"{title} {number}", posted(ana, f"{title} {number}"))
            Shelved.objects.create(shelf=shelf, work=Work.objects.get(title=f"{title} {number}"), position=number)
    assert counted[0] == counted[1]
    assert {where: number for where, number in counted[0].items() if number > QUERIES[where]} == {}


def questions(where, headers):
    fetched(where, **JSON, **headers)
    with CaptureQueriesContext(connection) as asked:
        assert fetched(where, **JSON, **headers).status_code == 200
    return len(asked)
