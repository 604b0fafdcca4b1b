"""What waits for somebody's answer: whether to be named as an author, a gift, a story that names one of hers."""

from django.db.models import Q

from headcanon.accounts.blocking import people_apart_from
from headcanon.accounts.models import User
from headcanon.core.standing import pages_changed_for
from headcanon.core.viewing import Viewer
from headcanon.works.models import CoauthorRequest, Gift, RelatedWork, Work
from headcanon.works.visibility import among


def coauthor_requests_for(viewer):
    """Nothing of people she keeps apart from; a draft that she is asked to write with is told of by its title."""
    return CoauthorRequest.objects.filter(
        pseud__user=viewer.person, declined_at=None, work__trashed_at=None, asked_by__is_active=True
    ).exclude(asked_by__in=people_apart_from(viewer.person))


def gifts_for(viewer):
    return Gift.objects.filter(among(posted_seen_by(viewer)), pseud__user=viewer.person)


def relations_to(viewer):
    """Works that name hers, those that she has answered included."""
    hers = Work.objects.filter(authorships__pseud__user=viewer.person, trashed_at=None)
    return RelatedWork.objects.filter(among(posted_seen_by(viewer)), parent__in=hers)


def posted_seen_by(viewer):
    return Work.objects.posted().visible_to(viewer)


def unanswered_gifts(viewer):
    return gifts_for(viewer).filter(accepted_at=None, refused_at=None)


def unanswered_relations(viewer):
    return relations_to(viewer).filter(agreed_at=None, refused_at=None)


def count_again(person_ids):
    """Set right how much waits for these people, and let them see it on their next page."""
    for person in User.objects.filter(pk__in=list(person_ids)):
        viewer = Viewer(person)
        number = sum(
            waiting(viewer).count() for waiting in (coauthor_requests_for, unanswered_gifts, unanswered_relations)
        )
        if number != person.requests_waiting:
            User.objects.filter(pk=person.pk).update(requests_waiting=number)
            pages_changed_for(person)


def people_told_by(work_ids):
    """Who may have more or less to answer when something about these works has changed."""
    named = Q(pseuds__gifts__work__in=work_ids) | Q(pseuds__coauthor_requests__work__in=work_ids)
    asked = Q(pseuds__works__offspring__work__in=work_ids)
    return User.objects.filter(named | asked).values_list("pk", flat=True).distinct()
