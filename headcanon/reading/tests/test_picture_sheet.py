"""One sheet of pictures to look at: each paper, three sizes, a phone and a desk, three scripts side by side.

It fails where a picture does not fit; whether it is good to read, somebody has to see. The sheet's place is printed.
"""

from base64 import b64encode
from itertools import product

import pytest
from django.test import Client
from django.urls import reverse

from headcanon.manuscript.model import Chapter, Notes
from headcanon.works.manuscripts import draft_from
from headcanon.works.publishing import publish
from tests.cast import manuscript

THEMES = ("light", "dark", "sepia")
SIZES = ("size-1", "size-2", "size-5")
WIDTHS = {360: 780, 1280: 900}
LATIN = (
    "<p>The lamp had burned all night, and toward morning the keeper heard oars. She did not call out. Whoever rowed "
    "through that fog knew the rocks, or did not mean to be seen, and in either case a word of hers would carry no farther "
    "than the landing.</p><p>“You are late,” she said to the dark.</p><p>Nobody answered, <em>nobody would</em>, and the "
    'oars came on<span class="footnote">They were ash, and <em>new</em>.</span> as evenly as breathing. She counted '
    "forty strokes before the boat touched stone.</p><hr><p>In 1893 the extraordinarily conscientious commissioners had "
    "written that no unauthorised person might be sheltered there.</p><p>She had hung the letter above the stove.</p>"
)
JAPANESE = (
    "<p>灯りは一晩じゅう燃えていた。明け方になって、灯台守は霧のなかに櫂の音を聞いた。声はかけなかった。あの霧を漕いで来る者は、"
    "岩の在りかを知っているか、さもなければ、見られたくないのだ。</p><p>「遅かったね」と彼女は<ruby>闇<rp>(</rp><rt>やみ</rt>"
    "<rp>)</rp></ruby>に向かって言った。</p><p>返事はなかった。櫂の音だけが、息をするようにゆっくりと近づいてくる。舟が石に触れる"
    "まで、彼女は四十まで数えた。</p><hr><p>1893年、委員会は<em>誰も</em>泊めてはならないと書いてよこした。</p>"
)
ARABIC = (
    "<p>احترق المصباح طوال الليل، وعند الفجر سمعت الحارسة صوت مجاديف في الضباب. لم تنادِ أحدًا. من يجدّف في مثل هذا الضباب "
    "إما أنه يعرف مواضع الصخور، أو أنه لا يريد أن يراه أحد.</p><p>«لقد تأخرتَ»، قالت للظلام.</p><p>لم يجب أحد، "
    "<em>ولن يجيب أحد</em>، والمجاديف تقترب بهدوء كالتنفس. عدّت أربعين ضربة قبل أن يلمس القارب الحجر.</p><hr>"
    "<p>في سنة 1893 كتبت اللجنة أنه لا يجوز إيواء أي غريب في المنارة.</p>"
)
STORIES = {
    "en": ("The Lamp", "Night Four", LATIN, "The oars are my grandfather’s."),
    "ja": ("灯台", "四つめの夜", JAPANESE, "櫂は祖父のものです。"),
    "ar": ("المنارة", "الليلة الرابعة", ARABIC, "المجاديف مجاديف جدّي."),
}
MORE = ".justified.spaced.folded.clear"


def story(author, language):
    title, chapter, body, note = STORIES[language]
    pages = manuscript(title, language=language)
    pages.chapters = [
        Chapter(LATIN, "One"),
        Chapter(body * 2, chapter, Notes(f"<p>{note}</p>")),
        Chapter(body, "Three"),
    ]
    return publish(draft_from(pages, pseuds=[author.default_pseud])).chapters.get(position=2).get_absolute_url()


def sheet_of(browser, folder, pictures, name):
    """All pictures on one page, four beside each other, as one picture."""
    shown = "".join(
        f"<figure><img src='data:image/png;base64,{b64encode(each).decode()}'><figcaption>{label}</figcaption></figure>"
        for label, each in pictures
    )
    style = "body{display:grid;grid-template-columns:repeat(3,1fr);gap:12px}img{width:100%}figure{margin:0}"
    page = browser.new_page(viewport={"width": 1500, "height": 900})
    page.set_content(f"<style>{style}</style>{shown}", wait_until="load")
    page.screenshot(path=folder / name, full_page=True)
    page.close()
    return folder / name


def pictures_of(browser, live_server, addresses, looks, width):
    pictures, too_wide = [], []
    context = browser.new_context(viewport={"width": width, "height": WIDTHS[width]})
    page = context.new_page()
    for look, (language, address) in product(looks, addresses.items()):
        context.add_cookies([{"name": "look", "value": look, "url": live_server.url}])
        page.goto(live_server.url + address, wait_until="networkidle")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            too_wide.append((look, language, width))
        pictures.append((f"{look}, {language}, {width}", page.screenshot()))
    context.close()
    assert too_wide == []
    return pictures


@pytest.mark.prove
@pytest.mark.django_db(transaction=True)
def test_each_look_fits_and_all_of_them_are_on_one_sheet(browser, live_server, ana, tmp_path):
    addresses = {language: story(ana, language) for language in STORIES}
    looks = [f"{theme}.{size}" for theme, size in product(THEMES, SIZES)]
    for width in WIDTHS:
        shown = pictures_of(browser, live_server, addresses, [*looks, *(look + MORE for look in looks[:3])], width)
        print(sheet_of(browser, tmp_path, shown, f"looks-{width}.png"))


@pytest.mark.django_db(transaction=True)
def test_the_largest_letters_fit_on_a_phone(browser, live_server, ana):
    addresses = {language: story(ana, language) for language in ("en", "ar")}
    pictures_of(browser, live_server, addresses, ["dark.size-5.clear.airy.justified"], 360)


def test_the_sample_shows_the_same_three_scripts(db):
    page = Client().get(reverse("appearance")).content.decode()
    assert [language for language in STORIES if f'lang="{language}"' in page] == ["en", "ja", "ar"]
