"""From the names people type to fandoms and tags; two processes that type the same name at once get the same row."""

from django.db import IntegrityError, transaction
from django.utils.text import slugify

from headcanon.accounts.models import fold
from headcanon.canon.models import Fandom, Tag

NAME_LENGTH = 200
SLUG_LENGTH = 100


def fandoms_named(names):
    """The fandoms called `names`, in their order, made where there are none."""
    return named(Fandom, {}, names)


def tags_named(kind, names):
    """The tags of `kind` called `names`, in their order, made where there are none."""
    return named(Tag, {"kind": kind}, names)


def named(model, fixed, names):
    by_key = {}
    for name in names:
        name = " ".join(name.split())[:NAME_LENGTH]
        if name:
            by_key.setdefault(fold(name), name)
    known = {subject.key: subject for subject in model.objects.filter(key__in=by_key, **fixed)}
    return [known.get(key) or make(model, fixed, key, name) for key, name in by_key.items()]


def make(model, fixed, key, name):
    for slug in slugs_for(name):
        try:
            with transaction.atomic():
                return model.objects.create(name=name, key=key, slug=slug, **fixed)
        except IntegrityError:
            made_meanwhile = model.objects.filter(key=key, **fixed).first()
            if made_meanwhile:
                return made_meanwhile


def slugs_for(name):
    """Slugs to try, the plainest first."""
    plain = slugify(name, allow_unicode=True)[:SLUG_LENGTH] or "tag"
    yield plain
    number = 2
    while True:
        yield f"{plain}-{number}"
        number += 1
