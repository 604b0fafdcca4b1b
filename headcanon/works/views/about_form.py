"""The form of a work's own fields, which has a page of its own and stands beside the editor, too."""

from headcanon.works.drafting import newest_copy
from headcanon.works.forms import WorkForm
from headcanon.works.revisions import unpack


def about_form(work, viewer, *, in_editor=False):
    """Filled in as it was filled in last, saved or not."""
    copy = newest_copy(work)
    return WorkForm(work=work, viewer=viewer, typed=unpack(copy.content) if copy else None, in_editor=in_editor)
