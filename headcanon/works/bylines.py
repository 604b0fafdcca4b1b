"""What stands under a pen name."""

from django.db.models import Count

from headcanon.works.models import Authorship


def stories_under(pen_names, viewer):
    """For somebody's settings: how many works each of these names of hers is on, in any state; none, no entry."""
    counted = Authorship.objects.filter(pseud__in=pen_names, work__trashed_at=None).values("pseud")
    return dict(counted.annotate(stories=Count("pk")).order_by().values_list("pseud", "stories"))
