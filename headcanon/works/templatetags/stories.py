"""How pages say what a work is, in words people use."""

from django import template
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _

from headcanon.canon.models import NONE_APPLY
from headcanon.core.fields import ProseField

register = template.Library()


@register.filter
def tags_of(work, kind):
    """Its tags of one kind; no query where they were fetched with the card."""
    return work.tags_of(kind)


@register.filter
def real_warnings(tags):
    """The warnings that warn: that none apply is said by their absence."""
    return [tag for tag in tags if tag.standard != NONE_APPLY]


@register.filter
def how_much(work):
    """How much of it there is: “One-shot”, “Complete, 5 of 5”, “On hiatus, 7 of ?”."""
    if work.status == work.Status.ONE_SHOT:
        return work.get_status_display()
    return _("%(status)s, %(count)d of %(total)s") % {
        "status": work.get_status_display(),
        "count": work.chapter_count,
        "total": work.total_chapters or "?",
    }


@register.filter
def language_name(code):
    """A language under the name its own readers call it by; the code itself where nobody told us."""
    try:
        name = get_language_info(code)["name_local"]
    except KeyError:
        return code
    return name[:1].upper() + name[1:]


@register.filter
def direction(code):
    """The `dir` of a text in this language, where it is not the page's own."""
    try:
        return "rtl" if get_language_info(code)["bidi"] else "ltr"
    except KeyError:
        return "auto"


@register.filter
def as_story(words):
    """What a revision or a working copy keeps, through the one door for HTML."""
    return ProseField.cleaned(words)
