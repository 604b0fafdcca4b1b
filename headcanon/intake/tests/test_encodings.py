import random

import pytest

from headcanon.intake.readers import Unreadable, read_bytes

TEXT = "“Café,” she said — it’s naïve… and the façade, déjà vu.\n\nThen nothing more was said.\n"
HTML = "<p>“Café,” she said — it’s naïve… and the façade, déjà vu.</p><p>Then nothing more was said.</p>"


def read(data):
    (manuscript,) = read_bytes(data, "story.txt")
    return manuscript


def told(manuscript):
    return [(concern.kind, concern.near) for concern in manuscript.concerns]


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32-le", "utf-32-le"),
        ("utf-32-be", "utf-32-be"),
        ("cp1252", "cp1252"),
    ],
)
def test_an_encoding_is_recognised_without_a_doubt(written, named):
    manuscript = read(TEXT.encode(written))
    assert manuscript.source.encoding == named
    assert manuscript.chapters[0].html == HTML
    assert manuscript.concerns == []


def test_utf_16_without_a_mark_is_recognised_in_a_script_without_spaces():
    manuscript = read("彼は歩いた。\n\n「さよなら」\n\n雨が降る。".encode("utf-16-le"))
    assert manuscript.source.encoding == "utf-16-le"
    assert manuscript.chapters[0].html == "<p>彼は歩いた。</p><p>「さよなら」</p><p>雨が降る。</p>"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8_r"])
def test_a_guess_is_said_to_be_one(encoding):
    text = "Он шёл по улице и думал о войне. Она молчала, потому что так было проще. " * 5
    manuscript = read(text.encode(encoding))
    assert manuscript.source.encoding == encoding
    assert manuscript.chapters[0].html == f"<p>{text.strip()}</p>"
    assert told(manuscript) == [("encoding", "Он шёл по улице и думал")]


def test_text_that_was_decoded_wrongly_once_is_repaired_and_it_says_so():
    manuscript = read(TEXT.encode().decode("cp1252", "ignore").encode())
    assert manuscript.chapters[0].html == HTML
    assert told(manuscript) == [("encoding", "“Café,” she said — it’s naïve…")]


def test_windows_punctuation_read_as_latin_1_is_repaired_and_it_says_so():
    manuscript = read("She looked up at him.\n\nIt\x92s over\x85 \x93Now.\x94".encode())
    assert manuscript.chapters[0].html == "<p>She looked up at him.</p><p>It’s over… “Now.”</p>"
    assert told(manuscript) == [("encoding", "She looked up at him. It")]


def test_windows_1252_pasted_into_utf_8_is_read_and_it_says_so():
    manuscript = read("naïve café élan déjà vu ".encode() + "it’s".encode("cp1252"))
    assert manuscript.chapters[0].html == "<p>naïve café élan déjà vu it’s</p>"
    assert told(manuscript) == [("encoding", "naïve café élan déjà vu it")]


def test_stray_controls_go_and_are_mentioned_but_invisible_hyphens_just_go():
    manuscript = read("She never knew\x00 what the time\x07 was. Un\u00adbe\u200bliev\ufeffable.\x1a".encode())
    assert manuscript.chapters[0].html == "<p>She never knew what the time was. Unbelievable.</p>"
    assert told(manuscript) == [("encoding", "She never knew")]


def test_a_mark_alone_or_blanks_alone_hold_no_text():
    for data in (b"\xef\xbb\xbf", b"\xff\xfe", b" \n\t\r\n", "\u200b\u00a0".encode()):
        with pytest.raises(Unreadable, match=r"^story\.txt holds no text\.$"):
            read(data)


@pytest.mark.parametrize("data", ["naïve “café".encode()[:-1], TEXT.encode("utf-16")[:-1], TEXT.encode("utf-32")[:-2]])
def test_a_file_that_stops_inside_a_character_was_cut_short(data):
    with pytest.raises(Unreadable, match="was cut short: it stops in the middle of a character"):
        read(data)


def test_a_windows_text_may_end_in_an_accent():
    assert read("She went to the café".encode("cp1252")).source.encoding == "cp1252"


@pytest.mark.parametrize("data", [bytes(range(256)) * 20, b"\x00\x01\x02\x03" * 50, random.Random(7).randbytes(3000)])
def test_bytes_that_are_no_text_are_refused(data):
    with pytest.raises(Unreadable, match=r"^story\.txt is not text"):
        read(data)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028", "\u2029", "\r\r\n", "\v"])
def test_a_line_may_end_in_any_way(end):
    html = read(end.join(["The first.", "", "The second.", "", "", "", "The third."]).encode()).chapters[0].html
    assert html == "<p>The first.</p><p>The second.</p><hr><p>The third.</p>"


def test_line_ends_may_be_mixed():
    html = read(b"The first.\r\n\r\nThe second.\n\nThe third.\r\rThe fourth.").chapters[0].html
    assert html == "<p>The first.</p><p>The second.</p><p>The third.</p><p>The fourth.</p>"


def test_a_form_feed_is_no_blank_line():
    html = read(b"The first.\n\n\fThe second.\n\n\f\nThe third.").chapters[0].html
    assert html == "<p>The first.</p><p>The second.</p><p>The third.</p>"
