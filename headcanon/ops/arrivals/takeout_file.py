"""A takeout that comes in: a file that anybody may have written. What it holds is checked before anything is believed."""

import json
import re
from collections import defaultdict

from headcanon.ops.bundle import Bundle, has_members
from headcanon.ops.refusal import Refusal

LARGEST_JSON = 64 * 2**20
LARGEST_FILE = 512 * 2**20  # an original or a picture; each is held in memory once
A_WORK = re.compile(r"works/([^/]+)/(.+)", re.DOTALL)
USER_NAME = re.compile(r"[A-Za-z0-9_]{1,40}")
AN_ID = re.compile(r"[0-9a-f]{16,64}")


DEEPEST = 60


class Unreadable(Exception):
    """A member says something else than takeouts say; the message is a sentence about it."""


class Takeout(Bundle):
    names_of_members = re.compile(r"\w[\w. -]*(/\w[\w. -]*)*", re.ASCII)

    def __init__(self, path, *, called=""):
        self.called = called or path.name
        super().__init__(path)

    def damaged(self, why):
        return Refusal(
            f"{self.called} cannot be taken in: {why}. Nothing was written; make the takeout anew and bring that one."
        )

    def is_well_formed(self, manifest):
        name = manifest.get("user_name")
        return has_members(manifest) and isinstance(name, str) and USER_NAME.fullmatch(name)

    @property
    def user_name(self):
        return self.manifest["user_name"]

    @property
    def origin(self):
        """Which archive it comes from, as that one calls itself; of a takeout that does not say, only itself."""
        said = self.manifest.get("archive")
        said = said.get("id") if isinstance(said, dict) else None
        if isinstance(said, str) and AN_ID.fullmatch(said):
            return said
        return self.manifest["members"].get("profile.json", {}).get("sha256", "")[:64] or "unknown"

    def verify(self):
        for name in self.manifest["members"]:
            for _ in self.chunks(name):
                pass

    def works(self):
        """{folder: the names of the members in it, behind the folder}, in the order of their writing."""
        found = defaultdict(list)
        for name in self.manifest["members"]:
            if parts := A_WORK.fullmatch(name):
                found[parts[1]].append(parts[2])
        return found

    def has(self, name):
        return name in self.manifest["members"]

    def data(self, name, largest=LARGEST_FILE):
        if self.manifest["members"][name]["size"] > largest:
            raise Unreadable(f"{name} is larger than any that Headcanon writes")
        return b"".join(self.chunks(name))

    def told(self, name, kind=dict):
        """What a JSON member says; an empty one of its kind where there is none. Raises Unreadable."""
        if not self.has(name):
            return kind()
        try:
            said = storable(json.loads(self.data(name, LARGEST_JSON), parse_constant=no_number))
        except (ValueError, RecursionError):
            raise Unreadable(f"{name} is not what Headcanon writes there") from None
        if not isinstance(said, kind):
            raise Unreadable(f"{name} is not what Headcanon writes there")
        return said


def no_number(_constant):
    """NaN and its like are no JSON."""
    raise ValueError


def plain(text):
    """Without what no database holds: a letter's half, a zero."""
    return text.encode("utf-8", "ignore").decode().replace("\0", "")


def storable(said):
    """The same, with all its texts made plain, in place; level by level, so no depth is too deep. Raises ValueError for
    what is nested deeper than anything that Headcanon writes."""
    level = [said]
    for _depth in range(DEEPEST):
        level = [inner for outer in level for inner in made_plain(outer)]
        if not level:
            return said
    raise ValueError


def made_plain(outer):
    """Answers with what is nested in it."""
    if isinstance(outer, dict):
        pairs = [(plain(key), value) for key, value in outer.items()]
        outer.clear()
        outer.update(pairs)
    places = (
        list(outer.items()) if isinstance(outer, dict) else list(enumerate(outer)) if isinstance(outer, list) else []
    )
    for place, value in places:
        if isinstance(value, str):
            outer[place] = plain(value)
    return [value for _place, value in places if isinstance(value, dict | list)]
