"""What can be asked of /works, as the OpenAPI document says it: the words of the search page's address."""

from headcanon.discovery.asking import SORTS
from headcanon.discovery.filters import HIDDEN, IDS, KINDS, MARKS, RANGES, YES_OR_NO


def parameter(name, says, **schema):
    said = {"name": name, "in": "query", "required": False, "description": says, "schema": schema}
    return {**said, "style": "form", "explode": True} if schema["type"] == "array" else said


def several(name, says):
    return parameter(name, says, type="array", items={"type": "string"})


SEARCH_PARAMETERS = [
    parameter("q", "Words, “phrases”, -exclusions and fields, as in the search box.", type="string"),
    *(several(name, "Any that has this.") for name in MARKS),
    *(several(f"no-{name}", "None that has this.") for name in MARKS if name != "by"),
    *(parameter(f"{name}-match", "Each of several, or any of them.", type="string") for name in KINDS),
    *(parameter(name, "An id.", type="string") for name in IDS),
    *(parameter(name, " or ".join(known), type="string") for name, known in YES_OR_NO.items()),
    *(
        parameter(f"{name}-{end}", "A whole number, or a day as 2026-01-31.", type="string")
        for name in RANGES
        for end in ("from", "to")
    ),
    several("hide", f"With a token: {' or '.join(HIDDEN)}, what you have read or given kudos."),
    parameter("sort", ", ".join(SORTS), type="string"),
]
