"""Web pages of many makers, each as its maker lays it out, with words of our own."""

from time import process_time

import pytest

from headcanon.intake.readers import read_bytes
from headcanon.manuscript.model import Notes


def read(html, encoding="utf-8"):
    [manuscript] = read_bytes(html.encode(encoding), "saved.html")
    return manuscript


def told(manuscript):
    return [concern.message for concern in manuscript.concerns]


PROSE = (
    "The keeper counted the lamps twice, because the first count had come out at one lamp too many. "
    "Nobody on the rock had ever lit a lamp that was not theirs to light."
)
MORE = "In the morning the stair was wet, and the wet went only one way. She followed it as far as the door."


def ao3(chapters, preface="", afterword="", stats="Chapters: 2/2"):
    return f"""<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><meta charset="utf-8"/>
<title>Lamp Count - wick - The Lighthouse (Radio)</title><style>.meta h2 {{page-break-before: always}}</style></head>
<body><div id="preface"><h2 class="toc-heading">Preface</h2>
<p class="message"><b>Lamp Count</b><br />Posted originally on the <a href="http://archiveofourown.org/">Archive of Our
Own</a> at <a href="http://archiveofourown.org/works/12345">http://archiveofourown.org/works/12345</a>.</p>
<div class="meta"><dl class="tags">
<dt>Rating:</dt><dd><a href="http://archiveofourown.org/tags/Teen">Teen And Up Audiences</a></dd>
<dt>Archive Warnings:</dt><dd><a href="x">No Archive Warnings Apply</a>, <a href="y">Major Character Death</a></dd>
<dt>Categories:</dt><dd><a href="x">F/F</a>, <a href="x">Gen</a></dd>
<dt>Fandom:</dt><dd><a href="x">The Lighthouse (Radio)</a></dd>
<dt>Relationship:</dt><dd><a href="x">Keeper/Ilse Brandt</a></dd>
<dt>Characters:</dt><dd><a href="x">Keeper, The</a>, <a href="x">Ilse Brandt</a></dd>
<dt>Additional Tags:</dt><dd><a href="x">Slow Burn, but it's a lamp</a>, <a href="x">Hurt/Comfort</a></dd>
<dt>Language:</dt><dd>English</dd>
<dt>Series:</dt><dd>Part 2 of <a href="x">Rock &amp; Light</a>, Part 1 of <a href="x">Storms</a></dd>
<dt>Collections:</dt><dd><a href="x">Lamplight Exchange 2019</a></dd>
<dt>Stats:</dt><dd>
Published: 2019-03-04
Completed: 2019-04-01
Words: 1,234
{stats}
</dd></dl>
<h1>Lamp Count</h1><div class="byline">by <a href="/users/wick/pseuds/wick" rel="author">wick</a>,
<a rel="author" href="/users/tallow">tallow (candle)</a></div>
{preface}</div></div><div id="chapters" class="userstuff">{chapters}</div>
<div id="afterword"><h2 class="toc-heading">Afterword</h2>{afterword}
<p class="message">Please <a href="/comments/new">drop by the Archive and comment</a> to let the creator know if you
enjoyed their work!</p></div></body></html>"""


AO3_PREFACE = """<p>Summary</p><blockquote class="userstuff"><p>One lamp <em>too many</em>.</p></blockquote>
<p>Notes</p><blockquote class="userstuff"><p>For the rock.</p></blockquote>
<div class="endnote-link">See the end of the work for <a href="#endnotes">more notes</a></div>
<ul><li>Inspired by <a href="http://archiveofourown.org/works/9">Dark Water</a> by <a rel="nofollow">brine</a></li></ul>"""
AO3_CHAPTERS = f"""<div class="meta group"><h2 class="heading">Chapter 1: Oil</h2><p>Chapter Summary</p>
<blockquote class="userstuff"><p>She counts.</p></blockquote><p>Chapter Notes</p><blockquote class="userstuff"><p>Mind
the step.</p></blockquote></div><!--chapter content--><div class="userstuff"><p>{PROSE}</p><p align="center">* * *</p>
<p>{MORE} <em>So.</em></p></div><!--/chapter content--><div class="meta" id="endnotes1"><p>Chapter End Notes</p>
<blockquote class="userstuff"><p>The step is real.</p></blockquote></div>
<div class="meta group"><h2 class="heading">Chapter 2</h2></div><div class="userstuff"><p>A/N is what she wrote on the
door.</p></div>"""
AO3_AFTERWORD = """<div class="meta"><div id="endnotes"><p>End Notes</p><blockquote class="userstuff"><p>Thank
<b>you</b>.</p></blockquote></div></div>"""


class TestArchiveOfOurOwn:
    def test_a_download_fills_every_field(self):
        found = read(ao3(AO3_CHAPTERS, AO3_PREFACE, AO3_AFTERWORD))
        assert (found.title, found.authors) == ("Lamp Count", ["wick", "tallow (candle)"])
        assert found.rating == "Teen And Up Audiences"
        assert found.warnings == ["No Archive Warnings Apply", "Major Character Death"]
        assert found.categories == ["F/F", "Gen"]
        assert found.fandoms == ["The Lighthouse (Radio)"]
        assert found.relationships == ["Keeper/Ilse Brandt"]
        assert found.characters == ["Keeper, The", "Ilse Brandt"]
        assert found.tags == ["Slow Burn, but it's a lamp", "Hurt/Comfort"]
        assert found.series == [("Rock & Light", 2), ("Storms", 1)]
        assert (found.language, found.status, found.date) == ("en", "complete", "2019-03-04")
        assert found.summary == "<p>One lamp <em>too many</em>.</p>"
        assert found.notes.before.startswith("<p>For the rock.</p><p>Collections: Lamplight Exchange 2019</p><ul>")
        assert found.notes.after == "<p>Thank <strong>you</strong>.</p>"
        assert found.identifier == "http://archiveofourown.org/works/12345"

    def test_its_chapters_keep_their_own_titles_and_notes(self):
        first, second = read(ao3(AO3_CHAPTERS, AO3_PREFACE, AO3_AFTERWORD)).chapters
        assert (first.title, second.title) == ("Oil", None)
        assert first.notes == Notes(
            "<p>Summary:</p><p>She counts.</p><p>Mind the step.</p>", "<p>The step is real.</p>"
        )
        assert first.html == f"<p>{PROSE}</p><hr><p>{MORE} <em>So.</em></p>"
        assert second.html == "<p>A/N is what she wrote on the door.</p>"

    def test_an_only_chapter_has_no_title_and_a_work_that_goes_on_says_so(self):
        one = '<h2 class="toc-heading">Lamp Count</h2><div class="userstuff"><p>It was dark.</p></div>'
        found = read(ao3(one, stats="Chapters: 1/?").replace("Completed: 2019-04-01", "Updated: 2019-04-01"))
        [only] = found.chapters
        assert (only.title, only.html, found.status) == (None, "<p>It was dark.</p>", "in-progress")

    def test_planned_chapters_are_known(self):
        page = ao3(AO3_CHAPTERS, stats="Chapters: 2/5").replace("Completed: 2019-04-01", "")
        assert (read(page).status, read(page).planned_chapters) == ("in-progress", 5)

    def test_nobody_by_name(self):
        page = ao3(AO3_CHAPTERS)
        start, end = page.index('<div class="byline">'), page.index("</div>", page.index('<div class="byline">'))
        assert read(page[:start] + '<div class="byline">by Anonymous' + page[end:]).authors == ["Anonymous"]

    def test_a_saved_work_page(self):
        found = read(
            f"""<!DOCTYPE html><html lang="en"><head><title>Lamp Count - wick - The Lighthouse [Archive of Our Own]</title>
<link rel="canonical" href="https://archiveofourown.org/works/12345"></head><body><div id="header"><ul class="menu"><li>
Fandoms</li></ul></div><div id="workskin-wrapper"><dl class="work meta group"><dt class="rating tags">Rating:</dt>
<dd class="rating tags"><ul class="commas"><li><a class="tag">Mature</a></li></ul></dd><dt class="fandom tags">Fandom:
</dt><dd class="fandom tags"><ul><li><a class="tag">The Lighthouse, or: Wick</a></li></ul></dd>
<dt class="freeform tags">Additional Tags:</dt><dd class="freeform tags"><ul><li><a class="tag">Lamps</a></li></ul></dd>
<dt class="language">Language:</dt><dd class="language" lang="de">Deutsch</dd><dt class="series">Series:</dt>
<dd class="series"><span class="series"><span class="position">Part 3 of <a href="/series/1">Rocks</a></span></span></dd>
<dt class="stats">Stats:</dt><dd class="stats"><dl class="stats"><dt class="published">Published:</dt>
<dd class="published">2020-02-02</dd><dt class="chapters">Chapters:</dt><dd class="chapters">1/1</dd></dl></dd></dl>
<div id="workskin"><div class="preface group"><h2 class="title heading">
  Lamp Count </h2><h3 class="byline heading"><a rel="author" href="/users/wick">wick</a></h3>
<div class="summary module"><h3 class="heading">Summary:</h3><blockquote class="userstuff"><p>Short.</p></blockquote></div>
<div class="notes module"><h3 class="heading">Notes:</h3><ul class="associations"></ul><blockquote class="userstuff">
<p>Hello.</p></blockquote></div></div><div id="chapters" role="article"><h3 class="landmark heading" id="work">Work Text:
</h3><div class="userstuff"><p>{PROSE}</p></div></div><div class="afterword preface group"><div id="work_endnotes"
class="end notes module"><h3 class="heading">Notes:</h3><blockquote class="userstuff"><p>Bye.</p></blockquote></div></div>
</div></div><div id="comments_placeholder">Comments</div></body></html>"""
        )
        assert (found.title, found.authors, found.rating) == ("Lamp Count", ["wick"], "Mature")
        assert (found.fandoms, found.tags) == (["The Lighthouse, or: Wick"], ["Lamps"])
        assert (found.language, found.series, found.date, found.status) == (
            "de",
            [("Rocks", 3)],
            "2020-02-02",
            "one-shot",
        )
        assert found.summary == "<p>Short.</p>"
        assert found.notes == Notes("<p>Hello.</p>", "<p>Bye.</p>")
        assert [chapter.html for chapter in found.chapters] == [f"<p>{PROSE}</p>"]


class TestFanFicFare:
    PAGE = f"""<!DOCTYPE html>
<html><head><meta charset="UTF-8"><title>Lamp Count by wick</title>
<style type="text/css">body {{ margin: 2% }}</style></head>
<body><h1><a href="https://example.org/s/7">Lamp Count</a> by <a class='authorlink' href='https://example.org/u/1'>wick</a>,
<a class='authorlink' href='https://example.org/u/2'>tallow</a></h1>
<table class="full">
<tr><td><b>Series:</b></td><td><a href="https://example.org/series/3">Rocks [2]</a></td></tr>
<tr><td><b>Category:</b></td><td>The Lighthouse, Hamlet</td></tr>
<tr><td><b>Genre:</b></td><td>Drama, Hurt/Comfort</td></tr>
<tr><td><b>Language:</b></td><td>English</td></tr>
<tr><td><b>Characters:</b></td><td>Keeper, Ilse</td></tr>
<tr><td><b>Relationships:</b></td><td>Keeper/Ilse</td></tr>
<tr><td><b>Status:</b></td><td>Completed</td></tr>
<tr><td><b>Published:</b></td><td>2011-05-06</td></tr>
<tr><td><b>Updated:</b></td><td>2012-05-06</td></tr>
<tr><td><b>Packaged:</b></td><td>2020-01-01 10:11:12</td></tr>
<tr><td><b>Rating:</b></td><td>T</td></tr>
<tr><td><b>Warnings:</b></td><td>Drowning</td></tr>
<tr><td><b>Chapters:</b></td><td>2</td></tr>
<tr><td><b>Words:</b></td><td>99</td></tr>
<tr><td><b>Publisher:</b></td><td>example.org</td></tr>
<tr><td><b>Summary:</b></td><td><p>One lamp <i>too many</i>.</p></td></tr>
</table>
<a name="TOCTOP"><h2>Table of Contents</h2></a><p><a href="#section0001">1. Oil</a><br /><a href="#section0002">2. Wick</a>
<br /></p>
<a name="section0001"><h2>1. Oil</h2></a><div class="storytext"><p>A/N: my first!</p><p>{PROSE}</p><hr/><p>{MORE}</p></div>
<a name="section0002"><h2>2. Wick</h2></a><p>“Again,” said Ilse.</p><p>So <b>again</b> it was.</p></body></html>"""

    def test_its_table_fills_the_fields(self):
        found = read(self.PAGE)
        assert (found.title, found.authors) == ("Lamp Count", ["wick", "tallow"])
        assert found.fandoms == ["The Lighthouse", "Hamlet"]
        assert found.tags == ["Drama", "Hurt/Comfort"]
        assert (found.characters, found.relationships) == (["Keeper", "Ilse"], ["Keeper/Ilse"])
        assert (found.rating, found.warnings, found.status) == ("T", ["Drowning"], "complete")
        assert (found.date, found.language, found.series) == ("2011-05-06", "en", [("Rocks", 2)])
        assert found.summary == "<p>One lamp <em>too many</em>.</p>"
        assert found.identifier == "https://example.org/s/7"

    def test_its_chapters(self):
        first, second = read(self.PAGE).chapters
        assert (first.title, second.title) == ("Oil", "Wick")
        assert first.notes.before == "<p>my first!</p>"
        assert first.html == f"<p>{PROSE}</p><hr><p>{MORE}</p>"
        assert second.html == "<p>“Again,” said Ilse.</p><p>So <strong>again</strong> it was.</p>"

    def test_notes_in_a_place_of_their_own(self):
        noted = self.PAGE.replace(
            "<p>A/N: my first!</p>",
            """<div class="fff_chapter_notes fff_head_notes"><b>Author's Note:</b><blockquote class="userstuff"><p>Hi.</p>
</blockquote></div>""",
        ).replace(
            f"<p>{MORE}</p></div>",
            f"""<p>{MORE}</p></div><div class="fff_chapter_notes fff_foot_notes"><b>Author's Note:</b>
<blockquote class="userstuff"><p>Bye.</p></blockquote></div>""",
        )
        first, _ = read(noted).chapters
        assert first.notes == Notes("<p>Hi.</p>", "<p>Bye.</p>")
        assert first.html == f"<p>{PROSE}</p><hr><p>{MORE}</p>"


class TestEfiction:
    PAGE = f"""<html><head><title>Lamp Count by wick</title><meta http-equiv="Content-Type" content="text/html;
charset=iso-8859-1"></head><body><div id="pagetitle"><a href="viewstory.php?sid=7">Lamp Count</a> by
<a href="viewuser.php?uid=3">wick</a></div>
<div class="infobox"><div class="content"><span class="label">Summary: </span><p>One lamp <i>too many</i>.</p>
<br><span class="label">Rated:</span> PG-13<br><span class="label">Categories:</span> <a href="browse.php">The Lighthouse</a>
<span class="label">Characters: </span> Keeper, Ilse<br><span class="label">Genres: </span> Drama, Mystery<br>
<span class="label">Warnings: </span> Drowning<br><span class="label">Challenges:</span> <a href="x">Storm Week</a><br>
<span class="label">Series: </span> <a href="viewseries.php?seriesid=1">Rocks</a><br><span class="label">Chapters: </span> 2
<span class="label">Completed:</span> Yes<br><span class="label">Word count:</span> 99 <span class="label">Read:</span> 5000
<span class="label">Published: </span>03/04/2005 <span class="label">Updated: </span>March 5, 2005</div></div>
<div class="noteinfo"><div class="title"><span class="label">Story Notes:</span></div><div class="noteinner">Mind the rock.
</div></div><b>1.</b> <a href="#1">Oil</a> by wick<br><b>2.</b> <a href="#2">Wick</a> by wick<br>
<a name="1"></a><div id="pagetitle2"><b>1. Oil</b> by <a href="viewuser.php?uid=3">wick</a></div>
<div class="noteinfo"><div class="title"><span class="label">Author's Notes:</span></div>Hello\x97hello.</div>
<div class="chapter">{PROSE}<br><br><center>***</center><br><br>{MORE}</div>
<div class="noteinfo"><span class="label">End Notes:</span><br>More soon.</div>
<a name="2"></a><b>2. Wick</b><div class="chapter"><p>It burned.</p></div>
</body></html>"""

    def test_the_printable_page(self):
        found = read(self.PAGE, "latin-1")
        assert found.source.encoding == "cp1252"
        assert (found.title, found.authors, found.rating) == ("Lamp Count", ["wick"], "PG-13")
        assert (found.fandoms, found.characters) == (["The Lighthouse"], ["Keeper", "Ilse"])
        assert (found.tags, found.warnings) == (["Drama", "Mystery"], ["Drowning"])
        assert (found.status, found.date, found.series) == ("complete", "2005-03-05", [("Rocks", 0)])
        assert found.summary == "<p>One lamp <em>too many</em>.</p>"
        assert found.notes.before == "<p>Mind the rock.</p><p>Challenges: Storm Week</p><p>Published: 03/04/2005</p>"

    def test_its_chapters_and_their_notes(self):
        first, second = read(self.PAGE, "latin-1").chapters
        assert (first.title, second.title) == ("Oil", "Wick")
        assert first.html == f"<p>{PROSE}</p><hr><p>{MORE}</p>"
        assert first.notes == Notes("<p>Hello—hello.</p>", "<p>More soon.</p>")
        assert second.html == "<p>It burned.</p>"


class TestJournals:
    DREAMWIDTH = f"""<!DOCTYPE html><html lang="en"><head><title>wick: Fic: Lamp Count (1/2)</title>
<link rel="canonical" href="https://wick.dreamwidth.org/55.html"></head><body class="page-entry"><div id="header">
<h1>Rock pools</h1><ul class="navlinks"><li><a href="/">Recent</a></li></ul></div>
<div class="entry-wrapper"><div class="entry"><div class="header"><h3 class="entry-title"><a href="#">Fic: Lamp Count (1/2)
</a></h3><span class="datetime">March 4, 2009</span></div><div class="entry-poster"><span class="ljuser"><a
href="https://wick.dreamwidth.org/profile"><img src="x.png" alt="[personal profile] "></a><a
href="https://wick.dreamwidth.org/"><b>wick</b></a></span></div><div class="entry-content"><b>Title:</b> Lamp Count<br />
<b>Author:</b> <span class="ljuser"><a href="x"><b>wick</b></a></span><br /><b>Fandom:</b> The Lighthouse<br />
<b>Rating:</b> PG<br /><b>Pairing:</b> Keeper/Ilse<br /><b>Summary:</b> One lamp <i>too many</i>.<br /><br />
<a name="cutid1"></a><div align="center">~*~</div><br />{PROSE}<br /><br />{MORE}<br /><br /><hr />
<a href="https://wick.dreamwidth.org/56.html">Part Two</a><a name='cutid1-end'></a></div>
<div class="tag"><ul><li><a href="x">fic</a></li><li><a href="x">the lighthouse</a></li></ul></div></div></div>
<div id="comments"><div class="comment">This was lovely and I read it twice, thank you, thank you, thank you.</div></div>
</body></html>"""

    def test_an_entry_of_dreamwidth(self):
        found = read(self.DREAMWIDTH)
        assert (found.title, found.authors, found.fandoms) == ("Lamp Count", ["wick"], ["The Lighthouse"])
        assert (found.rating, found.relationships) == ("PG", ["Keeper/Ilse"])
        assert found.summary == "<p>One lamp <em>too many</em>.</p>"
        assert (found.date, found.tags) == ("2009-03-04", ["fic", "the lighthouse"])
        assert found.chapters[0].html.startswith(f"<p>{PROSE}</p><p>{MORE}</p>")
        assert any("I read it twice" in message for message in told(found))
        assert "twice" not in found.chapters[0].html.replace("lamps twice", "")

    def test_an_entry_of_livejournal_without_labels(self):
        found = read(
            f"""<html><head><title>Lamp Count: wick — LiveJournal</title><meta charset="utf-8"></head><body>
<div class="b-singlepost-wrapper"><article class="b-singlepost hentry"><h1 class="b-singlepost-title">FIC: Lamp Count
[PG-13]</h1><dl class="b-singlepost-author"><dt><span class="ljuser"><a href="x"><b>wick</b></a></span></dt></dl>
<article class="b-singlepost-body entry-content e-content">{PROSE}<br /><br />* * *<br /><br />{MORE}</article></article>
</div><div class="b-tree comments">First! <p>{MORE}</p></div></body></html>"""
        )
        assert (found.title, found.authors) == ("Lamp Count", ["wick"])
        assert found.chapters[0].html == f"<p>{PROSE}</p><hr><p>{MORE}</p>"


def test_a_chapter_of_fanfiction_net():
    found = read(
        f"""<!DOCTYPE html><html><head><title>Lamp Count Chapter 2: Wick, a lighthouse fanfic | FanFiction</title>
<link rel="canonical" href="https://www.fanfiction.net/s/77/2/Lamp-Count"></head><body><div id="pre_story_links">
<span class="lc-left"><a href="/book/">Books</a> &gt; <a href="/book/Lighthouse/">Lighthouse</a></span></div>
<div id="profile_top"><span><img src="x.jpg"></span><button>Follow/Fav</button><b class="xcontrast_txt">Lamp Count</b>
<span class="xcontrast_txt">By:</span> <a class="xcontrast_txt" href="/u/5/wick">wick</a><span class="icon-mail"></span>
<div style="margin-top:2px" class="xcontrast_txt">One lamp too many. For the rock.</div>
<span class="xgray xcontrast_txt">Rated: <a class="xcontrast_txt" href="x" target="rating">Fiction  T</a> - English -
Drama/Hurt/Comfort - [Keeper, Ilse] Brandt - Chapters: 3 - Words: 999 - Reviews: <a href="/r/77/">12</a> - Favs: 3 -
Updated: <span data-xutime="1">5/6/2012</span> - Published: <span data-xutime="1">5/6/2011</span> - Status: Complete -
id: 77 </span></div><select id="chap_select"><option value="1">1. Oil</option><option value="2" selected>2. Wick</option>
</select><div role="main"><div class="storytext xcontrast_txt nocopy" id="storytext"><p><strong>Disclaimer: I don't own the
Lighthouse.</strong></p><p>{PROSE}</p><hr size="1" noshade><p>{MORE}</p><p><em>A/N: Please review!</em></p></div></div>
<div class="footer">Terms of Service</div></body></html>"""
    )
    assert (found.title, found.authors, found.rating) == ("Lamp Count", ["wick"], "T")
    assert (found.fandoms, found.tags, found.language) == (["Lighthouse"], ["Drama", "Hurt/Comfort"], "en")
    assert (found.characters, found.relationships) == (["Keeper", "Ilse", "Brandt"], ["Keeper/Ilse"])
    assert (found.status, found.date) == ("complete", "2011-05-06")
    assert found.summary == "<p>One lamp too many. For the rock.</p>"
    [only] = found.chapters
    assert (only.title, only.html) == ("Wick", f"<p>{PROSE}</p><hr><p>{MORE}</p>")
    assert found.notes.after == "<p><em>Please review!</em></p>"
    assert "I don't own the Lighthouse" in (found.disclaimer or "") + found.notes.before


def test_a_part_on_wattpad():
    found = read(
        f"""<!DOCTYPE html><html lang="en"><head><title>Lamp Count - Oil - Wattpad</title>
<meta property="og:title" content="Lamp Count - Oil"><meta property="og:description" content="One lamp too many.">
<meta property="wattpad:author" content="https://www.wattpad.com/user/wick"></head><body><header><h1 class="h2">Oil</h1>
<span class="reads">1.2K</span></header><div class="panel panel-reading"><pre><p data-p-id="a1">{PROSE}<span
class="comment-marker"><span class="num-comment">12</span></span></p><p data-p-id="a2" style="text-align:center">***</p>
<p data-p-id="a3">{MORE} <i>So.</i></p></pre></div><div class="tags"><a href="/stories/lighthouse">lighthouse</a>
<a href="/stories/lamps">lamps</a></div><div class="recommended"><a href="/story/9">Another story</a></div></body></html>"""
    )
    assert (found.title, found.authors) == ("Lamp Count", ["wick"])
    assert (found.summary, found.tags) == ("<p>One lamp too many.</p>", ["lighthouse", "lamps"])
    [only] = found.chapters
    assert (only.title, only.html) == ("Oil", f"<p>{PROSE}</p><hr><p>{MORE} <em>So.</em></p>")


class TestWordProcessors:
    def test_a_page_that_google_docs_exported(self):
        found = read(
            f"""<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type"><style type="text/css">
.c1{{font-style:italic}}.c2{{text-align:center}}.c3{{font-weight:700}}</style></head><body class="c9 doc-content">
<p class="c2 title" id="h.a"><span>Lamp Count</span></p><p class="c2"><span>by wick</span></p>
<p class="c0"><span class="c3">Fandom:</span><span> The Lighthouse</span></p>
<h1 id="h.b"><span>Chapter 1: Oil</span></h1><p class="c0"><span>{PROSE} </span><span class="c1">So.</span></p>
<p class="c0 c2"><span>***</span></p><p class="c0"><span>{MORE}</span></p>
<h1 id="h.c"><span>Chapter 2: Wick</span></h1><p class="c0"><span>It burned.</span></p></body></html>"""
        )
        assert (found.title, found.authors, found.fandoms) == ("Lamp Count", ["wick"], ["The Lighthouse"])
        first, second = found.chapters
        assert (first.title, second.title) == ("Chapter 1: Oil", "Chapter 2: Wick")
        assert first.html == f"<p>{PROSE} <em>So.</em></p><hr><p>{MORE}</p>"

    def test_filtered_html_of_word_in_windows_1252(self):
        found = read(
            f"""<html><head><meta http-equiv=Content-Type content="text/html; charset=windows-1252">
<meta name=Generator content="Microsoft Word 15 (filtered)"><style><!-- p.MsoNormal {{margin:0cm;font-size:12.0pt}}
--></style></head><body lang=EN-GB><div class=WordSection1><p class=MsoTitle>Lamp Count</p>
<p class=MsoNormal align=center style='text-align:center'>by wick</p>
<p class=MsoNormal><b>Rating:</b> Teen</p><p class=MsoNormal>\x93{PROSE}\x94<i> So.</i></p>
<p class=MsoNormal align=center style='text-align:center'>***</p><p class=MsoNormal>{MORE}</p></div></body></html>""",
            "latin-1",
        )
        assert (found.title, found.authors, found.rating) == ("Lamp Count", ["wick"], "Teen")
        assert found.chapters[0].html == f"<p>“{PROSE}” <em>So.</em></p><hr><p>{MORE}</p>"


class TestAnyPage:
    def test_an_author_and_a_day_that_only_their_classes_announce(self):
        found = read(
            f"""<!DOCTYPE html><html><head><meta name="author" content="wick"><title>Lamp Count</title></head><body><header>
<h1 class="title">Lamp Count</h1><p class="author">wick</p><p class="date">2012-03-04</p></header><p>Rating: PG</p>
<h1>Chapter 1</h1><p>{PROSE}</p><h1>Chapter 2</h1><p>{MORE}</p></body></html>"""
        )
        assert (found.title, found.authors, found.date, found.rating) == ("Lamp Count", ["wick"], "2012-03-04", "PG")
        assert [chapter.html for chapter in found.chapters] == [f"<p>{PROSE}</p>", f"<p>{MORE}</p>"]

    def test_the_story_among_the_furniture_of_a_blog(self):
        found = read(
            f"""<!DOCTYPE html><html lang="en"><head><title>Lamp Count | Rock pools</title>
<meta name="author" content="wick">
<meta property="article:published_time" content="2014-07-08T10:00:00Z"><script>var story = "no";</script></head><body>
<header class="site-header"><h1>Rock pools</h1><nav><a href="/">Home</a> <a href="/about">About</a></nav></header>
<main><article class="post"><h2 class="entry-title">Lamp Count</h2><div class="body"><p><em>Rating: PG</em></p><p>{PROSE}</p>
<hr><p>{MORE}</p><p><img src="https://example.org/lamp.png" alt="A lamp"></p></div><div class="sharedaddy">Share this:
Twitter</div></article></main><aside class="sidebar"><h3>Recent stories</h3><ul><li>Dark Water</li></ul></aside>
<div id="comments"><h3>3 remarks</h3><p>{MORE} I liked that part the best of all of them.</p></div>
<footer>Made by nobody</footer></body></html>"""
        )
        assert (found.title, found.authors, found.rating) == ("Lamp Count", ["wick"], "PG")
        assert found.date == "2014-07-08"
        assert found.chapters[0].html.startswith(f"<p>{PROSE}</p><hr><p>{MORE}</p>")
        assert 'href="https://example.org/lamp.png"' in found.chapters[0].html
        assert "<img" not in found.chapters[0].html
        left_out = " ".join(told(found))
        for words in ("Rock pools", "Home", "Share this", "Dark Water", "I liked that part", "Made by nobody"):
            assert words in left_out
        assert "var story" not in left_out

    def test_a_page_as_they_were_in_1998(self):
        found = read(
            f"""<HTML><HEAD><TITLE>Lamp Count, by Wick</TITLE></HEAD><BODY BGCOLOR="#000000" TEXT="#FFFFFF"><CENTER><H1>Lamp
Count</H1><H3>by Wick</H3></CENTER><P>Disclaimer: Not my lighthouse.<BR>Feedback: wick@example.org<P><HR WIDTH="50%">
<P>{PROSE}<P>{MORE}<P ALIGN=CENTER>* * *<P>“Well,” she said.<P><CENTER>THE END</CENTER><HR>
<A HREF="index.html">Back to the index</A></BODY></HTML>"""
        )
        assert (found.title, found.authors) == ("Lamp Count", ["Wick"])
        assert found.disclaimer == "<p>Not my lighthouse.</p>"
        assert "wick@example.org" in found.notes.before
        assert found.chapters[0].html.startswith(f"<p>{PROSE}</p><p>{MORE}</p><hr><p>“Well,” she said.</p>")
        assert any("Back to the index" in message for message in told(found))

    def test_words_that_are_never_in_an_element(self):
        assert (
            read("<html>It was dark.<br><br>It stayed so.").chapters[0].html
            == "<p>It was dark.</p><p>It stayed so.</p>"
        )

    def test_a_page_without_words_is_refused_with_a_sentence(self):
        from headcanon.intake.readers import Unreadable

        with pytest.raises(Unreadable, match="no text"):
            read("<html><head><title>x</title></head><body><script>1</script></body></html>")

    HARM = [
        ("<html>{}dark", "<div>"),
        ("<html>{}dark", "<p><b>"),
        ("<html>{}dark", "<table><tr><td>"),
        ("<html><body>{}", "<div class=comments>dark"),
        ("<html><body>{}>dark", "<h1"),
        ("<html><body>{}dark", "<blockquote><p>Title: x</p><p>Rating: y</p>"),
        ("<html><body>{}</style>dark", "<style>"),
        ("<html><body>{}", "<a href=x>dark"),
        ("<html><body>{}", "<p>A/N: dark</p>"),
        ("<html><body><p>{}", "(A/N: dark) "),
        ("<html><body>{}dark", "<div><h2>x</h2><p>lamp lamp lamp</p>"),
        ("<html><body>{}<p>dark", "<div id=chapters><dl class=tags><h2 class=heading>x</h2><blockquote>"),
        (
            "<html><body><div id=pagetitle><a href=viewuser.php>x</a></div>{}",
            "<a name=1></a><div class=notes>n</div><div class=chapter>dark</div>",
        ),
        ("<html><body><a class=authorlink>a</a>{}", "<a name=section0001>x</a><p>dark</p>"),
    ]

    @pytest.mark.parametrize(("page", "again"), HARM)
    def test_no_page_loses_its_words_or_stands_still(self, page, again):
        assert "dark" in str(read(page.format(again * 100)).as_json())

    @pytest.mark.prove
    @pytest.mark.parametrize(("page", "again"), HARM)
    def test_twice_as_much_takes_about_twice_as_long(self, page, again):
        times = []
        for number in (1000, 4000):
            start = process_time()
            read(page.format(again * number))
            times.append(process_time() - start)
        assert times[1] < max(1, times[0] * 8)
