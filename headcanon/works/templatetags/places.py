"""`{% place_sentence place %}`: where a story stands, in words; what its reader has not come to yet is covered."""

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from headcanon.works.models import Placement

register = template.Library()

Relation = Placement.Relation
SENTENCES = {
    Relation.BEFORE: gettext_noop("Before {event}"),
    Relation.DURING: gettext_noop("During {event}"),
    Relation.AFTER: gettext_noop("After {event}"),
    Relation.BETWEEN: gettext_noop("Between {event} and {until}"),
    Relation.DIVERGES: gettext_noop("Leaves canon at {event}"),
    Relation.OUTSIDE: gettext_noop("Outside canon"),
}
LEAVES_AND_SAYS = gettext_noop("Leaves canon at {event}: {says}")


@register.simple_tag(takes_context=True)
def place_sentence(context, place):
    """From a place as works/places.py gives it: what is covered is not in it, unless its page shows it `lifted`."""
    covers = not context.get("lifted")
    names = {
        "event": named(place.event, place.canon, covers and place.is_covered),
        "until": named(place.until, place.canon, covers and place.until_is_covered),
    }
    if place.departure and not (covers and place.is_covered):
        says = format_html('<span class="place-says" dir="auto">{}</span>', place.departure.says)
        return format_html(_(LEAVES_AND_SAYS), says=says, **names)
    return format_html(_(SENTENCES[place.relation]), **names)


def named(event, canon, is_covered):
    if event is None:
        return ""
    if is_covered:
        return covered_name(event.pk)
    return format_html('<a href="{}" dir="auto">{}</a>', event_address(event.pk, canon), event.title)


@register.simple_tag
def covered_name(number):
    """A bar of hatching in place of a name; how long it is means nothing."""
    return format_html(
        '<span class="covered-name is-{}"><span class="unseen">{}</span></span>',
        number * 7 % 5,
        _("something you have not come to yet"),
    )


@register.simple_tag
def event_address(number, canon):
    return reverse("event", args=[canon.fandom.slug, number])
