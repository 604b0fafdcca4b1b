"""Clipboards, as the programs people write in fill them. One short scene, told the same way by each.

LibreOffice's are what it wrote; the others are put together from what these programs are known to write.
"""

# A scene with: italics, bold, underlined, struck; centred and right-aligned; a scene break; a heading; a list; a
# quotation; a link; a line break. SCENE is what each payload that says all of it must become.
SCENE = (
    "<h2>Low water</h2>"
    "<p>She <em>knew</em> the <strong>lamp</strong>, the <u>key</u>, the <s>lie</s>.</p>"
    '<p class="center">Nine o’clock</p>'
    '<p class="right">Ana</p>'
    "<hr>"
    '<p>The <a href="https://example.org/map" rel="nofollow noopener">map</a> said:<br>go home.</p>'
    "<blockquote><p>Do not wait.</p></blockquote>"
    "<ul><li><p>rope</p></li><li><p>oil</p></li></ul>"
    "<p>She went.</p>"
)

DOCS_SPAN = (
    "font-size:11pt;font-family:Arial,sans-serif;color:#000000;background-color:transparent;font-weight:400;"
    "font-style:normal;font-variant:normal;text-decoration:none;vertical-align:baseline;white-space:pre;"
    "white-space:pre-wrap;"
)


def docs(words, **changed):
    style = DOCS_SPAN
    for name, value in changed.items():
        name = name.replace("_", "-")
        style = ";".join(f"{name}:{value}" if each.startswith(f"{name}:") else each for each in style.split(";"))
    return f'<span style="{style}">{words}</span>'


DOCS_P = '<p dir="ltr" style="line-height:1.38;margin-top:0pt;margin-bottom:0pt;">'
GOOGLE_DOCS = (
    '<meta charset=\'utf-8\'><meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-5b7f1a2c">'
    f'<h1 dir="ltr" style="line-height:1.38;">{docs("Low water", font_size="20pt")}</h1>'
    f"{DOCS_P}{docs('She ')}{docs('knew', font_style='italic')}{docs(' the ')}{docs('lamp', font_weight='700')}"
    f"{docs(', the ')}{docs('key', text_decoration='underline')}{docs(', the ')}"
    f"{docs('lie', text_decoration='line-through')}{docs('.')}</p><br />"
    f'<p dir="ltr" style="line-height:1.38;text-align: center;">{docs("Nine o’clock")}</p><br />'
    f'<p dir="ltr" style="text-align: right;">{docs("Ana")}</p>'
    f'<p dir="ltr" style="text-align: center;">{docs("* * *")}</p>'
    f'{DOCS_P}{docs("The ")}<a href="https://example.org/map" style="text-decoration:none;">'
    f"{docs('map', text_decoration='underline')}</a>{docs(' said:')}{docs('<br />')}{docs('go home.')}</p>"
    f"<blockquote>{DOCS_P}{docs('Do not wait.')}</p></blockquote>"
    '<ul style="margin-top:0;margin-bottom:0;padding-inline-start:48px;">'
    f'<li dir="ltr" style="list-style-type:disc;font-weight:400;font-style:normal;" aria-level="1">'
    f'<p dir="ltr" role="presentation">{docs("rope")}</p></li>'
    f'<li dir="ltr" aria-level="1"><p dir="ltr" role="presentation">{docs("oil")}</p></li></ul>'
    f'{DOCS_P}{docs("She went.")}</p></b><br class="Apple-interchange-newline">'
)

GOOGLE_DOCS_FILE = """<html><head><meta content="text/html; charset=UTF-8" http-equiv="content-type">
<style type="text/css">@import url(https://themes.example/fonts/css?kit=x);.lst-kix_a-0>li:before{content:"\\0025cf  "}
ul.lst-kix_a-0{list-style-type:none}ol{margin:0;padding:0}table td,table th{padding:0}
.c1{font-style:italic}.c2{font-weight:700}.c3{text-decoration:underline}.c4{text-decoration:line-through}
.c5{text-align:center}.c6{text-align:right}.c0{color:#000;font-weight:400;text-decoration:none;font-style:normal}
.c7{color:inherit;text-decoration:inherit}.c8{height:11pt}.c9{border:1px solid black;margin:5px}
h1{padding-top:20pt;font-size:20pt;text-align:left}p{margin:0;font-size:11pt}</style></head><body class="c10 doc-content">
<h1 class="c11" id="h.x"><span class="c0">Low water</span></h1><p class="c12"><span class="c0">She </span>
<span class="c1">knew</span><span class="c0"> the </span><span class="c2">lamp</span><span class="c0">, the </span>
<span class="c3">key</span><span class="c0">, the </span><span class="c4">lie</span><span class="c0">.</span></p>
<p class="c5"><span class="c0">Nine o&rsquo;clock</span></p><p class="c6"><span class="c0">Ana</span></p>
<hr><p class="c8 c12"><span class="c0"></span></p><p class="c12"><span class="c0">The </span><span class="c3"><a class="c7"
href="https://www.google.com/url?q=https://example.org/map&amp;sa=D&amp;source=editors&amp;ust=1&amp;usg=x">map</a></span>
<span class="c0"> said:<br>go home.</span></p><blockquote><p><span class="c0">Do not wait.</span></p></blockquote>
<ul class="c13 lst-kix_a-0 start"><li class="c14 li-bullet-0"><span class="c0">rope</span></li><li class="c14">
<span class="c0">oil</span></li></ul><p class="c12"><span class="c0">She went.</span></p></body></html>"""

WORD = """Version:1.0
StartHTML:0000000105
EndHTML:0000009999
StartFragment:0000000141
EndFragment:0000009999
SourceURL:file:///C:/story.docx

<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
<head><meta http-equiv=Content-Type content="text/html; charset=utf-8"><meta name=ProgId content=Word.Document>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]-->
<style><!-- /* Font Definitions */ @font-face {font-family:"Cambria Math"; panose-1:2 4 5 3 5 4 6 3 2 4;}
 /* Style Definitions */ p.MsoNormal, li.MsoNormal, div.MsoNormal {mso-style-parent:""; margin:0in; font-size:12.0pt;}
h1 {mso-style-priority:9; font-size:16.0pt; font-weight:bold;} p.Centred {mso-style-name:Centred; text-align:center;}
span.Thought {mso-style-name:Thought; font-style:italic;} @page WordSection1 {size:8.5in 11.0in; margin:1.0in;}
div.WordSection1 {page:WordSection1;} @list l0:level1 {mso-level-number-format:bullet; font-family:Symbol;} --></style>
</head><body lang=EN-US style='tab-interval:.5in;word-wrap:break-word'>
<!--StartFragment--><div class=WordSection1>
<h1>Low water<o:p></o:p></h1>
<p class=MsoNormal><span lang=EN-GB style='font-size:12.0pt;line-height:107%'>She </span><span class=Thought>knew</span>
the <b style='mso-bidi-font-weight:normal'>lamp</b>, the <u>key</u>,<span style='mso-spacerun:yes'>  </span>the
<s>lie</s>.<o:p></o:p></p>
<p class=Centred>Nine o’clock<o:p></o:p></p>
<p class=MsoNormal align=right style='text-align:right'>Ana<o:p></o:p></p>
<p class=MsoNormal align=center style='text-align:center'>#<o:p></o:p></p>
<p class=MsoNormal>The <a href="https://example.org/map">map</a> said:<br>
go home.<o:p></o:p></p>
<p class=MsoQuote>Do not wait.<o:p></o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>rope<o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-.25in;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>oil<o:p></o:p></p>
<p class=MsoNormal>She went.<o:p></o:p></p></div><!--EndFragment--></body></html>"""

WORD_ON_THE_WEB = (
    '<meta charset="utf-8"><div class="OutlineElement Ltr SCXW1 BCX0"><p class="Paragraph SCXW1 BCX0" role="heading" '
    'aria-level="1" paraid="1"><span data-contrast="none" class="TextRun SCXW1"><span class="NormalTextRun">Low water'
    '</span></span><span class="EOP SCXW1" data-ccp-props="{}">&nbsp;</span></p></div>'
    '<div class="OutlineElement Ltr"><p class="Paragraph"><span class="TextRun">She </span><span class="TextRun" '
    'style="font-style: italic;">knew</span><span> the </span><span class="TextRun" style="font-weight: bold;">lamp'
    '</span><span>, the </span><span style="text-decoration: underline;">key</span><span>, the </span>'
    '<span style="text-decoration: line-through;">lie</span><span>.</span><span class="EOP">&nbsp;</span></p></div>'
    '<div class="OutlineElement"><p class="Paragraph" style="text-align: center;"><span>Nine o’clock</span>'
    '<span class="EOP">&nbsp;</span></p></div>'
    '<div class="OutlineElement"><p class="Paragraph" style="text-align: right;"><span>Ana</span></p></div>'
    '<div class="OutlineElement"><p class="Paragraph" style="text-align: center;"><span>~</span></p></div>'
    '<div class="OutlineElement"><p class="Paragraph"><span>The </span><a class="Hyperlink" href="https://example.org/map"'
    ' target="_blank"><span style="text-decoration: underline; color: blue">map</span></a><span> said:</span>'
    "<span class=LineBreakBlob><span>&nbsp;</span><br></span><span>go home.</span></p></div>"
    "<blockquote><p>Do not wait.</p></blockquote>"
    '<div class="ListContainerWrapper"><ul class="BulletListStyle1" role="list"><li data-leveltext="" '
    'data-aria-level="1" role="listitem" class="OutlineElement"><p class="Paragraph"><span>rope</span></p></li></ul></div>'
    '<div class="ListContainerWrapper"><ul class="BulletListStyle1" role="list"><li data-aria-level="1" role="listitem">'
    '<p class="Paragraph"><span>oil</span></p></li></ul></div>'
    '<div class="OutlineElement"><p class="Paragraph"><span>She went.</span></p></div>'
)

LIBREOFFICE = """<!DOCTYPE html>
<html>
<head>
	<meta http-equiv="content-type" content="text/html; charset=utf-8"/>
	<title></title>
	<meta name="generator" content="LibreOffice 7.4.7.2 (Linux)"/>
	<style type="text/css">
		@page { size: 8.27in 11.69in; margin: 0.79in }
		p { margin-bottom: 0.1in; line-height: 115%; background: transparent }
		h1 { margin-bottom: 0.08in; page-break-after: avoid }
		h1.western { font-family: "Liberation Serif", serif; font-size: 24pt; font-weight: bold }
		a:link { color: #000080; so-language: zxx; text-decoration: underline }
	</style>
</head>
<body lang="en-US" link="#000080" vlink="#800000" dir="ltr"><h1 class="western">
Low water</h1>
<p style="margin-bottom: 0in; line-height: 100%">She <i>knew</i> the
<b>lamp</b>, the <u>key</u>, the <strike>lie</strike>.</p>
<p align="center" style="margin-bottom: 0in; line-height: 100%">Nine
o’clock</p>
<p align="right" style="margin-bottom: 0in">Ana</p>
<p align="center" style="margin-bottom: 0in">***</p>
<p style="margin-bottom: 0in"><font face="Liberation Serif, serif"><span lang="en-GB">The
<a href="https://example.org/map">map</a> said:<br/>
go home.</span></font></p>
<blockquote>Do not wait.</blockquote>
<ul>
	<li><p style="margin-bottom: 0in">rope</p>
	<li><p style="margin-bottom: 0in">oil</p>
</ul>
<p style="margin-bottom: 0in"><br/>
<br/>

</p>
<p style="margin-bottom: 0in">She went.</p>
</body>
</html>"""

CHROME = (
    "color: rgb(42, 42, 42); font-family: Georgia, serif; font-size: 16px; font-variant-ligatures: normal; "
    "letter-spacing: normal; orphans: 2; text-indent: 0px; text-transform: none; widows: 2; word-spacing: 0px; "
    "-webkit-text-stroke-width: 0px; white-space: normal; background-color: rgb(255, 255, 255); "
    "text-decoration-thickness: initial; text-decoration-style: initial; text-decoration-color: initial;"
)
CHROMIUM = (
    f'<meta charset="utf-8"><h1 style="font-weight: 700; {CHROME}">Low water</h1>'
    f'<p style="font-style: normal; font-weight: 400; text-align: start; {CHROME}">She <em style="box-sizing: border-box;'
    ' font-style: italic;">knew</em> the <strong style="font-weight: 700;">lamp</strong>, the '
    '<span style="text-decoration: underline solid rgb(0, 0, 0);">key</span>, the '
    '<span style="text-decoration-line: line-through; display: inline !important; float: none;">lie</span>.</p>'
    f'<p style="text-align: -webkit-center; {CHROME}">Nine o’clock</p>'
    f'<p style="text-align: right; font-style: normal; {CHROME}">Ana</p><hr style="margin: 2em 0px;">'
    f'<p style="{CHROME}">The <a href="https://example.org/map" style="text-decoration: underline; color: blue;">map</a>'
    ' said:<br style="x: y">go home.</p><blockquote style="margin: 0px 0px 0px 40px;"><p>Do not wait.</p></blockquote>'
    '<ul style="list-style: disc;"><li>rope</li><li>oil</li></ul>'
    '<span style="font-style: normal; font-weight: 400; display: inline !important; float: none;">She went.</span>'
)

FIREFOX = (
    "<h1>Low water</h1><p>She <i>knew</i> the <b>lamp</b>, the <u>key</u>, the <strike>lie</strike>.</p>\n"
    '<div style="text-align: center;">Nine o’clock</div><div align="right">Ana</div>\n<p>⁂</p>\n'
    '<p>The <a class="x" href="https://example.org/map">map</a> said:<br>\ngo home.</p>\n'
    "<blockquote>Do not wait.</blockquote>\n<ul>\n<li>rope</li>\n<li>oil</li>\n</ul>\n<div>She went.</div>"
)

APPLE = """<!DOCTYPE html PUBLIC "-//W3C//DTD HTML 4.01//EN" "http://www.w3.org/TR/html4/strict.dtd">
<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title></title>
<meta name="Generator" content="Cocoa HTML Writer"><style type="text/css">
p.p1 {margin: 0.0px 0.0px 0.0px 0.0px; font: 12.0px Helvetica}
p.p2 {margin: 0.0px 0.0px 0.0px 0.0px; text-align: center; font: 12.0px Helvetica}
p.p3 {margin: 0.0px 0.0px 0.0px 0.0px; text-align: right; font: 12.0px Helvetica}
li.li1 {margin: 0.0px; font: 12.0px Helvetica} span.s1 {font: italic 12.0px Times} span.s2 {font: 12.0px Times-Bold}
span.s3 {text-decoration: underline} span.s4 {text-decoration: line-through} ul.ul1 {list-style-type: disc}
</style></head><body><h1 style="margin: 0.0px; font: 24.0px Helvetica"><b>Low water</b></h1>
<p class="p1">She <span class="s1">knew</span><span class="Apple-converted-space">&nbsp;</span>the
<span class="s2">lamp</span>, the <span class="s3">key</span>,<span class="Apple-converted-space">&nbsp; </span>the
<span class="s4">lie</span>.</p><p class="p2">Nine o’clock</p><p class="p3">Ana</p><p class="p2">o0o</p>
<p class="p1">The <a href="https://example.org/map"><span class="s3">map</span></a> said:<br>
go home.</p><blockquote><p class="p1">Do not wait.</p></blockquote><ul class="ul1"><li class="li1">rope</li>
<li class="li1">oil</li></ul><p class="p1">She went.</p></body></html>"""

GMAIL = (
    '<div dir="ltr"><h1>Low water</h1><div>She <i>knew</i> the <b>lamp</b>, the <u>key</u>, the <strike>lie</strike>.'
    '</div><div style="text-align:center">Nine o’clock</div><div style="text-align:right">Ana</div><div>~*~</div>'
    '<div>The <a href="https://example.org/map" target="_blank">map</a>&nbsp;said:<br>go home.</div>'
    '<blockquote class="gmail_quote" style="margin:0 0 0 40px;border:none;padding:0px"><div>Do not wait.</div></blockquote>'
    "<div><ul><li>rope</li><li>oil</li></ul></div><div>She went.</div></div>"
)

AO3 = (
    '<meta charset="utf-8"><div id="chapters" role="article"><h3 class="landmark heading" id="work">Work Text:</h3>'
    '<div class="userstuff"><h1>Low water</h1>\n<p>She <em>knew</em> the <strong>lamp</strong>, the <u>key</u>, the '
    '<strike>lie</strike>.</p>\n<p class="center" align="center">Nine o’clock</p>\n<p align="right">Ana</p>\n'
    '<p class="center" align="center">---</p>\n<p>The <a href="https://example.org/map" rel="nofollow">map</a> said:<br />'
    "go home.</p>\n<blockquote>\n<p>Do not wait.</p>\n</blockquote>\n<ul>\n<li>rope</li>\n<li>oil</li>\n</ul>\n"
    "<p>She went.</p></div></div>"
)

SCENES = {
    "Google Docs": GOOGLE_DOCS,
    "a file of Google Docs": GOOGLE_DOCS_FILE,
    "Word": WORD,
    "Word on the web": WORD_ON_THE_WEB,
    "LibreOffice": LIBREOFFICE,
    "Chromium": CHROMIUM,
    "Firefox": FIREFOX,
    "Apple": APPLE,
    "Gmail": GMAIL,
    "AO3": AO3,
}
