"""Bring into this archive what another one held: an eFiction archive, or what one person took out of a Headcanon. Safe
to run again: it goes on where it stopped, and nothing comes twice.
"""

from importlib import import_module

SOURCES = {
    "efiction": ("a whole eFiction archive: its SQL dump and its text files", "headcanon.ops.arrivals.efiction"),
    "takeout": ("everything of one person, from her takeout", "headcanon.ops.arrivals.takeout"),
}


def arguments(parser):
    sources = parser.add_subparsers(metavar="SOURCE", required=True)
    for name, (says, place) in SOURCES.items():
        module = import_module(place)
        source = sources.add_parser(name, help=says, description=module.__doc__)
        module.arguments(source)
        source.set_defaults(run=module.run)


def run(options):
    return options.run(options)
