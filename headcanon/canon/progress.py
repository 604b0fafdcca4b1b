"""How far a reader says she has come in a canon, by its instalments: a cookie of a guest's, a column of a member's.

Both hold pairs of a canon's number and an instalment's, "12-340.15-0"; 0 says that she has not begun. What she has said
nothing of is not in it.
"""

from headcanon.core.looks import A_YEAR
from headcanon.core.viewing import CANONS_COOKIE

MOST_CANONS = 50
NOT_BEGUN = 0


def progress_of(viewer):
    """{canon's number: the number of the instalment up to which she knows it, that one included}"""
    pairs = (pair.split("-") for pair in viewer.canons_read.split(".") if pair)
    return {int(canon): int(instalment) for canon, instalment in pairs}


def with_progress(viewer, canon_id, instalment_id):
    """What is to be kept when she says how far she has come; None for `instalment_id` says nothing any more. The canon
    that she spoke of last stands last, and of too many the first is forgotten."""
    return with_steps(viewer, {canon_id: instalment_id})


def with_steps(viewer, steps):
    """The same for several canons, {canon's number: instalment's}; what she said before of one stays in its place."""
    said = progress_of(viewer)
    for canon, instalment in steps.items():
        if said.get(canon) != instalment:
            said.pop(canon, None)
            if instalment is not None:
                said[canon] = instalment
    return ".".join(f"{canon}-{instalment}" for canon, instalment in list(said.items())[-MOST_CANONS:])


def keep_progress(request, response, said):
    """With the member; for a guest in a cookie."""
    person = request.viewer.person
    if person:
        person.canons_read = said
        person.save(update_fields=["canons_read"])
    elif said:
        response.set_cookie(
            CANONS_COOKIE, said, max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    else:
        response.delete_cookie(CANONS_COOKIE)
    return response
