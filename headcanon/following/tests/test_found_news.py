"""A saved search tells its follower of a new story, once."""

import pytest
from django.urls import reverse

from headcanon.accounts.blocking import block, mute
from headcanon.discovery import saving, searching
from headcanon.discovery.index.documents import documents_of, public_rows
from headcanon.discovery.index.keeping import Keeper
from headcanon.discovery.index.plain_engine import Plain
from headcanon.discovery.index.waiting import QUEUE, forget, waiting
from headcanon.following import finding
from headcanon.following.finding import ask_followed_searches
from headcanon.following.follows import follow
from headcanon.following.models import Follow, News, Notice
from headcanon.following.tests.telling import told
from headcanon.reading.quiet import keep_quiet
from headcanon.works.models import Work
from headcanon.works.publishing import publish, publish_chapters
from headcanon.works.trash import trash
from tests.cast import draft, posted, restricted, signed_in

pytestmark = pytest.mark.django_db
FOUND = "Your search “Lamps” found a new story by Ana: “The Lamp”"


class PlainKeeper:
    """Keeps an index in memory, which takes no files and no time."""

    def __init__(self):
        self.engine = Plain()

    def keep(self):
        self.engine.put(documents_of(public_rows().values_list("pk", flat=True)))
        self.engine.commit()
        forget(waiting(QUEUE))


@pytest.fixture
def keeper(monkeypatch):
    keeper = PlainKeeper()
    monkeypatch.setattr(searching, "the_index", lambda: keeper.engine)
    for module in (searching, finding):
        monkeypatch.setattr(module, "is_made", lambda: True)
    return keeper


@pytest.fixture
def true_keeper(data_folder):
    keeper = Keeper()
    keeper.keep()
    yield keeper
    keeper.put_down()


def saved(person, asks="q=lamp", name="Lamps"):
    search = saving.save(person, name=name, asks=asks)
    follow(person, "search", search)
    return search


def hears(person, keeper):
    keeper.keep()
    told(person)
    ask_followed_searches()
    return told(person)


def test_a_follower_hears_of_a_new_story_once(ana, rae, vex, true_keeper):
    saved(rae)
    saved(vex, "q=otter")
    posted(ana)
    assert hears(rae, true_keeper) == [FOUND]
    assert (hears(rae, true_keeper), hears(vex, true_keeper)) == ([FOUND], [])
    assert not News.objects.filter(search=None, kind="found").exists()


def test_two_searches_and_an_author_who_is_followed_tell_of_a_story_once(ana, rae, keeper):
    saved(rae)
    saved(rae, "fandom=greek-myth", "Myths")
    posted(ana)
    assert hears(rae, keeper) == [FOUND]
    follow(rae, "author", ana)
    posted(ana, "The Lamp Again")
    assert hears(rae, keeper) == ["Ana posted a new story: “The Lamp Again”", FOUND]


def test_nothing_is_told_before_the_index_knows_it(ana, rae, keeper):
    saved(rae)
    posted(ana)
    ask_followed_searches()
    assert told(rae) == []
    assert hears(rae, keeper) == [FOUND]


def test_of_what_was_there_before_and_what_is_posted_silently_nothing_is_told(ana, rae, keeper):
    posted(ana)
    search = saving.save(rae, name="Lamps", asks="q=lamp")
    posted(ana, "A lamp before she follows")
    follow(rae, "search", search)
    silent = draft(ana, "A silent lamp")
    publish_chapters(silent, [silent.chapters.get().pk], silently=True)
    assert hears(rae, keeper) == []


def test_a_search_that_is_not_followed_says_nothing(ana, rae, keeper):
    search = saved(rae)
    Follow.objects.filter(search=search).delete()
    posted(ana)
    assert hears(rae, keeper) == []
    assert not News.objects.filter(kind="found").exists()


@pytest.mark.parametrize("how", ["block", "mute", "quiet", "trash", "hide", "members"])
def test_nobody_is_told_of_what_she_may_not_see_or_does_not_want(ana, rae, keeper, how):
    saved(rae)
    if how in ("block", "mute"):
        {"block": block, "mute": mute}[how](*((ana, rae) if how == "block" else (rae, ana)))
    work = (restricted if how == "members" else posted)(ana, "The Lamp")
    if how == "quiet":
        keep_quiet(rae, "tag", work.tags_of("character")[0])
    elif how == "trash":
        trash(work)
    elif how == "hide":
        Work.objects.filter(pk=work.pk).update(is_hidden=True)
    assert hears(rae, keeper) == ([FOUND] if how == "members" else [])


def test_what_was_told_goes_when_it_may_not_be_seen_any_more(ana, rae, keeper):
    search = saved(rae)
    work = posted(ana)
    assert hears(rae, keeper) == [FOUND]
    Work.objects.filter(pk=work.pk).update(is_hidden=True)
    assert told(rae) == []
    Work.objects.filter(pk=work.pk).update(is_hidden=False)
    assert told(rae) == [FOUND]
    search.delete()
    assert (told(rae), Notice.objects.exists(), Follow.objects.exists()) == ([], False, False)


def test_an_author_is_not_told_of_her_own(ana, keeper):
    saved(ana)
    posted(ana)
    assert hears(ana, keeper) == []


def test_many_searches_are_asked_a_few_at_a_time_and_one_that_fails_keeps_none_away(ana, rae, vex, keeper, monkeypatch):
    monkeypatch.setattr(finding, "SEARCHES", 2)
    monkeypatch.setattr(finding, "HELD", 0)  # one piece a turn
    for number in range(4):
        saved(vex, f"q=otter{number}", f"Otters {number}")
    broken = saved(vex, "q=lamp", "Broken")
    saved(rae)
    posted(ana)
    ask = finding.question_of

    def fail(search, viewer):
        if search.pk == broken.pk:
            raise RuntimeError
        return ask(search, viewer)

    monkeypatch.setattr(finding, "question_of", fail)
    keeper.keep()
    told(rae)
    for _ in range(4):
        ask_followed_searches()
    assert (told(rae), told(vex)) == ([FOUND], [])
    assert not News.objects.filter(search=None, kind="found").exists()


def test_a_turn_that_another_process_took_tells_nobody_twice(ana, rae, keeper):
    saved(rae)
    posted(ana)
    keeper.keep()
    told(rae)
    its_turn = finding.next_to_ask()
    ask_followed_searches()
    finding.ask_about(its_turn)
    assert told(rae) == [FOUND]
    assert Notice.objects.count() == 1


def test_she_follows_it_from_its_page_and_nobody_else_can(rae, vex):
    search = saving.save(rae, name="Lamps", asks="q=lamp")
    address = reverse("follow-search", args=[search.pk])
    client = signed_in(rae)
    assert f'action="{address}"' in client.get(reverse("saved-searches")).text
    client.post(address, {"wish": "follow"})
    assert Follow.objects.get().search == search
    assert "Lamps" in client.get(reverse("follows")).text
    assert signed_in(vex).post(address, {"wish": "follow"}).status_code == 404
    assert Follow.objects.count() == 1


def test_a_later_story_is_found_by_what_it_is_published_as(ana, rae, keeper):
    work = draft(ana, "Untold")
    saved(rae, "q=untold", "Untold")
    assert hears(rae, keeper) == []
    publish(work)
    assert hears(rae, keeper) == ["Your search “Untold” found a new story by Ana: “Untold”"]
