"""Long lists, a page at a time, by key: page 500 costs what page 1 does."""

import re
from dataclasses import dataclass

PAGE_SIZE = 20
A_KEY = re.compile(r"[0-9]{1,19}")


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


def page_of(queryset, *, key, behind=None, before=None, size=PAGE_SIZE):
    """The page of `queryset` whose `key` (unique, descending) lies behind, or before, the one named.

    `key` is a field's name; `behind` and `before` are its values, at most one of them given.
    """
    if before is not None:
        items = list(reversed(queryset.filter(**{f"{key}__gt": before}).order_by(key)[: size + 1]))
        more_newer, more_older = len(items) > size, True
        items = items[-size:]
    else:
        if behind is not None:
            queryset = queryset.filter(**{f"{key}__lt": behind})
        items = list(queryset.order_by(f"-{key}")[: size + 1])
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
    given = {name: request.GET.get(name, "") for name in ("behind", "before")}
    return {name: int(value) for name, value in given.items() if A_KEY.fullmatch(value)}
