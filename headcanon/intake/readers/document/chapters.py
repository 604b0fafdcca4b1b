"""Where the chapters of a document begin: at its headings, or where those of plain text would."""

from headcanon.intake.readers.document.labels import announced_by
from headcanon.intake.readers.text import chapters, marks
from headcanon.intake.readers.text.chapters import Section, take_subtitle

FIRST_PIECES = 60  # among which a list of contents can stand
FEWEST_CHAPTERS = 2
FEWEST_WORDS = 40  # of a chapter, on average, below headings that bring no number


def without_contents(pieces):
    """(the pieces, those that only list what are headings further down)."""
    names = {piece.text.lower() for piece in pieces if piece.level}
    listed = [piece for piece in pieces[:FIRST_PIECES] if not piece.level and is_list_of(piece, names)]
    if not listed or sum(len(piece.lines) for piece in listed) < FEWEST_CHAPTERS:
        return pieces, []
    title = [piece for piece in pieces[:FIRST_PIECES] if chapters.is_contents_title(piece.text)]
    left_out = {id(piece) for piece in [*title[:1], *listed]}
    return [each for each in pieces if id(each) not in left_out], [each for each in pieces if id(each) in left_out]


def is_list_of(piece, names):
    return all(line.lower() in names or marks.bare(line).lower() in names for line in piece.lines)


def sections_of(pieces):
    """As the text reader's: (sections, what is a list of contents, what it is unsure about)."""
    headings = [at for at, piece in enumerate(pieces) if piece.level and not announced_by(piece)]
    level = level_of_chapters(pieces, headings)
    if level is None:
        return chapters.sections_of(pieces)
    return sections_at({at for at in headings if pieces[at].level <= level} | by_hand(pieces), pieces), [], None


def by_hand(pieces):
    """Chapter headings that are no headings to the program."""
    return {at for at, piece in enumerate(pieces) if not piece.level and marks.is_heading(piece.lines[0])}


def level_of_chapters(pieces, headings):
    """The level on which numbered headings stand, else the highest that has several; None if headings do not tell."""
    numbered = [pieces[at].level for at in headings if is_numbered(pieces[at].text)]
    if numbered:
        return max(set(numbered), key=lambda level: (numbered.count(level), -level))
    for level in sorted({pieces[at].level for at in headings}):
        places = [at for at in headings if pieces[at].level <= level]
        if len(places) >= FEWEST_CHAPTERS and words_of(pieces[places[0] :]) >= FEWEST_WORDS * len(places):
            return level
    return None


def is_numbered(text):
    return marks.is_heading(text) or bool(marks.numbered(text))


def words_of(pieces):
    return sum(len(piece.text.split()) for piece in pieces)


def sections_at(places, pieces):
    sections = [Section(None)]
    for at, piece in enumerate(pieces):
        if at in places:
            open_section(sections, piece)
        elif piece.level and goes_on(sections[-1], piece):
            sections[-1].heading += f": {piece.text}"
        else:
            sections[-1].blocks.append(piece)
    for section in sections:
        take_subtitle(section)
    return [section for section in sections if section.heading or section.blocks]


def open_section(sections, piece):
    heading = marks.bare(piece.lines[0]) or piece.lines[0]
    if sections[-1].heading and not sections[-1].blocks:
        sections[-1].heading += f": {heading}"
    else:
        sections.append(Section(heading))
    if piece.lines[1:]:
        from_below = chapters.replace(piece, lines=piece.lines[1:], gap=0, level=0)
        sections[-1].blocks.append(from_below)


def goes_on(section, piece):
    """A chapter's name as a smaller heading right below its number."""
    is_bare = bool(section.heading) and not section.blocks and len(section.heading.split()) <= 3
    return is_bare and is_numbered(section.heading) and not announced_by(piece)
