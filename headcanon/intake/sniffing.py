"""What a file is, told by its first bytes. Its name is never trusted, but for telling Markdown from other text."""

import re

ZIP, TEXT, MARKDOWN, HTML, EPUB, DOCX, ODT, RTF, MBOX = "zip", "txt", "md", "html", "epub", "docx", "odt", "rtf", "mbox"

BEGINNINGS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", RTF),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word document"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"BM6", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"ID3", "a sound file"),
    (b"OggS", "a sound file"),
    (b"ITOLITLS", "a Microsoft Reader book"),
)
MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(!doctype html|html|head|body|\?xml)[\s>]", re.IGNORECASE)
# Pages that begin in their middle, as old ones and saved ones do; a story in plain text may begin with <b> or <i>.
FRAGMENT = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!--|(?:meta|title|link|style|div|p|h[1-6]|table|center|article|section|blockquote)[\s>])",
    re.IGNORECASE,
)

# The line before each post in a mailbox (RFC 4155), and the header lines of a mail after it.
FIRST_POST = re.compile(rb"From \S+ .*\r?\n(?:>?[\w-]+: ?.*\r?\n)")
# One mail by itself (RFC 5322): at the top of a story may stand "From:" and "Subject:", but never these.
LINE_OF_A_HEAD = re.compile(rb"(?P<label>[!-9;-~]{1,60}):[^\n]*\n(?:[ \t]+[^\s][^\n]*\n)*")
ONLY_MAIL_HAS = {
    b"received", b"return-path", b"delivered-to", b"message-id", b"mime-version", b"newsgroups", b"nntp-posting-host",
    b"content-type", b"content-transfer-encoding",
}  # fmt: skip
LONGEST_HEAD = 20_000

END_OF_DIRECTORY = b"PK\x05\x06"
INSIDE_A_ZIP = (
    (b"META-INF/container.xml", EPUB),
    (b"META-INF/manifest.xml", ODT),
    (b"word/document.xml", DOCX),
    (b"xl/workbook.xml", "a spreadsheet"),
    (b"ppt/presentation.xml", "a slide show"),
)


def sniff(data, name=""):
    """One of the kinds above, or what a person would call the file ("a slide show") if nothing here reads it."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return inside_a_zip(data)
    if data[60:68] == b"BOOKMOBI":
        return "a Kindle book"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a picture"
    if markup := MARKUP.match(data):
        return "an XML file" if markup[1] == b"?xml" and b"<html" not in data[:2000].lower() else HTML
    if is_fragment(data) or is_wide_markup(data):
        return HTML
    if known := next((what for beginning, what in BEGINNINGS if data.startswith(beginning)), None):
        return known
    if FIRST_POST.match(data) or is_one_mail(data[:LONGEST_HEAD]):
        return MBOX
    return MARKDOWN if name.lower().endswith((".md", ".markdown")) else TEXT


def is_one_mail(beginning):
    """Lines of a head from the first on, who sent it and something that only programs write among them."""
    labels, end = set(), 0
    while match := LINE_OF_A_HEAD.match(beginning, end):
        labels.add(match["label"].lower())
        end = match.end()
    return b"from" in labels and bool(ONLY_MAIL_HAS & labels) and beginning[end : end + 1].strip() == b""


def is_fragment(data):
    """It begins with a block of a page, and more of its tags are closed further down."""
    return (
        bool(FRAGMENT.match(data))
        and re.search(rb"</(?:p|h[1-6]|div|table|center|title|style|b|i|a)\s*>", data[:20_000], re.I) is not None
    )


def is_wide_markup(data):
    """A page in UTF-16, as word processors save it."""
    if not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return False
    return MARKUP.match(data[:800].decode("utf-16", "ignore").encode()) is not None


def inside_a_zip(data):
    """Books and documents are zips too; the names in its directory, which is never packed, tell them apart."""
    end = data.rfind(END_OF_DIRECTORY)
    directory = data[int.from_bytes(data[end + 16 : end + 20], "little") : end] if end >= 0 else b""
    return next((what for name, what in INSIDE_A_ZIP if name in directory), ZIP)
