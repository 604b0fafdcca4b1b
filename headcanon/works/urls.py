from django.urls import path

from headcanon.works import views

urlpatterns = [
    path("series/<int:series_id>", views.series, name="series"),
    path("works/<int:work_id>/publish", views.publish_draft, name="publish"),
]
