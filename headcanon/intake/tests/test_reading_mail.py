"""Mailboxes, single mails and digests: stories over several posts, and what was said beside."""

import random

from headcanon.intake.readers import Unreadable, read_bytes
from headcanon.intake.readers.mail.subjects import subject_of

NIGHT = "The rope was wet and the ferry late.\n\nShe pulled it in all the same, hand over hand."
DAWN = "Nobody came to help her, for nobody was awake.\n\nThe lamp burned on till day."


def post(subject, text, sender="Ana <ana@example.org>", head=""):
    return (
        f"From ana@example.org Mon Mar  3 10:00:00 2003\nFrom: {sender}\nSubject: {subject}\n"
        f"Date: Mon, 3 Mar 2003 10:00:00 +0000\n{head}\n{text}\n\n"
    )


def stories(*posts, name="list.mbox"):
    return read_bytes("".join(posts).encode(), name)


def chapters(story):
    return [chapter.html[3:9] for chapter in story.chapters]


class TestSubjects:
    def test_say_title_and_part(self):
        said = {
            "[list] FIC: The Lamp (2/4) [PG, A/B]": ("The Lamp", 2, 4),
            "Re: The Lamp, part 3": ("The Lamp", 3, None),
            "NEW: The Lamp 1/?": ("The Lamp", 1, None),
            "FIC (Harbour): The Lamp, Chapter Two": ("The Lamp", 2, None),
            "[fic] The Lamp": ("The Lamp", None, None),
        }
        found = {text: subject_of(text) for text in said}
        assert {text: (each.title, each.number, each.total) for text, each in found.items()} == said


class TestAMailbox:
    def test_gives_one_story_for_its_posts_in_order(self):
        (story,) = stories(post("FIC: The Lamp (2/2)", DAWN), post("FIC: The Lamp (1/2)", NIGHT))
        assert (story.title, story.authors, chapters(story)) == ("The Lamp", ["Ana"], ["The ro", "Nobody"])
        assert (story.date, story.concerns) == ("2003-03-03", [])

    def test_gives_a_story_for_each_title(self):
        found = stories(post("FIC: The Lamp (1/1)", NIGHT), post("FIC: The Oar (1/1)", DAWN, "Bea <bea@example.org>"))
        assert [(each.title, each.authors) for each in found] == [("The Lamp", ["Ana"]), ("The Oar", ["Bea"])]

    def test_says_which_part_is_missing(self):
        (story,) = stories(post("FIC: The Lamp (1/3)", NIGHT), post("FIC: The Lamp (3/3)", DAWN))
        assert [concern.message for concern in story.concerns] == [
            "Something may be missing here: part 2 is not among what was brought."
        ]

    def test_tells_an_answer_in_a_concern(self):
        answer = post("Re: FIC: The Lamp (1/1)", "> The rope was wet\n\nLovely & sad!", "Tom <tom@example.org>")
        (story,) = stories(post("FIC: The Lamp (1/1)", NIGHT), answer)
        (concern,) = story.concerns
        assert "Lovely & sad!" in concern.message
        assert "Lovely" not in story.chapters[0].html

    def test_has_a_part_that_was_posted_twice_once(self):
        (story,) = stories(post("FIC: The Lamp (1/1)", NIGHT), post("REPOST: FIC: The Lamp (1/1)", NIGHT))
        assert chapters(story) == ["The ro"]

    def test_keeps_both_of_two_different_parts_of_one_number(self):
        (story,) = stories(post("FIC: The Lamp (1/2)", NIGHT), post("FIC: The Lamp (1/2)", DAWN))
        assert (len(story.chapters), [each.kind for each in story.concerns]) == (2, ["lost-line", "ambiguous"])

    def test_reads_what_is_encoded_and_attached(self):
        head = (
            "MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=xyz\n\n--xyz\n"
            "Content-Type: text/plain; charset=iso-8859-1\nContent-Transfer-Encoding: quoted-printable\n\n"
            "Here it is, caf=E9 and all.\n--xyz\nContent-Type: text/plain; name=oar.txt\n"
            "Content-Disposition: attachment; filename=oar.txt\n\nTitle: The Oar\nAuthor: Ana\n\n" + DAWN * 9 + "\n"
            "--xyz\nContent-Type: image/gif\nContent-Disposition: attachment; filename=oar.gif\n\nGIF89a\n--xyz--\n"
        )
        found = stories(post("The Oar", "", head=head))
        assert "café and all" in found[0].chapters[0].html + found[0].notes.before
        assert any("Nobody came" in each.chapters[-1].html for each in found)
        assert any("oar.gif was sent with this post" in concern.message for each in found for concern in each.concerns)

    def test_of_nothing_but_talk_is_read_all_the_same(self):
        assert len(stories(post("hello", "Is anybody here?"), post("Re: hello", "No."))) >= 1

    def test_loses_no_word_of_a_post(self):
        signed = f"{NIGHT}\n\n-- \nAna the lampless\n_____________________\nTo unsubscribe, ask nicely\n"
        (story,) = stories(post("FIC: The Lamp (1/1)", signed))
        said = " ".join(concern.message for concern in story.concerns)
        assert "Ana the lampless" in said
        assert "To unsubscribe, ask nicely" in said


def test_damaged_mailboxes_are_read_or_refused():
    whole = (post("FIC: The Lamp (1/2)", NIGHT) + post("Re: FIC: The Lamp", DAWN)).encode()
    for seed in range(40):
        chance = random.Random(seed)
        data = bytearray(whole)
        for _ in range(chance.choice([1, 5, 60])):
            data[chance.randrange(30, len(data))] = chance.randrange(256)
        try:
            for story in read_bytes(bytes(data[: chance.randrange(60, len(data))]), "list.mbox"):
                story.as_json()
        except Unreadable as refusal:
            assert "no reader here expected" not in str(refusal), f"seed {seed}"


def test_a_mail_nested_without_end_is_read_or_refused():
    head = "MIME-Version: 1.0\n" + "".join(
        f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n" for number in range(1500)
    )
    try:
        stories(post("FIC: The Lamp", NIGHT, head=head))
    except Unreadable as refusal:
        assert "no reader here expected" not in str(refusal)
