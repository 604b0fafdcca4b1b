"""Writing together: nobody is named who has not agreed, and nobody is told of a block."""

import pytest
from django.urls import reverse

from headcanon.accounts.blocking import block
from headcanon.works.models import Authorship, CoauthorRequest, Work
from tests import cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def people():
    return {name: cast.person(name) for name in ("Ana", "Rae", "Vex")}


@pytest.fixture
def work(people):
    return cast.draft(people["Ana"])


def sent(client, person, place, /, *args, **fields):
    client.force_login(person)
    return client.post(reverse(place, args=args), fields, follow=True)


def ask(client, people, work, name="Rae", by="Ana"):
    return sent(client, people[by], "work-authors", work.pk, name=name)


def authors(work):
    return [pseud.name for pseud in Work.objects.get(pk=work.pk).authors]


def requests_of(client, person):
    client.force_login(person)
    return client.get(reverse("requests"))


def answer(client, person, request, said="yes"):
    return sent(client, person, "request-answer", "coauthor", request.pk, answer=said)


def test_she_is_named_when_she_has_agreed_and_then_writes_too(client, people, work):
    ask(client, people, work)
    assert authors(work) == ["Ana"]
    page = requests_of(client, people["Rae"])
    assert "The Lamp" in page.content.decode()
    assert "1 request" in client.get(reverse("home")).content.decode()
    assert client.get(reverse("work-edit", args=[work.pk])).status_code == 404
    answer(client, people["Rae"], CoauthorRequest.objects.get())
    assert authors(work) == ["Ana", "Rae"]
    assert client.get(reverse("work-edit", args=[work.pk])).status_code == 200
    assert "1 request" not in client.get(reverse("home")).content.decode()


def test_she_declines_and_is_not_asked_again(client, people, work):
    ask(client, people, work)
    answer(client, people["Rae"], CoauthorRequest.objects.get(), "no")
    assert ask(client, people, work).status_code == 200
    page = requests_of(client, people["Rae"])
    assert (authors(work), list(page.context["coauthor_requests"])) == (["Ana"], [])


def test_whoever_keeps_her_away_is_asked_to_all_appearance_and_never_hears_of_it(client, people, work):
    block(people["Rae"], people["Ana"])
    quiet = ask(client, people, work).content.decode()
    hidden = requests_of(client, people["Rae"])
    assert ("Rae is asked." in quiet, list(hidden.context["coauthor_requests"])) == (True, [])
    assert answer(client, people["Rae"], CoauthorRequest.objects.get()).status_code == 404
    people["Rae"].refresh_from_db()
    assert (people["Rae"].requests_waiting, authors(work)) == (0, ["Ana"])


@pytest.mark.parametrize("who", ["Vex", "Ana"])
def test_nobody_answers_for_another(client, people, work, who):
    ask(client, people, work)
    assert answer(client, people[who], CoauthorRequest.objects.get()).status_code == 404
    assert authors(work) == ["Ana"]


def test_only_an_author_takes_a_request_back(client, people, work):
    ask(client, people, work)
    request = CoauthorRequest.objects.get()
    other = cast.draft(people["Vex"], "Vex's")
    for place in (work, other):
        assert sent(client, people["Vex"], "coauthor-withdraw", place.pk, request.pk).status_code == 404
    sent(client, people["Ana"], "coauthor-withdraw", work.pk, request.pk)
    assert CoauthorRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("Nobody at all", "Nobody here writes under this name"),
        ("ana", "Ana is an author of this story already."),
        ("Sam", "Several people write as Sam"),
        ("", "This field is required."),
    ],
)
def test_who_cannot_be_asked_is_said(client, people, work, name, says):
    for username in ("Sam", "Sam_2"):
        cast.person(username, pen_name="Sam")
    assert says in ask(client, people, work, name).content.decode()
    assert CoauthorRequest.objects.count() == 0


def test_of_several_people_of_one_name_the_user_name_tells(client, people, work):
    for username in ("Sam", "Sam_2"):
        cast.person(username, pen_name="Sam")
    ask(client, people, work, "sam (Sam_2)")
    assert CoauthorRequest.objects.get().pseud.user.username == "Sam_2"


def test_she_leaves_and_the_last_author_cannot(client, people):
    work = cast.posted(people["Ana"], others=[people["Rae"]])
    sent(client, people["Ana"], "work-leave", work.pk)
    assert authors(work) == ["Rae"]
    said = sent(client, people["Rae"], "work-leave", work.pk).content.decode()
    assert ("only author" in said, authors(work)) == (True, ["Rae"])


def test_accepting_twice_names_her_once(client, people, work):
    ask(client, people, work)
    request = CoauthorRequest.objects.get()
    assert [answer(client, people["Rae"], request).status_code for _ in range(2)] == [200, 404]
    assert Authorship.objects.filter(work=work).count() == 2
