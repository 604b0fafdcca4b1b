"""Styles that say where a paragraph stands: "Quote in List in Note". Word has no boxes; its styles have names.

The archive's reader (intake/readers/word/ours.py) builds the boxes again from these names.
"""

# What Word itself calls what stands in a single box: (id, name).
OWN_NAMES = {
    ("", ("Note",)): ("BlockText", "Block Text"),
    ("", ("Quote",)): ("Quote", "Quote"),
    ("", ("List",)): ("ListParagraph", "List Paragraph"),
}
# Twips from the left and from the right.
INDENTS = {"Note": (425, 425), "Quote": (567, 567), "Another Quote": (567, 567), "List": (425, 0)}


class Contexts:
    """`made` are the styles that this document needs beside those that every one has: id to (name, kind, path)."""

    def __init__(self):
        self.made = {}

    def style(self, kind, path):
        """The id of the style of a paragraph, a heading or a scene break that stands in these boxes."""
        if not path:
            return kind.replace(" ", "")
        if (kind, path) in OWN_NAMES:
            return OWN_NAMES[kind, path][0]
        name = " in ".join(filter(None, (kind, *reversed(path))))
        key = "".join(word.capitalize() for word in name.split())
        self.made[key] = (name, kind, path)
        return key


def indents(path):
    return [sum(side) for side in zip(*(INDENTS[each] for each in path), strict=True)]


def hanging(path):
    """The indent of a list's item, which its number would else set against the margin."""
    left, right = indents(path)
    return f'<w:ind w:left="{left}" w:right="{right}" w:hanging="{INDENTS["List"][0]}"/>'


def base_of(kind, path):
    """The style whose look it has."""
    return kind.replace(" ", "") or ("BlockText" if path[0] == "Note" else "Normal")
