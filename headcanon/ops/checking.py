"""Look for damage in an archive, also while it serves; --repair mends what can be mended without guessing."""

from headcanon.ops.archive import data_option, open_archive
from headcanon.ops.refusal import Refusal


def arguments(parser):
    data_option(parser)
    parser.add_argument("--repair", action="store_true", help="mend what can be mended, and say what cannot")


def run(options):
    open_archive(options.data)
    from django.db import DatabaseError

    try:
        refuse_other_versions()
        found, left = check(repair=options.repair)
        if not left:
            print(f"Everything is in order{' now' if found else ''}: {inventory()}.")
            return 0
    except DatabaseError as error:
        print(f"The database cannot be read ({str(error).strip()}). Restore the latest backup.")
        return 1
    print(advice(found, left, options.repair))
    return 1


def refuse_other_versions():
    """Columns that are not there yet, or not any more, would look like damage."""
    from django.db import connection
    from django.db.migrations.loader import MigrationLoader

    state = MigrationLoader(connection)
    if set(state.applied_migrations) != set(state.disk_migrations):
        raise Refusal(
            "this archive was last served by another version of Headcanon. Run `headcanon up` once, then check."
        )


def check(*, repair):
    """Print every finding; returns how many there were, and how many are left."""
    from headcanon.ops import findings, findings_of_ideas, findings_of_search

    found = left = 0
    for look in (*findings.CHECKS, *findings_of_ideas.CHECKS, *findings_of_search.CHECKS):
        # All of a check's findings before the first repair: SQLite lets nobody write in the middle of a long look.
        for finding in list(look()):
            found += 1
            mended = repair and finding.repair is not None
            if mended:
                finding.repair()
            else:
                left += 1
            print(finding.says + (" Repaired." if mended else ""), flush=True)
    return found, left


def advice(found, left, repairing):
    if repairing:
        return f"{found:,} found, {left:,} of them beyond repair here; a backup may hold what is missing."
    return f"{found:,} found. `headcanon check --repair` mends what can be mended."


def inventory():
    from headcanon.works.models import Chapter, Original, Work

    works, chapters, originals = (model.objects.count() for model in (Work, Chapter, Original))
    return f"{works:,} works, {chapters:,} chapters, {originals:,} originals"
