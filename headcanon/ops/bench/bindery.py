"""Books of one work of 100,000 words, as seconds and as ratios to what pandoc and Calibre take for the same."""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from headcanon.bindery.writers import write
from headcanon.intake.readers import read_bytes
from headcanon.ops.bench.figures import Figure, Table, in_seconds
from headcanon.ops.bench.text import file_of

WORDS, CHAPTERS = 100_000, 30
EPUB_GOAL = 10  # times as quick as either
PDF_GOAL = 1
RUNS = 3  # of which the quickest counts, for whoever else works here only makes them slower
COMMANDS = {
    ("epub", "pandoc"): ["pandoc", "story.html", "-o", "pandoc.epub", "--metadata", "title=The Lamp"],
    ("epub", "ebook-convert"): ["ebook-convert", "story.html", "calibre.epub"],
    ("pdf", "pandoc"): ["pandoc", "story.html", "-o", "pandoc.pdf", "--pdf-engine=xelatex"],
    ("docx", "pandoc"): ["pandoc", "story.html", "-o", "pandoc.docx"],
}
NEEDED_TOO = {("pdf", "pandoc"): "xelatex"}


def beside_other_programs():
    """A program that is not installed, or fails, is left out, and said so."""
    [work] = read_bytes(file_of(WORDS, chapters=CHAPTERS).encode(), "lamp.txt")
    table = Table(f"Books of one work of {work.words:,} words in {CHAPTERS} chapters")
    with tempfile.TemporaryDirectory(prefix="headcanon-bench-") as folder:
        folder = Path(folder)
        (folder / "story.html").write_bytes(write(work, "html"))
        (folder / "lamp.txt").write_bytes(file_of(WORDS, chapters=CHAPTERS).encode())
        ours = {}
        for kind in ("epub", "html", "pdf", "docx", "txt", "md"):
            ours[kind] = quickest(lambda kind=kind: write(work, kind))
            table.figures.append(in_seconds(f"{kind.upper()}, in memory", ours[kind]))
        table.figures += told_beside(ours, folder)
    return table


def told_beside(ours, folder):
    for (kind, name), command in COMMANDS.items():
        missing = next((each for each in (name, NEEDED_TOO.get((kind, name))) if each and not shutil.which(each)), None)
        if missing:
            yield Figure(f"{kind.upper()} by {name}", 0, f"{missing} is not installed")
            continue
        try:
            theirs = quickest(lambda command=command: run(command, folder))
        except subprocess.CalledProcessError as error:
            said = error.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
            yield Figure(f"{kind.upper()} by {name}", 0, f"{name} failed: {said[:100]}")
            continue
        whole = quickest(
            lambda kind=kind: run([str(Path(sys.argv[0]).resolve()), "bind", "lamp.txt", "-o", f"ours.{kind}"], folder)
        )
        goal = {"epub": EPUB_GOAL, "pdf": PDF_GOAL}.get(kind)
        yield in_seconds(f"{kind.upper()} by {name}", theirs)
        yield Figure(
            f"{kind.upper()}: times as quick as {name}, in memory", theirs / ours[kind], f"{theirs / ours[kind]:.1f}×",
            at_least=goal, goal=f"≥ {goal}×" if goal else "",
        )  # fmt: skip
        yield Figure(
            f"{kind.upper()}: the same, `headcanon bind` as a whole command", theirs / whole, f"{theirs / whole:.1f}×"
        )


def quickest(act):
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        act()
        taken.append(time.perf_counter() - start)
    return min(taken)


def run(command, folder):
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=600)
