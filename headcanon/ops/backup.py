"""Write the whole archive into one file, while it serves: every table, every original, every uploaded file.

The file is read again and checked before it gets its name. Who is signed in, the secret key and what can be made anew
(books, the search index) are left out. Without FILE it goes into the archive's own folder, and goes from there when
the days have passed for which the archive keeps backups.
"""

import sqlite3
import tempfile
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

from headcanon import __version__
from headcanon.ops.archive import data_option, open_archive
from headcanon.ops.bundle import CHUNK, new_bundle
from headcanon.ops.progress import bar, watched
from headcanon.ops.refusal import Refusal

LINES = 200
SNAPSHOT = "snapshot"  # the name Django knows the copied database by


def arguments(parser):
    parser.add_argument(
        "file", metavar="FILE", type=Path, nargs="?",
        help="the file to write; it must not be there yet (default: a new one in DIR/backups)",
    )  # fmt: skip
    data_option(parser)


def run(options):
    folder = open_archive(options.data)
    from django.db import DatabaseError

    from headcanon.ops.kept_backups import days_kept, new_backup, remove_expired

    path = options.file or new_backup(folder)
    try:
        tables, losses = back_up(folder, path)
    except DatabaseError as error:
        raise Refusal(f"the database cannot be read ({error}). `headcanon check` may say more.")
    for loss in losses:
        print(loss)
    size = path.stat().st_size
    print(f"{path}: {tables['works.work']:,} works, {size / 1e6:,.1f} MB, read again and found whole.")
    if options.file:
        print(f"Members are told that backups are kept for {days_kept()} days: please delete it then.")
    else:
        remove_expired()
        print(f"It is removed after {days_kept()} days. A copy on another disk outlives this one.")
    return 1 if losses else 0


def back_up(folder, path):
    """Returns how many rows each table had, and a sentence for each thing that could not be kept."""
    with new_bundle(path) as bundle, snapshot(path.parent) as using:
        tables = add_tables(bundle, using)
        losses = add_originals(bundle, using)
        add_files(bundle, folder / "files")
        bundle.finish(
            made_with=__version__,
            made_at=datetime.now(UTC).isoformat(timespec="seconds"),
            migrations=migrations_of(using),
            tables=tables,
            losses=losses,
        )
    return tables, losses


@contextmanager
def snapshot(folder):
    """The database as it is at this moment, under the alias that is given, whatever is written meanwhile."""
    from django.db import connection, transaction

    if connection.vendor == "sqlite":
        with tempfile.TemporaryDirectory(dir=folder, prefix=".snapshot-") as place:
            with copied_database(connection, Path(place) / "headcanon.sqlite3"):
                yield SNAPSHOT
    else:
        with transaction.atomic():
            connection.cursor().execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield connection.alias


@contextmanager
def copied_database(connection, path):
    """SQLite's own online backup, which neither waits for writers nor makes them wait."""
    from django.db import connections

    connection.ensure_connection()
    with bar("Copying the database"), connection.wrap_database_errors, closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
    connections.settings[SNAPSHOT] = {**connection.settings_dict, "NAME": path}
    try:
        yield
    finally:
        connections[SNAPSHOT].close()
        del connections[SNAPSHOT], connections.settings[SNAPSHOT]


def migrations_of(using):
    from django.db import connections
    from django.db.migrations.recorder import MigrationRecorder

    return sorted(map(list, MigrationRecorder(connections[using]).applied_migrations()))


def add_tables(bundle, using):
    from django.apps import apps

    from headcanon.ops.tables import kept_models, label, lines_of

    models, rows = kept_models(apps), {}
    with bar("Writing the tables", sum(model._base_manager.using(using).count() for model in models)) as advance:
        for model in models:
            rows[label(model)] = 0
            bundle.add(f"tables/{label(model)}.jsonl", counted(lines_of(model, using), rows, label(model), advance))
    return rows


def counted(lines, counts, name, advance):
    """The same bytes in larger pieces, which zip quicker, counting lines on the way."""
    while piece := list(islice(lines, LINES)):
        counts[name] += len(piece)
        advance(len(piece))
        yield b"".join(piece)


def add_originals(bundle, using):
    """Every original that a row speaks of. One that is damaged is kept as it is; it may be all that is left."""
    from headcanon.works.models import Original
    from headcanon.works.originals import original_path

    losses = []
    hashes = Original.objects.using(using).order_by("pk").values_list("sha256", flat=True)
    for sha256 in watched(hashes.iterator(), "Writing the originals", hashes.count()):
        try:
            file = original_path(sha256).open("rb")
        except OSError as error:
            losses.append(f"The original {sha256} is not in the backup: {error.strerror}.")
            continue
        with file:
            if bundle.add(f"originals/{sha256}", chunks_of(file))["sha256"] != sha256:
                losses.append(f"The original {sha256} is in the backup, but its bytes are damaged.")
    return losses


def add_files(bundle, folder):
    """What people uploaded; it is compressed already."""
    paths = sorted(folder.rglob("*"))
    for path in watched(paths, "Writing the files", len(paths)):
        relative = path.relative_to(folder)
        if path.is_file() and not any(part.startswith(".") for part in relative.parts):
            with path.open("rb") as file:
                bundle.add(f"files/{relative.as_posix()}", chunks_of(file), compressed=False)


def chunks_of(file):
    return iter(lambda: file.read(CHUNK), b"")
