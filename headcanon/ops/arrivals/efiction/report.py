"""What a run has to say at its end: what came, and what a person should look at."""

from collections import Counter

ROWS = 40  # of one kind are listed one by one


class Report:
    def __init__(self):
        self.stories, self.unclaimed, self.homeless_words, self.cut = [], [], [], []
        self.changes, self.unplaced = Counter(), Counter()
        self.series_without_stories, self.answers, self.favourites_without_a_thing = [], 0, 0

    # --- Noting ----------------------------------------------------------------------------------------------------

    def about_story(self, sid, message):
        self.stories.append(f"story {sid}, {message}")

    def shortened(self, what, key, text):
        self.cut.append(f"The {what} {key} was longer than there is room for here; the whole of it: {one_line(text)}")

    def changed(self, name, number):
        self.changes[name] += number

    def cannot_be_claimed(self, uids, why):
        self.unclaimed.append((list(uids), why))

    def empty_series(self, seriesid):
        self.series_without_stories.append(str(seriesid))

    def unplaced_review(self, kind):
        self.unplaced[kind or "ST"] += 1

    def homeless(self, what, name, text):
        self.homeless_words.append(f"{what.capitalize()} “{name}” said, and there is no place for it: {one_line(text)}")

    # --- Saying ----------------------------------------------------------------------------------------------------

    @property
    def losses(self):
        """What makes a run end with exit code 1: something of the archive is not here."""
        return self.stories + self.homeless_words

    def lines(self):
        yield from first_of(self.stories)
        yield from first_of(self.cut)
        yield from first_of(self.homeless_words)
        for uids, why in self.unclaimed[:ROWS]:
            yield f"Authors {', '.join(map(str, uids))} {why}: nobody can claim their accounts by a letter."
        if self.unclaimed:
            uid = self.unclaimed[0][0][0]
            yield f"If you know whose they are: a line “author,{uid},,,account,USERNAME” in the mapping, before they come."
        if self.series_without_stories:
            yield f"Series without a story in the dump, left out: {', '.join(self.series_without_stories[:ROWS])}."
        for kind, number in sorted(self.unplaced.items()):
            yield f"{number:,} reviews of kind {kind} are of things that are not in the dump; they are left out."
        if self.favourites_without_a_thing:
            yield f"{self.favourites_without_a_thing:,} favourites are of things that are not in the dump, or of themselves."
        for name, number in sorted(self.changes.items()):
            yield f"{number:,} pieces of {name} text in stories, which no reader saw, are in the kept originals alone."


def first_of(lines):
    yield from lines[:ROWS]
    if len(lines) > ROWS:
        yield f"… and {len(lines) - ROWS:,} more like these."


def one_line(text):
    return " ".join(text.split())
