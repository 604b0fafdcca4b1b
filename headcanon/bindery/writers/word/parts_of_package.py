"""The files of a DOCX beside its text: styles, lists, footnotes, and what they have to do with each other."""

from html import escape

from headcanon.bindery.writers.languages import is_right_to_left, language_tag
from headcanon.bindery.writers.package import UNDATED
from headcanon.bindery.writers.word.contexts import base_of, indents
from headcanon.bindery.writers.word.words import paragraph
from headcanon.manuscript.words import plain_text

XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"
NAMES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    f' xmlns:r="{OFFICE}"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
    ' xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"'
)
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CONTENT_TYPES = f"""{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Default Extension="png" ContentType="image/png"/>
<Default Extension="jpg" ContentType="image/jpeg"/>
<Override PartName="/word/document.xml" ContentType="{WORDS}.document.main+xml"/>
<Override PartName="/word/styles.xml" ContentType="{WORDS}.styles+xml"/>
<Override PartName="/word/numbering.xml" ContentType="{WORDS}.numbering+xml"/>
<Override PartName="/word/footnotes.xml" ContentType="{WORDS}.footnotes+xml"/>
<Override PartName="/word/settings.xml" ContentType="{WORDS}.settings+xml"/>
<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
</Types>
"""
RELATIONS = f"""{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="document" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>
<Relationship Id="core" \
Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
</Relationships>
"""
SETTINGS = f"""{XML}<w:settings {W}><w:zoom w:percent="100"/><w:autoHyphenation w:val="true"/>\
<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>\
<w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>\
</w:compat></w:settings>
"""


def document(body):
    section = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1701" w:right="1985" w:bottom="1701" w:left="1985" w:header="850" w:footer="850" w:gutter="0"/>'
        "</w:sectPr>"
    )
    return f"{XML}<w:document {NAMES}><w:body>{body}{section}</w:body></w:document>\n"


def relations(links, pictures):
    own = {
        "styles": "styles.xml",
        "numbering": "numbering.xml",
        "footnotes": "footnotes.xml",
        "settings": "settings.xml",
    }
    rows = [f'<Relationship Id="{key}" Type="{OFFICE}/{key}" Target="{file}"/>' for key, file in own.items()]
    rows += [
        f'<Relationship Id="{key}" Type="{OFFICE}/hyperlink" Target="{escape(address)}" TargetMode="External"/>'
        for address, key in links.items()
    ]
    rows += [
        f'<Relationship Id="picture{number}" Type="{OFFICE}/image" Target="{name.removeprefix("word/")}"/>'
        for number, name in enumerate(pictures, start=1)
    ]
    listed = "\n".join(rows)
    return (
        f'{XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">\n'
        f"{listed}\n</Relationships>\n"
    )


def core_properties(manuscript, date):
    said = {
        "dc:title": manuscript.title,
        "dc:creator": "; ".join(manuscript.authors),
        "dc:identifier": manuscript.identifier,
        "dc:description": plain_text(manuscript.summary or ""),
        "cp:keywords": ", ".join([*manuscript.fandoms, *manuscript.tags]),
        "dc:language": language_tag(manuscript.language) or "",
    }
    rows = "".join(f"<{key}>{escape(value)}</{key}>" for key, value in said.items() if value)
    moment = f'<dcterms:modified xsi:type="dcterms:W3CDTF">{date or UNDATED}</dcterms:modified>'
    return (
        f'{XML}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{rows}{moment}</cp:coreProperties>\n'
    )


def footnotes(notes):
    sign = '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
    gap = '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
    rows = "".join(
        f'<w:footnote w:id="{number}">{paragraph(sign + gap + words, "FootnoteText")}</w:footnote>'
        for number, words in enumerate(notes, start=1)
    )
    lines = (
        '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    )
    return f"{XML}<w:footnotes {NAMES}>{lines}{rows}</w:footnotes>\n"


def numbering(lists):
    """Two ways to write a list, and for each list of the work a number of its own, so that each begins at 1."""
    dots = "".join(level(number, "bullet", "–") for number in range(9))
    numbers = "".join(level(number, "decimal", f"%{number + 1}.") for number in range(9))
    begin = "".join(
        f'<w:lvlOverride w:ilvl="{number}"><w:startOverride w:val="1"/></w:lvlOverride>' for number in range(9)
    )
    rows = "".join(
        f'<w:num w:numId="{number}"><w:abstractNumId w:val="{1 if kind == "list" else 2}"/>'
        f"{'' if kind == 'list' else begin}</w:num>"
        for number, kind in enumerate(lists, start=1)
    )
    return (
        f'{XML}<w:numbering {W}><w:abstractNum w:abstractNumId="1">{dots}</w:abstractNum>'
        f'<w:abstractNum w:abstractNumId="2">{numbers}</w:abstractNum>{rows}</w:numbering>\n'
    )


def level(number, counts, writes):
    indent = f'<w:pPr><w:ind w:left="{(number + 1) * 425}" w:hanging="425"/></w:pPr>'
    return (
        f'<w:lvl w:ilvl="{number}"><w:start w:val="1"/><w:numFmt w:val="{counts}"/><w:lvlText w:val="{writes}"/>'
        f'<w:lvlJc w:val="left"/>{indent}</w:lvl>'
    )


# What a label announces; each has a style of its own, so that whoever reads it need not know the label's language.
LABELLED = (
    "Summary", "Disclaimer", "Note Before", "Note After", "Chapter Note Before", "Chapter Note After",
)  # fmt: skip
# (id, name, what it is based on, what follows it, of the paragraph, of its words)
PARAGRAPHS = [
    ("Title", "Title", "Normal", "Facts",
     '<w:spacing w:before="1600" w:after="480"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>', '<w:sz w:val="52"/>'),
    ("Heading1", "heading 1", "Normal", "Normal",
     '<w:keepNext/><w:pageBreakBefore/><w:spacing w:before="1200" w:after="480"/><w:ind w:firstLine="0"/>'
     '<w:jc w:val="center"/><w:outlineLvl w:val="0"/>', '<w:sz w:val="36"/>'),
    ("Heading2", "heading 2", "Normal", "Normal",
     '<w:keepNext/><w:spacing w:before="360" w:after="160"/><w:ind w:firstLine="0"/><w:outlineLvl w:val="1"/>',
     '<w:b/><w:bCs/><w:sz w:val="26"/>'),
    ("Heading3", "heading 3", "Normal", "Normal",
     '<w:keepNext/><w:spacing w:before="300" w:after="120"/><w:ind w:firstLine="0"/><w:outlineLvl w:val="2"/>',
     '<w:b/><w:bCs/>'),
    ("Heading4", "heading 4", "Normal", "Normal",
     '<w:keepNext/><w:spacing w:before="240" w:after="120"/><w:ind w:firstLine="0"/><w:outlineLvl w:val="3"/>',
     '<w:i/><w:iCs/>'),
    ("Facts", "Facts", "Normal", "Facts", '<w:spacing w:after="40"/><w:ind w:firstLine="0"/>', '<w:sz w:val="20"/>'),
    ("NoteLabel", "Note Label", "Normal", "BlockText",
     '<w:keepNext/><w:spacing w:before="280" w:after="60"/><w:ind w:left="425" w:firstLine="0"/>',
     '<w:b/><w:bCs/><w:color w:val="574D43"/><w:sz w:val="19"/>'),
    ("BlockText", "Block Text", "Normal", "BlockText",
     '<w:spacing w:after="100"/><w:ind w:left="425" w:right="425" w:firstLine="0"/>',
     '<w:color w:val="574D43"/><w:sz w:val="20"/>'),
    ("Quote", "Quote", "Normal", "Quote",
     '<w:spacing w:before="120" w:after="120"/><w:ind w:left="567" w:right="567" w:firstLine="0"/>', ""),
    ("ListParagraph", "List Paragraph", "Normal", "ListParagraph",
     '<w:spacing w:after="60"/><w:ind w:left="425" w:firstLine="0"/>', ""),
    *((f"{name}Label".replace(" ", ""), f"{name} Label", "NoteLabel", "BlockText", "", "") for name in LABELLED),
    ("SceneBreak", "Scene Break", "Normal", "Normal",
     '<w:spacing w:before="280" w:after="280"/><w:ind w:firstLine="0"/><w:jc w:val="center"/>', ""),
    ("FootnoteText", "footnote text", "Normal", "FootnoteText", '<w:ind w:firstLine="0"/>', '<w:sz w:val="18"/>'),
]  # fmt: skip
CHARACTERS = [
    ("HTMLCode", "HTML Code",
     '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:sz w:val="20"/>'),
    ("Small", "Small", '<w:sz w:val="18"/>'),
    ("SmallHTMLCode", "Small HTML Code",
     '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/><w:sz w:val="16"/>'),
    ("FactLabel", "Fact Label", "<w:b/><w:bCs/>"),
    ("FactValue", "Fact Value", ""),
    ("ChapterNumber", "Chapter Number", ""),
    ("Hyperlink", "Hyperlink", '<w:color w:val="8C2F39"/><w:u w:val="single"/>'),
    ("FootnoteReference", "footnote reference", '<w:vertAlign w:val="superscript"/>'),
]  # fmt: skip


def styles(manuscript, contexts):
    """The story stands in “Normal”: an indent for each paragraph, no space between."""
    tag = language_tag(manuscript.language) or "und"
    spoken = f'<w:lang w:val="{tag}" w:eastAsia="{tag}" w:bidi="{tag}"/>' if tag != "und" else ""
    rows = "".join(paragraph_style(*each) for each in PARAGRAPHS)
    rows += "".join(context_style(key, *each) for key, each in contexts.made.items())
    rows += "".join(character_style(*each) for each in CHARACTERS)
    face = '<w:rFonts w:ascii="Georgia" w:hAnsi="Georgia" w:eastAsia="Noto Serif CJK JP" w:cs="Times New Roman"/>'
    is_rtl = is_right_to_left(manuscript.language)
    return (
        f"{XML}<w:styles {W}><w:docDefaults><w:rPrDefault><w:rPr>{face}"
        f'<w:sz w:val="22"/><w:szCs w:val="24"/>{spoken}</w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr>'
        f'<w:widowControl/>{"<w:bidi/>" if is_rtl else ""}<w:spacing w:line="312" w:lineRule="auto"/>'
        '<w:ind w:firstLine="340"/></w:pPr></w:style>'
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        f"</w:style>{rows}</w:styles>\n"
    )


def paragraph_style(key, name, below, after, shape, look):
    return (
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="{below}"/>'
        f'<w:next w:val="{after}"/><w:qFormat/><w:pPr>{shape}</w:pPr><w:rPr>{look}</w:rPr></w:style>'
    )


def context_style(key, name, kind, path):
    left, right = indents(path)
    shape = f'<w:ind w:left="{left}" w:right="{right}" w:firstLine="0"/>'
    return paragraph_style(key, name, base_of(kind, path), key, shape, "")


def character_style(key, name, look):
    return f'<w:style w:type="character" w:styleId="{key}"><w:name w:val="{name}"/><w:rPr>{look}</w:rPr></w:style>'
