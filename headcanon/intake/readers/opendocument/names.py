"""The namespaces of OpenDocument."""

URN = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
OFFICE, TEXT, TABLE, STYLE, DRAW, META = (
    URN % name for name in ("office", "text", "table", "style", "drawing", "meta")
)
FO, SVG = URN % "xsl-fo-compatible", URN % "svg-compatible"
XLINK = "{http://www.w3.org/1999/xlink}"
DC = "{http://purl.org/dc/elements/1.1/}"
