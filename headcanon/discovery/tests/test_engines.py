"""What every engine behind the search promises, and that the quick one finds what the obvious one finds."""

import os
import random
from dataclasses import replace

import pytest

from headcanon.discovery.asking import (
    MARKS,
    NUMBERS,
    SORTS,
    TEXTS,
    Either,
    Every,
    Hits,
    NotUnderstood,
    OneOf,
    Phrase,
    Question,
    Without,
)
from headcanon.discovery.index import tantivy_engine
from headcanon.discovery.index.interface import DEEPEST, Document, fingerprint
from headcanon.discovery.index.ordering import seeks
from headcanon.discovery.index.plain_engine import Plain
from headcanon.discovery.index.tantivy_engine import BeingWritten, Engine

ENGINES = {"plain": lambda folder: Plain(), "tantivy": Engine}
ALL = Question(is_member=True)


@pytest.fixture(params=ENGINES)
def engine(request, tmp_path):
    return ENGINES[request.param](tmp_path / "index")


def document(work, *, language="en", for_members=False, title="", summary="", text="", authors="", **said):
    """A story of which nothing is said but what is said here."""
    numbers = {name: said.pop(name, 0) for name in NUMBERS if name != "newest"}
    newest = said.pop("newest", (1_700_000_000 << 31) | work)
    texts = {"title": title, "summary": summary, "text": text, "authors": authors}
    return Document(
        work=work,
        is_for_members=for_members,
        texts=texts,
        language=language,
        marks={name: tuple(ids) for name, ids in said.items()},
        numbers={**numbers, "newest": newest},
        sorted_title=title.casefold(),
        sorted_author=authors.casefold(),
    )


def holding(engine, *documents):
    engine.put(documents)
    engine.commit()
    return engine


def found(engine, question=ALL, sort="updated", **place):
    return engine.search(question, sort=sort, **place).ids


def saying(words, where="", **how):
    return replace(ALL, words=Phrase(words, where, **how))


# --- Keeping -------------------------------------------------------------------------------------------------------


def test_an_empty_one_finds_nothing(engine):
    engine.commit()
    assert engine.search(ALL, sort="best") == Hits((), 0)
    assert engine.count(ALL) == 0
    assert engine.facets(ALL, {"tags": 3}) == {"tags": []}
    assert list(engine.versions()) == []


def test_what_is_not_committed_is_not_found(engine):
    engine.put([document(1)])
    assert found(engine) == ()
    engine.commit()
    assert found(engine) == (1,)


def test_a_story_that_is_put_again_takes_its_own_place(engine):
    holding(engine, document(1, title="The Lamp"), document(2, title="The Oar"))
    holding(engine, document(1, title="The Wick"), document(1, title="The Flame"))
    assert engine.count(ALL) == 2
    assert [found(engine, saying(word)) for word in ("lamp", "wick", "flame", "oar")] == [(), (), (1,), (2,)]


def test_what_is_dropped_is_gone(engine):
    holding(engine, document(1), document(2))
    engine.drop([1, 77])
    engine.commit()
    assert found(engine) == (2,)


def test_versions_tell_every_document_by_what_it_says(engine):
    lamp, oar = document(1, title="The Lamp"), document(2**31 - 1, title="Das Boot", language="de")
    holding(engine, lamp, oar)
    assert sorted(engine.versions()) == [(1, fingerprint(lamp)), (2**31 - 1, fingerprint(oar))]
    holding(engine, replace(lamp, sorted_title="lamp"))
    assert dict(engine.versions())[1] != fingerprint(lamp)


# --- Who asks ------------------------------------------------------------------------------------------------------


def test_a_guest_finds_and_counts_only_what_is_for_everyone(engine):
    holding(engine, document(1, tags=[7]), document(2, for_members=True, tags=[7, 8]))
    guest = Question()
    assert engine.search(guest, sort="updated") == Hits((1,), 1)
    assert engine.facets(guest, {"tags": 5}) == {"tags": [(7, 1)]}
    assert engine.search(ALL, sort="updated") == Hits((2, 1), 2)
    assert engine.facets(ALL, {"tags": 5}) == {"tags": [(7, 2), (8, 1)]}


def test_works_and_people_can_be_left_out(engine):
    holding(engine, document(1, people=[5]), document(2, people=[5, 6]), document(3, people=[6]))
    assert found(engine, replace(ALL, without_works=frozenset({2, 99}))) == (3, 1)
    assert found(engine, replace(ALL, lacking_people=frozenset({5}))) == (3,)
    assert found(engine, replace(ALL, among_works=frozenset({1, 2, 99}))) == (2, 1)
    assert found(engine, replace(ALL, among_works=frozenset())) == ()


# --- Marks and numbers ---------------------------------------------------------------------------------------------


def test_marks_are_asked_for_and_left_out(engine):
    holding(engine, document(1, tags=[7], rating=[0]), document(2, tags=[7, 8], rating=[3]), document(3, rating=[3]))
    either, old = OneOf("tags", frozenset({7, 8, -1})), OneOf("rating", frozenset({3}))
    assert found(engine, replace(ALL, having=(either,))) == (2, 1)
    assert found(engine, replace(ALL, having=(either, old))) == (2,)
    assert found(engine, replace(ALL, lacking=(either,))) == (3,)
    assert found(engine, replace(ALL, having=(OneOf("tags", frozenset()),))) == ()
    assert found(engine, replace(ALL, lacking=(OneOf("tags", frozenset()),))) == (3, 2, 1)


def test_ranges_hold_their_ends(engine):
    holding(engine, *(document(work, words=work * 100) for work in (1, 2, 3)))
    bounds = {(100, 200): (2, 1), (101, None): (3, 2), (None, 99): (), (None, None): (3, 2, 1), (300, 100): ()}
    bounds |= {(-(10**30), 10**30): (3, 2, 1), (10**30, None): (), (None, -(10**30)): ()}
    assert {each: found(engine, replace(ALL, between={"words": each})) for each in bounds} == bounds


def test_facets_count_works_the_commonest_first_then_by_id(engine):
    holding(engine, document(1, tags=[9, 9, 4]), document(2, tags=[9, 3]), document(3, fandoms=[1]))
    assert engine.facets(ALL, {"tags": 2, "fandoms": 9, "wish": 1}) == {
        "tags": [(9, 2), (3, 1)],
        "fandoms": [(1, 1)],
        "wish": [],
    }


# --- Words ---------------------------------------------------------------------------------------------------------


def test_words_are_found_in_any_text_or_in_one(engine):
    holding(engine, document(1, title="The Lamp", text="An oar."), document(2, summary="Of a lamp", authors="Oar"))
    assert found(engine, saying("LAMP")) == (2, 1)
    assert found(engine, saying("lamp", "title")) == (1,)
    assert found(engine, saying("oar", "authors")) == (2,)
    assert found(engine, saying("oar", "text")) == (1,)


def test_a_phrase_stands_in_one_text_in_its_order(engine):
    holding(engine, document(1, text="she trims her lamp"), document(2, title="Her", text="lamp, she trims"))
    assert found(engine, saying("her lamp")) == (1,)
    assert found(engine, saying("lamp her")) == ()


def test_the_beginning_of_a_word_is_enough_if_one_says_so(engine):
    holding(engine, document(1, text="at the lighthouse gate"), document(2, text="lightly gated"))
    assert found(engine, saying("light", is_begun=True)) == (2, 1)
    assert found(engine, saying("ligh")) == ()
    assert found(engine, saying("the lighth", is_begun=True)) == (1,)
    assert found(engine, saying("lighthouses", is_begun=True)) == (1,)


def test_words_are_found_by_their_stems_each_in_the_language_of_its_story(engine):
    holding(
        engine,
        document(1, text="the lighthouses burning"),
        document(2, language="de", text="die Häuser brannten"),
        document(3, language="cy", text="goleudai"),
        document(4, authors="Burning"),
        document(5, language="pt-BR", text="navegações"),
    )
    sought = {
        "lighthouse": (1,), "burned": (1,), "haus": (2,), "Hausern": (2,), "goleuda": (), "goleudai": (3,),
        "burning": (4, 1), "navegacoes": (5,),
    }  # fmt: skip
    assert {word: found(engine, saying(word)) for word in sought} == sought


def test_case_accents_and_punctuation_do_not_count(engine):
    holding(engine, document(1, text="L’été à Łódź; STRASSE, Ærø — fi\u0301n"), document(2, text="Ἀθήνα, ＡＢＣ ﬁre"))
    for word in ("ete", "ÉTÉ", "l'ete", "lodz", "straße", "aero", "fin"):
        assert found(engine, saying(word)) == (1,), word
    for word in ("αθηνα", "abc", "fire"):
        assert found(engine, saying(word)) == (2,), word


def test_scripts_without_blanks_are_taken_letter_by_letter_and_marks_stay_with_their_letters(engine):
    holding(
        engine,
        document(1, language="zh", text="我在东京看灯塔"),
        document(2, language="ja", text="東京タワーの灯りがきれい"),
        document(3, language="th", text="ประภาคารริมทะเล"),
        document(4, language="hi", text="हिन्दी कहानी"),
        document(5, language="he", text="שָׁלוֹם"),
        document(6, language="ko", text="등대지기"),
    )
    sought = {"灯塔": (1,), "京": (2, 1), "塔灯": (), "タワー": (2,), "ひ": (), "ทะเล": (3,), "हिन्दी": (4,), "हन": ()}
    sought |= {"שלום": (5,), "등대지기": (6,)}
    assert {word: found(engine, saying(word)) for word in sought} == sought


def test_words_go_together_as_one_says(engine):
    holding(engine, document(1, text="lamp oar"), document(2, text="lamp"), document(3, text="oar"))
    lamp, oar = Phrase("lamp"), Phrase("oar")
    said = {
        Every((lamp, oar)): (1,),
        Either((lamp, oar)): (3, 2, 1),
        Every((lamp, Without(oar))): (2,),
        Without(Either((lamp, oar))): (),
        Without(lamp): (3,),
        Either((Without(lamp), oar)): (3, 1),
        Every(()): (3, 2, 1),
        Either(()): (),
        Phrase("!?"): (),
    }
    assert {words: found(engine, replace(ALL, words=words)) for words in said} == said


def test_odd_letters_do_no_harm(engine):
    long = "x" * 3_000
    holding(engine, document(1, title="\0\ud800 lamp", text=f"lamp {long} oar {long * 100}", authors="\U0010ffff"))
    for words in ("lamp", long, f"{long} oar", "lamp \ud800"):
        assert found(engine, saying(words)) == (1,)
    assert found(engine, saying("\ud800")) == ()


# --- Order ---------------------------------------------------------------------------------------------------------


def test_each_order(engine):
    year = 365 * 24 * 3600
    holding(
        engine,
        document(1, title="b", authors="Ana", kudos=5, words=9, posted=10 * year, newest=1 << 31),
        document(2, title="a", authors="Bea", kudos=5, words=9, posted=11 * year, newest=(1 << 31) + 2, reviews=1),
        document(3, title="b", authors="Ana", kudos=900, words=1, posted=2 * year, newest=(1 << 31) + 3),
    )
    orders = {
        "updated": (3, 2, 1), "posted": (2, 1, 3), "kudos": (3, 2, 1), "reviews": (2, 3, 1), "words": (2, 1, 3),
        "title": (2, 3, 1), "author": (3, 1, 2), "kudos-for-its-age": (2, 1, 3), "best": (3, 2, 1),
    }  # fmt: skip
    assert set(orders) == set(SORTS)
    assert {sort: found(engine, sort=sort) for sort in SORTS} == orders


def test_what_is_equal_has_one_place_on_all_pages(engine):
    """Kudos and the second of the last change are the same for all of these."""
    holding(engine, *(document(work, kudos=3, newest=(9 << 31) + work * 7919 % 1009) for work in range(1, 300)))
    whole = found(engine, sort="kudos", limit=300)
    assert whole == found(engine, sort="updated", limit=300)
    assert sum((found(engine, sort="kudos", offset=at, limit=7) for at in range(0, 301, 7)), ()) == whole


def test_the_best_says_it_in_its_title_and_where_nothing_is_sought_is_the_newest(engine):
    holding(
        engine,
        document(1, title="The Oar", text="a lamp " + "and an oar, a boat, a sail, the sea, the sand " * 20),
        document(2, title="The Lamp", text="an oar"),
        document(3, title="The Boat"),
    )
    assert engine.search(saying("lamp"), sort="best") == Hits((2, 1), 2)
    assert found(engine, replace(ALL, words=Without(Phrase("boat", "title"))), sort="best") == (2, 1)


# --- Limits --------------------------------------------------------------------------------------------------------


def nested(depth):
    words = Phrase("lamp")
    for _ in range(depth):
        words = Every((Without(words),))
    return words


@pytest.mark.parametrize(
    "too_much",
    [
        {"words": Every(tuple(Phrase(f"word{number}") for number in range(1000)))},
        {"words": Phrase("lamp " * 5_000)},
        {"words": Every(tuple(Phrase("lamp", is_begun=True) for _ in range(6)))},
        {"words": nested(500)},
        {"having": tuple(OneOf("tags", frozenset({number})) for number in range(1000))},
        {"without_works": frozenset(range(100_000))},
    ],
)
def test_too_much_at_once_is_refused_in_a_sentence(engine, too_much):
    holding(engine, document(1))
    for ask in (found, type(engine).count, lambda engine, asked: engine.facets(asked, {"tags": 1})):
        with pytest.raises(NotUnderstood, match=r".*: please .*\."):
            ask(engine, replace(ALL, **too_much))


def test_nobody_leafs_through_everything(engine):
    holding(engine, document(1))
    assert engine.search(ALL, sort="updated", offset=DEEPEST - 20) == Hits((), 1)
    with pytest.raises(NotUnderstood, match="more narrowly"):
        engine.search(ALL, sort="updated", offset=DEEPEST)


def test_a_beginning_of_two_letters_is_refused(tmp_path):
    engine = holding(Engine(tmp_path), document(1, text="lamp"))
    with pytest.raises(NotUnderstood, match="write more of it"):
        found(engine, saying("la", is_begun=True))


def test_words_that_would_take_too_long_are_refused_unless_few_stories_come_into_question(tmp_path, monkeypatch):
    engine = holding(Engine(tmp_path), *(document(work, text="a lamp", tags=[work]) for work in range(1, 50)))
    monkeypatch.setattr(tantivy_engine, "MOST_LOOKED_AT", 300)
    assert len(found(engine, saying("lamp"))) == 20
    with pytest.raises(NotUnderstood, match="too many stories: please"):
        found(engine, saying("a lamp"))
    few = replace(saying("a lamp"), having=(OneOf("tags", frozenset({7, 9, -1})),))
    assert found(engine, few) == (9, 7)
    assert found(engine, replace(saying("a lamp"), among_works=frozenset({8}))) == (8,)
    assert found(engine, saying("a lamp nowhere")) == ()


# --- Several processes ---------------------------------------------------------------------------------------------


def test_one_writes_and_others_read_what_it_committed(tmp_path):
    writer, reader = Engine(tmp_path), Engine(tmp_path)
    writer.put([document(1)])
    with pytest.raises(BeingWritten):
        reader.put([document(2)])
    writer.commit()
    assert found(reader) == ()
    reader.refresh()
    assert found(reader) == (1,)
    writer.put([document(3)])
    writer.close()
    holding(reader, document(2))
    writer.refresh()
    assert found(writer) == (2, 1)


# --- Against the obvious one ----------------------------------------------------------------------------------------

WORDS = {
    "en": "lamp lamps light lighthouse lighthouses keeper keeping kept night sea seas burning burned stars Hero Léa",
    "de": "Haus Häuser Licht Lichter Meer Nacht nachts lamp Straße Strasse brennt gebrannt",
    "fr": "été nuit nuits lumière lumières l'été aimée aimer lamp Léa étoiles",
    "zh": "灯 塔 灯塔 夜 海 lamp",
    "cy": "golau goleudy lamp môr nos nosau",
}


def some_documents(chance, number):
    for place, work in enumerate(chance.sample(range(1, 2**31), number)):
        yield some_document(chance, place, work)


def some_document(chance, place, work):
    language = chance.choice([*WORDS, "en", "en-GB"])
    numbers = {name: chance.choice([0, 1, chance.randrange(9), chance.randrange(50_000)]) for name in NUMBERS}
    numbers["posted"] = 1_500_000_000 + chance.randrange(50) * 10_000_000
    numbers["newest"] = (1_700_000_000 + chance.randrange(40)) << 31 | place
    return Document(
        work=work,
        is_for_members=chance.random() < 0.2,
        texts={name: some_words(chance, language, 30 if name == "text" else 4) for name in TEXTS},
        language=language,
        marks={name: tuple(some_ids(chance)) for name in MARKS if chance.random() < 0.8},
        numbers=numbers,
        sorted_title=some_words(chance, language, 2).casefold(),
        sorted_author=some_words(chance, "en", 1).casefold(),
    )


def some_words(chance, language, most):
    words = WORDS[language[:2]].split()
    return chance.choice([" ", "-", ", "]).join(chance.choices(words, k=chance.randrange(most + 1)))


def some_ids(chance):
    return {min(int(chance.paretovariate(0.7)), 2**31) for _ in range(chance.randrange(1, 5))}


def some_question(chance, works):
    asked = Question(is_member=chance.random() < 0.7)
    if chance.random() < 0.6:
        asked = replace(asked, words=some_tree(chance, 3))
    if chance.random() < 0.5:
        asked = replace(asked, having=some_marks(chance, 2))
    if chance.random() < 0.4:
        asked = replace(asked, lacking=some_marks(chance, 3))
    if chance.random() < 0.3:
        asked = replace(asked, between={chance.choice(NUMBERS): some_bounds(chance) for _ in range(2)})
    if chance.random() < 0.2:
        asked = replace(asked, without_works=frozenset(chance.sample(works, len(works) // 5)))
    if chance.random() < 0.1:
        asked = replace(asked, among_works=frozenset(chance.sample(works, len(works) // 3)))
    if chance.random() < 0.2:
        asked = replace(asked, lacking_people=frozenset(some_ids(chance)))
    return asked


def some_tree(chance, depth):
    kind = chance.choice([Phrase, Phrase, Every, Either, Without]) if depth else Phrase
    if kind is Phrase:
        return some_phrase(chance)
    if kind is Without:
        return Without(some_tree(chance, depth - 1))
    return kind(tuple(some_tree(chance, depth - 1) for _ in range(chance.randrange(4))))


def some_phrase(chance):
    words = some_words(chance, chance.choice(list(WORDS)), 3)
    is_begun = len(words) > 3 and chance.random() < 0.3
    if is_begun:
        words = words[:-1]
        is_begun = len(words.split()[-1]) > 2 and words[-3:].isalnum()
    return Phrase(words, chance.choice(["", "", *TEXTS]), is_begun)


def some_marks(chance, most):
    marks = chance.choices(MARKS, k=chance.randrange(most + 1))
    return tuple(OneOf(mark, frozenset(some_ids(chance))) for mark in marks)


def some_bounds(chance):
    return tuple(chance.choice([None, 0, chance.randrange(10), chance.randrange(50_000), 2 << 60]) for _ in range(2))


def compare(folder, works, questions, seed):
    chance = random.Random(seed)
    obvious, quick = Plain(), Engine(folder)
    documents = list(some_documents(chance, works))
    for part in range(0, works, works // 3):  # several segments
        for engine in (obvious, quick):
            holding(engine, *documents[part : part + works // 3])
    again = [some_document(chance, works + at, documents[at].work) for at in range(0, works, 7)]
    gone = [each.work for each in documents[3::11]]
    for engine in (obvious, quick):
        engine.drop(gone)
        holding(engine, *again)
    assert sorted(obvious.versions()) == sorted(quick.versions())
    ids = [each.work for each in documents]
    for number in range(questions):
        same_answers(chance, obvious, quick, some_question(chance, ids), number)


def same_answers(chance, obvious, quick, asked, number):
    told = f"question {number}: {asked}"
    total = obvious.count(asked)
    assert quick.count(asked) == total, told
    marks = {mark: chance.choice([1, 3, 50]) for mark in chance.sample(MARKS, 3)}
    assert quick.facets(asked, marks) == obvious.facets(asked, marks), told
    for sort in chance.sample(SORTS, 2):
        place = {"offset": chance.choice([0, 0, chance.randrange(total + 1)]), "limit": chance.choice([1, 7, 20])}
        if sort == "best" and seeks(asked.words):
            everything = {"offset": 0, "limit": min(total + 1, DEEPEST)}
            hits = quick.search(asked, sort=sort, **everything)
            assert hits.total == total and set(hits.ids) == set(obvious.search(asked, sort=sort, **everything).ids), (
                told
            )
        else:
            assert quick.search(asked, sort=sort, **place) == obvious.search(asked, sort=sort, **place), (told, sort)


def test_the_quick_one_finds_what_the_obvious_one_finds(tmp_path):
    compare(tmp_path, 100, 60, seed=7)


@pytest.mark.prove
def test_the_quick_one_finds_what_the_obvious_one_finds_in_two_thousand_works(tmp_path):
    seed = int(os.environ.get("HEADCANON_PROVE_SEED", "0")) or random.randrange(1, 2**31)
    print(f"seed {seed}")
    compare(tmp_path, 2_000, 2_000, seed=seed)
