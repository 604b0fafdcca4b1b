"""Chapters that come as files of their own, stories that are numbered, several stories in one file."""

import io
import zipfile

import pytest

from headcanon.intake.readers import read_bytes, read_each
from headcanon.intake.readers.numbering import groups_of, part_of

NIGHT = "The rope was wet and the ferry late. She pulled it in all the same, hand over hand, and counted the knots."
DAWN = "Nobody came to help her, for nobody was awake; and the lamp, which she had trimmed herself, burned on till day."


def zipped(members):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    return packed.getvalue()


def headed(title, text=NIGHT, author="Ana"):
    return f"Title: {title}\nAuthor: {author}\n\n{text}\n"


def told(members):
    """For each story of a zip its title, its place in a series, and its chapters as (title, first word)."""
    return [
        (each.title, each.series, [(chapter.title, chapter.html[3:].split(" ")[0]) for chapter in each.chapters])
        for each in read_bytes(zipped(members), "all.zip")
    ]


class TestNames:
    @pytest.mark.parametrize(
        ("name", "understood"),
        [
            ("03.txt", ("", 3, "")),
            ("03. The Rope.txt", ("", 3, "The Rope")),
            ("Chapter 3 - The Rope.txt", ("", 3, "The Rope")),
            ("Part Two.txt", ("", 2, "")),
            ("Part IV.html", ("", 4, "")),
            ("prologue.txt", ("", 0, "")),
            ("lamp_ch02.txt", ("lamp", 2, "")),
            ("the-last-lamp-part-2.txt", ("the last lamp", 2, "")),
            ("lamp1of4.txt", ("lamp", 1, "")),
            ("Lamp (2).docx", ("Lamp", 2, "")),
            ("Harbour 03 - The Rope.txt", ("Harbour", 3, "The Rope")),
            ("Harbour - Chapter 3 - The Rope.txt", ("Harbour", 3, "The Rope")),
        ],
    )
    def test_say_which_part_a_file_is(self, name, understood):
        part = part_of(name)
        assert (part.shared, part.number, part.title) == understood

    @pytest.mark.parametrize("name", ["The Lamp.txt", "2003-04-05.txt", "Xmas 2003.txt", "catch22a4.txt" * 20, ".txt"])
    def test_without_a_number_say_nothing(self, name):
        assert part_of(name) is None

    def test_are_put_in_the_order_of_their_numbers(self):
        assert groups_of(["a/rain10.txt", "a/rain2.txt", "b.txt", "a/rain1.txt", "c/rain3.txt"]) == [
            ["a/rain10.txt"],
            ["a/rain2.txt"],
            ["b.txt"],
            ["a/rain1.txt"],
            ["c/rain3.txt"],
        ]
        assert groups_of(["rain10.txt"] + [f"rain{number}.txt" for number in range(1, 10)]) == [
            [f"rain{number}.txt" for number in range(1, 11)]
        ]

    def test_that_a_browser_gave_to_copies_make_no_parts(self):
        assert groups_of(["lamp.txt", "lamp (1).txt", "lamp (2).txt"]) == [
            ["lamp.txt"],
            ["lamp (1).txt"],
            ["lamp (2).txt"],
        ]

    def test_as_long_as_anybody_can_make_them_are_read_at_once(self):
        for piece in (" - ", "a-1", "part ", "(1", "_._", "iv "):
            assert part_of(piece * 50_000 + ".txt") is None
            part_of((piece * 40)[:115] + ".txt")


class TestFiles:
    def test_of_one_story_become_one_work(self):
        assert told({"lamp 2.txt": DAWN, "lamp 1.txt": headed("The Lamp")}) == [
            ("The Lamp", [], [(None, "The"), (None, "Nobody")])
        ]

    def test_with_the_same_header_each_become_one_work(self):
        assert told({"a1.txt": headed("The Lamp (1/2)"), "a2.txt": headed("The Lamp (2/2)", DAWN)}) == [
            ("The Lamp", [], [(None, "The"), (None, "Nobody")])
        ]

    def test_of_several_stories_stay_several_and_are_a_series(self):
        members = {"Harbour/1 Lamp.txt": headed("The Lamp"), "Harbour/2 Oar.txt": headed("The Oar", DAWN)}
        assert told(members) == [
            ("The Lamp", [("Harbour", 1)], [(None, "The")]),
            ("The Oar", [("Harbour", 2)], [(None, "Nobody")]),
        ]

    def test_in_numbered_folders_are_works_of_a_series(self):
        members = {
            "Harbour/1. The Lamp/ch1.txt": NIGHT,
            "Harbour/1. The Lamp/ch2.txt": DAWN,
            "Harbour/2. The Oar/ch1.txt": DAWN,
            "Harbour/2. The Oar/ch2.txt": NIGHT,
        }
        assert told(members) == [
            ("The Lamp", [("Harbour", 1)], [(None, "The"), (None, "Nobody")]),
            ("The Oar", [("Harbour", 2)], [(None, "Nobody"), (None, "The")]),
        ]

    def test_told_apart_by_their_names_only_are_put_together_and_that_is_said(self):
        (work,) = read_bytes(zipped({"Lamp/01 Dusk.txt": NIGHT, "Lamp/02 Dawn.txt": DAWN}), "all.zip")
        assert ([each.title for each in work.chapters], work.title) == (["Dusk", "Dawn"], "Lamp")
        assert [concern.kind for concern in work.concerns] == ["ambiguous"]

    def test_between_which_one_is_missing_say_so(self):
        (work,) = read_bytes(zipped({"lamp 1.txt": NIGHT, "lamp 2.txt": DAWN, "lamp 4.txt": NIGHT}), "all.zip")
        assert [(each.kind, each.chapter, each.near) for each in work.concerns] == [
            ("lost-line", 3, "trimmed herself, burned on till day.")
        ]

    def test_of_which_one_is_damaged_are_read_without_it(self):
        found = list(read_each(zipped({"lamp 1.txt": NIGHT, "lamp 2.txt": "", "lamp 3.txt": DAWN}), "all.zip"))
        (_, [work]), (_, complaint) = found
        assert (len(work.chapters), str(complaint)) == (2, "all.zip: lamp 2.txt is empty.")

    def test_are_kept_as_one_original_that_is_always_the_same(self):
        first = read_bytes(zipped({"lamp 1.txt": NIGHT, "lamp 2.txt": DAWN}), "all.zip")
        second = read_bytes(zipped({"rain.txt": DAWN, "lamp 2.txt": DAWN, "lamp 1.txt": NIGHT}), "more.zip")
        assert first[0].source.sha256 in {each.source.sha256 for each in second}

    def test_of_one_name_in_a_zip_are_all_read(self):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as archive, pytest.warns(UserWarning):
            archive.writestr("a.txt", NIGHT)
            archive.writestr("a.txt", DAWN)
        assert len(read_bytes(packed.getvalue(), "all.zip")) == 2


class TestOneFile:
    def test_may_hold_several_stories(self):
        text = headed("The Lamp") + "\n" + headed("The Oar", DAWN, "Bea")
        stories = read_bytes(text.encode(), "two.txt")
        assert [(each.title, each.authors) for each in stories] == [("The Lamp", ["Ana"]), ("The Oar", ["Bea"])]

    def test_may_hold_the_parts_of_one_with_a_header_each(self):
        text = headed("The Lamp (2/2)", DAWN) + "\n" + headed("The Lamp (1/2)")
        (story,) = read_bytes(text.encode(), "lamp.txt")
        assert [chapter.html[3:6] for chapter in story.chapters] == ["The", "Nob"]

    def test_with_a_title_inside_the_story_is_one_story(self):
        text = headed("The Lamp") + f"\nShe read the card.\n\nTitle: none\n\n{DAWN}\n"
        (story,) = read_bytes(text.encode(), "lamp.txt")
        assert "Title: none" in story.chapters[0].html

    def test_of_one_story_is_not_parted_at_its_first_header(self):
        (story,) = read_bytes(f"{DAWN}\n\n{headed('The Lamp')}".encode(), "lamp.txt")
        assert len(story.chapters) == 1
