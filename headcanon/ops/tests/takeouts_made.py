"""Takeouts that no Headcanon has written, for tests of taking them in."""

import hashlib
import json
import zipfile

from headcanon.ops.arrivals.takeout import whose
from headcanon.ops.arrivals.takeout_bringing import bring
from headcanon.ops.arrivals.takeout_file import Takeout

ELSEWHERE = "c" * 32


def made(path, members, *, user_name="Ana", names=None, **said):
    """A file whose sums are right, whatever is in it; `members` are JSON, or bytes as they are."""
    data = {
        name: told if isinstance(told, bytes) else json.dumps(told, ensure_ascii=True).encode()
        for name, told in {"profile.json": profile(user_name), **members}.items()
    }
    sums = {name: {"sha256": hashlib.sha256(each).hexdigest(), "size": len(each)} for name, each in data.items()}
    manifest = {
        "format": 1,
        "made_with": "1",
        "user_name": user_name,
        "archive": {"id": ELSEWHERE},
        **said,
        "members": sums,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, each in data.items():
            archive.writestr(name, each)
        archive.writestr("manifest.json", json.dumps(manifest))
    return path


def profile(user_name):
    return {"user_name": user_name, "email": "", "pen_names": [{"name": user_name, "is_usual": True, "about": ""}]}


def a_work(number=7_000_001, user_name="Ana", *, chapter=None, reviews=None, **said):
    """The members of one work."""
    folder = f"works/{number}-A_work"
    told = {
        "id": number, "title": "The Lamp", "state": "posted", "audience": "everyone",
        "posted_at": "2020-01-01T00:00:00+00:00",
        "revised_at": "2020-01-01T00:00:00+00:00", "made_at": "2020-01-01T00:00:00+00:00", "rating": "teen",
        "authors": [{"pen_name": user_name, "user_name": user_name}], "fandoms": [{"name": "Sea", "typed": "Sea"}],
        "tags": [], **said,
    }  # fmt: skip
    first = {"id": number + 1, "position": 1, "title": "", "body": "<p>It burns.</p>", "posted_at": told["posted_at"]}
    return {
        f"{folder}/work.json": told,
        f"{folder}/reviews.json": reviews or {},
        f"{folder}/chapters/0001-{number + 1}.json": {**first, **(chapter or {})},
    }


def brought(path, name=None, *, is_vouched=True, person=None):
    with Takeout(path) as file:
        file.verify()
        return bring(file, person or whose(file, name), is_vouched=is_vouched)
