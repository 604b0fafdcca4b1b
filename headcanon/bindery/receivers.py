"""What books do when their works change."""

from django.dispatch import receiver

from headcanon.bindery.binding import books_folder, folder_of_collections
from headcanon.core.removing import remove_later
from headcanon.works.signals import chapter_erased, work_erased


@receiver([work_erased, chapter_erased])
def throw_books_away(work_id, **_):
    remove_later(books_folder(work_id), folder_of_collections())
