"""Stories as documents of the index: everything about them that can be asked for, in a fixed number of queries for a
batch of them.
"""

import re
import unicodedata
from collections import defaultdict
from itertools import groupby, islice

from django.db.models import Q

from headcanon.accounts.models import fold
from headcanon.canon.families import DESCENT
from headcanon.canon.models import Fandom, Subject, Tag
from headcanon.canon.vocabulary import the_ratings
from headcanon.discovery.asking import PLACEMENTS, STATUSES, WISHES
from headcanon.discovery.index.interface import Document
from headcanon.discovery.index.languages import language_number
from headcanon.manuscript.words import plain_text
from headcanon.reviews.models import AuthorWishes, WorkWishes
from headcanon.works.models import Authorship, Chapter, Growth, Placement, Tagging, Work, WorkFandom

FORM = 1  # raise it when the same story would become another document
BATCH = 1_000
MOST_NAMES = 50  # of one canonical tag; each is one more word by which its stories are found
FOREGROUND = (Tag.Kind.RELATIONSHIP, Tag.Kind.CHARACTER)
WORK_FIELDS = (
    "pk", "audience", "title", "summary", "notes_before", "notes_after", "language", "rating", "status", "words",
    "chapter_count", "posted_at", "revised_at", "kudos_count", "review_count", "newest_key",
)  # fmt: skip


AUDIENCES = (Work.Audience.EVERYONE, Work.Audience.MEMBERS)
PUBLIC = Q(state=Work.State.POSTED, audience__in=AUDIENCES, is_hidden=False, trashed_at=None)


def public_rows():
    """The works that have a document: what somebody may find who is not its author."""
    return Work.objects.filter(PUBLIC)


def documents_of(work_ids):
    """One for each of these works that has one, as it is now; in the order of their ids within each batch."""
    ids = iter(work_ids)
    while piece := list(islice(ids, BATCH)):
        yield from Batch(piece).documents()


class Batch:
    """Some works with all that hangs on them but their texts, of which one at a time is in memory."""

    def __init__(self, work_ids):
        # Whether each is public is read with it, not asked for, or SQLite would go through all that are.
        rows = Work.objects.filter(pk__in=work_ids).order_by("pk").annotate(is_public=PUBLIC)
        rows = rows.values_list("is_public", *WORK_FIELDS)
        self.works = [dict(zip(WORK_FIELDS, row, strict=True)) for is_public, *row in rows if is_public]
        self.ids = [work["pk"] for work in self.works]
        self.ratings = the_ratings()
        self.authors = self.rows(Authorship, "pseud__user", "pseud", "pseud__name", order="position")
        self.fandoms = self.about(Fandom, WorkFandom)
        self.tags = self.about(Tag, Tagging, "kind", more=["is_main"])
        self.fandom_kin = Kin(Fandom, self.fandoms)
        self.tag_kin = Kin(Tag, self.tags)
        self.places = self.rows(Placement, "relation", "event", "until", order="pk")
        self.growths = self.rows(Growth, "headcanon", order="position")
        self.wishes = dict(WorkWishes.objects.filter(work__in=self.ids).values_list("work", "welcome"))
        people = {authors[0][0] for authors in self.authors.values()}
        self.always = dict(AuthorWishes.objects.filter(person__in=people).values_list("person", "welcome"))

    def rows(self, model, *names, order):
        """{work's id: what its rows say}"""
        found = defaultdict(list)
        rows = model.objects.filter(work__in=self.ids).order_by("work", order, "pk")
        for work, *said in rows.values_list("work", *names):
            found[work].append(said)
        return found

    def about(self, model, links, *names, more=()):
        """The same for what they are about: as typed, and what it points to with its canonical one, standing, name and
        these `names`. Asked for apart: joined, SQLite would look through all tags there are for every batch."""
        rows = self.rows(links, "typed", model._meta.model_name, *more, order="position")
        ids = {row[1] for said in rows.values() for row in said}
        subjects = model.objects.filter(pk__in=ids).values_list("pk", "canonical", "standing", "name", *names)
        known = {subject[0]: subject for subject in subjects}
        for said in rows.values():
            said[:] = [[typed, *known[pk], *rest] for typed, pk, *rest in said]
        return rows

    def documents(self):
        chapters = Chapter.objects.posted().filter(work__in=self.ids).order_by("work", "position")
        chapters = chapters.values_list("work", "title", "notes_before", "notes_after", "body")
        by_work = groupby(chapters.iterator(chunk_size=20), key=lambda row: row[0])
        number, its_chapters = next(by_work, (None, ()))
        for work in self.works:
            is_next = number == work["pk"]
            yield self.document(work, list(its_chapters) if is_next else [])
            if is_next:
                number, its_chapters = next(by_work, (None, ()))

    def document(self, work, chapters):
        names = [name for _user, _pseud, name in self.authors[work["pk"]]]
        return Document(
            work=work["pk"],
            is_for_members=work["audience"] == Work.Audience.MEMBERS,
            texts={**texts_of(work, chapters), "tags": self.names_in(work["pk"]), "authors": "\n".join(names)},
            language=work["language"],
            marks=self.marks_of(work),
            numbers=numbers_of(work),
            sorted_title=sorted_title(work["title"], work["language"]),
            sorted_author=sorted_name(names[0]) if names else "",
        )

    def names_in(self, pk):
        """Of everything it is about, under every name it has, and of what lies above that; each name once."""
        names = []
        for rows, kin in ((self.fandoms, self.fandom_kin), (self.tags, self.tag_kin)):
            for typed, subject, canonical, _standing, name, *_ in rows[pk]:
                names += [typed, name, *kin.names_of(canonical or subject)]
        return "\n".join(dict.fromkeys(names))

    def marks_of(self, work):
        pk = work["pk"]
        families = [self.fandom_kin.reach({row[2] or row[1]}) for row in self.fandoms[pk]]
        tags = [(row[2] or row[1], row[5] in FOREGROUND and row[6]) for row in self.tags[pk]]
        marks = {
            "fandoms": set().union(*families),
            "tags": self.tag_kin.reach({root for root, _is_main in tags}),
            "main": self.tag_kin.reach({root for root, is_main in tags if is_main}),
            "typed_fandoms": {row[1] for row in self.fandoms[pk]},
            "typed_tags": {row[1] for row in self.tags[pk]},
            "rating": {self.ratings[work["rating"]].position},
            "language": {language_number(work["language"])},
            "status": {STATUSES.index(work["status"])},
            **marks_of_places(self.places[pk]),
            "headcanons": {row[0] for row in self.growths[pk]},
            "people": {user for user, _pseud, _name in self.authors[pk]},
            "pseuds": {pseud for _user, pseud, _name in self.authors[pk]},
            "wish": {WISHES.index(welcome) for welcome in self.wished_for(pk)},
            "crossover": {1} if is_crossover(families) else set(),
        }
        return {name: tuple(sorted(ids)) for name, ids in marks.items() if ids}

    def wished_for(self, pk):
        """What is said for this story, else what she who is named first always wishes, as reviews.wishes has it; or
        nothing."""
        always = self.always.get(self.authors[pk][0][0]) if self.authors[pk] else None
        return [said for said in (self.wishes.get(pk) or always,) if said]


class Kin:
    """What lies above each of the fandoms, or tags, of these rows, and what else it is called. Only what wranglers have
    put in order has any of it."""

    def __init__(self, model, rows):
        roots = set()
        for said in rows.values():
            roots |= {row[2] or row[1] for row in said if row[2] or row[3] == Subject.Standing.CANONICAL}
        self.above, names, names_above = defaultdict(set), defaultdict(list), defaultdict(list)
        called = model.objects.filter(Q(pk__in=roots) | Q(canonical__in=roots)).order_by("pk")
        for pk, canonical, name in called.values_list("pk", "canonical", "name") if roots else ():
            names[canonical or pk].append(name)
        ties = DESCENT[model].objects.filter(descendant__in=roots).order_by("ancestor")
        for root, pk, name in ties.values_list("descendant", "ancestor", "ancestor__name") if roots else ():
            self.above[root].add(pk)
            names_above[root].append(name)
        self.names = {root: [*names[root][:MOST_NAMES], *names_above[root]] for root in roots}

    def names_of(self, root):
        return self.names.get(root, ())

    def reach(self, roots):
        """These and all that lies above them."""
        return roots.union(*(self.above[root] for root in roots if root in self.above))


# --- The parts -----------------------------------------------------------------------------------------------------


def texts_of(work, chapters):
    """What readers can see of it, without markup."""
    notes = [work["notes_before"], work["notes_after"]]
    told = []
    for _work, title, before, after, body in chapters:
        notes += [before, after]
        told += [title, plain_text(body)]
    return {
        "title": work["title"],
        "summary": plain_text(work["summary"]),
        "notes": joined(plain_text(note) for note in notes if note),
        "text": joined(told),
    }


def joined(texts):
    return "\n\n".join(text for text in texts if text)


def numbers_of(work):
    return {
        "words": work["words"],
        "chapters": work["chapter_count"],
        "posted": int(work["posted_at"].timestamp()),
        "updated": int(work["revised_at"].timestamp()),
        "kudos": work["kudos_count"],
        "reviews": work["review_count"],
        "newest": work["newest_key"],
    }


def marks_of_places(places):
    marks = {"placement": set(), "set_at": set(), "leaves_at": set()}
    for relation, event, until in places:
        if relation == Placement.Relation.OUTSIDE:
            kind = "outside"
        elif relation == Placement.Relation.DIVERGES:
            kind = "leaves"
            marks["leaves_at"].add(event)
        else:
            kind = "set"
            marks["set_at"] |= {event, until} - {None}
        marks["placement"].add(PLACEMENTS.index(kind))
    return marks


def is_crossover(families):
    """Whether it is about two fandoms that have nothing in common, neither of them part of the other or both of a third."""
    return any(not one & other for place, one in enumerate(families) for other in families[place + 1 :])


# --- How titles and authors stand in order -------------------------------------------------------------------------

ARTICLES = {
    "da": "en et den det de", "de": "der die das ein eine", "en": "a an the", "es": "el la los las un una unos unas",
    "fr": "le la les un une des l'", "it": "il lo la i gli le un uno una l' un'", "nb": "en ei et den det de",
    "nl": "de het een 't 'n", "no": "en ei et den det de", "pt": "o a os as um uma uns umas",
    "sv": "en ett den det de",
}  # fmt: skip
NOT_SORTED_BY = re.compile(r"^[^\w']+|^'(?![tn]\b)")


def sorted_title(title, language):
    """By which it stands in a list of titles: without a leading article, marks on letters or quotes."""
    plain = NOT_SORTED_BY.sub("", sorted_name(title)) or sorted_name(title)
    articles = ARTICLES.get(language.lower().partition("-")[0], "").split()
    for article in articles:
        rest = plain.removeprefix(article if article.endswith("'") else f"{article} ")
        if rest != plain and rest:
            return NOT_SORTED_BY.sub("", rest) or rest
    return plain


def sorted_name(name):
    name = fold(name).replace("’", "'")
    if name.isascii():
        return name
    apart = unicodedata.normalize("NFKD", name)
    return unicodedata.normalize("NFC", "".join(letter for letter in apart if not is_an_accent(letter)))


def is_an_accent(letter):
    """On a Latin, Greek or Cyrillic letter. Marks of other scripts change what a word says."""
    return "\u0300" <= letter <= "\u036f"
