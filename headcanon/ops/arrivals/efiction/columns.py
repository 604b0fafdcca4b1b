"""The tables of eFiction 3.x that hold what people made, and which of their columns are looked at.

A column that is not named here is not even read: passwords, addresses on the network, PHP code, the site's secrets.
`ORDERS` are the columns in their places, for dumps that name none: each version's own, told apart by how many there
are. Source: FORMATS.md 6.1.
"""

import re

TABLE = re.compile(r"(?P<prefix>.*?)fanfiction_(?P<name>\w+)", re.IGNORECASE)

# By table: what tells its rows apart, and the rest that is kept.
KEPT = {
    "stories": (
        ("sid",),
        "title summary storynotes catid classes charid rid date updated uid coauthors featured validated completed rr "
        "rating count challenges wid gid",
    ),
    "chapters": (("chapid",), "title inorder notes storytext endnotes validated sid uid"),
    "authors": (("uid",), "penname email website bio date admincreated"),
    "authorinfo": (("uid", "field"), "info"),
    "authorfields": (("field_id",), "field_title"),
    "categories": (("catid",), "parentcatid category"),
    "characters": (("charid",), "charname"),
    "classtypes": (("classtype_id",), "classtype_name classtype_title"),
    "classes": (("class_id",), "class_type class_name"),
    "ratings": (("rid",), "rating ratingwarning"),
    "warnings": (("wid",), "warning"),
    "genres": (("gid",), "genre"),
    "reviews": (("reviewid",), "item chapid reviewer uid review date rating respond type"),
    "series": (("seriesid",), "title summary uid"),
    "inseries": (("seriesid", "sid", "subseriesid"), "confirmed inorder"),
    "coauthors": (("sid", "uid"), ""),
    "favorites": (("uid", "item", "type"), "comments"),
    "challenges": (("chalid",), "challenger uid title catid characters summary"),
    "settings": (("sitekey",), "sitename url"),
}
# Columns that hold a number. Where a row is told by one, and it is none, there is no such row.
NUMBERS = {"sid", "chapid", "uid", "class_id", "classtype_id", "reviewid", "seriesid", "chalid", "wid", "gid"}
NUMBERS |= {"field_id", "field", "subseriesid", "item", "inorder", "class_type", "parentcatid", "count", "validated"}
NUMBERS |= {"completed", "rr", "confirmed", "admincreated", "ratingwarning"}
# What is read of a dump and has no place here; a row of these is counted, and the count is told.
LEFT_OUT = {
    "news": "news items of the site",
    "comments": "comments on news",
    "messages": "pages and letters of the site",
    "pagelinks": "links in its menus",
}

AUTHORS = "uid penname realname email website bio image date admincreated password"
SERIES = "seriesid title summary uid isopen catid rating classes characters reviews numstories"
STORIES = (
    "sid title summary storynotes catid classes charid rid date updated uid coauthors featured validated completed rr "
    "wordcount rating reviews count"
)
ORDERS = {
    "stories": (STORIES, STORIES + " challenges", STORIES.replace(" coauthors", "")),
    "chapters": (
        "chapid title inorder notes storytext endnotes validated wordcount rating reviews sid uid count",
    ),
    "authors": (AUTHORS, AUTHORS.replace(" website", "")),
    "authorinfo": ("uid field info",),
    "authorfields": ("field_id field_type field_name field_title field_options field_code_in field_code_out field_on",),
    "categories": ("catid parentcatid category description image locked leveldown displayorder numitems",),
    "characters": ("charid catid charname bio image",),
    "classtypes": ("classtype_id classtype_name classtype_title",),
    "classes": ("class_id class_type class_name",),
    "ratings": ("rid rating ratingwarning warningtext",),
    "warnings": ("wid warning",),
    "genres": ("gid genre",),
    "reviews": ("reviewid item chapid reviewer uid review date rating respond type",),
    "series": (SERIES, SERIES + " challenges"),
    "inseries": ("seriesid sid subseriesid confirmed inorder", "seriesid sid confirmed inorder"),
    "coauthors": ("sid uid",),
    "favorites": ("uid item type comments",),
    "challenges": ("chalid challenger uid title catid characters summary responses",),
}  # fmt: skip


def table_and_prefix(name):
    """(`stories`, its prefix) or None for a table that is not eFiction's."""
    found = TABLE.fullmatch(name)
    return (found["name"].lower(), found["prefix"]) if found else None


def columns_kept(table):
    keys, rest = KEPT[table]
    return (*keys, *rest.split())


def order_of(table, values):
    """The columns of a row, in their places; None where no version has so many."""
    if table == "settings":
        # Each version has more of them behind these.
        return ("sitekey", "sitename", "slogan", "url", *(f"_{place}" for place in range(4, len(values))))
    orders = (tuple(order.split()) for order in ORDERS.get(table, ()))
    return next((order for order in orders if len(order) == len(values)), None)
