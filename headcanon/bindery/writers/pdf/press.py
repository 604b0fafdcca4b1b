"""A process of its own that sets one book: a job on standard input, a PDF on standard output.

It imports nothing of ours. The job is JSON: the page (`template`), the `book` as JSON text, `files` in base64. It ends
with one of CODES; what has gone wrong stands on standard error.
"""

import json
import re
import resource
import sys
import unicodedata
from base64 import b64decode
from pathlib import Path
from tempfile import TemporaryDirectory

import typst

CODES = {"done": 0, "no font": 3, "cannot": 4}
MEMORY, SECONDS = 3 * 1024**3, 150
MOST_UNSHOWN = 0.1  # of a book's letters; one with more of them is a book of numbers and no story
UNSHOWN = re.compile(r'the text `"(.*?)"` could not be displayed', re.DOTALL)
ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}")
PROBE = """\
#set document(title: "x")
#set text(font: "Libertinus Serif", fallback: sys.inputs.at("fonts", default: "") == "all")
#for one in json("letters.json") [#box(one) ]
"""


def main():
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    job = json.load(sys.stdin.buffer)
    files = {name: b64decode(data) for name, data in job["files"].items()}
    try:
        sys.stdout.buffer.write(printed(job["template"], job["book"], files))
    except NoFont as complaint:
        print(complaint, file=sys.stderr)
        return CODES["no font"]
    except typst.TypstError as complaint:
        print(complaint.diagnostic or complaint, file=sys.stderr)
        return CODES["cannot"]
    return CODES["done"]


class NoFont(Exception):
    """Too much of a text has no glyph in any font of this machine; its words are the missing letters."""


def printed(template, book, files):
    """The PDF: with the fonts that typst brings where they are enough, else with the machine's as well."""
    letters = sorted({letter for letter in book if ord(letter) > 126 and unicodedata.category(letter)[0] not in "CZ"})
    fonts, inputs = typst.Fonts(include_system_fonts=False), {}
    if missing_among(letters, fonts, inputs):
        fonts, inputs = typst.Fonts(), {"fonts": "all"}
        book = with_names(book, missing_among(letters, fonts, inputs))
    with TemporaryDirectory(prefix="headcanon-press-") as folder:
        for name, data in {"book.typ": template.encode(), "book.json": book.encode(), **files}.items():
            Path(folder, name).write_bytes(data)
        return compiled(folder, fonts, inputs)


def compiled(folder, fonts, inputs):
    """Readable by voices where that can be had; a letter and a mark that no font joins are no reason to fail."""
    main, set_as = f"{folder}/book.typ", {"format": "pdf", "font_paths": fonts, "sys_inputs": inputs, "timestamp": 0}
    for standard in ("ua-1", "1.7"):
        try:
            return typst.compile(main, root=folder, pdf_standards=standard, **set_as)
        except typst.TypstError as complaint:
            if standard == "1.7" or "PDF/UA" not in str(complaint):
                raise
    return None


def missing_among(letters, fonts, inputs):
    """Those that no font has; typst says so when a PDF must be readable by voices."""
    missing = set()
    while left := [letter for letter in letters if letter not in missing]:
        sources = {"main": PROBE.encode(), "letters.json": json.dumps(left).encode()}
        try:
            typst.compile(sources, format="pdf", pdf_standards="ua-1", font_paths=fonts, sys_inputs=inputs, timestamp=0)
            break
        except typst.TypstError as complaint:
            found = {letter for text in UNSHOWN.findall(complaint.diagnostic) for letter in unescaped(text)}
            if not found & set(left):
                break
            missing |= found
    return missing & set(letters)


def unescaped(text):
    return ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)


def with_names(book, missing):
    """“[U+6F6E]” for each missing letter, as glyphs.py has it for those that nobody can have."""
    lost = sum(map(book.count, missing))
    if lost > MOST_UNSHOWN * sum(map(str.isalpha, book)):
        raise NoFont("".join(sorted(missing)[:8]))
    return book.translate({ord(letter): f"[U+{ord(letter):04X}]" for letter in missing})


if __name__ == "__main__":
    sys.exit(main())
