"""Stories to measure with."""

import random

from headcanon.ops.fill.invention import paragraph


def story_of(words, seed=0):
    """Plain text of at least `words` words, a blank line between paragraphs."""
    chance, told = random.Random(seed), []
    while words > 0:
        told.append(paragraph(chance))
        words -= len(told[-1].split())
    return "\n\n".join(told)


def file_of(words, *, title="The Lamp", chapters=1, seed=0):
    """The same as a whole text file, with a header and chapter headings."""
    parts = [story_of(words // chapters, seed=f"{seed}/{number}") for number in range(chapters)]
    if chapters > 1:
        parts = [f"Chapter {number}\n\n{part}" for number, part in enumerate(parts, start=1)]
    return f"Title: {title}\nAuthor: Ana\nSummary: A keeper trims her lamp.\n\n" + "\n\n".join(parts) + "\n"
