"""From an address to what somebody asks, and back."""

import pytest
from django.http import QueryDict
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headcanon.canon.models import Canon, Event, Fandom, Tag
from headcanon.core.outbox import drain
from headcanon.discovery.asking import STATUSES, Either, OneOf, Phrase, Question, Without
from headcanon.discovery.filters import RANGES, Filters, Things, settled
from headcanon.discovery.models import AlwaysLeftOut
from headcanon.headcanons.models import Headcanon
from headcanon.reading.models import Reading
from headcanon.reviews.applauding import applaud
from tests.cast import draft, person, posted, restricted, viewer


@pytest.mark.parametrize(
    "address, asks",
    [
        ("", ""),
        ("?q=+lamp++keeper+", "q=lamp+keeper"),
        ("status=hiatus&q=x&status=complete&status=nonsense&status=complete", "q=x&status=complete&status=hiatus"),
        ("no-tag=b&no-tag=a&fandom=z", "fandom=z&no-tag=a&no-tag=b"),
        ("tag=a&no-tag=a&no-tag=b", "no-tag=b"),
        ("fandom=a&fandom=b&fandom-match=all", "fandom=a&fandom=b&fandom-match=all"),
        ("fandom=a&fandom-match=all", "fandom=a"),
        ("tag=a&tag=b&tag-match=all", "tag=a&tag=b"),
        ("tag=a&tag=b&tag-match=any", "tag=a&tag=b&tag-match=any"),
        ("words-from=1%2C000&words-to=500", "words-from=500&words-to=1000"),
        ("words-from=&words-to=x&kudos-from=-1&chapters-to=2", "chapters-to=2"),
        ("posted-from=2024-02-30&updated-to=2024-02-29", "updated-to=2024-02-29"),
        ("set-at=7&leaves-at=x&up-to=07&headcanon=8", "set-at=7&headcanon=8"),
        ("crossover=yes&main=no", "crossover=yes"),
        ("main=yes&crossover=perhaps", "main=yes"),
        ("hide=kudos&hide=read&hide=all", "hide=read&hide=kudos"),
        ("sort=updated", ""),
        ("q=x&sort=updated", "q=x&sort=updated"),
        ("sort=best", "sort=best"),
        ("sort=loudest", ""),
        ("no-by=ana&by=ana", "by=ana"),
        ("page=3&utm_source=x", ""),
        ("tag=%00a%0Ab", "tag=a+b"),
    ],
)
def test_every_address_has_one_form(address, asks):
    assert Filters.from_query(address).asks() == asks
    assert Filters.from_query(asks).asks() == asks


NAMES = st.sampled_from(
    ["q", "tag", "no-tag", "fandom", "fandom-match", "set-at", "crossover", "hide", "sort", "status"]
)
RANGE_NAMES = st.sampled_from([f"{name}-{end}" for name in RANGES for end in ("from", "to")])
VALUES = st.one_of(
    st.sampled_from(["a", "7", "yes", "all", "complete", "2024-01-31", "kudos", "-5"]), st.text(max_size=9)
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.one_of(NAMES, RANGE_NAMES), VALUES), max_size=12))
def test_whatever_an_address_says_it_has_one_form(pairs):
    query = QueryDict(mutable=True)
    for name, value in pairs:
        query.appendlist(name, value)
    filters = Filters.from_query(query)
    assert Filters.from_query(filters.asks()) == Filters.from_query(Filters.from_query(filters.asks()).asks())
    assert Filters.from_query(filters.asks()).asks() == filters.asks()
    for part in filters.parts:
        assert part not in filters.drop(part).parts
        assert len(filters.drop(part).parts) == len(filters.parts) - 1


def question(address, user=None):
    return Filters.from_query(address).question(viewer(user))


def one_of(mark, *things):
    return OneOf(mark, frozenset(thing if isinstance(thing, int) else thing.pk for thing in things))


def test_a_search_for_nothing_asks_for_everything(db):
    assert question("") == Question()
    assert question("", person("Rae")) == Question(is_member=True)


def test_words_become_clauses(db):
    assert question("q=lamp+OR+-title:sea").words == Either((Phrase("lamp"), Without(Phrase("sea", "title"))))


@pytest.fixture
def rae(db):
    return person("Rae")


@pytest.fixture
def lamp(ana):
    work = posted(ana, tags=["Lighthouses", "Grief"], fandoms=["Greek myth", "Dracula"])
    drain()
    return work


def tag(name):
    return Tag.objects.get(name=name)


def test_fandoms_are_any_of_these_and_tags_are_all_of_them(lamp):
    greek, dracula = Fandom.objects.get(name="Greek myth"), Fandom.objects.get(name="Dracula")
    address = f"fandom={greek.slug}&fandom={dracula.slug}&tag={tag('Lighthouses').slug}&tag={tag('Grief').slug}"
    one, other = tag("Grief"), tag("Lighthouses")
    assert question(address).having == (one_of("fandoms", greek, dracula), one_of("tags", one), one_of("tags", other))
    turned = question(f"{address}&fandom-match=all&tag-match=any").having
    assert turned == (one_of("fandoms", dracula), one_of("fandoms", greek), one_of("tags", one, other))


def test_a_name_does_for_a_slug_and_is_settled_as_one(lamp):
    filters = Filters.from_query("tag=GRIEF&character=hero&no-fandom=greek+MYTH")
    things = Things(filters, viewer())
    asked = filters.question(viewer(), things)
    assert asked.having == (one_of("tags", tag("Hero")), one_of("tags", tag("Grief")))
    assert asked.lacking == (one_of("fandoms", Fandom.objects.get(name="Greek myth")),)
    assert settled(filters, things).asks() == "no-fandom=greek-myth&character=hero&tag=grief"


def test_another_name_stands_for_the_canonical_one(lamp):
    Tag.objects.filter(name="Grief").update(standing="canonical")
    Tag.objects.filter(name="Lighthouses").update(standing="synonym", canonical=tag("Grief"))
    filters = Filters.from_query("tag=lighthouses&no-tag=grief")
    assert filters.question(viewer()).having == (one_of("tags", tag("Grief")),)
    assert settled(filters, Things(filters, viewer())) == Filters()


def test_in_the_foreground_only(lamp):
    assert question("character=hero&tag=grief&main=yes").having == (
        one_of("main", tag("Hero")),
        one_of("tags", tag("Grief")),
    )


def test_what_only_unseen_stories_have_is_not_there(ana, rae):
    restricted(ana, tags=["Whispers"])
    draft(ana, tags=["Secrets"])
    drain()
    nothing = OneOf("tags", frozenset())
    for name in ("whispers", "secrets", "never typed"):
        assert question(f"tag={name}").having == (nothing,)
        assert question(f"no-tag={name}").lacking == ()
    assert question("tag=whispers", rae).having == (one_of("tags", tag("Whispers")),)
    assert question("no-tag=whispers", rae).lacking == (one_of("tags", tag("Whispers")),)
    assert question("tag=secrets", rae).having == (nothing,)
    assert question("tag=secrets", ana).having == (one_of("tags", tag("Secrets")),)


def test_lists_of_words_are_numbers(lamp):
    asked = question("rating=teen&no-status=hiatus&no-status=abandoned&place=leaves&wish=gentle&crossover=no")
    assert {one.mark for one in asked.having} == {"rating", "placement", "wish"}
    assert asked.having[0] == OneOf("rating", frozenset({lamp.rating_sign.position}))
    assert asked.lacking == (
        OneOf("status", frozenset({STATUSES.index("hiatus"), STATUSES.index("abandoned")})),
        OneOf("crossover", frozenset({1})),
    )


def test_ranges_have_both_their_ends_within(db):
    asked = question("words-from=1000&kudos-to=5&posted-from=1970-01-01&posted-to=1970-01-01")
    assert asked.between == {"words": (1000, None), "kudos": (None, 5), "posted": (0, 86_399)}


def test_events_and_headcanons(lamp, rae):
    canon = Canon.objects.create(fandom=Fandom.objects.get(name="Dracula"), name="The book", slug="book")
    first, second, third = (
        Event.objects.create(canon=canon, title=name, position=n, state="on-the-line") for n, name in enumerate("abc")
    )
    claim = Headcanon.objects.create(claim="She knew.", pseud=rae.default_pseud, state="posted")
    asked = question(f"set-at={first.pk}&leaves-at={second.pk}&up-to={second.pk}&headcanon={claim.pk}")
    assert asked.having == (
        one_of("headcanons", claim),
        one_of("set_at", first),
        one_of("leaves_at", second),
    )
    assert asked.lacking == (one_of("set_at", third), one_of("leaves_at", third))
    Headcanon.objects.update(is_hidden=True)
    Event.objects.update(state="suggested")
    asked = question(f"set-at={first.pk}&up-to={second.pk}&headcanon={claim.pk}")
    assert asked.having == (OneOf("headcanons", frozenset()), OneOf("set_at", frozenset()))
    assert asked.lacking == ()


def test_a_member_hides_what_she_has_read_and_what_she_was_glad_of(lamp, ana, rae):
    other = posted(ana, "Other")
    Reading.objects.create(person=rae, work=lamp, state="read", last_at=timezone.now())
    Reading.objects.create(person=rae, work=posted(ana, "Begun"), state="reading")
    applaud(other, viewer=viewer(rae))
    assert question("hide=read", rae).without_works == {lamp.pk}
    assert question("hide=kudos", rae).without_works == {other.pk}
    assert question("hide=kudos&hide=read", rae).without_works == {lamp.pk, other.pk}
    assert question("hide=kudos&hide=read").without_works == set()


def test_what_she_always_leaves_out_is_left_out_unless_she_asks_for_it(lamp, rae):
    AlwaysLeftOut.objects.create(person=rae, asks="no-tag=grief&no-tag=lighthouses&no-rating=teen&q=lamp&words-to=5")
    asked = question("", rae)
    assert asked.words is None and asked.between == {}
    assert set(asked.lacking) == {
        one_of("tags", tag("Grief"), tag("Lighthouses")),
        OneOf("rating", frozenset({lamp.rating_sign.position})),
    }
    assert one_of("tags", tag("Lighthouses")) in question("tag=grief", rae).lacking
    assert question("").lacking == ()


def test_the_number_of_queries_does_not_grow_with_what_is_asked(lamp, django_assert_num_queries):
    with django_assert_num_queries(2):
        question("tag=grief&fandom=dracula")
    with django_assert_num_queries(2):
        question("tag=grief&tag=lighthouses&character=hero&no-relationship=x&fandom=dracula&no-fandom=greek-myth")
