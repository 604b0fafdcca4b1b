"""A text's outermost blocks, for cutting it in two between them."""

import re

EDGE = re.compile(r"<(/?)(?:p|h[2-4]|blockquote|ul|ol|li)\b[^>]*>|<(?:hr|img)\b[^>]*>")
SCENE_BREAK = "<hr>"


def blocks_of(story_html):
    """Its outermost blocks in their order; joined they are the text again."""
    blocks, begin, depth = [], 0, 0
    for edge in EDGE.finditer(story_html):
        depth += {"": 1, "/": -1}.get(edge[1], 0)
        if depth == 0:
            blocks.append(story_html[begin : edge.end()])
            begin = edge.end()
    return [*blocks, story_html[begin:]] if begin < len(story_html) else blocks


def cut(story_html, at):
    """The text before its block number `at` and from there on; a scene break between the two parts is not needed."""
    before, behind = cut_between(blocks_of(story_html), at)
    return "".join(before), "".join(behind)


def cut_between(blocks, at):
    return without_breaks(blocks[:at]), without_breaks(blocks[at:])


def without_breaks(blocks):
    """Without scene breaks at either end."""
    begin, end = 0, len(blocks)
    while begin < end and blocks[begin] == SCENE_BREAK:
        begin += 1
    while begin < end and blocks[end - 1] == SCENE_BREAK:
        end -= 1
    return blocks[begin:end]
