from django.urls import path

from headcanon.canon import views

urlpatterns = [
    path("settings/vocabulary", views.vocabulary_settings, name="vocabulary"),
]
