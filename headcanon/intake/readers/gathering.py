"""From files, folders and zips to stories: chapters that came as files of their own become one story again, numbered
stories a series. What is one and what is the other is told by the names, and by what the files themselves say.
"""

import hashlib
import io
import logging
import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from headcanon.intake.readers.numbering import FIRST, LAST, groups_of, part_of, spaced, without_ending
from headcanon.intake.readers.sizes import MAX_BYTES
from headcanon.intake.readers.together import BY_NAME, Piece, are_one_story, bare_title, is_headed, put_together
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.sniffing import ZIP, sniff
from headcanon.manuscript.model import Concern, Manuscript, Source

log = logging.getLogger(__name__)

STUMBLED = (
    "{} could not be read: it holds something that no reader here expected. Keep it, and tell whoever looks after "
    "this archive; save it in another format meanwhile."
)
NEVER = (1980, 1, 1, 0, 0, 0)  # a zip has to name a time; the same files make the same zip
SERIES_BY_NAME = re.compile(r"\b(?:series|universe|trilogy|saga|cycle|arc|\w*verse)\b", re.IGNORECASE)


@dataclass
class Entry:
    """A file that was named: `path` has "/" between its folders, `label` is what a person is told, `load()` gives its
    bytes, or gives or raises Unreadable.
    """

    path: str
    label: str
    load: Callable

    @property
    def file_name(self):
        return self.path.rpartition("/")[2]

    @property
    def folders(self):
        return [folder for folder in self.path.split("/")[:-1] if folder not in ("", ".", "..")]


@dataclass
class Found:
    """The stories of one original, or why there are none."""

    label: str
    file_name: str
    content: bytes = b""
    manuscripts: list[Manuscript] = field(default_factory=list)
    complaint: Unreadable | None = None


def stories_among(entries, read_story, container=""):
    """Yields what was Found in these; `container` is what holds them all, if it has a name.

    `read_story(content, label)` gives the manuscripts of one file.
    """
    for group in read_together(entries):
        yield from stories_of(group, read_story, container)


def read_together(entries):
    """The entries in lists: those that may be parts of one story together and in their order."""
    by_path = {}
    for entry in entries:
        while entry.path in by_path:  # a zip may hold two of one name
            entry = replace(entry, path=f"{entry.path}~")
        by_path[entry.path] = entry
    return [[by_path[path] for path in group] for group in groups_of(list(by_path))]


def stories_of(group, read_story, container=""):
    """The same for one of these lists."""
    found, size = [], 0
    for entry in group:
        found += contents_of(entry, read_story, container)
        size += len(found[-1].content)
        if size > MAX_BYTES:  # more than one story has; nothing of it is held any longer
            yield from found
            found = []
    if len(group) == 1:
        name_series(group[0], found, container)
    if len(group) == len(found) > 1:
        found = as_one(group, found, container)
    yield from found


def contents_of(entry, read_story, container):
    try:
        content = entry.load()
        if isinstance(content, Unreadable):
            raise content
        if sniff(content) == ZIP and not container:
            return list(stories_in_zip(content, entry.label, read_story))
        return [Found(entry.label, entry.file_name, content, read_story(content, entry.label))]
    except Unreadable as complaint:
        return [Found(entry.label, entry.file_name, complaint=complaint)]
    except Exception as error:  # a mistake of ours; the other files shall not suffer from it
        log.exception("Reading %s failed", entry.label)
        complaint = Unreadable(STUMBLED.format(entry.label))
        complaint.__cause__ = error
        return [Found(entry.label, entry.file_name, complaint=complaint)]


def stories_in_zip(content, name, read_story):
    from headcanon.intake.readers.archives import listed  # slow to import, and seldom needed

    try:
        members = listed(content, name)
    except Unreadable as complaint:
        return [Found(name, name.rpartition("/")[2], complaint=complaint)]
    entries = [Entry(each.path.replace("\\", "/"), each.label, each.load) for each in members]
    return stories_among(entries, read_story, container=without_ending(name.rpartition("/")[2]))


# --- Parts of one thing --------------------------------------------------------------------------------------------


def as_one(group, found, container):
    """The files as one story with many chapters, if they are one; else they are the numbered parts of a series."""
    read = [(entry, each) for entry, each in zip(group, found, strict=True) if not each.complaint]
    manuscripts = [each.manuscripts[0] for _, each in read]
    name, series = name_of(group, container)
    if len(read) < 2 or any(len(each.manuscripts) != 1 for _, each in read):
        return found
    if not are_one_story(manuscripts):
        number(read, name)
        return found
    pieces = [piece_of(entry, each.manuscripts[0]) for entry, each in read]
    content = packed([(entry, each.content) for entry, each in read])
    source = Source("zip", manuscripts[0].source.encoding, hashlib.sha256(content).hexdigest())
    whole = put_together(pieces, name, source)
    whole.series = whole.series or series
    if are_told_apart_by_names_only(manuscripts, pieces):
        whole.concerns.insert(0, Concern("ambiguous", "", BY_NAME))
    label = f"{read[0][0].label} … {read[-1][0].file_name}"
    return [Found(label, f"{name or 'story'}.zip", content, [whole])] + [each for each in found if each.complaint]


def piece_of(entry, manuscript):
    part = part_of(entry.file_name)
    return Piece(manuscript, part.number if FIRST < part.number < LAST else None, part.title)


def name_of(group, container):
    """(what the thing is called of which these are parts, the series it is in by its folder's name)."""
    entry = group[0]
    if shared := part_of(entry.file_name).shared:
        return shared, []
    *above, name = [container, *entry.folders] if container or entry.folders else [""]
    own = part_of(name) if above and above[-1] else None
    if own and own.title and not own.shared:
        return own.title, [(spaced(above[-1]), own.number)]
    return spaced(name), []


def number(read, series):
    """Stories that say themselves that they are several: their numbers are those of a series."""
    for entry, each in read:
        place = part_of(entry.file_name).number
        if series and not each.manuscripts[0].series and FIRST < place < LAST:
            each.manuscripts[0].series = [(series, place)]


def name_series(entry, found, container):
    """A story by itself in a folder that calls itself a series, if its name has a number."""
    part = part_of(entry.file_name)
    name = (entry.folders or [container])[-1]
    if part and len(found) == 1 and SERIES_BY_NAME.search(name):
        number([(entry, each) for each in found if len(each.manuscripts) == 1], spaced(name))


def are_told_apart_by_names_only(manuscripts, pieces):
    """None of them says anything of itself, and each has a title of its own."""
    titles = {bare_title(each.title or piece.title) for each, piece in zip(manuscripts, pieces, strict=True)}
    return not any(map(is_headed, manuscripts)) and "" not in titles and len(titles) == len(pieces)


def packed(files):
    """The originals of one story in one file, which is the same whenever the files are."""
    import zipfile  # slow to import, and seldom needed

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_STORED) as archive:
        for entry, content in files:
            archive.writestr(zipfile.ZipInfo("/".join([*entry.folders[-1:], entry.file_name]), NEVER), content)
    return file.getvalue()
