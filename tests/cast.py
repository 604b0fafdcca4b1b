"""The people of our tests, and what they made.

Ana writes, Bea writes with her, Rae reads (a member), Vex has nothing to do with any of it, Mo keeps the archive.
"""

from django.test import Client
from django.utils import timezone

from headcanon.accounts.joining import join
from headcanon.core.viewing import Viewer
from headcanon.manuscript.model import Chapter, Manuscript, Notes
from headcanon.works.manuscripts import draft_from
from headcanon.works.models import Work
from headcanon.works.publishing import publish
from headcanon.works.trash import trash

PASSWORD = "nine green lanterns"


def person(name, **fields):
    """Somebody with an account, a password (PASSWORD) and a pen name of her own name."""
    return join(name, email=f"{name.lower()}@example.org", password=PASSWORD, **fields)


def signed_in(user, kind=Client):
    """A browser that has her session."""
    client = kind()
    client.force_login(user)
    return client


def viewer(user=None, **fields):
    return Viewer(user, **fields)


def manuscript(title="The Lamp", *, chapters=1, **fields):
    """A small manuscript that says a little of everything."""
    said = {
        "summary": "<p>A keeper trims her lamp.</p>",
        "fandoms": ["Greek myth"],
        "characters": ["Hero"],
        "relationships": ["Hero/Leander"],
        "rating": "Teen",
        "warnings": ["none"],
        "tags": ["Lighthouses"],
        "language": "en",
        "notes": Notes("<p>Before it all.</p>", "<p>After it all.</p>"),
    }
    texts = [
        Chapter(
            html=f"<p>Chapter {number} begins with <em>light</em>.</p><hr><p>It ends in the dark.</p>",
            title=f"Night {number}" if chapters > 1 else None,
        )
        for number in range(1, chapters + 1)
    ]
    return Manuscript(title=title, chapters=texts, **{**said, **fields})


def draft(author, title="The Lamp", *, others=(), chapters=1, **fields):
    """A draft by `author` (a User) and `others`."""
    pseuds = [user.default_pseud for user in (author, *others)]
    return draft_from(manuscript(title, chapters=chapters, **fields), pseuds=pseuds)


def posted(author, title="The Lamp", *, at=None, others=(), chapters=1, **fields):
    """A work by `author` that anybody may read."""
    return publish(draft(author, title, others=others, chapters=chapters, **fields), at=at or timezone.now())


def restricted(author, title="For Members", **fields):
    """A posted work that only members see."""
    work = posted(author, title, **fields)
    Work.objects.filter(pk=work.pk).update(audience=Work.Audience.MEMBERS)
    return Work.objects.get(pk=work.pk)


def hidden(author, title="Hidden", **fields):
    """A posted work that a moderator has hidden."""
    work = posted(author, title, **fields)
    Work.objects.filter(pk=work.pk).update(is_hidden=True)
    return Work.objects.get(pk=work.pk)


SECRET_KEY = "an-otter-in-the-reeds-9"


def by_link(author, title="By Link", **fields):
    """A posted work that only whoever has its secret link sees (SECRET_KEY)."""
    work = posted(author, title, **fields)
    Work.objects.filter(pk=work.pk).update(audience=Work.Audience.LINK, link_token=SECRET_KEY)
    return Work.objects.get(pk=work.pk)


def for_herself(author, title="For Herself", **fields):
    """A posted work that only its authors see."""
    work = posted(author, title, **fields)
    Work.objects.filter(pk=work.pk).update(audience=Work.Audience.ME)
    return Work.objects.get(pk=work.pk)


def trashed(author, title="Thrown Away", **fields):
    """A posted work that lies in the trash."""
    work = posted(author, title, **fields)
    trash(work)
    return Work.objects.get(pk=work.pk)
