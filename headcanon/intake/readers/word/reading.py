"""Word's documents to Manuscript (ECMA-376, both the transitional and the strict names).

Changes that were tracked are taken as accepted; remarks of reviewers are left out; nothing of a macro is looked at.
"""

from headcanon.intake.readers.documents import manuscript_of_document
from headcanon.intake.readers.html.begun import without_its_number
from headcanon.intake.readers.packages import Package
from headcanon.intake.readers.word import ours
from headcanon.intake.readers.word.body import Body
from headcanon.intake.readers.word.parts import Parts
from headcanon.intake.readers.xml import parse_xml

OUR_STYLE = "NoteLabel"  # only the archive's own documents have it, those of earlier versions too
DUBLIN_CORE = "{http://purl.org/dc/elements/1.1/}"


def read(data, name):
    parts = Parts(Package(data, name))
    body = Body(parts)
    properties = core_properties(parts)
    if ours.is_its(body.styles):
        return [ours.read(parts, properties, data, name)]
    html = body.as_html()
    left_out = body.taken.as_concerns()
    title, author = properties.get("title"), properties.get("creator")
    manuscript = manuscript_of_document(
        html, name, format="docx", data=data, left_out=left_out, title=title, author=author
    )
    if OUR_STYLE in body.styles.written:
        for number, chapter in enumerate(manuscript.chapters, start=1):
            chapter.title = chapter.title and without_its_number(chapter.title, number)
    return [manuscript]


def core_properties(parts):
    """What the document's properties say, which is often not the story's."""
    if "docProps/core.xml" not in parts.package:
        return {}
    root = parse_xml(parts.package.read("docProps/core.xml"), parts.package.name)
    return {key: root.findtext(f"{DUBLIN_CORE}{key}") for key in ("title", "creator", "language", "identifier")}
