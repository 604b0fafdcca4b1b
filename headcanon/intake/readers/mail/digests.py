"""Digests: a day's posts in one text, as Mailman, Yahoo Groups and RFC 1153 set them."""

import re
from itertools import pairwise

from headcanon.intake.readers.mail.posts import Post
from headcanon.intake.readers.mail.stories import stories_among
from headcanon.intake.readers.text.lines import LINE_END
from headcanon.manuscript.model import Concern

RULE = re.compile(r"\s*[-_=]{20,}\s*")
HEAD = re.compile(
    r"\s*(?P<label>Date|From|To|Cc|Subject|Reply-To|Sender|Message-ID|Message|Newsgroups|X-[\w-]{1,30})\s*:(?P<value>.*)",
    re.IGNORECASE,
)
LONGEST_HEAD = 30  # lines
FEWEST = 2
BEGINNING_OF_FILE = 3000
ONLY_MAIL_HAS = {"message", "message-id", "newsgroups"}
AROUND = "Left out of the stories as what surrounds them in a digest: {}"


def holds_posts(text):
    """Several posts stand in it, parted by rules, and it says that it is a digest or their heads could be no story's."""
    if text.count("ubject:") < FEWEST or text.count("rom:") < FEWEST:
        return False
    heads = heads_in(LINE_END.split(text))
    called = "digest" in text[:BEGINNING_OF_FILE].casefold()
    return len(heads) >= FEWEST and (called or all(ONLY_MAIL_HAS & said.keys() for _, _, said in heads))


def read(decoded, source, name):
    """The stories of a digest; what surrounds its posts is told with the first."""
    lines = LINE_END.split(decoded.text)
    heads = heads_in(lines)
    ends = [start for start, _, _ in heads[1:]] + [len(lines)]
    posts = [post_of(said, lines[body:end]) for (_, body, said), end in zip(heads, ends, strict=True)]
    stories = stories_among(posts, source, name)
    if around := [line.strip() for line in lines[: heads[0][0]] if line.strip() and not RULE.fullmatch(line)]:
        stories[0].concerns.append(Concern("furniture", "", AROUND.format("; ".join(around))))
    stories[0].concerns = decoded.concerns + stories[0].concerns
    return stories


def heads_in(lines):
    """(line of the rule above, line below the head, what the head says) of each post."""
    full = [at for at, line in enumerate(lines) if line.strip()]
    heads, end = [], -1
    for above, at in pairwise(full):
        if at < end or not RULE.fullmatch(lines[above]) or not HEAD.fullmatch(lines[at]):
            continue
        below, said = head_at(lines, at)
        if {"from", "subject"} <= said.keys():
            heads.append((above, below, said))
            end = below
    return heads


def head_at(lines, at):
    """(line below it, {label: value}) of the head that begins here; a blank line may follow "Message: 3"."""
    said, last, end = {}, None, min(len(lines), at + LONGEST_HEAD)
    while at < end:
        match = HEAD.fullmatch(lines[at])
        if match:
            last = match["label"].lower()
            said[last] = match["value"].strip()
        elif lines[at].strip() and last and lines[at][0] in " \t":
            said[last] += f" {lines[at].strip()}"
        elif lines[at].strip() or said.keys() != {"message"}:
            break
        at += 1
    return at, said


def post_of(said, lines):
    while lines and (not lines[-1].strip() or RULE.fullmatch(lines[-1])):
        lines = lines[:-1]
    return Post(said["from"], said["subject"], said.get("date", ""), "\n".join(lines))
