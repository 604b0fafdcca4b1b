"""Paragraphs and runs of a Word document: pieces and blocks of laid_flat.py as WordprocessingML (ECMA-376)."""

from html import escape

from headcanon.bindery.writers.languages import is_right_to_left
from headcanon.bindery.writers.word.contexts import Contexts, hanging

MARKS = {
    "em": "<w:i/><w:iCs/>",
    "strong": "<w:b/><w:bCs/>",
    "s": "<w:strike/>",
    "u": '<w:u w:val="single"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
    "sub": '<w:vertAlign w:val="subscript"/>',
}
STYLES = {("code",): "HTMLCode", ("small",): "Small", ("code", "small"): "SmallHTMLCode"}
ALIGNED = {"center": "center", "right": "right", "justify": "both"}


def paragraph(words, style="", properties=""):
    """`words` are runs already."""
    said = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{words}</w:p>"


def run(text, properties=""):
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{told(text)}</w:r>" if text else ""


def told(text):
    return f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'


def spoken(language):
    return f'<w:lang w:val="{language}" w:eastAsia="{language}" w:bidi="{language}"/>'


class Words:
    """Writes pieces; keeps what they need of the package: footnotes, links, pictures."""

    def __init__(self, manuscript):
        self.manuscript = manuscript
        self.is_rtl = is_right_to_left(manuscript.language)
        self.footnotes = []
        self.links = {}
        self.pictures = {}
        self.lists = []  # "list" or "numbers" of each
        self.contexts = Contexts()
        self.anew = None  # how many boxes are around a quotation that follows another one, until its first paragraph
        self.around = {}  # the paragraph that is being written, for its language and direction

    def inline(self, pieces):
        return "".join(map(self.piece, pieces))

    def piece(self, piece):
        if isinstance(piece, str):
            return run(piece, self.properties({}))
        if "br" in piece:
            return "<w:r><w:br/></w:r>"
        if "note" in piece:
            return self.footnote(piece["note"])
        if "ruby" in piece:
            return self.surrounded(piece, self.ruby(piece))
        return self.surrounded(piece, run(piece["text"], self.properties(piece)))

    def surrounded(self, piece, written):
        written = self.link(piece["href"], written) if "href" in piece else written
        return f'<w:dir w:val="{piece["dir"]}">{written}</w:dir>' if "dir" in piece else written

    def properties(self, piece):
        marks = piece.get("marks", ())
        style = STYLES.get(tuple(sorted({"code", "small"}.intersection(marks))), "Hyperlink" if "href" in piece else "")
        said = f'<w:rStyle w:val="{style}"/>' if style else ""
        # Bold before italic, as the schema has it.
        said += "".join(MARKS[mark] for mark in ("strong", "em", "s", "u") if mark in marks)
        said += next((MARKS[mark] for mark in ("sup", "sub") if mark in marks), "")
        said += self.own_direction(piece.get("dir") or self.around.get("dir"))
        language = piece.get("lang") or self.around.get("lang")
        return said + (spoken(language) if language else "")

    def own_direction(self, said=None):
        return "<w:rtl/>" if said == "rtl" or (self.is_rtl and said != "ltr") else ""

    def footnote(self, pieces):
        self.footnotes.append("")  # its own number first, should there be one in it
        number = len(self.footnotes)
        around, self.around = self.around, {}
        self.footnotes[number - 1] = self.inline(pieces)
        self.around = around
        return f'<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{number}"/></w:r>'

    def ruby(self, piece):
        look = self.properties({key: value for key, value in piece.items() if key != "href"})
        settings = (
            '<w:rubyPr><w:rubyAlign w:val="distributeSpace"/><w:hps w:val="10"/><w:hpsRaise w:val="20"/>'
            '<w:hpsBaseText w:val="22"/><w:lid w:val="ja-JP"/></w:rubyPr>'
        )
        reading = run(piece["ruby"], look or '<w:sz w:val="10"/>')
        return (
            f"<w:r><w:ruby>{settings}<w:rt>{reading}</w:rt>"
            f"<w:rubyBase>{run(piece['text'], look)}</w:rubyBase></w:ruby></w:r>"
        )

    def link(self, address, written):
        key = self.links.setdefault(address, f"link{len(self.links) + 1}")
        return f'<w:hyperlink r:id="{key}" w:history="1">{written}</w:hyperlink>'

    # Blocks

    def blocks(self, blocks, path=()):
        """`path` names what stands around them, from the outside: a note, quotations, lists."""
        written, before = [], ""
        for each in blocks:
            written.append(self.block(each, path, before))
            before = each["kind"]
        return "".join(written)

    def block(self, one, path, before=""):
        match one["kind"]:
            case "break":
                return paragraph(run("* * *"), self.style("Scene Break", path))
            case "heading" | "p":
                return self.line(one, path)
            case "quote":
                self.anew = len(path) if before == "quote" else self.anew
                return self.blocks(one["blocks"], (*path, "Quote"))
            case "picture":
                return self.picture(one, path)
        return self.list(one, path)

    def style(self, kind, path):
        """The first paragraph of a quotation that follows another one tells that the other does not go on."""
        if self.anew is not None:
            path = (*path[: self.anew], "Another Quote", *path[self.anew + 1 :])
            self.anew = None
        return self.contexts.style(kind, path)

    def line(self, one, path, numbering=""):
        said = numbering + self.direction(one)
        said += hanging(path) if numbering and set(path) != {"List"} else ""
        said += f'<w:jc w:val="{ALIGNED[one["align"]]}"/>' if one.get("align") in ALIGNED else ""
        said += f"<w:rPr>{spoken(one['lang'])}</w:rPr>" if "lang" in one else ""
        kind = f"Heading {one['level']}" if one["kind"] == "heading" else ""
        self.around = one
        written = paragraph(self.inline(one["pieces"]), self.style(kind, path), said)
        self.around = {}
        return written

    def direction(self, one):
        return {"rtl": "<w:bidi/>", "ltr": '<w:bidi w:val="0"/>'}.get(one.get("dir"), "")

    def list(self, one, path):
        """Each list has a number of its own, which parts it from a list beside it."""
        self.lists.append(one["kind"])
        inside = (*path, "List")
        level = min(inside.count("List") - 1, 8)
        numbering = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{len(self.lists)}"/></w:numPr>'
        return "".join(self.item(blocks, inside, numbering) for blocks in one["items"])

    def item(self, blocks, path, numbering):
        """Its first paragraph bears the sign, and is empty where the item begins with something else than words."""
        first, *others = blocks
        if first["kind"] not in ("p", "heading"):
            return paragraph("", self.style("", path), numbering) + self.blocks(blocks, path)
        return self.line(first, path, numbering) + self.blocks(others, path)

    def picture(self, one, path):
        data = self.manuscript.pictures.get(one["src"])
        if not data:
            return paragraph(run(f"[{one['alt']}]", self.own_direction()), self.style("", path))
        self.pictures.setdefault(one["src"], len(self.pictures) + 1)
        return paragraph(
            drawing(self.pictures[one["src"]], one["alt"], data),
            self.style("", path),
            '<w:ind w:firstLine="0"/><w:jc w:val="center"/>',
        )


EMU = 9525  # in a pixel
WIDEST, HIGHEST = 560, 700


def drawing(number, words, data):
    width, height = pixels(data)
    shrink = min(1, WIDEST / width, HIGHEST / height)
    size = f'cx="{int(width * shrink * EMU)}" cy="{int(height * shrink * EMU)}"'
    name = f'id="{number}" name="Picture {number}" descr="{escape(words)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/><wp:docPr {name}/>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="picture{number}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        "</pic:spPr></pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )


def pixels(data):
    """(width, height) of a PNG or a JPEG, by their own headers."""
    if data.startswith(b"\x89PNG"):
        return max(1, int.from_bytes(data[16:20])), max(1, int.from_bytes(data[20:24]))
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        if 0xC0 <= data[at + 1] <= 0xCF and data[at + 1] not in (0xC4, 0xC8, 0xCC):
            return max(1, int.from_bytes(data[at + 7 : at + 9])), max(1, int.from_bytes(data[at + 5 : at + 7]))
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return 400, 300
