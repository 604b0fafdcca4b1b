"""What must be true of a data folder before it is served: made if need be, brought up to this version, its static
files in place, and somebody invited to be its archivist.
"""

import hashlib
import os
import secrets
from pathlib import Path

from headcanon.ops.refusal import Refusal

MARK = ".made-from"
# What htmx can be extended with: no page asks for it, and one of these scripts names another that is not there.
NOT_SERVED = ["django_htmx/ext/*", "django_htmx/ht*-4*", "django_htmx/htmx-2.js"]


def prepare_folder(data):
    """Make the folder and its secret key where they are missing; only its owner may look into it."""
    folder = Path(data).resolve()
    if folder.exists() and not folder.is_dir():
        raise Refusal(f"{data} is a file, and an archive is a folder. Name another with --data.")
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        make_secret_key(folder / "secret.key")
        with open(folder / "serving.lock", "ab"):
            pass
    except OSError as error:
        raise Refusal(
            f"the folder {data} cannot be written ({error.strerror}). "
            "Give yourself the right to write there, or name another with --data."
        )
    return folder


def make_secret_key(path):
    """A key that is there wholly or not at all; of two processes that make it at once, one makes it."""
    if path.exists():
        return
    new = path.with_name(f".secret.key-{os.getpid()}")
    descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(50))
        file.flush()
        os.fsync(descriptor)
    try:
        os.link(new, path)
    except FileExistsError:
        pass
    finally:
        new.unlink()


def bring_up_to_date():
    """Make an empty database's tables, or migrate those it has. One that a newer Headcanon has written is left alone."""
    from django.core.management import call_command
    from django.db import DatabaseError, connection
    from django.db.migrations.loader import MigrationLoader

    from headcanon.ops.founding import found_if_empty

    try:
        found_if_empty()
        state = MigrationLoader(connection)
    except DatabaseError as error:
        raise Refusal(f"the archive's database cannot be opened: {str(error).strip()}.")
    if set(state.applied_migrations) - set(state.disk_migrations):
        raise Refusal(
            "this archive was written by a newer Headcanon. Install that version, or a later one, to serve it."
        )
    if set(state.disk_migrations) - set(state.applied_migrations):
        call_command("migrate", verbosity=0, interactive=False)


def collect_static_files():
    """Put style and script into the data folder, compressed and named for their content, when they have changed."""
    from django.conf import settings
    from django.core.management import call_command

    mark = Path(settings.STATIC_ROOT) / MARK
    made_from = fingerprint_of_static_files()
    if mark.is_file() and mark.read_text() == made_from:
        return
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=NOT_SERVED)
    mark.write_text(made_from)


def fingerprint_of_static_files():
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list(NOT_SERVED):
            status = os.stat(storage.path(path))
            digest.update(f"{path} {status.st_size} {status.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def invitation():
    """The path of a fresh one-time link, or None in an archive that has its archivist."""
    from django.urls import reverse

    from headcanon.accounts.models import SetupLink, User

    if User.objects.filter(is_superuser=True).exists():
        return None
    return reverse("set-up", args=[SetupLink.make()])
