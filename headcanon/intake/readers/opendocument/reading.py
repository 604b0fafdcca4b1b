"""OpenDocument texts (ODT) to Manuscript; OASIS OpenDocument 1.2 and 1.3, as LibreOffice, OpenOffice and pandoc write it."""

from headcanon.intake.readers.documents import manuscript_of_document
from headcanon.intake.readers.opendocument.body import Body
from headcanon.intake.readers.opendocument.names import DC, META, OFFICE
from headcanon.intake.readers.opendocument.styles import Styles
from headcanon.intake.readers.packages import Package
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.readers.xml import parse_xml


def read(data, name):
    package = Package(data, name)
    refuse_other_kinds(package, name)
    content = parsed(package, "content.xml")
    styles = Styles(parsed(package, "styles.xml") if "styles.xml" in package else None, content)
    body = Body(content, styles)
    html = body.as_html()
    left_out = body.taken.as_concerns()
    return [manuscript_of_document(html, name, format="odt", data=data, left_out=left_out, **properties_of(package))]


def parsed(package, part):
    return parse_xml(package.read(part), package.name)


def refuse_other_kinds(package, name):
    """A spreadsheet has the same parts."""
    kind = package.read("mimetype").decode("ascii", "replace") if "mimetype" in package else ""
    if "opendocument" in kind and "opendocument.text" not in kind:
        raise Unreadable(f"{name} is no text but another kind of document. Save its words as a text document.")
    if b"manifest:encryption-data" in package.read("META-INF/manifest.xml"):
        raise Unreadable(f"{name} is locked with a password. Save it without one and bring it again.")


def properties_of(package):
    if "meta.xml" not in package:
        return {}
    meta = parsed(package, "meta.xml").find(f"{OFFICE}meta")
    if meta is None:
        return {}
    author = meta.findtext(f"{META}initial-creator") or meta.findtext(f"{DC}creator")
    return {"title": meta.findtext(f"{DC}title"), "author": author}
