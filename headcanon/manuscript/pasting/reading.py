"""A paste, read from its first tag to its last, as HTML that says the same plainly enough for `clean`."""

import re
from collections import Counter
from html import escape
from urllib.parse import unquote

from headcanon.manuscript import meaning
from headcanon.manuscript.pasting.footnotes import Linked
from headcanon.manuscript.pasting.languages import main_language
from headcanon.manuscript.pasting.lines import Lines
from headcanon.manuscript.rewriting import BLOCKS, CELLS, FORMATTING, HEADINGS, LISTS
from headcanon.manuscript.tokens import unescape

COMMENT_CLASSES = {
    "msocommentreference", "msocomanchor", "msocomtxt", "msocomoff", "annotation_style_by_filter", "comment-marker",
    "num-comment", "inline-comment-marker", "on-inline-comments",
}  # fmt: skip
FURNITURE_CLASSES = {"landmark", "apple-interchange-newline"}
NEVER_WORDS = {"xml", "button", "select", "datalist", "audio", "video", "canvas"}
LEANING = {"i", "em", "cite", "dfn", "var", "address"}
STRONG = {"b", "strong"}
UNDERLINED = {"u", "ins"}
ASIDES = {"q", "ruby", "rb", "rt", "rp"}
HEADING_NAMES = set(HEADINGS)
PARTED_FROM_LISTS = {*HEADING_NAMES, *LISTS, "p", "div", "blockquote", "table"}
QUOTED = {"msoquote", "msointensequote", "msoblocktext"}
SPACE_CLASSES = {"apple-converted-space", "apple-tab-span"}
KEPT_SPACE = ("pre-wrap", "pre-line", "break-spaces", "preserve", "preserve-breaks")
FAR = 12  # how many elements further out we look for what stands around a tag

SPECIAL = re.compile("[&\xa0\xad\u200b\ufffc]")
NO_WIDTH = re.compile("[\xad\ufffc]|\u200b")
SOUTH_EAST = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
GAP = re.compile("[ \t\n\r\xa0]*\xa0[ \t\n\r\xa0]*")
WIDEST_SLIP = 2
BEFORE_A_SIGN, AFTER_A_SIGN = "!?;:»%‰€$£…—–", "«—–$€£№§"
INDENT = "\xa0\u2002\u2003\t\n\r "

WORD_LIST = re.compile(r"l(\d+) level(\d) ")
LIST_CLASS = re.compile(r"lst-kix_\S*-(\d)")
LIST_PARAGRAPH = re.compile(r"msolist(?:paragraph|bullet|number)")
BULLET = re.compile(r"[·•▪▫■□§o◦‣○●➢❖✓\uf0b7\uf0a7\uf0d8\uf076-]")
NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]", re.I)
MARKER = re.compile(rf"[\s\xa0]*({BULLET.pattern}|{NUMBER.pattern})(?:[\s\xa0]+|$)", re.I)
DEEPEST_LIST = 9

EMOJI_WORDS = re.compile(r"[^\w\s<>&]{1,16}")
REDIRECT = re.compile(r"https?://www\.google\.com/url\?(?:[^#]*?&)?q=([^&#]+)", re.I)
BORDER = re.compile(r"\b(?:solid|double|dashed|dotted|groove|ridge|inset|outset)\b")
NO_WIDTH_BORDER = re.compile(r"(?<![\d.])0(?:px|pt|in|cm)?(?![\d.])")


class Reading:
    def __init__(self, elements):
        self.elements = elements
        self.row = elements.row
        self.out = []
        self.lines = Lines(self.out)
        self.left_out = Counter()
        self.is_of_docs = "docs-internal-guid" in elements.source
        self.main_language = main_language(elements)
        self.at = 0
        self.unwritten = set()  # tags that say nothing: their ends say nothing either
        self.afterwards = {}  # what is written after an element's end
        self.blocks_began = {}
        self.lists, self.levels = [], {}
        self.last_item_end = None
        self.items_until = self.cells_until = self.headings_until = self.quotes_until = -1
        self.keeps_lines_until = self.plain_until = self.spaces_until = -1
        self.marker = None
        self.note = None
        self.note_breaks = self.note_begins = False
        linked = Linked(elements)
        self.notes = linked.footnotes()
        self.skipped = {note.words[0]: note.words[1] for note in self.notes.values()}
        self.comments = dict(linked.comments())

    def read(self):
        self.walk(0, self.elements.stop)
        self.edge()
        self.end_lists()
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
        kind = self.kind_left_out(element)
        if not kind or (end != at and (end < at or not self.ends_itself(element))):
            return None
        self.left_out[kind] += 1
        return end

    def ends_itself(self, element):
        end = self.row[element.end] if element.end < len(self.row) else None
        return end is not None and not isinstance(end, str) and end.is_close and end.name == element.name

    def kind_left_out(self, element):
        look = element.look
        style = look.style
        if look.classes and not COMMENT_CLASSES.isdisjoint(look.classes):
            return "comments"
        if style.get("mso-element") == "comment-list":
            return "comments"
        if style.get("display") == "none" or style.get("mso-hide") == "all" or "hidden" in look.attributes:
            return "hidden"
        if look.name in NEVER_WORDS or (look.classes and not FURNITURE_CLASSES.isdisjoint(look.classes)):
            return "furniture"
        if style.get("mso-list") == "ignore":
            return "markers"
        return None

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
            self.cells_until = max(self.cells_until, self.end_of(element))
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

    def end_of(self, element):
        return element.end if element.end >= 0 else len(self.row)

    # Blocks

    def begin_block(self, element):
        if self.note:
            self.note_breaks = True
            return
        self.edge(opens=True)
        self.note_where(element)
        if "listcontainerwrapper" in element.look.classes or (element.name in LISTS and self.is_list_by_level(element)):
            self.unwritten.add(element.at)
            return
        if element.name == "li" and element.parent in self.levels:
            self.unwritten.add(element.at)
            kind, level = self.levels[element.parent]
            self.begin_item(kind, self.level_said(element, level))
            return
        if element.name in LISTS:
            self.nest(element)
        self.last_item_end = None
        if element.name in PARTED_FROM_LISTS and not self.is_in_item(element):
            self.begin_paragraph(element)
        name = self.name_of(element)
        self.afterwards.setdefault(element.at, []).append(f"</{name}>")
        self.out.append(f"<{name}{self.attributes(element, is_block=True)}>")

    def note_where(self, element):
        end = self.end_of(element)
        if element.name in (*LISTS, "li", "dl"):
            self.items_until = max(self.items_until, end)
        elif element.name == "table":
            self.cells_until = max(self.cells_until, end)
        elif element.name in HEADING_NAMES or self.heading_level(element.look):
            self.headings_until = max(self.headings_until, end)
        elif element.name == "blockquote":
            self.quotes_until = max(self.quotes_until, end)
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
        item = self.item_of(element) if element.name == "p" else None
        if item:
            self.begin_item(*item)
            return
        self.end_lists()
        if not QUOTED.isdisjoint(element.look.classes):
            last = next((at for at in range(len(self.out) - 1, -1, -1) if self.out[at].strip()), None)
            if last is not None and self.out[last] == "</blockquote>":
                self.out[last] = ""
            else:
                self.out.append("<blockquote>")
            self.afterwards[element.at] = ["</blockquote>"]

    def close_block(self, element):
        if self.note:
            self.note_breaks = True
            return
        opened = self.row[element.end] if element.end >= 0 else None
        self.edge()
        if opened is None:
            self.out.append("</p>")
            return
        self.blank_block(opened)
        ends = self.afterwards.pop(opened.at, None) or [f"</{element.name}>"]
        if opened.name == "li":
            self.last_item_end = len(self.out)
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
        self.last_item_end = self.last_item_end if opens else None

    def is_plain(self, at=None):
        at = self.at if at is None else at
        return at > max(self.items_until, self.cells_until, self.headings_until) and not self.lists

    def may_break(self):
        return self.at > max(self.items_until, self.cells_until) and not self.lists

    # Lists

    def is_list_by_level(self, element):
        """Google Docs' file and Word on the web write a list for each level, one after the other."""
        classes = element.look.attributes.get("class", "")
        match = LIST_CLASS.search(classes)
        if not match and "ListStyle" not in classes:
            return False
        self.levels[element.at] = (element.name, int(match[1]) + 1 if match else 1)
        return True

    @staticmethod
    def level_said(element, level):
        said = element.look.attributes.get("data-aria-level", "")
        return int(said) if said.isdigit() and 0 < int(said) <= DEEPEST_LIST else level

    def is_in_item(self, element):
        return any(around.name == "li" for around, _ in zip(self.elements.around(element.at), range(FAR), strict=False))

    def nest(self, element):
        """A list that stands directly in a list belongs to the item before it."""
        parent = self.row[element.parent] if element.parent >= 0 else None
        if parent and parent.name in LISTS and self.last_item_end is not None:
            if not "".join(self.out[self.last_item_end + 1 :]).strip():
                self.out[self.last_item_end] = ""

    def item_of(self, element):
        """(kind, level) of a paragraph that Word shows as an item of a list."""
        said = element.look.style.get("mso-list", "")
        match = WORD_LIST.match(f"{said} ")
        is_listed = any(LIST_PARAGRAPH.match(each) for each in element.look.classes)
        marker = self.marker_in(element) if match or is_listed else None
        if marker is None:
            return None
        kind = "ol" if NUMBER.fullmatch(marker) else "ul"
        return kind, min(int(match[2]), DEEPEST_LIST) if match else 1

    def marker_in(self, element):
        """The bullet or number that begins it, which will not be written again."""
        said = []
        for at in range(element.at + 1, min(self.end_of(element), element.at + 30)):
            each = self.row[at]
            if isinstance(each, str):
                said.append(unescape(each))
            elif not each.is_close and each.look.style.get("mso-list") == "ignore" and each.end > at:
                return "".join(map(unescape, self.elements.texts(at, each.end))).strip(INDENT)
        match = MARKER.match("".join(said))
        if not match:
            return None
        self.marker = match[1]
        return match[1]

    def begin_item(self, kind, level):
        while len(self.lists) > level or (len(self.lists) == level and self.lists[-1] != kind):
            self.out.append(f"</{self.lists.pop()}>")
        while len(self.lists) < level:
            self.lists.append(kind)
            self.out.append(f"<{kind}>")
        self.out.append("<li>")

    def end_lists(self):
        while self.lists:
            self.out.append(f"</{self.lists.pop()}>")

    # Inside lines

    def begin_inline(self, element):
        look = element.look
        self.note_white_space(element)
        if not SPACE_CLASSES.isdisjoint(look.classes) or "mso-spacerun" in look.style or "mso-tab-count" in look.style:
            self.spaces_until = max(self.spaces_until, element.end)
        name = look.name
        attributes = self.attributes(element)
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
            self.keeps_lines_until = max(self.keeps_lines_until, self.end_of(element))
        elif said in ("normal", "nowrap", "collapse"):
            self.plain_until = max(self.plain_until, element.end)

    def attributes(self, element, *, is_block=False):
        """What is left of a tag's attributes: its style as far as it means something, its link, its language."""
        look, said = element.look, element.look.attributes
        parts = []
        if look.style and (style := self.style(element, is_block)):
            parts.append(f' style="{escape(style)}"')
        if look.name == "a" and "href" in said:
            parts.append(f' href="{escape(address(said["href"]))}"')
        if is_block and "align" in said:
            parts.append(f' align="{escape(said["align"])}"')
        if look.classes:
            classes = [each for each in look.classes if each in ("center", "right", "justify", "footnote")]
            parts += [f' class="{" ".join(classes)}"'] if classes else []
        language = said.get("lang") or said.get("xml:lang")
        if language and primary(language) != self.main_language and look.name not in ("html", "body"):
            parts.append(f' lang="{escape(language)}"')
        if said.get("dir"):
            parts.append(f' dir="{escape(said["dir"])}"')
        return "".join(parts)

    def style(self, element, is_block):
        style, name = element.look.style, element.name
        is_heading = name in HEADING_NAMES or self.at < self.headings_until
        parts = []
        slant, weight = style.get("font-style", ""), style.get("font-weight", "")
        if slant not in meaning.NOT_SAID and (
            slant[:6] in ("italic", "obliqu") or self.stands(element, LEANING, leans)
        ):
            parts.append(f"font-style:{slant}")
        if weight not in meaning.NOT_SAID:
            is_bold = meaning.BOLD.fullmatch(weight) is not None
            if (is_bold and not is_heading) or (not is_bold and self.stands(element, STRONG, is_strong)):
                parts.append(f"font-weight:{weight}")
        lines = f"{style.get('text-decoration', '')} {style.get('text-decoration-line', '')}"
        if "underline" in lines and not self.is_link(element):
            parts.append("text-decoration:underline")
        if "line-through" in lines:
            parts.append("text-decoration-line:line-through")
        if not is_block and style.get("vertical-align") in ("super", "sub"):
            parts.append(f"vertical-align:{style['vertical-align']}")
        if is_block and "text-align" in style:
            parts.append(f"text-align:{style['text-align']}")
        if style.get("direction") == "rtl":
            parts.append("direction:rtl")
        return ";".join(parts)

    def stands(self, element, names, by_style):
        """Whether a `normal` here takes anything away."""
        if element.name in names:
            return True
        for depth, around in enumerate(self.elements.around(element.at)):
            if depth == FAR or around.name in names or by_style(around.look.style):
                return True
        return False

    def is_link(self, element):
        return element.name == "a" or any(
            around.name == "a" for around, _ in zip(self.elements.around(element.at), range(4), strict=False)
        )

    def line_break(self):
        if self.note:
            self.note_breaks = True
            return
        is_plain = self.is_plain()
        self.lines.end(by_break=is_plain, is_plain=is_plain, may_break=self.may_break())
        self.lines.is_joined = True
        self.out.append("<br>")

    def rule(self, element):
        if self.note or self.leads_to_notes(element.at):
            return
        self.edge()
        self.end_lists()
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
            text = escape(self.mended(unescape(raw)), quote=False) if SPECIAL.search(raw) else raw
        if self.marker and text.strip(INDENT):
            text = self.without_marker(text)
        if self.note:
            self.note_words(text)
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

    def mended(self, text):
        """Without what nobody sees or means: soft hyphens, the spaces that programs make unbreakable."""
        text = NO_WIDTH.sub("" if not SOUTH_EAST.search(text) else lambda match: match[0].strip("\xad\ufffc"), text)
        if "\xa0" not in text:
            return text
        if not self.lines.is_joined and not self.note and not self.lines.has_words:
            text = text.lstrip(INDENT) or " "
        return GAP.sub(mended_gap, text)

    def without_marker(self, text):
        start = text.lstrip(INDENT)
        found, self.marker = self.marker, None
        return start.removeprefix(found).lstrip(INDENT) if start.startswith(found) else text

    def write_footnote(self, note):
        self.lines.thing()
        self.out.append('<span class="footnote">')
        self.note, self.note_breaks, self.note_begins = note, False, True
        at, self.at = self.at, note.words[0]
        self.walk(note.words[0], note.words[1] + 1)
        self.note, self.at = None, at
        self.out.append("</span>")

    def note_words(self, text):
        if self.note_begins:
            text = text.lstrip("])}.:^ \xa0\n\t")
            label = self.note.label
            if label and text.startswith(label) and text[len(label) : len(label) + 1] in ("", ".", ")", "]", ":", " "):
                text = text[len(label) :].lstrip("])}.: \xa0\n\t")
            if not text:
                return
        if self.note_breaks and text.strip():
            self.out.append("" if self.note_begins else "<br>")
            self.note_breaks = False
        self.note_begins = self.note_begins and not text.strip()
        self.out.append(text)


def is_line(border):
    return bool(BORDER.search(border)) and not NO_WIDTH_BORDER.search(border)


def leans(style):
    return style.get("font-style", "").startswith(("italic", "oblique"))


def is_strong(style):
    return meaning.BOLD.fullmatch(style.get("font-weight", "")) is not None


def primary(language):
    return language.lower().split("-")[0]


def address(written):
    """The link itself, where Google Docs' file leads over Google."""
    match = REDIRECT.match(written)
    return unquote(match[1]) if match else written


def mended_gap(match):
    gap, text = match[0], match.string
    if gap.count("\xa0") > WIDEST_SLIP:
        return gap
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    is_sign = (after and after in BEFORE_A_SIGN) or (before and (before in AFTER_A_SIGN or before.isdigit()))
    return gap if len(gap) == 1 and (is_sign or (before and after)) else " "
