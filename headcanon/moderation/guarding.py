"""How the database itself refuses to change what is on the trail.

A row of `Act` can be added and nothing else. A `Telling` can go, with the person that it is about, and lose what it
points to; its words cannot become others. Emptying the whole database (`flush`) is the one way around it, and what
changes the trail's tables by making them anew must guard them again: so it is done after every migration.
"""

from contextlib import contextmanager

from django.db import transaction

ACTS, TELLINGS = "moderation_act", "moderation_telling"
KEPT = "act_id, whom_id, words, salt"

# name: when it fires
REFUSALS = {
    "no_act_is_changed": f"BEFORE UPDATE ON {ACTS}",
    "no_act_is_deleted": f"BEFORE DELETE ON {ACTS}",
    "no_telling_is_changed": f"BEFORE UPDATE OF {KEPT} ON {TELLINGS}",
}
SAYS = "What was done stays on the trail."

SQLITE = "CREATE TRIGGER {name} {when} BEGIN SELECT RAISE(ABORT, '{says}'); END"
POSTGRESQL = "CREATE TRIGGER {name} {when} FOR EACH ROW EXECUTE FUNCTION stays_on_the_trail()"
FUNCTION = (
    "CREATE OR REPLACE FUNCTION stays_on_the_trail() RETURNS trigger LANGUAGE plpgsql AS "
    f"$$ BEGIN RAISE EXCEPTION '{SAYS}'; END $$"
)
STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D'",
}


def missing_guards(connection):
    """The names of those that somebody took away."""
    with connection.cursor() as cursor:
        cursor.execute(STANDING[connection.vendor])
        return sorted(REFUSALS.keys() - {name for (name,) in cursor.fetchall()})


def guard(connection):
    """Put up what is missing."""
    missing = missing_guards(connection)
    with connection.cursor() as cursor:
        if missing and connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for name in missing:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_its_table(connection, name)}")
            made = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
            cursor.execute(made.format(name=name, when=REFUSALS[name], says=SAYS))


def on_its_table(connection, name):
    """In PostgreSQL a trigger's name belongs to its table."""
    return f" ON {REFUSALS[name].rpartition(' ')[2]}" if connection.vendor == "postgresql" else ""


def take_down(connection):
    with connection.cursor() as cursor:
        for name in REFUSALS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{on_its_table(connection, name)}")


@contextmanager
def unguarded(connection):
    """For emptying everything; a kill meanwhile leaves it as it was."""
    with transaction.atomic(using=connection.alias):
        take_down(connection)
        yield
        guard(connection)
