"""A language is told from the text alone, and not told when it could be two."""

import pytest

from headcanon.manuscript.language import guess_language

SAMPLES = {
    "en": "The lamp had burned low by the time she found the letter, and nobody was left to read it to.",
    "es": "Cuando llegó a la casa ya era de noche, y no había nadie que le abriera la puerta.",
    "fr": "Elle n'avait pas voulu le dire devant les autres, mais la lettre était encore dans sa poche.",
    "de": "Als er die Tür öffnete, war es schon dunkel, und niemand hatte auf ihn gewartet.",
    "it": "Non aveva mai detto a nessuno che la lettera era ancora nella tasca della giacca.",
    "pt": "Ela não disse nada quando ele voltou para casa, mas a carta já estava em cima da mesa.",
    "nl": "Toen ze de brief eindelijk vond was het al donker, en er was niemand meer in het huis.",
    "pl": "Nie powiedziała mu, że list jest jeszcze w kieszeni, bo już nic by to nie zmieniło.",
    "sv": "När hon äntligen hittade brevet var det redan mörkt, och det fanns inte någon kvar i huset.",
    "da": "Da hun endelig fandt brevet, var det allerede mørkt, og der var ikke nogen tilbage i huset hos hende.",
    "nb": "Da hun endelig fant brevet, var det allerede mørkt, og det var ikke noen igjen i huset med henne nå.",
    "fi": "Kun hän viimein löysi kirjeen, oli jo pimeää, eikä talossa ollut enää ketään, mutta se ei haitannut.",
    "et": "Kui ta lõpuks kirja leidis, oli juba pime ja majas ei olnud enam kedagi, aga see oli hea.",
    "cs": "Když konečně našla ten dopis, byla už tma a v domě nebyl nikdo, kdo by jí ho přečetl.",
    "sk": "Keď konečne našla ten list, bola už tma a v dome nebol nikto, kto by jej ho prečítal, ale čo už.",
    "hr": "Kad je napokon našla pismo, već je bio mrak i u kući nije bilo nikoga tko bi joj ga pročitao.",
    "hu": "Mire végül megtalálta a levelet, már sötét volt, és nem maradt senki a házban, aki felolvassa.",
    "tr": "Mektubu bulduğunda hava çoktan kararmıştı ve evde ona okuyacak kimse yoktu, ama bu da bir şey değildi.",
    "ro": "Când a găsit în sfârșit scrisoarea, era deja noapte și nu mai era nimeni în casă care să o citească.",
    "id": "Ketika dia akhirnya menemukan surat itu, hari sudah gelap dan tidak ada orang lagi di rumah.",
    "vi": "Khi cô tìm thấy lá thư thì trời đã tối, và trong nhà không còn một người nào để đọc cho cô.",
    "tl": "Nang makita niya ang sulat ay madilim na, at wala nang tao sa bahay na magbabasa nito para sa kanya.",
    "ca": "Quan va trobar la carta ja era de nit, i no hi havia ningú a la casa que li obrís la porta amb ella.",
    "af": "Toe sy die brief uiteindelik kry, was dit al donker, en daar was nie meer iemand in die huis nie.",
    "ja": "手紙を見つけたとき、もう夜になっていた。家には誰もいなかった。",
    "zh": "她找到那封信的时候天已经黑了，屋子里一个人也没有。",
    "ko": "그녀가 편지를 찾았을 때는 이미 어두웠고 집에는 아무도 없었다.",
    "ru": "Когда она наконец нашла письмо, было уже темно, и в доме не осталось никого, кто бы его прочёл.",
    "uk": "Коли вона нарешті знайшла листа, було вже темно, і в домі не лишилося нікого, хто б його прочитав.",
    "bg": "Когато най-после намери писмото, беше вече тъмно и в къщата нямаше никого, който да го прочете.",
    "sr": "Кад је најзад нашла писмо, већ је био мрак и у кући није било никога да јој га прочита.",
    "be": "Калі яна нарэшце знайшла ліст, было ўжо цёмна, і ў доме нікога не засталося.",
    "el": "Όταν βρήκε επιτέλους το γράμμα είχε ήδη νυχτώσει και δεν υπήρχε κανείς στο σπίτι.",
    "he": "כשמצאה סוף סוף את המכתב כבר היה חושך ולא נשאר איש בבית.",
    "ar": "حين وجدت الرسالة أخيرا كان الظلام قد حل ولم يبق أحد في البيت.",
    "fa": "وقتی نامه را پیدا کرد هوا تاریک شده بود و هیچ کس در خانه نبود که آن را بخواند.",
    "ur": "جب اسے خط ملا تو اندھیرا ہو چکا تھا اور گھر میں کوئی نہیں تھا۔",
    "hi": "जब उसे चिट्ठी मिली तब तक अँधेरा हो चुका था और घर में कोई नहीं था।",
    "th": "เมื่อเธอพบจดหมายก็มืดแล้ว และไม่มีใครเหลืออยู่ในบ้าน",
    "ka": "როცა წერილი იპოვა, უკვე ბნელოდა და სახლში აღარავინ იყო.",
}


@pytest.mark.parametrize("language", SAMPLES)
def test_one_sentence_tells_its_language(language):
    assert guess_language(SAMPLES[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "12345 67890 !!!",
        "…",
        "Ok.",
        "Anna Bertha Carla Dorothea Emilia Frieda",
        "de la",
        "Ja, det er en god dag.",
    ],
)
def test_what_could_be_two_languages_gets_no_answer(text):
    assert guess_language(text) is None


def test_foreign_names_and_a_foreign_line_do_not_mislead():
    story = SAMPLES["en"] * 5 + " “" + SAMPLES["fr"] + "” Наташа Ростова, 花子"
    assert guess_language(story) == "en"
    assert guess_language("Sherlock Holmes と John Watson は " + SAMPLES["ja"]) == "ja"


def test_letters_with_loose_accents_are_the_same_letters():
    loose = (
        "Ele na\u0303o disse nada a ningue\u0301m, e ela tambe\u0301m na\u0303o disse nada quando ja\u0301 era noite."
    )
    assert guess_language(loose) == "pt"
