"""What happens to people who came with somebody else's archive when they come themselves."""

from allauth.account.signals import password_reset
from django.dispatch import receiver

from headcanon.following.models import Hearing
from headcanon.ops.models import Arrived


@receiver(password_reset)
def she_has_claimed_her_account(user, **_):
    """Until then she was sent no letters, as she had never asked for any; from now on her silence means what it means."""
    never_came = user.last_login is None
    if never_came and Arrived.objects.filter(kind="author", new_id__in=user.pseuds.values("pk")).exists():
        Hearing.objects.filter(person=user, pace=Hearing.Pace.NEVER).delete()
