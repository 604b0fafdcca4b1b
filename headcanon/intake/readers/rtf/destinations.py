"""The groups of an RTF file that are not its text: what becomes of each."""

# Words in these are read for what they say; "text" flows on as if the group were not there.
TEXT = {
    "fldrslt": "text",
    "rtf": "text",
    "shptxt": "box",
    "ud": "text",
    "uc": "text",
    "nonesttables": "skipped",
    "dptxbxtext": "box",
}
READ = {
    "fonttbl": "fonts", "stylesheet": "styles", "fldinst": "instruction", "footnote": "note", "info": "info",
    "listtable": "lists", "listoverridetable": "overrides", "annotation": "remark", "header": "heads",
    "headerl": "heads", "headerr": "heads", "headerf": "heads", "footer": "heads", "footerl": "heads",
    "footerr": "heads", "footerf": "heads",
}  # fmt: skip
SKIPPED = {
    "colortbl", "pict", "objdata", "objclass", "listtext", "pntext", "pntxta", "pntxtb", "nonshppict", "shppict",
    "sp", "sn", "sv", "bkmkstart", "bkmkend", "xe", "tc", "rxe", "atnid", "atnauthor", "atntime", "atnicn", "atndate",
    "atnref", "atnparent", "atrfstart", "atrfend", "datafield", "formfield", "themedata", "colorschememapping",
    "datastore", "latentstyles", "generator", "rsidtbl", "revtbl", "filetbl", "xmlnstbl", "pgdsctbl", "ftnsep",
    "ftnsepc", "ftncn", "aftnsep", "aftnsepc", "aftncn", "userprops", "mmathPr", "template", "docvar", "private",
    "falt", "panose", "fontemb", "background", "pnseclvl", "hlinkbase", "blipuid", "picprop", "expandedcolortbl",
}  # fmt: skip
OPEN_TO_ALL = {"shp", "shpgrp", "do", "pn", "upr", "field", "object", "result", "objattph"}


def destination(word, may_be_ignored):
    """Where the words of a group go that begins with this word; None if that is no destination at all."""
    if word in READ:
        return READ[word]
    if word in SKIPPED:
        return "skipped"
    if word == "shpinst":
        return "shape"
    if word in TEXT:
        return TEXT[word]
    return "skipped" if may_be_ignored and word not in OPEN_TO_ALL else None
