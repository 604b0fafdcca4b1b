"""What pages of others are given of headcanons: a few about a canon, a tag or an event, or by an author, and the way to
ask her.
"""

from urllib.parse import urlencode

from django.urls import reverse

from headcanon.headcanons.asking import wishes_of
from headcanon.headcanons.finding import about, few_of, listed_for
from headcanon.headcanons.models import AskWishes


def few(headcanons, viewer, **said):
    """None where there is none that she may be shown; of what is covered there she learns on the page of all."""
    found = few_of(headcanons, viewer)
    way = f"{reverse('headcanons')}?{urlencode(said)}" if said else ""
    return {"few": found, "way": way} if found else None


def about_fandom(items, viewer):
    return {item.pk: few(about(listed_for(viewer, item), item), viewer, fandom=item.slug) for item in items}


def about_tag(items, viewer):
    return {item.pk: few(about(listed_for(viewer, item), item), viewer, tag=item.slug) for item in items}


def about_event(items, viewer):
    found = {item.pk: listed_for(viewer, item.canon.fandom).filter(event=item) for item in items}
    return {pk: few(of_it, viewer, event=pk) for pk, of_it in found.items()}


def by_pseud(items, viewer):
    """Under this pen name; what she has without one stands nowhere on her page, not even to herself."""
    found = listed_for(viewer).filter(is_anonymous=False)
    return {item.pk: few(found.filter(pseud=item), viewer) for item in items}


def ask_pseud(items, viewer):
    """The way to ask her, on the page of each of her names; not where she would rather not be asked."""
    found = {}
    for item in items:
        if item.user != viewer.person and wishes_of(item.user).takes != AskWishes.Takes.NOBODY:
            found[item.pk] = item.user.username
    return found
