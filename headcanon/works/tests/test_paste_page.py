"""What the editor is answered when something is pasted."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.cast import person

pytestmark = pytest.mark.django_db


@pytest.fixture
def ana():
    client = Client()
    client.force_login(person("Ana"))
    return client


def paste(client, **said):
    return client.post(reverse("paste"), said, content_type="application/json")


def test_a_paste_is_answered_with_story_html_and_a_line_about_it(ana):
    answer = paste(ana, html="<p><i>She</i> <i>knew</i>.<p>***<p>x<img src=data:x alt=key>", text="She knew.")
    assert (answer.status_code, answer.json()) == (
        200,
        {
            "html": "<p><em>She knew</em>.</p><hr><p>x key</p>",
            "said": "Kept 1 run of italics and 1 scene break. 1 picture became a link or its description.",
        },
    )


def test_plain_text_is_read_as_markdown(ana):
    assert paste(ana, html="", text="She *knew*.\n\nShe went.").json() == {
        "html": "<p>She <em>knew</em>.</p><p>She went.</p>",
        "said": "Kept 1 run of italics.",
    }
    assert paste(ana, html="", text="She went.").json() == {"html": "<p>She went.</p>", "said": "Pasted as it was."}


def test_only_somebody_who_is_signed_in_is_answered():
    assert paste(Client(), html="<p>x").url.startswith(reverse("account_login"))


def test_what_is_too_large_or_nothing_says_what_to_do(ana):
    large = paste(ana, html="x" * 5_000_001)
    assert (large.status_code, "in parts, a chapter at a time" in large.json()["error"]) == (413, True)
    assert paste(ana, html="x" * 21 * 2**20).status_code == 413
    for body in ("", "[]", "{", b"\xff\xfe", '"x"'):
        answer = ana.post(reverse("paste"), body, content_type="application/json")
        assert (answer.status_code, answer.json()["error"][:7]) == (400, "Nothing")


def test_nothing_in_a_paste_can_act(ana):
    html = paste(ana, html="<style>*{x:url(//evil)}</style><script>pwned(1)</script><p onclick=x>a\ud800").json()[
        "html"
    ]
    assert html == "<p>a�</p>"
