"""An engine that looks at every story it has, one after the other: so slow and so obvious that one can believe it. Other
engines are compared with it, and an archive whose index is not made yet is searched as an empty one of these.
"""

from collections import Counter
from functools import lru_cache

from headcanon.discovery.asking import TEXTS, Either, Every, Hits, Phrase, Without
from headcanon.discovery.index.interface import fingerprint
from headcanon.discovery.index.limits import check
from headcanon.discovery.index.ordering import RISING, number_for, text_for
from headcanon.discovery.index.words import stem_of, tongue_of, words_of


class Plain:
    def __init__(self):
        self.kept, self.shown = {}, {}
        self.commits = 0

    def put(self, documents):
        self.kept.update((document.work, document) for document in documents)

    def drop(self, works):
        for work in works:
            self.kept.pop(work, None)

    def commit(self):
        self.shown = dict(self.kept)
        self.commits += 1

    def withdrawals(self):
        return self.commits

    def refresh(self):
        """Nobody else writes."""

    def search(self, question, *, sort, offset=0, limit=20):
        check(question, offset, limit)
        found = in_order(self.found(question), sort)
        return Hits(tuple(document.work for document in found[offset : offset + limit]), len(found))

    def count(self, question):
        check(question)
        return len(self.found(question))

    def facets(self, question, marks):
        check(question)
        found = self.found(question)
        return {mark: commonest(found, mark, most) for mark, most in marks.items()}

    def versions(self):
        return [(document.work, fingerprint(document)) for document in self.shown.values()]

    def found(self, question):
        return [document for document in self.shown.values() if answers(document, question)]


def commonest(documents, mark, most):
    counts = Counter(each for document in documents for each in set(document.marks.get(mark, ())))
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:most]


def in_order(documents, sort):
    """Of `best` an engine may have an opinion of its own; here it is the newest."""
    documents = sorted(documents, key=lambda document: -document.numbers["newest"])
    if sort in RISING:
        return sorted(documents, key=lambda document: text_for(sort, document))
    return sorted(documents, key=lambda document: -number_for(sort, document.numbers))


def answers(document, question):
    people = document.marks.get("people", ())
    return (
        (question.is_member or not document.is_for_members)
        and document.work not in question.without_works
        and (question.among_works is None or document.work in question.among_works)
        and question.lacking_people.isdisjoint(people)
        and all(has(document, one_of) for one_of in question.having)
        and not any(has(document, one_of) for one_of in question.lacking)
        and all(lies(document.numbers[name], *bounds) for name, bounds in question.between.items())
        and (question.words is None or says(document, question.words))
    )


def has(document, one_of):
    return not one_of.ids.isdisjoint(document.marks.get(one_of.mark, ()))


def lies(number, least, most):
    return (least is None or number >= least) and (most is None or number <= most)


# --- Words ---------------------------------------------------------------------------------------------------------


def says(document, node):
    if isinstance(node, Every):
        return all(says(document, part) for part in node.parts)
    if isinstance(node, Either):
        return any(says(document, part) for part in node.parts)
    if isinstance(node, Without):
        return not says(document, node.part)
    return any(holds(document, where, node) for where in ([node.where] if node.where else TEXTS))


def holds(document, where, phrase: Phrase):
    """Authors' names are taken as they are, everything else by its stems."""
    tongue = "" if where == "authors" else tongue_of(document.language)
    text = stems_in(document.texts.get(where, ""), tongue)
    sought = words_of(phrase.words)
    return bool(sought) and any(
        stands(text[at : at + len(sought)], sought, tongue, phrase.is_begun) for at in range(len(text))
    )


@lru_cache(20_000)
def stems_in(text, tongue):
    return [stem_of(word, tongue) for word in words_of(text)]


def stands(stems, sought, tongue, is_begun):
    if len(stems) < len(sought):
        return False
    if is_begun and stems[-1].startswith(sought[-1]):
        stems, sought = stems[:-1], sought[:-1]
    return stems == [stem_of(word, tongue) for word in sought]
