"""A file handed in at a page: less at once than from the command line, since a person waits for it."""

from headcanon.accounts.models import Pseud
from headcanon.intake.pipeline import Story, settle, stories_inside
from headcanon.intake.readers import Unreadable
from headcanon.intake.readers.sizes import in_mb
from headcanon.manuscript.clean import escape

MOST_BYTES = 10 * 1024 * 1024
MOST_STORIES = 50
LONGEST_NAME = 200


def what_can_be_brought(_items, viewer):
    """For the form: how much, and under which of her names."""
    names = Pseud.objects.filter(user=viewer.person).order_by("-is_default", "name")
    return {"most": in_mb(MOST_BYTES), "stories": MOST_STORIES, "pseuds": list(names)}


def read_upload(upload):
    """The stories in it, and an Outcome in place of what cannot be read. Raises Unreadable if it is too much."""
    name = (upload.name or "file")[-LONGEST_NAME:]
    refuse_size(upload.size, name)
    found, size = [], 0
    for each in stories_inside(upload.read(), name):
        found.append(each)
        size += len(each.content) if isinstance(each, Story) and each.part == 0 else 0
        if len(found) > MOST_STORIES:
            raise Unreadable(f"{name} holds more than {MOST_STORIES} files. Bring them in several zips.")
        refuse_size(size, name)
    return found


def refuse_size(size, name):
    if size > MOST_BYTES:
        raise Unreadable(
            f"{name} is too large to be read here, where {in_mb(MOST_BYTES)} is the most, unpacked as well. "
            "Bring it in parts, or ask the archivist, who can take in more."
        )


def take_in_upload(upload, *, pseud):
    """Drafts by `pseud` of everything in it; an Outcome for each."""
    return list(settle(read_upload(upload), [pseud], publishing=False))


# --- For the editor ------------------------------------------------------------------------------------------------


def story_in(upload):
    """The one story in it. Raises Unreadable, also if there are several."""
    found = read_upload(upload)
    stories = [each.manuscript for each in found if isinstance(each, Story)]
    if not stories:
        raise Unreadable(found[0].complaint if found else f"There is nothing in {upload.name}.")
    if len(stories) > 1:
        raise Unreadable(
            f"There are {len(stories)} stories in {upload.name}. Begin a new story with this file instead."
        )
    return stories[0]


def as_one_text(manuscript):
    """What it says, for a form that takes one text: of several chapters each begins with its title or a scene break."""
    chapters = manuscript.chapters
    notes = manuscript.notes
    if len(chapters) == 1:
        [only] = chapters
        said = {"notes_before": notes.before + only.notes.before, "notes_after": only.notes.after + notes.after}
        return manuscript.as_json() | said | {"html": only.html}
    texts = (chapter.notes.before + chapter.html + chapter.notes.after for chapter in chapters)
    html = "".join(
        opening(chapter, number) + text for number, (chapter, text) in enumerate(zip(chapters, texts, strict=True))
    )
    return manuscript.as_json() | {"notes_before": notes.before, "notes_after": notes.after, "html": html}


def opening(chapter, number):
    if chapter.title:
        return f"<h2>{escape(chapter.title)}</h2>"
    return "<hr>" if number else ""
