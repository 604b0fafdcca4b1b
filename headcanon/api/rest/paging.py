"""Lists, a page at a time: each answer says where the next one begins, in a word that means nothing to whoever asks."""

from typing import Annotated
from urllib.parse import urlencode

from ninja import Path, Query

BIGGEST = 2**63 - 1
# Keys of lists are whole numbers below 2⁶²; see core/random_ids.py.
A_KEY = r"^([0-9]{0,18}|[1-4][0-9]{18})$"
A_NAME = r"^[^\x00]*$"
A_MOMENT = r"^([0-9]{1,17}-[0-9]{1,18})?$"
WHAT_IT_IS = "Where the list goes on, as `next` of the page before this one says."

# What addresses are made of.
Id = Annotated[int, Path(ge=1, le=BIGGEST)]
Name = Annotated[str, Path(min_length=1, max_length=200, pattern=r"^[^\x00/]+$")]
Cursor = Annotated[str, Query(pattern=A_KEY, description=WHAT_IT_IS)]
CursorOfNames = Annotated[str, Query(max_length=400, pattern=A_NAME, description=WHAT_IT_IS)]
CursorOfMoments = Annotated[str, Query(pattern=A_MOMENT, description=WHAT_IT_IS)]
Lift = Annotated[str, Query(pattern="^(yes)?$", description='"yes" to be shown what is covered.')]
Agreed = Annotated[str, Query(pattern="^(true)?$", description='"true" for a guest who wishes to see adult stories.')]


def key_in(cursor):
    """None on the first page."""
    return int(cursor) if cursor else None


def going_on(request, place):
    """The address of the next page, or None."""
    if place is None:
        return None
    asked = [(name, value) for name, values in request.GET.lists() if name != "cursor" for value in values]
    return f"{request.path}?{urlencode([*asked, ('cursor', place)])}"
