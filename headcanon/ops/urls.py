from django.urls import path

from headcanon.ops import views

urlpatterns = [
    path("settings/takeout", views.takeout, name="takeout"),
    path("settings/takeout/file", views.takeout_file, name="takeout-file"),
    path("settings/leave", views.leave_archive, name="leave"),
    path("settings/backups", views.backups, name="backups"),
]
