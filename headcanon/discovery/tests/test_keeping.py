"""What is in the index, and when: after every change of a story exactly what it says then, and nothing of one that is
not for everybody or for members."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.pen_names import add_pen_name, give_up, rename
from headcanon.canon import wrangling
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.signals import word_renamed
from headcanon.core.outbox import drain
from headcanon.discovery.asking import Phrase, Question
from headcanon.discovery.index import keeping
from headcanon.discovery.index.documents import documents_of, public_rows
from headcanon.discovery.index.engine import the_index
from headcanon.discovery.index.folders import current_folder, index_folder, sweep
from headcanon.discovery.index.interface import fingerprint
from headcanon.discovery.index.keeping import Keeper, settle
from headcanon.discovery.index.waiting import COUNTED, index_anew_later, index_later, waiting, waiting_works
from headcanon.headcanons import posting
from headcanon.reviews.applauding import applaud
from headcanon.reviews.models import AuthorWishes
from headcanon.reviews.wishing import wish_always
from headcanon.works.about import say
from headcanon.works.coauthors import answer_request, ask
from headcanon.works.erasing import erase
from headcanon.works.models import Chapter, CoauthorRequest, Work
from headcanon.works.publishing import publish_chapters
from headcanon.works.trash import trash, untrash
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def keeper(data_folder):
    keeper = Keeper()
    yield keeper
    keeper.put_down()


@pytest.fixture
def mo(db):
    return cast.person("Mo", is_archivist=True)


def found(words="", *, is_member=False, where=""):
    """The titles of the stories that are found by these words, by anybody or by a member."""
    asked = Question(words=Phrase(words, where) if words else None, is_member=is_member)
    titles = dict(Work.objects.values_list("pk", "title"))
    return sorted(titles.get(pk, "one that is gone") for pk in the_index().search(asked, sort="updated").ids)


def is_as_it_should_be():
    """The index has exactly what would be made of the tables now."""
    kept = dict(the_index().versions())
    ids = public_rows().values_list("pk", flat=True)
    assert kept == {document.work: fingerprint(document) for document in documents_of(ids)}
    return True


# --- Every fact ----------------------------------------------------------------------------------------------------


def test_a_published_story_is_found_after_the_next_look(keeper, ana):
    keeper.keep()
    assert found("lamp") == []
    work = cast.posted(ana)
    assert list(waiting_works()) == [work.pk]
    keeper.keep()
    assert (found("lamp"), found("begins with light"), list(waiting_works())) == (["The Lamp"], ["The Lamp"], [])


def test_only_what_everybody_or_members_may_read_is_in_the_index(keeper, ana):
    cast.posted(ana)
    cast.restricted(ana)
    for make in (cast.draft, cast.hidden, cast.by_link, cast.for_herself, cast.trashed):
        make(ana)
    keeper.keep()
    assert (found(), found(is_member=True)) == (["The Lamp"], ["For Members", "The Lamp"])
    assert len(list(the_index().versions())) == 2


def test_what_is_hidden_put_away_or_erased_is_gone_at_the_next_look_and_comes_back(keeper, ana):
    lamp, shore = cast.posted(ana), cast.posted(ana, "The Shore")
    keeper.keep()
    trash(lamp)
    say(shore, {"audience": Work.Audience.ME}, person=ana)
    assert set(waiting_works()) == {lamp.pk, shore.pk}
    keeper.keep()
    assert found() == []
    untrash(lamp)
    say(Work.objects.get(pk=shore.pk), {"audience": Work.Audience.MEMBERS}, person=ana)
    keeper.keep()
    assert (found(), found(is_member=True)) == (["The Lamp"], ["The Lamp", "The Shore"])
    erase(Work.objects.get(pk=lamp.pk))
    keeper.keep()
    assert found(is_member=True) == ["The Shore"]
    assert is_as_it_should_be()


def test_a_chapter_is_found_once_it_is_posted(keeper, ana):
    work = cast.posted(ana)
    next_one = Chapter.objects.create(
        work=work, position=2, body="<p>Nightingales.</p>", notes_after="<p>Sparrows.</p>"
    )
    keeper.keep()
    assert (found("nightingales"), found("sparrows")) == ([], [])
    publish_chapters(work, [next_one.pk], person=ana)
    keeper.keep()
    assert (found("nightingales", where="text"), found("sparrows", where="notes")) == (["The Lamp"], ["The Lamp"])


def test_what_a_story_says_of_itself_is_followed(keeper, ana):
    bea = cast.person("Bea")
    work = cast.posted(ana)
    keeper.keep()
    say(work, {"title": "The Beacon", "tags": "Otters", "status": "hiatus"}, person=ana)
    ask(work, "Bea", person=ana)
    answer_request(CoauthorRequest.objects.get(), accepts=True)
    keeper.keep()
    assert found("otters", where="tags") == found("bea", where="authors") == ["The Beacon"]
    assert found("lighthouses") == []
    assert is_as_it_should_be()
    assert bea.pk in next(documents_of([work.pk])).marks["people"]


def test_a_pen_name_that_changes_is_followed(keeper, ana):
    cast.posted(ana)
    rename(ana.default_pseud, "Otter")
    keeper.keep()
    assert (found("ana", where="authors"), found("otter", where="authors")) == ([], ["The Lamp"])
    heron = add_pen_name(ana, "Heron")
    give_up(ana.default_pseud, successor=heron)
    keeper.keep()
    assert found("heron", where="authors") == ["The Lamp"]
    assert is_as_it_should_be()


def test_a_headcanon_that_is_taken_back_is_followed(keeper, ana):
    said = {"claim": "Hero trims the lamp herself.", "fandoms": ["Greek myth"]}
    headcanon = posting.post(said, pseud=ana.default_pseud, sent_with="x")
    work = cast.posted(ana)
    say(work, {"headcanons": [headcanon.pk]}, person=ana)
    keeper.keep()
    assert next(documents_of([work.pk])).marks["headcanons"] == (headcanon.pk,)
    posting.take_back(headcanon)
    keeper.keep()
    assert is_as_it_should_be()


def test_numbers_follow_without_keeping_anybody_from_finding_the_story(keeper, ana):
    work = cast.posted(ana)
    keeper.keep()
    applaud(work, viewer=cast.viewer(cast.person("Rae")))
    wish_always(AuthorWishes(person=ana, welcome="critique"))
    drain()
    assert (set(waiting(COUNTED).values_list("subject", flat=True)), list(waiting_works())) == ({work.pk}, [])
    keeper.counted_at = 0.0
    keeper.keep()
    document = next(documents_of([work.pk]))
    assert (document.numbers["kudos"], document.marks["wish"]) == (1, (2,))
    assert is_as_it_should_be()


# --- Wranglers -----------------------------------------------------------------------------------------------------


def families(keeper):
    """The index after all that wranglers did has been walked through."""
    while keeper.keep() and keeper.walk:
        pass
    return is_as_it_should_be()


def test_what_wranglers_do_is_in_the_stories_of_the_whole_family(keeper, ana, mo):
    one = cast.posted(ana, "One", tags=["Lamps"], fandoms=["Greek myth"])
    two = cast.posted(ana, "Two", tags=["Lanterns"], fandoms=["The Iliad"])
    keeper.keep()
    lamps, lanterns, lights = (
        wrangling.think_of(Tag, name, by=mo, kind="freeform") for name in ("Lamps", "Lanterns", "Lights")
    )
    iliad, myth = Fandom.objects.get(name="The Iliad"), Fandom.objects.get(name="Greek myth")
    wrangling.make_synonym(lanterns, lamps, by=mo)
    wrangling.put_under(Tag.objects.get(pk=lamps.pk), lights, by=mo)
    wrangling.put_under(iliad, myth, by=mo)
    assert families(keeper)
    assert found("lanterns", where="tags") == found("lights", where="tags") == ["One", "Two"]
    marks = {document.work: document.marks for document in documents_of([one.pk, two.pk])}
    assert marks[one.pk]["tags"] == marks[two.pk]["tags"]
    assert set(marks[one.pk]["tags"]) >= {lamps.pk, lights.pk}
    assert lanterns.pk in marks[two.pk]["typed_tags"] and lanterns.pk not in marks[two.pk]["tags"]
    assert (marks[one.pk]["fandoms"], set(marks[two.pk]["fandoms"])) == ((myth.pk,), {iliad.pk, myth.pk})
    wrangling.split_off(Tag.objects.get(pk=lanterns.pk), by=mo)
    assert families(keeper)
    assert (found("lanterns", where="tags"), found("lights", where="tags")) == (["Two"], ["One"])


def test_a_walk_through_a_family_lets_what_cannot_wait_go_first(keeper, ana, mo, monkeypatch):
    monkeypatch.setattr(keeping, "PIECE", 1)
    works = [cast.posted(ana, f"Number {number}") for number in range(3)]
    keeper.keep()
    wrangling.put_under(
        Tag.objects.get(name="Lighthouses"), wrangling.think_of(Tag, "Houses", by=mo, kind="freeform"), by=mo
    )
    keeper.keep()
    trash(works[0])
    keeper.keep()
    assert keeper.walk is not None and "Number 0" not in found()
    assert families(keeper)
    assert found("houses") == ["Number 1", "Number 2"]


def test_wranglers_see_how_far_it_is(keeper, ana, mo, monkeypatch):
    monkeypatch.setattr(keeping, "PIECE", 1)
    monkeypatch.setattr("headcanon.discovery.index.progress.OFTEN", 0)
    for number in range(3):
        cast.posted(ana, f"Number {number}")
    keeper.keep()

    def told():
        page = cast.signed_in(mo).get(reverse("wrangling-acts")).content.decode()
        return re.findall(r"Search learns of it[^<]*", page)

    houses = wrangling.think_of(Tag, "Houses", by=mo, kind="freeform")
    assert told() == []
    wrangling.put_under(Tag.objects.get(name="Lighthouses"), houses, by=mo)
    assert told() == ["Search learns of it in a moment."]
    keeper.keep()
    assert [" ".join(each.split()) for each in told()] == ["Search learns of it: 1 of 3 stories"]
    assert families(keeper)
    assert told() == []


# --- Documents -----------------------------------------------------------------------------------------------------


def test_a_document_says_everything_that_can_be_asked_for(keeper, ana, mo):
    when = timezone.now().replace(microsecond=0)
    work = cast.posted(ana, "“The Épée”", at=when, chapters=2, fandoms=["Greek myth", "Otters"], language="en")
    [canon_fandom, otters] = Fandom.objects.filter(name__in=["Greek myth", "Otters"]).order_by("name")
    [document] = documents_of([work.pk])
    assert (document.sorted_title, document.sorted_author) == ("epee”", "ana")
    assert document.texts["title"] == "“The Épée”"
    assert document.texts["summary"] == "A keeper trims her lamp."
    assert document.texts["notes"] == "Before it all.\n\nAfter it all."
    assert document.texts["text"].startswith("Night 1\n\nChapter 1 begins with light.")
    assert document.texts["authors"] == "Ana"
    assert {"Greek myth", "Otters", "Hero/Leander", "Lighthouses"} <= set(document.texts["tags"].split("\n"))
    assert document.numbers["posted"] == document.numbers["updated"] == int(when.timestamp())
    assert (document.numbers["chapters"], document.numbers["newest"]) == (2, Work.objects.get(pk=work.pk).newest_key)
    assert document.marks["fandoms"] == document.marks["typed_fandoms"] == tuple(sorted((canon_fandom.pk, otters.pk)))
    assert document.marks["crossover"] == (1,)
    main = set(Tag.objects.filter(pk__in=document.marks["main"]).values_list("name", flat=True))
    assert main == {"Hero", "Hero/Leander"}


def test_a_fixed_number_of_queries_makes_any_number_of_documents(ana, django_assert_max_num_queries, mo):
    works = [cast.posted(ana, f"Number {number}", chapters=2).pk for number in range(6)]
    lighthouses = Tag.objects.get(name="Lighthouses")
    wrangling.put_under(lighthouses, wrangling.think_of(Tag, "Houses", by=mo, kind="freeform"), by=mo)
    for ids in (works[:1], works):
        with django_assert_max_num_queries(15):
            assert len(list(documents_of(ids))) == len(ids)


# --- Having one, and another ---------------------------------------------------------------------------------------


def test_without_an_index_nothing_is_written_and_one_is_made_at_the_first_look(data_folder, ana):
    cast.posted(ana)
    drain()
    assert not index_folder().exists()
    settle()
    assert found() == ["The Lamp"]


def test_one_keeper_at_a_time(keeper, ana):
    assert keeper.keep()
    other = Keeper()
    cast.posted(ana)
    assert not other.keep()
    assert found() == []
    keeper.put_down()
    assert other.keep()
    assert found() == ["The Lamp"]
    assert not keeper.keep()
    other.put_down()


def test_a_new_index_takes_the_place_of_the_old_one_which_is_kept_and_asked_until_then(keeper, ana, monkeypatch):
    monkeypatch.setattr(keeping, "PIECE", 1)
    works = [cast.posted(ana, f"Number {number}") for number in range(3)]
    keeper.keep()
    before, seen = current_folder(), []

    def meanwhile(more):
        """Something happens to a story that the new one has already."""
        if not seen:
            say(Work.objects.get(pk=min(work.pk for work in works)), {"title": "Changed meanwhile"}, person=ana)
        seen.append((current_folder(), found()))

    keeper.advance = meanwhile
    index_anew_later()
    keeper.keep()
    assert {folder for folder, _titles in seen} == {before} and len(seen) == 3
    assert seen[-1][1] == found() and "Changed meanwhile" in found("changed")
    assert current_folder() != before and is_as_it_should_be()


def test_the_folder_of_the_old_one_goes_after_a_while(keeper, ana, monkeypatch):
    cast.posted(ana)
    keeper.keep()
    before = current_folder()
    index_anew_later()
    keeper.keep()
    sweep()
    assert before.is_dir()
    monkeypatch.setattr("headcanon.discovery.index.folders.STAYS_FOR", -1)
    sweep()
    assert (before.exists(), found()) == (False, ["The Lamp"])


@pytest.mark.parametrize("name", ["current", "meta.json", "all"])
def test_what_was_damaged_is_made_anew(keeper, ana, name):
    cast.posted(ana)
    keeper.keep()
    keeper.put_down()
    if name == "current":
        (index_folder() / name).write_text("{")
    elif name == "meta.json":
        (current_folder() / name).write_text("{")
    else:
        for path in current_folder().iterdir():
            path.write_bytes(b"")
    assert keeper.keep()
    assert is_as_it_should_be() and found() == ["The Lamp"]


def test_what_happened_while_nobody_looked_is_mended_at_the_start(keeper, ana):
    lamp = cast.posted(ana)
    keeper.keep()
    keeper.put_down()
    cast.posted(ana, "The Shore")
    Work.objects.filter(pk=lamp.pk).update(is_hidden=True)
    waiting("index").delete()
    keeper.keep()
    assert found() == ["The Shore"]


def test_another_order_of_the_ratings_makes_it_anew(keeper, ana):
    from headcanon.canon.models import Rating
    from tests.memory import forget_everything

    work = cast.posted(ana)
    keeper.keep()
    before = current_folder()
    Rating.objects.filter(key="teen").update(position=9)
    forget_everything()
    keeper.keep()
    assert current_folder() != before
    assert next(documents_of([work.pk])).marks["rating"] == (9,)
    assert is_as_it_should_be()


def test_a_story_that_cannot_be_indexed_keeps_no_other_from_it(keeper, ana, monkeypatch):
    bad, good = cast.posted(ana, "Bad"), cast.posted(ana, "Good")
    keeper.keep()
    usual = keeping.documents_of

    def failing(ids):
        for document in usual(ids):
            if document.work == bad.pk:
                raise ValueError("It cannot be.")
            yield document

    monkeypatch.setattr(keeping, "documents_of", failing)
    index_later(bad.pk, good.pk)
    keeper.keep()
    assert (found(), list(waiting_works())) == (["Good"], [])


def test_a_day_after_something_was_erased_nothing_of_it_is_in_the_files(keeper, ana, monkeypatch):
    work = cast.posted(ana, "Zugzwang")
    cast.posted(ana)
    keeper.keep()
    before = current_folder()
    erase(work)
    keeper.keep()
    assert (found(), current_folder()) == (["The Lamp"], before)
    monkeypatch.setattr(keeping, "ERASED_STAYS_FOR", -1)
    keeper.looked_for_erased_at = 0.0
    keeper.keep()
    assert current_folder() != before
    assert not any(b"zugzwang" in path.read_bytes() for path in current_folder().iterdir())
    again = current_folder()
    keeper.looked_for_erased_at = 0.0
    keeper.keep()
    assert current_folder() == again


def test_a_word_of_the_archive_that_is_renamed_is_followed(keeper, ana, mo):
    cast.posted(ana, warnings=["Graphic violence"])
    keeper.keep()
    tag = Tag.objects.get(standard="violence")
    tag.name = "Blood and bruises"
    tag.save()
    word_renamed.send(Tag, tag=tag)
    assert families(keeper)
    assert found("bruises", where="tags") == ["The Lamp"]
