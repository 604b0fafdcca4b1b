"""What every page's template is given."""

from headcanon.core.editions import the_archive


def archive_and_viewer(request):
    """The archive itself, and who is looking (a request that failed early has no viewer)."""
    return {"archive": the_archive(), "viewer": getattr(request, "viewer", None)}
