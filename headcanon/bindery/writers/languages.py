"""What a language tag is good for in a book: its name, its direction, and whether it is a tag at all."""

import re

# Each language under the name its own readers call it by.
NAMES = {
    "ar": "العربية",
    "bg": "Български",
    "ca": "Català",
    "cs": "Čeština",
    "cy": "Cymraeg",
    "da": "Dansk",
    "de": "Deutsch",
    "el": "Ελληνικά",
    "en": "English",
    "eo": "Esperanto",
    "es": "Español",
    "et": "Eesti",
    "eu": "Euskara",
    "fa": "فارسی",
    "fi": "Suomi",
    "fil": "Filipino",
    "fr": "Français",
    "ga": "Gaeilge",
    "gl": "Galego",
    "he": "עברית",
    "hi": "हिन्दी",
    "hr": "Hrvatski",
    "hu": "Magyar",
    "id": "Bahasa Indonesia",
    "is": "Íslenska",
    "it": "Italiano",
    "ja": "日本語",
    "ka": "ქართული",
    "ko": "한국어",
    "la": "Lingua latina",
    "lt": "Lietuvių",
    "lv": "Latviešu",
    "nb": "Norsk",
    "nl": "Nederlands",
    "nn": "Nynorsk",
    "no": "Norsk",
    "pl": "Polski",
    "pt": "Português",
    "ro": "Română",
    "ru": "Русский",
    "sk": "Slovenčina",
    "sl": "Slovenščina",
    "sr": "Српски",
    "sv": "Svenska",
    "th": "ไทย",
    "tr": "Türkçe",
    "uk": "Українська",
    "ur": "اردو",
    "vi": "Tiếng Việt",
    "zh": "中文",
}
RIGHT_TO_LEFT = re.compile(
    r"(?:ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)\b(?!-latn)|[a-z]+-(?:arab|hebr)\b",
    re.IGNORECASE,
)
TAG = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?")


def language_tag(language):
    """The language as the `lang` attribute takes it, or None: a header's “Elvish” is a word and no tag."""
    return language if language and TAG.fullmatch(language) else None


def language_name(language):
    tag = language_tag(language)
    return NAMES.get(tag.split("-")[0].lower(), language) if tag else language


def is_right_to_left(language):
    return bool(RIGHT_TO_LEFT.match(language_tag(language) or ""))
