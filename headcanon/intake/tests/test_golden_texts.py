"""Whole files, as people kept them, and all that is read from them: golden/<name>/in.txt and out.json.

They are made up, after the habits, gaps, notes and traps of real ones.
"""

import json
from pathlib import Path

import pytest

from headcanon.intake.readers import read_file

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", sorted(folder.name for folder in GOLDEN.iterdir()))
def test_a_file_is_read_as_a_person_would(name):
    (manuscript,) = read_file(GOLDEN / name / "in.txt")
    assert manuscript.as_json() == json.loads((GOLDEN / name / "out.json").read_text(encoding="utf-8"))
