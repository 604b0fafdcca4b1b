"""The words of a Word document: how they look, what fields and notes stand among them, what nobody sees."""

from lxml.etree import tostring

from headcanon.intake.readers.documents import LeftOut
from headcanon.intake.readers.sheets import Run, Shape, Sheet, surrounded
from headcanon.intake.readers.word.fields import Fields
from headcanon.intake.readers.word.numbering import Numbering
from headcanon.intake.readers.word.signs import sign_of
from headcanon.intake.readers.word.styles import PLAIN, SMALL, TYPEWRITTEN, Styles

ALIKE = {"ins", "moveTo", "smartTag", "customXml", "dir", "bdo", "sdtContent", "Choice"}  # they only hold what matters
LINKED_LOOK = "hyperlink"
CHARACTERS = {"noBreakHyphen": "\u2011", "tab": " ", "ptab": " ", "cr": "\n"}
NOTE_SIGNS = {"footnoteReference": "footnotes", "endnoteReference": "endnotes"}
DEEPEST_NOTE = 3


class Words:
    """What stands inside of paragraphs; `Body` reads the paragraphs themselves. `taken` is what was left out."""

    def __init__(self, parts):
        self.parts, self.w = parts, parts.w
        self.styles = Styles(parts.part("styles"), self.w)
        self.numbering = Numbering(parts.part("numbering"), self.w)
        self.notes = {kind: self.notes_by_id(kind) for kind in ("footnotes", "endnotes")}
        self.fields = Fields()
        self.taken = LeftOut()
        self.titles = []
        self.note_depth = 0
        self.told_notes = set()
        self.boxes = []
        self.shape = Shape()  # of the paragraph that is being read
        self.looks = {}
        self.around = ""  # the language of the paragraph, where it says one
        self.remarks = None  # the words of comments by their id, once one is asked for

    def notes_by_id(self, kind):
        root = self.parts.part(kind)
        ordinary = (each for each in root if each.get(f"{self.w}type") in (None, "normal")) if root is not None else ()
        return {each.get(f"{self.w}id"): each for each in ordinary}

    def text_in(self, element):
        return "".join(each.text or "" for each in element.iter(f"{self.w}t"))

    def inline(self, parent, sheet, look):
        for each in parent:
            name = local(each)
            if name == "r":
                self.run(each, sheet, look)
            elif name == "hyperlink":
                self.inline(each, sheet, look._replace(link=self.address(each)))
            elif name == "fldSimple":
                link = self.fields.address(each.get(f"{self.w}instr") or "")
                self.inline(each, sheet, look._replace(link=link or look.link))
            elif name == "dir":
                self.inline(each, sheet, look._replace(direction=each.get(f"{self.w}val") or ""))
            elif name in ALIKE:
                self.inline(each, sheet, look)
            elif name == "sdt":
                self.inline(each.findall(f"{self.w}sdtContent"), sheet, look)
            elif name == "AlternateContent":
                self.inline(alternative(each), sheet, look)
            elif name in ("oMath", "oMathPara"):
                sheet.say("".join(part.text or "" for part in each.iter() if local(part) == "t"))

    def address(self, hyperlink):
        key = next((value for name, value in hyperlink.attrib.items() if name.endswith("}id")), None)
        return self.parts.links.get(key, "")

    def run(self, run, sheet, look):
        properties = run.find(f"{self.w}rPr")
        look = self.known_look(properties, look) if properties is not None else look
        if "hidden" in look.marks:
            self.taken.add("hidden", self.text_in(run))
            return
        for each in run:
            self.piece(each, sheet, look)

    def piece(self, each, sheet, look):
        name = local(each)
        if name == "t":
            if self.fields.shows_words:
                linked = look if look.link or not self.fields.open else look._replace(link=self.fields.link)
                sheet.say((each.text or "").replace("\n", " "), linked)
        elif name in CHARACTERS:
            sheet.line_break() if name == "cr" else sheet.say(CHARACTERS[name], look)
        elif name == "br":
            self.line_break(each, sheet)
        elif name == "sym":
            sheet.say(sign_of(each.get(f"{self.w}font") or "", each.get(f"{self.w}char") or ""), look)
        elif name == "fldChar":
            self.fields.mark(each.get(f"{self.w}fldCharType"))
        elif name == "instrText":
            self.fields.instruct(each.text or "")
        elif name in NOTE_SIGNS:
            self.note(self.notes[NOTE_SIGNS[name]].get(each.get(f"{self.w}id")), sheet)
        elif name == "ruby":
            self.ruby(each, sheet, look)
        elif name in ("drawing", "pict", "object"):
            self.drawing(each, sheet)
        elif name == "AlternateContent":
            for inner in alternative(each):
                self.piece(inner, sheet, look)
        elif name == "commentReference":
            self.taken.add("remarks", self.remark(each.get(f"{self.w}id")))

    def known_look(self, properties, look):
        """The same properties are written at every few words."""
        key = tostring(properties, with_tail=False), look, self.around
        if key not in self.looks:
            self.looks[key] = self.look(properties, look)
        return self.looks[key]

    def look(self, properties, look):
        """Of the words of a run: their own properties over their style's, and these over the paragraph's."""
        own = self.styles.marks_in(properties)
        said = properties.find(f"{self.w}rStyle")
        named = self.styles.style(said.get(f"{self.w}val")) if said is not None else PLAIN
        marks = set(look.marks)
        if named.name != LINKED_LOOK:
            # A mark of both styles takes itself away: emphasis in a slanted paragraph stands upright.
            marks ^= {mark for mark, is_set in named.marks.items() if is_set}
        for mark, is_set in own.items():
            (marks.add if is_set else marks.discard)(mark)
        if named.name in TYPEWRITTEN:
            marks.add("code")
        if named.name in SMALL:
            marks.add("small")
        spoken = properties.find(f"{self.w}lang")
        language = spoken.get(f"{self.w}val") if spoken is not None else None
        return look._replace(marks=frozenset(marks), language=self.foreign(language))

    def foreign(self, language):
        """The language, if it is another one than the text around it; programs name dialects of the same by themselves."""
        around = self.around or self.styles.language
        if not language or language == "x-none" or not around:
            return ""
        return "" if language[:2] == around[:2] else language

    def line_break(self, each, sheet):
        if each.get(f"{self.w}type") != "page":
            sheet.line_break()
            return
        if sheet.has_words:
            sheet.end(self.shape)
        sheet.edge()

    def note(self, written, sheet):
        if written is None:
            return
        if self.note_depth == DEEPEST_NOTE:
            self.deep_note(written, sheet)
            return
        self.told_notes.add(written)
        self.note_depth += 1
        words = Sheet()
        self.note_words(written, words)
        self.note_depth -= 1
        sheet.footnote(words)

    def deep_note(self, written, sheet):
        """In brackets, with the notes inside of it; none that is told already, for one may lead to itself."""
        waiting = [written]
        while waiting:
            note = waiting.pop()
            if note in self.told_notes:
                continue
            self.told_notes.add(note)
            if words := self.text_in(note).strip():
                sheet.say(f" [{words}]")
                self.taken.add("deep notes", words)
            for name, kind in NOTE_SIGNS.items():
                below = [self.notes[kind].get(each.get(f"{self.w}id")) for each in note.iter(f"{self.w}{name}")]
                waiting += [each for each in reversed(below) if each is not None]

    def note_words(self, written, words):
        self.blocks(written, words)

    def ruby(self, ruby, sheet, look):
        base, reading = Sheet(), Sheet()
        for name, part in (("rubyBase", base), ("rt", reading)):
            for each in ruby.findall(f"{self.w}{name}"):
                self.inline(each, part, Run())
        written = f"<ruby>{base.words()}<rp>(</rp><rt>{reading.words()}</rt><rp>)</rp></ruby>"
        sheet.put(surrounded(look, written))

    def drawing(self, drawing, sheet):
        """The words of a text box come after the paragraph; of a picture its description stays."""
        for each in drawing.iter():
            if not isinstance(each.tag, str):
                continue
            name = local(each)
            if name == "txbxContent" and not self.is_within_a_box(each, drawing):
                self.boxes.append(each)
            elif name == "rect" and any(key.endswith("}hr") for key in each.attrib):
                sheet.end() if sheet.has_words else sheet.begin()
                sheet.rule()
            elif name == "docPr" and (words := each.get("descr")):
                sheet.say(f" [{words}] ")
            elif name == "blip":
                self.taken.add("pictures", "one without a description")

    def is_within_a_box(self, box, drawing):
        for around in box.iterancestors():
            if around is drawing:
                return False
            if local(around) in ("txbxContent", "Fallback"):
                return True
        return False

    def remark(self, key):
        if self.remarks is None:
            root = self.parts.part("comments")
            self.remarks = {each.get(f"{self.w}id"): self.text_in(each) for each in root} if root is not None else {}
        return self.remarks.get(key, "")


def local(element):
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def alternative(element):
    """Of the ways in which Word says the same twice, the one for newer programs; the older one if there is no other."""
    ways = {local(each): each for each in element}
    return ways.get("Choice", ways.get("Fallback", ()))
