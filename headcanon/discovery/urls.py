from django.urls import path, re_path

from headcanon.discovery.views import beginning, completions, events, leaving_out, lists, loved, saved, search, timeline

urlpatterns = [
    path("", lists.home, name="home"),
    path("works", lists.works, name="works"),
    path("works/search", search.find, name="search"),
    path("works/search/groups", search.narrow, name="search-groups"),
    path("works/search/left-out", leaving_out.left_out, name="left-out"),
    path("fandoms", lists.fandoms, name="fandoms"),
    path("fandoms/<str:slug>", lists.fandom, name="fandom"),
    path("fandoms/<str:slug>/timeline", timeline.timeline, name="timeline"),
    path("fandoms/<str:slug>/timeline/suggest", beginning.suggest_canon, name="line-suggest-canon"),
    path("fandoms/<str:slug>/timeline/events/<int:pk>", events.event, name="event"),
    path("tags/<str:slug>/works", lists.tag, name="tag"),
    path("completions/<str:kind>", completions.completions, name="completions"),
    path("works/<int:work_id>/loved", loved.loved, name="loved"),
    path("searches", saved.mine, name="saved-searches"),
    path("searches/new", saved.new, name="saved-search-new"),
    path("searches/<int:search_id>", saved.opened, name="saved-search"),
    path("searches/<int:search_id>/edit", saved.edit, name="saved-search-edit"),
    # A pen name may have a slash in it.
    path("users/<str:username>/pseuds/<path:pen_name>", lists.author, name="author"),
    re_path(r"^users/(?P<username>[A-Za-z0-9_]+)$", lists.person, name="person"),
]
