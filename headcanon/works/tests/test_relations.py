"""Sequels and the like: each page says its own, and another's page says it when its author has agreed."""

import pytest
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.works.models import RelatedWork, Work
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {name: cast.person(name) for name in ("Ana", "Rae", "Vex")}


@pytest.fixture
def lamp(people):
    return cast.posted(people["Ana"], "The Lamp", chapters=2)


@pytest.fixture
def answer_to_it(people):
    return cast.posted(people["Rae"], "The Dark")


def name(client, person, work, parent=None, **fields):
    client.force_login(person)
    said = {"kind": "sequel", "address": f"http://testserver{parent.get_absolute_url()}" if parent else "", **fields}
    return client.post(reverse("work-relations", args=[work.pk]), said)


def decide(client, person, said):
    client.force_login(person)
    return client.post(reverse("request-answer", args=["related", RelatedWork.objects.get().pk]), {"answer": said})


def page(client, address, who=None):
    client.logout()
    if who:
        client.force_login(who)
    return client.get(address).content.decode()


def last_page(work):
    return work.chapters.last().get_absolute_url()


def test_her_own_page_says_it_at_once_and_the_other_when_its_author_agrees(client, people, lamp, answer_to_it):
    assert name(client, people["Rae"], answer_to_it, lamp).status_code == 302
    own = page(client, answer_to_it.get_absolute_url())
    assert f'Sequel to <a href="{lamp.get_absolute_url()}"><bdi>The Lamp</bdi></a> by <bdi>Ana</bdi>' in own
    assert '<ul class="associations">' in own
    assert "The Dark" not in page(client, last_page(lamp))
    people["Ana"].refresh_from_db()
    assert people["Ana"].requests_waiting == 1
    decide(client, people["Ana"], "yes")
    for address in (last_page(lamp), f"{lamp.get_absolute_url()}?view_full_work=true"):
        found = page(client, address)
        assert '<div id="children">' in found
        assert f'Sequel: <a href="{answer_to_it.get_absolute_url()}"><bdi>The Dark</bdi></a> by <bdi>Rae</bdi>' in found
    assert "The Dark" not in page(client, lamp.get_absolute_url())
    decide(client, people["Ana"], "no")
    assert "The Dark" not in page(client, last_page(lamp))


@pytest.mark.parametrize("who", ["Rae", "Vex"])
def test_nobody_agrees_for_another(client, people, lamp, answer_to_it, who):
    name(client, people["Rae"], answer_to_it, lamp)
    assert decide(client, people[who], "yes").status_code == 404
    assert RelatedWork.objects.get().agreed_at is None


def test_between_her_own_stories_she_has_agreed(client, people, lamp):
    second = cast.posted(people["Ana"], "The Sea")
    name(client, people["Ana"], second, lamp)
    assert "The Sea" in page(client, last_page(lamp))


def test_a_story_elsewhere_needs_a_title(client, people, lamp):
    bad = name(client, people["Ana"], lamp, address="https://example.org/works/1")
    assert "needs its title" in bad.content.decode()
    name(client, people["Ana"], lamp, address="https://example.org/s/1", title="Far <Away>", author="Sam", kind="remix")
    found = page(client, lamp.get_absolute_url())
    link = '<a href="https://example.org/s/1" rel="nofollow noopener"><bdi>Far &lt;Away&gt;</bdi></a>'
    assert f"Remix of {link} by <bdi>Sam</bdi>" in found


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://example.org/x", "nonsense", "//evil", "data:text/html,x"]
)
def test_an_address_leads_to_the_web_or_nowhere(client, people, lamp, address):
    assert name(client, people["Ana"], lamp, address=address, title="X").status_code == 200
    assert RelatedWork.objects.count() == 0


def test_what_she_cannot_read_cannot_be_named_and_looks_missing(client, people, lamp):
    draft = cast.draft(people["Vex"], "Secret")
    said = [
        name(client, people["Ana"], lamp, address=address).context["form"].errors
        for address in (draft.get_absolute_url(), "/works/1000001", "/works/99999999999")
    ]
    assert said[0] == said[1] == {"address": ["There is no story at this address that you can read."]}
    assert RelatedWork.objects.count() == 0
    assert "own address" in name(client, people["Ana"], lamp, lamp).content.decode()


def test_a_story_that_is_hidden_afterwards_is_named_to_nobody_who_may_not_see_it(client, people, lamp, answer_to_it):
    name(client, people["Rae"], answer_to_it, lamp)
    decide(client, people["Ana"], "yes")
    Work.objects.filter(pk=lamp.pk).update(audience="me")
    assert "The Lamp" not in page(client, answer_to_it.get_absolute_url())
    client.force_login(people["Rae"])
    listed = client.get(reverse("work-relations", args=[answer_to_it.pk])).content.decode()
    assert ("The Lamp" in listed, "you cannot read at present" in listed) == (False, True)
    Work.objects.filter(pk=lamp.pk).update(audience="everyone")
    Work.objects.filter(pk=answer_to_it.pk).update(is_hidden=True)
    assert "The Dark" not in page(client, last_page(lamp))


def test_people_apart_cannot_name_each_others(client, people, lamp, answer_to_it):
    block(people["Ana"], people["Rae"])
    assert name(client, people["Rae"], answer_to_it, lamp).status_code == 200
    assert RelatedWork.objects.count() == 0


def test_only_its_author_takes_it_back(client, people, lamp, answer_to_it):
    name(client, people["Rae"], answer_to_it, lamp)
    relation = RelatedWork.objects.get()
    client.force_login(people["Ana"])
    for work in (answer_to_it, lamp):
        assert client.post(reverse("relation-remove", args=[work.pk, relation.pk])).status_code == 404
    client.force_login(people["Rae"])
    client.post(reverse("relation-remove", args=[answer_to_it.pk, relation.pk]))
    assert RelatedWork.objects.count() == 0
