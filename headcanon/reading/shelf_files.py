"""Shelves as CSV: out, for any spreadsheet, and in again, line by line.

A line comes in wholly or not at all, and what has come in before does not come twice. What cannot be found is given
back, with what the line said of it, as a file of the same kind with one more column, "trouble".
"""

import csv
import io
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from headcanon.accounts.models import fold
from headcanon.accounts.speaking import is_suspended
from headcanon.core.csv_files import as_lines, as_meant, delimiter_of, refuse_too_large
from headcanon.headcanons.models import Headcanon
from headcanon.headcanons.veiling import veiled_among
from headcanon.intake.readers import Unreadable
from headcanon.intake.readers.text.decoding import decode
from headcanon.intake.sniffing import TEXT, sniff
from headcanon.reading.models import Shelf, Shelved, ShelvedHeadcanon
from headcanon.reading.shelved_headcanons import bring
from headcanon.reading.shelves import is_shown, shelves_of
from headcanon.reading.shelving import hold, make_shelf, refuse_unfit_tags, tags_in, tell, the_shelf_for_later
from headcanon.works.models import Authorship, Work
from headcanon.works.visibility import among

COLUMNS = ("shelf", "title", "author", "address", "note", "why", "tags", "added")
TROUBLE = "trouble"
MOST_LINES = 5_000
AT_ONCE = 200
A_WORK = re.compile(r"/works/([0-9]{1,10})(?:/|\Z)")
A_HEADCANON = re.compile(r"/headcanons/([0-9]{1,10})\Z")
LONGEST = {name: Shelved._meta.get_field(name).max_length for name in ("note", "why")}
LONGEST_NAME = Shelf._meta.get_field("name").max_length


# --- Out -----------------------------------------------------------------------------------------------------------


def written(shelves, viewer, site):
    """The file, in pieces; `site` stands before the addresses. A work that she may not see now leaves only her words."""
    yield "\ufeff" + as_lines([COLUMNS])
    for shelf in shelves:
        rows = Shelved.objects.filter(shelf=shelf).order_by("position", "id").iterator(chunk_size=500)
        for some in in_turns(rows, 500):
            yield as_lines(told_of(shelf, row, work, site) for row, work in with_works(some, viewer))
        headcanons = ShelvedHeadcanon.objects.filter(shelf=shelf).order_by("position", "id").iterator(chunk_size=500)
        for some in in_turns(headcanons, 500):
            yield as_lines(told_of_headcanon(shelf, row, site) for row in with_headcanons(some, viewer))


def with_headcanons(rows, viewer):
    seen = Headcanon.objects.visible_to(viewer).select_related("pseud")
    found = seen.in_bulk([row.headcanon_id for row in rows if row.headcanon_id])
    covered = veiled_among(found.values(), viewer)
    for row in rows:
        row.seen = found.get(row.headcanon_id)
        row.is_covered = row.headcanon_id in covered
    return rows


def told_of_headcanon(shelf, row, site):
    """Its claim stands for a title, unless it is covered for her; whose one is that stands under no name is in no file."""
    claim = " ".join(row.seen.claim.split()) if row.seen and not row.is_covered else ""
    had_by = row.seen.had_by.name if row.seen and row.seen.had_by else ""
    address = site + row.seen.get_absolute_url() if row.seen else ""
    added_at = row.added_at.astimezone(UTC).isoformat(timespec="seconds")
    return shelf.name, claim, had_by, address, row.note, "", "", added_at


def with_works(rows, viewer):
    """Each with (title, authors, address) of its work, or with nothing. Five thousand rows are told in plain tuples."""
    works = Work.objects.visible_to(viewer).filter(pk__in=[row.work_id for row in rows if row.work_id])
    titles = dict(works.values_list("pk", "title"))
    names = {}
    signed = Authorship.objects.filter(work__in=titles).order_by("work", "position", "id")
    for pk, name in signed.values_list("work_id", "pseud__name"):
        names.setdefault(pk, []).append(name)
    return [(row, row.work_id in titles and (titles[row.work_id], names.get(row.work_id, ()))) for row in rows]


def told_of(shelf, row, work, site):
    title, authors = work or ("", ())
    address = site + reverse("work", args=[row.work_id]) if work else ""
    added_at = row.added_at.astimezone(UTC).isoformat(timespec="seconds")
    return shelf.name, title, "; ".join(authors), address, row.note, row.why, ", ".join(row.tags), added_at


def in_turns(rows, size):
    """A long row of things as lists of at most so many."""
    rows = iter(rows)
    while some := list(islice(rows, size)):
        yield some


# --- In ------------------------------------------------------------------------------------------------------------


class Refused(Exception):
    """Nothing of the file came in; its text says why, and what to do."""


@dataclass
class Row:
    """One line of a file: its number there, and what it says."""

    number: int
    said: dict
    trouble: str = ""


@dataclass
class Report:
    """What became of a file."""

    added: int = 0
    there: int = 0
    troubles: list = field(default_factory=list)

    def as_csv(self):
        """What did not come in, to be put right and brought again."""
        lines = [[*(row.said[name] for name in COLUMNS), row.trouble] for row in self.troubles]
        return as_lines([[*COLUMNS, TROUBLE], *lines])


def read(data):
    """The lines of a file. Raises Refused."""
    refuse_too_large(len(data), Refused)
    if (kind := sniff(data)) != TEXT:
        raise Refused(_("This is not a CSV file but %s.") % (_("a zip") if kind == "zip" else kind))
    try:
        text = decode(data, _("This file")).text
    except Unreadable as complaint:
        raise Refused(str(complaint)) from None
    try:
        rows = list(limited(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))))
    except csv.Error:
        raise Refused(_("This file holds a cell that is far too long. Is a quotation mark missing?")) from None
    return told_apart(rows)


def limited(reader):
    for cells in reader:
        if reader.line_num and any(cell.strip() for cell in cells):
            yield reader.line_num, cells


def told_apart(rows):
    names = [cell.strip().casefold() for cell in rows[0][1]] if rows else []
    if not {"address", "title"} & set(names):
        raise Refused(_("Its first line must name the columns, “title” and “author”, or “address”, among them."))
    if len(rows) > MOST_LINES + 1:
        raise Refused(_("There are more than %d lines in it. Bring it in parts.") % MOST_LINES)
    known = {name: names.index(name) for name in COLUMNS if name in names}
    return [
        Row(number, {name: as_meant(cell_of(cells, known.get(name))).strip() for name in COLUMNS})
        for number, cells in rows[1:]
    ]


def cell_of(cells, at):
    return cells[at] if at is not None and at < len(cells) else ""


def take_in(data, viewer, hosts):
    """Raises Refused. Killed in the middle, it can be brought once more."""
    report = Report()
    for some in in_turns(read(data), AT_ONCE):
        take_in_some(some, viewer, hosts, report)
    return report


@transaction.atomic
def take_in_some(rows, viewer, hosts, report):
    headcanons = headcanons_meant(rows, viewer, hosts)
    take_in_headcanons([row for row in rows if row.number in headcanons], headcanons, viewer.person, report)
    stories = [row for row in rows if row.number not in headcanons]
    found = works_meant(stories, viewer, hosts)
    wanted = []
    for row in stories:
        try:
            wanted.append((row, shelf_named(row.said["shelf"], viewer.person), found[row.number], words_of(row)))
        except KeyError:
            row.trouble = row.trouble or _("This story is not here, or not for you to see.")
        except ValidationError as complaint:
            row.trouble = " ".join(complaint.messages)
    put_all(wanted, viewer.person, report)
    report.troubles += [row for row in rows if row.trouble]


def take_in_headcanons(rows, headcanons, person, report):
    wanted = []
    for row in rows:
        try:
            said = words_of(row)
            wanted.append(
                (shelf_named(row.said["shelf"], person), headcanons[row.number], said["note"], said["added_at"])
            )
        except ValidationError as complaint:
            row.trouble = " ".join(complaint.messages)
    added, there = bring(wanted, person)
    report.added, report.there = report.added + added, report.there + there


def words_of(row):
    """Raises ValidationError."""
    said = {name: row.said[name] for name in LONGEST} | {"tags": tags_in(row.said["tags"])}
    for name, longest in LONGEST.items():
        if len(said[name]) > longest:
            raise ValidationError(
                _("“%(column)s” has room for %(most)d characters.") % {"column": name, "most": longest}
            )
    refuse_unfit_tags(said["tags"])
    return said | {"added_at": moment_in(row.said["added"])}


def moment_in(typed):
    try:
        moment = datetime.fromisoformat(typed)
    except ValueError:
        return timezone.now()
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    try:
        return min(moment.astimezone(UTC), timezone.now())
    except OverflowError:
        return timezone.now()


def shelf_named(name, person):
    """Hers of this name, made where there is none. Raises ValidationError."""
    name = " ".join(name.split()) or _("Imported")
    if len(name) > LONGEST_NAME:
        raise ValidationError(_("A shelf’s name has at most %d characters.") % LONGEST_NAME)
    if found := shelves_of(person).filter(name=name).first():
        if is_shown(found) and is_suspended(person):
            raise ValidationError(_("Others see this shelf, and you are asked to be silent for now."))
        return found
    if name == _("Read later"):
        return the_shelf_for_later(person)
    return make_shelf(person, name)


def put_all(wanted, person, report):
    """At the end of their shelves in the order of their days; a line that is there gets what it has not said yet."""
    shelves = {shelf.pk: shelf for shelf in hold({shelf.pk: shelf for _row, shelf, *_ in wanted}.values(), person)}
    works = [work for _row, _shelf, work, _said in wanted]
    there = {(row.shelf_id, row.work_id): row for row in Shelved.objects.filter(shelf__in=shelves, work__in=works)}
    new, more = [], {}
    for _row, shelf, work, said in sorted(wanted, key=lambda each: each[3]["added_at"]):
        if row := there.get((shelf.pk, work)):
            report.there += 1
            for name in ("note", "why", "tags"):
                if said[name] and not getattr(row, name):
                    setattr(row, name, said[name])
                    more[row.pk or id(row)] = row
            continue
        held = shelves[shelf.pk]
        there[shelf.pk, work] = row = Shelved(shelf=held, work_id=work, position=held.end, **said)
        held.end += 1
        new.append(row)
    Shelved.objects.bulk_update([row for row in more.values() if row.pk], ["note", "why", "tags"])
    Shelved.objects.bulk_create(new)
    report.added += len(new)
    tell([shelves[pk] for pk in {row.shelf_id for row in (*new, *more.values())}])


# --- Which story a line means --------------------------------------------------------------------------------------


def works_meant(rows, viewer, hosts):
    """{number of the line: id of the work}, in a fixed number of queries; a line that means two says so."""
    ids = {row.number: pk for row in rows if (pk := id_in(row.said["address"], hosts))}
    seen = set(Work.objects.visible_to(viewer).filter(pk__in=ids.values()).values_list("pk", flat=True))
    found = {number: pk for number, pk in ids.items() if pk in seen}
    rest = [row for row in rows if row.number not in found]
    titled = by_title(rest, viewer)
    for row in rest:
        meant = {pk for name in names_in(row) for pk in titled.get((fold(row.said["title"]), fold(name)), ())}
        if len(meant) == 1:
            [found[row.number]] = meant
        elif meant:
            row.trouble = _("There is more than one story of this title by this author. Give its address.")
        elif not row.said["address"] and not names_in(row):
            row.trouble = _("Say by whom it is, or give its address.")
    return found


def headcanons_meant(rows, viewer, hosts):
    """{number of the line: id of the headcanon} of those lines whose address is that of one she may see."""
    ids = {row.number: pk for row in rows if (pk := id_in(row.said["address"], hosts, A_HEADCANON))}
    seen = Headcanon.objects.visible_to(viewer).posted().filter(pk__in=ids.values()) if ids else ()
    seen = {headcanon.pk for headcanon in seen}
    return {number: pk for number, pk in ids.items() if pk in seen}


def id_in(address, hosts, pattern=A_WORK):
    """The number of a work, or of what else the pattern finds, of this archive; of an address elsewhere there is none."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    match = pattern.search(parts.path)
    return int(match[1]) if match and parts.netloc in ("", *hosts) else None


def names_in(row):
    """Also the whole, for a name with a semicolon in it."""
    author = row.said["author"]
    return list(dict.fromkeys(name.strip() for name in (author, *author.split(";")) if name.strip()))


def by_title(rows, viewer):
    keys = {fold(name) for row in rows for name in names_in(row)}
    links = Authorship.objects.filter(among(Work.objects.listed_to(viewer)), pseud__key__in=keys)
    titled = {}
    wanted = {fold(row.said["title"]) for row in rows}
    for key, title, pk in links.values_list("pseud__key", "work__title", "work_id").iterator():
        if fold(title) in wanted:
            titled.setdefault((fold(title), key), set()).add(pk)
    return titled
