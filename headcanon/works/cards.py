"""The cards of a list, all at once. They are kept in memory: the pages of lists are many and change with every address,
and the same stories stand on them.

A guest's are kept whole. Of a member's is kept what all members are shown; what is for her alone, as how far she has
read, stands in slots that are left open in it. Where something is covered for her, the whole card is hers alone.
"""

import hashlib

from django.core.cache import caches
from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from headcanon.core.editions import current_edition
from headcanon.core.page_cache import KEPT_FOR
from headcanon.works.models import Work
from headcanon.works.visibility import on_a_card


def cards_of(works, viewer, level, drawn):
    """{work's id: its card} as this viewer is shown it. `drawn` (templatetags/cards.py) draws them; its `look_up` takes a
    fixed number of queries for any number of works."""
    keys = keys_of(works, viewer, level)
    if viewer.is_guest:
        return kept(works, keys, lambda missing: drawn.whole(drawn.look_up(with_authors(missing))))
    if not works:
        return {}
    drawn.look_up(with_authors(works))
    alone = [work for work in works if drawn.is_covered(work)]
    others = [work for work in works if not drawn.is_covered(work)]
    common = kept(others, keys, drawn.left_open)
    cards = dict(zip([work.pk for work in alone], drawn.whole(alone), strict=True))
    return cards | {work.pk: drawn.filled(common[work.pk], work) for work in others}


def kept(works, keys, draw):
    """{work's id: what is kept of its card}; `draw` makes that for some works, in a list, if any is missing."""
    known = caches["cards"].get_many([keys[work.pk] for work in works])
    missing = [work for work in works if keys[work.pk] not in known]
    new = dict(zip([keys[work.pk] for work in missing], draw(missing), strict=True)) if missing else {}
    caches["cards"].set_many(new, timeout=KEPT_FOR)
    cards = known | new
    return {work.pk: cards[keys[work.pk]] for work in works}


def with_links(works):
    """These works, with what `with_card` fetches."""
    prefetch_related_objects(works, *on_a_card(Work))
    return works


def with_authors(works):
    """The same, but of what is linked to them only who wrote them."""
    prefetch_related_objects(works, *on_a_card(Work, ["authorships"]))
    return works


def keys_of(works, viewer, level):
    """{work's id: under what its card is kept}: of one edition, and of the row itself, which was read before the edition
    was looked up and may be older. All else that stands on a card is read later."""
    said = (current_edition(), viewer.cache_key, get_language(), level)
    return {work.pk: hashlib.blake2b(repr((said, row_of(work))).encode(), digest_size=16).hexdigest() for work in works}


def row_of(work):
    return [getattr(work, field.attname) for field in work._meta.concrete_fields]
