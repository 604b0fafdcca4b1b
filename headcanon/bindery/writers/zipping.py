"""Zips whose bytes tell nothing but what is in them."""

import zipfile
from io import BytesIO

# Zip knows no date before 1980; a book's bytes must not tell when it was made.
NO_TIME = (1980, 1, 1, 0, 0, 0)


def zipped(files, *, first=()):
    """A zip of these files, in their order; those named `first` begin it, not compressed."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, body in files.items():
            entry = zipfile.ZipInfo(name, date_time=NO_TIME)
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            data = body if isinstance(body, bytes) else body.encode()
            compression = zipfile.ZIP_STORED if name in first else zipfile.ZIP_DEFLATED
            archive.writestr(entry, data, compression, compresslevel=6)
    return buffer.getvalue()
