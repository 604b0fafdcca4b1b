from django.urls import path, re_path

from headcanon.discovery import views

urlpatterns = [
    path("", views.home, name="home"),
    path("works", views.works, name="works"),
    path("fandoms", views.fandoms, name="fandoms"),
    path("fandoms/<str:slug>", views.fandom, name="fandom"),
    path("tags/<str:slug>/works", views.tag, name="tag"),
    # A pen name may have a slash in it.
    path("users/<str:username>/pseuds/<path:pen_name>", views.author, name="author"),
    re_path(r"^users/(?P<username>[A-Za-z0-9_]+)$", views.person, name="person"),
]
