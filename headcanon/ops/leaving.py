"""Leaving: a person goes, and with her everything of hers, or everything but the works she leaves behind.

It is one transaction, so she is wholly here or wholly gone. A work that she wrote with others stays with them.
"""

from pathlib import Path

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db import transaction

from headcanon.accounts.joining import join
from headcanon.accounts.letters import send_letter
from headcanon.accounts.models import ORPHAN, User
from headcanon.bindery.binding import books_folder, folder_of_collections
from headcanon.canon.lines import awaited_canons
from headcanon.canon.models import Event, Fandom, Tag
from headcanon.core.editions import pages_changed
from headcanon.core.removing import remove_later
from headcanon.core.viewing import Viewer
from headcanon.headcanons.leaving import take_back_all as take_all_back
from headcanon.headcanons.models import Headcanon
from headcanon.intake.models import Brought
from headcanon.intake.taking import forget as forget_brought
from headcanon.moderation.reporting import forget_reporter
from headcanon.ops.brought import forget_takeouts_brought
from headcanon.ops.models import Takeout
from headcanon.ops.takeouts import forget
from headcanon.reviews.reviewing import take_back_all
from headcanon.works import coauthors
from headcanon.works.erasing import drop_if_unused, drop_unused_names, erase, erase_chapter, finish
from headcanon.works.models import Authorship, Chapter, Gift, Provenance, Series, Work
from headcanon.works.publishing import announce_change
from headcanon.works.visibility import own_work_ids

MAIL_INTO_FILES = "django.core.mail.backends.filebased.EmailBackend"


class LastArchivist(Exception):
    """Somebody must keep the archive."""


@transaction.atomic
def leave(person, *, leaving_behind=False):
    """Raises LastArchivist. Somebody who has left already leaves nothing once more."""
    # Changing the edition is where two who leave at one moment stand in line, so the last archivist is noticed.
    pages_changed()
    person = User.objects.select_for_update().filter(pk=person.pk).first()
    if person is None:
        return
    if is_last_archivist(person):
        raise LastArchivist
    say_goodbye(person, leaving_behind)
    if leaving_behind:
        leave_behind(person)
    for work in works_of(person):
        part_with(work, person)
    take_headcanons_back(person)
    if not leaving_behind:
        forget_suggestions(person)
    forget_traces(person)
    person.delete()
    transaction.on_commit(finish)


def is_last_archivist(person):
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=person.pk)
    return person.is_superuser and not others.exists()


def works_of(person):
    return Work.objects.filter(pk__in=own_work_ids(Viewer(person)))


def works_to_leave_behind(person):
    """Hers alone, and posted for somebody to read: a draft was never meant for anybody."""
    shared = Authorship.objects.filter(work__in=works_of(person)).exclude(pseud__user=person).values("work")
    readable = works_of(person).posted().filter(trashed_at=None).exclude(audience=Work.Audience.ME)
    return readable.exclude(pk__in=shared)


def part_with(work, person):
    try:
        coauthors.leave(work, person)
    except coauthors.LastAuthor:
        erase(work)


# --- What stays with others ----------------------------------------------------------------------------------------


def leave_behind(person):
    orphan = the_orphan().default_pseud
    works = list(works_to_leave_behind(person))
    for work in works:
        strip(work)
        Authorship.objects.filter(work=work).delete()
        Authorship.objects.create(work=work, pseud=orphan)
    for series in Series.objects.filter(owner=person, parts__work__in=works).distinct():
        series.owner, series.title = orphan.user, free_title(series.title, orphan.user)
        series.save(update_fields=["owner", "title"])
    announce_change(*works)
    # What has no name stays without one; what she asked somebody and what was never answered goes with her.
    Headcanon.objects.filter(pseud__user=person, state=Headcanon.State.POSTED).update(pseud=orphan)


def the_orphan():
    return User.objects.filter(username=ORPHAN).first() or join(ORPHAN)


def strip(work):
    """Take from it what only she could see, chapters that are not posted or in the trash and the file it came from;
    and its books, which name her."""
    for chapter in Chapter.with_trash.filter(work=work).exclude(posted_at__isnull=False, trashed_at=None):
        erase_chapter(chapter)
    for provenance in Provenance.objects.filter(work=work).select_related("original"):
        provenance.delete()
        drop_if_unused(provenance.original)
    remove_later(books_folder(work.pk), folder_of_collections())


def free_title(title, owner):
    """The title, with a number behind it if a series of another who left is called so."""
    number, free = 1, title
    while Series.objects.filter(owner=owner, title=free).exists():
        number += 1
        free = f"{title[:240]} ({number})"
    return free


# --- What goes -----------------------------------------------------------------------------------------------------


def take_headcanons_back(person):
    """With what only they were about."""
    hers = Headcanon.objects.filter(pseud__user=person)
    names = {
        model: list(model.objects.filter(headcanons__in=hers).values_list("pk", flat=True).distinct())
        for model in (Fandom, Tag)
    }
    take_all_back(person)
    for model, ids in names.items():
        drop_unused_names(model.objects.filter(pk__in=ids))


def forget_suggestions(person):
    """Events that never stood on a line. What stood on one is the canon's, and she is not named there any more."""
    never = (Event.State.SUGGESTED, Event.State.DECLINED)
    Event.objects.filter(suggested_by=person, state__in=never).delete()
    awaited_canons().filter(events=None).delete()


def forget_traces(person):
    """What would outlive her row, or would take something of others with it."""
    hand_over_originals(person)
    forget_brought(Brought.objects.filter(person=person))
    Gift.objects.filter(pseud__user=person).delete()
    take_back_all(person)
    forget_reporter(person)
    forget(Takeout.objects.filter(person=person))
    forget_takeouts_brought(person)
    remove_later(*letters_to(person))
    hers = [session.pk for session in Session.objects.iterator() if is_of(person, session.get_decoded())]
    Session.objects.filter(pk__in=hers).delete()


def is_of(person, session):
    """Whether she is signed in by it, or was about to be: it holds her user name then."""
    about_to_be = session.get("account_login") or {}
    whose = {session.get(SESSION_KEY), session.get("account_authentication_methods_user"), about_to_be.get("user_pk")}
    return str(person.pk) in whose


def hand_over_originals(person):
    """A file that she handed in, and a work of others came from, is that work's from now on."""
    for provenance in Provenance.objects.filter(taken_in_by=person).select_related("work"):
        heir = provenance.work.authors[0].user
        same = Provenance.objects.filter(original=provenance.original_id, part=provenance.part, taken_in_by=heir)
        if same.exists():
            provenance.delete()
        else:
            Provenance.objects.filter(pk=provenance.pk).update(taken_in_by=heir)


def mail_folder():
    """Where mail lies that nobody has sent, in an archive without a mail server; else None."""
    return Path(settings.EMAIL_FILE_PATH) if settings.EMAIL_BACKEND == MAIL_INTO_FILES else None


def letters_to(person):
    folder = mail_folder()
    if not (folder and folder.is_dir() and person.email):
        return []
    address = person.email.lower().encode()
    return [path for path in folder.iterdir() if path.is_file() and address in path.read_bytes().lower()]


def say_goodbye(person, leaving_behind):
    """Where mail only lies in a folder, a letter would keep her address instead of reaching it."""
    if mail_folder() is None:
        send_letter("left", person.email, person=person, leaving_behind=leaving_behind)
