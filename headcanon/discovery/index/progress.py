"""How far the index's keeper is with what takes it long, for whoever waits in another process."""

import json
import time

from headcanon.discovery.index.folders import index_folder

OFTEN = 0.3  # seconds
_told_at = 0.0


def tell(what, done, total):
    """`what`: "index", which is made anew, or "families", whose stories are indexed anew."""
    global _told_at
    if time.monotonic() - _told_at >= OFTEN:
        _told_at = time.monotonic()
        (index_folder() / "progress").write_text(json.dumps({"what": what, "done": done, "total": total}))


def end():
    (index_folder() / "progress").unlink(missing_ok=True)


def told():
    """{"what": …, "done": …, "total": …}, or None where nothing takes long."""
    try:
        return json.loads((index_folder() / "progress").read_text())
    except (OSError, ValueError):
        return None
