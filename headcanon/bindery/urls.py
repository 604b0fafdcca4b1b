from django.urls import path, register_converter

from headcanon.bindery import views


class FileName:
    """As little as possible, so that in “Rain.a4.pdf” the kind of book is “a4.pdf”."""

    regex = "[^/]+?"

    def to_python(self, value):
        return value

    def to_url(self, value):
        return value


class Kind(FileName):
    regex = r"(?:(?:a4|phone)\.)?[a-z]+"


register_converter(FileName, "file_name")
register_converter(Kind, "kind_of_book")

urlpatterns = [
    path("downloads/<int:work_id>/<file_name:name>.<kind_of_book:extension>", views.download, name="download"),
    path("books/series/<int:series_id>", views.of_series, name="books-of-series"),
    path("books/authors/<str:username>", views.of_person, name="books-of-person"),
    path("books/authors/<str:username>/<path:pen_name>", views.of_pen_name, name="books-of-pen-name"),
]
