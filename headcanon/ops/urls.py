from django.urls import path, re_path

from headcanon.ops import views

urlpatterns = [
    path("settings/takeout", views.takeout, name="takeout"),
    path("settings/takeout/file", views.takeout_file, name="takeout-file"),
    path("settings/bring", views.bring_takeout, name="bring-takeout"),
    path("settings/leave", views.leave_archive, name="leave"),
    path("settings/backups", views.backups, name="backups"),
    re_path(
        r"^(?P<folder>(?:[\w~.-]{1,60}/){0,4})"
        r"(?P<page>viewstory|viewuser|viewseries|reviews|challenges|browse|categories)\.php$",
        views.old_address,
        name="old-address",
    ),
]
