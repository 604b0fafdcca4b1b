import pytest

from headcanon.intake.readers import read_bytes
from headcanon.manuscript.model import Notes, Origin


def read(text):
    (manuscript,) = read_bytes(text.encode(), "story.txt")
    return manuscript


def html_of(text):
    (chapter,) = read(text).chapters
    return chapter.html


def told(manuscript):
    return [(concern.kind, concern.near) for concern in manuscript.concerns]


STORY = "It rained in the harbour.\n\nNobody minded the rain.\n"
STORY_HTML = "<p>It rained in the harbour.</p><p>Nobody minded the rain.</p>"


class TestHeaders:
    @pytest.mark.parametrize(
        "line",
        [
            "Title: Small Rain",
            "TITLE :   Small Rain",
            "**Title:** Small Rain",
            "**Title: Small Rain**",
            "<b>Title:</b> Small Rain",
            "*TITLE*: Small Rain",
            "[Title: Small Rain]",
            "Title - Small Rain",
            "Story Title: “Small Rain”",
            'title: "Small Rain"',
            "Título: Small Rain",
        ],
    )
    def test_a_title_may_be_labelled_in_many_ways(self, line):
        manuscript = read(f"{line}\n\n{STORY}")
        assert (manuscript.title, manuscript.chapters[0].html) == ("Small Rain", STORY_HTML)

    @pytest.mark.parametrize(
        ("top", "title", "authors"),
        [
            ("Small Rain\nby Ana", "Small Rain", ["Ana"]),
            ("SMALL RAIN\n\nBy: Ana M.\n\nRating: T", "SMALL RAIN", ["Ana M."]),
            ("*Small Rain*\nwritten by ana_m", "Small Rain", ["ana_m"]),
            ("Small Rain", "Small Rain", []),
            ("# Small Rain", "Small Rain", []),
            ("by Ana", None, ["Ana"]),
        ],
    )
    def test_a_title_and_a_byline_may_stand_on_top_without_a_label(self, top, title, authors):
        manuscript = read(f"{top}\n\nIt rained in the harbour all that day and most of the night.\n\nNobody minded.")
        assert (manuscript.title, manuscript.authors) == (title, authors)
        assert len(manuscript.chapters[0].html.split("<p>")) == 3

    @pytest.mark.parametrize(
        "first", ["It rained.", "“Rain,” said Ana", "Paris, in the rain,", "the rain", "He said: rain", "..."]
    )
    def test_a_first_line_of_the_story_is_no_title(self, first):
        manuscript = read(f"{first}\n\nIt rained in the harbour all that day and most of the night.")
        assert (manuscript.title, manuscript.chapters[0].html.count("<p>")) == (None, 2)

    def test_every_label_fills_its_field(self):
        manuscript = read(
            "Title: Small Rain\nAuthor: Ana & Bo\nFandom: Hamlet, Macbeth\nPairing: Hamlet/Horatio, Ros & Guil\n"
            "Characters: Hamlet; Horatio\nRating: PG-13 (for rain)\nWarnings: death, rain\nGenre: Hurt/Comfort/Angst\n"
            "Language: English\nDisclaimer: Not mine.\nDate: 3 March 1998\nSeries: Rains, #2\nStatus: WIP\n"
            f"Beta: Kit\nSummary: It rains,\nand nobody minds.\n\n{STORY}"
        )
        assert manuscript.authors == ["Ana", "Bo"]
        assert manuscript.fandoms == ["Hamlet", "Macbeth"]
        assert manuscript.relationships == ["Hamlet/Horatio", "Ros & Guil"]
        assert manuscript.characters == ["Hamlet", "Horatio"]
        assert manuscript.rating == "PG-13 (for rain)"
        assert manuscript.warnings == ["death", "rain"]
        assert manuscript.tags == ["Hurt/Comfort", "Angst"]
        assert (manuscript.language, manuscript.date, manuscript.status) == ("en", "1998-03-03", "in-progress")
        assert manuscript.series == [("Rains", 2)]
        assert manuscript.disclaimer == "<p>Not mine.</p>"
        assert manuscript.summary == "<p>It rains, and nobody minds.</p>"
        assert manuscript.chapters[0].html == STORY_HTML

    def test_what_no_field_holds_in_the_authors_words_stays_in_the_notes_label_and_all(self):
        manuscript = read(f"Title: Rain\nE-mail: ana@example.org\nDate: 3/4/05\nStatus: WIP\nArchive: Ask.\n\n{STORY}")
        assert manuscript.notes == Notes(
            "<p>E-mail: ana@example.org</p><p>Date: 3/4/05</p><p>Status: WIP</p><p>Archive: Ask.</p>"
        )
        assert (manuscript.date, manuscript.status) == (None, "in-progress")

    @pytest.mark.parametrize(
        ("title", "status"), [("Rain (1/1)", "one-shot"), ("Rain (2/?)", "in-progress"), ("Rain (2/4)", None)]
    )
    def test_a_part_in_the_title_is_no_title(self, title, status):
        manuscript = read(f"Title: {title}\n\n{STORY}")
        assert (manuscript.title, manuscript.status) == ("Rain", status)
        assert manuscript.notes.before == f"<p>{title.removeprefix('Rain ')}</p>"

    def test_a_label_may_stand_on_the_line_above_its_words(self):
        manuscript = read(f"Title: Rain\n\nSummary:\n\nIt rains.\n\nAuthor's Notes:\n\nFor Kit.\n\n{STORY}")
        assert (manuscript.summary, manuscript.notes.before) == ("<p>It rains.</p>", "<p>For Kit.</p>")
        assert manuscript.chapters[0].html == STORY_HTML

    @pytest.mark.parametrize(
        "story",
        [
            "The coat was not mine.\n\nI had no money.\n\nIt rained.\n\nThat was the end of the story.",
            "She read the reviews of the play aloud, and wept.\n\nIt rained.\n\nShe was sorry for the story.",
            "From: Holmes\nTo: Watson\nSubject: bees\n\nCome at once.",
            "Date: 3 May\n\nDear diary, it rained.",
            "He opened the letter.\n\nNote: the bearer is a liar.\n\nHe laughed.\n\nIt rained.",
            "Watson: Is it raining?\nHolmes: Always.",
        ],
    )
    def test_what_only_looks_like_a_header_or_a_note_is_story(self, story):
        manuscript = read(story)
        assert manuscript.notes == Notes()
        assert manuscript.chapters[0].html.replace("<br>", "\n").replace("</p><p>", "\n\n") == f"<p>{story}</p>"


class TestNotes:
    @pytest.mark.parametrize("label", ["A/N:", "a/n -", "AN:", "Author's Note:", "AUTHOR’S NOTES :", "NOTE:", "[A/N]"])
    def test_notes_stand_before_and_after(self, label):
        manuscript = read(f"{label} I like rain.\n\n{STORY}\n{label} That was all.\n\nI do like it.")
        assert manuscript.chapters[0].html == STORY_HTML
        assert manuscript.notes.before == "<p>I like rain.</p>"
        assert manuscript.notes.after == "<p>That was all.</p><p>I do like it.</p>"

    def test_a_note_may_stand_right_below_the_last_line(self):
        manuscript = read(f"{STORY}A/N: That was all.")
        assert manuscript.chapters[0].html == STORY_HTML
        assert manuscript.notes.after == "<p>That was all.</p>"

    def test_a_note_in_brackets_inside_the_story_moves_behind_it_and_its_place_is_told(self):
        manuscript = read(
            "It rained in the harbour.\n\n(A/N: it does that a lot.)\n\nNobody minded (A/N: I did) the rain at all."
        )
        assert manuscript.chapters[0].html == STORY_HTML.replace(" rain.", " rain at all.")
        assert manuscript.notes.after == "<p>it does that a lot.</p><p>I did</p>"
        assert told(manuscript) == [("ambiguous", "It rained in the harbour."), ("ambiguous", "Nobody minded")][
            ::1
        ] or (
            told(manuscript)
            == [("ambiguous", "It rained in the harbour."), ("ambiguous", "in the harbour. Nobody minded")]
        )

    def test_a_flashback_in_brackets_is_story(self):
        assert html_of("(It had rained then, too.)\n\nNobody minded.\n\n(despite the rain, she stayed)") == (
            "<p>(It had rained then, too.)</p><p>Nobody minded.</p><p>(despite the rain, she stayed)</p>"
        )

    @pytest.mark.parametrize(
        "plea", ["Please review!", "R&R please :)", "Reviews are love.", "Thanks for reading, and leave a comment!"]
    )
    def test_a_plea_below_the_last_line_is_a_note(self, plea):
        manuscript = read(f"{STORY}\n{plea}")
        assert (manuscript.chapters[0].html, manuscript.notes.after) == (
            STORY_HTML,
            f"<p>{plea.replace('&', '&amp;')}</p>",
        )

    def test_what_follows_the_end_is_a_note(self):
        manuscript = read(f"{STORY}\nTHE END\n\nWell, there it is.\n\nMore next year.")
        assert manuscript.chapters[0].html == f"{STORY_HTML}<p>THE END</p>"
        assert manuscript.notes.after == "<p>Well, there it is.</p><p>More next year.</p>"

    def test_a_story_told_by_somebody_is_no_note(self):
        story = "I don't own a car. I never did.\n\nYou wrote to me, and I hope you liked it there.\n\nI stayed."
        manuscript = read(story)
        assert (manuscript.notes, manuscript.chapters[0].html.count("<p>")) == (Notes(), 3)

    def test_a_drabble_between_two_notes_stays_a_drabble(self):
        manuscript = read("A/N: Short.\n\nI loved the rain, and it loved me back, mostly on Sundays.\n\nA/N: Told you.")
        assert manuscript.chapters[0].html == "<p>I loved the rain, and it loved me back, mostly on Sundays.</p>"
        assert manuscript.notes == Notes("<p>Short.</p>", "<p>Told you.</p>")

    def test_each_chapter_keeps_its_own_notes(self):
        manuscript = read(
            "Title: Rain\n\nA/N: For Kit.\n\nChapter 1\n\nA/N: Short.\n\nIt rained.\n\nA/N: Sorry.\n\n"
            "Chapter 2\n\nIt stopped.\n\nA/N: The end."
        )
        assert manuscript.notes == Notes("<p>For Kit.</p>")
        assert [(chapter.html, chapter.notes) for chapter in manuscript.chapters] == [
            ("<p>It rained.</p>", Notes("<p>Short.</p>", "<p>Sorry.</p>")),
            ("<p>It stopped.</p>", Notes("", "<p>The end.</p>")),
        ]

    def test_a_file_of_notes_only_says_that_it_found_no_story(self):
        manuscript = read("A/N: No update this week, sorry!\n\nI will write soon, please review.")
        assert manuscript.chapters[0].html == ""
        assert [concern.kind for concern in manuscript.concerns] == ["ambiguous"]


class TestOriginAndStatus:
    @pytest.mark.parametrize(
        ("note", "origin"),
        [
            ("A/N: Hi! Based on a headcanon of Kit's. Enjoy!", Origin("headcanon", "Based on a headcanon of Kit's.")),
            ("A/N: So I saw this head canon about rain.", Origin("headcanon", "So I saw this head canon about rain.")),
            ("A/N: Someone asked me to write rain.", Origin("request", "Someone asked me to write rain.")),
            ("A/N: Requested by Kit.", Origin("request", "Requested by Kit.")),
            ("Prompt: rain, at night", Origin("prompt", "rain, at night")),
            ("A/N: Written for the prompt ‘rain’.", Origin("prompt", "Written for the prompt ‘rain’.")),
            ("A/N: In my headcanon he likes rain.", None),
            ("A/N: Requests are open, send me prompts!", None),
        ],
    )
    def test_the_sentence_that_names_the_origin_is_found(self, note, origin):
        assert read(f"{note}\nTitle: Rain\n\n{STORY}").origin == origin

    @pytest.mark.parametrize(
        ("note", "status"),
        [
            ("A/N: This is just a short one-shot.", "one-shot"),
            ("A/N: I was asked to go on with Rain, but that story is one-shot.", None),
            ("Status: Complete", "complete"),
            ("Complete: Yes", "complete"),
            ("Summary: It rains. One-shot.", "one-shot"),
            ("Genre: Angst, Oneshot", "one-shot"),
        ],
    )
    def test_a_status_is_only_what_is_said_of_this_story(self, note, status):
        assert read(f"Title: Rain\n{note}\n\n{STORY}").status == status

    def test_to_be_continued_is_in_progress(self):
        assert read(f"{STORY}\nTo be continued...").status == "in-progress"


class TestChapters:
    @pytest.mark.parametrize(
        ("first", "second"),
        [
            ("Chapter 1", "Chapter 2"),
            ("CHAPTER ONE: The Rain", "CHAPTER TWO: The Sun"),
            ("Chapter 1 - The Rain", "Chapter 2 - The Sun"),
            ("Part One", "Part Two"),
            ("Prologue", "Epilogue"),
            ("I.", "II."),
            ("1.", "2."),
            ("1. The Rain", "2. The Sun"),
            ("Kapitel 1", "Kapitel 2"),
            ("Capítulo I", "Capítulo II"),
            ("Chapitre Premier", "Chapitre 2"),
            ("第一章　雨", "第二章"),
        ],
    )
    def test_headings_of_the_usual_kinds_begin_chapters(self, first, second):
        manuscript = read(f"{first}\n\nIt rained all day.\n\n{second}\n\nThe sun came out.")
        assert [(chapter.title, chapter.html) for chapter in manuscript.chapters] == [
            (first, "<p>It rained all day.</p>"),
            (second, "<p>The sun came out.</p>"),
        ]

    def test_decoration_is_no_part_of_a_heading(self):
        manuscript = read("=== *Chapter 1* ===\n\nIt rained.\n\n**Chapter 2: Sun**\n\nIt stopped.")
        assert [chapter.title for chapter in manuscript.chapters] == ["Chapter 1", "Chapter 2: Sun"]

    def test_a_name_may_stand_on_the_line_below_the_number(self):
        manuscript = read("Chapter 1\nThe Rain\n\nIt rained.\n\nChapter 2\nThe Sun\n\nIt stopped.")
        assert [chapter.title for chapter in manuscript.chapters] == ["Chapter 1: The Rain", "Chapter 2: The Sun"]

    @pytest.mark.parametrize(("first", "second"), [("1", "2"), ("i.", "ii.")])
    def test_small_numbers_are_scenes_and_it_says_so(self, first, second):
        manuscript = read(f"It was March.\n\n{first}\n\nIt rained all day.\n\n{second}\n\nThe sun came out.")
        assert [chapter.title for chapter in manuscript.chapters] == [None]
        assert [concern.kind for concern in manuscript.concerns] == ["ambiguous"]

    @pytest.mark.parametrize(
        "line", ["Part two of the plan went well.", "Chapter and verse", "Prologue to a life", "Act now, he thought."]
    )
    def test_words_of_headings_in_a_sentence_are_story(self, line):
        assert html_of(f"It rained.\n\n{line}\n\nIt stopped.") == f"<p>It rained.</p><p>{line}</p><p>It stopped.</p>"


class TestBreaks:
    @pytest.mark.parametrize(
        "mark",
        [
            "***",
            "* * *",
            "---",
            "###",
            "~*~",
            "oOo",
            "xXx",
            "⁂",
            "• • •",
            "~oOo~",
            "-x-X-x-",
            "=====",
            "§",
            ". . .",
            "<hr>",
        ][:-1],
    )
    def test_ornaments_are_scene_breaks(self, mark):
        assert html_of(f"It rained.\n\n{mark}\n\nIt stopped.\n{mark}\nIt rained.") == (
            "<p>It rained.</p><hr><p>It stopped.</p><hr><p>It rained.</p>"
        )

    @pytest.mark.parametrize("line", ["...", "…", "“...”", "?!", "X", "O", ":)", "<3", "10", "xoxo"])
    def test_silence_smileys_and_kisses_are_story(self, line):
        shown = line.replace("<", "&lt;")
        assert html_of(f"It rained.\n\n{line}\n\nIt stopped.") == f"<p>It rained.</p><p>{shown}</p><p>It stopped.</p>"

    def test_a_break_in_words_is_a_break_and_its_words_are_told(self):
        manuscript = read("It rained all day.\n\n-LINE BREAK-\n\nIt stopped.")
        assert manuscript.chapters[0].html == "<p>It rained all day.</p><hr><p>It stopped.</p>"
        assert [(each.kind, each.message) for each in manuscript.concerns] == [
            ("furniture", "Shown as a scene break: -LINE BREAK-")
        ]

    @pytest.mark.parametrize("habit", [1, 2, 3])
    def test_one_line_more_than_usual_is_odd_and_two_are_a_break(self, habit):
        usual = "\n" * (habit + 1)
        text = usual.join(["It rained.", "It stopped.", "Nobody had minded it.\n", "It rained.\n\n", "So it went."])
        manuscript = read(text)
        assert manuscript.chapters[0].html == (
            "<p>It rained.</p><p>It stopped.</p><p>Nobody had minded it.</p><p>It rained.</p><hr><p>So it went.</p>"
        )
        assert told(manuscript) == [("odd-gap", "Nobody had minded it.")]

    @pytest.mark.parametrize(
        "stop", ["The rain fell on him and,", "What he felt in the rain was", "It rained on him all day;"]
    )
    def test_a_sentence_that_stops_at_a_gap_is_told(self, stop):
        manuscript = read(f"It rained.\n\n{stop}\n\n\nHe woke up.\n\nIt rained.")
        assert told(manuscript) == [("lost-line", " ".join(stop.split()[-6:]))]

    @pytest.mark.parametrize("stop", ["“I—”", "“I...”", "He was—", "Yours, Ana", "Dear Bo,", "Elsinore, at night"])
    def test_what_may_end_so_is_no_lost_line(self, stop):
        manuscript = read(f"It rained.\n\n{stop}\n\n\n\nHe woke up.\n\nIt rained.")
        assert manuscript.concerns == []


class TestShape:
    def test_hard_wraps_go_and_hyphens_stay(self):
        assert html_of(
            "It rained in the harbour all that day and most of the night, and the well-\n"
            "known men of the town stood under the roof of the market hall and said--\n"
            "as they had said before--that it would stop.\n\n"
            "It did not stop. It rained through the week and into the next one, until\n"
            "nobody could remember the other weather."
        ) == (
            "<p>It rained in the harbour all that day and most of the night, and the well-known men of the town stood "
            "under the roof of the market hall and said--as they had said before--that it would stop.</p>"
            "<p>It did not stop. It rained through the week and into the next one, until nobody could remember the "
            "other weather.</p>"
        )

    def test_centred_lines_stay_centred(self):
        assert html_of("It rained.\n\n                                  THE END\n") == (
            '<p>It rained.</p><p class="center">THE END</p>'
        )

    @pytest.mark.parametrize(
        "text",
        [
            "Roses are red,\nViolets are blue,\n\nSugar is sweet,\nAnd so are",
            "Dear Bo,\n\nI am well, and the rain is well.\n\nYours,\nAna",
            '<ana> hi\n<bo> (hi\n<ana> well, "hi\n<bo> um,',
            "[10:01] ana: hi\n[10:02] bo: i was going to\n[10:03] ana: what,",
            "“I was—”\n\n“No.”\n\n“But I only—” He stopped.\n\n“I...”",
            "It rained.\n\n\nIt stopped.\n\n\nIt rained again.\n\n\nIt stopped again.",
            "“One.\n\n“Two.\n\n“Three,” said Ana.",
            'He was 6\'2" tall, and the board was 12" long.\n\n"He\'s 5\'10" tall," said Ana.',
            "It rained :) and stopped :( and (it was fine :)\n\n;) a) one b) two =)",
            "(It had rained then.\n\nAnd then it had stopped.)\n\n''Well,'' said Ana, ''it's 'wet' ''",
        ],
    )
    def test_nothing_is_doubted_without_need(self, text):
        assert read(text).concerns == []

    def test_brackets_and_quotes_that_never_close_are_told(self):
        manuscript = read("It rained. “I see, said Ana.\n\nNobody (and that is the thing minded.\n\nIt stopped.")
        assert [(each.kind, each.near, each.message) for each in manuscript.concerns] == [
            ("unclosed", "It rained.", "A quotation mark opens here and never closes: “I see, said Ana."),
            (
                "unclosed",
                "rained. “I see, said Ana. Nobody",
                "A bracket opens here and never closes: (and that is the thing minded.",
            ),
        ]


@pytest.mark.parametrize("line", ["ı", "İ", "xı."])
def test_a_letter_that_only_folds_to_a_roman_numeral_is_none(line):
    assert html_of(f"{STORY}\n{line}\n\n{STORY}") == f"{STORY_HTML}<p>{line}</p>{STORY_HTML}"


def test_a_line_that_begins_with_a_dash_set_close_goes_on():
    """In a text with so few long lines that nobody can say where a machine would have wrapped it."""
    above = "She had kept the lamp in the tower for eleven years and *wait"
    below = "--what* had she kept it for, if nobody had ever come to ask after it?"
    assert html_of(f"{STORY}\n{above}\n{below}\n\nrain,\nrain,\nrain,\n\nIt rained.") == (
        f"{STORY_HTML}<p>She had kept the lamp in the tower for eleven years and <em>wait<br>--what</em> had she kept "
        "it for, if nobody had ever come to ask after it?</p><p>rain,<br>rain,<br>rain,</p><p>It rained.</p>"
    )
