"""A headcanon without a name, through every door: to nobody but moderators and herself does anything say whose it is.

Whoever had it is called, named and numbered so that each of these is found byte for byte wherever it stands.
"""

import io
import zipfile
from itertools import cycle

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse

from headcanon.accounts.blocking import block, mute
from headcanon.accounts.models import Pseud, User
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.following.follows import follow
from headcanon.following.hearing import renew_feed
from headcanon.following.letters import begin_letters, message_of
from headcanon.following.models import Letter, News, Notice
from headcanon.headcanons import asking, believing, posting, talking
from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.tests.having import CLAIM, asked, had, on_the_line, remarked
from headcanon.moderation.models import Case
from headcanon.moderation.tests.things import done, moderator, reported
from headcanon.ops.taking_out import write_takeout
from headcanon.reading.models import Shelf
from headcanon.reading.shelved_headcanons import put
from headcanon.works.growing import grow_from
from tests.cast import person, posted, signed_in
from tests.memory import forget_everything
from tests.worlds import anew, shared

pytestmark = pytest.mark.django_db
NAME, PEN_NAME, NUMBER, PEN_NUMBER = "Zephyrine", "Owl of the Marsh", 735519004, 846620115
NEEDLES = [NAME, "zephyrine", PEN_NAME, "Owl%20of", str(NUMBER), str(PEN_NUMBER)]


@pytest.fixture
def zephyrine(db):
    return she_comes()


def she_comes():
    hers = User.objects.create(id=NUMBER, username=NAME, email="owl@example.org")
    Pseud.objects.create(id=PEN_NUMBER, user=hers, name=PEN_NAME, key="owl of the marsh", is_default=True)
    return hers


@pytest.fixture
def others(ana, zephyrine):
    return others_come(ana, zephyrine)


def others_come(ana, zephyrine):
    """Whom she asked, whom she blocked, who blocked her, who muted her, and one who is nothing of it."""
    people = {"Ana": ana, **{name: person(name) for name in ("Vex", "Bea", "Una", "Rae")}}
    for each in people.values():
        renew_feed(each)
    EmailAddress.objects.update(verified=True)
    block(zephyrine, people["Vex"])
    block(people["Bea"], zephyrine)
    mute(people["Una"], zephyrine)
    return people


def addresses(headcanon, remark, shelf):
    """Every page on which it, or anything about it, may stand."""
    pk = headcanon.pk
    fandom, tag = headcanon.fandoms.get(), headcanon.tags.first()
    named = [
        ("headcanon", pk), ("headcanon-talk", pk), ("remark-new", pk), ("headcanon-shelve", pk), ("headcanon-edit", pk),
        ("headcanon-believe", pk), ("headcanon-writing", pk), ("follow-headcanon", pk), ("shelf", shelf.pk),
        ("shelf-headcanons", shelf.pk), ("report", "headcanon", pk), ("fandom", fandom.slug), ("tag", tag.slug),
        ("timeline", fandom.slug), ("event", fandom.slug, headcanon.event_id), ("inbox",), ("follows",), ("asks",),
        ("headcanons",), ("home",), ("shelves-export",), ("headcanon-surprise",), ("moderation",),
        ("headcanon-new",), ("desk",),
    ]  # fmt: skip
    found = [reverse(name, args=args) for name, *args in named]
    if remark:
        names = ("remark", "remark-reply", "remark-edit")
        found += [reverse(name, args=[remark.pk]) for name in names] + [reverse("report", args=["remark", remark.pk])]
    lists = ("show=never", "show=believed", f"fandom={fandom.slug}", f"tag={tag.slug}", f"event={headcanon.event_id}")
    found += [f"{reverse('headcanons')}?{said}" for said in lists]
    return [*found, f"{headcanon.get_absolute_url()}?lift=yes", f"{reverse('asks')}?show=by-me"]


def told_to(client, address):
    answer = client.get(address, follow=True)
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    head = "".join(f"{name}: {value}" for name, value in answer.items())
    return head + "".join(map(str, answer.redirect_chain)) + body.decode()


def leaks_in(people, found, *, by_all=False):
    """(who, address, needle) wherever there is one. Each address is visited by one of them in turn, or by all."""
    forget_everything()
    clients = [("guest", Client()), *((name, signed_in(each)) for name, each in people.items())]
    turns = cycle(clients)
    visits = [(visit, address) for address in found for visit in (clients if by_all else [next(turns)])]
    told = [(who, address, told_to(client, address)) for (who, client), address in visits]
    return [(who, address, needle) for who, address, page in told for needle in NEEDLES if needle in page]


def mailed_and_fed(people):
    drain()
    begin_letters()
    said = ""
    for letter in Letter.objects.select_related("person"):
        message = message_of(letter, "https://archive.example")
        said += str(message.message()) + message.body + message.alternatives[0].content if message else ""
    for each in people.values():
        token = each.hearing.feed_token
        said += told_to(Client(), f"/feeds/{token}") + told_to(Client(), f"/feeds/{token}.json")
    return said + "".join(str(each.message()) + each.body for each in mail.outbox)


def taken_out(each, folder):
    path = folder / f"{each.username} {len(list(folder.iterdir()))}.zip"
    write_takeout(each, path)
    return b"\n".join(bundle_bytes(path.read_bytes())).decode(errors="replace")


def bundle_bytes(data):
    with zipfile.ZipFile(io.BytesIO(data)) as bundle:
        return [bundle.read(name) for name in bundle.namelist()] + [" ".join(bundle.namelist()).encode()]


def all_that_can_be_made_of_it(ana, zephyrine, others):
    """She asks without her name, is accepted, is talked to and answers, is believed, followed, shelved and grown from,
    and changes her words."""
    headcanon = asked(zephyrine, ana, "An early claim", is_anonymous=True, event=on_the_line())
    asking.accept(headcanon)
    headcanon = Headcanon.objects.get()
    rae = others["Rae"]
    for each in others.values():
        believing.believe(headcanon, each)
        follow(each, "headcanon", headcanon)
    remark = remarked(headcanon, rae, "Is it so?")
    answer = remarked(headcanon, zephyrine, "It is.", answers=remark)
    shelf = Shelf.objects.create(person=rae, name="Lamps", sight="everyone", pseud=rae.default_pseud)
    put(headcanon, [shelf], person=rae, note="Mine")
    work = posted(person("Gia"), "The Second Lamp")
    grow_from(work, [headcanon.pk], person=work.authors[0].user)
    said = {"claim": CLAIM, "fandoms": ["Greek myth"], "characters": ["Hero"], "event": headcanon.event}
    posting.change(headcanon, said)
    talking.change(answer, "It is so.", viewer=Viewer(zephyrine))
    drain()
    return Headcanon.objects.get(), answer, shelf, work


@pytest.fixture(scope="class")
def world(django_db_setup, django_db_blocker):
    """The people, what was made, and what was mailed meanwhile."""
    with shared(django_db_blocker):
        ana, zephyrine = person("Ana"), she_comes()
        others = others_come(ana, zephyrine)
        mail.outbox.clear()
        made = all_that_can_be_made_of_it(ana, zephyrine, others)
        yield others, made, list(mail.outbox)


class TestOneThatIsThere:
    @pytest.fixture
    def zephyrine(self, world, db):
        return User.objects.get(pk=NUMBER)

    @pytest.fixture
    def others(self, world, db):
        return {name: anew(each) for name, each in world[0].items()}

    @pytest.fixture
    def full(self, world, db):
        mail.outbox.extend(world[2])
        return [anew(each) for each in world[1]]

    @pytest.mark.parametrize("by_all", [False, pytest.param(True, marks=pytest.mark.prove)])
    def test_through_every_page(self, full, others, by_all):
        headcanon, answer, shelf, work = full
        found = [*addresses(headcanon, answer, shelf), work.get_absolute_url()]
        assert leaks_in(others, found, by_all=by_all) == []
        page = told_to(Client(), headcanon.get_absolute_url())
        assert CLAIM in page, "or nothing could have leaked"
        assert "Had by somebody" in page
        talk = told_to(signed_in(others["Vex"]), reverse("headcanon-talk", args=[headcanon.pk]))
        assert "It is so." in talk, "what she says without her name, a block would tell by hiding it"
        assert "Whoever had it" in talk

    def test_through_feed_letter_and_file(self, full, others, tmp_path):
        said = mailed_and_fed(others)
        assert "Somebody asks you for a story" in said
        assert "Whoever had it answered what you said of a headcanon" in said
        taken = "".join(taken_out(each, tmp_path) for name, each in others.items() if name in ("Ana", "Rae"))
        assert [needle for needle in NEEDLES if needle in said + taken] == []

    def test_no_row_of_news_says_who_it_was(self, full):
        about = News.objects.filter(headcanon__isnull=False).exclude(kind__in=("accepted", "declined"))
        assert about.filter(actor__user__username=NAME).count() == 0
        assert {"ask", "remark", "grew"} <= set(about.values_list("kind", flat=True))

    def test_her_own_pages_say_nothing_of_it_to_others(self, full, zephyrine, others):
        forget_everything()
        clients = [Client(), *map(signed_in, others.values()), signed_in(zephyrine)]
        for address in (zephyrine.default_pseud.get_absolute_url(), reverse("person", args=[NAME])):
            pages = [client.get(address, follow=True).content.decode() for client in clients]
            assert not any(CLAIM in page or str(full[0].pk) in page for page in pages)

    def test_whoever_blocked_her_or_is_blocked_meets_it_as_everybody_does(self, full, others):
        headcanon = full[0]
        forget_everything()
        pages = {name: signed_in(each).get(reverse("headcanons")).content.decode() for name, each in others.items()}
        assert [name for name, page in pages.items() if headcanon.claim not in page] == []

    def test_reported_its_reader_learns_nothing_and_a_moderator_everything(self, full, zephyrine, others):
        headcanon, answer, shelf, _work = full
        nim = moderator()
        rae = others["Rae"]
        cases = [reported("headcanon", headcanon, by=rae), reported("remark", answer, by=rae)]
        for case in cases:
            done(case, "hide", by=nim)
        found = addresses(headcanon, answer, shelf)
        assert leaks_in({"Rae": rae, "Vex": others["Vex"]}, [*found, reverse("moderation-mine")]) == []
        queue = [signed_in(nim).get(reverse("moderation-case", args=[case.pk])).content.decode() for case in cases]
        assert all(PEN_NAME in page and "Tell nobody" in page for page in queue)
        assert CLAIM in signed_in(zephyrine).get(headcanon.get_absolute_url()).content.decode()
        assert CLAIM not in signed_in(rae).get(headcanon.get_absolute_url()).content.decode()
        assert not Case.objects.visible_to(Viewer(zephyrine)).exists()


def test_while_it_waits_declined_and_taken_back(ana, zephyrine, others, tmp_path):
    headcanon = asked(zephyrine, ana, is_anonymous=True, event=on_the_line())
    shelf = Shelf.objects.create(person=ana, name="Lamps", sight="everyone", pseud=ana.default_pseud)
    steps = (lambda: None, lambda: asking.decline(headcanon, "Kindly, no."), lambda: posting.take_back(headcanon))
    everywhere = addresses(headcanon, None, shelf)
    its_own = [headcanon.get_absolute_url(), reverse("asks"), reverse("inbox"), reverse("headcanons")]
    for step, found in zip(steps, (everywhere, its_own, its_own), strict=True):
        step()
        said = mailed_and_fed(others) + taken_out(ana, tmp_path)
        assert leaks_in({"Ana": ana}, found) == []
        assert [needle for needle in NEEDLES if needle in said] == []
        assert CLAIM not in told_to(Client(), headcanon.get_absolute_url())
    assert not Notice.objects.filter(news__headcanon__isnull=False).exists()
    assert not Headcanon.objects.exists()


def test_two_of_hers_have_nothing_in_common(zephyrine, others):
    """Not their ids, nor what forms carried, nor their order: two of hers are as far apart as two of anybody's."""
    pages = []
    for person_ in (zephyrine, zephyrine, others["Rae"]):
        headcanon = had(person_, is_anonymous=True)
        page = Client().get(headcanon.get_absolute_url()).content.decode()
        pages.append(page.replace(str(headcanon.pk), "ID"))
        posting.take_back(headcanon)
    forget_everything()
    assert pages[0] == pages[1] == pages[2]
