"""What happens to shelves when pen names do not stay as they were."""

from django.dispatch import receiver

from headcanon.accounts.signals import pen_name_handed_over
from headcanon.reading.models import Shelf


@receiver(pen_name_handed_over)
def shelves_go_with_it(old, new, **_):
    return bool(Shelf.objects.filter(pseud=old).update(pseud=new))
