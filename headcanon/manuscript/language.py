"""Which language a text is in, told from the text alone, within milliseconds.

Most scripts give their language away. Where several share one, letters decide (Cyrillic, Arabic), or the little words
(Latin): each language is known by its commonest ones, and wins when it explains clearly more of the text than the
next. What could be two languages gets no answer; a person is asked then.
"""

import re
import unicodedata
from bisect import bisect
from collections import Counter

SAMPLE = 20_000  # characters; more would change nothing
FEWEST_LETTERS = 8
FEWEST_WORDS = 5
KNOWN_SHARE = 0.12  # of a text's words, at least, are its language's little words
CLEAR_SHARE = 0.02  # of its words, at least, set it apart from the next language

# (first character, script), up to the next entry; "" is no letter that tells.
SCRIPTS = sorted({
    0x41: "Latin", 0x250: "", 0x370: "el", 0x400: "Cyrillic", 0x530: "hy", 0x590: "he", 0x600: "Arabic", 0x700: "",
    0x900: "hi", 0x980: "bn", 0xA00: "pa", 0xA80: "gu", 0xB00: "", 0xB80: "ta", 0xC00: "te", 0xC80: "kn",
    0xD00: "ml", 0xD80: "si", 0xE00: "th", 0xE80: "lo", 0xF00: "bo", 0x1000: "my", 0x10A0: "ka", 0x1100: "ko",
    0x1200: "am", 0x13A0: "", 0x1780: "km", 0x1800: "", 0x1E00: "Latin", 0x1F00: "el", 0x2000: "", 0x3040: "kana",
    0x3100: "", 0x3130: "ko", 0x3190: "", 0x31F0: "kana", 0x3200: "", 0x3400: "Han", 0x4DC0: "", 0x4E00: "Han",
    0xA000: "", 0xAC00: "ko", 0xD7B0: "", 0xF900: "Han", 0xFB00: "", 0xFF66: "kana", 0xFFA0: "", 0x20000: "Han",
    0x323B0: "",
}.items())  # fmt: skip
STARTS = [start for start, _ in SCRIPTS]

LITTLE_WORDS = {
    "en": "the and to of a in was he she i it that his her you with had for as on at but not be him they is my said"
    " this have from were what all out up into me so would could when there been then them their who by are if no"
    " just like your about one an back did do don didn t s we",
    "es": "de la que el en y a los se un no las su una por con lo le del al es como más pero sus me si ya mi sin sobre"
    " este cuando él ella muy era había qué también hasta donde te yo fue todo esta nos ni porque ojos nada había estaba"
    " dijo le eso ese tan ser tu",
    "fr": "de la le et les des il que à un en elle une du ne dans pas se qui son sa ce pour sur je au lui par plus avec"
    " est était mais tout comme vous ses mon me avait cette on nous si où même sans bien fait d l c n s qu j y leur"
    " tu moi être très",
    "de": "die und der sie er das in zu ich den nicht es ein war mit sich auf ist dem eine von so an hatte du dass als"
    " ihr ihm aber im auch wie noch ihn was wenn aus mich einen nur nach mir doch da wir mein dann hat bei um einer wird"
    " sein seine über kein zum",
    "it": "di che e la il non un a per in una era si le lo con i mi è da ma come più se del della suo sua al ci gli"
    " quando aveva alla nel lei lui ti questo anche io cosa dei perché poi ha mai solo sono ho tutto disse molto senza"
    " nella dalla o ne l",
    "pt": "de a que o e não um do uma se da para com em os ele ela era por mais as me na no eu como mas seu sua foi lhe"
    " dos ao tinha é quando isso muito já você também estava nos sem até à ou só disse pelo pela mesmo são das tudo"
    " nem havia ter",
    "nl": "de het een en van ik te dat hij in niet is ze op met was zijn die je voor er maar aan haar hem om had als"
    " dan nog wat ook naar zo uit mijn over door bij toch geen heeft toen hun kon waar werd zei zich deze al weer"
    " heb zou",
    "pl": "i się w nie na z to że do jest a jak o co go po jego ale tak za już od by tylko przez jej był była było mu"
    " mnie mi ze sobie może bo gdy ty ja kiedy ich jeszcze bez gdzie ma czy dla tym siebie nic bardzo pod",
    "sv": "och att det i en som han på är av för med den till inte hon om ett hade de jag var så sig men från honom har"
    " när du kunde skulle vad hans hennes sin henne mig nu ut då upp efter mot bara mycket eller är över vara nej min"
    " sade blev",
    "da": "og i at det en den til er som på de med han af for ikke der var mig sig men et har om vi min havde ham hun nu"
    " over da fra du ud sin dem os op man hans hvor eller hvad skal selv her alle vil blev kunne ind når være dog noget"
    " ville jo deres efter ned skulle denne end dette mit jeg hende hendes igen så kun noget nogen sagde gik aldrig lige",
    "nb": "og i at det en den til er som på de med han av for ikke der var meg seg men et har om vi min hadde ham hun nå"
    " over da fra du ut sin dem oss opp man hans hvor eller hva skal selv her alle vil ble kunne inn når være noe"
    " ville jo deres etter ned skulle denne enn dette mitt jeg henne hennes igjen så bare noe noen sa gikk aldri like"
    " mot",
    "fi": "ja on ei se että hän oli en mutta kun niin hänen joka mitä kuin vain sen ole minä sinä jos nyt mikä tämä sitä"
    " olla ollut siitä ollut hänet hänelle minun me he olin olisi ovat siinä kuitenkin sitten vielä koska jo myös"
    " tai mukaan kaikki häntä minua tuli takaisin ollut sanoi",
    "et": "ja on ei see et ta oli ma ka kui aga mis oma nii siis või kes seda talle tema selle olen olid veel nagu juba"
    " siin mida ainult sa pole välja kõik minu mind tal kuid ära üle teda ning",
    "cs": "a se na v je že to s z do o i jako ale by si ve jsem za byl jeho po tak když co už které jen ještě mu aby"
    " nebo byla bylo jsi který pro jsou při ji jí od ho mě není než něco jak kde řekl těm my tě",
    "sk": "a sa na v je že to s z do o i ako ale by si vo som za bol jeho po tak keď čo už ktoré len ešte mu aby alebo"
    " bola bolo ktorý pre sú pri ju jej od ho mňa nie než niečo kde povedal ma bude ich by tej mi",
    "hr": "i je u se da na što su za od sam bi ne to s ga ali kao mu si iz nije bio bila bilo kako me do još samo već"
    " ili kad sve koji koja koje nego joj po pa te ti on ona ja o sada gdje li mi rekao",
    "hu": "a az és hogy nem egy is volt azt csak meg de ez már mint ha még én el vagy te ő mert olyan nagyon mi kell majd"
    " akkor nincs minden neki fel ezt itt mondta arra úgy amikor amit ami engem most lehet ki be sem aki tudom",
    "tr": "ve bir bu da de ne o için ama çok gibi daha var ben sen kadar her değil mi sonra ile en onun diye şey olarak"
    " olan hiç ki ya onu mı dedi bana benim bunu onlar biri çünkü yok olduğunu şimdi nasıl zaman kendi iki",
    "ro": "și de a în la nu pe că cu o se un din mai îi care lui ce era să este ca am dar pentru îl fi când sunt te mă"
    " după fără au fost al lor ar ei nici cum doar ai eu el ea ție avea spre își tot asta prin spuse",
    "id": "yang dan di itu dengan untuk tidak ini dari dia aku ke pada akan adalah kau ada bisa saya sudah seperti juga"
    " saat karena atau kami lebih lagi hanya mereka telah dalam sebuah oleh ia kita seorang orang apa tapi anda kamu"
    " namun jika belum bukan satu",
    "vi": "và của là không có anh cô một người trong được đã cho những tôi với mà này ấy như khi ra đến nói lại thì sẽ"
    " rồi nhưng cũng lên vào đi nhìn em để các chỉ từ nó về trên đang còn làm hắn biết mình",
    "tl": "ang ng sa na mga ay at ko siya ni niya ako hindi ka mo kay si nang kung ito para lang naman pa din rin may"
    " niyang kanyang isang nila sila namin kami tayo pero wala iyon yung ba po dahil nito kanya akong",
    "ca": "de la que i el a en no un es els per una amb va les del però al ho com més li seva seu dels quan era havia si"
    " jo ell ella això també molt tot em aquest aquesta fins sense perquè res hi et ja què són mai és pel l d s",
    "af": "die en nie het van in is sy dat hy te was wat vir met sê op ek haar om aan hom ’n n jy maar as so toe my nog"
    " ons hulle kan sal ook dit daar na uit deur oor word haar geen weer",
}  # fmt: skip
LANGUAGES_OF = {}
for _language, _words in LITTLE_WORDS.items():
    for _word in set(_words.split()):
        LANGUAGES_OF.setdefault(_word, []).append(_language)
WORD = re.compile(r"[^\W\d_]+")


def guess_language(text):
    """The language's BCP 47 primary code, or None where the text is too short or could be two languages."""
    sample = unicodedata.normalize("NFC", text[:SAMPLE]).lower()
    letters = Counter({letter: count for letter, count in Counter(sample).items() if letter.isalpha()})
    scripts = Counter()
    for letter, count in letters.items():
        scripts[_script(letter)] += count
    scripts["Han"] += scripts["kana"]
    if not scripts or scripts.total() < FEWEST_LETTERS:
        return None
    script, count = scripts.most_common(1)[0]
    if count * 2 < letters.total():
        return None
    match script:
        case "Han":
            return "ja" if scripts["kana"] * 20 > count else "zh"
        case "Cyrillic":
            return _by_cyrillic_letters(letters)
        case "Arabic":
            return _by_arabic_letters(letters)
        case "Latin":
            return _by_little_words(sample)
    return script or None


def _script(letter):
    place = bisect(STARTS, ord(letter)) - 1
    return SCRIPTS[place][1] if place >= 0 else ""


def _by_cyrillic_letters(letters):
    def has(some):
        return sum(letters[each] for each in some)

    if has("іїєґў") > has("ыэё"):
        return "be" if has("ў") else "uk"
    if has("ў"):
        return "be"
    if has("јљњћђџќѓѕ"):
        return "mk" if has("ќѓѕ") else "sr"
    if has("ыэё"):
        return "ru"
    return "bg" if has("ъ") * 100 > letters.total() else None


def _by_arabic_letters(letters):
    def share(some):
        return sum(letters[each] for each in some) / letters.total()

    if share("ٹڈڑںےہ") > 0.02:
        return "ur"
    return "fa" if share("پچژگکی") > 0.02 else "ar"


def _by_little_words(sample):
    words = Counter(WORD.findall(sample))
    known = Counter()
    for word, count in words.items():
        for language in LANGUAGES_OF.get(word, ()):
            known[language] += count
    if words.total() < FEWEST_WORDS or not known:
        return None
    (best, most), (_, next_most) = [*known.most_common(2), (None, 0)][:2]
    is_known = most >= words.total() * KNOWN_SHARE
    is_clear = most - next_most >= max(2, words.total() * CLEAR_SHARE)
    return best if is_known and is_clear else None
