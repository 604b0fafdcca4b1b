"""Authors, under all their pen names, and what they wrote."""

from django.shortcuts import get_object_or_404
from django.urls import reverse
from ninja import Query

from headcanon.accounts.blocking import people_seen_by
from headcanon.accounts.models import fold
from headcanon.api.rest import shapes
from headcanon.api.rest.asking import Questions
from headcanon.api.rest.paging import Cursor, Name
from headcanon.api.rest.telling import pen_name
from headcanon.api.rest.works import page_told
from headcanon.works.models import Work

router = Questions("authors")


def person_or_404(viewer, username):
    return get_object_or_404(people_seen_by(viewer), username__iexact=username)


@router.get("/authors/{username}", response=shapes.Author)
def author(request, username: Name):
    found = person_or_404(request.asker, username)
    pseuds = found.pseuds.select_related("user").order_by("-is_default", "name")
    names = [shapes.PenNameAbout(**pen_name(each).dict(), about=each.about) for each in pseuds]
    return shapes.Author(name=found.username, address=reverse("person", args=[found.username]), pen_names=names)


@router.get("/authors/{username}/works", response=shapes.Works)
def works_of_author(
    request,
    username: Name,
    pen_name: str = Query("", max_length=80, pattern=r"^[^\x00]*$", description="Only under this one."),
    cursor: Cursor = "",
):
    found = person_or_404(request.asker, username)
    by = {"pseud__user": found}
    if pen_name:
        by = {"pseud": get_object_or_404(found.pseuds, key=fold(pen_name))}
    works = Work.objects.listed_to(request.asker).posted().signed(**by)
    return page_told(request, works, cursor)
