"""What counts as a word, and the plain words of story-HTML."""

import html
import re

BLOCK_END = re.compile(r"</(?:p|h[2-4]|blockquote|li|ul|ol)>|<hr>")
PICTURE = re.compile(r"<img [^>]*>")
DESCRIPTION = re.compile(r'<img [^>]*?alt="([^"]*)"[^>]*>')
FOOTNOTE = '<span class="footnote">'
SPAN = re.compile(r"<span[^>]*>|</span>")
TAG = re.compile(r"<[^>]*>")
READING = re.compile(r"<rp>\(</rp><rt>.*?</rt><rp>\)</rp>", re.DOTALL)

# Letters of the scripts that put no space between words; their marks, digits and punctuation stay out.
UNSPACED = {
    "Thai": r"\u0e01-\u0e30\u0e32\u0e33\u0e40-\u0e46",
    "Lao": r"\u0e81-\u0eb0\u0eb2\u0eb3\u0ebd-\u0ec6\u0edc-\u0edf",
    "Myanmar": r"\u1000-\u102a\u103f\u1050-\u1055\u105a-\u105d\u1061\u1065\u1066\u106e-\u1070\u1075-\u1081\u108e"
    r"\ua9e0-\ua9e4\ua9e6-\ua9ef\ua9fa-\ua9fe\uaa60-\uaa76\uaa7a\uaa7e\uaa7f",
    "Khmer": r"\u1780-\u17b3\u17d7\u17dc",
    "Han": r"\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af",
    "kana": r"\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff\uff66-\uff9f\U0001b000-\U0001b16f",
}
LETTER = re.compile(f"[{''.join(UNSPACED.values())}]")
DASH = re.compile(r"[\u2012-\u2015\u2026\u2e3a\u2e3b]|--+|\.\.+")
LETTER_OR_DIGIT = re.compile(r"[^\W_]")


def plain_text(story_html):
    """The text of story-HTML: a blank line between blocks, a line break for <br>, no markup.

    Ruby reads as 漢字(かんじ), a footnote and the description of a picture stand in brackets. For comparing, counting
    and plain columns; the bindery's writers know better ways to keep emphasis.
    """
    if FOOTNOTE in story_html:
        story_html = _with_footnotes_in_brackets(story_html)
    if "<img " in story_html:
        story_html = DESCRIPTION.sub(r"[\1]<hr>", story_html)
    text = BLOCK_END.sub("\n\n", story_html.replace("<br>", "\n"))
    return re.sub(r"\n{3,}", "\n\n", html.unescape(TAG.sub("", text))).strip("\n")


def _with_footnotes_in_brackets(story_html):
    ends = []

    def bracket(span):
        if span[0] == "</span>":
            return ends.pop() if ends else ""
        ends.append("]" if span[0] == FOOTNOTE else "")
        return " [" if span[0] == FOOTNOTE else ""

    return SPAN.sub(bracket, story_html)


def count_words(story_html):
    """How long a text is, as readers of this field count.

    Words where a script spaces them ("don't", "well-known" and "3.14" are one, "wait--what" two, "*" none); letters
    in Chinese, Japanese, Thai, Lao, Khmer and Burmese. What ruby says beside the line is not counted again, and a
    picture's description is not read with the rest.
    """
    if "<rt>" in story_html:
        story_html = READING.sub("", story_html)
    if "<img " in story_html:
        story_html = PICTURE.sub("", story_html)
    text, letters = LETTER.subn(" ", DASH.sub(" ", plain_text(story_html)))
    return letters + sum(1 for word in text.split() if word.isalnum() or LETTER_OR_DIGIT.search(word))
