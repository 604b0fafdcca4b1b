"""Who she is and how she wishes to have it: pen names, preferences, whom she keeps away."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from headcanon.accounts import blocking
from headcanon.accounts.joining import take_pen_name
from headcanon.accounts.models import FormerName, Preferences, fold
from headcanon.accounts.pen_names import MOST_NAMES, add_pen_name, refuse_unfit
from headcanon.accounts.trusting import trust
from headcanon.canon.models import Canon, Instalment
from headcanon.canon.progress import NOT_BEGUN, with_steps
from headcanon.core.editions import pages_changed
from headcanon.core.looks import look_of
from headcanon.core.viewing import Viewer
from headcanon.following.models import Desk, Hearing
from headcanon.headcanons.models import AskWishes
from headcanon.ops.arrivals.takeout_columns import lines_told, plain, rows_told, taken, text_of
from headcanon.reading.models import Habits
from headcanon.reviews.models import AuthorWishes
from headcanon.reviews.wishing import wish_always


def bring_person(arriving):
    profile = arriving.file.told("profile.json")
    arriving.once("person", arriving.file.user_name.lower(), lambda: arriving.person.pk)
    for _place, said in rows_told(profile.get("pen_names")):
        if name := " ".join(text_of(said, "name").split())[:80]:
            arriving.once(
                "pen-name", fold(name)[:60], lambda name=name, said=said: bring_pen_name(arriving, name, said)
            )
    arriving.names = {fold(pseud.name): pseud for pseud in arriving.person.pseuds.all()}
    arriving.once("settings", "profile", lambda: bring_preferences(arriving, profile))
    for member, kept in (("blocked", blocking.block), ("muted", blocking.mute)):
        bring_people(arriving, f"profile.json/{member}", profile.get(member), kept)


# --- Names ---------------------------------------------------------------------------------------------------------


def bring_pen_name(arriving, name, said):
    """One that somebody else would be taken for is not hers to bring: what stands under it stands under her usual one."""
    person = arriving.person
    pseud = person.pseuds.filter(key=fold(name)).first()
    try:
        pseud = pseud or named(arriving, name)
    except ValidationError as refused:
        arriving.say(
            _("The pen name “%(name)s” was not taken: %(why)s") % {"name": name, "why": " ".join(refused.messages)}
        )
        arriving.carry("profile.json/pen_names", said, position=99)
        return None
    if not pseud.about and isinstance(said.get("about"), str):
        pseud.about = plain(said["about"])
        pseud.save(update_fields=["about"])
    for _place, key in lines_told(said.get("was_called")):
        key = fold(key)[:160]
        if key and key != pseud.key and not is_called(person, key):
            FormerName.objects.create(pseud=pseud, user=person, key=key)
    pages_changed()
    return pseud.pk


def named(arriving, name):
    if not arriving.is_vouched:
        return add_pen_name(arriving.person, name)
    refuse_unfit(name)
    if arriving.person.pseuds.count() >= MOST_NAMES:
        raise ValidationError(_("%d pen names are the most that can be listed.") % MOST_NAMES)
    return take_pen_name(arriving.person, name)


def is_called(person, key):
    return FormerName.objects.filter(user=person, key=key).exists() or person.pseuds.filter(key=key).exists()


# --- Settings ------------------------------------------------------------------------------------------------------


def bring_preferences(arriving, profile):
    """Where she has said something here already, that holds."""
    person, told = arriving.person, arriving.file.told
    preferences = profile.get("preferences")
    preferences = preferences if isinstance(preferences, dict) else {}
    settle(arriving, Preferences, preferences)
    if look := str(look_of(text_of(preferences, "look"))):
        person.look = person.look or look
    person.save(update_fields=["look"])
    news, headcanons, reviews = told("news.json"), told("headcanons.json"), told("reviews.json")
    settle(arriving, Hearing, news.get("mail"))
    for _place, desk in rows_told(news.get("desk")):
        settle(arriving, Desk, desk)
    settle(arriving, Habits, {"keeps_history": told("reading.json").get("keeps_history")})
    settle(arriving, AskWishes, headcanons.get("takes_asks"))
    settle(arriving, AuthorWishes, reviews.get("wishes"), wish_always)


def settle(arriving, model, said, keep=lambda row: row.save()):
    """A row where she has said something else there than what holds for somebody who has said nothing."""
    usual = model(person=arriving.person)
    values = taken(model, said) if isinstance(said, dict) else {}
    differs = any(getattr(usual, name) != value for name, value in values.items())
    if differs and not model.objects.filter(person=arriving.person).exists():
        keep(model(person=arriving.person, **values))


def bring_people(arriving, member, names, keep):
    """Whom she blocks, mutes or trusts, where that person is here without a doubt."""

    def near_or_far(place, name):
        other = arriving.someone(name)
        if other is None or other == arriving.person:
            arriving.carry(member, name, place)
            return None
        keep(arriving.person, other)
        return other.pk

    for place, name in lines_told(names):
        arriving.once(member[-20:], name.lower()[:60], lambda place=place, name=name: near_or_far(place, name))


def bring_trust(arriving):
    bring_people(arriving, "reviews.json/trusted", arriving.file.told("reviews.json").get("trusted"), trust)


# --- How far she has come ------------------------------------------------------------------------------------------


def bring_canons(arriving):
    """What she suggested for lines, and put in order, belongs to the lines of the other archive."""
    told = arriving.file.told("canons.json")
    for place, said in rows_told(told.get("how_far")):
        names = [text_of(said, name) for name in ("fandom", "canon", "instalment")]
        arriving.once(
            "how-far", f"{place}", lambda place=place, said=said, names=names: step(arriving, place, said, *names)
        )
    for member in ("suggested", "put_in_order"):
        carry_all(arriving, f"canons.json/{member}", told.get(member))


def step(arriving, place, said, fandom, canon, instalment):
    found = canon_called(fandom, canon)
    last = found and instalment and Instalment.objects.filter(canon=found, name=instalment).first()
    if found is None or (instalment and last is None):
        arriving.carry("canons.json/how_far", said, place)
        return None
    person = arriving.person
    person.canons_read = with_steps(Viewer(person), {found.pk: last.pk if last else NOT_BEGUN})
    person.save(update_fields=["canons_read"])
    return found.pk


def canon_called(fandom, canon):
    """None also where two are called so."""
    found = list(Canon.objects.filter(fandom__key=fold(fandom), name=canon, is_gone=False)[:2])
    return found[0] if len(found) == 1 else None


def carry_all(arriving, member, rows):
    """What only the other archive could have made, kept as it was told."""

    def do():
        for place, said in enumerate(rows if isinstance(rows, list) else ()):
            arriving.carry(member, said, place)
        return 0  # not to be tried again

    arriving.once("carried", member[:60], do)
