"""Posts to stories: which of them are stories, which are parts of one, and in which order."""

import re
from dataclasses import dataclass, field

from headcanon.intake.readers.mail.furniture import without_furniture
from headcanon.intake.readers.mail.posts import Post
from headcanon.intake.readers.mail.subjects import Subject, subject_of
from headcanon.intake.readers.text.decoding import Decoded
from headcanon.intake.readers.text.labels import record
from headcanon.intake.readers.text.places import last_words
from headcanon.intake.readers.text_stories import stories_in
from headcanon.intake.readers.together import Piece, bare_title, put_together
from headcanon.intake.readers.unreadable import Unreadable
from headcanon.intake.sniffing import HTML, sniff
from headcanon.manuscript.clean import escape
from headcanon.manuscript.model import Concern, Manuscript
from headcanon.manuscript.words import plain_text

QUOTED = re.compile(r"^\s*>", re.MULTILINE)
WORDS = re.compile(r"^\s*\S", re.MULTILINE)
LONG = 250  # words of a post that nothing else shows to be a story
LABELS = 3  # labelled lines that show that it is one
FIRST_LINES = 40

SAID_BESIDE = "Left out of the story as a post beside it: {}"
LEFT_OUT = "Left out of the story as what a mail program or a list adds: {}"
NOT_TAKEN = "{} was sent with this post and is no story; it stays in the file."
TWICE = "Part {} was posted twice, and not alike; both are here. Take out the one that is not wanted."


@dataclass
class Posted:
    """A post that is a story or a part of one."""

    post: Post
    subject: Subject
    manuscript: Manuscript
    beside: list[str] = field(default_factory=list)

    @property
    def title(self):
        own = self.manuscript.title
        return bare_title(own) if own else self.subject.key


def stories_among(posts, source, name):
    """One manuscript for each story in the posts of a mailbox or a digest, in the order in which they began."""
    posts = [post for post in posts if post.text.strip() or post.html.strip() or post.files]
    told = [post for post in posts if is_a_story(post)] or posts
    are_told = set(map(id, told))
    others = [post for post in posts if id(post) not in are_told]
    by_story = {}
    for posted in [each for post in told for each in read_post(post, source, name)]:
        by_story.setdefault(key_of(posted, by_story), []).append(posted)
    manuscripts = [one_story(parts, source) for parts in by_story.values()]
    if manuscripts:
        tell_of_others(manuscripts, list(by_story.values()), others)
    return manuscripts


def is_a_story(post):
    """By its subject, by the labels of a header, or by its length; an answer mostly quotes."""
    subject = subject_of(post.subject)
    lines = len(WORDS.findall(post.text))
    quotes = len(QUOTED.findall(post.text))
    is_answer = subject.is_reply and (quotes or lines < FIRST_LINES)
    if is_answer and not labelled(post.text) >= LABELS:
        return False
    if subject.is_marked or subject.number is not None or labelled(post.text) >= LABELS:
        return True
    return len(post.text.split()) >= LONG or bool(post.html and len(post.html) >= LONG * 8) or has_story_files(post)


def labelled(text):
    lines = text.split("\n", FIRST_LINES)[:FIRST_LINES]
    return sum(1 for line in lines if len(line) < 400 and (found := record(line.strip())) and not found.is_weak)


def has_story_files(post):
    return any(sniff(content, name) in story_kinds() and len(content) > LONG * 5 for name, content in post.files)


def story_kinds():
    from headcanon.intake.readers.opening import READERS  # which knows this module

    return READERS


def key_of(posted, known):
    """Equal for parts of one story: the title, by whoever posts it; what has none is a story by itself."""
    return posted.title or f"\0{len(known)}"


# --- One post ------------------------------------------------------------------------------------------------------


def read_post(post, source, name):
    """The stories in one post: mostly one; files sent with it that are stories are others."""
    subject = subject_of(post.subject)
    found = []
    for manuscript, left_out in manuscripts_of(post, source, name):
        if left_out:
            end = last_words(plain_text(manuscript.chapters[-1].html[-400:]))
            manuscript.concerns.append(Concern("furniture", end, LEFT_OUT.format("; ".join(left_out))))
        found.append(Posted(post, subject, manuscript))
    attached, not_taken = files_of(post, source, name)
    found += [Posted(post, subject, manuscript) for manuscript in attached]
    if found:
        fill_in(found[0], not_taken)
    return found


def manuscripts_of(post, source, name):
    """(manuscript, lines left out) for the words of a post itself."""
    if not post.text.strip() and post.html.strip():
        return [(each, []) for each in from_file("post.html", post.html, source, name)]
    text, left_out = without_furniture(post.text)
    if not text.strip():
        return []
    stories = stories_in(Decoded(text, source.encoding), source, name)
    return [(story, left_out if at == 0 else []) for at, story in enumerate(stories)]


def files_of(post, source, name):
    """(stories in the files sent with a post, the names of files that are none)."""
    stories, others = [], []
    for file_name, content in post.files:
        kind = sniff(content, file_name)
        is_story = kind in story_kinds() and (kind != HTML or not post.text.strip() or file_name != "text/html")
        read = from_file(file_name, content, source, name) if is_story and content.strip() else []
        stories += read
        others += [] if read else [file_name]
    return stories, others


def from_file(file_name, content, source, name):
    from headcanon.intake.readers.opening import read_story

    try:
        stories = read_story(content, f"{name}: {file_name}")
    except Unreadable:
        return []
    for story in stories:
        story.source = source
    return stories


def fill_in(posted, not_taken):
    """What the head of a post says, where the story's own header does not say it."""
    manuscript, post = posted.manuscript, posted.post
    if not manuscript.title:
        manuscript.title = posted.subject.title or None
    if not manuscript.authors and post.name:
        manuscript.authors = [post.name]
    manuscript.date = manuscript.date or post.day or None
    manuscript.planned_chapters = manuscript.planned_chapters or posted.subject.total
    if posted.subject.total == 1:
        manuscript.planned_chapters, manuscript.status = None, manuscript.status or "one-shot"
    head = "".join(f"<p>{escape(line)}</p>" for line in post.head)
    manuscript.notes.before = head + manuscript.notes.before
    manuscript.concerns += [Concern("furniture", "", NOT_TAKEN.format(file_name)) for file_name in not_taken]


# --- One story -----------------------------------------------------------------------------------------------------


def one_story(parts, source):
    """Its parts by their numbers, a part that came twice once."""
    parts, concerns = without_copies(parts)
    if len(parts) == 1:
        parts[0].manuscript.concerns += concerns
        return parts[0].manuscript
    if all(part.subject.number is not None for part in parts):
        parts = sorted(parts, key=lambda part: (part.subject.number, part.subject.letter))
    for part in parts[1:]:
        without_known_head(part, parts[0])
    pieces = [Piece(part.manuscript, part.subject.number) for part in parts]
    story = put_together(pieces, parts[0].subject.title or None, source)
    story.concerns += concerns
    return story


def without_known_head(part, first):
    """What the first part's head says is not said again: the same sender, and the same subject with another number."""
    known = list(first.post.head)
    if part.subject.key == first.subject.key:
        known += [line for line in part.post.head if line.startswith(("Subject:", "Date:"))]
    notes = part.manuscript.notes
    for line in part.post.head:
        if line in known:
            notes.before = notes.before.replace(f"<p>{escape(line)}</p>", "", 1)


def without_copies(parts):
    """(the parts, what is to be said about those that came twice)."""
    kept, concerns, texts, numbers = [], [], set(), set()
    for part in parts:
        number = (part.subject.number, part.subject.letter)
        text = (number, *(plain_text(chapter.html) for chapter in part.manuscript.chapters))
        if text in texts:
            continue
        if number in numbers and part.subject.number is not None:
            place = last_words(plain_text(part.manuscript.chapters[0].html[:400]))
            concerns.append(Concern("ambiguous", place, TWICE.format(part.subject.number)))
        texts.add(text)
        numbers.add(number)
        kept.append(part)
    return kept, concerns


def tell_of_others(manuscripts, stories, others):
    """Every other post is told in a concern of the story that it speaks of, or of the first one."""
    by_key = {}
    for manuscript, parts in zip(manuscripts, stories, strict=True):
        for key in (parts[0].title, parts[0].subject.key):
            by_key.setdefault(key, manuscript)
    for post in others:
        story = by_key.get(subject_of(post.subject).key or None, manuscripts[0])
        story.concerns.append(Concern("furniture", "", SAID_BESIDE.format(words_of(post))))


def words_of(post):
    words = " ".join(post.text.split()) or re.sub(r"<[^>]*>", " ", post.html.decode("utf-8", "replace"))
    return "; ".join([*post.head, words])
