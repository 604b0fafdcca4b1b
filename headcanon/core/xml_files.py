"""XML for machines, said as plain values. Whatever people typed, the file can be read: characters that XML has no way to
say (XML 1.0, production 2) are left out.
"""

import re
from dataclasses import dataclass, field
from xml.sax.saxutils import escape, quoteattr

UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
HEAD = '<?xml version="1.0" encoding="utf-8"?>\n'


@dataclass(frozen=True)
class Element:
    name: str
    attributes: dict = field(default_factory=dict)
    inside: tuple = ()

    def __str__(self):
        said = "".join(f" {name}={quoteattr(sayable(value))}" for name, value in self.attributes.items())
        inside = "".join(str(part) if isinstance(part, Element) else escape(sayable(part)) for part in self.inside)
        return f"<{self.name}{said}>{inside}</{self.name}>" if inside else f"<{self.name}{said}/>"


def element(name, attributes=None, *inside):
    """Of attributes, and of what stands inside, None is left out."""
    kept = {key: value for key, value in (attributes or {}).items() if value is not None}
    return Element(name, kept, tuple(part for part in inside if part is not None))


def sayable(words):
    return UNSAYABLE.sub("", str(words))


def xml_file(root):
    return (HEAD + str(root)).encode()
