"""Make an archive out of a backup: in a new folder, and in an empty database where HEADCANON_DATABASE names one.

The whole file is checked first. Whatever goes wrong, nothing that was there before is touched, and nothing is left.
"""

import hashlib
import os
import shutil
from contextlib import contextmanager, nullcontext
from pathlib import Path

from headcanon.ops.archive import open_archive
from headcanon.ops.bundle import Bundle
from headcanon.ops.preparing import make_secret_key
from headcanon.ops.progress import bar, passing, watched
from headcanon.ops.refusal import Refusal

UNFINISHED = ".restoring"
# What the database itself takes beside the rows' own bytes: indexes, and a log as large as all of it.
ROOM = 3


def arguments(parser):
    parser.add_argument("file", metavar="FILE", type=Path, help="a backup that `headcanon backup` has written")
    parser.add_argument("--data", metavar="DIR", type=Path, required=True, help="the new archive's folder")


def run(options):
    with Bundle(options.file) as bundle:
        bundle.verify()
        restore(bundle, options.data)
        works = bundle.manifest["tables"]["works.work"]
    for loss in bundle.manifest.get("losses", ()):
        print(loss)
    print(f"{options.data}: {works:,} works, every row compared with the backup. `headcanon up` serves them.")
    return 0


def restore(bundle, data):
    with new_folder(data) as folder:
        look_for_room(bundle, folder)
        put_files(bundle, folder)
        open_archive(folder, must_exist=False)
        fill_database(bundle)


# --- The folder ----------------------------------------------------------------------------------------------------


@contextmanager
def new_folder(data):
    """A place inside `data` to build in. What is in it moves up when the block ends well, else all of it goes."""
    existed = data.exists()
    refuse_what_is_used(data)
    building = data / UNFINISHED
    try:
        shutil.rmtree(building, ignore_errors=True)  # of a restore that was killed
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
        building.mkdir()
        yield building
        move_up(building)
    except OSError as error:
        raise Refusal(f"{error.filename or data} cannot be written: {error.strerror}. Nothing was kept.")
    finally:
        shutil.rmtree(building, ignore_errors=True)
        if not existed and data.is_dir() and not any(data.iterdir()):
            data.rmdir()


def refuse_what_is_used(data):
    if data.exists() and not data.is_dir():
        raise Refusal(f"{data} is a file. Name a new folder.")
    if data.is_dir() and any(path.name != UNFINISHED for path in data.iterdir()):
        raise Refusal(f"{data} is not empty, and a backup is only restored into a new folder. Name another one.")


def look_for_room(bundle, folder):
    needed, free = bundle.size * ROOM, shutil.disk_usage(folder).free
    if needed > free:
        raise Refusal(
            f"{bundle.path} unpacks to {bundle.size / 1e6:,.0f} MB and needs {needed / 1e6:,.0f} MB while it does, "
            f"and only {free / 1e6:,.0f} MB are free. Nothing was written."
        )


def put_files(bundle, folder):
    names = bundle.names("originals") + bundle.names("files")
    for name in watched(names, "Writing originals and files", len(names)):
        put_file(bundle, name, place_of(name, folder))


def place_of(name, folder):
    if name.startswith("files/"):
        return folder / name
    sha256 = name.removeprefix("originals/")
    return folder / "originals" / sha256[:2] / sha256[2:]


def put_file(bundle, name, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        for chunk in bundle.chunks(name):
            file.write(chunk)
    path.chmod(0o600)


def move_up(building):
    """The key last: a folder without one is no archive yet, however far a killed restore had come."""
    from django.db import connections

    connections.close_all()
    os.sync()
    for path in building.iterdir():
        path.rename(building.parent / path.name)
    make_secret_key(building.parent / "secret.key")


# --- The database --------------------------------------------------------------------------------------------------


def fill_database(bundle):
    """Tables as they were when the backup was made, the rows, then whatever migrations came since."""
    from django.core.management import call_command
    from django.db import DatabaseError, connection, transaction

    # PostgreSQL undoes even tables. SQLite cannot change them inside a transaction, and its file is thrown away.
    everything_or_nothing = transaction.atomic() if connection.vendor == "postgresql" else nullcontext()
    try:
        refuse_used_database(connection)
        with everything_or_nothing:
            with bar("Making the tables"):
                models = tables_as_of(bundle, connection)
            with transaction.atomic():
                load_rows(bundle, models, connection)
            call_command("migrate", verbosity=0, interactive=False)
    except DatabaseError as error:
        raise Refusal(f"the database would not take the backup ({' '.join(str(error).split())}). Nothing was kept.")


def refuse_used_database(connection):
    from django.apps import apps

    from headcanon.ops.tables import kept_models

    ours = {"django_migrations", *(model._meta.db_table for model in kept_models(apps))}
    if ours & set(connection.introspection.table_names()):
        raise Refusal("the database that HEADCANON_DATABASE names has an archive in it already. Name an empty one.")


def tables_as_of(bundle, connection):
    """Make the tables the backup was taken from; returns their models, as they were then."""
    from django.apps import apps
    from django.db.migrations.executor import MigrationExecutor

    from headcanon.ops.founding import make_tables
    from headcanon.ops.tables import kept_models, label

    executor = MigrationExecutor(connection)
    targets = latest(bundle, executor.loader.graph)
    if set(targets) == set(executor.loader.graph.leaf_nodes()):
        make_tables()
        models = kept_models(apps)
    else:
        executor.migrate(targets)
        models = kept_models(executor.loader.project_state(targets).apps)
    if {label(model) for model in models} != bundle.manifest["tables"].keys():
        raise bundle.damaged("its tables are not those of an archive")
    return models


def latest(bundle, graph):
    """The last migration of each app that the backup knew."""
    applied = {tuple(each) for each in bundle.manifest["migrations"]}
    if unknown := applied - graph.nodes.keys():
        raise bundle.damaged(f"it was made by a newer Headcanon ({'.'.join(min(unknown))}); update this one first")
    return [each for each in sorted(applied) if not any(child.key in applied for child in later(each, graph))]


def later(migration, graph):
    """The migrations of the same app that build on this one."""
    return [child for child in graph.node_map[migration].children if child.key[0] == migration[0]]


def load_rows(bundle, models, connection):
    from headcanon.ops.tables import UnreadableRow, go_on_counting, label, load

    with connection.cursor() as cursor:
        for model in models:  # a migration may have put rows in
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(model._meta.db_table)}")
    connection.check_constraints()  # migrations leave PostgreSQL checking each row at once; this puts it off again
    with bar_over_rows("Writing the tables", bundle) as advance:
        for model in models:
            try:
                load(model, passing(bundle.lines(f"tables/{label(model)}.jsonl"), advance), connection)
            except (UnreadableRow, OverflowError):
                raise bundle.damaged(f"the table {label(model)} has a row that cannot be read")
        connection.check_constraints()
    with bar_over_rows("Comparing every row", bundle) as advance:
        compare_rows(bundle, models, connection, advance)
    go_on_counting(models, connection)


def bar_over_rows(says, bundle):
    return bar(says, sum(bundle.manifest["tables"].values()))


def compare_rows(bundle, models, connection, advance):
    """What the database now says, written out again, is what the backup says."""
    from headcanon.ops.tables import label, lines_of

    for model in models:
        digest, count = hashlib.sha256(), 0
        for line in passing(lines_of(model, connection.alias), advance):
            digest.update(line)
            count += 1
        member = bundle.manifest["members"][f"tables/{label(model)}.jsonl"]
        if (digest.hexdigest(), count) != (member["sha256"], bundle.manifest["tables"][label(model)]):
            raise bundle.damaged(f"the table {label(model)} does not come back as it was")
