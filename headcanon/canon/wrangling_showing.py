"""What was done, in words: for the record, which names everything that an act was about."""

from dataclasses import dataclass

from headcanon.canon.models import Fandom, Tag
from headcanon.canon.wrangling_deeds import Deed


@dataclass
class Line:
    """An act, the subject it was done to, and the others that its sentence names."""

    act: object
    subject: object
    others: list

    @property
    def label(self):
        return Deed(self.act.kind).label if self.act.kind in Deed.values else self.act.kind

    @property
    def can_be_undone(self):
        return self.act.undone_at is None and self.act.kind != Deed.NAME

    @property
    def is_at_work(self):
        return self.act.works_done < self.act.works_to_do


def lines_of(acts):
    """In two queries for any number of acts."""
    acts = list(acts)
    named = {act.pk: named_by(act) for act in acts}
    wanted = {Tag: set(), Fandom: set()}
    for model, ids in named.values():
        wanted[model] |= set(ids)
    known = {model: model.objects.in_bulk(ids) if ids else {} for model, ids in wanted.items()}
    lines = []
    for act in acts:
        model, ids = named[act.pk]
        others = [known[model][pk] for pk in ids if pk in known[model]]
        lines.append(Line(act, act.tag or act.fandom, others))
    return lines


def named_by(act):
    """(model, the ids of what it put the subject to, or took it from)"""
    model, pk = (Tag, act.tag_id) if act.tag_id else (Fandom, act.fandom_id)
    if act.kind in (Deed.SYNONYM, Deed.SPLIT):
        half = act.after if act.kind == Deed.SYNONYM else act.before
        return model, [half["subjects"][str(pk)]["canonical_id"]]
    if act.kind in (Deed.UNDER, Deed.NOT_UNDER):
        half = act.after if act.kind == Deed.UNDER else act.before
        return model, [ancestor for ancestor, _descendant in half["ties"]]
    if act.kind in (Deed.BELONGS, Deed.NOT_BELONGS):
        half = act.after if act.kind == Deed.BELONGS else act.before
        return Fandom, [fandom for _tag, fandom in half["fandoms"]]
    return model, act.after.get("may_mean", [])
