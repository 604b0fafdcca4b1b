from django.urls import path

from headcanon.bindery import views

urlpatterns = [
    path("downloads/<int:work_id>/<str:name>.<str:extension>", views.download, name="download"),
]
