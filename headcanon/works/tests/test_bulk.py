"""Many stories changed at once: all of them or none, only hers, and nothing of what they said is lost."""

import pytest
from django.urls import reverse

from headcanon.works.drafting import keep
from headcanon.works.models import Work
from headcanon.works.revisions import unpacked
from headcanon.works.subjects import typed_of
from tests import cast

pytestmark = pytest.mark.django_db
ADDRESS = "/works/mine/edit"


@pytest.fixture
def client(ana):
    return cast.signed_in(ana)


@pytest.fixture
def works(ana):
    return [cast.posted(ana, f"Night {number}", tags=["Salt", "Sea"]) for number in (1, 2, 3)]


def change(client, works, **fields):
    return client.post(ADDRESS, {"works": [work.pk for work in works], "action": "save", **fields})


def now(works):
    return [Work.objects.get(pk=work.pk) for work in works]


def test_what_is_filled_in_changes_and_all_else_stays(client, works):
    answer = change(
        client, works[:2], audience="members", rating="mature", language="de", reviewers="nobody", may_index="no",
        status="hiatus", add_tags="Lamps", remove_tags="sea", add_fandoms="The Aeneid", series="Nights",
    )  # fmt: skip
    assert answer.status_code == 302
    for number, work in enumerate(now(works[:2]), start=1):
        said = (work.title, work.audience, work.rating, work.language, work.reviewers, work.may_index, work.status)
        assert said == (f"Night {number}", "members", "mature", "de", "nobody", False, "hiatus")
        assert (typed_of(work)["tags"], typed_of(work)["fandoms"]) == ("Salt, Lamps", "Greek myth, The Aeneid")
        assert [(part.series.title, part.position) for part in work.series_parts.all()] == [("Nights", number)]
        assert "Salt, Sea" not in unpacked(work.revisions.filter(chapter=None).first())["tags"]
    [other] = now(works[2:])
    assert (other.audience, other.rating, typed_of(other)["tags"]) == ("everyone", "teen", "Salt, Sea")


def test_first_she_is_asked_what_is_to_change(client, works):
    page = client.post(ADDRESS, {"works": [work.pk for work in works]})
    assert page.status_code == 200
    assert all(work.title in page.content.decode() for work in works)
    assert [work.audience for work in now(works)] == ["everyone"] * 3
    assert client.post(ADDRESS, {}).url == reverse("works-mine")


def test_if_one_of_them_is_not_hers_none_is_changed(client, works):
    vexs = cast.posted(cast.person("Vex"), "Vex's")
    assert change(client, [*works, vexs], audience="me", trash="on").status_code == 404
    assert {work.audience for work in now([*works, vexs])} == {"everyone"}
    assert client.post(ADDRESS, {"works": [works[0].pk, "1' OR 1=1"], "action": "save"}).status_code == 404
    client.logout()
    assert change(client, works, audience="me").status_code == 302
    assert {work.audience for work in now(works)} == {"everyone"}


def test_what_cannot_be_changes_nothing(client, works):
    for fields in ({"rating": "made-up"}, {"audience": "x"}, {"add_tags": ",".join(f"T{n}" for n in range(90))}):
        answer = change(client, works, **{"language": "de", **fields})
        assert answer.status_code == 200 and answer.context["form"].errors
    assert {work.language for work in now(works)} == {"en"}


def test_what_was_typed_and_not_saved_is_an_earlier_version(client, ana, works):
    keep(works[0], person=ana, device="laptop", seen=1, fields={"title": "Half a t"})
    change(client, works, language="de")
    kept = [unpacked(each)["title"] for each in works[0].revisions.filter(chapter=None)]
    assert ("Half a t" in kept, now(works)[0].title) == (True, "Night 1")
    # And whoever has the form open learns that it has changed since.
    assert keep(works[0], person=ana, device="tablet", seen=2, fields={"title": "Other"}).stands_apart


def test_they_go_into_the_trash_together(client, works):
    change(client, works, trash="on")
    assert all(work.trashed_at for work in now(works))
