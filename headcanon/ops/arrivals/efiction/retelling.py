"""After the mapping was changed: stories that came before say what it says now, unless somebody has written there since."""

from django.db import transaction

from headcanon.accounts.models import fold
from headcanon.canon.models import Fandom, Tag
from headcanon.canon.ratings import rating_from
from headcanon.manuscript.model import Manuscript
from headcanon.ops.arrivals.efiction import mapping
from headcanon.ops.models import Arrived
from headcanon.works.counting import recount_subjects_later
from headcanon.works.manuscripts import tags_typed, tell_what_they_are_about
from headcanon.works.models import Tagging, Work, WorkFandom
from headcanon.works.publishing import announce_change

AT_ONCE = 100
LONGEST_ID = Arrived._meta.get_field("old_id").max_length


def tell_anew(staged, track, meanings):
    """How many stories say something else now."""
    ids = [(int(sid), pk) for sid, pk in track.of("story").items() if pk]
    return sum(tell_piece(staged, ids[start : start + AT_ONCE], meanings) for start in range(0, len(ids), AT_ONCE))


@transaction.atomic
def tell_piece(staged, ids, meanings):
    works = Work.objects.filter(version=1).with_card().in_bulk([pk for _, pk in ids])
    changed = [work for sid, pk in ids if pk in works and tell(staged, sid, work := works[pk], meanings)]
    announce_change(*[work for work in changed if not work.is_draft])
    return len(changed)


def tell(staged, sid, work, meanings):
    story = next(iter(staged.rows("SELECT * FROM stories WHERE sid = ?", sid)), None)
    if story is None:
        return False
    manuscript = Manuscript()
    mapping.apply(meanings, story, manuscript)
    if said_by(manuscript) == standing_on(work):
        return False
    for model, name in ((WorkFandom, "fandom"), (Tagging, "tag")):
        links = model.objects.filter(work=work)
        recount_subjects_later(model._meta.get_field(name).related_model, list(links.values_list(name, flat=True)))
        links.delete()
    tell_what_they_are_about([(work, manuscript)])
    work.rating = rating_from(manuscript.rating)
    work.save(update_fields=["rating_sign"])
    return True


def said_by(manuscript):
    tags = {(kind, fold(name)) for kind, name in tags_typed(manuscript)}
    return {fold(name) for name in manuscript.fandoms}, tags, rating_from(manuscript.rating)


def standing_on(work):
    tags = {(tagging.tag.kind, fold(tagging.typed)) for tagging in work.taggings.all()}
    return {fold(link.typed) for link in work.work_fandoms.all()}, tags, work.rating


@transaction.atomic
def keep_names(track, meanings):
    """What categories, classes and characters are called here, for the old addresses of their lists."""
    names = {word: name_of(meaning) for word, meaning in meanings.items() if meaning.becomes in mapping.SUBJECTS}
    rows = {(Fandom, None, key): pk for key, pk in those_called(Fandom, names).values_list("key", "pk")}
    rows |= {(Tag, kind, key): pk for kind, key, pk in those_called(Tag, names).values_list("kind", "key", "pk")}
    now = {f"{what}/{model}": {} for what in mapping.WORDS for model in ("fandom", "tag")}
    for (what, old), name in names.items():
        if name in rows and what in mapping.WORDS and len(old) <= LONGEST_ID:
            now[f"{what}/{name[0]._meta.model_name}"][old] = rows[name]
    for kind, pairs in now.items():
        if pairs != track.of(kind):
            track.forget(kind)
            track.note(kind, pairs.items())


def name_of(meaning):
    """(Fandom or Tag, its kind, its key)"""
    if meaning.becomes == "fandom":
        return Fandom, None, fold(meaning.called)
    return Tag, Tag.Kind.FREEFORM if meaning.becomes == "tag" else meaning.becomes, fold(meaning.called)


def those_called(model, names):
    return model.objects.filter(key__in={key for kind, _, key in names.values() if kind is model})
