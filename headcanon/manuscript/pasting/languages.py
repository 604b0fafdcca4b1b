"""The language that most of a paste is in: word processors write it at every few words."""

from collections import Counter


def main_language(elements):
    """Its first part ("en"), if more than half of the letters stand under it; None if nothing says so."""
    letters, total, opened = Counter(), 0, []
    for at, each in enumerate(elements.row):
        while opened and 0 <= opened[-1][1] <= at:
            opened.pop()
        if isinstance(each, str):
            length = len(each.strip())
            total += length
            if opened:
                letters[opened[-1][0]] += length
        elif not each.is_close and each.end != at:
            said = each.look.attributes.get("lang") or each.look.attributes.get("xml:lang")
            if said:
                opened.append((said.lower().split("-")[0], each.end))
    language, most = max(letters.items(), key=lambda each: each[1], default=(None, 0))
    return language if most * 2 > total else None
