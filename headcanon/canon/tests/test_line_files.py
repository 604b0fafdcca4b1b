"""Lines as files: out as CSV, in again as they were, and never without having been shown first."""

import csv
import io
import random

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from headcanon.canon import line_files, line_history, lines
from headcanon.canon.line_files import woven
from headcanon.canon.models import Canon, Event, OrderingAct
from headcanon.canon.naming import fandoms_named
from headcanon.canon.tests.on_lines import begun, order, wrangler
from headcanon.core.csv_files import as_meant, harmless
from tests import cast
from tests.memory import forget_everything

pytestmark = pytest.mark.django_db
NASTY = [
    '=cmd|"calc"!A0',
    "+1",
    "-2+3",
    "@SUM(A1)",
    "'=1",
    "''+1",
    "'tis",
    'a "b", c',
    "<b>x</b> & y",
    "ünter; dem\tMeer",
    "＝1",
]


@pytest.fixture
def wyn(db):
    return wrangler()


@pytest.fixture
def client(wyn):
    return cast.signed_in(wyn)


@pytest.fixture
def canon(wyn):
    return begun(wyn)


def taken_along(client, fandom):
    forget_everything()
    return client.get(reverse("line-table", args=[fandom.slug])).content


def rows_of(data):
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))


def show(client, fandom, data):
    """What the page says the file would do."""
    data = data.encode() if isinstance(data, str) else data
    forget_everything()
    return client.post(reverse("line-import", args=[fandom.slug]), {"file": SimpleUploadedFile("line.csv", data)})


def bring(client, fandom, data):
    """Shown, and then done."""
    shown = show(client, fandom, data)
    assert "complaints" not in shown.context, shown.context["complaints"]
    return confirm(client, fandom, shown)


def confirm(client, fandom, shown):
    # As a browser sends a textarea.
    said = {"text": shown.context["text"].replace("\n", "\r\n"), "seen": shown.context["seen"]}
    return client.post(reverse("line-import", args=[fandom.slug]), said)


def all_of(fandom):
    return [
        (
            canon.name, canon.kind, [each.name for each in canon.instalments.all()],
            [
                (event.title, event.where, event.arc, event.about, event.is_spoiler, str(event.instalment or ""))
                for event in lines.line_of(canon).select_related("instalment")
            ],
        )
        for canon in lines.canons_of(fandom).prefetch_related("instalments")
    ]  # fmt: skip


# --- Out and in again ----------------------------------------------------------------------------------------------


def test_what_goes_out_comes_in_elsewhere_as_it_was_and_twice_is_once(client, canon, wyn):
    fandom, other = canon.fandom, fandoms_named(["Norse myth"])[0]
    lines.make_canon(fandom, by=wyn, name="The film", kind="film")
    lines.make_instalment(canon, "Book Three, with nothing in it", by=wyn, place=2)
    book = canon.instalments.first()
    for words in NASTY:
        said = {"title": words, "where": words, "arc": words, "about": f"<p>{words[:5]}</p><p>two <em>x</em></p>"}
        lines.make_event(canon, by=wyn, instalment_id=book.pk, is_spoiler=words == "+1", **said)
    data, stood = taken_along(client, fandom), all_of(fandom)
    acts = OrderingAct.objects.count()
    shown = show(client, fandom, data)
    assert ([plan.does_something for plan in shown.context["plans"]], shown.context["does_something"]) == (
        [False] * 2,
        False,
    )
    assert "Nothing would be changed" in shown.content.decode()
    assert bring(client, other, data).status_code == 302
    assert all_of(other) == stood == all_of(fandom)
    assert bring(client, other, taken_along(client, other)).status_code == 302
    assert all_of(other) == stood
    assert OrderingAct.objects.count() == acts + 2


def test_no_cell_is_a_formula(client, canon, wyn):
    for words in NASTY:
        lines.make_event(canon, by=wyn, title=words, arc=words)
    cells = [cell for row in rows_of(taken_along(client, canon.fandom)) for cell in row.values()]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝"))]
    assert [as_meant(harmless(words)) for words in NASTY] == NASTY


@pytest.mark.parametrize("seed", [*range(5), *(pytest.param(n, marks=pytest.mark.prove) for n in range(5, 60))])
def test_any_line_comes_in_again_as_it_was(client, wyn, seed):
    chance = random.Random(seed)
    one, other = fandoms_named(["One", "Other"])

    def words():
        return "".join(chance.choice("=+-@'\" ,;<>&äb\u202e") for _ in range(chance.randint(1, 12))).strip() or "x"

    canon = lines.make_canon(one, by=wyn, name=words(), kind=chance.choice(Canon.Kind.values))
    books = [lines.make_instalment(canon, f"{words()} {n}", by=wyn) for n in range(chance.randint(0, 4))]
    for n in range(chance.randint(0, 9)):
        book = chance.choice([None, *books])
        said = {"title": f"{words()} {n}", "where": words(), "about": f"<p>{chance.choice(['a', 'b'])}</p>"}
        lines.make_event(canon, by=wyn, place=chance.randint(1, 9), instalment_id=book and book.pk, **said)
    bring(client, other, taken_along(client, one))
    assert all_of(other) == all_of(one)


# --- What a file does ----------------------------------------------------------------------------------------------


def test_a_file_is_shown_before_it_is_done_and_undone_in_one(client, canon, wyn):
    fandom, stood = canon.fandom, all_of(canon.fandom)
    d = Event.objects.get(title="D")
    text = (
        "canon;instalment;title;where;address;spoiler\n"
        "The books;Book One;X;there;;\n"
        "The books;Book One;a;;;\n"
        f"The books;Book Three;Dee;;http://testserver{d.get_absolute_url()};yes\n"
        "The books;Book One;b;;;\n"
        "The film;;Opening;;;\n"
    )
    shown = show(client, fandom, text)
    books, film = shown.context["plans"]
    assert all_of(fandom) == stood
    assert ([row.said["title"] for row in books.made], books.left, books.is_reordered) == (["X"], 2, True)
    assert [(row.there.title, row.changes) for row in books.changed] == [
        ("A", ["title"]), ("D", ["title", "whether it gives something away", "instalment"]), ("B", ["title"]),
    ]  # fmt: skip
    assert (books.new_instalments, film.canon.pk, len(film.made)) == (["Book Three"], None, 1)
    for words in ("1 event would be made", "3 events would be changed", "2 events that it does not name stay", "begun"):
        assert words in shown.content.decode(), words
    assert confirm(client, fandom, shown).status_code == 302
    # What it does not name stays behind what it stood behind: C behind B, E behind D.
    assert order(canon) == "XaDeeEbC"
    assert [each.name for each in canon.instalments.all()] == ["Book One", "Book Two", "Book Three"]
    page = client.get(reverse("line-history", args=[fandom.slug])).content.decode()
    assert "brought a file: 1 event made" in page
    for act in OrderingAct.objects.filter(kind="line-imported").order_by("-pk"):
        assert line_history.undo(act, by=wyn) == 0
    assert all_of(fandom) == stood


def test_new_events_alone_stand_behind_their_instalments(client, canon):
    bring(client, canon.fandom, "canon,instalment,title\nThe books,Book One,x\nThe books,Book One,y\nThe books,,z\n")
    assert order(canon) == "ABCxyDEz"


def test_what_was_taken_off_is_back_with_its_address(client, canon, wyn):
    data = taken_along(client, canon.fandom)
    lines.take_off(Event.objects.get(title="C"), by=wyn)
    shown = show(client, canon.fandom, data)
    assert [row.there.title for row in shown.context["plans"][0].back] == ["C"]
    confirm(client, canon.fandom, shown)
    assert order(canon) == "ABCDE"


def test_what_was_changed_meanwhile_is_shown_anew_and_nothing_done(client, canon, wyn):
    shown = show(client, canon.fandom, "canon,title\nThe books,X\nThe books,B\n")
    lines.take_off(Event.objects.get(title="B"), by=wyn)
    again = confirm(client, canon.fandom, shown)
    assert "The line was changed meanwhile" in again.content.decode()
    assert order(canon) == "ACDE"
    assert confirm(client, canon.fandom, again).status_code == 302
    assert order(canon) == "ACDEXB"
    assert show(client, canon.fandom, "canon,title\nThe books,\n").status_code == 200


def test_a_file_of_another_archive_does_not_meet_the_same_numbers(client, canon):
    event = Event.objects.get(title="C")
    text = f"canon,title,address\nThe books,Other,https://elsewhere.example{event.get_absolute_url()}\n"
    bring(client, canon.fandom, text)
    assert order(canon) == "ABCDEOther"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"PK\x03\x04\x00 and so on", ["This is not a text file."]),
        (b"\n", ["Line 1: it must name the columns"]),
        (b"colour,size\nred,1\n", ["Line 1: it must name the columns"]),
        ('canon,title\nThe books,"X\n', ["Line 2: a quotation mark"]),
        ("canon,title\na,X\n,Y\n\na,X\n", ["Line 3: it names no canon.", "Line 5: line 2 names the same event."]),
        ("canon,title,spoiler\nThe books,X,perhaps\nThe books,Y,\n", ["Line 2: “spoiler” is yes or no"]),
        ("canon,title,kind\nThe books,X,opera\n", ["Line 2: “opera” is no kind of canon."]),
        (f"canon,title\nThe books,{'x' * 121}\n", ["Line 2: “title” has room for 120"]),
        ('canon,title,about\nThe books,X,"one\ntwo"\n,Y,\n', ["Line 4: it names no canon."]),
        ("canon,title\n" + "The books,a\n" * 6_001, ["There are more than 6000 lines"]),
        ("canon,title\n" + "".join(f"Canon {n},a\n" for n in range(21)), ["A fandom has at most 20 canons."]),
        ("canon,title\n" + "x,\n" * 3 + ",y\n" * 30, [*["Line"] * 20, "And 10 more."]),
    ],
)  # fmt: skip
def test_a_broken_file_says_where_and_changes_nothing(client, canon, data, said):
    stood = all_of(canon.fandom)
    shown = show(client, canon.fandom, data)
    told = shown.context["complaints"]
    assert [words in each for words, each in zip(said, told, strict=True)] == [True] * len(said), told
    assert (all_of(canon.fandom), "plans" in shown.context) == (stood, False)
    text = data if isinstance(data, str) else "canon"
    assert (
        "complaints"
        in client.post(reverse("line-import", args=[canon.fandom.slug]), {"text": text, "seen": ""}).context
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_file_is_read_in_whatever_way_it_was_written(client, encoding):
    fandom = fandoms_named(["One"])[0]
    bring(client, fandom, "canon\ttitle\r\nBücher\tÜber das Meer – “still”\r\n".encode(encoding))
    assert all_of(fandom)[0][0] == "Bücher"
    assert order(Canon.objects.get()) == "Über das Meer – “still”"


def test_markup_in_a_file_is_cleaned_and_printed_as_it_was_typed(client, canon):
    nasty = "<script>alert(1)</script>"
    text = (
        f'canon,instalment,title,where,arc,about\n{nasty},{nasty},{nasty},{nasty},{nasty},"<p onclick=x>{nasty}y</p>"\n'
    )
    shown = show(client, canon.fandom, text)
    assert nasty not in shown.content.decode()
    confirm(client, canon.fandom, shown)
    assert Event.objects.get(title=nasty).about == "<p>y</p>"
    assert nasty not in show(client, canon.fandom, f"canon,title,kind\nThe books,{nasty},{nasty}\n").content.decode()


@pytest.mark.parametrize("seed", range(30))
def test_what_is_not_listed_stays_behind_what_it_stood_behind(seed):
    chance = random.Random(seed)
    stood = list(range(chance.randint(0, 8)))
    listed = chance.sample(range(12), chance.randint(0, 8))
    after = woven(stood, listed)
    assert sorted(after) == sorted({*stood, *listed})
    assert [each for each in after if each in listed] == listed
    left = [each for each in stood if each not in listed]
    if set(listed) & set(stood):
        for each in left:
            before = stood[stood.index(each) - 1] if each != stood[0] else None
            assert (after[after.index(each) - 1] if after.index(each) else None) == before
    else:
        assert after == stood + listed


def test_a_thousand_events_come_in(client):
    fandom = fandoms_named(["Long"])[0]
    rows = "".join(f"The books,Book {n // 100},Event {n}\n" for n in range(1_000))
    bring(client, fandom, f"canon,instalment,title\n{rows}")
    [canon] = Canon.objects.all()
    assert (lines.line_of(canon).count(), canon.instalments.count()) == (1_000, 10)
    assert line_files.written(fandom, "").count("\n") == 1_012
