"""What happens to works when their authors' names do."""

from django.dispatch import receiver

from headcanon.accounts.signals import pen_name_handed_over
from headcanon.canon.signals import put_in_order
from headcanon.works.counting import recount_ordered_later
from headcanon.works.counting_places import recount_places_of
from headcanon.works.growing import count_grown_from
from headcanon.works.models import Authorship, CoauthorRequest, Gift
from headcanon.works.signals import works_counted


@receiver(pen_name_handed_over)
def works_go_with_it(old, new, **_):
    """Works, gifts and what somebody was asked. Where both names stand on a work already, one of them is enough."""
    return any([move(Authorship, old, new), move(CoauthorRequest, old, new), move(Gift, old, new)])


@receiver(works_counted)
def what_grew_is_counted(work_ids, **_):
    count_grown_from(work_ids)


@receiver(works_counted)
def where_they_stand_is_counted(work_ids, **_):
    recount_places_of(work_ids)


@receiver(put_in_order)
def families_are_counted(sender, act, ids, **_):
    recount_ordered_later(act, sender, ids)


def move(model, old, new):
    twice = model.objects.filter(pseud=old, work__in=model.objects.filter(pseud=new).values("work"))
    return twice.delete()[0] + model.objects.filter(pseud=old).update(pseud=new)
