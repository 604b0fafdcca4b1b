"""Every feed and every page of the catalogue keeps to the grammar of Atom, as a validator of other people's finds."""

from pathlib import Path

import pytest

from headcanon.api.tests.test_feeds import address, feeds_of, fetched, told_at_length
from headcanon.reading.tests.on_shelves import shelf_of
from tests.cast import signed_in
from tests.programs import complaints_of_jing

pytestmark = [pytest.mark.django_db, pytest.mark.prove]
GRAMMAR = Path(__file__).parent / "atom.rnc"
CATALOGUE = ("/opds", "/opds/stories", "/opds/fandoms", "/opds/shelves", "/opds/follows", "/opds/follows/stories")
WRONG = '<feed xmlns="http://www.w3.org/2005/Atom"><id>a:b</id><title type="rich">x</title></feed>'


def test_jing_finds_nothing(ana, bea, rae, tmp_path):
    work = told_at_length(ana)
    shelf = shelf_of(rae, "Sea", work)
    feeds = [address(kind, *where) for kind, where in feeds_of(work, bea).items()]
    places = [*feeds, *CATALOGUE, f"/opds/works/{work.pk}", f"/opds/shelves/{shelf.pk}"]
    files = []
    for number, where in enumerate(places):
        answer = fetched(where, signed_in(rae))
        assert answer.status_code == 200, where
        files.append(tmp_path / f"{number}.xml")
        files[-1].write_bytes(answer.content)
    assert complaints_of_jing(GRAMMAR, files) == []


def test_jing_finds_what_is_wrong(tmp_path):
    wrong = tmp_path / "wrong.xml"
    wrong.write_text(WRONG)
    found = "\n".join(complaints_of_jing(GRAMMAR, [wrong]))
    assert 'value of attribute "type" is invalid' in found
    assert 'missing required element "updated"' in found
