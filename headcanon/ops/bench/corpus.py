"""How much is understood of files in every format and convention: right answers by field, and what was missed.

A corpus is a folder of files, each with its expectations beside it: of `lamp.txt` they are in `lamp.txt.toml`. A folder
named like a packed file (`lamp.epub`, `lamp.zip`) stands for that file and is packed to be read. In the expectations
`difficulties` are named, and each `[[story]]` says what must be understood, field by field; docs/formats.md lists them.
"""

import io
import tomllib
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from headcanon.intake.readers import Unreadable, read_bytes
from headcanon.manuscript.words import plain_text
from headcanon.ops.bench.figures import Figure, Table
from headcanon.ops.refusal import Refusal

OURS = Path(__file__).resolve().parents[2] / "intake" / "tests" / "corpus"
PLAIN = (
    "title", "authors", "fandoms", "characters", "relationships", "rating", "warnings", "tags", "language", "status",
    "date", "planned_chapters",
)  # fmt: skip
GOAL = 0.95


@dataclass
class Miss:
    file: str
    field: str
    expected: object
    found: object

    def __str__(self):
        return f"{self.file}: {self.field}: expected {self.expected!r}, found {self.found!r}"


@dataclass
class Score:
    right: Counter = field(default_factory=Counter)
    asked: Counter = field(default_factory=Counter)
    misses: list[Miss] = field(default_factory=list)
    files: int = 0

    def ask(self, file, what, expected, found, is_right=None):
        self.asked[what] += 1
        if expected == found if is_right is None else is_right:
            self.right[what] += 1
        else:
            self.misses.append(Miss(file, what, expected, found))


def understood(folder):
    """(the table for `headcanon bench intake`, every miss)."""
    score = score_of(folder)
    if not score.files:
        raise Refusal(f"there is no corpus in {folder}. Name a folder with one: --corpus DIR.")
    figures = [part(what, score.right[what], asked) for what, asked in sorted(score.asked.items())]
    total = part("everything", score.right.total(), score.asked.total(), at_least=GOAL)
    return Table(f"Understood of {score.files} files", [*figures, total]), score.misses


def part(what, right, asked, at_least=None):
    share = right / asked if asked else 0
    goal = f"≥ {at_least:.0%}" if at_least else ""
    return Figure(what, share, f"{right} of {asked}", at_least=at_least, goal=goal)


def score_of(folder):
    score = Score()
    for path in expectations_in(folder):
        score.files += 1
        ask_about(path, score)
    return score


def expectations_in(folder):
    return sorted(Path(folder).glob("*.toml"))


def ask_about(path, score):
    """Read the file beside these expectations and compare."""
    expected = tomllib.loads(path.read_text(encoding="utf-8"))
    name = path.name.removesuffix(".toml")
    try:
        stories = read_bytes(content_of(path.with_name(name)), name)
    except Unreadable as complaint:
        score.ask(name, "stories", len(expected["story"]), str(complaint))
        return
    score.ask(name, "stories", len(expected["story"]), len(stories))
    for story, manuscript in zip(expected["story"], stories, strict=False):
        ask_about_story(name, story, manuscript, score)


def content_of(path):
    """The bytes of a file; of a folder, those of the zip that it stands for."""
    if path.is_file():
        return path.read_bytes()
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        files = sorted(file for file in path.rglob("*") if file.is_file())
        for file in sorted(files, key=lambda file: file.name != "mimetype"):
            archive.writestr(zipfile.ZipInfo(file.relative_to(path).as_posix()), file.read_bytes())
    return packed.getvalue()


def ask_about_story(file, expected, manuscript, score):
    """Only what the expectations speak of is asked."""
    texts = [chapter.html for chapter in manuscript.chapters]
    found = {name: getattr(manuscript, name) for name in PLAIN} | {
        "summary": plain_text(manuscript.summary or "") or None,
        "disclaimer": plain_text(manuscript.disclaimer or "") or None,
        "origin": manuscript.origin and manuscript.origin.kind,
        "series": [list(each) for each in manuscript.series],
        "chapters": [chapter.title or "" for chapter in manuscript.chapters],
        "words": [chapter.words for chapter in manuscript.chapters],
        "breaks": [html.count("<hr>") for html in texts],
        "paragraphs": [html.count("<p") for html in texts],
        "concerns": sorted({concern.kind for concern in manuscript.concerns}),
    }
    for what in found.keys() & expected.keys():
        score.ask(file, what, expected[what] or None, found[what] or None)
    places = {
        "text": "".join(texts),
        "notes_before": "".join([manuscript.notes.before, *(each.notes.before for each in manuscript.chapters)]),
        "notes_after": "".join([*(each.notes.after for each in manuscript.chapters), manuscript.notes.after]),
    }
    for what, place in places.items():
        for piece in expected.get(what, []):
            score.ask(file, what, piece, "nowhere", piece in place)
    for piece in expected.get("not_in_text", []):
        score.ask(file, "not_in_text", "nowhere", piece, piece not in places["text"])
