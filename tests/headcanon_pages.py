"""The pages of headcanons: posted, asked and talked about, with names and without, covered, hidden and long."""

from django.urls import reverse

from headcanon.core.outbox import drain
from headcanon.following.follows import follow
from headcanon.headcanons import asking, believing, writing
from headcanon.headcanons.models import AskWishes, Headcanon
from headcanon.headcanons.tests.having import asked, had, on_the_line, remarked
from headcanon.moderation.tests.things import reported
from headcanon.reading.models import Shelf
from headcanon.reading.shelved_headcanons import put
from headcanon.works.growing import grow_from
from tests import cast


def grow(ana, rae, work, number):
    """So many headcanons by different people, with as many remarks, asks of Ana, lines on shelves and news of Rae's."""
    had_by = [cast.person(f"Hod{n}") for n in range(number + 1)]
    made = [had(each, f"Lamp {n}", is_anonymous=n % 2 == 1) for n, each in enumerate(had_by)]
    first = made[0]
    thread = remarked(first, rae, "Is it so?")
    for n, each in enumerate(had_by):
        remarked(first, each, f"Yes, {n} times.")
        remarked(first, each, f"And again, {n}.", answers=thread)
        asked(each, ana, f"Ask {n}")
        asked(each, rae, f"Ask {n}")
    for shelf in Shelf.objects.order_by("pk")[:2]:
        for each in made:
            put(each, [shelf], person=shelf.person)
    grow_from(work, [each.pk for each in made], person=ana)
    for each in made:
        believing.believe(each, ana)
        follow(rae, "headcanon", each)
        reported("headcanon", each, by=ana)
    drain()
    return first


def visits(ana, bea, long):
    """Name → (who, address); a story of Ana's and Bea's grew from one."""
    tam, sol = cast.person("Tam"), cast.person("Sol")
    event = on_the_line("The lamp <goes> out", fandom="Greek myth")
    one = had(tam, 'Hero kept a <second> lamp, & "never" lit it.', event=event)
    had(ana, "The tower had no door on the side of the sea. " * 12, is_anonymous=True, event=event)
    covered = had(ana, "She drowns too.", is_spoiler=True)
    for n in range(22):
        had(sol, f"Lamp {n} was lit by somebody else.")
    for person in (ana, bea):
        believing.believe(one, person)
        writing.begin(one, person)
    first = remarked(one, bea, "So she *hoped* to be found without it?\n\n> never lit it")
    for n in range(5):
        remarked(one, tam, f"Yes, {n} times.", answers=first)
    waiting = asked(bea, ana, "What the lamp saw.", is_anonymous=True)
    answered = asked(bea, ana, "What the <sea> kept.")
    asking.decline(answered, "I am deep in <another> sea.")
    AskWishes.objects.create(person=sol, takes="nobody")
    shelf = Shelf.objects.create(person=bea, name="Lamps", sight="everyone", pseud=bea.default_pseud)
    for each in (one, covered):
        put(each, [shelf], person=bea, note="For a <cold> night.")
    grow_from(long, [one.pk], person=ana)
    drain()
    hidden = had(tam, "Hidden words.")
    Headcanon.objects.filter(pk=hidden.pk).update(is_hidden=True)
    talk, lists = reverse("headcanon-talk", args=[one.pk]), reverse("headcanons")
    return {
        "headcanons": [
            (None, lists), (ana, f"{lists}?show=never"), (None, f"{lists}?show=believed"),
            (None, f"{lists}?event={event.pk}"),
        ],
        "headcanon": [
            *((who, one.get_absolute_url()) for who in (None, ana, tam)),
            (None, covered.get_absolute_url()), (tam, hidden.get_absolute_url()),
            (ana, waiting.get_absolute_url()), (bea, waiting.get_absolute_url()), (bea, answered.get_absolute_url()),
        ],
        "headcanon-new": [(ana, f"{reverse('headcanon-new')}?event={event.pk}"), (tam, reverse("headcanon-new"))],
        "headcanon-edit": [(tam, reverse("headcanon-edit", args=[one.pk]))],
        "headcanon-talk": [(None, talk), (tam, talk)],
        "headcanon-shelve": [(bea, reverse("headcanon-shelve", args=[one.pk]))],
        "remark": [(None, first.get_absolute_url()), (bea, first.get_absolute_url())],
        "remark-new": [(ana, reverse("remark-new", args=[one.pk]))],
        "remark-reply": [(ana, reverse("remark-reply", args=[first.pk]))],
        "remark-edit": [(bea, reverse("remark-edit", args=[first.pk]))],
        "asks": [(ana, reverse("asks")), (bea, f"{reverse('asks')}?show=by-me"), (tam, reverse("asks"))],
        "ask": [(bea, reverse("ask", args=["Ana"])), (bea, reverse("ask", args=["Sol"]))],
        "ask-wishes": [(ana, reverse("ask-wishes"))],
        "follow-headcanon": [(ana, reverse("follow-headcanon", args=[one.pk]))],
        "shelf-headcanons": [(who, reverse("shelf-headcanons", args=[shelf.pk])) for who in (None, bea)],
    }  # fmt: skip
