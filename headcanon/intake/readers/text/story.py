"""A chapter's blocks to story-HTML, with what is doubtful about them."""

from headcanon.intake.readers.text import marks
from headcanon.intake.readers.text.breaks import BREAK, ODD, is_text
from headcanon.intake.readers.text.doubts import LOST_LINE, ODD_GAP, near
from headcanon.intake.readers.text.emphasis import paragraph
from headcanon.intake.readers.text.places import first_words
from headcanon.intake.readers.text.unclosed import unclosed
from headcanon.manuscript.words import plain_text

SCENE_BREAK = "<hr>"
MOST_UNCLOSED = 5


class Story:
    """One chapter: every doubt about it goes to `doubts` with the chapter's number."""

    def __init__(self, blocks, habit, chapter, doubts):
        self.blocks, self.habit, self.chapter, self.doubts = (blocks, habit, chapter, doubts)

    def as_html(self):
        self.look_for_openings()
        pieces = []
        for at, block in enumerate(self.blocks):
            if (at and self.parts(at)) or not is_text(block):
                pieces.append(SCENE_BREAK)
            if is_text(block):
                pieces.append(self.written(block))
            elif marks.is_worded_break(block.text):
                message = f"Shown as a scene break: {block.text}"
                self.doubt("furniture", at, message)
        self.look_at_the_end()
        return "".join(without_needless_breaks(pieces))

    def written(self, block):
        return paragraph(block.lines, block.centred)

    def parts(self, at):
        """Whether the gap above a block is a scene break; what is odd about it becomes a concern."""
        gap = self.habit.judge(self.blocks[at - 1], self.blocks[at])
        if gap.stops_short:
            self.doubt("lost-line", at, LOST_LINE)
        elif gap.kind == ODD:
            self.doubt("odd-gap", at, ODD_GAP)
        return gap.kind == BREAK

    def look_at_the_end(self):
        last = self.blocks[-1] if self.blocks else None
        if last and last.is_prose and marks.ends_in_a_comma(last.text):
            self.doubt(
                "lost-line", len(self.blocks), "The text stops in the middle of a sentence; its end may be lost."
            )

    def look_for_openings(self):
        found = unclosed(self.blocks)
        if len(found) > MOST_UNCLOSED:
            more = f" – and {len(found) - 1} more like it in this chapter."
            return self.doubt_opening(found[0], more)
        for opening in found:
            self.doubt_opening(opening, "")

    def doubt_opening(self, opening, more):
        text = self.blocks[opening.at].text
        message = f"A {opening.what} opens here and never closes: {first_words(text[opening.place :])}{more}"
        before = [block.text for block in self.blocks[max(0, opening.at - 2) : opening.at]]
        place = near([*before, text[: opening.place]], text)
        self.doubts.add("unclosed", self.blocks[opening.at].number, shown(place), message, self.chapter)

    def doubt(self, kind, at, message):
        """About the place above the block at this index."""
        before = [shown_block(block) for block in self.blocks[max(0, at - 3) : at] if is_text(block)]
        following = self.blocks[at].text if at < len(self.blocks) else ""
        number = self.blocks[min(at, len(self.blocks) - 1)].number
        self.doubts.add(kind, number, near(before, following), message, self.chapter)


def shown(text):
    """As the reader sees it: without the marks of emphasis."""
    return plain_text(paragraph([text]))


def shown_block(block):
    return plain_text(paragraph(block.lines[-3:]))


def without_needless_breaks(pieces):
    """No break at the beginning, at the end, or twice."""
    kept = []
    for piece in pieces:
        if piece != SCENE_BREAK or (kept and kept[-1] != SCENE_BREAK):
            kept.append(piece)
    return kept[:-1] if kept and kept[-1] == SCENE_BREAK else kept
