"""What there is to tell, as entries of a feed."""

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headcanon.api.stories import stories_of
from headcanon.core.feeds import Author, Entry
from headcanon.works.models import Work


def of_works(works, viewer):
    """Each stands where its last chapter put it, under the same identity."""
    return tuple(of_story(story) for story in stories_of(works, viewer))


def of_story(story, *, why="", **said):
    work = story.work
    told = {
        "title": str(work),
        "address": work.get_absolute_url(),
        "identity": work.get_absolute_url(),
        "published": work.posted_at,
        "updated": work.revised_at,
        "says": render_to_string("api/feeds/story.html", {"story": story, "why": why}),
        "authors": authors_of(work),
        "tags": tuple(subject.name for subject in story.subjects),
        "language": work.language,
    }
    return Entry(**{**told, **said})


def of_chapters(work, chapters):
    """Posted chapters with their `number`."""
    return tuple(
        Entry(
            title=title_of(chapter, work),
            address=chapter.get_absolute_url(),
            identity=chapter.get_absolute_url(),
            published=chapter.posted_at,
            updated=chapter.posted_at,
            words=ngettext("%(number)s word", "%(number)s words", chapter.words) % {"number": f"{chapter.words:,}"},
            authors=authors_of(work),
            language=work.language,
        )
        for chapter in chapters
    )


def title_of(chapter, work):
    """The only one of a one-shot is the story."""
    if work.status == Work.Status.ONE_SHOT:
        return str(work)
    if not chapter.title:
        return str(chapter)
    return _("Chapter %(number)d: %(title)s") % {"number": chapter.number, "title": chapter.title}


def of_shelf(lines, viewer):
    """Works where a reader put them (`Shelved`, with their works and cards), with her reason; as new as that is."""
    stories = stories_of([line.work for line in lines], viewer)
    return tuple(
        of_story(
            story,
            why=line.why,
            identity=f"{line.shelf.get_absolute_url()}{line.work.get_absolute_url()}",
            published=line.added_at,
            updated=line.added_at,
        )
        for line, story in zip(lines, stories, strict=True)
    )


def authors_of(work):
    return tuple(Author(pseud.name, pseud.get_absolute_url()) for pseud in work.authors)
