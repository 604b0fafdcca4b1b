"""For a takeout: the columns of a row."""

from headcanon.ops.tables import as_json, columns

# What the archive reckons for itself.
RECKONED = ("newest_key", "clean_version", "begun_with")


def told_of(row, *without):
    """Every column of a row, by its name."""
    names = [field.attname for field in columns(row) if field.attname not in (*without, *RECKONED)]
    return {name: as_json(getattr(row, name)) for name in names}
