"""The engine that an archive is searched with: Tantivy, in a folder.

A text is brought into its words in Python (words.py) and to their stems by Tantivy; each language whose words have stems
has fields of its own, as the same letters are stems of different words in two of them.
"""

import os
import secrets
from pathlib import Path

import tantivy
from django.utils.translation import gettext as _
from tantivy import FieldType, Occur, Order, Query

from headcanon.discovery.asking import MARKS, NUMBERS, SORTS, TEXTS, Every, Hits, NotUnderstood, Phrase, Without
from headcanon.discovery.index.interface import fingerprint
from headcanon.discovery.index.limits import check
from headcanon.discovery.index.ordering import RISING, number_for, seeks, text_for
from headcanon.discovery.index.words import TONGUES, analyzer, stem_of, tongue_of, words_of

FORM = 1  # another number for every change of what stands in the index, or of how a text becomes words

HEAP = 64_000_000  # bytes, for what is not yet committed
LOWEST, HIGHEST = -(2**63), 2**63 - 1
MOST_IN_32_BITS = 2**32 - 1
# How many places in its lists of words the engine may have to look at for one question; about 25 ns each.
MOST_LOOKED_AT = 20_000_000
COSTS_OF_A_PHRASE = 4  # times as much, for each of its words
MOST_ENDINGS = 500  # words that begin alike, looked for at once
SHORTEST_BEGINNING = 3  # letters
SEVERAL_TIMES = 4  # so many more facets are fetched than are wanted, so that those that are equal can be put in order
ALL = 2**31 - 1
MOST_EQUAL = 20_000  # works that no number tells apart
STEP = 10_000
# How much a word counts in each text, when the best are to stand first.
WEIGHT = {"title": 6.0, "tags": 4.0, "authors": 4.0, "summary": 3.0, "notes": 1.0, "text": 1.0}
NUMBERED = tuple(sort for sort in SORTS if sort not in (*RISING, "best", "updated"))


class BeingWritten(Exception):
    """Another process writes this index."""


class Unreadable(Exception):
    """What lies in the folder is no index, or one of another form."""


def built_schema():
    builder = tantivy.SchemaBuilder()
    # Tantivy deletes by a term that it takes for a signed number; of an unsigned field it would find nothing.
    builder.add_integer_field("work", indexed=True, fast=True)
    builder.add_unsigned_field("for_members", indexed=True)
    for name in ("print_begins", "print_ends"):
        builder.add_unsigned_field(name, fast=True)
    builder.add_text_field("tongue", tokenizer_name="raw", index_option="basic")
    for name in MARKS:
        builder.add_unsigned_field(f"mark_{name}", indexed=True, fast=True)
    for name in NUMBERS:
        builder.add_integer_field(f"number_{name}", fast=True)
    for sort in NUMBERED:
        builder.add_unsigned_field(f"order_{sort}", fast=True)
    for sort in RISING:
        builder.add_text_field(f"order_{sort}", fast=True, tokenizer_name="raw", index_option="basic")
    for name in TEXTS:
        for tongue in tongues_for(name):
            builder.add_text_field(text_field(name, tongue), tokenizer_name=tokenizer_name(tongue))
    return builder.build()


def tongues_for(text):
    """Names have no stems."""
    return ("",) if text == "authors" else TONGUES


def text_field(name, tongue):
    return f"text_{name}_{tongue}"


def tokenizer_name(tongue):
    return f"words_{tongue}"


SCHEMA = built_schema()


class Engine:
    """A SearchIndex in a folder, which is made if it is not there. Only who puts, drops or commits locks others out, from
    then on until `close`, or its end."""

    def __init__(self, folder, *, heap=HEAP, threads=1):
        self.folder, self.heap, self.threads = Path(folder), heap, threads
        self.folder.mkdir(parents=True, exist_ok=True)
        try:
            self.index = tantivy.Index(SCHEMA, path=str(self.folder))
            self.index.config_reader(reload_policy="manual")
        except ValueError as error:
            raise Unreadable(str(error)) from error
        for tongue in TONGUES:
            self.index.register_tokenizer(tokenizer_name(tongue), analyzer(tongue))
        self.writer = self.looked = None
        self.withdraws = False
        self.refresh()

    # --- Writing

    def put(self, documents):
        writer = self.begin()
        for document in documents:
            writer.delete_documents_by_term("work", document.work)
            writer.add_document(kept_form(document))
            self.withdraws |= document.is_for_members

    def drop(self, works):
        writer = self.begin()
        for work in works:
            writer.delete_documents_by_term("work", work)
            self.withdraws = True

    def commit(self):
        self.begin().commit()
        if self.withdraws:
            self.withdrawn.write_text(secrets.token_hex(8))
            self.withdraws = False
        self.refresh()

    @property
    def withdrawn(self):
        return self.folder / "withdrawn"

    def begin(self):
        """Whoever is first may write; raises BeingWritten for everybody else."""
        if self.writer is None:
            try:
                self.writer = self.index.writer(self.heap, self.threads)
            except ValueError as error:
                raise BeingWritten(str(error)) from error
        return self.writer

    def close(self):
        """Let others write. What was not committed is gone."""
        if self.writer is not None:
            self.writer.rollback()
            self.writer.wait_merging_threads()
            self.writer = None

    # --- Reading

    def refresh(self):
        told = os.stat(self.folder / "meta.json")
        looked = (told.st_mtime_ns, told.st_ino, told.st_size)
        if looked != self.looked:
            self.index.reload()
            searcher = self.index.searcher()
            self.tongues = [tongue for tongue in TONGUES if searcher.doc_freq("tongue", tongue or "-")]
            self.looked = looked

    def search(self, question, *, sort, offset=0, limit=20):
        check(question, offset, limit)
        searcher = self.index.searcher()
        query = Asked(searcher, self.tongues).query(question)
        if sort == "best" and not seeks(question.words):
            sort = "updated"
        if sort == "best":
            answer = searcher.search(query, limit=limit, offset=offset)
        elif sort in RISING:
            field = f"order_{sort}"
            answer = searcher.search(query, limit=limit, offset=offset, order_by_field=field, order=Order.Asc)
        elif sort == "updated":
            answer = searcher.search(query, limit=limit, offset=offset, order_by_field="number_newest")
        else:
            return by_number(searcher, query, f"order_{sort}", offset, limit)
        return Hits(works_at(searcher, [address for _key, address in answer.hits]), answer.count)

    def count(self, question):
        check(question)
        searcher = self.index.searcher()
        return number_of(searcher, Asked(searcher, self.tongues).query(question))

    def facets(self, question, marks):
        check(question)
        searcher = self.index.searcher()
        query = Asked(searcher, self.tongues).query(question)
        return commonest(searcher, query, marks)

    def withdrawals(self):
        try:
            return int(self.withdrawn.read_text() or "0", 16)
        except OSError:
            return 0

    def versions(self):
        searcher, after = self.index.searcher(), -1
        while True:
            query = between(FieldType.Integer, "work", after + 1, None)
            found = searcher.search(query, limit=STEP, count=False, order_by_field="work", order=Order.Asc).hits
            if not found:
                return
            addresses = [address for _work, address in found]
            begins = searcher.fast_field_values("print_begins", addresses)
            ends = searcher.fast_field_values("print_ends", addresses)
            for (work, _address), begin, end in zip(found, begins, ends, strict=True):
                yield work, f"{begin:016x}{end:08x}"
            after = found[-1][0]


# --- What is kept ---------------------------------------------------------------------------------------------------


def kept_form(document):
    tongue, printed = tongue_of(document.language), fingerprint(document)
    numbers = document.numbers
    kept = {
        "work": document.work,
        "for_members": int(document.is_for_members),
        "print_begins": int(printed[:16], 16),
        "print_ends": int(printed[16:], 16),
        "tongue": tongue or "-",
    }
    for name, text in document.texts.items():
        if text:
            kept[text_field(name, "" if name == "authors" else tongue)] = " ".join(words_of(text))
    kept |= {f"mark_{name}": sorted(set(ids)) for name, ids in document.marks.items() if ids}
    kept |= {f"number_{name}": number for name, number in numbers.items()}
    kept |= {f"order_{sort}": in_one(number_for(sort, numbers), numbers["newest"] >> 31) for sort in NUMBERED}
    kept |= {f"order_{sort}": text_in_order(text_for(sort, document), numbers["newest"]) for sort in RISING}
    return tantivy.Document.from_dict(kept, SCHEMA)


def in_one(number, seconds):
    """Both in one number, which sorts by the first."""
    return clamped(number, 0, MOST_IN_32_BITS) << 32 | clamped(seconds, 0, MOST_IN_32_BITS)


def text_in_order(text, newest):
    """One text that sorts by this one, then the newest first; unique."""
    return f"{text.encode(errors='replace').decode()}\0{HIGHEST - newest:016x}"


def clamped(number, least, most):
    return max(least, min(most, number))


# --- What is asked --------------------------------------------------------------------------------------------------


class Asked:
    """Makes a question into a query; it needs to see which words there are, and how common they are."""

    def __init__(self, searcher, tongues):
        self.searcher, self.tongues = searcher, tongues
        self.looked_at, self.among = 0, searcher.num_docs

    def query(self, question):
        parts = []
        self.among = min([self.among, *self.sizes_of_what_it_is_about(question)])
        if not question.is_member:
            parts.append((Occur.Must, Query.term_query(SCHEMA, "for_members", 0)))
        parts += [(Occur.Must, one_of(f"mark_{each.mark}", each.ids)) for each in question.having]
        parts += [(Occur.MustNot, one_of(f"mark_{each.mark}", each.ids)) for each in question.lacking]
        parts += [(Occur.Must, range_of(name, *bounds)) for name, bounds in question.between.items()]
        if question.without_works:
            parts.append((Occur.MustNot, one_of("work", question.without_works)))
        if question.among_works is not None:
            parts.append((Occur.Must, one_of("work", question.among_works)))
        if question.lacking_people:
            parts.append((Occur.MustNot, one_of("mark_people", question.lacking_people)))
        if question.words is not None:
            parts.append((Occur.Must, self.tree(question.words)))
        if all(how == Occur.MustNot for how, _query in parts):
            parts.append((Occur.Must, Query.all_query()))
        return Query.boolean_query(parts)

    def sizes_of_what_it_is_about(self, question):
        """At most as many works are looked at for their words."""
        if question.among_works is not None:
            yield len(question.among_works)
        for each in question.having:
            if len(each.ids) <= MOST_ENDINGS:
                yield sum(self.searcher.doc_freq(f"mark_{each.mark}", pk) for pk in each.ids if 0 <= pk <= HIGHEST)

    def count_in(self, *numbers, words=1):
        self.looked_at += min(self.among, *numbers) * (1 if words == 1 else words * COSTS_OF_A_PHRASE)
        if self.looked_at > MOST_LOOKED_AT:
            raise NotUnderstood(
                _("These words stand in too many stories: please name a canon or a tag as well, or leave some out.")
            )

    def tree(self, node):
        if isinstance(node, Phrase):
            return self.phrase(node)
        if isinstance(node, Without):
            return Query.boolean_query([(Occur.Must, Query.all_query()), (Occur.MustNot, self.tree(node.part))])
        if not node.parts:
            return Query.all_query() if isinstance(node, Every) else Query.empty_query()
        how = Occur.Must if isinstance(node, Every) else Occur.Should
        return Query.boolean_query([(how, self.tree(part)) for part in node.parts])

    def phrase(self, phrase):
        words = words_of(phrase.words)
        if not words:
            return Query.empty_query()
        found = []
        for name in [phrase.where] if phrase.where else TEXTS:
            for tongue in tongues_for(name) if name == "authors" else self.tongues:
                field, stems = text_field(name, tongue), [stem_of(word, tongue) for word in words]
                query = self.begun(field, stems, words[-1]) if phrase.is_begun else self.in_a_row(field, stems)
                found.append((Occur.Should, Query.boost_query(query, WEIGHT[name])))
        return Query.boolean_query(found) if found else Query.empty_query()

    def begun(self, field, stems, beginning):
        """The last word is one that begins so, or has the same stem."""
        if len(beginning) < SHORTEST_BEGINNING and beginning.isascii():
            raise NotUnderstood(_("“%s*” could be too many words: please write more of it.") % beginning)
        endings = self.searcher.terms_with_prefix(field, beginning, limit=MOST_ENDINGS + 1)
        if len(endings) > MOST_ENDINGS:
            raise NotUnderstood(_("“%s*” could be too many words: please write more of it.") % beginning)
        last = {stems[-1], *(word for word, _number in endings)}
        if len(stems) == 1:
            self.count_in(sum(number for _word, number in endings))
            return Query.term_set_query(SCHEMA, field, sorted(last))
        rows = [self.in_a_row(field, [*stems[:-1], word]) for word in sorted(last)]
        return Query.boolean_query([(Occur.Should, row) for row in rows])

    def in_a_row(self, field, stems):
        self.count_in(*(self.searcher.doc_freq(field, stem) for stem in stems), words=len(stems))
        if len(stems) == 1:
            return Query.term_query(SCHEMA, field, stems[0])
        return Query.phrase_query(SCHEMA, field, stems)


def one_of(field, ids):
    there = [each for each in ids if 0 <= each <= HIGHEST]
    if len(there) == 1:
        return Query.term_query(SCHEMA, field, there[0])
    return Query.term_set_query(SCHEMA, field, there) if there else Query.empty_query()


def range_of(name, least, most):
    if (least, most) == (None, None):
        return Query.all_query()
    if (least is not None and least > HIGHEST) or (most is not None and most < LOWEST):
        return Query.empty_query()
    least, most = (None if each is None else clamped(each, LOWEST, HIGHEST) for each in (least, most))
    if None not in (least, most) and least > most:
        return Query.empty_query()
    return between(FieldType.Integer, f"number_{name}", least, most)


def between(kind, field, least, most):
    return Query.range_query(SCHEMA, field, kind, least, most)


# --- What is found --------------------------------------------------------------------------------------------------


def number_of(searcher, query):
    return searcher.search(query, limit=1, order_by_field="number_newest").count


def works_at(searcher, addresses):
    return tuple(searcher.fast_field_values("work", addresses))


def by_number(searcher, query, field, offset, limit):
    """The field holds the number and the second of `newest`. Those whose are equal come in no order: where there are
    such, they are looked at together."""
    before = min(offset, 1)
    answer = searcher.search(query, limit=limit + before + 1, offset=offset - before, order_by_field=field)
    keys = [key for key, _address in answer.hits]
    addresses = [address for _key, address in answer.hits]
    if len(set(keys)) == len(keys):
        return Hits(works_at(searcher, addresses[before : before + limit]), answer.count)
    around = both(query, between(FieldType.Unsigned, field, keys[-1], keys[0]))
    found = searcher.search(around, limit=MOST_EQUAL, order_by_field=field).hits
    addresses = [address for _key, address in found]
    newest = searcher.fast_field_values("number_newest", addresses)
    works = works_at(searcher, addresses)
    rows = sorted(zip((key for key, _address in found), newest, works, strict=True), reverse=True)
    above = 0
    if keys[0] < 2**64 - 1:
        above = number_of(searcher, both(query, between(FieldType.Unsigned, field, keys[0] + 1, None)))
    return Hits(tuple(work for *_rest, work in rows[offset - above : offset - above + limit]), answer.count)


def both(*queries):
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def commonest(searcher, query, marks):
    """Where equal ones were cut off, all of that mark are fetched."""
    sizes = {mark: most * SEVERAL_TIMES for mark, most in marks.items()}
    found = counted(searcher, query, sizes)
    for mark, most in marks.items():
        if len(found[mark]) == sizes[mark] and found[mark][-1][1] == found[mark][most - 1][1]:
            found |= counted(searcher, query, {mark: ALL})
    return {mark: sorted(found[mark], key=lambda pair: (-pair[1], pair[0]))[:most] for mark, most in marks.items()}


def counted(searcher, query, sizes):
    asked = {
        mark: {"terms": {"field": f"mark_{mark}", "size": size, "segment_size": ALL}} for mark, size in sizes.items()
    }
    answer = searcher.aggregate(query, asked) if asked else {}
    return {mark: [(bucket["key"], bucket["doc_count"]) for bucket in answer[mark]["buckets"]] for mark in asked}
