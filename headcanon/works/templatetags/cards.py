"""`{% story_cards works level=3 as cards %}`, then `{{ cards|of:work }}` for each: see headcanon/works/cards.py."""

from django import template

from headcanon.core.templatetags.pieces import gather
from headcanon.works.cards import TEMPLATE, cards_of
from headcanon.works.templatetags.veils import veils

register = template.Library()

SLOTS = ("card.facts", "card.place", "card.ways")


@register.simple_tag(takes_context=True)
def story_cards(context, works, level=2):
    """The cards of all `works`; whatever they need is asked for at once. `level` is their headings'."""

    def render(some):
        veils(context, some)
        for slot in SLOTS:
            gather(context, slot, some)
        card = context.template.engine.get_template(TEMPLATE)
        return [rendered(card, context, work, level) for work in some]

    return cards_of(list(works), context["viewer"], level, render)


def rendered(card, context, work, level):
    with context.push(work=work, level=level):
        return card.render(context)


@register.filter
def of(cards, work):
    return cards[work.pk]
