"""Somebody's news as a feed: Atom, and JSON Feed 1.1."""

from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, get_tag_uri
from django.utils.translation import gettext as _

from headcanon.core.editions import the_archive
from headcanon.core.viewing import Viewer
from headcanon.following.models import Notice
from headcanon.following.sentences import told_by

MOST = 50
JSON_FEED = "https://jsonfeed.org/version/1.1"


def newest(person):
    viewer = Viewer(person)
    return told_by(Notice.objects.visible_to(viewer).with_news().order_by("-id")[:MOST], viewer)


def title_of(person):
    return _("%(archive)s: news for %(person)s") % {"archive": the_archive().name, "person": person.username}


def id_of(told, site):
    return get_tag_uri(site + told.link, told.moment)


def atom(person, site, address):
    feed = Atom1Feed(title=title_of(person), link=site + reverse("inbox"), description="", feed_url=site + address)
    for told in newest(person):
        feed.add_item(
            title=told.says, link=site + told.address, description=told.excerpt, unique_id=id_of(told, site),
            pubdate=told.moment, updateddate=told.moment,
        )  # fmt: skip
    return feed.writeString("utf-8")


def as_json(person, site, address):
    return {
        "version": JSON_FEED,
        "title": title_of(person),
        "home_page_url": site + reverse("inbox"),
        "feed_url": site + address,
        "items": [
            {
                "id": id_of(told, site),
                "url": site + told.address,
                "title": told.says,
                "content_text": told.excerpt or told.says,
                "date_published": told.moment.isoformat(timespec="seconds"),
            }
            for told in newest(person)
        ],
    }
