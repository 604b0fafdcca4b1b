"""What is kept of where somebody is signed in: enough that she knows her own devices, and no address of theirs."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from headcanon.core.clockwork import every

# As they come in a user agent, the telling ones before those they also name.
BROWSERS = [("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari")]
SYSTEMS = [
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"), ("Mac OS", "macOS"),
    ("CrOS", "ChromeOS"), ("Linux", "Linux"),
]  # fmt: skip
TWO_WORDS = {f"{browser}, {system}" for _, browser in BROWSERS for _, system in SYSTEMS}
NO_ADDRESS = "0.0.0.0"


def keep_little(session):
    """The library fills in both before each save, and would keep them for as long as the session lasts."""
    session.ip = NO_ADDRESS
    session.user_agent = in_two_words(session.user_agent)


def in_two_words(user_agent):
    """`Firefox, Windows`; what is in two words already stays."""
    words = [next((name for sign, name in kind if sign in user_agent), "") for kind in (BROWSERS, SYSTEMS)]
    return user_agent if user_agent in TWO_WORDS else ", ".join(filter(None, words))


@every(seconds=3600)
@transaction.atomic
def forget_ended_sessions():
    """Else what is kept of a device would stay until its owner signs in again somewhere."""
    Session.objects.filter(expire_date__lt=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()
