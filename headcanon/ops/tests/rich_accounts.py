"""An account with something of everything, and an archive that is emptied to take it in again."""

import io
from datetime import UTC, datetime, timedelta

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from headcanon.accounts.blocking import block, mute
from headcanon.accounts.models import Invitation, Preferences
from headcanon.accounts.pen_names import add_pen_name, describe, rename
from headcanon.accounts.trusting import trust
from headcanon.canon import lines
from headcanon.canon.models import Event, Fandom, Tag
from headcanon.canon.progress import with_steps
from headcanon.core.fields import StoryHTML
from headcanon.core.outbox import drain
from headcanon.core.viewing import Viewer
from headcanon.discovery.models import AlwaysLeftOut, SavedSearch
from headcanon.following.announcing import announce
from headcanon.following.follows import follow
from headcanon.following.models import Desk, Hearing
from headcanon.headcanons import posting
from headcanon.headcanons.models import AskWishes, Belief, Headcanon, Remark, Writing
from headcanon.intake.models import Brought
from headcanon.intake.understood import put, put_concerns
from headcanon.manuscript.places import place_at
from headcanon.manuscript.words import count_words
from headcanon.reading.models import Habits, Quiet, Reading, Shelf, Shelved, ShelvedHeadcanon, WorkDay
from headcanon.reading.stopping import stop_at
from headcanon.reviews.applauding import applaud
from headcanon.reviews.models import AuthorWishes, Kudos, Review, TypoNote, WorkWishes
from headcanon.works.about import a_key
from headcanon.works.drafting import keep
from headcanon.works.models import (
    CoauthorRequest,
    Gift,
    Growth,
    Original,
    Provenance,
    RelatedWork,
    Revision,
    Series,
    SeriesPart,
    Work,
)
from headcanon.works.originals import keep_original
from headcanon.works.pictures import keep_picture
from headcanon.works.placing import place
from headcanon.works.revisions import CHAPTER_FIELDS, keep_revision
from headcanon.works.trash import trash, trash_chapter
from tests import cast

LONG_AGO = datetime(2019, 5, 4, 12, 30, tzinfo=UTC)


def a_picture(colour="teal"):
    file = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(file, "PNG")
    return SimpleUploadedFile("lamp.png", file.getvalue(), "image/png")


def rich_ana():
    """Ana, who has done everything that can be done here, with Bea, Vex and Rae around her."""
    ana, bea, vex, rae = (cast.person(name) for name in ("Ana", "Bea", "Vex", "Rae"))
    tell_of_herself(ana, bea, vex)
    works = write_works(ana, bea)
    hear_readers(works["lamp"], ana, rae)
    suppose(ana, bea, rae, works["lamp"])
    theirs = cast.posted(bea, "The Oar", fandoms=["Odyssey"])
    read_others(ana, bea, theirs, works)
    stand_on_a_line(ana, works["lamp"])
    bring_a_file(ana, works["shared"])
    drain()
    return ana


def tell_of_herself(ana, bea, vex):
    rename(pseud := add_pen_name(ana, "Annabel"), "Анна")
    describe(pseud, name="Анна", about=StoryHTML("<p>I write <em>by night</em>.</p>"))
    ana.look = "sepia.sans"
    ana.save()
    Preferences.objects.create(person=ana, shows_adult=True, language="de", veils_warnings=True)
    block(ana, vex)
    mute(ana, bea)
    trust(ana, bea)
    Hearing.objects.create(person=ana, pace="weekly", mails_kudos=False)
    Habits.objects.create(person=ana, keeps_history=True)
    Desk.objects.create(person=ana, looked_at=LONG_AGO)
    AskWishes.objects.create(person=ana, takes="trusted", takes_anonymous=False)
    AuthorWishes.objects.create(person=ana, welcome="gentle", requests_welcome=False, reviewers="members")
    Invitation.objects.create(token_sha256="f" * 64, made_by=ana, ends_at=LONG_AGO + timedelta(days=9))
    ana.tokens.create(name="My reader", token_sha256="e" * 64, scopes=["read"])


def write_works(ana, bea):
    lamp = cast.posted(ana, "The Lamp", chapters=3, at=LONG_AGO, series=[("Nights", 2)])
    first, second, third = lamp.chapters.order_by("position")
    picture = keep_picture(lamp, a_picture())
    body = f'<p>See:</p><p><img src="{picture.get_absolute_url()}" alt="A lamp"></p><p>It <em>burns</em>.</p><hr><p>On.</p>'
    type(first).objects.filter(pk=first.pk).update(body=body, words=count_words(body))
    first.refresh_from_db()
    keep_revision(
        lamp, first, Revision.Cause.SAVE, {name: str(getattr(first, name)) for name in CHAPTER_FIELDS}, person=ana
    )
    typed = {"title": "Night 1", "notes_before": "", "body": "*typed* only\n\nin haste", "notes_after": ""}
    keep_revision(lamp, first, Revision.Cause.PAUSE, typed, person=ana)
    type(second).objects.filter(pk=second.pk).update(posted_at=None, publish_at=LONG_AGO + timedelta(days=20_000))
    trash_chapter(third)
    keep(first, person=ana, device="phone", seen=1, fields={"body": "<script>unsaved</script> words"})
    Provenance.objects.create(
        work=lamp, original=keep_original(b"A stroy.\r\n\xff"), taken_in_by=ana, file_name="a lamp.TXT", format="txt",
        encoding="cp1252", concerns=[{"kind": "lost-line", "chapter": 1, "near": "his fingure", "message": "Look."}],
    )  # fmt: skip
    Gift.objects.create(work=lamp, name="Rae", accepted_at=LONG_AGO)
    WorkDay.objects.create(work=lamp, day=LONG_AGO.date(), reads=12)
    Work.objects.filter(pk=lamp.pk).update(
        summary='A <a href="https://example.org/lamp">lamp</a>.', origin_kind="headcanon", origin_text="a lamp",
        is_spoiler=True, read_count=12, lists_recommendations=False, planned_chapters=5, status="in-progress",
    )  # fmt: skip
    Work.objects.filter(pk=cast.draft(ana, "Untold").pk).update(made_at=LONG_AGO)
    link = cast.by_link(ana, "By Link")
    Work.objects.filter(pk=link.pk).update(link_token=a_key())
    shared = cast.posted(ana, "Together", others=[bea])
    CoauthorRequest.objects.create(work=link, pseud=bea.default_pseud, asked_by=ana)
    RelatedWork.objects.create(work=link, kind="sequel", parent=lamp, agreed_at=LONG_AGO)
    RelatedWork.objects.create(
        work=link, kind="remix", title="The Oil", author="Somebody", address="https://example.org/oil"
    )
    trash(cast.posted(ana, "Thrown Away"))
    cast.hidden(ana, "Hidden By Mo")
    nights = Series.objects.get(title="Nights")
    SeriesPart.objects.create(series=nights, work=shared, position=3)
    return {"lamp": Work.objects.get(pk=lamp.pk), "shared": shared, "link": link}


def hear_readers(lamp, ana, rae):
    WorkWishes.objects.create(work=lamp, welcome="critique", links_wait=False)
    chapter = lamp.chapters.order_by("position").first()
    kind = said(rae, lamp, "<p>I could <em>hear</em> the sea.</p>", is_answered=True)
    said(ana, lamp, "<p>So could I.</p>", thread=kind, answers=kind)
    Review.objects.create(work=lamp, chapter=chapter, guest_name="A passer-by", text="<p>More!</p>", sent_with="g")
    margin = place_at(chapter.body, 2)
    Review.objects.create(
        work=lamp, chapter=chapter, pseud=rae.default_pseud, text="<p>This line.</p>", sent_with="m", place=margin.as_json(),
        paragraph=2,
    )  # fmt: skip
    slip = {"words": "burns", "instead": "burnt", "before": "It ", "after": ".", "offset": 3, "place": margin.as_json()}
    TypoNote.objects.create(
        work=lamp, chapter=chapter, pseud=rae.default_pseud, slip=slip, fingerprint="x", words="burns", instead="burnt",
        remark="Perhaps?", may_thank=True,
    )  # fmt: skip
    Kudos.objects.create(work=lamp, person=rae, given_at=LONG_AGO)
    Kudos.objects.create(work=lamp, device="d" * 64)


def said(person, work, text, **more):
    chapter = work.chapters.order_by("position").first()
    return Review.objects.create(
        work=work, chapter=chapter, pseud=person.default_pseud, text=text, sent_with=f"{work.pk} {text}"[:60], **more
    )


def suppose(ana, bea, rae, lamp):
    about = {"fandoms": ["Greek myth"], "characters": ["Leander"]}
    mine = posting.post({"claim": "Leander could not swim.", **about}, pseud=ana.default_pseud, sent_with="1")
    quiet = posting.post({"claim": "Hero never slept."}, pseud=ana.default_pseud, sent_with="2", is_anonymous=True)
    theirs = posting.post({"claim": "The oar was pine."}, pseud=bea.default_pseud, sent_with="3")
    Headcanon.objects.create(
        pseud=ana.default_pseud,
        claim="Write of the storm?",
        state="asked",
        asked_of=rae,
        sent_with="4",
        made_at=LONG_AGO,
    )
    begun = Remark.objects.create(headcanon=mine, pseud=rae.default_pseud, text="<p>Yes!</p>", sent_with="5")
    Remark.objects.create(headcanon=mine, thread=begun, pseud=ana.default_pseud, text="<p>You see.</p>", sent_with="6")
    Remark.objects.create(headcanon=theirs, pseud=ana.default_pseud, text="<p>Oak.</p>", sent_with="7")
    Belief.objects.create(headcanon=theirs, person=ana)
    Belief.objects.create(headcanon=mine, person=ana)
    Writing.objects.create(headcanon=quiet, pseud=ana.default_pseud)
    Growth.objects.create(work=lamp, headcanon=mine, position=0, newest_key=lamp.newest_key)
    Growth.objects.create(work=lamp, headcanon=theirs, position=1, newest_key=lamp.newest_key)


def read_others(ana, bea, theirs, works):
    review = said(ana, theirs, "<p>The oar!</p>")
    said(bea, theirs, "<p>Thank you.</p>", thread=review, answers=review)
    applaud(theirs, viewer=Viewer(ana))
    shelf = Shelf.objects.create(
        person=ana, name="Sea", pseud=ana.default_pseud, sight="everyone", note="All of salt.", position=1
    )
    Shelved.objects.create(shelf=shelf, work=theirs, note="again", why="For the oar.", tags=["salt"], position=0)
    Shelved.objects.create(shelf=shelf, work=works["lamp"], position=1)
    ShelvedHeadcanon.objects.create(
        shelf=shelf, headcanon=Headcanon.objects.get(claim="The oar was pine."), note="pine"
    )
    ShelvedHeadcanon.objects.create(shelf=shelf, headcanon=Headcanon.objects.get(claim="Hero never slept."), position=1)
    followed = {"work": theirs, "author": bea, "pseud": bea.default_pseud, "fandom": theirs.fandoms.get()}
    for name, thing in followed.items():
        follow(ana, name, thing)
    SavedSearch.objects.create(person=ana, name="Sea", asks="q=sea&rating=teen", made_at=LONG_AGO)
    follow(ana, "search", SavedSearch.objects.get())
    AlwaysLeftOut.objects.create(person=ana, asks="no-tag=Lighthouses")
    Quiet.objects.create(person=ana, work=theirs)
    Quiet.objects.create(person=ana, words="dragons")
    Quiet.objects.create(person=ana, tag=Tag.objects.get(kind="freeform", name="Lighthouses"))
    Quiet.objects.create(person=ana, fandom=Fandom.objects.get(name="Odyssey"))
    for work, chapter in ((theirs, theirs.chapters.get()), (works["shared"], works["shared"].chapters.get())):
        Reading.objects.create(
            person=ana, work=work, chapter=chapter, place=stop_at(chapter.body, 0), permille=250, chapters_read=[chapter.pk],
            chapters_then=1, begun_at=LONG_AGO,
        )  # fmt: skip
    announce(ana.default_pseud, StoryHTML("<p>The lamp <em>rests</em>.</p>"), work=works["lamp"], sent_with="one")
    announce(ana.default_pseud, StoryHTML("<p>I moved to the sea.</p>"), sent_with="two")


def stand_on_a_line(ana, lamp):
    fandom = Fandom.objects.get(name="Greek myth")
    canon = lines.make_canon(fandom, by=ana, name="The poem", kind="book")
    instalment = lines.make_instalment(canon, "Book one", by=ana)
    storm = lines.make_event(canon, by=ana, place=1, instalment_id=instalment.pk, title="The storm")
    Event.objects.create(canon=canon, title="The calm", suggested_by=ana)
    place(lamp, canon, "diverges", event=storm, says="He turns back.")
    Headcanon.objects.filter(claim="Leander could not swim.").update(event=storm)
    ana.canons_read = with_steps(Viewer(ana), {canon.pk: instalment.pk})
    ana.save()


def bring_a_file(ana, work):
    """That still waits, half corrected."""
    original = Original.objects.get(pk=keep_original(b"The Otter\n\nIt swam.").pk)
    row = Brought(person=ana, original=original, file_name="otter.txt", state="read")
    read = cast.manuscript("The Otter", authors=["Ana"], series=[("Rivers", 1)], planned_chapters=3)
    concern = {"kind": "encoding", "chapter": None, "near": "It swam", "message": "Guessed.", "answer": "so"}
    put_concerns(put(row, read), [concern]).save()
    Brought.objects.create(person=ana, original=original, part=1, file_name="otter.txt")


# --- Another archive -----------------------------------------------------------------------------------------------

STANDS = {"canon.rating", "core.archive", "core.edition", "moderation.trail", "canon.wrangling", "moderation.reason"}


def empty_the_archive():
    """As one that was just made; the words that every archive begins with stay."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.label_lower in STANDS or model._meta.app_label in ("contenttypes", "auth", "sites"):
            continue
        rows = model._base_manager.all()
        if model is Tag:
            rows = rows.filter(offered=None)
        rows._raw_delete(rows.db)
