"""What a file is, told by its first bytes. Its name is never trusted."""

import re

ZIP = "zip"
TEXT = "txt"

BEGINNINGS = (
    (b"%PDF", "a PDF"),
    (b"{\\rtf", "an RTF document"),
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


END_OF_DIRECTORY = b"PK\x05\x06"
INSIDE_A_ZIP = (
    (b"META-INF/container.xml", "an EPUB book"),
    (b"META-INF/manifest.xml", "a LibreOffice document"),
    (b"word/document.xml", "a Word document"),
    (b"xl/workbook.xml", "a spreadsheet"),
    (b"ppt/presentation.xml", "a slide show"),
)


def sniff(data):
    """ "txt", "zip", or what a person would call the file ("a Word document") if nothing here reads it."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return inside_a_zip(data)
    if data[60:68] == b"BOOKMOBI":
        return "a Kindle book"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "a picture"
    if markup := MARKUP.match(data):
        return "an XML file" if markup[1] == b"?xml" and b"<html" not in data[:2000].lower() else "a web page"
    return next((what for beginning, what in BEGINNINGS if data.startswith(beginning)), TEXT)


def inside_a_zip(data):
    """Books and documents are zips too; the names in its directory, which is never packed, tell them apart."""
    end = data.rfind(END_OF_DIRECTORY)
    directory = data[int.from_bytes(data[end + 16 : end + 20], "little") : end] if end >= 0 else b""
    return next((what for name, what in INSIDE_A_ZIP if name in directory), ZIP)
