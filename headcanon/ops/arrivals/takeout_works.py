"""Her works: everything that there was of each, in one transaction."""

import re

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from headcanon.canon.models import NOT_RATED, Event, Rating, Tag
from headcanon.canon.naming import fandoms_for, tags_for
from headcanon.canon.ratings import rating_from
from headcanon.core.random_ids import newest_key
from headcanon.ops.arrivals.takeout_columns import Misfit, day, number_of, rows_told, taken, text_of
from headcanon.ops.arrivals.takeout_file import Unreadable
from headcanon.ops.arrivals.takeout_files import bring_original, bring_pictures
from headcanon.ops.arrivals.takeout_growing import bring_growth, bring_related
from headcanon.ops.arrivals.takeout_person import canon_called
from headcanon.ops.arrivals.takeout_received import bring_received
from headcanon.ops.arrivals.takeout_texts import bring_chapters, bring_revisions, bring_working_copies
from headcanon.ops.models import Carried
from headcanon.reading.models import WorkDay
from headcanon.works.about import a_key
from headcanon.works.models import Authorship, CoauthorRequest, Gift, Tagging, Work, WorkFandom
from headcanon.works.placing import place
from headcanon.works.publishing import announce_change

A_FOLDER = re.compile(r"([0-9]{1,10})-")
A_KEY = re.compile(r"[A-Za-z0-9_-]{16,32}")
# What the archive reckons, or gives out, itself.
RECKONED = {
    "words", "chapter_count", "kudos_count", "review_count", "read_count", "announcement", "newest_key", "clean_version",
    "begun_with",
}  # fmt: skip


def bring_works(arriving, advance):
    works = arriving.file.works()
    for number, (folder, members) in enumerate(works.items()):
        advance(number, len(works))
        old_id = A_FOLDER.match(folder)
        try:
            if not old_id or "work.json" not in members:
                raise Unreadable(f"works/{folder} holds no work")
            bring_or_find(arriving, int(old_id[1]), folder, members)
        except Unreadable as complaint:
            arriving.say(_("%s. The rest was taken in.") % complaint)
            arriving.count["failed"] += 1


def bring_or_find(arriving, old_id, folder, members):
    if arriving.has("work", old_id):
        arriving.count["here already"] += 1
        return
    told = arriving.file.told(f"works/{folder}/work.json")
    if here := same_work(arriving, old_id, told):
        arriving.once("work", old_id, lambda: join_in(arriving, here, told, old_id))
        arriving.count["here already"] += 1
        return
    arriving.once("work", old_id, lambda: bring_work(arriving, old_id, told, f"works/{folder}", members).pk)
    arriving.count["works"] += 1


def same_work(arriving, old_id, told):
    """Hers, from when she took it out here; or one that she wrote with somebody whose takeout was brought before."""
    hers = Work.objects.filter(pk=old_id, authorships__pseud__user=arriving.person).first() if old_id < 2**31 else None
    if hers and hers.made_at == taken(Work, told, only=["made_at"]).get("made_at"):
        return hers
    if arriving.is_vouched and (pk := arriving.brought_by_others("work", old_id)):
        return Work.objects.filter(pk=pk).first()
    return None


def join_in(arriving, work, told, old_id):
    """Her name comes back to a work that came with somebody else's takeout."""
    names = [text_of(each, "pen_name") for _place, each in authors_told(told) if is_she(arriving, each)]
    for name in names:
        Authorship.objects.get_or_create(
            work=work, pseud=arriving.pen_name(name), defaults={"position": work.authorships.count()}
        )
    for row in Carried.objects.filter(work=work, member="work.json/authors"):
        if isinstance(row.told, dict) and is_she(arriving, row.told):
            row.delete()
    arriving.note("ties", old_id, work.pk)
    announce_change(work)
    return work.pk


def bring_work(arriving, old_id, told, folder, members):
    work = Work(pk=arriving.free_number(Work, old_id), **columns_of(told), rating=rating_of(told))
    if work.audience == Work.Audience.LINK and not A_KEY.fullmatch(work.link_token):
        work.link_token = a_key()
    if work.state == Work.State.POSTED and work.posted_at is None:
        work.posted_at = work.revised_at
    work.newest_key = newest_key(work.revised_at, work.pk)
    work.save(force_insert=True)
    bring_authors(arriving, work, told)
    bring_subjects(work, told)
    addresses = bring_pictures(arriving, work, told, folder, members)
    reread(work, addresses)
    chapters = bring_chapters(arriving, work, folder, members, addresses)
    bring_revisions(arriving, work, folder, members, chapters, addresses)
    bring_working_copies(arriving, work, folder, members, chapters, addresses)
    bring_original(arriving, work, folder, members)
    bring_ties(arriving, work, told)
    bring_days(arriving, work, told)
    bring_received(arriving, work, arriving.file.told(f"{folder}/reviews.json"), chapters)
    announce_change(work)
    return work


def columns_of(told):
    said = taken(Work, told, without=RECKONED)
    if said.get("trashed_at") is None:
        said.pop("trashed_at", None)
    return said


def rating_of(told):
    """By its key, or by its name in an archive that has others; what this archive does not know is not rated here."""
    key, name = text_of(told, "rating"), text_of(told, "rating_name")
    if key and Rating.objects.filter(key=key).exists():
        return key
    return rating_from(name) if name else NOT_RATED


def reread(work, addresses):
    """Its own texts, with its pictures where they are now."""
    if addresses:
        for name in ("summary", "disclaimer", "notes_before", "notes_after"):
            setattr(work, name, addresses.moved(str(getattr(work, name))))
        work.save(update_fields=["summary", "disclaimer", "notes_before", "notes_after"])


# --- By whom, about what -------------------------------------------------------------------------------------------


def authors_told(told):
    return rows_told(told.get("authors"))


def is_she(arriving, said):
    return text_of(said, "user_name").casefold() == arriving.file.user_name.casefold()


def bring_authors(arriving, work, told):
    """Nobody is named as an author because a file says so: who is here is asked, and who is not is kept with the work."""
    for position, said in authors_told(told):
        if is_she(arriving, said):
            pseud = arriving.pen_name(text_of(said, "pen_name"))
            Authorship.objects.get_or_create(work=work, pseud=pseud, defaults={"position": position})
            continue
        arriving.carry("work.json/authors", said, position, work=work)
        name = text_of(said, "pen_name")[:80]
        arriving.say(
            _("“%(work)s” was written with %(name)s, who is not named here before she agrees.")
            % {"work": work, "name": name}
        )
        ask(arriving, work, said)
    if not Authorship.objects.filter(work=work).exists():
        Authorship.objects.create(work=work, pseud=arriving.person.default_pseud)


def ask(arriving, work, said):
    other = arriving.someone(text_of(said, "user_name"))
    if other is None or not arriving.is_vouched:
        return
    pseud = other.pseuds.filter(name=text_of(said, "pen_name")).first() or other.default_pseud
    CoauthorRequest.objects.get_or_create(work=work, pseud=pseud, defaults={"asked_by": arriving.person})


def bring_subjects(work, told):
    named = [(text_of(said, "typed") or text_of(said, "name"), {}) for _place, said in rows_told(told.get("fandoms"))]
    link(WorkFandom, "fandom", work, fandoms_for, [((name,), more) for name, more in named])
    kinds = set(Tag.Kind.values)
    tags = [
        (
            (text_of(said, "kind"), text_of(said, "typed") or text_of(said, "name")),
            {"is_main": said.get("is_main") is True},
        )
        for _place, said in rows_told(told.get("tags"))
        if text_of(said, "kind") in kinds
    ]
    link(Tagging, "tag", work, tags_for, tags)


def link(model, field, work, find, named):
    """In their order, each as it was typed."""
    seen = set()
    for position, (identity, more) in enumerate(named):
        found = find([[identity if len(identity) > 1 else identity[0]]])[0]
        for subject in found:
            if subject.pk not in seen:
                seen.add(subject.pk)
                model.objects.create(
                    work=work, typed=identity[-1][:200], position=position, newest_key=work.newest_key,
                    **{field: subject}, **more,
                )  # fmt: skip


# --- What it is tied to --------------------------------------------------------------------------------------------


def bring_ties(arriving, work, told):
    for _place, said in rows_told(told.get("gifts")):
        if name := text_of(said, "name")[:80]:
            Gift.objects.get_or_create(work=work, name=name, defaults=taken(Gift, said, without=["name"]))
    for position, said in rows_told(told.get("asked_to_be_authors")):
        arriving.carry("work.json/asked_to_be_authors", said, position, work=work)
    for position, said in rows_told(told.get("places")):
        if not stands(work, said):
            arriving.carry("work.json/places", said, position, work=work)


def stands(work, said):
    """Whether it has its place on a line of this archive."""
    canon = canon_called(text_of(said, "fandom"), text_of(said, "canon"))
    if canon is None:
        return False
    event, until = (event_called(canon, text_of(said, name)) for name in ("event", "until"))
    if (said.get("event") and event is None) or (said.get("until") and until is None):
        return False
    try:
        with transaction.atomic():
            place(work, canon, text_of(said, "relation"), event=event, until=until, says=text_of(said, "says"))
    except ValidationError:
        return False
    return True


def event_called(canon, title):
    """None also where two are called so."""
    on_the_line = Event.objects.filter(canon=canon, state=Event.State.ON_THE_LINE, title=title)
    found = list(on_the_line[:2]) if title else []
    return found[0] if len(found) == 1 else None


def bring_days(arriving, work, told):
    """How often it was read is told to others: only the archivist can vouch for that."""
    if not arriving.is_vouched:
        for position, said in rows_told(told.get("days")):
            arriving.carry("work.json/days", said, position, work=work)
        return
    days = {}
    for _place, said in rows_told(told.get("days")):
        try:
            days[day(said.get("day"))] = min(number_of(said, "reads") or 0, 10**8)
        except Misfit:
            continue
    WorkDay.objects.bulk_create(WorkDay(work=work, day=each, reads=reads) for each, reads in days.items())
    read_count = min(max(number_of(told, "read_count") or 0, sum(days.values())), 2**31 - 1)
    Work.objects.filter(pk=work.pk).update(read_count=read_count)


# --- One to another ------------------------------------------------------------------------------------------------


def bring_relations(arriving):
    """When all are here: how each stands to others, and what it grew from."""
    for folder in arriving.file.works():
        old_id = A_FOLDER.match(folder)
        work = old_id and arriving.new("work", int(old_id[1]))
        if work and arriving.file.has(f"works/{folder}/work.json"):
            try:
                told = arriving.file.told(f"works/{folder}/work.json")
            except Unreadable:
                continue
            arriving.once("ties", old_id[1], lambda work=work, told=told: tie(arriving, work, told))


def tie(arriving, pk, told):
    work = Work.objects.filter(pk=pk).first()
    if work:
        bring_related(arriving, work, told)
        bring_growth(arriving, work, told)
    return pk
