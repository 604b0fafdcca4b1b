"""What of a paste is no part of the story: remarks, hidden words, the furniture of a page."""

COMMENT_CLASSES = {
    "msocommentreference", "msocomanchor", "msocomtxt", "msocomoff", "annotation_style_by_filter", "comment-marker",
    "num-comment", "inline-comment-marker", "on-inline-comments",
}  # fmt: skip
FURNITURE_CLASSES = {"landmark", "apple-interchange-newline"}
NEVER_WORDS = {"xml", "button", "select", "datalist", "audio", "video", "canvas"}


def kind_left_out(look):
    """As what an element that looks so is left out, or None."""
    style = look.style
    if look.classes and not COMMENT_CLASSES.isdisjoint(look.classes):
        return "comments"
    if style.get("mso-element") == "comment-list":
        return "comments"
    if style.get("display") == "none" or style.get("mso-hide") == "all" or "hidden" in look.attributes:
        return "hidden"
    if look.name in NEVER_WORDS or (look.classes and not FURNITURE_CLASSES.isdisjoint(look.classes)):
        return "furniture"
    if style.get("mso-list") == "ignore":
        return "markers"
    return None
