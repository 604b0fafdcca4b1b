"""Works to make books of: a full one, bare ones, far scripts, and one that means harm."""

from dataclasses import replace

from headcanon.manuscript.model import Chapter, Manuscript, Notes, Origin, Source

STORY = (
    "<p>The tide had left the <em>Argo</em> on her side.</p>"
    "<p>“You came back,” said Medea.<br>Nobody answered.</p>"
    "<hr>"
    "<p>In the morning <strong>the sail</strong> was gone.</p>"
    "<blockquote><p>Do not look for me.</p></blockquote>"
    '<p class="center">The end</p>'
)


def full():
    return Manuscript(
        title="What the Tide Left",
        authors=["Ana", "Mrs Turner’s Cat"],
        summary="<p>Medea stays on the shore.</p><p>Jason does not.</p>",
        fandoms=["Greek Myth"],
        relationships=["Jason & Medea"],
        characters=["Jason", "Medea"],
        rating="Teen",
        warnings=["Major character death", "Poison"],
        tags=["Ships"],
        series=[("Colchis", 2)],
        language="en",
        status="complete",
        date="2009-03-04",
        origin=Origin("headcanon", "Medea knew the ship would rot."),
        disclaimer="<p>Euripides got here first.</p>",
        notes=Notes("<p>For everyone who waited.</p>", "<p>That is <em>all</em>.</p>"),
        chapters=[
            Chapter(STORY, "Low water", Notes("<p>Mind the oars.</p>", "<p>They minded.</p>")),
            Chapter("<p>He was late.</p>"),
            Chapter("<p>So was she.</p>", "High water"),
        ],
        identifier="urn:uuid:0f0f0f0f-0f0f-4f0f-8f0f-0f0f0f0f0f0f",
    )


PIXELS = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010800000000d14920560000000b49444154789c6360f80f000102010042bebc68"
    "0000000049454e44ae426082"
)


def one_shot():
    return Manuscript(
        title="Ashore",
        authors=["Ana"],
        language="en",
        status="one-shot",
        chapters=[Chapter(STORY)],
        notes=Notes(after="<p>Thank you.</p>"),
        source=Source("txt", "utf-8", "ab" * 32),
    )


def japanese():
    return Manuscript(
        title="潮の残したもの",
        authors=["鈴木　花"],
        language="ja",
        chapters=[
            Chapter("<p>　雪が<ruby>降<rp>(</rp><rt>ふ</rt><rp>)</rp></ruby>っていた。</p><hr><p>「はい」</p>", "朝"),
            Chapter("<p>　彼は来なかった。</p>"),
        ],
        notes=Notes(before="<p>はじめまして。</p>"),
        identifier="https://example.org/works/1234567",
    )


def arabic():
    return Manuscript(
        title="ما تركه المد",
        authors=["ليلى"],
        summary="<p>عادت السفينة.</p>",
        characters=["ميديا", "Jason"],
        language="ar",
        chapters=[Chapter("<p>كان البحر هادئا.</p>", "الفجر"), Chapter("<p>قال: نعم.</p>")],
        notes=Notes("<p>شكرا</p>", ""),
        identifier="urn:uuid:0a0a0a0a-0a0a-4a0a-8a0a-0a0a0a0a0a0a",
    )


def hostile():
    """Markup and worse in every field that is plain text."""
    harm = "</title><script>alert(1)</script>\x00\ud800\ue000 & \"'` ]]> --> \n*_#[x](javascript:1)"
    return Manuscript(
        title=harm,
        authors=[harm, ""],
        fandoms=[harm],
        relationships=[harm],
        characters=[harm],
        rating=harm,
        warnings=[harm],
        tags=[harm],
        series=[(harm, 3)],
        language=harm,
        date=harm,
        origin=Origin("prompt", harm),
        chapters=[Chapter("<p>Nothing here.</p>", harm), Chapter("<p>Nor here.</p>", harm)],
        identifier=harm,
    )


def marked():
    """Every tag that story-HTML has."""
    return Manuscript(
        title="Marked",
        language="en",
        chapters=[
            Chapter(
                "<h2>Part</h2><h3>Of a</h3><h4>Whole</h4><p><u>u</u> <s>s</s> <small>small</small> x<sup>sup</sup>"
                ' <sub>sub</sub> <code>code</code> <span lang="fr">mot</span>'
                ' <a href="https://example.org/?a=1&amp;b=2" rel="nofollow noopener">a link</a></p>'
                "<ul><li><p>one</p></li><li><p>two</p><p>and a half</p></li></ul><ol><li><p>first</p></li></ol>"
                '<p class="right">right</p><p class="justify">justified</p><p lang="he" dir="rtl">שלום</p>'
                "<blockquote><blockquote><p>deep</p></blockquote></blockquote><hr>"
            )
        ],
    )


def annotated():
    """Footnotes and pictures, one of which is not at hand."""
    return Manuscript(
        title="Annotated",
        language="en",
        summary='<p>Short<span class="footnote">And so on.</span>.</p>',
        chapters=[
            Chapter(
                '<p>The tide<span class="footnote">A <em>spring</em> tide, <span lang="fr">grande marée</span>.</span> '
                'turned.<span class="footnote">Twice.</span></p>'
                '<img src="/works/1234567/pictures/7654321" alt="A ship &amp; her &quot;crew&quot; &lt;3" width="2"'
                ' height="1"><ul><li><img src="/works/1234567/pictures/7654322" alt="A *map*"></li></ul>'
            ),
            Chapter('<h2>Home<span class="footnote">Or not.</span></h2><p>Ashore.</p>'),
        ],
        pictures={"/works/1234567/pictures/7654321": PIXELS},
    )


def with_chapters(number):
    return replace(full(), chapters=[Chapter(f"<p>Tide {each}.</p>") for each in range(1, number + 1)])


SAMPLES = {
    "full": full(),
    "one-shot": one_shot(),
    "japanese": japanese(),
    "arabic": arabic(),
    "hostile": hostile(),
    "marked": marked(),
    "annotated": annotated(),
    "empty": Manuscript(),
    "one titled chapter": replace(full(), chapters=full().chapters[:1]),
    "a very long title": replace(one_shot(), title="Incomprehensibilities " * 40, authors=["Ana"] * 30),
}
