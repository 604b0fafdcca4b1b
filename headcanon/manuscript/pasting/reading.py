"""A paste, read from its first tag to its last, as HTML that says the same plainly enough for `clean`."""

import re
from collections import Counter
from html import escape

from headcanon.manuscript import meaning
from headcanon.manuscript.pasting.attributes import Attributes
from headcanon.manuscript.pasting.footnotes import Linked, NoteWords
from headcanon.manuscript.pasting.left_out import kind_left_out
from headcanon.manuscript.pasting.lines import Lines
from headcanon.manuscript.pasting.lists import Lists
from headcanon.manuscript.pasting.mending import INDENT, SPECIAL, mended
from headcanon.manuscript.rewriting import BLOCKS, CELLS, FORMATTING, HEADINGS, LISTS
from headcanon.manuscript.tokens import unescape

UNDERLINED = {"u", "ins"}
ASIDES = {"q", "ruby", "rb", "rt", "rp"}
HEADING_NAMES = set(HEADINGS)
PARTED_FROM_LISTS = {*HEADING_NAMES, *LISTS, "p", "div", "blockquote", "table"}
QUOTED = {"msoquote", "msointensequote", "msoblocktext"}
SPACE_CLASSES = {"apple-converted-space", "apple-tab-span"}
KEPT_SPACE = ("pre-wrap", "pre-line", "break-spaces", "preserve", "preserve-breaks")

EMOJI_WORDS = re.compile(r"[^\w\s<>&]{1,16}")
BORDER = re.compile(r"\b(?:solid|double|dashed|dotted|groove|ridge|inset|outset)\b")
NO_WIDTH_BORDER = re.compile(r"(?<![\d.])0(?:px|pt|in|cm)?(?![\d.])")


class Reading:
    def __init__(self, elements):
        self.elements = elements
        self.row = elements.row
        self.out = []
        self.lines = Lines(self.out)
        self.lists = Lists(elements, self.out)
        self.attributes = Attributes(elements)
        self.left_out = Counter()
        self.is_of_docs = "docs-internal-guid" in elements.source
        self.at = 0
        self.unwritten = set()  # tags that say nothing: their ends say nothing either
        self.afterwards = {}  # what is written after an element's end
        self.blocks_began = {}
        self.items_until = self.cells_until = self.headings_until = -1
        self.keeps_lines_until = self.plain_until = self.spaces_until = -1
        self.note = None
        linked = Linked(elements)
        self.notes = linked.footnotes()
        self.skipped = {note.words[0]: note.words[1] for note in self.notes.values()}
        self.comments = dict(linked.comments())

    def read(self):
        self.walk(0, self.elements.stop)
        self.edge()
        self.lists.end_all()
        self.left_out["gaps"] = self.lines.write_scene_breaks()
        html = "".join(self.out)
        return re.sub(r"(?:<hr>\s*)+\Z", "", html) if self.notes else html

    def walk(self, at, stop):
        while at < stop:
            self.at, each = at, self.row[at]
            if isinstance(each, str):
                self.text(each, at)
            elif each.is_close:
                self.close(each)
            elif (past := self.past_what_is_left_out(each)) is not None:
                at = past
            else:
                self.begin(each)
            at += 1

    # What is left out

    def past_what_is_left_out(self, element):
        """Where an element ends that is not written here, or None. What is never closed hides no words."""
        at, end = element.at, element.end
        if self.note:
            if at in self.note.backs:
                return self.note.backs[at]
        elif note := self.notes.get(at):
            self.write_footnote(note)
            return note.sign[1]
        elif at in self.skipped:
            return self.skipped[at]
        if at in self.comments:
            self.left_out["comments"] += 1
            return self.comments[at]
        kind = kind_left_out(element.look)
        if not kind or (end != at and (end < at or not self.elements.ends_itself(element))):
            return None
        self.left_out[kind] += 1
        return end

    # Tags

    def begin(self, element):
        name = element.name
        if name == "br":
            self.line_break()
        elif name == "hr":
            self.rule(element)
        elif name in ("img", "image"):
            self.picture(element.look.attributes)
        elif name in CELLS:
            self.cells_until = max(self.cells_until, self.elements.end_of(element))
            self.edge()
            self.out.append(f"<{name}>")
        elif name in BLOCKS:
            self.begin_block(element)
        else:
            self.begin_inline(element)

    def close(self, element):
        opened = element.end
        if opened in self.unwritten:
            return
        if element.name in BLOCKS or element.name in CELLS:
            self.close_block(element)
        elif opened >= 0 or element.name in FORMATTING:
            self.out.append(f"</{element.name}>")

    # Blocks

    def begin_block(self, element):
        if self.note:
            self.note.breaks = True
            return
        self.edge(opens=True)
        self.note_where(element)
        if "listcontainerwrapper" in element.look.classes or self.lists.is_by_level(element):
            self.unwritten.add(element.at)
            return
        if element.name == "li" and (item := self.lists.level_of(element)):
            self.unwritten.add(element.at)
            self.lists.begin_item(*item)
            return
        if element.name in LISTS:
            self.lists.nest(element)
        self.lists.last_item_end = None
        if element.name in PARTED_FROM_LISTS and not self.lists.is_in_item(element):
            self.begin_paragraph(element)
        name = self.name_of(element)
        self.afterwards.setdefault(element.at, []).append(f"</{name}>")
        self.out.append(f"<{name}{self.attributes_of(element, is_block=True)}>")

    def note_where(self, element):
        end = self.elements.end_of(element)
        if element.name in (*LISTS, "li", "dl"):
            self.items_until = max(self.items_until, end)
        elif element.name == "table":
            self.cells_until = max(self.cells_until, end)
        elif element.name in HEADING_NAMES or self.heading_level(element.look):
            self.headings_until = max(self.headings_until, end)
        self.note_white_space(element)
        self.blocks_began[element.at] = (self.lines.line_count, self.lines.blanks)

    def name_of(self, element):
        return self.heading_level(element.look) or element.name

    @staticmethod
    def heading_level(look):
        level = look.attributes.get("aria-level", "")
        return f"h{level}" if look.attributes.get("role") == "heading" and level in "123456" and level else None

    def begin_paragraph(self, element):
        """A paragraph that is no item ends the lists made of paragraphs; one that is begins its item."""
        item = self.lists.item_of(element) if element.name == "p" else None
        if item:
            self.lists.begin_item(*item)
            return
        self.lists.end_all()
        if not QUOTED.isdisjoint(element.look.classes):
            last = next((at for at in range(len(self.out) - 1, -1, -1) if self.out[at].strip()), None)
            if last is not None and self.out[last] == "</blockquote>":
                self.out[last] = ""
            else:
                self.out.append("<blockquote>")
            self.afterwards[element.at] = ["</blockquote>"]

    def close_block(self, element):
        if self.note:
            self.note.breaks = True
            return
        opened = self.row[element.end] if element.end >= 0 else None
        self.edge()
        if opened is None:
            self.out.append("</p>")
            return
        self.blank_block(opened)
        ends = self.afterwards.pop(opened.at, None) or [f"</{element.name}>"]
        if opened.name == "li":
            self.lists.last_item_end = len(self.out)
        self.out.extend(reversed(ends))
        if self.has_line_below(opened):
            self.out.append("<hr>")
            self.lines.rule()

    def blank_block(self, opened):
        """A paragraph without words is one blank line, whatever program left how many breaks in it."""
        lines, blanks = self.blocks_began.pop(opened.at, (None, 0))
        if lines != self.lines.line_count or not self.is_plain(opened.at):
            return
        if opened.name == "p" or (opened.name == "div" and self.holds_space(opened)):
            self.lines.blank()
            self.lines.blanks = blanks + 1

    def holds_space(self, opened):
        inside = self.row[opened.at + 1 : opened.at + 4]
        texts = "".join(each for each in inside if isinstance(each, str))
        return opened.end - opened.at <= 4 and ("&nbsp;" in texts or "\xa0" in texts)

    def has_line_below(self, opened):
        """A line that a word processor drew below a paragraph, for three dashes mostly."""
        style = opened.look.style
        if opened.name not in ("p", "div") or not is_line(style.get("border-bottom", "")):
            return False
        if is_line(style.get("border-top", "")) or is_line(style.get("border", "")):
            return False
        return opened.name == "p" or style.get("mso-element") == "para-border-div"

    def edge(self, opens=False):
        """The edge of a block ends a line."""
        self.lines.end(by_break=False, is_plain=self.is_plain(), may_break=self.may_break())
        self.lines.is_joined = False
        self.lists.last_item_end = self.lists.last_item_end if opens else None

    def is_plain(self, at=None):
        at = self.at if at is None else at
        return at > max(self.items_until, self.cells_until, self.headings_until) and not self.lists.open

    def may_break(self):
        return self.at > max(self.items_until, self.cells_until) and not self.lists.open

    # Inside lines

    def begin_inline(self, element):
        look = element.look
        self.note_white_space(element)
        if not SPACE_CLASSES.isdisjoint(look.classes) or "mso-spacerun" in look.style or "mso-tab-count" in look.style:
            self.spaces_until = max(self.spaces_until, element.end)
        name = look.name
        attributes = self.attributes_of(element)
        is_mark = name in meaning.MARKS or name in ASIDES or name == "a"
        if name in UNDERLINED and look.style.get("text-decoration") == "none":
            is_mark = False
        if not is_mark and not attributes:
            self.unwritten.add(element.at)
            return
        self.out.append(f"<{name}{attributes}>")
        if element.end == element.at:
            self.out.append(f"</{name}>")

    def note_white_space(self, element):
        style = element.look.style
        said = style.get("white-space-collapse") or style.get("white-space", "")
        if said.startswith(KEPT_SPACE) and not self.is_of_docs:
            self.keeps_lines_until = max(self.keeps_lines_until, self.elements.end_of(element))
        elif said in ("normal", "nowrap", "collapse"):
            self.plain_until = max(self.plain_until, element.end)

    def attributes_of(self, element, *, is_block=False):
        is_in_heading = element.name in HEADING_NAMES or self.at < self.headings_until
        return self.attributes.of(element, is_block=is_block, is_in_heading=is_in_heading)

    def line_break(self):
        if self.note:
            self.note.breaks = True
            return
        is_plain = self.is_plain()
        self.lines.end(by_break=is_plain, is_plain=is_plain, may_break=self.may_break())
        self.lines.is_joined = True
        self.out.append("<br>")

    def rule(self, element):
        if self.note or self.leads_to_notes(element.at):
            return
        self.edge()
        self.lists.end_all()
        self.out.append("<hr>")
        self.lines.rule()

    def leads_to_notes(self, at):
        """A line above the footnotes, which will stand elsewhere."""
        for each in range(at + 1, min(at + 8, len(self.row))):
            if each in self.skipped:
                return True
            if isinstance(self.row[each], str) and self.row[each].strip():
                return False
        return False

    def picture(self, said):
        words = said.get("alt", "").strip()
        if words and EMOJI_WORDS.fullmatch(words):
            self.lines.words(escape(words, quote=False))
            return
        if said.get("width") == "1" and said.get("height") == "1":
            return
        source = said.get("src", "").strip()
        is_own = bool(words) and meaning.own_picture(source)
        if not is_own:
            self.left_out["pictures"] += 1
        if is_own or words or meaning.address(source):
            self.lines.thing()
            size = "".join(f' {name}="{escape(said[name])}"' for name in ("width", "height") if name in said)
            self.out.append(f'<img src="{escape(source)}" alt="{escape(words)}"{size}>')

    # Words

    def text(self, raw, at):
        if at < self.spaces_until and not unescape(raw).strip(INDENT):
            text = " "
        else:
            text = raw
            if SPECIAL.search(raw):
                text = escape(mended(unescape(raw), begins_line=self.begins_line()), quote=False)
        if self.lists.marker and text.strip(INDENT):
            text = self.lists.without_marker(text)
        if self.note:
            self.note.write(text)
        elif "\n" in text and self.plain_until <= at < self.keeps_lines_until and text.strip(INDENT):
            self.text_of_lines(text)
        else:
            self.lines.words(text)

    def text_of_lines(self, text):
        first, *others = text.strip("\n").split("\n")
        self.lines.words(first)
        for line in others:
            self.line_break()
            self.lines.words(line)

    def begins_line(self):
        return not (self.note or self.lines.is_joined or self.lines.has_words)

    def write_footnote(self, note):
        self.lines.thing()
        self.out.append('<span class="footnote">')
        self.note = NoteWords(note, self.out)
        at, self.at = self.at, note.words[0]
        self.walk(note.words[0], note.words[1] + 1)
        self.note, self.at = None, at
        self.out.append("</span>")


def is_line(border):
    return bool(BORDER.search(border)) and not NO_WIDTH_BORDER.search(border)
