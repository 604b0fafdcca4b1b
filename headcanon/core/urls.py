from django.urls import path

from headcanon.core import views

urlpatterns = [
    path("about", views.archive_page, {"page": "about"}, name="about"),
    path("rules", views.archive_page, {"page": "rules"}, name="rules"),
    path("privacy", views.archive_page, {"page": "privacy"}, name="privacy"),
    path("appearance", views.appearance, name="appearance"),
    path("appearance/look", views.choose_look, name="choose-look"),
    path("settings/archive", views.archive_settings, name="archive-settings"),
]
