"""Show what is understood of text files: titles, notes, chapters, and the places where something may be lost. Nothing
is changed, no archive is needed.
"""

import json
import sys

from headcanon.intake.readers import Unreadable, load
from headcanon.intake.readers.opening import read_each


def arguments(parser):
    parser.add_argument("files", nargs="+", metavar="FILE", help="a text file, or a zip of them")
    parser.add_argument("--json", action="store_true", help="one JSON object per line, one for each story")


def run(options):
    """A file that cannot be read is named on stderr and makes the exit code 1; the others are shown all the same."""
    show = as_json if options.json else as_summary
    failed = False
    for name, outcome in outcomes(options.files):
        if isinstance(outcome, Unreadable):
            failed = True
            print(outcome, file=sys.stderr)
        else:
            for manuscript in outcome:
                print(show(name, manuscript))
    return 1 if failed else 0


def outcomes(paths):
    """(name, manuscripts or Unreadable) for each file, and for each file of a zip."""
    for path in paths:
        try:
            yield from read_each(load(path), path)
        except Unreadable as complaint:
            yield path, complaint


def as_json(name, manuscript):
    return json.dumps(manuscript.as_json(), ensure_ascii=False)


def as_summary(name, manuscript):
    """The same for people: what is known, how long it is, and where to look."""
    known = [
        ("by", ", ".join(manuscript.authors)),
        ("fandom", ", ".join(manuscript.fandoms)),
        ("characters", ", ".join(manuscript.characters)),
        ("relationships", ", ".join(manuscript.relationships)),
        ("rating", manuscript.rating),
        ("warnings", ", ".join(manuscript.warnings)),
        ("tags", ", ".join(manuscript.tags)),
        ("language", manuscript.language),
        ("status", manuscript.status),
        ("summary", manuscript.as_json()["summary"]),
        ("grew from", manuscript.origin and f"a {manuscript.origin.kind}: {manuscript.origin.text}"),
        ("length", length(manuscript)),
        ("notes", notes(manuscript)),
        ("file", f"{manuscript.source.format}, {manuscript.source.encoding}"),
    ]
    lines = [f"{name}: {manuscript.title or 'no title'}"]
    lines += [f"  {label + ':':<15}{value}" for label, value in known if value]
    lines += [concern(each) for each in manuscript.concerns]
    return "\n".join(lines) + "\n"


def length(manuscript):
    chapters = len(manuscript.chapters)
    return f"{manuscript.words:,} words in {chapters} {'chapter' if chapters == 1 else 'chapters'}"


def notes(manuscript):
    """Where the author speaks for herself."""
    in_chapters = sum(bool(chapter.notes) for chapter in manuscript.chapters)
    places = [
        "before the story" if manuscript.notes.before else "",
        "after it" if manuscript.notes.after else "",
        f"in {in_chapters} of its chapters" if in_chapters else "",
    ]
    return ", ".join(place for place in places if place)


def concern(each):
    chapter = f"chapter {each.chapter}" if each.chapter else "outside the chapters"
    near = f", after “{each.near}”" if each.near else ""
    return f"  ? {chapter}{near}\n    {each.message}"
