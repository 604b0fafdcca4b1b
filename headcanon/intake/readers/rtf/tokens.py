"""RTF (Microsoft's specification 1.9.1) as a row of tokens, in time that grows with its length alone."""

import re

OPEN, CLOSE, WORD, SIGN, BYTES, HEX = "{", "}", "word", "sign", "bytes", "hex"
TOKEN = re.compile(
    rb"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?\d*\x20?"
    rb"|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])"
    rb"|(?P<open>\{)|(?P<close>\})"
    rb"|[\r\n\x00]+"
    rb"|(?P<bytes>[^\\{}\r\n\x00]+)"
    rb"|\\",
    re.DOTALL,
)


def tokens(data):
    """Yields (kind, value, number); a number that is not there is None. What follows \\bin is passed over."""
    at, match_at = 0, TOKEN.match
    length = len(data)
    while at < length:
        match = match_at(data, at)
        at = match.end()
        kind = match.lastgroup
        if kind == "bytes":
            yield BYTES, match["bytes"], None
        elif kind in ("word", "number"):
            number = match["number"]
            word = match["word"].decode("ascii")
            if word == "bin" and number:
                at = min(length, at + max(0, int(number)))
            else:
                yield WORD, word, int(number) if number else None
        elif kind == "hex":
            yield HEX, int(match["hex"], 16), None
        elif kind == "sign":
            yield SIGN, match["sign"], None
        elif kind:
            yield (OPEN if kind == "open" else CLOSE), None, None
