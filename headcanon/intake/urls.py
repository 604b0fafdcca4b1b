from django.urls import path

from headcanon.intake import views

urlpatterns = [
    path("intake/file", views.file, name="intake-file"),
]
