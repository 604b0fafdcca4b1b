"""Fields of a Word document: an instruction that nobody sees, and the words it made."""

import re

LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|([^\s\\"]+))', re.IGNORECASE)


class Fields:
    """The fields that are open at this point, from the outside."""

    def __init__(self):
        self.open = []

    def mark(self, kind):
        if kind == "begin":
            self.open.append({"said": [], "shows": False, "link": ""})
        elif kind == "separate" and self.open:
            self.open[-1] |= {"shows": True, "link": self.address("".join(self.open[-1]["said"]))}
        elif kind == "end" and self.open:
            self.open.pop()

    def instruct(self, text):
        if self.open:
            self.open[-1]["said"].append(text)

    @property
    def link(self):
        return next((each["link"] for each in reversed(self.open) if each["link"]), "")

    @property
    def shows_words(self):
        """Words of an instruction are none; but one that never came to its words hides nothing of the story."""
        return all(each["shows"] or not each["said"] for each in self.open)

    @staticmethod
    def address(instruction):
        match = LINK.match(instruction)
        return (match[1] or match[2] or "") if match else ""
