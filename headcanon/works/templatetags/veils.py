"""`{% veils works %}` and `{% covered_of work as covered %}`; the rule is in headcanon/works/veiling.py."""

from django import template

from headcanon.works.veiling import NOTHING, veils_of

register = template.Library()


@register.simple_tag(takes_context=True)
def veils(context, works):
    """Ask for all `works` at once what of them is covered for this reader; their cards then cost no query."""
    works = list(works)
    found = veils_of(works, context["viewer"])
    context["veils"] = {work.pk: found.get(work.pk, NOTHING) for work in works}
    return ""


@register.simple_tag(takes_context=True)
def covered_of(context, work):
    """What of it is covered; nothing on a page that shows it `lifted`."""
    if context.get("lifted"):
        return NOTHING
    known = context.get("veils", {})
    if work.pk not in known:
        known = {work.pk: NOTHING, **veils_of([work], context["viewer"])}
    return known[work.pk]
