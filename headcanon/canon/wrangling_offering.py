"""The ways to the wranglers' pages, which only they are offered."""

from django.urls import reverse

from headcanon.canon.models import Tag
from headcanon.canon.wranglers import is_wrangler


def for_a_wrangler(items, viewer):
    return True if viewer is not None and is_wrangler(viewer) else None


def where_it_is_put_in_order(subjects, viewer):
    if not is_wrangler(viewer):
        return {}
    return {
        each.pk: reverse("wrangling-tag" if isinstance(each, Tag) else "wrangling-fandom", args=[each.slug])
        for each in subjects
        if each.work_count or each.standing != each.Standing.NEW
    }
