"""The form of a work's own fields, which has a page of its own and stands beside the editor, too."""

from headcanon.works.drafting import newest_copy, text_of
from headcanon.works.forms.about import WorkForm
from headcanon.works.models import Work
from headcanon.works.revisions import unpack


def about_form(work, viewer, *, in_editor=False):
    """Filled in as it was filled in last, saved or not."""
    return WorkForm(work=work, viewer=viewer, typed=filled_in_last(work), in_editor=in_editor)


def filled_in_last(work):
    """By name what was filled in and not saved, if there is anything. That it is a one-shot was said before there were
    other chapters, and is not held against them."""
    copy = newest_copy(work)
    typed = unpack(copy.content) if copy else {}
    if text_of("status", typed.get("status", "")) == Work.Status.ONE_SHOT and work.chapters.count() > 1:
        typed["status"] = work.status
    return typed
