"""An eFiction archive comes home: three kinds of dump, everything in its place, and nobody told of what is not hers."""

import argparse
import re
from datetime import UTC, datetime

import pytest
from django.core import mail
from django.db import connection
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.accounts.models import Pseud, User
from headcanon.canon.models import Tag
from headcanon.core.editions import pages_changed
from headcanon.core.outbox import drain
from headcanon.following.models import Follow, Hearing, News
from headcanon.headcanons.models import Headcanon, Remark
from headcanon.ops.arrivals import efiction
from headcanon.ops.arrivals.efiction import stories as taking_in_stories
from headcanon.ops.arrivals.efiction.rescue import rescue
from headcanon.ops.arrivals.keeping_track import alone
from headcanon.ops.models import Arrival, Arrived
from headcanon.ops.refusal import Refusal
from headcanon.ops.tests import efiction_site
from headcanon.ops.tests.efiction_site import SECRETS, as_mysqldump, as_own_backup, as_phpmyadmin, invent
from headcanon.reading.models import Shelved
from headcanon.reviews.models import Review
from headcanon.works.models import Chapter, Growth, Provenance, Series, Work
from headcanon.works.originals import read_original
from tests.cast import signed_in

pytestmark = pytest.mark.django_db
WRITERS = {"mysqldump": (as_mysqldump, ""), "its own backup": (as_own_backup, ""), "phpMyAdmin": (as_phpmyadmin, "b_")}
SMALL = {"stories": 7, "chapters": 2, "reviews": 16, "authors": 5}


def run(dump, texts, folder, *words):
    parser = argparse.ArgumentParser()
    efiction.arguments(parser)
    texts = ["--texts", str(texts)] if texts else []
    return rescue(parser.parse_args([str(dump), *texts, *map(str, words)]), folder)


@pytest.fixture
def bring(data_folder, tmp_path):
    """Writes a site down and takes it in; answers with the exit code."""

    def bring(site, *words, write=as_mysqldump):
        place = tmp_path / "brought"
        place.mkdir(exist_ok=True)
        return run(*write(site, place), data_folder, *words)

    return bring


@pytest.fixture
def home(bring):
    site = invent(**SMALL)
    assert bring(site) == 0
    drain()
    return site


def new(kind, old):
    return Arrived.objects.get(kind=kind, old_id=str(old)).new_id


def story(sid):
    return Work.objects.get(pk=new("story", sid))


def row(site, table, **said):
    return next(row for row in site.tables[table] if said.items() <= row.items())


# --- Everything ------------------------------------------------------------------------------------------------------


def compare(site):
    """That everything the site said is here, word for word."""
    tables = site.tables
    for chapter in tables["chapters"]:
        here = Chapter.objects.get(pk=new("chapter", chapter["chapid"]))
        assert (here.title, here.body) == (chapter["title"], site.texts[chapter["chapid"]])
        assert (here.work, here.position) == (story(chapter["sid"]), chapter["inorder"])
    for told in tables["stories"]:
        work = story(told["sid"])
        assert work.summary == f"<p>What {told['sid']} sailors 'knew'.<br>And did.</p>"
        assert (work.title, work.read_count) == (told["title"], told["count"])
        assert work.is_draft == (not told["validated"])
        assert work.is_draft or (work.posted_at, work.revised_at) == (told["date"], told["updated"])
        names = {pseud.name for pseud in work.authors}
        uids = {told["uid"], *(int(uid) for uid in told["coauthors"].split(",") if uid != "0")}
        assert names == {row(site, "authors", uid=uid)["penname"] for uid in uids}
    for said in tables["reviews"]:
        here = Review.objects.get(pk=new("review", said["reviewid"]))
        assert here.text == f"<p>I read it twice, on day {said['reviewid']}. Brontë!</p>"
        assert (here.chapter_id, here.made_at) == (new("chapter", said["chapid"]), said["date"])
        name = row(site, "authors", uid=said["uid"])["penname"] if said["uid"] else said["reviewer"]
        assert (here.written_by, here.pseud is None) == (name, said["uid"] == 0)
        answers = [(reply.text, reply.pseud) for reply in here.replies.all()]
        thanks = f"<p>Thank you, reader {said['reviewid']}.</p>"
        assert answers == ([(thanks, here.work.authors[0])] if said["respond"] == "1" else [])
    for series in tables["series"]:
        here = Series.objects.get(pk=new("series", series["seriesid"]))
        members = [each["sid"] for each in tables["inseries"] if each["seriesid"] == series["seriesid"]]
        assert (here.title, [part.work for part in here.parts.all()]) == (series["title"], list(map(story, members)))


def counts():
    kinds = (User, Pseud, Work, Chapter, Review, Series, Shelved, Follow, Headcanon, Growth, Provenance, Tag, Hearing)
    return {kind.__name__: kind.objects.count() for kind in kinds}


def subjects_are_told_by_their_meaning(site):
    """Category 1, classes 4 and 6, character 4, rating 4."""
    work = story(3)
    names = {kind: [tag.name for tag in work.tags_of(kind)] for kind in Tag.Kind.values}
    assert [fandom.name for fandom in work.fandom_names] == ["Sea Tales"]
    assert names == {
        "category": ["F/M"], "character": ["The Ship’s Cat"], "freeform": [], "relationship": [],
        "warning": ["Major character death"],
    }  # fmt: skip
    assert (work.rating, work.audience) == ("mature", "members")
    assert [tag.name for tag in story(2).tags_of("relationship")] == ["Ruth/Tom"]


def favourites_stand_on_a_shelf_of_her_own_and_authors_are_followed(site):
    ashling = Pseud.objects.get(pk=new("author", 1)).user
    [line] = Shelved.objects.filter(shelf__person=ashling)
    assert (line.work, line.note, line.shelf.sight) == (story(2), "I keep this one.", "me")
    assert [follow.author for follow in Follow.objects.filter(person=ashling)] == [
        Pseud.objects.get(pk=new("author", 3)).user
    ]


def a_challenge_is_a_headcanon_that_stories_grew_from_and_none_of_its_words_is_lost(site):
    headcanon, told = Headcanon.objects.get(pk=new("challenge", 1)), row(site, "challenges", chalid=1)
    assert (headcanon.pseud_id, headcanon.made_at) == (new("author", 2), row(site, "stories", sid=6)["date"])
    assert headcanon.claim.startswith("A rope, a lamp, a lie: Write what the rope held.") and headcanon.claim.endswith(
        "…"
    )
    assert Remark.objects.get(headcanon=headcanon).text == f"<p>{told['summary'].strip()}</p>"
    assert [growth.work for growth in headcanon.growths.all()] == [story(6)]


def nothing_of_the_sites_secrets_is_kept(site):
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            said = repr(cursor.fetchall())
            assert not [secret for secret in SECRETS if secret in said], table
    for provenance in Provenance.objects.all():
        assert not [secret for secret in SECRETS if secret.encode() in read_original(provenance.original)]
    assert not User.objects.get(email="writer1@example.org").has_usable_password()


REST = (
    subjects_are_told_by_their_meaning,
    favourites_stand_on_a_shelf_of_her_own_and_authors_are_followed,
    a_challenge_is_a_headcanon_that_stories_grew_from_and_none_of_its_words_is_lost,
    nothing_of_the_sites_secrets_is_kept,
)


@pytest.mark.parametrize("kind", WRITERS)
def test_whatever_wrote_the_dump_everything_comes_and_comes_once(bring, kind):
    site, (write, prefix) = invent(**SMALL), WRITERS[kind]
    words = ["--prefix", prefix] if prefix else []
    assert bring(site, *words, write=write) == 0
    compare(site)
    for rest in REST:
        rest(site)
    before = counts()
    assert bring(site, *words, write=write) == 0
    assert counts() == before
    assert before["User"] == SMALL["authors"] and News.objects.count() == 0


@pytest.mark.prove
@pytest.mark.parametrize("kind", WRITERS)
def test_a_whole_archive_comes_word_for_word(bring, kind):
    site, (write, prefix) = invent(), WRITERS[kind]
    assert (len(site.tables["stories"]), len(site.tables["reviews"])) == (300, 3000)
    assert len(site.tables["chapters"]) >= 1200
    assert bring(site, *(["--prefix", prefix] if prefix else []), write=write) == 0
    compare(site)


# --- Her account -----------------------------------------------------------------------------------------------------


def test_she_claims_her_account_by_a_letter_and_has_heard_of_nothing_before(home, client):
    assert mail.outbox == []
    client.post(reverse("account_reset_password"), {"email": "writer1@example.org"})
    link = re.search(r"http://[^/\s]+(/\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    words = {"password1": "eleven wet ropes", "password2": "eleven wet ropes"}
    client.post(form.redirect_chain[-1][0], words)
    client.post(reverse("account_login"), {"login": "writer1@example.org", "password": "eleven wet ropes"})
    her = Pseud.objects.get(pk=new("author", 1))
    page = client.get(her.get_absolute_url()).content.decode()
    assert "End &amp; Other Knots 5" in page
    assert client.get(reverse("work-edit", args=[new("story", 5)])).status_code == 200
    assert client.get(reverse("work-edit", args=[new("story", 1)])).status_code == 404
    assert not Hearing.objects.filter(person=her.user).exists()


def test_a_reader_is_told_that_the_author_is_not_here_and_can_say_that_it_is_she(home, rae):
    kept = Work.objects.filter(keeping__isnull=False, audience="everyone").posted().first()
    page = signed_in(rae).get(f"{kept.get_absolute_url()}?view_adult=true").content.decode()
    assert reverse("work-claim", args=[kept.pk]) in page


def test_a_password_she_chose_and_a_wish_for_no_letters_stay_together(home, client):
    her = Pseud.objects.get(pk=new("author", 1)).user
    User.objects.filter(pk=her.pk).update(last_login=datetime(2026, 1, 1, tzinfo=UTC))
    client.post(reverse("account_reset_password"), {"email": "writer1@example.org"})
    link = re.search(r"http://[^/\s]+(/\S+)", mail.outbox[0].body).group(1)
    form = client.get(link, follow=True)
    client.post(form.redirect_chain[-1][0], {"password1": "eleven wet ropes", "password2": "eleven wet ropes"})
    assert Hearing.objects.get(person=her).pace == "never"


def test_names_of_others_are_not_taken_and_no_two_accounts_become_one(bring, ana, capsys):
    """Neither does somebody here get the works of a namesake, nor are two names with one address shown to be one's."""
    site = invent(**SMALL)
    row(site, "authors", uid=1).update(penname="Ana", email="ana@example.org")
    row(site, "authors", uid=3)["email"] = "Writer2@example.org"
    bring(site)
    namesake = Pseud.objects.get(pk=new("author", 1))
    assert (namesake.name, namesake.user.username, namesake.user.email) == ("Ana", "Ana_2", "")
    addresses = [Pseud.objects.get(pk=new("author", uid)).user.email for uid in (2, 3)]
    assert (addresses, ana.pseuds.count()) == (["writer2@example.org", ""], 1)
    said = capsys.readouterr().out
    assert "Authors 3 share their address with 2: nobody can claim their accounts by a letter." in said
    assert "Authors 1 have the address of somebody who is here already" in said


def test_the_archivist_can_say_whose_account_an_author_has(bring, ana, tmp_path):
    file, site = tmp_path / "words.csv", invent(**SMALL)
    head = "what,id,name,stories,becomes,called\n"
    file.write_text(head + "author,2,,,account,nobody\n")
    with pytest.raises(Refusal, match="line 2: say “account” for an author, and under “called” the user name"):
        bring(site, "--mapping", file)
    file.write_text(head + "author,2,,,account,ANA\n")
    assert bring(site, "--mapping", file) == 0
    assert [pseud.user for pseud in story(1).authors] == [ana]
    assert sorted(pseud.name for pseud in ana.pseuds.all()) == ["Ana", row(site, "authors", uid=2)["penname"]]
    assert (ana.default_pseud.name, ana.has_usable_password()) == ("Ana", True)


def test_a_story_whose_author_is_in_no_dump_and_a_member_who_left_nothing(bring):
    site = invent(**SMALL)
    site.tables["authors"].remove(row(site, "authors", uid=2))
    site.tables["authors"].append(dict(row(site, "authors", uid=1), uid=99, penname="Lurker", email="l@example.org"))
    bring(site)
    assert [pseud.user.username for pseud in story(1).authors] == ["orphan"]
    assert not Pseud.objects.filter(name="Lurker").exists()


# --- Old addresses ---------------------------------------------------------------------------------------------------


def leads(client, address):
    answer = client.get(address)
    return answer.get("Location") if answer.status_code == 301 else answer.status_code


def test_old_addresses_lead_to_what_became_of_them(home, client, rae, django_assert_max_num_queries):
    work = story(1)
    second = work.chapters.get(position=2)
    assert leads(client, "/viewstory.php?sid=1") == work.get_absolute_url()
    assert leads(client, "/fic/viewstory.php?sid=1&chapter=1&textsize=0") == work.get_absolute_url()
    assert leads(client, "/viewstory.php?sid=1&chapter=2") == second.get_absolute_url()
    assert (
        leads(client, f"/viewstory.php?sid=1&chapid={row(home, 'chapters', sid=1, inorder=2)['chapid']}")
        == second.get_absolute_url()
    )
    whole = f"{work.get_absolute_url()}?view_full_work=true"
    assert leads(client, "/viewstory.php?action=printable&sid=1&chapter=all") == whole
    assert leads(client, "/viewuser.php?uid=1") == Pseud.objects.get(pk=new("author", 1)).get_absolute_url()
    assert leads(signed_in(rae), "/viewseries.php?seriesid=1") == Series.objects.get().get_absolute_url()
    assert leads(client, "/reviews.php?type=ST&item=1") == reverse("work-reviews", args=[work.pk])
    assert leads(client, "/modules/challenges/challenges.php?chalid=1") == Headcanon.objects.get().get_absolute_url()
    fandom = work.fandom_names[0].get_absolute_url()
    assert leads(client, "/browse.php?type=categories&catid=2") == fandom
    assert leads(client, "/categories.php?catid=2") == fandom
    assert leads(client, "/browse.php?type=class&type_id=1&classid=2") == work.tags_of("freeform")[0].get_absolute_url()
    assert leads(client, "/browse.php?type=recent") == reverse("works")

    for words in ("sid=99", "sid=", "", "sid=1%00", "sid=-1", "sid=٣", "sid=" + "9" * 400, "sid=1'--"):
        assert leads(client, f"/viewstory.php?{words}") == 404, words
    with django_assert_max_num_queries(6):
        client.get("/viewstory.php?sid=1&chapter=2")


STATES = [
    ({}, {"guest", "member", "author"}),
    ({"audience": "members"}, {"member", "author"}),
    ({"audience": "link", "link_token": "an-otter-in-the-reeds-9"}, {"author"}),
    ({"audience": "me"}, {"author"}),
    ({"is_hidden": True}, {"author"}),
    ({"state": "draft", "posted_at": None}, {"author"}),
    ({"trashed_at": datetime(2026, 1, 1, tzinfo=UTC)}, set()),
]
USUAL = {"state": "posted", "audience": "everyone", "is_hidden": False, "trashed_at": None}


def test_old_addresses_tell_nothing_of_what_their_reader_may_not_see(home, client, rae):
    usual = {**USUAL, "posted_at": story(1).posted_at}
    Work.objects.exclude(pk=new("story", 1)).delete()
    readers = {
        "guest": client,
        "member": signed_in(rae),
        "author": signed_in(Pseud.objects.get(pk=new("author", 2)).user),
    }
    stories = ["viewstory.php?sid=1&chapter=2", "reviews.php?item=1"]
    lists = ["browse.php?type=categories&catid=2"]
    for state, sees in STATES:
        Work.objects.update(**usual | state)
        pages_changed()
        for address in stories + lists:
            found = {name for name, reader in readers.items() if leads(reader, f"/{address}") != 404}
            # No list names a draft, whoever asks.
            assert found == (sees - {"author"} if address in lists and "state" in state else sees), (state, address)


def test_two_who_keep_apart_find_nothing_of_each_other_by_old_addresses(home, client, vex):
    author = Pseud.objects.get(pk=new("author", 2)).user
    block(author, vex)
    for address in ("/viewuser.php?uid=2", "/viewstory.php?sid=1"):
        assert (leads(signed_in(vex), address), leads(client, address)) != (404, 404)
        assert leads(signed_in(vex), address) == 404


def test_of_two_archives_with_the_same_numbers_the_folder_tells(home, bring, client):
    """Both have a story 1. The one whose address ended in the folder is meant, else the one that came first."""
    site = invent(**SMALL, seed=2)
    site.tables["settings"][0].update(url="http://quay.example.org/old", sitename="The Old Quay")
    for number, author in enumerate(site.tables["authors"]):
        author["email"] = f"other{number}@example.org"
    bring(site)
    first, second = (
        Arrived.objects.get(kind="story", old_id="1", arrival=each).new_id
        for each in Arrival.objects.order_by("began_at")
    )
    assert leads(client, "/viewstory.php?sid=1") == f"/works/{first}"
    assert leads(client, "/fic/viewstory.php?sid=1") == f"/works/{first}"
    assert leads(client, "/old/viewstory.php?sid=1") == f"/works/{second}"


# --- Mapping ---------------------------------------------------------------------------------------------------------


def test_a_dry_run_takes_nothing_in_and_writes_what_words_would_become(bring, tmp_path, capsys):
    before, file = counts(), tmp_path / "words.csv"
    assert bring(invent(**SMALL), "--dry-run", "--mapping", file) == 0
    assert (counts(), Arrival.objects.count()) == (before, 0)
    lines = file.read_text("utf-8-sig").splitlines()
    assert lines[0] == "what,id,name,stories,becomes,called,look"
    assert "class,3,Slash,2,tag,Slash," in lines
    assert 'class,5,"Drama, with music",1,tag,"Drama, with music",' in lines
    said = capsys.readouterr().out
    assert "This would come: 5 authors, 7 stories" in said and said.endswith("Nothing was taken in.\n")
    assert "category 2 “The Long Voyage”, 3 stories: it lies in “Sea Tales”, and may be a tag" in said


def test_a_mapping_that_was_changed_is_kept_to_and_stories_that_had_come_say_so_too(bring, home, tmp_path, ana):
    file = tmp_path / "words.csv"
    bring(home, "--dry-run", "--mapping", file)
    changed = file.read_text("utf-8-sig").replace(
        "category,2,The Long Voyage,3,fandom,The Long Voyage", "category,2,x,3,tag,Long Voyage"
    )
    file.write_text(changed.replace("site,,The Quay,7,nothing,The Quay", "site,,The Quay,7,fandom,Quay"))
    hers = story(4)
    Work.objects.filter(pk=hers.pk).update(version=2)  # its author has changed something meanwhile
    assert bring(home, "--mapping", file) == 0
    assert [fandom.name for fandom in story(1).fandom_names] == ["Quay"]
    assert "Long Voyage" in [tag.name for tag in story(1).tags_of("freeform")]
    assert [fandom.name for fandom in hers.fandom_names] == ["The Long Voyage"]
    drain()
    assert Work.objects.filter(fandoms__name="Quay").count() == 6


SLIPS = {
    "class,1,Angst,1,fandm,Angst": "line 2: “fandm” is nothing a word can become.",
    "class,1,Angst,1,tag,": "line 2: say under “called” what the tag is called, or “nothing”.",
    "rating,1,G,1,rating,Gee": "line 2: no rating here is called “Gee”.",
}


def test_a_slip_in_the_mapping_is_named_and_nothing_is_taken_in(bring, tmp_path):
    file = tmp_path / "words.csv"
    for line, sentence in SLIPS.items():
        file.write_text(f"what,id,name,stories,becomes,called,look\n{line}\n")
        with pytest.raises(Refusal, match=re.escape(sentence)):
            bring(invent(**SMALL), "--mapping", file)
    assert Work.objects.count() == 0


# --- What is broken, or wants to break something ----------------------------------------------------------------------


def test_a_text_that_is_missing_is_told_kept_a_place_for_and_put_there_when_it_is_found(bring, tmp_path, capsys):
    site = invent(**SMALL)
    chapter = row(site, "chapters", sid=1, inorder=2)
    text, chapter["storytext"] = chapter["storytext"], ""
    assert bring(site) == 1
    assert f"story 1, chapter 2: its file {chapter['uid']}/{chapter['chapid']}.txt is empty." in capsys.readouterr().out
    empty = Chapter.objects.get(pk=new("chapter", chapter["chapid"]))
    assert (empty.title, empty.body, empty.posted_at, story(1).is_draft) == ("Night 2", "", None, False)
    chapter["storytext"] = text
    assert bring(site) == 0
    assert "1 chapters that had no text have theirs now." in capsys.readouterr().out
    compare(site)
    assert Chapter.objects.get(pk=empty.pk).posted_at is not None


def test_the_wrong_folder_of_texts_is_refused_before_anything_comes(data_folder, tmp_path):
    dump, _ = as_mysqldump(invent(**SMALL), tmp_path)
    (tmp_path / "wrong").mkdir()
    for texts in (tmp_path / "wrong", None):
        with pytest.raises(Refusal, match="the dump holds no text for"):
            run(dump, texts, data_folder)
    assert User.objects.count() == 0


def test_no_link_leads_out_of_the_folder_of_texts(data_folder, tmp_path):
    site = invent(**SMALL)
    dump, texts = as_mysqldump(site, tmp_path)
    (tmp_path / "secret.txt").write_text("The archivist’s own diary.")
    chapter = site.tables["chapters"][0]
    place = texts / str(chapter["uid"]) / f"{chapter['chapid']}.txt"
    place.unlink()
    place.symlink_to(tmp_path / "secret.txt")
    assert run(dump, texts, data_folder) == 1
    assert not Chapter.objects.filter(body__contains="diary").exists()


def test_markup_in_every_field_comes_as_words_and_never_acts(bring, client):
    site, evil = invent(**SMALL), "<script>alert(1)</script><b onclick='x()'>bold</b> & \"quoted\""
    fields = {
        "title",
        "summary",
        "storynotes",
        "notes",
        "penname",
        "bio",
        "website",
        "reviewer",
        "comments",
        "category",
    }
    fields |= {"class_name", "charname", "rating_name", "challenger", "info", "sitename"}
    for table, rows in site.tables.items():
        for number, each in enumerate(rows):
            each.update(
                {name: f"{number} {evil}" for name in each if name in fields and (name, table) != ("rating", "reviews")}
            )
    for chapter in site.tables["chapters"]:
        chapter["storytext"] = f"<?php system('x'); ?>{evil}\n\nwords"
    bring(site)
    work = story(1)
    pages = [
        work.get_absolute_url(),
        work.authors[0].get_absolute_url(),
        reverse("works"),
        Series.objects.get().get_absolute_url(),
    ]
    pages += [reverse("work-reviews", args=[work.pk]), Headcanon.objects.get().get_absolute_url(), reverse("fandoms")]
    for page in pages:
        told = client.get(page, {"view_adult": "true"}).content.decode()
        assert "<b onclick" not in told and "alert(1)</script>" not in told and "<?php" not in told, page
    assert "bold" in work.title and "<strong>bold</strong>" in work.chapters.first().body


def test_killed_between_two_stories_it_goes_on_where_it_stopped(bring, monkeypatch):
    site, at = invent(**SMALL), []
    whole = taking_in_stories.Stories.post

    def falls(self, work, *more):
        at.append(work)
        if len(at) == 3:
            raise KeyboardInterrupt
        return whole(self, work, *more)

    monkeypatch.setattr(taking_in_stories, "AT_ONCE", 2)
    monkeypatch.setattr(taking_in_stories.Stories, "post", falls)
    with pytest.raises(KeyboardInterrupt):
        bring(site)
    assert (Work.objects.count(), Arrived.objects.filter(kind="story").count()) == (2, 2)
    assert bring(site) == 0
    compare(site)
    assert Work.objects.count() == 7


def test_two_at_once_do_not_come_between_each_other(bring, data_folder):
    with alone(data_folder), pytest.raises(Refusal, match="something else is being brought into this archive"):
        bring(invent(**SMALL))
    assert bring(invent(**SMALL)) == 0


def test_what_was_taken_away_since_does_not_come_again(bring, home):
    Review.objects.get(pk=new("review", 1)).delete()
    Work.objects.filter(pk=new("story", 1)).delete()
    assert bring(home) == 0
    assert not Work.objects.filter(pk=new("story", 1)).exists()
    assert not Review.objects.filter(pk=new("review", 1)).exists()


def test_a_dump_that_breaks_off_is_said_and_what_stands_before_comes(data_folder, tmp_path, capsys):
    site = invent(**SMALL)
    dump, _ = as_own_backup(site, tmp_path)
    data = dump.read_bytes()
    dump.write_bytes(data[: data.index(b"INSERT INTO fanfiction_reviews") + 90])
    assert run(dump, None, data_folder) == 1
    assert "fanfiction_reviews: At byte" in capsys.readouterr().out
    assert (Work.objects.count(), Review.objects.count()) == (7, 0)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04rubbish", b"\x1f\x8bbroken", b"SELECT 1;", b"\xff" * 1000])
def test_what_is_no_dump_is_refused_in_a_sentence(data_folder, tmp_path, data):
    (tmp_path / "x.sql").write_bytes(data)
    with pytest.raises(Refusal, match="holds no stories of eFiction"):
        run(tmp_path / "x.sql", None, data_folder)
    with pytest.raises(Refusal, match="cannot be read"):
        run(tmp_path / "none.sql", None, data_folder)


def test_the_invented_site_holds_what_these_tests_speak_of():
    site = invent(**SMALL)
    assert site.answers == 4 and len(site.tables["chapters"]) > 7
    assert efiction_site.NAMES[1] == "Brontë"
