"""Commands as people run them, from the start of the process to its end."""

from statistics import median

from headcanon.ops.bench.figures import Table, in_seconds
from headcanon.ops.bench.servers import seconds_for
from headcanon.ops.bench.text import file_of

SHORT, LONG = 5_000, 100_000  # words


def from_start_to_end(server, folder, scale):
    short, long = folder / "short.txt", folder / "long.txt"
    short.write_text(file_of(SHORT), encoding="utf-8")
    long.write_text(file_of(LONG, chapters=30), encoding="utf-8")
    book = folder / "book.epub"

    def usually(*arguments):
        return median(seconds_for(*arguments) for _ in range(scale.runs))

    return Table(
        "Commands, whole process",
        [
            in_seconds("up on an empty folder, to its first page", server.first_page_after, under=3),
            in_seconds(f"read, {SHORT:,} words", usually("read", short), under=0.3),
            in_seconds(f"bind to EPUB, {SHORT:,} words", usually("bind", short, "-o", book), under=0.3),
            in_seconds(f"read, {LONG:,} words", usually("read", long)),
            in_seconds(f"bind to EPUB, {LONG:,} words", usually("bind", long, "-o", book), under=1),
        ],
        note=f"Median of {scale.runs} runs; `up` once.",
    )
