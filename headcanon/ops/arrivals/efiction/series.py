"""Series: a sub-series stands in its place as the stories it holds. What was never confirmed was never in it."""

from django.db import transaction

from headcanon.core.editions import pages_changed
from headcanon.manuscript.clean import clean, escape
from headcanon.ops.arrivals.efiction.fields import name_of
from headcanon.ops.arrivals.efiction.texts import story_html_of
from headcanon.works.models import Series, SeriesPart, Work

LONGEST = Series._meta.get_field("title").max_length
MEMBERS = "SELECT sid, subseriesid FROM inseries WHERE seriesid = ? AND confirmed ORDER BY inorder, sid, subseriesid"
ABOUT = "About the series “%s”:"


class AllSeries:
    def __init__(self, staged, track, report, people):
        self.staged, self.track, self.report, self.people = staged, track, report, people

    def take_in(self, advance):
        rows = list(self.staged.rows("SELECT * FROM series ORDER BY seriesid"))
        for row in rows:
            if not self.track.has("series", row["seriesid"]):
                with transaction.atomic():
                    self.make(row)
            advance(1)
        return len(rows)

    def make(self, row):
        works = self.works_of(row["seriesid"])
        if not works:
            self.report.empty_series(row["seriesid"])
            self.track.note("series", [(row["seriesid"], None)])
            return
        pseud = self.people.pseud(row["uid"])
        owner = pseud.user if pseud else works[0].authors[0].user
        title, was_longer = name_of(row["title"], LONGEST)
        if was_longer:
            self.report.shortened("title of series", row["seriesid"], row["title"])
        series = Series.objects.create(
            pk=Series.free_ids(1)[0], owner=owner, title=free_title(title or f"Series {row['seriesid']}", owner)
        )
        SeriesPart.objects.bulk_create(
            SeriesPart(series=series, work=work, position=number) for number, work in enumerate(works, start=1)
        )
        self.keep_summary(series, works, row["summary"])
        self.track.note("series", [(row["seriesid"], series.pk)])
        pages_changed()

    def works_of(self, seriesid):
        """In their order, each once."""
        ids = [pk for sid in self.members(seriesid, set()) if (pk := self.track.new_id("story", sid))]
        found = Work.objects.with_card().in_bulk(ids)
        return [found[pk] for pk in dict.fromkeys(ids) if pk in found]

    def members(self, seriesid, seen):
        """One that lies in itself, however far round, is gone through once."""
        waiting = [("series", seriesid)]
        while waiting:
            kind, key = waiting.pop()
            if kind == "story":
                yield key
            elif key not in seen:
                seen.add(key)
                inside = [
                    ("story", sid) if sid else ("series", sub)
                    for sid, sub in map(tuple, self.staged.rows(MEMBERS, key))
                ]
                waiting += reversed(inside)

    def keep_summary(self, series, works, summary):
        """A series here has no summary: hers stands in the note before its first story that is by her as well; where she
        wrote none of them, with what she says of herself."""
        html = story_html_of(summary)[0]
        if not html:
            return
        about = f"<p><strong>{escape(ABOUT % series.title)}</strong></p>{html}"
        first = next((work for work in works if any(pseud.user_id == series.owner_id for pseud in work.authors)), None)
        if first:
            first.notes_before = clean(first.notes_before + about)
            first.save(update_fields=["notes_before"])
        else:
            pseud = series.owner.default_pseud
            pseud.about = clean(pseud.about + about)
            pseud.save(update_fields=["about"])


def free_title(title, owner):
    number, free = 1, title
    while Series.objects.filter(owner=owner, title=free).exists():
        number += 1
        free = f"{title[:240]} ({number})"
    return free
