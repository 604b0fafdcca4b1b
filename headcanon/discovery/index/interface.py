"""What an engine must be able to do to stand behind the search. The tests in discovery/tests/test_engines.py say the same
by example, and run over every engine there is.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import Protocol

from headcanon.discovery.asking import Hits, Question

DEEPEST = 10_000  # works that somebody may leaf through; what lies beyond is asked for more narrowly


@dataclass(frozen=True)
class Document:
    """A story as an engine keeps it. Only what is posted, for everyone or for members, not hidden and not in the trash
    has one."""

    work: int
    is_for_members: bool
    texts: dict[str, str]  # by a name in asking.TEXTS; plain, without markup; `text` is what readers can see of it
    language: str  # "en", "pt-BR"
    marks: dict[str, tuple[int, ...]]  # by a name in asking.MARKS
    numbers: dict[str, int]  # by a name in asking.NUMBERS
    sorted_title: str  # folded, without a leading article of its language
    sorted_author: str


def fingerprint(document: Document) -> str:
    """Two documents of a story that say the same have the same, in every process."""
    marks, numbers = sorted(document.marks.items()), sorted(document.numbers.items())
    texts = sorted(document.texts.items())
    said = (document.is_for_members, document.language, marks, numbers, document.sorted_title, document.sorted_author)
    lengths = [(name, len(text)) for name, text in texts]
    digest = blake2b(repr((said, lengths)).encode(errors="surrogatepass"), digest_size=12)
    for _name, text in texts:
        digest.update(text.encode(errors="surrogatepass"))
    return digest.hexdigest()


class SearchIndex(Protocol):
    """One may write at a time; any number may read, also in other processes and while it writes. What was written is
    found after `commit`, wholly or not at all, and by other processes once they `refresh`."""

    def put(self, documents: Iterable[Document]) -> None:
        """Add these, in place of what there was of the same works."""

    def drop(self, works: Iterable[int]) -> None: ...

    def commit(self) -> None: ...

    def refresh(self) -> None:
        """See what was committed; costs next to nothing when nothing was."""

    def search(self, question: Question, *, sort: str, offset: int = 0, limit: int = 20) -> Hits:
        """Raises NotUnderstood for more than an engine can bear: a sentence for the person who asked."""

    def count(self, question: Question) -> int: ...

    def facets(self, question: Question, marks: dict[str, int]) -> dict[str, list[tuple[int, int]]]:
        """{mark: how many of its commonest} → {mark: [(id, number of works), …]}, the commonest first, then by id."""

    def withdrawals(self) -> int:
        """Another number as soon as something was committed that somebody may not find any more: that was dropped, or put
        for members only."""

    def versions(self) -> Iterable[tuple[int, str]]:
        """(work, a fingerprint of its document) of everything that is kept, in no order; see `fingerprint`."""
