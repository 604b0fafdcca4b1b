from django.urls import path

from headcanon.reading.views import pages

urlpatterns = [
    path("works/<int:work_id>", pages.work, name="work"),
    path("works/<int:work_id>/chapters/<int:chapter_id>", pages.chapter, name="chapter"),
    path("works/<int:work_id>/chapters/<int:chapter_id>/preview", pages.preview, name="chapter-preview"),
    path("works/<int:work_id>/navigate", pages.navigate, name="navigate"),
]
