"""An archive never is without its words: where there is no rating at all, all of them are made anew."""

from django.apps import apps as all_apps
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from headcanon.canon.defaults import put_in


@receiver(post_migrate)
def begin_with_the_defaults(sender, apps=all_apps, **_):
    if sender.label == "canon" and has_ratings(apps):
        rating = apps.get_model("canon", "Rating")
        if not rating.objects.exists():
            put_in(rating, apps.get_model("canon", "Tag"))


def has_ratings(apps):
    """Migrated back to where there were none, an archive has no such table."""
    return "rating" in apps.all_models["canon"]
