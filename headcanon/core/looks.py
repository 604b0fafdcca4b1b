"""How pages look to a reader: what she may choose, and the short string in which it is kept.

The string holds what differs from the usual, in any order, parted by full stops: `sepia.clear.size-4`. Every choice is a
word of its own, so that none needs the name of what it answers. A guest's is a cookie, a member's stands in her row.
"""

from dataclasses import asdict, dataclass, replace
from functools import cached_property, lru_cache

A_YEAR = 60 * 60 * 24 * 365  # seconds
LOOK_COOKIE = "look"
THEME_COOKIE = "theme"  # from when paper was all that could be chosen; it holds one of our words
USUAL = "usual"  # said by a member who wants it so on every device, whatever one of them has in a cookie

CHOICES = {
    "theme": ("system", "light", "dark", "sepia"),
    "face": ("serif", "sans", "clear"),
    "size": ("size-1", "size-2", "size-3", "size-4", "size-5"),
    "measure": ("narrow", "medium", "wide"),
    "lines": ("close", "even", "airy"),
    "paragraphs": ("indented", "spaced"),
    "edges": ("ragged", "justified"),
    "notes": ("open", "folded"),
}
ANSWERS = {word: name for name, words in CHOICES.items() for word in words}


@dataclass(frozen=True)
class Look:
    theme: str = "system"
    face: str = "serif"
    size: str = "size-2"
    measure: str = "medium"
    lines: str = "even"
    paragraphs: str = "indented"
    edges: str = "ragged"
    notes: str = "open"

    def __str__(self):
        return ".".join(self.unusual.values())

    @cached_property
    def unusual(self):
        """What differs from the usual, by name; <html> says it."""
        usual = asdict(Look())
        return {name: word for name, word in asdict(self).items() if word != usual[name]}

    def chosen(self, answers):
        """With what a form says; what it leaves out, or says that is no choice, stays as it was."""
        return replace(self, **{name: answers[name] for name in CHOICES if answers.get(name) in CHOICES[name]})


@lru_cache(maxsize=1_000)
def look_of(said):
    """The look that a string says; words that are none of ours say nothing."""
    return Look(**{ANSWERS[word]: word for word in said.split(".") if word in ANSWERS})


def look_kept(request, person=None):
    """A member's own; else what this device has kept."""
    cookies = request.COOKIES
    mine = person.look if person else ""
    return look_of(mine or cookies.get(LOOK_COOKIE, "") or cookies.get(THEME_COOKIE, ""))


def keep_look(request, response, look):
    """With the member, so that it follows her from device to device; for a guest in one cookie."""
    person = request.viewer.person
    if person:
        person.look = str(look) or USUAL
        person.save(update_fields=["look"])
    if person or not str(look):
        response.delete_cookie(LOOK_COOKIE)
    else:
        response.set_cookie(
            LOOK_COOKIE, str(look), max_age=A_YEAR, samesite="Lax", httponly=True, secure=request.is_secure()
        )
    if THEME_COOKIE in request.COOKIES:
        response.delete_cookie(THEME_COOKIE)
    return response
