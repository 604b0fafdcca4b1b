"""Challenges: each a headcanon by whoever set it, and the stories that took it up grew from that.

A headcanon is short; what a challenge said beyond that stands in a remark under it.
"""

from django.db import transaction
from django.db.models import Min

from headcanon.headcanons.models import CLAIM_LENGTH, Headcanon, Remark
from headcanon.headcanons.posting import MOST_NAMES, post, put_in_order
from headcanon.headcanons.talking import seen_anew
from headcanon.headcanons.words import Refused, tidy
from headcanon.manuscript.words import plain_text
from headcanon.ops.arrivals.efiction.fields import listed, name_of
from headcanon.ops.arrivals.efiction.said import hashed, in_paragraphs
from headcanon.ops.arrivals.efiction.texts import story_html_of
from headcanon.ops.leaving import the_orphan
from headcanon.works.growing import count_anew
from headcanon.works.models import Growth, Work

LONGEST_NAME = 80
LONGEST_TITLE = 250


class Challenges:
    def __init__(self, staged, track, report, people, meanings):
        self.staged, self.track, self.report = staged, track, report
        self.people, self.meanings = people, meanings

    def take_in(self, advance):
        stories = {}
        for sid, challenges in map(tuple, self.staged.rows("SELECT sid, challenges FROM stories ORDER BY sid")):
            for key in listed(challenges):
                stories.setdefault(key, []).append(sid)
        rows = list(self.staged.rows("SELECT * FROM challenges ORDER BY chalid"))
        for row in rows:
            if not self.track.has("challenge", row["chalid"]):
                with transaction.atomic():
                    self.make(row, stories.get(str(row["chalid"]), []))
            advance(1)
        return len(rows)

    def make(self, row, sids):
        works = self.works(sids)
        pseud, by = self.people.pseud(row["uid"]) if row["uid"] else None, ""
        if pseud is None:
            pseud, by = the_orphan().default_pseud, name_of(row["challenger"], LONGEST_NAME)[0]
        title = name_of(row["title"], LONGEST_TITLE)[0]
        summary = story_html_of(row["summary"])[0]
        claim, is_whole = claim_of(title, plain_text(summary), by)
        try:
            said = {"claim": claim, **self.about(row)}
            sent_with = hashed(f"{self.track.arrival.pk} {self.track.arrival.source} challenge {row['chalid']}")
            headcanon = post(said, pseud=pseud, sent_with=sent_with)
        except Refused as refusal:
            self.report.homeless("challenge", title, f"{row['summary']} ({refusal})")
            self.track.note("challenge", [(row["chalid"], None)])
            return
        self.date(headcanon, works)
        if not is_whole:
            self.say_the_rest(headcanon, pseud, row["summary"], sent_with)
        self.grow(headcanon, works)
        self.track.note("challenge", [(row["chalid"], headcanon.pk)])

    def works(self, sids):
        ids = [pk for sid in sids if (pk := self.track.new_id("story", sid))]
        return list(Work.objects.filter(pk__in=ids).only("pk", "newest_key", "made_at"))

    def about(self, row):
        """What it is about, by the same meanings that stories have."""
        fields = {"fandom": "fandoms", "character": "characters", "relationship": "relationships"}
        named = {field: [] for field in fields.values()}
        for what, column in (("category", "catid"), ("character", "characters")):
            for key in listed(row[column]):
                meaning = self.meanings.get((what, key))
                if meaning and meaning.becomes in fields:
                    named[fields[meaning.becomes]].append(meaning.called)
        room = MOST_NAMES // len(named)
        return {field: names[:room] for field, names in named.items()}

    def date(self, headcanon, works):
        """Nobody wrote down when it was set: before the first story that took it up."""
        first = Work.objects.filter(pk__in=[work.pk for work in works]).aggregate(at=Min("made_at"))["at"]
        if first:
            Headcanon.objects.filter(pk=headcanon.pk).update(made_at=first)
            put_in_order(headcanon, first)

    def say_the_rest(self, headcanon, pseud, summary, sent_with):
        Remark.objects.create(
            headcanon=headcanon, pseud=pseud, text=said_html(summary), made_at=headcanon.made_at,
            sent_with=hashed(f"the rest of {sent_with}"),
        )  # fmt: skip
        seen_anew(headcanon)

    def grow(self, headcanon, works):
        places = {work.pk: Growth.objects.filter(work=work).count() for work in works}
        Growth.objects.bulk_create(
            Growth(work=work, headcanon=headcanon, position=places[work.pk], newest_key=work.newest_key)
            for work in works
        )
        count_anew(Headcanon.objects.filter(pk=headcanon.pk))


def said_html(text):
    from headcanon.manuscript.said import as_said

    return as_said(in_paragraphs(text))


def claim_of(title, summary, by):
    """(what the headcanon says, whether that is all)"""
    asked = f" (asked by {by})" if by else ""
    whole = tidy(f"{title}: {summary}{asked}" if title and summary else f"{title or summary}{asked}")
    if len(whole) <= CLAIM_LENGTH:
        return whole, True
    room = CLAIM_LENGTH - len(asked) - 2
    return f"{tidy(f'{title}: {summary}' if title else summary)[:room].rstrip()} …{asked}", False
