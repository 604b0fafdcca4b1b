"""Plain text as it could have been typed: a line per paragraph, and the labels that `headcanon read` knows again."""

from headcanon.bindery.writers.about import facts, parts
from headcanon.bindery.writers.prose import NEW_LINE, Dialect, prose
from headcanon.manuscript.words import plain_text

SIGNS = {"em": "_", "u": "_", "strong": "**", "s": "~~"}


def write(manuscript):
    """The work as the bytes of a text file."""
    lines = header(manuscript)
    sections = [
        "\n".join(lines),
        note(manuscript.notes.before, said_above=lines),
        *(section for part in parts(manuscript) for section in chapter(part)),
        note(manuscript.notes.after, said_above=lines),
    ]
    return ("\n\n".join(filter(None, sections)) + "\n").encode()


def header(manuscript):
    """The lines on top. What can be counted is left for the next reader to count."""
    names = manuscript.authors
    lines = [f"Title: {manuscript.title}"]
    lines += [f"{'Author' if len(names) == 1 else 'Authors'}: {', '.join(names)}"] if names else []
    for fact in facts(manuscript):
        if not fact.is_counted and not is_said_in_a_note(fact, manuscript):
            lines.append(f"{fact.label}: {', '.join(fact.values)}")
    lines += [f"Summary: {in_one_block(manuscript.summary)}"] if manuscript.summary else []
    lines += [f"Disclaimer: {in_one_block(manuscript.disclaimer)}"] if manuscript.disclaimer else []
    return lines


def is_said_in_a_note(fact, manuscript):
    """What a work grew from is mostly known from a sentence in its notes or its summary."""
    said = plain_text(f"{manuscript.notes.before} {manuscript.notes.after} {manuscript.summary or ''}")
    return fact.label == "Grew from" and fact.values[0] in " ".join(said.split())


def in_one_block(story_html):
    """What a label announces ends at the first blank line, so here a new paragraph is a new line."""
    return prose(story_html, TEXT).replace("\n\n", "\n")


def note(story_html, said_above=()):
    """An author's note, without the lines of a header that was kept in it when the work was read from a file."""
    lines = [line for line in in_one_block(story_html).split("\n") if line and line not in said_above]
    return f"Author’s note: {NEW_LINE.join(lines)}" if lines else ""


def chapter(part):
    notes = part.chapter.notes
    return part.heading, note(notes.before), prose(part.chapter.html, TEXT), note(notes.after)


def spell(text, marks, before, after):
    signs = dict.fromkeys(SIGNS[mark] for mark in marks if mark in SIGNS)
    return "".join(signs) + text + "".join(reversed(signs))


def brackets(element):
    if element.tag == "a":
        address = element.get("href")
        return "", "" if "".join(element.itertext()) == address else f" ({address})"
    if element.get("class") == "footnote":
        return " [", "]"
    # Ruby brings brackets of its own, for programs that cannot show it.
    return ("", "") if element.tag in ("ruby", "rt", "rp", "span") else None


TEXT = Dialect(spell, brackets, line=str, line_break="\n", quote=" " * 4, heading=lambda tag, words: words)
