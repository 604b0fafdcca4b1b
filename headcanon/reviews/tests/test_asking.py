"""Which words of a review ask for more, how surely, and what is left without them."""

import io
import json
import sys
from types import SimpleNamespace

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from headcanon.reviews.asking import Request, requests_for_more, without_requests
from headcanon.reviews.asking.measuring import examples, is_held_out, is_told, measured

LISTED = examples()
HELD_OUT = [review for review in LISTED if is_held_out(review)]
TUNED = [review for review in LISTED if not is_held_out(review)]


def phrases(text):
    return [text[start:end] for start, end in requests_for_more(text)]


def test_the_list_is_long_half_asks_and_no_review_is_there_twice():
    texts = [review["text"] for review in LISTED]
    assert len(set(texts)) == len(texts) >= 300
    assert 0.4 < sum(review["asks"] for review in LISTED) / len(LISTED) < 0.6
    assert {"en", "es", "fr", "de", "ja"} <= {review["lang"] for review in LISTED}


def test_false_alarms_are_rare_and_few_requests_are_missed():
    measure = measured(LISTED)
    wrong = [review["text"] for review in TUNED if is_told(review) != review["asks"]]
    assert (measure.precision >= 0.98, measure.recall >= 0.90) == (True, True), (measure, wrong)


def test_reviews_that_nobody_looked_at_are_told_as_well():
    measure = measured(HELD_OUT)
    if (measure.precision >= 0.98, measure.recall >= 0.90) != (True, True):
        pytest.fail(str(measure), pytrace=False)


@pytest.mark.parametrize(
    ("text", "asking", "rest"),
    [
        ("plz upd8!!", ["plz upd8!!"], ""),
        ("I loved it. Please update soon! You are great.", ["Please update soon!"], "I loved it. You are great."),
        ("I loved it so much please update soon", ["please update soon"], "I loved it so much"),
        ("I loved it, and please, please update!", ["and please, please update!"], "I loved it"),
        ("Lovely\nwhen is the next chapter??\nBye", ["when is the next chapter??"], "Lovely\n\nBye"),
        ("Magnifique ! La suite stp 🙏", ["La suite stp 🙏"], "Magnifique !"),
        ("更新ありがとうございます!続きお願いします!", ["続きお願いします!"], "更新ありがとうございます!"),
        ("Thank you for this.", [], "Thank you for this."),
        ("", [], ""),
    ],
)
def test_the_phrase_that_asks_is_found_whole_and_can_be_left_out(text, asking, rest):
    assert phrases(text) == asking
    assert without_requests(text, requests_for_more(text)) == rest


def test_what_is_quoted_asks_nothing():
    for text in ('He said "please update soon".', "« La suite ! » crie-t-elle.", "> please update!", "「続き希望」"):
        assert phrases(text) == []


WORDS = st.sampled_from(
    "please update plz upd8 soon more next chapter when is the I want la suite bitte weiter 続き 更新 お願いします 求更新 "
    "жду проду ❤️ 👩‍👩‍👧 \" “ ” « ' , . ! ? : ;) ( - … \n > no don't can't wait quiero más ﬁ ß İ ë̈ \u200d \ud800 \x00".split(
        " "
    )
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=300), st.lists(WORDS, max_size=120).map(" ".join), st.lists(WORDS).map("".join)))
def test_any_text_is_read_and_loses_nothing_but_what_asks(text):
    found = requests_for_more(text, "xx")
    at = 0
    for start, end in found:
        assert at <= start < end <= len(text)
        at = end
    rest = without_requests(text, found)
    kept = "".join(
        text[end:start] for (_, end), (start, _) in zip([(0, 0), *found], [*found, (len(text),) * 2], strict=True)
    )
    assert letters(rest) == letters(kept)


def letters(text):
    return [letter for letter in text if letter.isalnum()]


@pytest.mark.parametrize(
    "again", ["I loved the way she waits for him. ", "please, update the ", "続きを", "“ ' « ", "求 "]
)
def test_a_very_long_review_is_read_as_well(again):
    text = again * (50_000 // len(again)) + "\nPlease update!"
    assert requests_for_more(text)[-1] == Request(len(text) - 14, len(text))


def test_the_command_answers_each_line(monkeypatch, capsys):
    give(monkeypatch, {"text": "plz upd8!!", "lang": "en"}, {"text": "Thank you for the update."}, {"text": ""})
    call_command("nudge")
    assert [json.loads(line) for line in capsys.readouterr().out.splitlines()] == [
        {"i": 0, "asks": True},
        {"i": 1, "asks": False},
        {"i": 2, "asks": False},
    ]


def test_the_command_names_the_lines_it_cannot_read(monkeypatch, capsys):
    give(monkeypatch, {"text": 3}, "plz", {"text": "plz upd8!!", "lang": None})
    with pytest.raises(CommandError, match=r"^2 line\(s\) could not be read"):
        call_command("nudge")
    said = capsys.readouterr()
    assert said.out == '{"i": 2, "asks": true}\n'
    assert [line[:7] for line in said.err.splitlines()] == ["Line 1 ", "Line 2 "]


def test_the_command_prints_how_well_it_does(capsys):
    call_command("nudge", measure=True)
    said = capsys.readouterr().out.splitlines()
    assert [line.partition(" reviews")[0] for line in said] == [f"all: {len(LISTED)}", f"held out: {len(HELD_OUT)}"]


def give(monkeypatch, *lines):
    data = "".join(json.dumps(line) + "\n" for line in lines).encode()
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
