"""What follows from the account library's own facts."""

from allauth.account.signals import email_confirmed
from allauth.usersessions.models import UserSession
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.urls import reverse

from headcanon.accounts.arriving import come_in, knock
from headcanon.accounts.sessions import keep_little


@receiver(email_confirmed)
def let_in_whoever_confirmed(request, email_address, **kwargs):
    come_in(email_address.user)
    knock(email_address.user, answer_at=request.build_absolute_uri(reverse("newcomers")))


# Before the save, because the library writes its rows in places of its own and asks nobody what to keep.
@receiver(pre_save, sender=UserSession)
def keep_no_address(instance, **kwargs):
    keep_little(instance)
