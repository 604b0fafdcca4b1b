"""Paragraphs that each name the boxes they stand in (a quotation, a list's item), as HTML in which these are nested."""

LISTS = ("ul", "ol")


class Boxes:
    def __init__(self):
        self.out = []
        self.open = []  # (tag, which list it is) from the outside

    def add(self, html, path=(), item=None):
        """A block in these boxes; `item` is (tag, which list) where it begins an item of the innermost list."""
        if item:
            path = path[: len(path) - path[::-1].index("list")] if "list" in path else (*path, "list")
        kept, new = self.boxes_for(path, item)
        self.close_down_to(kept)
        if item and not new:
            self.out.append("</li><li>")
        for box in new:
            self.open.append(box)
            self.out.append(f"<{box[0]}><li>" if box[0] in LISTS else f"<{box[0]}>")
        self.out.append(html)

    def boxes_for(self, path, item):
        """(how many of the open boxes it stands in, those to be opened for it); a list that nobody began is none."""
        kept, new = 0, []
        for at, name in enumerate(path):
            here = self.open[kept] if not new and kept < len(self.open) else ("", "")
            if name == "list" and item and at == len(path) - 1:
                if here == item:
                    kept += 1
                else:
                    new.append(item)
            elif name == "list":
                kept += here[0] in LISTS
            elif name == "quote" and here[0] == "blockquote":
                kept += 1
            else:
                new.append(("blockquote", ""))
        return kept, new

    def close_down_to(self, kept):
        while len(self.open) > kept:
            tag, _ = self.open.pop()
            self.out.append(f"</li></{tag}>" if tag in LISTS else f"</{tag}>")

    def as_html(self):
        self.close_down_to(0)
        return "".join(self.out)
