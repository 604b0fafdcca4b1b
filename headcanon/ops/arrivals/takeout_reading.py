"""What she keeps to herself: shelves, where she is in stories, what she does not want to meet, her searches."""

from django.utils.translation import gettext as _

from headcanon.accounts.models import fold
from headcanon.accounts.speaking import is_suspended
from headcanon.canon.models import Fandom, Tag
from headcanon.core.editions import pages_changed
from headcanon.discovery import saving
from headcanon.discovery.filters import Filters
from headcanon.discovery.models import AlwaysLeftOut, SavedSearch
from headcanon.ops.arrivals.takeout_columns import lines_told, moment_of, number_of, rows_told, taken, text_of
from headcanon.ops.arrivals.takeout_received import place_of
from headcanon.reading.models import Quiet, Reading, Shelf, Shelved, ShelvedHeadcanon
from headcanon.reading.quiet import MOST
from headcanon.reading.shelving import LONGEST_TAG, MOST_SHELVES, MOST_TAGS, the_shelf_for_later
from headcanon.reading.signals import quiet_changed
from headcanon.works.models import Chapter

MOST_ON_A_SHELF = 100_000


def bring_shelves(arriving):
    for said in [said for _place, said in rows_told(arriving.file.told("shelves.json", list))]:
        if (old_id := number_of(said, "id")) is not None:
            arriving.once("shelf", old_id, lambda said=said: shelf(arriving, said))


def shelf(arriving, said):
    if Shelf.objects.filter(person=arriving.person).count() >= MOST_SHELVES:
        arriving.say(
            _("The shelf “%(name)s” has no room here: %(most)d are the most.")
            % {"name": text_of(said, "name"), "most": MOST_SHELVES}
        )
        arriving.carry("shelves.json", said, 0)
        return None
    row = the_shelf_for_later(arriving.person) if said.get("is_later") is True else Shelf(person=arriving.person)
    columns = taken(Shelf, said, without=["is_later", "link_token"])
    for name, value in columns.items():
        setattr(row, name, value)
    row.pseud = arriving.pen_name(text_of(said, "pen_name")) if text_of(said, "pen_name") else None
    if row.sight == Shelf.Sight.EVERYONE and (row.pseud is None or is_suspended(arriving.person)):
        row.sight = Shelf.Sight.ME
    row.save()
    put_works(arriving, row, said)
    put_headcanons(arriving, row, said)
    pages_changed()
    arriving.count["shelves"] += 1
    return row.pk


def put_works(arriving, row, said):
    """Of a work that is not here, what she says of it keeps its place; the title is kept, for the next takeout."""
    there = set(Shelved.objects.filter(shelf=row, work__isnull=False).values_list("work", flat=True))
    for _place, each in rows_told(said.get("works"))[:MOST_ON_A_SHELF]:
        work = arriving.work(number_of(each, "work_id"), text_of(each, "title"))
        if work and work.pk in there:
            continue
        line = Shelved.objects.create(
            shelf=row,
            work=work,
            tags=tags_told(each),
            **taken(Shelved, each, only=["note", "why", "position", "added_at"]),
        )
        there.add(work and work.pk)
        carry_name(arriving, "shelves.json/works", each, ("work_id", "title"), work, line)


def put_headcanons(arriving, row, said):
    there = set(ShelvedHeadcanon.objects.filter(shelf=row).values_list("headcanon", flat=True)) - {None}
    for _place, each in rows_told(said.get("headcanons"))[:MOST_ON_A_SHELF]:
        found = arriving.headcanon(number_of(each, "headcanon_id"), text_of(each, "claim"))
        if found and found.pk in there:
            continue
        line = ShelvedHeadcanon.objects.create(
            shelf=row, headcanon=found, **taken(ShelvedHeadcanon, each, only=["note", "position", "added_at"])
        )
        there.add(found and found.pk)
        carry_name(arriving, "shelves.json/headcanons", each, ("headcanon_id", "claim"), found, line)


def carry_name(arriving, member, said, names, found, line):
    if found is None and number_of(said, names[0]) is not None:
        arriving.carry(member, {names[0]: number_of(said, names[0]), names[1]: text_of(said, names[1])}, thing=line.pk)


def tags_told(said):
    return [tag[:LONGEST_TAG] for _place, tag in lines_told(said.get("tags"))][:MOST_TAGS]


# --- Where she is --------------------------------------------------------------------------------------------------


def bring_readings(arriving):
    """As they are told, the latest first."""
    for place, said in rows_told(arriving.file.told("reading.json").get("readings")):
        if (old_id := number_of(said, "work_id")) is not None:
            arriving.once("reading", old_id, lambda said=said, place=place: reading(arriving, said, place))


def reading(arriving, said, place):
    work = arriving.work(number_of(said, "work_id"), text_of(said, "title"))
    if work is None:
        arriving.carry("reading.json/readings", said, place)
        return None
    there = Chapter.objects.filter(work=work)
    chapter = chapter_here(arriving, there, said.get("chapter_id"))
    kept = said.get("place")
    defaults = {
        **taken(Reading, said, only=["state", "permille", "chapters_then", "begun_at", "last_at"]),
        "chapter": chapter,
        "place": stopped(kept) if chapter else None,
        "chapters_read": chapters_here(arriving, there, said.get("chapters_read")),
    }
    return Reading.objects.get_or_create(person=arriving.person, work=work, defaults=defaults)[0].pk


def stopped(kept):
    place = place_of(kept, more=("above", "below"))
    if place and isinstance(kept.get("whole"), bool):
        place["whole"] = kept["whole"]
    return place


def chapter_here(arriving, there, old_id):
    if type(old_id) is not int or not 0 <= old_id < 2**31:
        return None
    pk = arriving.new("chapter", old_id) or arriving.brought_by_others("chapter", old_id) or old_id
    return there.filter(pk=pk).first()


def chapters_here(arriving, there, told):
    pks = set(there.values_list("pk", flat=True))
    found = []
    for old_id in told[:16_000] if isinstance(told, list) else ():
        if type(old_id) is int:
            pk = arriving.new("chapter", old_id) or old_id
            if pk in pks and pk not in found:
                found.append(pk)
    return found


# --- What she does not want to meet --------------------------------------------------------------------------------


def bring_quiet(arriving):
    for place, said in rows_told(arriving.file.told("quiet.json", list)):
        arriving.once("quiet", place, lambda said=said, place=place: quiet(arriving, said, place))
    quiet_changed.send(type(arriving.person), person=arriving.person)


def quiet(arriving, said, place):
    meant = quieted(arriving, said)
    [(column, thing)] = meant.items() if meant else [(None, None)]
    if thing is None or Quiet.objects.filter(
        person=arriving.person, **{f"{column}__isnull": False}
    ).count() >= MOST.get(column, 10**6):
        arriving.carry("quiet.json", said, place)
        return None
    row, _made = Quiet.objects.get_or_create(
        person=arriving.person, **meant, defaults={"made_at": moment_of(said, "since")}
    )
    return row.pk


def quieted(arriving, said):
    kind, name = text_of(said, "kind"), text_of(said, "name")
    if kind == "work":
        return {"work": arriving.work(number_of(said, "work"), name)}
    if kind == "words":
        return {"words": name[:80]} if name.strip() else None
    if kind == "fandom":
        return {"fandom": Fandom.objects.filter(key=fold(name)).first()}
    return {"tag": Tag.objects.filter(kind=kind, key=fold(name)).first()}


# --- Her searches --------------------------------------------------------------------------------------------------


def bring_searches(arriving):
    told = arriving.file.told("searches.json")
    for place, said in rows_told(told.get("saved")):
        if (old_id := number_of(said, "id")) is not None:
            arriving.once("search", old_id, lambda said=said, place=place: search(arriving, said, place))
    arriving.once("settings", "always-left-out", lambda: leave_out(arriving, text_of(told, "always_left_out")))


def search(arriving, said, place):
    name = text_of(said, "name")[: saving.LONGEST_NAME]
    try:
        row = saving.save(arriving.person, name=name, asks=text_of(said, "asks"))
    except (saving.TooMany, saving.TooLong, saving.NameTaken):
        arriving.say(_("The search “%s” was not saved: another is called so here, or there are too many.") % name)
        arriving.carry("searches.json/saved", said, place)
        return None
    made_at = taken(SavedSearch, said, only=["made_at"])
    old_id = arriving.free_number(SavedSearch, number_of(said, "id"))
    if made_at and not SavedSearch.objects.filter(pk=row.pk, followers__isnull=False).exists():
        SavedSearch.objects.filter(pk=row.pk).update(id=old_id, **made_at)
        return old_id
    return row.pk


def leave_out(arriving, asks):
    asks = Filters.from_query(asks).asks()
    if asks and len(asks) <= saving.LONGEST and not AlwaysLeftOut.objects.filter(person=arriving.person).exists():
        AlwaysLeftOut.objects.create(person=arriving.person, asks=asks)
