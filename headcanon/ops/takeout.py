"""Write everything of one person into one file, for her: her works with every revision and original, and her settings."""

from pathlib import Path

from headcanon.ops.archive import data_option, open_archive
from headcanon.ops.progress import bar
from headcanon.ops.refusal import Refusal


def arguments(parser):
    parser.add_argument("name", metavar="NAME", help="the user name of the person")
    parser.add_argument("-o", dest="out", metavar="FILE", type=Path, help="where to write (default: NAME-takeout.zip)")
    data_option(parser)


def run(options):
    open_archive(options.data)
    from headcanon.accounts.models import User

    person = User.objects.filter(username__iexact=options.name).first()
    if person is None:
        raise Refusal(f"nobody has the user name “{options.name}” in {options.data}.")
    path = options.out or Path(f"{person.username}-takeout.zip")
    if path.exists():
        raise Refusal(f"{path} is there already, and a takeout never writes over a file. Choose another name with -o.")
    works, losses = taken_out(person, path)
    for loss in losses:
        print(loss)
    print(f"{path}: {works:,} works, {path.stat().st_size / 1e6:,.1f} MB, read again and found whole.")
    return 1 if losses else 0


def taken_out(person, path):
    from headcanon.ops.taking_out import write_takeout

    with bar(f"Taking out what is {person}'s") as advance:
        return write_takeout(person, path, advance=lambda done, total: advance())
