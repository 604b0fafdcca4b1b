"""A manuscript as the data that book.typ sets: plain words and the names of marks, and nothing that could act.

Pieces and blocks are those of laid_flat.py, made ready for a page: pictures under the names of their files, headings
that skip no level.
"""

from headcanon.bindery.writers import laid_flat
from headcanon.bindery.writers.about import byline, chapter_note_label, facts, note_label, parts
from headcanon.bindery.writers.illustrations import extension_of
from headcanon.bindery.writers.languages import is_right_to_left, language_tag
from headcanon.manuscript.words import plain_text

INITIAL_NEEDS = 180  # letters; beside a shorter paragraph the initial would stand in the next one too
PHRASE = 4  # words in small capitals after an initial
TITLE_SIZES = ((16, 2.6), (32, 2.2), (64, 1.8), (120, 1.5))
# Where the machine has them; without them typst takes what it finds for a script.
FACES = {
    "ja": ["Noto Serif CJK JP", "Noto Sans CJK JP"],
    "ko": ["Noto Serif CJK KR", "Noto Sans CJK KR"],
    "zh": ["Noto Serif CJK SC", "Noto Sans CJK SC"],
    "zh-hant": ["Noto Serif CJK TC", "Noto Sans CJK TC"],
    "ur": ["Noto Nastaliq Urdu", "Noto Naskh Arabic"],
}
OTHER_FACES = ["Noto Naskh Arabic", "Noto Serif CJK JP", "Noto Serif", "Noto Serif Hebrew", "DejaVu Serif"]


def told(manuscript, paper):
    """Everything that stands in the book, as JSON could hold it; `paper` is a row of PAPERS."""
    pictures = {}
    data = {
        "paper": paper,
        "title": manuscript.title,
        "title-size": size_of(manuscript.title),
        "above": ", ".join(manuscript.fandoms),
        "authors": manuscript.authors,
        "byline": byline(manuscript),
        "description": plain_text(manuscript.summary or "") or None,
        "keywords": [*manuscript.fandoms, *manuscript.relationships, *manuscript.characters, *manuscript.tags],
        "language": language(manuscript),
        "direction": "rtl" if is_right_to_left(manuscript.language) else "ltr",
        "faces": faces(manuscript),
        "facts": [[row.label, ", ".join(row.values)] for row in facts(manuscript)],
        "said": [
            {"label": label, "blocks": blocks(said, manuscript, pictures)}
            for label, said in (("Summary", manuscript.summary), ("Disclaimer", manuscript.disclaimer))
            if said
        ],
        "before": note(note_label(manuscript, "before"), manuscript.notes.before, manuscript, pictures),
        "after": note(note_label(manuscript, "after"), manuscript.notes.after, manuscript, pictures),
        "parts": [chapter(manuscript, part, pictures) for part in parts(manuscript)],
    }
    return data, pictures


def size_of(title):
    return next((size for letters, size in TITLE_SIZES if len(title) <= letters), 1.2)


def language(manuscript):
    lang, script, region = "und", None, None
    for piece in (language_tag(manuscript.language) or "und").split("-"):
        if lang == "und":
            lang = piece.lower()
        elif len(piece) == 4:
            script = piece.lower()
        elif len(piece) == 2:
            region = piece.lower()
    return {"lang": lang if lang != "und" else "en", "script": script, "region": region}


def faces(manuscript):
    said = language(manuscript)
    is_traditional = said["script"] == "hant" or said["region"] in ("tw", "hk", "mo")
    key = "zh-hant" if said["lang"] == "zh" and is_traditional else said["lang"]
    return list(dict.fromkeys([*FACES.get(key, []), *OTHER_FACES]))


def chapter(manuscript, part, pictures):
    notes = part.chapter.notes
    body = blocks(part.chapter.html, manuscript, pictures)
    initial = opening(body[0]) if body else None
    return {
        "key": f"part-{part.number}",
        "heading": part.heading,
        "number": part.label,
        "title": part.chapter.title or ("" if part.heading else manuscript.title),
        "before": note(chapter_note_label(manuscript, "before"), notes.before, manuscript, pictures),
        "after": note(chapter_note_label(manuscript, "after"), notes.after, manuscript, pictures),
        "opening": initial,
        "blocks": body[1:] if initial else body,
    }


def note(label, story_html, manuscript, pictures):
    return {"label": label, "blocks": blocks(story_html, manuscript, pictures)} if story_html else None


def opening(block):
    """The first paragraph with its initial apart, if it is long, plain enough and begins with a capital or could."""
    pieces = block.get("pieces", [])
    if block["kind"] != "p" or set(block) - {"kind", "pieces"} or not all(map(is_simple, pieces)):
        return None
    words = "".join(map(text_of, pieces))
    if len(words) < INITIAL_NEEDS or words[0].lower() == words[0].upper():
        return None
    first, *others = pieces
    rest = text_of(first)[1:]
    shortened = rest if isinstance(first, str) else {**first, "text": rest}
    return {"initial": words[0].upper(), "pieces": [shortened, *others] if rest else others, "phrase": PHRASE}


def is_simple(piece):
    return isinstance(piece, str) or set(piece) <= {"text", "marks"}


def text_of(piece):
    return piece if isinstance(piece, str) else piece["text"]


# --- Blocks ----------------------------------------------------------------------------------------------------------


def blocks(story_html, manuscript, pictures):
    """The blocks of a text. Headings never skip a level, as voices go by them."""
    level, told = 1, []
    for each in laid_flat.blocks(story_html):
        told.append(ready(each, manuscript, pictures))
        if each["kind"] == "heading":
            level = told[-1]["level"] = min(each["level"], level + 1)
    return told


def ready(block, manuscript, pictures):
    match block["kind"]:
        case "picture":
            return picture(block, manuscript, pictures)
        case "quote":
            return {"kind": "quote", "blocks": inner(block["blocks"], manuscript, pictures)}
        case "list" | "numbers":
            return {**block, "items": [inner(item, manuscript, pictures) for item in block["items"]]}
    return block


def inner(blocks, manuscript, pictures):
    """What stands in a list or a quotation; a heading in there is a line in bold, and no heading of the book."""
    return [ready(as_bold_line(each) if each["kind"] == "heading" else each, manuscript, pictures) for each in blocks]


def as_bold_line(heading):
    bold = [marked_bold({"text": each} if isinstance(each, str) else each) for each in heading["pieces"]]
    return {**heading, "kind": "p", "pieces": bold}


def marked_bold(piece):
    return {**piece, "marks": [*piece.get("marks", []), "strong"]} if "text" in piece else piece


def picture(one, manuscript, pictures):
    data = manuscript.pictures.get(one["src"])
    if not data:
        return {"kind": "p", "pieces": [f"[{one['alt']}]"]}
    name = pictures.setdefault(one["src"], f"picture-{len(pictures) + 1}.{extension_of(data)}")
    return {"kind": "picture", "file": name, "alt": one["alt"]}
