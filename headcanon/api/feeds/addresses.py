"""Where each feed is. They have two parts at least behind /feeds/: what has one is somebody's private news."""

from django.urls import re_path

FORM = r"\.(atom|json)$"


def feed_urls(views):
    """Names of people and subjects may have a dot in them, pen names also a slash."""
    view_of = views.view_of
    return [
        re_path(rf"^feeds/stories/newest{FORM}", view_of("newest"), name="feed-newest"),
        re_path(rf"^feeds/stories/search{FORM}", views.search, name="feed-search"),
        re_path(rf"^feeds/searches/([A-Za-z0-9_-]{{1,48}}){FORM}", views.saved_search, name="feed-saved-search"),
        re_path(rf"^feeds/works/(\d{{1,10}}){FORM}", view_of("work"), name="feed-work"),
        re_path(rf"^feeds/users/([A-Za-z0-9_]+){FORM}", view_of("person"), name="feed-person"),
        re_path(rf"^feeds/users/([A-Za-z0-9_]+)/pseuds/(.+){FORM}", view_of("pen-name"), name="feed-pen-name"),
        re_path(rf"^feeds/series/(\d{{1,10}}){FORM}", view_of("series"), name="feed-series"),
        re_path(rf"^feeds/fandoms/([^/]+){FORM}", view_of("fandom"), name="feed-fandom"),
        re_path(rf"^feeds/tags/([^/]+){FORM}", view_of("tag"), name="feed-tag"),
        re_path(rf"^feeds/headcanons/(\d{{1,10}}){FORM}", view_of("headcanon"), name="feed-headcanon"),
        re_path(rf"^feeds/shelves/(\d{{1,10}}){FORM}", view_of("shelf"), name="feed-shelf"),
    ]
