"""How pages say when something was said."""

from urllib.parse import quote

from django import template
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headcanon.reviews.margins import in_short

register = template.Library()

A_MONTH = 30  # days
WORDS_TO_FIND = 8


@register.filter
def days_ago(moment):
    """“today”, “yesterday”, “5 days ago”; a date where it is longer ago."""
    days = (timezone.localdate() - timezone.localdate(moment)).days
    if days < 1:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days <= A_MONTH:
        return ngettext("%d day ago", "%d days ago", days) % days
    return date_format(timezone.localtime(moment), "j M Y")


@register.filter
def opening(review):
    """The words that the paragraph begins with on which it hangs."""
    return in_short(review.place["words"])


@register.filter
def way_to_paragraph(review):
    """The chapter, there. Browsers look for the words themselves; our own script goes by the number."""
    words = quote(" ".join(review.place["words"].split()[:WORDS_TO_FIND]), safe="").replace("-", "%2D")
    address = reverse("chapter", args=[review.work_id, review.chapter_id])
    return f"{address}#p-{review.paragraph}:~:text={words}"
