"""Word's numbered and dotted lists."""

MOST_COUNTED = 5000


class Numbering:
    def __init__(self, root, w):
        self.w = w
        self.levels = {}
        self.counted = {}
        if root is None:
            return
        drafts = {each.get(f"{w}abstractNumId"): each for each in root.iterfind(f"{w}abstractNum")}
        for each in root.iterfind(f"{w}num"):
            draft = each.find(f"{w}abstractNumId")
            levels = drafts.get(draft.get(f"{w}val")) if draft is not None else None
            self.levels[each.get(f"{w}numId")] = self.read_levels(levels)

    def read_levels(self, draft):
        """By level, (how it counts, what it writes)."""
        w, found = self.w, {}
        for each in draft.iterfind(f"{w}lvl") if draft is not None else ():
            said = [each.find(f"{w}{name}") for name in ("numFmt", "lvlText")]
            counts, writes = [part.get(f"{w}val") or "" if part is not None else "" for part in said]
            found[each.get(f"{w}ilvl") or "0"] = (counts, writes)
        return found

    def item(self, shape):
        """(kind, level) for a sheet, or None if this is no item of a list."""
        number, level = shape.get("numId"), shape.get("ilvl") or "0"
        if number in (None, "0") or number not in self.levels or not level.isdecimal():
            return None
        counts, _ = self.levels[number].get(level, ("decimal", ""))
        return None if counts == "none" else ("ul" if counts == "bullet" else "ol", int(level) + 1)

    def label(self, shape):
        """What Word writes before a numbered heading, if it counts in words: "Chapter 3"."""
        number, level = shape.get("numId"), shape.get("ilvl") or "0"
        counts, writes = self.levels.get(number, {}).get(level, ("", ""))
        if counts in ("", "none", "bullet") or "%" not in writes or len(self.counted) > MOST_COUNTED:
            return ""
        place = (number, level)
        self.counted[place] = self.counted.get(place, 0) + 1
        return writes.replace(f"%{int(level) + 1}", in_figures(self.counted[place], counts)) if level == "0" else ""


def in_figures(number, counts):
    if counts in ("upperRoman", "lowerRoman"):
        roman = as_roman(number)
        return roman if counts == "upperRoman" else roman.lower()
    return str(number)


def as_roman(number):
    steps = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
             (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))  # fmt: skip
    said = ""
    for value, letters in steps:
        said += letters * (number // value)
        number %= value
    return said
