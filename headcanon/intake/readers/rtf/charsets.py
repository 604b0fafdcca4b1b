"""Which bytes are which letters in RTF: the code page of the file, and those of its fonts."""

import codecs

# A font's \fcharset, and the code page Windows means by it.
OF_CHARSETS = {
    0: "cp1252", 77: "mac_roman", 78: "shift_jis", 79: "euc_kr", 80: "gb2312", 81: "big5", 83: "mac_greek",
    86: "mac_cyrillic", 88: "mac_latin2", 128: "cp932", 129: "cp949", 130: "johab", 134: "gbk", 136: "cp950",
    161: "cp1253", 162: "cp1254", 163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251",
    222: "cp874", 238: "cp1250", 255: "cp437",
}  # fmt: skip
OF_WORDS = {"ansi": "cp1252", "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
OF_NUMBERS = {10000: "mac_roman", 936: "gbk", 65001: "utf-8", 10007: "mac_cyrillic", 10029: "mac_latin2"}
SYMBOLS = 2  # the charset of fonts of signs


def code_page(number):
    """Python's name for a Windows code page, or None."""
    name = OF_NUMBERS.get(number, f"cp{number}")
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None
