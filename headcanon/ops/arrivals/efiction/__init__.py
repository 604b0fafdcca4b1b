"""Bring a whole eFiction archive home: its authors, stories, series, reviews, favourites and challenges, with their dates
and words. Begin with --dry-run and --mapping FILE: that writes into FILE what the site's words would become here. Change
what you like in it, then run the same without --dry-run. Safe to run again: it goes on where it stopped.
"""

from pathlib import Path

from headcanon.ops.archive import data_option, open_archive


def arguments(parser):
    parser.add_argument("dump", metavar="DUMP.sql", type=Path, help="the database's dump, packed with gzip or not")
    parser.add_argument(
        "--texts", metavar="DIR", type=Path, help="the folder of texts (“stories”), if the site had one"
    )
    parser.add_argument(
        "--prefix", metavar="P", help="what stands before “fanfiction_”, if the dump holds several archives"
    )
    parser.add_argument("--mapping", metavar="FILE", type=Path, help="a CSV file: what the site's words become")
    parser.add_argument("--dry-run", action="store_true", help="say what would come, and take nothing in")
    data_option(parser)


def run(options):
    folder = open_archive(options.data)
    from headcanon.ops.arrivals.efiction.rescue import rescue
    from headcanon.ops.preparing import bring_up_to_date

    bring_up_to_date()
    return rescue(options, folder)
