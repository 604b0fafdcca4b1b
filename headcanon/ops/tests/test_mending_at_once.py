"""Several tabs in which an author accepts the same typo notes at the same moment: each phrase is changed once.

On an archive of its own in a folder, as in test_reviewing_at_once.py.
"""

import json

import pytest

from headcanon.ops.tests.archives import AT_ONCE, make_archive, tell
from tests.postgres import postgres  # noqa: F401

ACCEPT = (
    AT_ONCE
    + """
import json
from headcanon.accounts.models import User
from headcanon.core.viewing import Viewer
from headcanon.reviews.models import TypoNote
from headcanon.reviews.reviewing import Voice
from headcanon.reviews.typo_notes import put_right, send
from headcanon.works.models import Chapter, Revision
ana, rae = person("Ana"), person("Rae")
work = posted(ana)
chapter = work.chapters.get()
Chapter.objects.filter(pk=chapter.pk).update(body="<p>One adn two.</p><p>Three adn four.</p>")

def mark(number):
    me = User.objects.get(pk=rae.pk)
    voice = Voice(Viewer(me), pseud=me.default_pseud)
    for words in ("One adn", "Three adn"):
        send(chapter, words, f"{words} adn", voice=voice)

at_once(mark)
sent, revisions = TypoNote.objects.count(), Revision.objects.count()
at_once(lambda number: put_right(list(TypoNote.objects.all()), person=ana))
body = Chapter.objects.get().body
print(json.dumps([wrong, sent, Revision.objects.count() - revisions, body]))
"""
)
DONE = [[], 2, 1, "<p>One adn adn two.</p><p>Three adn adn four.</p>"]


def accept_at_once(data, **database):
    make_archive(data, works=False, **database)
    assert json.loads(tell(ACCEPT, data=data, **database)) == DONE


def test_notes_sent_and_accepted_at_one_moment_change_each_phrase_once(tmp_path):
    accept_at_once(tmp_path / "data")


@pytest.mark.prove
def test_and_so_it_is_on_postgresql(tmp_path, postgres):  # noqa: F811
    accept_at_once(tmp_path / "data", HEADCANON_DATABASE=postgres.new_database())
