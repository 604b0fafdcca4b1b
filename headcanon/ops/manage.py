"""Django's own commands, run on an archive: `headcanon manage --data DIR shell`, for example."""

import argparse

from headcanon.ops.archive import data_option, open_archive

NEEDS_NO_ARCHIVE = {"clean_paste", "nudge"}


def arguments(parser):
    data_option(parser)
    parser.add_argument("command", nargs=argparse.REMAINDER, help="the command and what it is given")


def run(options):
    open_archive(options.data, must_exist=NEEDS_NO_ARCHIVE.isdisjoint(options.command[:1]))
    from django.core.management import ManagementUtility

    ManagementUtility(["headcanon manage", *options.command]).execute()
    return 0
