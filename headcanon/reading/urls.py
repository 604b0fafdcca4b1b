from django.urls import path

from headcanon.reading import views

urlpatterns = [
    path("works/<int:work_id>", views.work, name="work"),
    path("works/<int:work_id>/chapters/<int:chapter_id>", views.chapter, name="chapter"),
    path("works/<int:work_id>/chapters/<int:chapter_id>/preview", views.preview, name="chapter-preview"),
    path("works/<int:work_id>/navigate", views.navigate, name="navigate"),
]
