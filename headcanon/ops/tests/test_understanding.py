"""The corpus: files in every format and convention, each with what must be understood of it beside it."""

import tomllib

import pytest

from headcanon.intake.readers import read_bytes
from headcanon.intake.tests.test_reader_under_fire import words_in, words_of
from headcanon.ops.bench.corpus import OURS, Score, ask_about, content_of, expectations_in, score_of

EXPECTATIONS = expectations_in(OURS)


@pytest.mark.parametrize("path", EXPECTATIONS, ids=lambda path: path.stem)
def test_a_file_is_understood(path):
    score = Score()
    ask_about(path, score)
    assert [str(miss) for miss in score.misses] == []


def test_there_are_forty_files_with_two_difficulties_each():
    assert len(EXPECTATIONS) >= 40
    named = {path.stem: tomllib.loads(path.read_text(encoding="utf-8"))["difficulties"] for path in EXPECTATIONS}
    assert [name for name, difficulties in named.items() if len(difficulties) < 2] == []


@pytest.mark.parametrize("name", ["list.mbox", "group-digest.txt", "mailman-digest.txt", "three-in-one-file.txt"])
def test_no_word_of_several_posts_or_stories_is_lost(name):
    data = content_of(OURS / name)
    kept = sum((words_of(story) for story in read_bytes(data, name)), start=words_in(""))
    lost = words_in(data.decode()) - kept
    assert set(lost) <= HEADS, lost


# Of the heads of posts, what is understood (the same subject again, the list's address) and what programs wrote.
HEADS = set(
    "thu title author fandom rating summary subject date message id to from return path harbourfic lists example wren ana "
    "keeper daughter fic pg gen mon tue wed sun fri mar jun 2003 2004 2002 0500 0200 0000 2 3 1 the s low water 00 01 02 "
    "03 04 05 08 10 14 19 20 21 22 23 30 40 45 11 b1 b2 b3 c1 d1 quay tom pan bess harbour lw1 lw2 bw train ilse brandt "
    "abernathy 4 5 6 message".split()
)


def test_a_score_names_what_was_missed(tmp_path):
    (tmp_path / "lamp.txt").write_text("Title: The Lamp\n\nIt rained.\n")
    (tmp_path / "lamp.txt.toml").write_text('difficulties = []\n[[story]]\ntitle = "The Oar"\ntext = ["It rained."]\n')
    score = score_of(tmp_path)
    assert (score.right.total(), score.asked.total()) == (2, 3)
    assert [str(miss) for miss in score.misses] == ["lamp.txt: title: expected 'The Oar', found 'The Lamp'"]
