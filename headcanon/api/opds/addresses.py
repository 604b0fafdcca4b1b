"""Where the catalogue is. It begins at /opds."""

from django.urls import path


def opds_urls(views):
    return [
        path("opds", views.root, name="opds"),
        path("opds/stories", views.stories, name="opds-stories"),
        path("opds/search", views.search, name="opds-search"),
        path("opds/fandoms", views.fandoms, name="opds-fandoms"),
        path("opds/shelves", views.shelves, name="opds-shelves"),
        path("opds/shelves/<int:shelf_id>", views.shelf, name="opds-shelf"),
        path("opds/follows", views.follows, name="opds-follows"),
        path("opds/follows/stories", views.followed, name="opds-followed"),
        path("opds/works/<int:work_id>", views.work, name="opds-work"),
        path("opds/works/<int:work_id>/<str:name>.epub", views.book, name="opds-book"),
        path("opds/search.xml", views.search_description, name="opds-search-description"),
        path("opds/sign-in", views.sign_in, name="opds-sign-in"),
    ]
