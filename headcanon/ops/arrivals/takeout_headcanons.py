"""Her headcanons with what was said of them, and what she thinks and says of others'."""

from headcanon.canon.models import Tag
from headcanon.canon.naming import fandoms_named, tags_for
from headcanon.core.editions import pages_changed
from headcanon.core.random_ids import newest_key
from headcanon.headcanons.counting import recount_later
from headcanon.headcanons.models import (
    CLAIM_LENGTH,
    Belief,
    Headcanon,
    HeadcanonFandom,
    HeadcanonTag,
    Remark,
    Writing,
)
from headcanon.headcanons.posting import MOST_NAMES
from headcanon.headcanons.words import tidy
from headcanon.manuscript.clean import clean
from headcanon.ops.arrivals.takeout_columns import lines_told, moment_of, number_of, rows_told, taken, text_of
from headcanon.ops.arrivals.takeout_person import canon_called, carry_all
from headcanon.ops.arrivals.takeout_received import token

State = Headcanon.State
COLUMNS = ("is_anonymous", "is_spoiler", "state", "answer", "answered_at", "is_hidden", "made_at", "edited_at")
SAID = ("text", "made_at", "edited_at", "is_hidden", "is_gone")


def bring_headcanons(arriving):
    told = arriving.file.told("headcanons.json")
    hers = {number_of(said, "id"): text_of(said, "pen_name") for _place, said in rows_told(told.get("remarks"))}
    for _place, said in rows_told(told.get("headcanons")):
        if old_id := number_of(said, "id"):
            arriving.once("headcanon", old_id, lambda said=said, old_id=old_id: headcanon(arriving, old_id, said, hers))
    carry_all(arriving, "headcanons.json/asked_of_her", told.get("asked_of_her"))
    for member, put in (("believes", believe), ("writing", write), ("remarks", remark)):
        for place, said in rows_told(told.get(member)):
            key = number_of(said, "id") if member == "remarks" else number_of(said, "headcanon_id")
            if not (member == "remarks" and arriving.has("remark", key)):
                arriving.once(
                    member,
                    f"{key} {text_of(said, 'pen_name')}"[:60],
                    lambda said=said, place=place, put=put, member=member: think(arriving, member, put, said, place),
                )


def headcanon(arriving, old_id, said, hers):
    claim = tidy(text_of(said, "claim"))[:CLAIM_LENGTH]
    if not claim:
        return None
    asked_of, event = asked(arriving, said), event_of(said)
    row = Headcanon(
        pk=arriving.free_number(Headcanon, old_id), pseud=arriving.pen_name(text_of(said, "pen_name")), claim=claim,
        event=event, asked_of=asked_of, sent_with=token(arriving, "headcanon", old_id),
        **taken(Headcanon, said, only=COLUMNS),
    )  # fmt: skip
    if row.state == State.ASKED:
        row.answered_at = None
    row.newest_key = newest_key(row.made_at, row.pk)
    row.save(force_insert=True)
    about(row, said)
    unplaced = {name: said[name] for name in left_over(said, asked_of, event) if name in said}
    if unplaced:
        arriving.carry("headcanons.json/headcanons", unplaced, thing=row.pk)
    for place, each in rows_told(said.get("talk")):
        talk(arriving, row, each, hers, place)
    recount_later(row.pk)
    if row.is_posted:
        pages_changed()
    arriving.count["headcanons"] += 1
    return row.pk


def asked(arriving, said):
    """Who was asked is asked again by nobody but herself; that she was is kept where the archivist vouches."""
    name = text_of(said, "asked_of")
    return arriving.someone(name) if name and arriving.is_vouched else None


def event_of(said):
    from headcanon.ops.arrivals.takeout_works import event_called

    line = said.get("event_of")
    canon = canon_called(text_of(line, "fandom"), text_of(line, "canon")) if isinstance(line, dict) else None
    return canon and event_called(canon, text_of(said, "event"))


def left_over(said, asked_of, event):
    if text_of(said, "asked_of") and asked_of is None:
        yield "asked_of"
    if text_of(said, "event") and event is None:
        yield from ("event", "event_of")


def about(row, said):
    fandoms = [typed for _place, typed in lines_told(said.get("fandoms"))][:MOST_NAMES]
    tags = [
        (text_of(each, "kind"), text_of(each, "typed"))
        for _place, each in rows_told(said.get("tags"))
        if text_of(each, "kind") in Tag.Kind.values
    ][:MOST_NAMES]
    link(HeadcanonFandom, "fandom", row, [(name, fandoms_named([name])) for name in fandoms])
    link(HeadcanonTag, "tag", row, [(name, tags_for([[(kind, name)]])[0]) for kind, name in tags])


def link(model, field, row, named):
    things = {}
    for typed, found in named:
        for thing in found:
            things.setdefault(thing, typed)
    model.objects.bulk_create(
        model(headcanon=row, typed=typed[:200], position=place, newest_key=row.newest_key, **{field: thing})
        for place, (thing, typed) in enumerate(things.items())
    )


# --- What is said --------------------------------------------------------------------------------------------------


def talk(arriving, row, said, hers, place):
    """What others said keeps its place without a name: nobody here said it. The name is kept, for the next takeout."""
    old_id = number_of(said, "id")
    if old_id is None or arriving.has("remark", old_id):
        return
    made = say(arriving, row, said, arriving.pen_name(hers[old_id]) if old_id in hers else None)
    if old_id not in hers and text_of(said, "by"):
        arriving.carry("headcanons.json/talk", {"by": text_of(said, "by")}, thing=made.pk)


def say(arriving, row, said, pseud):
    old_id = number_of(said, "id")
    above = arriving.new("remark", number_of(said, "thread_id"))
    made = Remark(
        headcanon=row, pseud=pseud, thread=Remark.objects.filter(pk=above, headcanon=row).first() if above else None,
        is_anonymous=row.is_anonymous and pseud is not None and pseud.user_id == row.pseud.user_id,
        sent_with=token(arriving, "remark", old_id), **taken(Remark, said, only=SAID),
    )  # fmt: skip
    made.text = clean(made.text)
    made.save()
    arriving.note("remark", old_id, made.pk)
    return made


# --- Of others' ----------------------------------------------------------------------------------------------------


def think(arriving, member, put, said, place):
    found = arriving.headcanon(number_of(said, "headcanon_id"), text_of(said, "claim"))
    pk = found and put(arriving, found, said)
    if pk is None:
        arriving.carry(f"headcanons.json/{member}", said, place)
    else:
        recount_later(found.pk)
    return pk


def believe(arriving, found, said):
    moment = moment_of(said, "made_at")
    return Belief.objects.get_or_create(headcanon=found, person=arriving.person, defaults={"made_at": moment})[0].pk


def write(arriving, found, said):
    pseud = arriving.pen_name(text_of(said, "pen_name"))
    moment = moment_of(said, "made_at")
    return Writing.objects.get_or_create(headcanon=found, pseud=pseud, defaults={"made_at": moment})[0].pk


def remark(arriving, found, said):
    """On a headcanon of somebody else it speaks to her: only the archivist brings that."""
    if not (arriving.is_vouched or found.is_by(arriving.viewer)) or number_of(said, "id") is None:
        return None
    return say(arriving, found, said, arriving.pen_name(text_of(said, "pen_name"))).pk
