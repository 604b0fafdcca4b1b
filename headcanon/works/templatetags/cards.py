"""`{% story_cards works level=3 as cards %}`, then `{{ cards|of:work }}` for each: see headcanon/works/cards.py."""

from django import template

from headcanon.core.templatetags.pieces import filled, gather
from headcanon.works.cards import cards_of, with_links
from headcanon.works.templatetags.veils import covered_of, veils
from headcanon.works.veiling import NOTHING

register = template.Library()

TEMPLATE = "works/card.html"
SLOTS = ("card.facts", "card.place", "card.ways")


@register.simple_tag(takes_context=True)
def story_cards(context, works, level=2):
    """The cards of all `works`; whatever they need is asked for at once. `level` is their headings'."""
    return cards_of(list(works), context["viewer"], level, Drawn(context, level))


class Drawn:
    """Cards as they are drawn on one page."""

    def __init__(self, context, level):
        self.context, self.level = context, level

    def look_up(self, works):
        """Ask for what these works' cards show of other apps and what is covered of them; their authors are at hand."""
        veils(self.context, works)
        for slot in SLOTS:
            gather(self.context, slot, works)
        return works

    def is_covered(self, work):
        return covered_of(self.context, work) != NOTHING

    def whole(self, works):
        return self.drawn(works)

    def left_open(self, works):
        """With marks where something of other apps stands."""
        return self.drawn(works, left_open=SLOTS)

    def filled(self, card, work):
        with self.context.push(work=work, level=self.level):
            return filled(self.context, card, work)

    def drawn(self, works, **said):
        card = self.context.template.engine.get_template(TEMPLATE)
        return [self.one(card, work, said) for work in with_links(works)]

    def one(self, card, work, said):
        with self.context.push(work=work, level=self.level, **said):
            return card.render(self.context)


@register.filter
def of(cards, work):
    return cards[work.pk]
