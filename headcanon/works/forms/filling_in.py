"""What stands in a work's form as it opens: what the work says, or what was typed and not saved."""

from django import forms

from headcanon.works.drafting import first_of
from headcanon.works.revisions import WORK_PROSE
from headcanon.works.subjects import SUBJECTS

# Single ones, each a yes or a no.
BOXES = ("may_index", "lists_recommendations", "is_spoiler", "veils_warnings")


def initial_of(work, said):
    plain = ("title", "language", "rating", "status", "planned_chapters", "origin_kind", "origin_text")
    gifts = work.gifts.filter(refused_at=None).values_list("name", flat=True)
    return {
        **{name: getattr(work, name) for name in (*plain, "audience", "reviewers", *BOXES, *WORK_PROSE)},
        **{name: said[name] if name in ("warnings", "categories") else ", ".join(said[name]) for name in SUBJECTS},
        "gifts": ", ".join(gifts),
    }


def filled_in(fields, typed):
    """What a form says that was sent as a whole: of boxes only those that are ticked are sent."""
    lists = [name for name, field in fields.items() if isinstance(field, forms.MultipleChoiceField)]
    is_whole = "audience" in typed
    said = {name: typed[name] for name in fields if name in typed}
    for name in lists:
        value = said.get(name, [])
        if is_whole or name in said:
            said[name] = [value] if isinstance(value, str) else value
    if is_whole:
        said |= {name: name in typed for name in BOXES}
    return {
        name: first_of(value) if isinstance(value, list) and name not in lists else value
        for name, value in said.items()
    }
