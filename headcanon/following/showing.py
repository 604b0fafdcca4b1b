"""What pages of the apps below are given of this one: buttons, announcements, and a text box for the desk."""

import secrets

from headcanon.following.announcing import fresh
from headcanon.following.follows import followed_among
from headcanon.following.subjects import SUBJECTS


def button(name, thing, viewer, followed):
    """Data for following/pieces/button.html; None for her own."""
    subject = SUBJECTS[name]
    if subject.is_owned_by(thing, viewer.person):
        return None
    return {
        "subject": name,
        "called": subject.called(thing),
        "address": subject.address(thing),
        "is_followed": (name, thing.pk) in followed,
    }


def buttons_for(named, viewer):
    """One for each of these (name, thing), in one query for a member and none for a guest."""
    followed = set() if viewer.is_guest else followed_among(viewer.person, named)
    return buttons_among(named, viewer, followed)


def buttons_among(named, viewer, followed):
    return [made for name, thing in named if (made := button(name, thing, viewer, followed))]


def follow_buttons(name):
    """A slot's loader. Who stands on a pen name's page may follow its person too, whatever she writes as."""

    def load(items, viewer):
        named = {item.pk: [(name, item)] + ([("author", item.user)] if name == "pseud" else []) for item in items}
        everything = [each for some in named.values() for each in some]
        followed = set() if viewer.is_guest else followed_among(viewer.person, everything)
        found = {pk: buttons_among(some, viewer, followed) for pk, some in named.items()}
        return {pk: buttons for pk, buttons in found.items() if buttons}

    return load


def announcements_of(name):
    """A slot's loader: what she has said lately to those who follow her, under this pen name or any."""
    path = "pseud" if name == "pseud" else "pseud__user"

    def load(items, viewer):
        found = {}
        said = fresh().visible_to(viewer).of_somebody().filter(**{f"{path}__in": items}).order_by("-made_at")
        for each in said.select_related("pseud__user"):
            found.setdefault(each.pseud_id if name == "pseud" else each.pseud.user_id, []).append(each)
        return found

    return load


def stop_ways(works, viewer):
    """The kind stop: instead of asking for more under a work, follow whoever wrote it, whatever she writes as."""
    found = {}
    for work in works:
        people = {pseud.user_id: pseud for pseud in reversed(work.authors)}
        named = [("author", pseud.user) for pseud in people.values()]
        followed = set() if viewer.is_guest else followed_among(viewer.person, named)
        ways = [(button("author", pseud.user, viewer, followed), pseud) for pseud in people.values()]
        found[work.pk] = [way | {"called": pseud.name} for way, pseud in reversed(ways) if way] or None
    return found


def follow_link(works, viewer):
    """Under a story, one way to everything of it that can be followed; no question is asked for it."""
    return {work.pk: True for work in works if not work.is_draft and not work.is_by(viewer)}


def announce_form(items, viewer):
    return {"sent_with": secrets.token_urlsafe(24), "pseud": viewer.person.default_pseud}
