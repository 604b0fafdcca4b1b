"""What stands before a document's story: title, labels, notes. The text reader's Front, which also knows headings."""

from dataclasses import replace

from headcanon.intake.readers.document.labels import announced_by, is_label
from headcanon.intake.readers.text import front, labels, marks
from headcanon.intake.readers.text.headers import ChapterHeader, WorkHeader, undecorated
from headcanon.intake.readers.text.labels import record
from headcanon.intake.readers.text.paragraphs import Block

USUAL_GAP = 1
MOST_UNDER_A_HEADING = 40  # blocks


class DocumentHeader(WorkHeader):
    """Fills the manuscript; summary and disclaimer keep their markup."""

    def __init__(self, manuscript, sheet):
        super().__init__(manuscript)
        self.sheet = sheet

    def take_summary(self, value, lines, number):
        super().take_summary(value, lines, number)
        self.manuscript.summary = self.again(self.manuscript.summary, lines, number)
        return True

    def take_disclaimer(self, value, lines, number):
        super().take_disclaimer(value, lines, number)
        self.manuscript.disclaimer = self.again(self.manuscript.disclaimer, lines, number)
        return True

    def again(self, written, lines, number):
        """Without the paragraph just written plainly, and with the same in its own markup."""
        before = written[: written[:-1].rindex("<p")]
        return before + self.sheet.html_of(Block([line for line in lines if line], number))

    def take_below(self, found, piece):
        if found.field == labels.SUMMARY:
            self.manuscript.summary = (self.manuscript.summary or "") + self.sheet.html_of(piece)
        elif found.field == labels.DISCLAIMER:
            self.manuscript.disclaimer = (self.manuscript.disclaimer or "") + self.sheet.html_of(piece)
        else:
            self.notes.append(piece)


class DocumentChapterHeader(ChapterHeader):
    def take_below(self, found, piece):
        self.notes.append(piece)


class DocumentFront(front.Front):
    def take(self, piece):
        below = self.blocks[self.at + 1] if self.at + 1 < len(self.blocks) else None
        if below is not None and is_label(piece, below):
            return self.take_what_is_below(announced_by(piece), piece)
        if getattr(piece, "level", 0) and not record(piece.text):
            return False
        return super().take(piece)

    def take_what_is_below(self, found, label):
        """All up to the next heading or line, below a heading; else the one block, or the quotations, below it."""
        taken = self.reach_of(label)
        if not taken:
            return False
        if isinstance(self.header, DocumentChapterHeader) and found.field != labels.NOTES:
            self.header.notes.append(label)
        for piece in taken:
            self.header.take_below(found, piece)
        self.has_labels = True
        self.has_notes = self.has_notes or found.field == labels.NOTES
        self.at += len(taken)
        return True

    def reach_of(self, label):
        ahead = self.blocks[self.at + 1 :]
        if ahead[0].tag == "blockquote":
            return ahead[:1]
        if marks.is_scene_break(ahead[0].text) or ahead[0].level:
            return []
        if label.level:
            end = next((at for at, each in enumerate(ahead[:MOST_UNDER_A_HEADING]) if ends_notes(each)), None)
            if end is not None:
                return ahead[:end]
        return ahead[:1]


def ends_notes(piece):
    return bool(piece.level) or marks.is_scene_break(piece.text) or is_label(piece)


def take_title(pieces, manuscript):
    """A title on top and a byline under it; returns the pieces below."""
    while pieces and marks.is_scene_break(pieces[0].text):
        pieces = pieces[1:]
    if not pieces or not is_title(pieces):
        return front.take_title(pieces, manuscript)
    first, *below = pieces
    manuscript.title = undecorated(marks.bare(first.lines[0]))
    if first.lines[1:]:
        below = [replace(first, lines=first.lines[1:], level=0), *below]
    if below and (match := front.BYLINE.fullmatch(below[0].lines[0])) and len(match["name"].split()) <= 8:
        manuscript.authors += [undecorated(name) for name in names_of(match["name"])]
        below = front.taken(below, 1)
    return below


def names_of(byline):
    return [name for part in byline.split(",") for each in part.split(" & ") for name in each.split(" and ") if name]


def is_title(pieces):
    first, below = pieces[0], pieces[1:]
    text = first.lines[0]
    if announced_by(first) or record(text) or marks.is_heading(text) or marks.numbered(text) or not marks.bare(text):
        return False
    if first.level:
        return is_title_among(first, [each for each in below if each.level and not announced_by(each)], below)
    is_short = len(text.split()) <= front.LONGEST_TITLE and len(first.lines) == 1 and text[-1] not in ",;:"
    return first.stands_out and is_short and bool(below) and not marks.opens_speech(text)


def is_title_among(first, others, below):
    """The only heading, or one above the others, or one that announces something else than a story."""
    if not others or first.level < min(each.level for each in others):
        return True
    if any(marks.is_heading(each.text) or marks.numbered(each.text) for each in others):
        return True
    after = below[0]
    is_head = after.level or marks.is_scene_break(after.text) or record(after.lines[0]) or front.is_byline(after)
    return bool(is_head)
