"""The cards of a list, all at once. Those that guests are shown are kept in memory: the pages of lists are many and change
with every address, and the same stories stand on them.
"""

import hashlib

from django.core.cache import caches
from django.db.models import prefetch_related_objects
from django.utils.translation import get_language

from headcanon.core.editions import current_edition
from headcanon.core.page_cache import KEPT_FOR
from headcanon.works.models import Work
from headcanon.works.visibility import on_a_card

TEMPLATE = "works/card.html"


def cards_of(works, viewer, level, render):
    """{work's id: its card} as this viewer is shown it. `render` makes those of some works, with their links at hand, in
    a list; it is asked once, and for a guest only for those that are not kept."""
    if not viewer.is_guest:
        return dict(zip([work.pk for work in works], made(works, render), strict=True))
    edition = current_edition()
    keys = {work.pk: key_of(work, viewer, edition, level) for work in works}
    kept = caches["cards"].get_many(keys.values())
    missing = [work for work in works if keys[work.pk] not in kept]
    new = {keys[work.pk]: card for work, card in zip(missing, made(missing, render), strict=True)}
    caches["cards"].set_many(new, timeout=KEPT_FOR)
    cards = kept | new
    return {pk: cards[key] for pk, key in keys.items()}


def made(works, render):
    return render(with_links(works)) if works else []


def with_links(works):
    """These works, with what `with_card` fetches."""
    prefetch_related_objects(works, *on_a_card(Work))
    return works


def key_of(work, viewer, edition, level):
    """Of one edition; and of the row itself, which was read before the edition was looked up and may be older. All else
    that stands on a card is read later."""
    row = [getattr(work, field.attname) for field in work._meta.concrete_fields]
    said = repr((edition, viewer.cache_key, get_language(), level, row))
    return hashlib.blake2b(said.encode(), digest_size=16).hexdigest()
