"""From what a takeout tells to columns of tables: whatever does not fit its column is left out, never stored."""

import datetime
from functools import cache

from django.core.exceptions import ValidationError
from django.db import connection, models
from django.utils import timezone

from headcanon.core.fields import ProseField
from headcanon.ops.arrivals.takeout_file import plain
from headcanon.ops.tables import columns

AHEAD = {"publish_at", "ends_at", "until"}  # moments that may be still to come
LONGEST_PROSE = 40_000_000  # letters


class Misfit(Exception):
    """A value that its column cannot hold."""


def rows_told(said):
    """The objects of a list, each with its place in it; what is no object is no row."""
    return (
        [(place, each) for place, each in enumerate(said) if isinstance(each, dict)] if isinstance(said, list) else []
    )


def lines_told(said):
    return (
        [(place, plain(each)) for place, each in enumerate(said) if isinstance(each, str)]
        if isinstance(said, list)
        else []
    )


def text_of(said, name):
    value = said.get(name)
    return plain(value) if isinstance(value, str) else ""


def number_of(said, name):
    """A whole number that any key can be, or None."""
    value = said.get(name)
    return value if type(value) is int and 0 <= value < 2**63 else None


def moment_of(said, name):
    try:
        return moment(said.get(name), name)
    except Misfit:
        return timezone.now()


@cache
def fields_of(model):
    return {field.attname: field for field in columns(model) if not field.primary_key}


def taken(model, said, *, only=(), without=()):
    """The columns of `model` that `said` has, as they can be stored: `only` these, or all but keys and those `without`."""
    names = only or [name for name, field in fields_of(model).items() if not field.is_relation]
    values = {}
    for name in names:
        if name in said and name not in without:
            try:
                values[name] = fitted(fields_of(model)[name], said[name])
            except Misfit:
                continue
    return values


def fitted(field, value):
    """Raises Misfit."""
    if value is None:
        if not field.null:
            raise Misfit
        return None
    if field.choices and value not in [choice for choice, _label in field.flatchoices]:
        raise Misfit
    if isinstance(field, models.BooleanField):
        return of_type(value, bool)
    if isinstance(field, models.IntegerField):
        return within(field, of_type(value, int))
    if isinstance(field, models.DateTimeField):
        return moment(value, field.attname)
    if isinstance(field, ProseField):
        return plain(of_type(value, str))[:LONGEST_PROSE]
    if isinstance(field, models.CharField | models.TextField):
        return valid(field, plain(of_type(value, str)))
    raise Misfit


def of_type(value, kind):
    if type(value) is not kind:
        raise Misfit
    return value


def within(field, value):
    least, most = connection.ops.integer_field_range(field.get_internal_type())
    if not max(least, 0) <= value <= most:
        raise Misfit
    return value


def valid(field, value):
    value = value[: field.max_length] if field.max_length else value
    try:
        field.run_validators(value)
    except ValidationError:
        raise Misfit from None
    return value


def moment(value, name):
    """None of what has happened lies in the time to come: a story dated so would stand first in every list for ever."""
    try:
        said = datetime.datetime.fromisoformat(of_type(value, str))
        said = said if said.tzinfo else said.replace(tzinfo=datetime.UTC)
        said = said.astimezone(datetime.UTC)
    except (ValueError, OverflowError):
        raise Misfit from None
    if said.year < 1900 or said.year > 2999:
        raise Misfit
    return said if name in AHEAD else min(said, timezone.now())


def day(value):
    try:
        said = datetime.date.fromisoformat(of_type(value, str))
    except ValueError:
        raise Misfit from None
    if said.year < 1900 or said > timezone.now().date():
        raise Misfit
    return said
