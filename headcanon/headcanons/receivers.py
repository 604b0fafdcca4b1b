"""What happens to headcanons when pen names go to another of the same person."""

from django.dispatch import receiver

from headcanon.accounts.signals import pen_name_handed_over
from headcanon.headcanons.models import Headcanon, Remark, Writing


@receiver(pen_name_handed_over)
def headcanons_go_with_it(old, new, **_):
    twice = Writing.objects.filter(pseud=old, headcanon__in=Writing.objects.filter(pseud=new).values("headcanon"))
    moved = [twice.delete()[0]]
    moved += [model.objects.filter(pseud=old).update(pseud=new) for model in (Headcanon, Remark, Writing)]
    return any(moved)
