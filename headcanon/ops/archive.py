"""How a command gets at an archive: the --data option, and Django set up on that folder."""

import os
from pathlib import Path

from headcanon.ops.refusal import Refusal

DEFAULT_DATA = "headcanon-data"
SETTINGS = "headcanon.config.settings"


def data_option(parser):
    parser.add_argument(
        "--data",
        metavar="DIR",
        default=os.environ.get("HEADCANON_DATA", DEFAULT_DATA),
        help=f"the archive's folder (default: $HEADCANON_DATA, else ./{DEFAULT_DATA})",
    )


def open_archive(data, *, must_exist=True):
    """Set Django up on the archive in the folder `data`; with `must_exist`, one that `up` has made before."""
    folder = Path(data).resolve()
    if must_exist and not has_archive(folder):
        raise Refusal(f"there is no archive in {data}. `headcanon up --data {data}` makes one.")
    os.environ["HEADCANON_DATA"] = str(folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    import django

    django.setup()
    return folder


def has_archive(folder):
    return (folder / "secret.key").is_file()
