"""Numbers that stand beside a thing, counted after the fact in batches: how they are reckoned, put right and waited for.

Who has such numbers names a queue of the outbox, and annotates its rows with what is true.
"""

from django.db import connection
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from headcanon.core.editions import pages_changed
from headcanon.core.models import OutboxRow


def number_of(rows, link, what="pk"):
    """How many different `what` these rows have for the thing that `link` leads to, as an expression on things."""
    of_one = rows.filter(**{link: OuterRef("pk")}).order_by().values(link)
    return Coalesce(Subquery(of_one.annotate(all=Count(what, distinct=True)).values("all")), 0)


def put_right(model, things, numbers):
    """`numbers` says which column takes which attribute of these things. Those columns alone are written: whoever saves
    a thing meanwhile is not overwritten."""
    rows = [[*(getattr(thing, true) for true in numbers.values()), thing.pk] for thing in things]
    if not rows:
        return
    # One statement for all of them: `bulk_update` takes twenty times as long for many thousands.
    table, *columns = map(connection.ops.quote_name, [model._meta.db_table, *numbers])
    said = ", ".join(f"{column} = %s" for column in columns)
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {said} WHERE id = %s", rows)
    pages_changed()


def settled(model, queue):
    """The things that do not wait to be counted."""
    return model.objects.exclude(pk__in=OutboxRow.objects.filter(queue=queue).values("subject"))
