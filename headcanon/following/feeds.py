"""Somebody's news as a feed; what the file looks like is written in headcanon/core/feeds.py."""

from django.urls import reverse
from django.utils.translation import gettext as _

from headcanon.core.editions import the_archive
from headcanon.core.feeds import MOST, Entry, Feed
from headcanon.core.viewing import Viewer
from headcanon.following.models import Notice
from headcanon.following.sentences import told_by


def news_of(person, site):
    viewer = Viewer(person)
    notices = Notice.objects.filter(person=person).shown_to(viewer).with_news().order_by("-id")[:MOST]
    title = _("%(archive)s: news for %(person)s") % {"archive": the_archive().name, "person": person.username}
    entries = tuple(
        Entry(
            title=told.says,
            address=told.address,
            identity=told.link,
            published=told.moment,
            updated=told.moment,
            words=told.excerpt,
        )
        for told in told_by(notices, viewer)
    )
    return Feed(title=title, page=reverse("inbox"), entries=entries, site=site)
