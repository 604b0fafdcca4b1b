"""An archive never is without reasons to report something, nor its trail without guards."""

from django.apps import apps as all_apps
from django.db import connections
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from headcanon.moderation import guarding
from headcanon.moderation.defaults import put_in


@receiver(post_migrate)
def begin_with_the_defaults(sender, using, apps=all_apps, **_):
    """Migrated back to where there was none of it, an archive has no such table."""
    if sender.label != "moderation" or "act" not in apps.all_models["moderation"]:
        return
    guarding.guard(connections[using])
    reason = apps.get_model("moderation", "Reason")
    if not reason.objects.using(using).exists():
        put_in(reason)
