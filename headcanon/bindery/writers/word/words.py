"""Paragraphs and runs of a Word document: pieces and blocks of laid_flat.py as WordprocessingML (ECMA-376)."""

from html import escape

from headcanon.bindery.writers.languages import is_right_to_left

MARKS = {
    "em": "<w:i/><w:iCs/>",
    "strong": "<w:b/><w:bCs/>",
    "s": "<w:strike/>",
    "u": '<w:u w:val="single"/>',
    "sup": '<w:vertAlign w:val="superscript"/>',
    "sub": '<w:vertAlign w:val="subscript"/>',
}
STYLES = {"code": "HTMLCode", "small": "Small"}
ALIGNED = {"center": "center", "right": "right", "justify": "both"}
STEP = 360  # twips that a list or a quotation is set in


def paragraph(words, style="", properties=""):
    """`words` are runs already."""
    said = (f'<w:pStyle w:val="{style}"/>' if style else "") + properties
    return f"<w:p>{f'<w:pPr>{said}</w:pPr>' if said else ''}{words}</w:p>"


def run(text, properties=""):
    return f"<w:r>{f'<w:rPr>{properties}</w:rPr>' if properties else ''}{told(text)}</w:r>" if text else ""


def told(text):
    return f'<w:t xml:space="preserve">{escape(text, quote=False)}</w:t>'


class Words:
    """Writes pieces; keeps what they need of the package: footnotes, links, pictures."""

    def __init__(self, manuscript):
        self.manuscript = manuscript
        self.is_rtl = is_right_to_left(manuscript.language)
        self.footnotes = []
        self.links = {}
        self.pictures = {}
        self.numbered = 0

    def inline(self, pieces):
        return "".join(map(self.piece, pieces))

    def piece(self, piece):
        if isinstance(piece, str):
            return run(piece, self.own_direction())
        if "br" in piece:
            return "<w:r><w:br/></w:r>"
        if "note" in piece:
            return self.footnote(piece["note"])
        if "ruby" in piece:
            return self.ruby(piece)
        written = run(piece["text"], self.properties(piece))
        return self.link(piece["href"], written) if "href" in piece else written

    def properties(self, piece):
        marks = piece.get("marks", ())
        style = next((STYLES[mark] for mark in marks if mark in STYLES), "Hyperlink" if "href" in piece else "")
        said = f'<w:rStyle w:val="{style}"/>' if style else ""
        # Bold before italic, as the schema has it.
        said += "".join(MARKS[mark] for mark in ("strong", "em", "s", "u") if mark in marks)
        said += next((MARKS[mark] for mark in ("sup", "sub") if mark in marks), "")
        said += self.own_direction(piece.get("dir"))
        if "lang" in piece:
            said += f'<w:lang w:val="{piece["lang"]}" w:eastAsia="{piece["lang"]}" w:bidi="{piece["lang"]}"/>'
        return said

    def own_direction(self, said=None):
        return "<w:rtl/>" if said == "rtl" or (self.is_rtl and said != "ltr") else ""

    def footnote(self, pieces):
        self.footnotes.append("")  # its own number first, should there be one in it
        number = len(self.footnotes)
        self.footnotes[number - 1] = self.inline(pieces)
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

    def blocks(self, blocks, style="", indent=0):
        return "".join(self.block(each, style, indent) for each in blocks)

    def block(self, one, style, indent):
        match one["kind"]:
            case "break":
                return paragraph(run("* * *"), "SceneBreak")
            case "heading":
                return self.line(one, f"Heading{one['level']}", indent)
            case "p":
                return self.line(one, style, indent)
            case "quote":
                return self.blocks(one["blocks"], "Quote", indent + (STEP if style == "Quote" else 0))
            case "picture":
                return self.picture(one, style)
        return self.list(one, style, level=0)

    def line(self, one, style, indent=0, numbering=""):
        said = numbering + self.direction(one)
        said += f'<w:ind w:left="{STEP + indent}" w:right="{STEP}"/>' if indent else ""
        said += f'<w:jc w:val="{ALIGNED[one["align"]]}"/>' if one.get("align") in ALIGNED else ""
        pieces = one["pieces"]
        if "lang" in one or "dir" in one:
            whole = {key: one[key] for key in ("lang", "dir") if key in one}
            pieces = [{**whole, **({"text": each} if isinstance(each, str) else each)} for each in pieces]
        return paragraph(self.inline(pieces), style, said)

    def direction(self, one):
        is_rtl = one["dir"] == "rtl" if "dir" in one else self.is_rtl
        return "<w:bidi/>" if is_rtl else '<w:bidi w:val="0"/>' if self.is_rtl else ""

    def list(self, one, style, level):
        if one["kind"] == "numbers":
            self.numbered += 1
        number = 1 + self.numbered if one["kind"] == "numbers" else 1
        numbering = f'<w:numPr><w:ilvl w:val="{min(level, 8)}"/><w:numId w:val="{number}"/></w:numPr>'
        return "".join(self.item(blocks, style, level, numbering) for blocks in one["items"])

    def item(self, blocks, style, level, numbering):
        """Its first paragraph bears the sign; the others stand below it."""
        written = []
        for each in blocks:
            if each["kind"] in ("list", "numbers"):
                written.append(self.list(each, style, level + 1))
            elif each["kind"] in ("p", "heading"):
                written.append(self.line({**each, "kind": "p"}, style or "ListParagraph", 0, numbering))
                numbering = ""
            else:
                written.append(self.block(each, style, 0))
        return "".join(written)

    def picture(self, one, style):
        data = self.manuscript.pictures.get(one["src"])
        if not data:
            return paragraph(run(f"[{one['alt']}]", self.own_direction()), style)
        self.pictures.setdefault(one["src"], len(self.pictures) + 1)
        return paragraph(drawing(self.pictures[one["src"]], one["alt"], data), "", '<w:jc w:val="center"/>')


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
