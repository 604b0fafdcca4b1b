from django.urls import path, re_path

from headcanon.following.views import announcements, desk, follows, hearing, inbox

urlpatterns = [
    path("inbox", inbox.inbox, name="inbox"),
    path("inbox/read", inbox.mark_all, name="inbox-read"),
    path("inbox/<int:notice_id>", inbox.notice, name="notice"),
    path("desk", desk.desk, name="desk"),
    path("desk/reviews", desk.reviews, name="desk-reviews"),
    path("desk/stories", desk.stories, name="desk-stories"),
    path("desk/stories/<int:work_id>", desk.story, name="desk-story"),
    path("follows", follows.mine, name="follows"),
    re_path(r"^works/(\d{1,10})/follow$", follows.view_of("work"), name="follow-work"),
    re_path(r"^users/([A-Za-z0-9_]+)/follow$", follows.view_of("author"), name="follow-author"),
    # A pen name may have a slash in it.
    re_path(r"^users/([A-Za-z0-9_]+)/follow/(.+)$", follows.view_of("pseud"), name="follow-pen-name"),
    re_path(r"^series/(\d{1,10})/follow$", follows.view_of("series"), name="follow-series"),
    re_path(r"^fandoms/([^/]+)/follow$", follows.view_of("fandom"), name="follow-fandom"),
    re_path(r"^tags/([^/]+)/follow$", follows.view_of("tag"), name="follow-tag"),
    re_path(r"^headcanons/(\d{1,10})/follow$", follows.view_of("headcanon"), name="follow-headcanon"),
    re_path(r"^searches/(\d{1,10})/follow$", follows.view_of("search"), name="follow-search"),
    path("announcements/new", announcements.new, name="announce"),
    path("announcements/<int:announcement_id>", announcements.announcement, name="announcement"),
    path("settings/news", hearing.settings, name="news-settings"),
    path("unsubscribe/<str:token>", hearing.unsubscribe, name="unsubscribe"),
    path("feeds/<str:token>.json", hearing.json, name="feed-json"),
    path("feeds/<str:token>", hearing.atom, name="feed"),
]
