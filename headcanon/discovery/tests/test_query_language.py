"""What people type into the search field."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headcanon.discovery import query_language as language
from headcanon.discovery.asking import TEXTS, Either, Every, Phrase, Without
from headcanon.discovery.query_language import understand

lamp, keeper, sea = Phrase("lamp"), Phrase("keeper"), Phrase("sea")


@pytest.mark.parametrize(
    "typed, clause",
    [
        ("", None),
        ("  \n ", None),
        ("lamp", lamp),
        ("lamp keeper", Every((lamp, keeper))),
        ("lamp AND keeper", Every((lamp, keeper))),
        ("lamp lamp", lamp),
        ('"lamp keeper"', Phrase("lamp keeper")),
        ("“lamp  keeper” sea", Every((Phrase("lamp keeper"), sea))),
        ('"lamp keeper', Phrase("lamp keeper")),
        ('""', None),
        ("-lamp", Without(lamp)),
        ("NOT lamp sea", Every((Without(lamp), sea))),
        ("NOT NOT lamp", lamp),
        ("--", None),
        ("lamp - sea", Every((lamp, sea))),
        ("well-known", Phrase("well-known")),
        ("lamp OR sea", Either((lamp, sea))),
        ("lamp | sea || keeper", Either((lamp, sea, keeper))),
        ("lamp keeper OR sea", Either((Every((lamp, keeper)), sea))),
        ("(lamp OR sea) keeper", Every((Either((lamp, sea)), keeper))),
        ("-(lamp OR sea)", Without(Either((lamp, sea)))),
        ("-(-lamp)", lamp),
        ("OR lamp OR", lamp),
        ("lamp or sea", Every((lamp, Phrase("or"), sea))),
        ("(lamp", lamp),
        ("lamp) sea", Every((lamp, sea))),
        ("((lamp", lamp),
        ("()", None),
        ("lamp ()", lamp),
        ("title:lamp", Phrase("lamp", "title")),
        ("Title: lamp sea", Every((Phrase("lamp", "title"), sea))),
        ("-title:lamp", Without(Phrase("lamp", "title"))),
        ("title:-lamp", Without(Phrase("lamp", "title"))),
        ('by:"Wren Halloway"', Phrase("Wren Halloway", "authors")),
        ("summary:(lamp OR sea)", Either((Phrase("lamp", "summary"), Phrase("sea", "summary")))),
        ("Re:Zero", Phrase("Re:Zero")),
        ("title:", Phrase("title:")),
        ("lig*", Phrase("lig", is_begun=True)),
        ('"lamp kee"*', Phrase("lamp kee", is_begun=True)),
        ("灯台守", Phrase("灯台守")),
        ("（灯台 OR 海）", Either((Phrase("灯台"), Phrase("海")))),
        ("don't", Phrase("don't")),
        ("<b>lamp</b>", Phrase("<b>lamp</b>")),
        ("lamp\0sea", Every((lamp, sea))),
    ],
)
def test_what_is_typed_becomes_a_clause(typed, clause):
    assert understand(typed) == language.Understood(clause)


@pytest.mark.parametrize(
    "typed, clause, passed_over",
    [
        ("lamp !!", lamp, [(language.NOTHING, "!!")]),
        ("*", None, [(language.NOTHING, "*")]),
        ("a* sea", sea, [(language.TOO_SHORT, "a*")]),
        ("li*ht", Phrase("li ht"), [(language.STAR, "li*ht")]),
        ("sea " + "x" * 500, Every((sea, Phrase("x" * 396))), [(language.TOO_LONG, "")]),
        (" ".join(f"w{n}" for n in range(50)), None, [(language.TOO_MANY, "")]),
        ("(" * 100 + "lamp" + ")" * 100 + " sea", Every((lamp, sea)), [(language.TOO_DEEP, "")]),
    ],
)
def test_it_says_what_it_passed_over(typed, clause, passed_over):
    understood = understand(typed)
    if clause is None and understood.words:
        assert len(understood.words.parts) == language.MOST_WORDS
    else:
        assert understood.words == clause
    assert list(understood.passed_over) == passed_over


PIECES = st.sampled_from(
    [
        "lamp",
        "sea",
        '"',
        "“",
        "(",
        ")",
        "-",
        "*",
        " ",
        " OR ",
        "|",
        "NOT ",
        "AND",
        "title:",
        "by:",
        ":",
        "é",
        "灯",
        "\0",
        "'",
    ]
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=60).map("".join)))
def test_it_never_fails(typed):
    words = understand(typed).words
    assert words is None or depth_of(words) <= 4 * (language.DEEPEST + 1)


def depth_of(clause):
    if isinstance(clause, Phrase):
        assert clause.words and (clause.where == "" or clause.where in TEXTS)
        return 1
    if isinstance(clause, Without):
        assert not isinstance(clause.part, Without)
        return 1 + depth_of(clause.part)
    assert len(clause.parts) > 1
    return 1 + max(depth_of(part) for part in clause.parts)
