"""Reviews in the margin stay on their paragraph, whatever their author does with the text."""

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.core.outbox import drain
from headcanon.reviews.margins import spot_in
from headcanon.reviews.models import Review
from headcanon.reviews.reviewing import take_back
from headcanon.reviews.tests.saying import first_of, form_at, list_at, said_by, say, shown, texts, words_of
from headcanon.works.chapters import join, split
from headcanon.works.drafting import keep
from headcanon.works.models import Chapter
from headcanon.works.publishing import publish_changes
from headcanon.works.trash import trash_chapter, untrash_chapter
from tests.cast import person, posted, signed_in

pytestmark = pytest.mark.django_db

LINES = [
    "The keeper climbed the stair before the evening came in from the water.",
    "She was not out of breath when she reached the lamp, and that surprised her.",
    "Below, the boats were turning home with their nets full of silver herring.",
    "Nobody had told her how quiet a lighthouse is once the wind has gone to bed.",
    "So she sang to it, every verse she knew, until the morning put her out of work.",
]


@pytest.fixture
def rae(db):
    return person("Rae")


@pytest.fixture
def work(ana):
    work = posted(ana)
    return put(work, LINES)


def put(work, lines):
    Chapter.objects.filter(work=work).update(body=text(lines))
    return work


def text(lines):
    return "".join(f"<p>{line}</p>" for line in lines)


def remark(client, work, paragraph=1, words="Nor was I."):
    opening = LINES[paragraph][:40]
    return say(client, work, words, paragraph=str(paragraph), opening=opening)


def publish(work, lines):
    """As its author does it: typed in the editor, and published."""
    chapter = first_of(work)
    fields = {"title": "", "notes_before": "", "notes_after": "", "body": text(lines)}
    author = work.authors[0].user
    keep(chapter, person=author, device="laptop", seen=chapter.version, fields=fields)
    publish_changes(work, [chapter.pk], person=author)
    drain()


def where(review):
    review.refresh_from_db()
    return review.chapter.position, review.paragraph


def hung(rae, work, paragraph=1):
    remark(signed_in(rae), work, paragraph)
    return Review.objects.get()


def places_said(address, client=None):
    return [" ".join(node.text().split()) for node in shown(address, client).css(".review-place")]


def test_a_remark_hangs_on_a_paragraph_and_leads_to_it(work, rae):
    review = hung(rae, work)
    assert (review.paragraph, review.place["words"]) == (1, LINES[1])
    [link] = shown(list_at(work)).css(".review-place a")
    assert link.text() == "She was not out of breath when she reached the lamp, and that surprised her."
    address = first_of(work).get_absolute_url()
    assert link.attributes["href"] == f"{address}#p-1:~:text=She%20was%20not%20out%20of%20breath%20when%20she"
    assert texts(f"{list_at(work)}?paragraph=1") == ["Nor was I."]
    assert texts(f"{list_at(work)}?paragraph=2") == []


def test_without_a_script_a_paragraph_is_chosen_by_its_beginning(work, rae):
    client = signed_in(rae)
    page = shown(f"{form_at(work)}?paragraph=", client)
    assert [option.text() for option in page.css("select[name=paragraph] option")[1:]] == LINES
    refused = say(client, work, "On nothing.", paragraph="", opening="")
    assert "Choose the paragraph that you mean." in words_of(refused)
    assert "On nothing." in refused.content.decode()
    assert Review.objects.count() == 0
    say(client, work, "On this.", paragraph="2")
    assert Review.objects.get().place["words"] == LINES[2]


@pytest.mark.parametrize("nonsense", ["99", "-1", "x", "9" * 30, "²", "1.5"])
def test_a_paragraph_that_is_not_there_is_asked_for_again(work, rae, nonsense):
    assert shown(f"{form_at(work)}?paragraph={nonsense}", signed_in(rae)).css("select[name=paragraph]")


def test_a_page_older_than_the_text_still_means_the_paragraph_it_showed(work, rae):
    opening = LINES[3][:50]
    put(work, ["New.", "And this is new.", *LINES])
    assert spot_in(first_of(work), 3, opening).place.words == LINES[3]
    assert spot_in(first_of(work), 3, "These words stood nowhere") is None


def test_the_same_words_on_two_paragraphs_are_two_remarks(work, rae):
    for paragraph in (1, 2, 2):
        remark(signed_in(rae), work, paragraph, "Ha!")
    assert sorted(Review.objects.values_list("paragraph", flat=True)) == [1, 2]


@pytest.mark.parametrize(
    ("now", "paragraph"),
    [
        (["Something new.", "And more.", *LINES], 3),
        ([LINES[0], LINES[1].replace("surprised", "astonished"), *LINES[2:]], 1),
        (["All of this was written anew.", LINES[1], "And this as well."], 1),
        ([f"{LINES[0]} {LINES[1]}", *LINES[2:]], 0),
        ([LINES[0], *LINES[2:]], None),
    ],
)
def test_a_remark_stays_on_its_paragraph(work, rae, now, paragraph):
    review = hung(rae, work)
    publish(work, now)
    assert where(review) == (1, paragraph)


def test_a_remark_on_what_is_gone_says_so_and_hangs_there_again_when_it_is_back(work, rae):
    review = hung(rae, work)
    publish(work, [LINES[0], *LINES[2:]])
    assert places_said(list_at(work)) == [f"on an earlier version: {LINES[1]}"]
    publish(work, ["A new beginning.", *LINES])
    assert where(review) == (1, 2)


def test_a_remark_goes_with_its_paragraph_when_a_chapter_is_split_and_back_when_it_is_joined(work, ana, rae):
    review = hung(rae, work, 3)
    answer = said_by(ana, work, "Thank you.", answers=review)
    staying = said_by(rae, work, "Of the whole chapter.")
    chapter = first_of(work)
    split(chapter, 2, seen=chapter.version, person=ana)
    drain()
    assert where(review) == (2, 1)
    answer.refresh_from_db()
    staying.refresh_from_db()
    assert (answer.chapter.position, staying.chapter.position) == (2, 1)
    join(first_of(work), person=ana, with_break=True)
    drain()
    assert where(review) == (1, 4)


def test_a_chapter_out_of_the_trash_has_its_remarks(ana, rae):
    work = posted(ana, chapters=2)
    second = work.chapters.get(position=2)
    say(signed_in(rae), work, "Dark.", chapter=second, paragraph="2")
    trash_chapter(second)
    drain()
    untrash_chapter(second)
    drain()
    [review] = Review.objects.all()
    assert where(review) == (2, 2)


def test_a_thousand_remarks_move_in_a_few_statements(work, rae, django_assert_max_num_queries):
    review = hung(rae, work)
    columns = {"work": work, "chapter": review.chapter, "place": review.place, "paragraph": 1, "text": "<p>Ha.</p>"}
    Review.objects.bulk_create(Review(sent_with=str(n), **columns) for n in range(1000))
    put(work, ["New.", *LINES])
    from headcanon.reviews.margins import find_again

    with django_assert_max_num_queries(12):
        find_again({work.pk})
    assert set(Review.objects.values_list("paragraph", flat=True)) == {2}


def test_what_is_taken_back_hangs_nowhere(work, ana, rae):
    review = hung(rae, work)
    said_by(ana, work, "Thank you.", answers=review)
    take_back(review)
    publish(work, ["New.", *LINES])
    review.refresh_from_db()
    assert (review.place, review.paragraph) == (None, None)


def margin_of(work, client=None):
    page = shown(reverse("work-margin", args=[work.pk]), client)
    return [(int(each.attributes["data-paragraph"]), each.text()) for each in page.css(".margin-list a")]


def test_the_margin_tells_where_remarks_hang_and_only_those_a_reader_may_see(work, ana, rae):
    bea = person("Bea")
    remark(signed_in(rae), work, 1)
    remark(signed_in(bea), work, 1, "Nor I.")
    remark(signed_in(bea), work, 4)
    block(rae, bea)
    assert margin_of(work) == [(1, "2 remarks"), (4, "one remark")]
    assert margin_of(work, signed_in(rae)) == [(1, "one remark")]
    ways = [link.text() for link in shown(reverse("work-margin", args=[work.pk])).css("[data-way]")]
    assert ways == ["Say something here", "A slip of the pen"]
    block(ana, bea)
    assert signed_in(bea).get(reverse("work-margin", args=[work.pk])).status_code == 404


def test_markup_in_a_paragraph_does_nothing_beside_a_remark(work, rae):
    put(work, ["&lt;script&gt;alert(1)&lt;/script&gt; she wrote, and laughed."])
    say(signed_in(rae), work, "Ha!", paragraph="0")
    for address in (list_at(work), reverse("work-margin", args=[work.pk]), f"{form_at(work)}?paragraph=0"):
        assert b"<script>alert" not in Client().get(address).content
