"""How many queries a page may cost: one table, and each row must cost the same with one work as with three.

"cold" counts everything, memory emptied; "warm" is a page that the same visitor, or a guest before her, has had.
"""

import itertools
import re
from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from headcanon.accounts.arriving import sign_up
from headcanon.accounts.blocking import block
from headcanon.accounts.inviting import invite
from headcanon.accounts.joining import take_pen_name
from headcanon.accounts.models import User
from headcanon.accounts.trusting import trust
from headcanon.canon.models import Event
from headcanon.core import editions
from headcanon.core.viewing import Viewer
from headcanon.discovery.models import LovedTogether
from headcanon.discovery.saving import save
from headcanon.following.follows import follow
from headcanon.following.hearing import renew_feed
from headcanon.following.models import Announcement, Desk, Hearing, News, Notice
from headcanon.headcanons.models import Headcanon, Remark
from headcanon.intake.models import Brought, Claim, Keeping
from headcanon.moderation.answering import answer
from headcanon.moderation.models import Case, Telling
from headcanon.moderation.tests.things import done, reported, review
from headcanon.reading.models import Reading, Shelf, Shelved
from headcanon.reviews.applauding import applaud
from headcanon.reviews.reviewing import Voice
from headcanon.reviews.typo_notes import send
from headcanon.works.coauthors import ask
from headcanon.works.gifts import give
from headcanon.works.models import Authorship, Tagging, Work, WorkFandom
from headcanon.works.relations import relate
from tests import headcanon_pages, intake_pages, line_pages, lineage_pages, review_pages, wrangling_pages
from tests.cast import PASSWORD, draft, person, posted, trashed
from tests.memory import forget_everything
from tests.visitor import Visitor

BUDGETS = [
    # page, who, memory, queries
    ("work", "guest", "cold", 6),
    ("work", "Rae", "cold", 9),
    ("work", "guest", "warm", 1),
    ("work", "Rae", "warm", 3),
    ("chapter", "guest", "cold", 4),
    ("chapter", "Rae", "cold", 7),
    ("chapter", "guest", "warm", 1),
    ("whole work", "guest", "cold", 6),
    ("navigate", "guest", "cold", 4),
    ("home", "guest", "cold", 13),
    ("home", "Rae", "cold", 19),
    ("home", "guest", "warm", 1),
    ("home", "Rae", "warm", 3),
    ("fandoms", "guest", "cold", 3),
    ("fandom", "guest", "cold", 18),
    ("tag", "guest", "cold", 18),
    ("a tag with a family", "guest", "cold", 25),
    ("wrangling", "Mo", "cold", 8),
    ("a tag to put in order", "Mo", "cold", 14),
    ("what wranglers did", "Mo", "cold", 8),
    ("author", "guest", "cold", 18),
    ("author", "Rae", "cold", 25),
    ("author", "Ana", "cold", 31),  # her drafts stand there too
    ("adult work", "Rae", "cold", 7),
    ("her stories", "Ana", "cold", 5),
    ("editor", "Ana", "cold", 25),
    ("earlier versions", "Ana", "cold", 7),
    ("trash", "Ana", "cold", 5),
    ("pen names", "Ana", "cold", 5),
    ("takeout", "Ana", "cold", 5),
    ("bring a takeout", "Ana", "cold", 4),
    ("leave", "Ana", "cold", 5),
    ("quiet", "Ana", "cold", 7),
    ("what to keep quiet", "Rae", "cold", 12),
    ("newcomers", "Mo", "cold", 6),
    ("invitations", "Mo", "cold", 5),
    ("series", "guest", "cold", 13),
    ("a series as books", "guest", "cold", 10),
    ("download", "guest", "cold", 9),
    ("chapters", "Ana", "cold", 6),
    ("about", "Ana", "cold", 22),
    ("authors", "Ana", "cold", 6),
    ("relations", "Ana", "cold", 7),
    ("requests", "Ana", "cold", 19),
    ("publish", "Ana", "cold", 9),
    ("preview", "Ana", "cold", 7),
    ("reviews", "guest", "cold", 10),
    ("reviews", "guest", "warm", 1),
    ("reviews", "Rae", "cold", 14),
    ("reviews", "Ana", "cold", 14),
    ("reviews of all chapters", "guest", "cold", 10),
    ("a thread", "guest", "cold", 7),
    ("a thread", "Rae", "cold", 9),
    ("a review to write", "guest", "cold", 6),
    ("a review to write", "Rae", "cold", 12),
    ("kudos", "guest", "cold", 5),
    ("margin", "guest", "cold", 7),
    ("margin", "guest", "warm", 1),
    ("a slip to mark", "guest", "cold", 5),
    ("slips", "Ana", "cold", 5),
    ("slips of one story", "Ana", "cold", 7),
    ("wishes", "Ana", "cold", 4),
    ("wishes for one", "Ana", "cold", 7),
    ("trusted", "Ana", "cold", 4),
    ("moderation", "Mo", "cold", 35),
    ("a reported thing", "Mo", "cold", 21),
    ("trail", "Mo", "cold", 7),
    ("report", "Rae", "cold", 6),
    ("what moderators decided", "Ana", "cold", 5),
    ("files she brought", "Ana", "cold", 9),
    ("a file beside its story", "Ana", "cold", 6),
    ("a file to correct", "Ana", "cold", 4),
    ("claims", "Mo", "cold", 10),
    ("a claim to decide", "Mo", "cold", 8),
    ("a story kept for its author", "guest", "cold", 6),
    ("inbox", "Rae", "cold", 14),
    ("desk", "Ana", "cold", 22),
    ("desk", "Rae", "cold", 16),
    ("reviews that wait for her", "Ana", "cold", 5),
    ("her stories day by day", "Ana", "cold", 8),
    ("a story day by day", "Ana", "cold", 8),
    ("follows", "Rae", "cold", 9),
    ("saved searches", "Rae", "cold", 5),
    ("completions", "guest", "cold", 4),
    ("completions", "Rae", "cold", 6),
    ("loved with it", "guest", "cold", 12),
    ("loved with it", "Rae", "cold", 16),
    ("what to follow", "Rae", "cold", 12),
    ("announcement", "Rae", "cold", 4),
    ("feed", "guest", "cold", 10),
    ("when mail comes", "Rae", "cold", 4),
    ("history", "Rae", "cold", 8),
    ("her shelves", "Rae", "cold", 4),
    ("her shelf", "Rae", "cold", 25),
    ("a public shelf", "guest", "cold", 21),
    ("a public shelf", "guest", "warm", 1),
    ("where to put it", "Rae", "cold", 6),
    ("recommendations", "guest", "cold", 4),
    ("recommended by her", "guest", "cold", 3),
    ("headcanons", "guest", "cold", 5),
    ("headcanons", "guest", "warm", 1),
    ("headcanons", "Rae", "cold", 8),
    ("headcanons of a canon", "guest", "cold", 6),
    ("headcanon", "guest", "cold", 9),
    ("headcanon", "guest", "warm", 1),
    ("headcanon", "Rae", "cold", 15),
    ("talk", "guest", "cold", 7),
    ("talk", "Rae", "cold", 10),
    ("a thread of talk", "guest", "cold", 7),
    ("a headcanon to post", "Rae", "cold", 4),
    ("asks", "Ana", "cold", 7),
    ("whom to ask", "Rae", "cold", 8),
    ("who may ask", "Ana", "cold", 4),
    ("headcanons on a shelf", "guest", "cold", 7),
    ("where to put a headcanon", "Rae", "cold", 9),
    ("lineage", "guest", "cold", 14),
    ("lineage", "guest", "warm", 1),
    ("lineage", "Rae", "cold", 17),
    ("a headcanon’s lineage", "guest", "cold", 9),
    ("stories grown from one", "guest", "cold", 14),
    ("headcanons to grow from", "Ana", "cold", 5),
    ("event", "guest", "cold", 20),
    ("event", "guest", "warm", 1),
    ("event", "Rae", "cold", 24),
    ("timeline", "guest", "cold", 4),
    ("timeline", "guest", "warm", 1),
    ("timeline", "Rae", "cold", 7),
    ("timeline, an event of it opened", "guest", "cold", 7),
    ("the line in order", "Mo", "cold", 12),
    ("suggested events", "Mo", "cold", 8),
    ("the line’s history", "Mo", "cold", 7),
    ("an event to suggest", "Rae", "cold", 8),
    ("how far she has come", "guest", "cold", 4),
    ("how far in every canon", "Rae", "cold", 3),
]


@pytest.fixture
def people(db, monkeypatch):
    monkeypatch.setattr(editions, "LOOK_AGAIN_AFTER", 60)  # a slow machine would look twice in one request
    editions.the_archive()  # its row is made when it is first asked for
    return {"guest": None, "Ana": person("Ana"), "Rae": person("Rae"), "Mo": person("Mo", is_archivist=True)}


def grow(ana, number):
    """`number` works, and as many drafts; answers with the newest work."""
    for n in range(number):
        draft(ana, f"Unfinished {n}")
        trashed(ana, f"Put away {n}")
        take_pen_name(ana, f"Ana {n}")
        block(ana, person(f"Vex{n}"))
        sign_up(f"New{n}", email=f"new{n}@example.org", password=PASSWORD, words="I read.", waits=True)
        invite(User.objects.get(username="Mo"), uses=1, lasts=timedelta(days=30))
        at = timezone.now() - timedelta(days=number - n)
        work = posted(ana, f"Night {n}", chapters=3, series=[("Nights", n + 1)], at=at)
        ask_of_her(ana, work, n)
        report_of_hers(ana, work, n)
        news_of(work)
    intake_pages.grow(ana, User.objects.get(username="Mo"), number)
    reviews_of(work, number)
    shelves_with(ana, number)
    loved_with(work)
    line_pages.grow(User.objects.get(username="Mo"), list(Work.objects.posted().filter(pseuds__user=ana)), number)
    headcanon_pages.grow(ana, User.objects.get(username="Rae"), work, number)
    lineage_pages.family_of(ana, person("Kin"), Work.objects.get(pk=work.pk), number)
    wrangling_pages.grow(User.objects.get(username="Mo"), number)
    return Work.objects.get(pk=work.pk)


def ask_of_her(ana, work, n):
    """What waits for her answer, and what of hers waits for somebody else's."""
    bea = person(f"Bea{n}")
    others = posted(bea, f"After {n}")
    give(others, ["Ana"])
    ask(others, "Ana", person=bea)
    ask(work, bea.username, person=ana)
    relate(others, "sequel", viewer=Viewer(bea), parent=work)
    relate(work, "remix", viewer=Viewer(ana), parent=posted(bea, f"Before {n}"))


def reviews_of(work, number):
    """So many threads, with as many replies to the first, and kudos; whoever gives them is trusted."""
    gia = person("Reader")
    first = review_pages.say(work, "I heard the sea.", by=gia)
    for n in range(number):
        reader = person(f"Reader{n}")
        review_pages.say(work, f"And again {n}.", by=reader)
        review_pages.say(work, f"So did I, {n}.", by=reader, answers=first)
        applaud(work, viewer=Viewer(reader))
        trust(User.objects.get(username="Ana"), reader)
        voice = Voice(Viewer(reader), pseud=reader.default_pseud)
        send(work.chapters.first(), "light", "dark", voice=voice)
    Desk.objects.update_or_create(person=work.authors[0].user, defaults={"since": timezone.now() - timedelta(days=2)})


def shelves_with(ana, number):
    """So many shelves of Rae's, and as many to everyone by somebody else, with all of Ana's works on each."""
    kim, rae = person("Kim"), User.objects.get(username="Rae")
    works = Work.objects.posted().filter(pseuds__user=ana)
    for n in range(number):
        for said in ({"person": rae}, {"person": kim, "sight": "everyone", "pseud": kim.default_pseud}):
            shelf = Shelf.objects.create(name=f"Shelf {n}", position=n, **said)
            Shelved.objects.bulk_create(
                Shelved(shelf=shelf, work=each, position=at, why="Read it.", tags=["sad"])
                for at, each in enumerate(works)
            )


def loved_with(work):
    """With everything that was posted after another story."""
    others = Work.objects.filter(title__startswith="After ")
    LovedTogether.objects.bulk_create(
        LovedTogether(work=work, other=other, place=place, readers=2, shared_tags=0)
        for place, other in enumerate(others)
    )


def news_of(work):
    """Rae follows it and its author, and was told of it."""
    rae = User.objects.get(username="Rae")
    follow(rae, "work", work)
    follow(rae, "author", work.authors[0].user)
    follow(rae, "search", save(rae, name=f"Search {work.pk}", asks="q=lamp"))
    Reading.objects.create(person=rae, work=work, chapter=work.chapters.first())
    for about in ({"kind": "work"}, {"kind": "chapter", "chapter": work.chapters.first()}):
        Notice.objects.create(person=rae, news=News.objects.create(work=work, is_told=True, **about))
    renew_feed(rae)
    User.objects.filter(pk=rae.pk).update(notices_unseen=rae.notices.count())


def report_of_hers(ana, work, n):
    """Of every kind of thing one is reported, and something is decided and answered."""
    gia = person(f"Gia{n}")
    said = Announcement.objects.create(
        pseud=ana.default_pseud, work=work, text="<p>Read on.</p>", sent_with=f"said {n}"
    )
    things = {
        "work": work, "chapter": work.chapters.get(position=2), "review": review(work, by=gia), "announcement": said,
        "pen-name": gia.default_pseud,
    }  # fmt: skip
    cases = [reported(kind, thing, by=person(f"{kind[:3]}{n}"), words="Look.") for kind, thing in things.items()]
    mo = User.objects.get(username="Mo")
    for case in cases[:2]:
        for wish in (f"warn {ana.pk}", "dismiss"):
            done(case, wish, by=mo)
            answer(Telling.objects.latest("pk"), "It was satire.")


def address_of(page, work):
    return {
        "home": lambda: reverse("home"),
        "fandoms": lambda: reverse("fandoms"),
        "fandom": lambda: work.fandom_names[0].get_absolute_url(),
        "tag": lambda: work.tags_of("character")[0].get_absolute_url(),
        "a tag with a family": work.tags_of("freeform")[0].get_absolute_url,
        "wrangling": lambda: reverse("wrangling"),
        "a tag to put in order": lambda: reverse("wrangling-tag", args=[work.tags_of("freeform")[0].slug]),
        "what wranglers did": lambda: reverse("wrangling-acts"),
        "author": lambda: work.authors[0].get_absolute_url(),
        "series": lambda: work.series.get().get_absolute_url(),
        "a series as books": lambda: reverse("books-of-series", args=[work.series.get().pk]),
        "adult work": lambda: adult(work).get_absolute_url(),
        "her stories": lambda: reverse("works-mine"),
        "about": lambda: reverse("work-edit", args=[work.pk]),
        "authors": lambda: reverse("work-authors", args=[work.pk]),
        "relations": lambda: reverse("work-relations", args=[work.pk]),
        "requests": lambda: reverse("requests"),
        "editor": lambda: reverse("chapter-edit", args=[work.pk, work.chapters.get(position=2).pk]),
        "earlier versions": lambda: reverse("work-history", args=[work.pk]),
        "trash": lambda: reverse("trash"),
        "pen names": lambda: reverse("pen-names"),
        "takeout": lambda: reverse("takeout"),
        "bring a takeout": lambda: reverse("bring-takeout"),
        "leave": lambda: reverse("leave"),
        "quiet": lambda: reverse("quiet"),
        "what to keep quiet": lambda: reverse("quiet-work", args=[work.pk]),
        "newcomers": lambda: reverse("newcomers"),
        "invitations": lambda: reverse("invitations"),
        "work": work.get_absolute_url,
        "whole work": lambda: f"{work.get_absolute_url()}?view_full_work=true",
        "chapter": lambda: work.chapters.get(position=2).get_absolute_url(),
        "navigate": lambda: reverse("navigate", args=[work.pk]),
        "chapters": lambda: reverse("chapters", args=[work.pk]),
        "publish": lambda: reverse("publish", args=[work.pk]),
        "reviews": lambda: reverse("chapter-reviews", args=[work.pk, work.chapters.get(position=1).pk]),
        "reviews of all chapters": lambda: reverse("work-reviews", args=[work.pk]),
        "a thread": lambda: work.reviews.order_by("pk").first().get_absolute_url(),
        "a review to write": lambda: reverse("review-new", args=[work.pk, work.chapters.get(position=1).pk]),
        "kudos": lambda: reverse("kudos", args=[work.pk]),
        "margin": lambda: reverse("work-margin", args=[work.pk]),
        "a slip to mark": lambda: reverse("slip-new", args=[work.pk, work.chapters.get(position=1).pk]),
        "slips": lambda: reverse("slips"),
        "slips of one story": lambda: reverse("work-slips", args=[work.pk]),
        "wishes": lambda: reverse("wishes"),
        "wishes for one": lambda: reverse("work-wishes", args=[work.pk]),
        "trusted": lambda: reverse("trusted"),
        "moderation": lambda: reverse("moderation"),
        "a reported thing": lambda: reverse("moderation-case", args=[Case.objects.get(work=work).pk]),
        "trail": lambda: reverse("moderation-trail"),
        "report": lambda: reverse("report", args=["work", work.pk]),
        "what moderators decided": lambda: reverse("moderation-mine"),
        "files she brought": lambda: reverse("intake"),
        "a file beside its story": lambda: reverse("intake-beside", args=[Brought.objects.first().pk]),
        "a file to correct": lambda: reverse("intake-correct", args=[Brought.objects.first().pk]),
        "claims": lambda: reverse("claims"),
        "a claim to decide": lambda: reverse("claim-decide", args=[Claim.objects.first().pk]),
        "a story kept for its author": lambda: Keeping.objects.first().work.get_absolute_url(),
        "inbox": lambda: reverse("inbox"),
        "desk": lambda: reverse("desk"),
        "reviews that wait for her": lambda: reverse("desk-reviews"),
        "her stories day by day": lambda: reverse("desk-stories"),
        "a story day by day": lambda: reverse("desk-story", args=[work.pk]),
        "follows": lambda: reverse("follows"),
        "saved searches": lambda: reverse("saved-searches"),
        "completions": lambda: f"{reverse('completions', args=['character'])}?q=her",
        "loved with it": lambda: reverse("loved", args=[work.pk]),
        "what to follow": lambda: reverse("follow-work", args=[work.pk]),
        "announcement": lambda: Announcement.objects.latest("pk").get_absolute_url(),
        "feed": lambda: reverse("feed", args=[Hearing.objects.get().feed_token]),
        "when mail comes": lambda: reverse("news-settings"),
        "history": lambda: reverse("history"),
        "lineage": lambda: reverse("lineage", args=[work.pk]),
        "a headcanon’s lineage": lambda: reverse("headcanon-lineage", args=[work.growths.first().headcanon_id]),
        "stories grown from one": lambda: reverse("headcanon-works", args=[work.growths.first().headcanon_id]),
        "headcanons to grow from": lambda: f"{reverse('find-headcanons', args=[work.pk])}?words=lamp",
        "event": lambda: work.placements.get().event.get_absolute_url(),
        "timeline": lambda: reverse("timeline", args=[work.fandom_names[0].slug]),
        "timeline, an event of it opened": lambda: opened_on_its_line(work.placements.get()),
        "the line in order": lambda: reverse("line", args=[work.fandom_names[0].slug]),
        "suggested events": lambda: reverse("line-suggestions", args=[work.fandom_names[0].slug]),
        "the line’s history": lambda: reverse("line-history", args=[work.fandom_names[0].slug]),
        "an event to suggest": lambda: reverse("line-suggest", args=[work.fandom_names[0].slug]),
        "how far she has come": lambda: reverse("progress", args=[work.fandom_names[0].slug]),
        "how far in every canon": lambda: reverse("progress-settings"),
        "headcanons": lambda: reverse("headcanons"),
        "headcanons of a canon": lambda: f"{reverse('headcanons')}?fandom={work.fandom_names[0].slug}&show=believed",
        "headcanon": lambda: Headcanon.objects.get(claim="Lamp 0").get_absolute_url(),
        "talk": lambda: reverse("headcanon-talk", args=[Headcanon.objects.get(claim="Lamp 0").pk]),
        "a thread of talk": lambda: Remark.objects.filter(thread=None).order_by("pk")[0].get_absolute_url(),
        "a headcanon to post": lambda: reverse("headcanon-new"),
        "asks": lambda: reverse("asks"),
        "whom to ask": lambda: reverse("ask", args=["Ana"]),
        "who may ask": lambda: reverse("ask-wishes"),
        "headcanons on a shelf": lambda: reverse("shelf-headcanons", args=[Shelf.objects.order_by("pk")[1].pk]),
        "where to put a headcanon": lambda: reverse(
            "headcanon-shelve", args=[Headcanon.objects.get(claim="Lamp 0").pk]
        ),
        "her shelves": lambda: reverse("shelves"),
        "her shelf": lambda: reverse("shelf", args=[Shelf.objects.filter(person__username="Rae").first().pk]),
        "a public shelf": lambda: reverse("shelf", args=[Shelf.objects.filter(sight="everyone").first().pk]),
        "where to put it": lambda: reverse("shelve", args=[work.pk]),
        "recommendations": lambda: reverse("recommendations", args=[work.pk]),
        "recommended by her": lambda: reverse("recommended-by", args=["Kim", "Kim"]),
        "preview": lambda: reverse("chapter-preview", args=[work.pk, work.chapters.get(position=2).pk]),
        "download": lambda: reverse("download", args=[work.pk, "x", "txt"]),
    }[page]()


def opened_on_its_line(place):
    Event.objects.filter(pk=place.event_id).update(set_count=1, departure_count=1)
    line = reverse("timeline", args=[place.canon.fandom.slug])
    return f"{line}?canon={place.canon.slug}&event={place.event_id}"


def adult(work):
    Work.objects.filter(pk=work.pk).update(rating="explicit")
    return work


def queries(page, user, memory, work):
    """How many `page` costs, whatever was looked at before."""
    client = Visitor()
    if user:
        client.force_login(user)
    address = address_of(page, work)
    forget_everything()
    if memory == "warm":
        client.get(address)
        editions.look_again()
    with CaptureQueriesContext(connection) as captured:
        response = client.get(address)
    assert response.status_code == 200
    return [query["sql"] for query in captured.captured_queries]


# SQLite makes a list of such, which in an archive of a million works takes seconds: `among` looks each up by itself.
ALL_THAT_MAY_BE_SEEN = re.compile(
    r'IN \(SELECT (\w+)\."id"(?: AS "\w+")? FROM "works_work" \1 WHERE \((?:\1\."(?:state|trashed_at)"[^()]*)+ AND \(?\1'
)


@pytest.mark.parametrize("number", [1, 3])
def test_every_page_keeps_to_its_budget(people, number):
    """All rows over one archive; what a page writes is undone before the next."""
    work = grow(people["Ana"], number)
    found = {row: queries_undone(*row[:3], people, work.pk) for row in BUDGETS}
    missed = {row: asked for row, asked in found.items() if len(asked) != row[3]}
    assert not missed, "\n\n".join("\n".join([f"{row} asked {len(asked)}", *asked]) for row, asked in missed.items())
    others = [row for row in found if row[0] != "desk"]  # where she asks for her own works alone
    listed = {row: sql for row in others for sql in found[row] if ALL_THAT_MAY_BE_SEEN.search(sql)}
    assert not listed, "\n\n".join(f"{row} lists all works: {sql}" for row, sql in listed.items())


def queries_undone(page, who, memory, people, work_id):
    with transaction.atomic():
        asked = queries(page, people[who], memory, Work.objects.get(pk=work_id))
        transaction.set_rollback(True)
    return asked


def test_a_guest_leaves_no_session_behind(people):
    work = posted(people["Ana"], chapters=2)
    client = Client()
    for page in ("home", "work", "chapter", "navigate", "author", "fandoms"):
        response = client.get(address_of(page, work))
        assert (response.status_code, dict(response.cookies)) == (200, {})


def test_a_list_walks_the_index_made_for_it(people):
    """Else a page of a small fandom would read the whole archive, or a large one be sorted for every page."""
    for n in range(3):
        work = posted(people["Ana"], f"Night {n}")
    for page, index in (("fandom", "fandom_newest"), ("tag", "tag_newest"), ("home", "works_public")):
        [listing] = [sql for sql in queries(page, None, "cold", work) if "DESC LIMIT 21" in sql]
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN QUERY PLAN {listing}")
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert index in plan
        assert "TEMP B-TREE" not in plan


@pytest.mark.django_db
@pytest.mark.parametrize("model", [Authorship, WorkFandom, Tagging])
def test_no_index_of_what_links_works_begins_another(model):
    """Of these tables each row is written to every one of them, and a large archive has millions."""
    with connection.cursor() as cursor:
        there = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
    indexes = [said["columns"] for said in there if said["index"] or said["unique"]]
    assert len(indexes) >= 2
    for one, other in itertools.permutations(indexes, 2):
        assert other[: len(one)] != one
