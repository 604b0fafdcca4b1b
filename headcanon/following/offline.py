"""What somebody follows, as the set of works that her devices can keep: the stories, and those of series and authors."""

from django.db.models import Q

from headcanon.following.models import Follow
from headcanon.works.models import Work


def works_followed(person, most):
    """Whole canons and tags are left out: they would be a flood."""
    hers = Follow.objects.filter(person=person)
    followed = (
        Q(pk__in=hers.filter(work__isnull=False).values("work"))
        | Q(series_parts__series__in=hers.filter(series__isnull=False).values("series"))
        | Q(pseuds__in=hers.filter(pseud__isnull=False).values("pseud"))
        | Q(pseuds__user__in=hers.filter(author__isnull=False).values("author"))
    )
    works = Work.objects.posted().filter(trashed_at=None, pk__in=Work.objects.filter(followed).values("pk"))
    return works.order_by("-newest_key").values_list("pk", flat=True)[:most]
