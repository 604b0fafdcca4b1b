"""Markdown files: CommonMark, with the facts that programs write on top of them; our own come back as they were."""

import re
from functools import cache

from markdown_it import MarkdownIt

from headcanon.intake.readers.document.reading import manuscript_of, pasted
from headcanon.intake.readers.markdown import ours
from headcanon.intake.readers.text.decoding import decode
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.manuscript.clean import escape
from headcanon.manuscript.typed import TOO_DEEP, with_numbers

FACT = re.compile(r"([A-Za-z][\w /-]{0,40}):[ \t]*(.*)")
BOLD_LABEL = re.compile(r" {0,3}(?:\*\*|__)[A-Za-z][\w /-]{0,40}(?::(?:\*\*|__)|(?:\*\*|__):)[ \t]*\S")
ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
FENCE = ("---", "+++")
WIDE_INDENT = re.compile("^\u3000+", re.MULTILINE)  # begins a paragraph in Japanese; Markdown would drop it
MOST_FACTS = 200  # lines on top of a file


def read(data, name):
    decoded = decode(data, name)
    if not decoded.text.strip():
        raise Unreadable(f"{name} holds no text.")
    facts, text = facts_on_top(decoded.text)
    text = WIDE_INDENT.sub(lambda match: "&#12288;" * len(match[0]), text)
    lines = labels_on_their_own(TOO_DEEP.sub(r"\\\1", text).splitlines())
    tokens = markdown().parse("\n".join(with_numbers(lines)))
    if not facts and ours.is_its(tokens):
        manuscript = ours.read(tokens, render, data, decoded.encoding)
    else:
        story_html = pasted(html_of_facts(facts) + render(tokens))
        manuscript = manuscript_of(story_html, name, format="md", data=data, encoding=decoded.encoding)
    manuscript.concerns = [*decoded.concerns, *manuscript.concerns]
    return [manuscript]


def labels_on_their_own(lines):
    """A bold label above another one keeps its line, which Markdown would join with the next."""
    is_label = [bool(BOLD_LABEL.match(line)) for line in lines]
    return [
        f"{line.rstrip()}\\" if here and below and not line.endswith(("\\", "  ")) else line
        for line, here, below in zip(lines, is_label, [*is_label[1:], False], strict=True)
    ]


def render(tokens):
    return markdown().renderer.render(tokens, markdown().options, {})


@cache
def markdown():
    """CommonMark with struck-out words; an indent is an author's first line and no program's code."""
    options = {"html": True, "maxNesting": 50}
    return MarkdownIt("commonmark", options).enable("strikethrough").disable(["code", "image", "reference"])


def facts_on_top(text):
    """([(label, value)], the text below) of a file that begins with labels between two fences."""
    lines = text.lstrip("\ufeff\n\r").splitlines()
    if not lines or lines[0].strip() not in FENCE:
        return [], text
    end = next(
        (at for at, line in enumerate(lines[1:MOST_FACTS], 1) if line.strip() in (lines[0].strip(), "...")), None
    )
    facts = [] if end is None else facts_among(lines[1:end])
    return (facts, "\n".join(lines[end + 1 :])) if facts else ([], text)


def facts_among(lines):
    """A value may be a list below its label or in brackets; one line of another kind, and none of them is a fact."""
    facts = []
    for line in filter(str.strip, lines):
        if (match := ITEM.fullmatch(line)) and facts:
            facts[-1][1].append(unquoted(match[1]))
        elif match := FACT.fullmatch(line.strip()) if not line.startswith((" ", "\t")) else None:
            facts.append((match[1], values_in(match[2])))
        elif facts and line.startswith((" ", "\t")):
            facts[-1][1].append(line.strip())
        else:
            return []
    return [(label, ", ".join(filter(None, values))) for label, values in facts]


def values_in(value):
    value = value.strip()
    if value in ("|", ">", "|-", ">-"):
        return []
    if value.startswith("[") and value.endswith("]"):
        return [unquoted(each) for each in value[1:-1].split(",")]
    return [unquoted(value)]


def unquoted(value):
    value = value.strip()
    return value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value


def html_of_facts(facts):
    lines = "<br>".join(escape(f"{label.capitalize()}: {value}") for label, value in facts)
    return f"<p>{lines}</p>" if lines else ""
