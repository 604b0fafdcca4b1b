"""Which reported things a moderator sees: all but those that are hers, or she would read who reported her."""

from django.db import models
from django.db.models import Q

from headcanon.works.visibility import own_work_ids


class CaseQuerySet(models.QuerySet):
    def visible_to(self, viewer):
        if not viewer.is_moderator:
            return self.none()
        hers = own_work_ids(viewer)
        mine = (
            Q(work__isnull=False, work__in=hers)
            | Q(chapter__isnull=False, chapter__work__in=hers)
            | Q(review__isnull=False, review__pseud__user=viewer.person)
            | Q(pseud__isnull=False, pseud__user=viewer.person)
            | Q(announcement__isnull=False, announcement__pseud__user=viewer.person)
            | Q(headcanon__isnull=False, headcanon__pseud__user=viewer.person)
            | Q(remark__isnull=False, remark__pseud__user=viewer.person)
            | Q(shelf__isnull=False, shelf__person=viewer.person)
        )
        return self.exclude(pk__in=self.model.objects.filter(mine).values("pk"))

    def open(self):
        return self.filter(is_open=True)

    def closed(self):
        return self.filter(is_open=False)
