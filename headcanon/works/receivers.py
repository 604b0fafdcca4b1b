"""What happens to works when their authors' names do."""

from django.dispatch import receiver

from headcanon.accounts.signals import pen_name_handed_over
from headcanon.works.models import Authorship, CoauthorRequest, Gift


@receiver(pen_name_handed_over)
def works_go_with_it(old, new, **_):
    """Works, gifts and what somebody was asked. Where both names stand on a work already, one of them is enough."""
    return any([move(Authorship, old, new), move(CoauthorRequest, old, new), move(Gift, old, new)])


def move(model, old, new):
    twice = model.objects.filter(pseud=old, work__in=model.objects.filter(pseud=new).values("work"))
    return twice.delete()[0] + model.objects.filter(pseud=old).update(pseud=new)
