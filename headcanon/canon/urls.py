from django.urls import path

from headcanon.canon.views import vocabulary

urlpatterns = [
    path("settings/vocabulary", vocabulary.vocabulary_settings, name="vocabulary"),
]
