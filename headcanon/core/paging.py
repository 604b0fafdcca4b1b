"""Long lists, a page at a time, by key: page 500 costs what page 1 does."""

import re
from dataclasses import dataclass

PAGE_SIZE = 20
A_KEY = re.compile(r"[0-9]{1,19}")
A_NAME = re.compile(r"[^\0]{1,400}")


@dataclass
class Page:
    """`items` of one page; `newer` and `older` are the keys that the neighbouring pages begin behind, or None."""

    items: list
    newer: int | None = None
    older: int | None = None

    def __iter__(self):
        return iter(self.items)

    def __len__(self):
        return len(self.items)


def page_of(queryset, *, key, behind=None, before=None, size=PAGE_SIZE, is_rising=False):
    """The page of `queryset` whose `key` lies behind, or before, the one named.

    `key` is a field's name: unique, and descending unless the list `is_rising`. `behind` and `before` are its values,
    at most one of them given.
    """
    onward, backward = ("gt", "lt") if is_rising else ("lt", "gt")
    if before is not None:
        found = queryset.filter(**{f"{key}__{backward}": before}).order_by(f"-{key}" if is_rising else key)
        items = list(reversed(found[: size + 1]))
        more_newer, more_older = len(items) > size, True
        items = items[-size:]
    else:
        if behind is not None:
            queryset = queryset.filter(**{f"{key}__{onward}": behind})
        items = list(queryset.order_by(key if is_rising else f"-{key}")[: size + 1])
        more_newer, more_older = behind is not None, len(items) > size
        items = items[:size]
    if not items:
        return Page([])
    return Page(
        items,
        newer=getattr(items[0], key) if more_newer else None,
        older=getattr(items[-1], key) if more_older else None,
    )


def keys_from(request):
    """`behind` and `before` as the address gives them; nonsense counts as nothing."""
    return {name: int(value) for name, value in places_in(request, A_KEY).items()}


def names_from(request):
    """The same, where the key is a name."""
    return places_in(request, A_NAME)


def places_in(request, pattern):
    given = {name: request.GET.get(name, "") for name in ("behind", "before")}
    return {name: value for name, value in given.items() if pattern.fullmatch(value)}
