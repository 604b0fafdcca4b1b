"""What a work is about, as its author types it: names with commas between them, for each kind of thing.

Who types a name that is known already means that one; the work shows the archive's spelling, and keeps hers.
"""

from headcanon.accounts.models import fold
from headcanon.canon.models import Tag
from headcanon.canon.naming import NAME_LENGTH, fandoms_named, names_in, tags_for
from headcanon.works.counting import recount_subjects_later
from headcanon.works.models import Tagging, WorkFandom

Kind = Tag.Kind
# Fields of names, in the order in which a page shows them: which kind, and whether they are what the story is about.
TAG_FIELDS = {
    "warnings": (Kind.WARNING, True),
    "categories": (Kind.CATEGORY, True),
    "relationships": (Kind.RELATIONSHIP, True),
    "side_relationships": (Kind.RELATIONSHIP, False),
    "characters": (Kind.CHARACTER, True),
    "side_characters": (Kind.CHARACTER, False),
    "tags": (Kind.FREEFORM, True),
}
SUBJECTS = ("fandoms", *TAG_FIELDS)


def typed_of(work):
    """What its author typed, by field: two queries."""
    return {field: ", ".join(names) for field, names in names_of(work).items()}


def names_of(work):
    """The same as lists. A warning or category is the archive's word, whatever it was called when it was chosen."""
    names = {field: [] for field in SUBJECTS}
    for link in WorkFandom.objects.filter(work=work):
        names["fandoms"].append(link.typed)
    fields = {place: field for field, place in TAG_FIELDS.items()}
    for tagging in Tagging.objects.filter(work=work).select_related("tag"):
        kind = tagging.tag.kind
        is_chosen = kind in (Kind.WARNING, Kind.CATEGORY)
        field = fields[kind, is_chosen or kind == Kind.FREEFORM or tagging.is_main]
        names[field].append(tagging.tag.name if is_chosen else tagging.typed)
    return names


def tell_what_it_is_about(work, typed):
    """Set its links to what was typed, by field; a field that is not in `typed` stays as it is."""
    known = names_of(work)
    names = {field: names_in(typed[field], known[field]) if field in typed else known[field] for field in SUBJECTS}
    fandoms = fandoms_named(names["fandoms"])
    relink(WorkFandom, "fandom", work, [(fandom, {}) for fandom in fandoms], names["fandoms"])
    places = [(*TAG_FIELDS[field], name) for field in TAG_FIELDS for name in names[field]]
    tags = {(tag.kind, tag.key): tag for tag in tags_for([[(kind, name) for kind, _, name in places]])[0]}
    # Named as main and as side: main.
    first = {(kind, fold(name[:NAME_LENGTH])): (is_main, name) for kind, is_main, name in reversed(places)}
    wanted = [key for key in dict.fromkeys((kind, fold(name[:NAME_LENGTH])) for kind, _, name in places)]
    relink(
        Tagging,
        "tag",
        work,
        [(tags[key], {"is_main": first[key][0]}) for key in wanted],
        [first[key][1] for key in wanted],
    )


def relink(model, field, work, wanted, names):
    """Exactly these links, in this order; those that stay keep their rows."""
    links = {getattr(link, f"{field}_id"): link for link in model.objects.filter(work=work)}
    new, kept = [], []
    for position, ((subject, more), name) in enumerate(zip(wanted, names, strict=True)):
        link = links.pop(subject.pk, None)
        (kept if link else new).append(link := link or model(work=work, **{field: subject}))
        said = {"typed": name[:NAME_LENGTH], "position": position, "newest_key": work.newest_key, **more}
        for attribute, value in said.items():
            setattr(link, attribute, value)
    model.objects.filter(pk__in=[link.pk for link in links.values()]).delete()
    model.objects.bulk_create(new)
    if kept:
        model.objects.bulk_update(kept, ["typed", "position", "newest_key", *wanted[0][1]], batch_size=100)
    if links:
        recount_subjects_later(model._meta.get_field(field).related_model, links)
