"""Make a book of a text file, without any archive, or of a work in the archive, named by its number or address."""

import os
import re
import sys
from pathlib import Path

from headcanon.bindery.writers import FORMATS, UnknownFormat, Unprintable, write
from headcanon.core.whole_files import whole_file
from headcanon.intake.readers import Unreadable, read_file
from headcanon.ops.archive import data_option, open_archive
from headcanon.ops.refusal import Refusal

WORK = re.compile(r"(?:https?://[^/]+)?(?:/?works/)?(\d{6,10})(?:[/?#].*)?")
ORDINARY_FILE = 0o666


def arguments(parser):
    parser.add_argument("source", metavar="FILE-or-work", help="a text file, or a work's number or address")
    endings = ", ".join(f".{ending}" for ending in FORMATS)
    parser.add_argument("-o", dest="out", metavar="OUT", required=True, help=f"where to write: {endings}")
    data_option(parser)


def run(options):
    out = Path(options.out)
    if out.is_dir():
        raise Refusal(f"{out} is a folder. Name the book itself, such as {out / 'story.epub'}.")
    for manuscript, name, place in shelved(manuscripts_of(options), out):
        put_in_place(place, bound(manuscript, place, name))
        print(f"{place}: {manuscript.title or name}")
    return 0


def manuscripts_of(options):
    """The stories asked for, each with a name to go by if it has no title. A file goes before a work of that name."""
    work = WORK.fullmatch(options.source)
    if work and not os.path.exists(options.source):
        manuscript = from_archive(int(work[1]), options.data)
        return [(manuscript, manuscript.title)]
    try:
        return [(manuscript, Path(options.source).stem) for manuscript in read_file(options.source)]
    except Unreadable as complaint:
        raise Refusal(str(complaint))


def from_archive(number, data):
    """A work as a guest may see it: a book goes from hand to hand."""
    open_archive(data)
    from headcanon.core.viewing import Viewer
    from headcanon.works.manuscripts import manuscript_of
    from headcanon.works.models import Work

    work = Work.objects.visible_to(Viewer(None)).with_card().filter(pk=number).first()
    if work is None:
        raise Refusal(f"there is no work {number} that everybody may read in {data}.")
    return manuscript_of(work)


def shelved(manuscripts, out):
    """Each story with its place: several out of one file are numbered."""
    if len(manuscripts) == 1:
        return [(*manuscripts[0], out)]
    print(f"There are {len(manuscripts)} stories in this file; each becomes a book of its own.", file=sys.stderr)
    return [
        (manuscript, f"{name} {number}", numbered(out, number))
        for number, (manuscript, name) in enumerate(manuscripts, start=1)
    ]


def numbered(out, number):
    ending = kind_of(out).lstrip(".")
    stem = out.name[: -len(ending) - 1] if ending else out.name
    return out.with_name(f"{stem}-{number}.{ending}" if ending else f"{stem}-{number}")


def bound(manuscript, place, name):
    try:
        return write(manuscript, kind_of(place), name)
    except (UnknownFormat, Unprintable) as error:
        raise Refusal(str(error))


def kind_of(place):
    """What its name ends with: “story.a4.pdf” is no “pdf” but an “a4.pdf”."""
    name = place.name.lower()
    return max((kind for kind in FORMATS if name.endswith(f".{kind}")), key=len, default=place.suffix)


def put_in_place(path, book):
    """A book has the rights of any new file, for it is made to be passed on."""
    try:
        with whole_file(path) as file:
            file.write(book)
            os.chmod(file.name, ORDINARY_FILE & ~umask())
    except OSError as error:
        raise Refusal(f"{path} cannot be written: {error.strerror}.")


def umask():
    """What this process leaves out of a new file's rights; it can only be read by setting it."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
