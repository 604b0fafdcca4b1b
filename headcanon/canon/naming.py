"""From the names people type to fandoms and tags; two processes that type the same name at once get the same row."""

import re

from django.utils.text import slugify

from headcanon.accounts.looking_alike import NOT_SEEN
from headcanon.accounts.models import fold
from headcanon.canon.models import Fandom, Tag

NAME_LENGTH = 200
SLUG_LENGTH = 100
# The fields that say which one is meant; the key is the name, folded.
IDENTITY = {Fandom: ("key",), Tag: ("kind", "key")}
# What a person may type between two names, in any script.
COMMAS = ",\uff0c\u3001\u060c\n"


def names_in(typed, known=()):
    """The names in what was typed, each once; one that is `known` may have a comma in it."""
    whole = sorted((name for name in known if set(name) & set(COMMAS)), key=len, reverse=True)
    pattern = "|".join([*(rf"{re.escape(name)}(?=\s*(?:[{COMMAS}]|\Z))" for name in whole), rf"[^{COMMAS}]+"])
    names = {}
    for found in re.finditer(rf"[\s{COMMAS}]*({pattern})", typed):
        name = " ".join(found[1].split())
        if NOT_SEEN.sub("", name):
            names.setdefault(fold(name[:NAME_LENGTH]), name)
    return list(names.values())


def fandoms_named(names):
    """The fandoms called `names`, in their order, made where there are none."""
    return fandoms_for([names])[0]


def fandoms_for(lists):
    """The same for each of these lists of names, in as many statements as for one."""
    return named(Fandom, [[(name,) for name in names] for names in lists])


def tags_named(kind, names):
    """The tags of `kind` called `names`, in their order, made where there are none."""
    return tags_for([[(kind, name) for name in names]])[0]


def tags_for(lists):
    """The same for each of these lists of (kind, name), in as many statements as for one."""
    return named(Tag, lists)


def named(model, lists):
    lists = [by_identity(typed) for typed in lists]
    names = {}
    for each in lists:
        names = each | names
    known = find(model, names)
    missing = {identity: name for identity, name in names.items() if identity not in known}
    known |= make(model, missing)
    return [[known[identity] for identity in each] for each in lists]


def by_identity(typed):
    """Each name once, as it was first typed; a blank one names nothing."""
    names = {}
    for *kind, name in typed:
        name = " ".join(name.split())[:NAME_LENGTH]
        if name:
            names.setdefault((*kind, fold(name)), name)
    return names


def find(model, identities):
    if not identities:
        return {}
    fields = IDENTITY[model]
    columns = zip(fields, zip(*identities, strict=True), strict=True)
    rows = model.objects.filter(**{f"{field}__in": set(values) for field, values in columns})
    found = {tuple(getattr(row, field) for field in fields): row for row in rows}
    return {identity: row for identity, row in found.items() if identity in identities}


def make(model, names):
    """New ones, by whichever process; where a slug is another's already, the next one is tried."""
    slugs = {identity: slugs_for(name) for identity, name in names.items()}
    made = {}
    while len(made) < len(names):
        waiting = {identity: name for identity, name in names.items() if identity not in made}
        model.objects.bulk_create(
            (new(model, identity, name, next(slugs[identity])) for identity, name in waiting.items()),
            ignore_conflicts=True,
        )
        made |= find(model, waiting)
    return made


def new(model, identity, name, slug):
    return model(name=name, slug=slug, **dict(zip(IDENTITY[model], identity, strict=True)))


def slugs_for(name):
    """Slugs to try, the plainest first."""
    plain = slugify(name, allow_unicode=True)[:SLUG_LENGTH] or "tag"
    yield plain
    number = 2
    while True:
        yield f"{plain}-{number}"
        number += 1
