"""A file and what was understood of it, side by side: which lines became what, and where a doubt is."""

import time

import pytest

from headcanon.intake.beside import File, field_pieces, place_all, rows_of, story_pieces
from headcanon.intake.file_lines import lines_of
from headcanon.intake.marking import bare, mark, runs_of_html, show_gaps
from headcanon.intake.readers.text.reading import read_text
from headcanon.intake.tests.brought import LOOM


def side_by_side(data, name="loom.txt"):
    manuscript = read_text(data, name)
    file = File(lines_of(data, name, manuscript.source.encoding))
    fields, story = field_pieces(manuscript), list(story_pieces(manuscript))
    place_all(file, fields, story)
    concerns = [(number, each.as_json()) for number, each in enumerate(manuscript.concerns, start=1)]
    where, lines = mark(concerns, [*fields, *story], file)
    rows, homeless = rows_of(file, fields, story)
    for row in rows:
        for line in row.lines:
            line.marks = lines.get(line.number - 1, [])
    show_gaps(rows, concerns)
    return rows, homeless, where, concerns


def numbers(row):
    return [line.number for line in row.lines]


def test_each_line_stands_beside_what_it_became():
    rows, homeless, _, _ = side_by_side(LOOM)
    assert [([piece.kind for piece in row.pieces], numbers(row)) for row in rows] == [
        (["title"], [1]),
        (["summary"], [3, 4]),
        (["note-before"], [6, 7, 8]),
        (["story"] * 3, list(range(10, 16))),
        (["break"], [16, 17, 18]),
        (["story"], [19]),
        (["break"], [21]),
        (["story"] * 2, [23, 24, 25, 26, 27]),
        (["note-after"], [29, 30]),
    ]
    assert homeless == []


def test_labels_are_struck_out_as_the_only_words_that_went():
    rows, *_ = side_by_side(LOOM)
    struck = [line.text[: line.label] for row in rows for line in row.lines if line.label]
    assert struck == ["Title:", "Summary:", "A/N:", "A/N:"]


def test_a_doubt_is_marked_on_both_sides_and_what_may_be_lost_is_a_gap():
    rows, _, where, concerns = side_by_side(LOOM)
    lost = next(number for number, each in concerns if each["kind"] == "lost-line")
    [line] = [line for row in rows for line in row.lines if any(number == lost for *_, number in line.marks)]
    begin, end, _ = line.marks[0]
    assert line.text[begin:end].endswith("She thought,")
    runs = list(runs_of_html(where[lost].html, where[lost].marks))
    assert [run.words for run in runs if run.concern == lost] == [line.text[begin:end]]
    assert [line.gap for row in rows for line in row.lines if line.gap] == ["first", "between", "last"]


def test_every_line_with_words_stands_in_exactly_one_row():
    rows, *_ = side_by_side(LOOM)
    shown = [line.number for row in rows for line in row.lines if line.text.strip()]
    lines = LOOM.decode("cp1252").splitlines()
    assert shown == [number for number, line in enumerate(lines, start=1) if line.strip()]


def test_a_mark_cuts_words_and_never_tags():
    html = "<p>She <em>thought, he</em> said &amp; <strong>left</strong></p>"
    text = bare(html)
    begin, end = text.index("thought"), text.index(" left")
    runs = list(runs_of_html(html, [(begin, end, 1)]))
    assert (
        "".join(run.words or ("" if run.tag in ("<em>", "</em>", "<strong>", "</strong>") else " ") for run in runs)
        == text
    )
    assert "".join(run.tag for run in runs) == "<p><em></em><strong></strong></p>"
    assert "".join(run.words for run in runs if run.concern == 1) == "thought, he said &"
    assert [run.ends for run in runs if run.concern == 1] == [False, True]


def test_what_was_moved_or_is_not_there_hides_nothing():
    rows, homeless, *_ = side_by_side(b"A/N: Mind the step.\n\nZzz zzz.\n\nOne. Two. Three.\n")
    assert sum(len(row.pieces) for row in rows) + len(homeless) >= 2


@pytest.mark.parametrize("data", [b"a " * 40_000, b"word\n\n" * 3_000, b"one two three four five\n\n" * 1_500])
def test_a_dull_file_takes_no_longer_than_its_length(data):
    began = time.process_time()
    manuscript = read_text(data, "dull.txt")
    manuscript_read = time.process_time()
    file = File(lines_of(data, "dull.txt", "utf-8"))
    fields, story = field_pieces(manuscript), list(story_pieces(manuscript))
    place_all(file, fields, story)
    rows_of(file, fields, story)
    assert time.process_time() - manuscript_read < 1 + (manuscript_read - began)
