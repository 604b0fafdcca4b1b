"""Measure how quick everything is, on this machine and in throwaway folders, and print it beside what is promised."""

import os
import tempfile
from pathlib import Path

from headcanon.ops.bench.scale import FULL, QUICK


def arguments(parser):
    parser.add_argument(
        "what",
        nargs="?",
        choices=["search", "intake", "bindery"],
        help="only this: the search, up to a million works; how much intake understands of a corpus of files;"
        " books beside those of other programs",
    )
    parser.add_argument("--corpus", type=Path, metavar="DIR", help="of intake: other files than our own")
    parser.add_argument(
        "--works", type=int, nargs="+", metavar="N", help="of the search: how large the archive shall be"
    )
    parser.add_argument("--data", type=Path, metavar="DIR", help="of the search: in this folder, which is kept")
    parser.add_argument("--quick", action="store_true", help="a minute instead of ten: smaller archives, shorter runs")


def run(options):
    # Whoever keeps no bytecode would have every command that is measured compile itself.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    if options.what == "intake":
        return show_what_is_understood(options.corpus)
    if options.what == "bindery":
        from headcanon.ops.bench import bindery

        bindery.beside_other_programs().show()
        return 0
    scale = QUICK if options.quick else FULL
    print(f"{os.cpu_count()} cores; load average before the start: {os.getloadavg()[0]:.1f} (at rest it is near 0)")
    with tempfile.TemporaryDirectory(prefix="headcanon-bench-") as folder:
        for table in search_alone(Path(folder), options) if options.what else tables(Path(folder), scale):
            table.show()
    return 0


def show_what_is_understood(folder):
    from headcanon.ops.bench import corpus

    table, misses = corpus.understood(folder or corpus.OURS)
    table.show()
    for miss in misses:
        print(miss)
    return 0


def search_alone(folder, options):
    from headcanon.ops.bench import search

    sizes = options.works or (search.QUICK_SIZES if options.quick else search.SIZES)
    questions = search.FEW if options.quick else search.MANY
    return search.at_every_size((options.data or folder / "archive").resolve(), sorted(sizes), questions)


def tables(folder, scale):
    """Each table as soon as it is measured; all that needs an archive happens in one, which grows."""
    from headcanon.ops.archive import open_archive
    from headcanon.ops.bench import commands, intake, listing, reading, reviews, timeline
    from headcanon.ops.bench.servers import archive_server

    with archive_server(folder / "archive") as server:
        open_archive(server.data)
        yield commands.from_start_to_end(server, folder, scale)
        page = reading.make_page()
        yield reading.against_a_bare_view(server, page, folder, scale)
        yield reading.queries(page)
        yield intake.works_a_second(folder, scale)
        yield listing.at_every_size(server, page, scale)
        yield timeline.at_full_length(server, scale)
        yield reviews.as_they_come_in(server, scale)
