"""What somebody keeps quiet: in her takeout, at one moment from several tabs, and on PostgreSQL as on SQLite."""

import json

import pytest

from headcanon.core.viewing import Viewer
from headcanon.ops.taking_out_quiet import quiet_of
from headcanon.ops.tests.archives import AT_ONCE, make_archive, tell
from headcanon.reading.quiet import keep_quiet
from headcanon.works.models import Work
from tests import cast
from tests.postgres import postgres  # noqa: F401


@pytest.mark.django_db
def test_her_takeout_holds_it_and_names_what_she_may_see(ana):
    rae, storm, rain = cast.person("Rae"), cast.posted(ana, "Loud Thunder"), cast.posted(ana, "Soft Rain")
    kept = [("work", storm), ("work", rain), ("fandom", storm.fandom_names[0]), ("words", "otter")]
    for kind, thing in [*kept, ("tag", storm.tags_of("freeform")[0])]:
        keep_quiet(rae, kind, thing)
    Work.objects.filter(pk=rain.pk).update(is_hidden=True)
    told = [{name: value for name, value in each.items() if name != "since"} for each in quiet_of(rae, Viewer(rae))]
    assert told == [
        {"kind": "work", "work": storm.pk, "name": "Loud Thunder"},
        {"kind": "work", "work": rain.pk, "name": ""},
        {"kind": "fandom", "name": "Greek myth"},
        {"kind": "words", "name": "otter"},
        {"kind": "freeform", "name": "Lighthouses"},
    ]
    assert quiet_of(ana, Viewer(ana)) == []


KEEP = (
    AT_ONCE
    + """
import json
from headcanon.core.viewing import Viewer
from headcanon.reading.models import Quiet
from headcanon.reading.quiet import keep_quiet, let_back, says, says_one_of
from headcanon.works.models import Work
ana, rae = person("Ana"), person("Rae")
work = posted(ana)
at_once(lambda number: (keep_quiet(rae, "work", work), keep_quiet(rae, "words", "lamp")))
kept = Quiet.objects.count()
shown = [Work.objects.listed_to(Viewer(each)).without_muted(Viewer(each)).count() for each in (ana, rae)]
at_once(lambda number: (let_back(rae, "work", work.pk), let_back(rae, "words", "lamp")))
said = [
    ("tempest", "A <em>Tempest</em>!"), ("tempest", "A t<em>empest</em>"), ("tempest", "Tempests, tempest_s"),
    ("cafe", "Das CAF\u00c9."), ("caf\u00e9", "cafe"), ("stra\u00dfe", "STRASSE"), ("strasse", "Stra\u00dfe"),
    ("em", "<em>x</em>"), ("broken heart", "a broken<br>heart"), ("don't", "I don\u2019t."), ("a&b", "a&amp;b"),
    ("c++", "in C++."), (".*", "x"), ("(a|b)", "x (a|b)"), ("x", "%"),
    ("\u6b7b", "\u6b7b\u795e\u304c"), ("\u0448\u0443\u043c", "\u0428\u0443\u043c!"),
]
wrong_words = []
for words, text in said:
    Work.objects.filter(pk=work.pk).update(summary=f"<p>{text}</p>")
    found = Work.objects.filter(says(["otter", words])).exists()
    if found != says_one_of(words, work.title, f"<p>{text}</p>"):
        wrong_words.append(words)
print(json.dumps([wrong, kept, shown, Quiet.objects.count(), wrong_words]))
"""
)
DONE = [[], 2, [1, 0], 0, []]


def keep_at_once(data, **database):
    make_archive(data, works=False, **database)
    assert json.loads(tell(KEEP, data=data, **database)) == DONE


def test_twice_at_one_moment_is_once(tmp_path):
    keep_at_once(tmp_path / "data")


@pytest.mark.prove
def test_and_so_it_is_on_postgresql_which_finds_the_same_words(tmp_path, postgres):  # noqa: F811
    keep_at_once(tmp_path / "data", HEADCANON_DATABASE=postgres.new_database())
