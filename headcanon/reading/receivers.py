"""What becomes of readers' places when chapters go."""

from django.dispatch import receiver

from headcanon.reading.models import Reading
from headcanon.works.signals import chapter_erased


@receiver(chapter_erased)
def its_words_go_from_places(chapter, **kwargs):
    """Her reading stays; she goes on at the first chapter that she has not read."""
    Reading.objects.filter(chapter=chapter).update(chapter=None, place=None, permille=0)
