"""Letters of Word's fonts of signs (Symbol, Wingdings), where a story may well have them."""

WINGDINGS = {
    0x4A: "☺", 0x4B: "😐", 0x4C: "☹", 0x7B: "❀", 0x96: "❧", 0x97: "☙", 0x98: "❧", 0x9F: "•", 0xA7: "▪",
    0xAB: "★", 0xAD: "✡", 0xB6: "☆", 0xD8: "➢", 0xE0: "→", 0xDF: "←", 0xE1: "↑", 0xE2: "↓", 0xFC: "✓",
}  # fmt: skip
SYMBOL = dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True)) | {
    0xA9: "♥", 0xA8: "♦", 0xA7: "♣", 0xAA: "♠", 0xB7: "•", 0xBC: "…", 0xAE: "→", 0xAC: "←", 0xB0: "°", 0xA5: "∞",
    0xB1: "±", 0xB4: "×", 0xD3: "©", 0xD4: "™", 0xD2: "®",
}  # fmt: skip
FONTS = {"symbol": SYMBOL, "wingdings": WINGDINGS}


def sign_of(font, number):
    """The sign of that number (hexadecimal, often moved up to F000) in a font; as it is where nobody knows it."""
    try:
        code = int(number, 16)
    except ValueError:
        return ""
    known = FONTS.get(font.lower(), {}).get(code & 0xFF if 0xF000 <= code <= 0xF0FF else code)
    return known or (chr(code) if 0x20 <= code < 0xD800 or 0xDFFF < code <= 0xFFFF else "")
