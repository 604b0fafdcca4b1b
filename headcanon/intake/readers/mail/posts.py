"""Posts as they lie in a mailbox (RFC 4155), in a file of their own (RFC 5322), or in a digest: who wrote, when, under
which subject, and what.
"""

import email
import email.errors
import re
from dataclasses import dataclass, field
from email.header import decode_header
from email.utils import parseaddr, parsedate_to_datetime

from headcanon.intake.readers.text.decoding import decode
from headcanon.intake.readers.unreadable import Unreadable

# The line before each post, and below it the first of its header's.
POST = re.compile(rb"^From \S[^\r\n]*\r?\n(?=>?[\w-]+:)", re.MULTILINE)
QUOTED_FROM = re.compile(r"^>(>*From )", re.MULTILINE)
MOST_LETTERS = 2000  # of one line of a header that is looked at
MOST_PARTS = 200
# A mail that holds another that holds another: to take apart hundreds would take the square of their number.
NESTED, MOST_NESTED = re.compile(rb"multipart/|message/", re.IGNORECASE), 100
BLANKS = re.compile(r"\s+")
OBSERVED = ("From", "Subject", "Date")


@dataclass
class Post:
    """`text` and `html` are the same words twice, or one of them is empty; `files` are (name, bytes) sent with it."""

    sender: str = ""
    subject: str = ""
    date: str = ""
    text: str = ""
    html: bytes = b""
    files: list[tuple[str, bytes]] = field(default_factory=list)

    @property
    def name(self):
        """The sender's, if it says more than an address."""
        name, address = parseaddr(self.sender[:MOST_LETTERS])
        if not name and (match := re.search(r"\(([^()]+)\)\s*$", self.sender)):
            name = match[1]
        return "" if name.casefold() == address.casefold() or "@" in name else name.strip("\"' ")

    @property
    def address(self):
        return parseaddr(self.sender[:MOST_LETTERS])[1].casefold()

    @property
    def day(self):
        """As ISO writes it, or empty."""
        try:
            return parsedate_to_datetime(self.date[:100]).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            return ""

    @property
    def head(self):
        """What stands above its text, as a person reads it."""
        return [f"{label}: {value}" for label, value in zip(OBSERVED, self.said, strict=True) if value]

    @property
    def said(self):
        return self.sender, self.subject, self.date


def posts_in_mailbox(data):
    """Every post of an mbox file, or the one post that the file is."""
    starts = [match for match in POST.finditer(data) if is_after_a_blank_line(data, match.start())]
    if not starts:
        return [post_of(data)]
    ends = [match.start() for match in starts[1:]] + [len(data)]
    return [post_of(data[match.end() : end]) for match, end in zip(starts, ends, strict=True)]


def is_after_a_blank_line(data, at):
    return at == 0 or data[max(0, at - 4) : at].replace(b"\r", b"")[-2:] == b"\n\n"


def post_of(data):
    """One post from its bytes, however broken its parts are."""
    try:
        if len(NESTED.findall(data)) > MOST_NESTED:
            raise ValueError("built to do harm")
        message = email.message_from_bytes(data)
        post = Post(*(shown(message.get(label, "")) for label in OBSERVED))
        for number, part in enumerate(message.walk()):
            if number < MOST_PARTS and not part.is_multipart():
                take_part(post, part, number)
    except (RecursionError, email.errors.MessageError, LookupError, ValueError):
        _, _, body = data.partition(b"\n\n")
        post = Post(text=text_of(body or data, ""))
    return post


def shown(value):
    """A line of a header, with its encoded words (RFC 2047) decoded."""
    text = str(value)
    if len(text) > MOST_LETTERS:
        return BLANKS.sub(" ", text).strip()
    try:
        pieces = decode_header(text)
    except (ValueError, email.errors.HeaderParseError):
        pieces = [(text, None)]
    words = [as_text(piece, charset) if isinstance(piece, bytes) else piece for piece, charset in pieces]
    return BLANKS.sub(" ", "".join(words)).strip()


def as_text(data, charset):
    """Of a few bytes; those of a charset nobody knows are read one by one."""
    try:
        return data.decode(charset or "utf-8")
    except (LookupError, UnicodeDecodeError):
        return data.decode("cp1252", "replace")


def take_part(post, part, number):
    content = part.get_payload(decode=True) or b""
    file_name = shown(part.get_filename() or "")
    kind = part.get_content_type()
    if file_name or part.get_content_disposition() == "attachment":
        post.files.append((file_name or f"attachment {number}", content))
    elif kind == "text/html" and not post.html:
        post.html = content
    elif kind.startswith("text/"):
        text = text_of(content, part.get_content_charset() or "")
        text = unflowed(text) if part.get_param("format") == "flowed" else text
        post.text += text if not post.text else f"\n\n{text}"
    elif content:
        post.files.append((kind, content))


def text_of(content, charset):
    """The words of a post, in the charset it names if that fits."""
    if not content.strip():
        return ""
    try:
        text = content.decode(charset or "ascii")
    except (LookupError, UnicodeDecodeError):
        text = told_text(content)
    return QUOTED_FROM.sub(r"\1", text.replace("\r\n", "\n"))


def told_text(content):
    try:
        return decode(content, "a post").text
    except Unreadable:
        return content.decode("cp1252", "replace")


def unflowed(text):
    """Lines that end in a blank go on in the next one (RFC 3676)."""
    lines, goes_on = [], False
    for line in text.split("\n"):
        line = line.removeprefix(" ")
        if goes_on and line and not line.startswith(">"):
            lines[-1] += line
        else:
            lines.append(line)
        goes_on = line.endswith(" ") and line != "-- "
    return "\n".join(lines)
