"""The parts of a Word document, and how they refer to each other."""

import posixpath

from headcanon.intake.readers.xml import parse_xml

DOCUMENT = "word/document.xml"


class Parts:
    def __init__(self, package):
        self.package = package
        self.main = self.main_part()
        self.root = self.parsed(self.main)
        self.w = self.root.tag[: self.root.tag.rfind("}") + 1]  # strict documents have a namespace of their own
        self.links, self.kinds = self.relations(self.main)

    def main_part(self):
        _, kinds = self.relations("")
        part = kinds.get("officeDocument", DOCUMENT)
        return part if part in self.package else DOCUMENT

    def parsed(self, part):
        return parse_xml(self.package.read(part), self.package.name)

    def part(self, kind):
        """The root of the styles, the footnotes, … of the document, or None if it has none."""
        part = self.kinds.get(kind)
        return self.parsed(part) if part in self.package else None

    def relations(self, part):
        """(addresses outside by their id, parts by what they are to this one)."""
        folder, name = posixpath.split(part)
        rels = posixpath.join(folder, "_rels", f"{name}.rels")
        links, kinds = {}, {}
        if rels in self.package:
            for each in self.parsed(rels):
                target = each.get("Target", "")
                if each.get("TargetMode") == "External":
                    links[each.get("Id")] = target
                else:
                    inside = target if target.startswith("/") else f"/{folder}/{target}"
                    kinds[each.get("Type", "").rpartition("/")[2]] = posixpath.normpath(inside).lstrip("/")
        return links, kinds
