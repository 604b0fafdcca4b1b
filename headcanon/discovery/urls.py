from django.urls import path, re_path

from headcanon.discovery.views import events, lists, timeline

urlpatterns = [
    path("", lists.home, name="home"),
    path("works", lists.works, name="works"),
    path("fandoms", lists.fandoms, name="fandoms"),
    path("fandoms/<str:slug>", lists.fandom, name="fandom"),
    path("fandoms/<str:slug>/timeline", timeline.timeline, name="timeline"),
    path("fandoms/<str:slug>/timeline/events/<int:pk>", events.event, name="event"),
    path("tags/<str:slug>/works", lists.tag, name="tag"),
    # A pen name may have a slash in it.
    path("users/<str:username>/pseuds/<path:pen_name>", lists.author, name="author"),
    re_path(r"^users/(?P<username>[A-Za-z0-9_]+)$", lists.person, name="person"),
]
