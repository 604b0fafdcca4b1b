"""The rows of any table as lines of JSON that say the same whichever database holds them."""

import base64
import datetime
import json
from itertools import islice

from django.core.management.color import no_style
from django.db import models

from headcanon.core.fields import ProseField, StoryHTML

# Who is signed in where is nobody's to keep: a stolen backup opens no session. Files that are being made, or are to go,
# are not in a backup, so what is noted about them is not either. What tells a day's readers apart goes with the day.
LEFT_OUT = {
    "sessions.session", "usersessions.usersession", "core.unwantedfile", "ops.takeout", "ops.bringing", "reading.footprint",
    "reading.salt",
}  # fmt: skip
BATCH = 500


class UnreadableRow(Exception):
    """A line that is no row of its table."""


def kept_models(apps):
    """Every table of ours, join tables too; `apps` is Django's registry, as it is or as a migration left it."""
    every = apps.get_models(include_auto_created=True)
    managed = (model for model in every if model._meta.managed and not model._meta.proxy)
    return sorted((model for model in managed if model._meta.label_lower not in LEFT_OUT), key=label)


def label(model):
    return model._meta.label_lower


def columns(model):
    return [field for field in model._meta.concrete_fields if not field.generated]


def lines_of(model, using):
    """Each row, in the order of its key, as a line of UTF-8."""
    names = [field.attname for field in columns(model)]
    rows = model._base_manager.using(using).order_by("pk").values_list(*names)
    for row in rows.iterator(chunk_size=BATCH):
        said = dict(zip(names, map(as_json, row), strict=True))
        yield json.dumps(said, ensure_ascii=False, sort_keys=True).encode() + b"\n"


def as_json(value):
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode()
    if isinstance(value, datetime.datetime):
        return value.astimezone(datetime.UTC).isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    return value


def load(model, lines, connection):
    """Insert the rows, word for word: nothing is cleaned, dated or numbered anew. Returns how many there were."""
    fields = columns(model)
    statement = insertion(model, fields, connection)
    rows = (row_of(line, fields, connection) for line in lines)
    count = 0
    with connection.cursor() as cursor:
        while batch := list(islice(rows, BATCH)):
            cursor.executemany(statement, batch)
            count += len(batch)
    return count


def insertion(model, fields, connection):
    quote = connection.ops.quote_name
    names = ", ".join(quote(field.column) for field in fields)
    values = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({names}) VALUES ({values})"


def row_of(line, fields, connection):
    try:
        said = json.loads(line)
        if said.keys() != {field.attname for field in fields}:
            raise UnreadableRow
        return [field.get_db_prep_save(from_json(field, said[field.attname]), connection) for field in fields]
    except Exception as error:  # a line that somebody else wrote can fail in any way
        raise UnreadableRow from error


def from_json(field, value):
    if value is None:
        return None
    if isinstance(field, models.BinaryField):
        return base64.b64decode(value, validate=True)
    if isinstance(field, models.DateTimeField):
        return datetime.datetime.fromisoformat(value)
    if isinstance(field, models.DateField):
        return datetime.date.fromisoformat(value)
    return StoryHTML(value) if isinstance(field, ProseField) else value


def go_on_counting(model_list, connection):
    """After rows came in with their keys, let the database number the next one after them."""
    with connection.cursor() as cursor:
        for statement in connection.ops.sequence_reset_sql(no_style(), model_list):
            cursor.execute(statement)
