"""Pictures in stories: what is taken, what is left of it, and who sees it."""

import struct
import zlib
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from headcanon.core.fields import StoryHTML
from headcanon.core.removing import remove_unwanted
from headcanon.works.drafting import keep, put_in_place
from headcanon.works.erasing import erase, erase_chapter
from headcanon.works.models import Chapter, Picture
from headcanon.works.pictures import TIME_TO_BE_NAMED, Unfit, keep_picture, picture_path, pictures_folder
from headcanon.works.tests.pictures import picture_file, uploaded
from headcanon.works.trash import trash_chapter
from tests.cast import draft, person, posted, restricted, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("data_folder")]


def client_of(user):
    return signed_in(user) if user else Client()


def bring(user, work, data):
    return client_of(user).post(reverse("pictures", args=[work.pk]), {"picture": uploaded(data)})


def opened(picture):
    with Image.open(picture_path(picture)) as image:
        image.load()
        return image


def test_an_author_brings_a_picture_and_her_readers_see_it(ana):
    work = posted(ana)
    answer = bring(ana, work, picture_file())
    picture = Picture.objects.get()
    address = f"/works/{work.pk}/pictures/{picture.pk}"
    assert (answer.status_code, answer.json()) == (201, {"src": address, "width": 40, "height": 20})
    Chapter.objects.filter(work=work).update(body=f'<p>Look.</p><img src="{address}" alt="A ship">')
    shown = Client().get(address)
    assert (shown.status_code, shown["Content-Type"], shown["X-Content-Type-Options"]) == (200, "image/png", "nosniff")
    assert shown["Cache-Control"] == "private, max-age=31536000, immutable"
    assert b"".join(shown.streaming_content) == picture_path(picture).read_bytes()
    assert f'<img id="p-1" src="{address}" alt="A ship">' in Client().get(work.get_absolute_url()).content.decode()


def test_nobody_else_brings_one_and_a_guest_is_asked_to_sign_in(ana):
    work = posted(ana)
    assert bring(person("Rae"), work, picture_file()).status_code == 404
    assert bring(None, work, picture_file()).url.startswith(reverse("account_login"))
    assert not Picture.objects.exists()


def test_a_picture_is_seen_by_whoever_may_see_its_work(ana):
    rae = person("Rae")
    for make, who in ((draft, {ana}), (restricted, {ana, rae}), (posted, {ana, rae, None})):
        work = make(ana)
        address = keep_picture(work, uploaded(picture_file())).get_absolute_url()
        assert {user for user in (ana, rae, None) if client_of(user).get(address).status_code == 200} == who
    elsewhere = address.replace(str(work.pk), str(draft(ana).pk))
    assert client_of(ana).get(elsewhere).status_code == 404


def test_nothing_is_left_of_a_file_but_what_can_be_seen(ana):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F], exif[0x8825] = 6, "Secret camera", {1: "N"}
    data = picture_file("JPEG", size=(60, 30), exif=exif, comment=b"Secret words") + b"<script>Secret tail</script>"
    picture = keep_picture(draft(ana), uploaded(data))
    assert (picture.width, picture.height) == (30, 60)  # it was to be turned
    assert b"Secret" not in picture_path(picture).read_bytes()
    assert not opened(picture).getexif()


def test_the_same_picture_is_kept_once_and_a_large_one_is_made_smaller(ana):
    work = draft(ana)
    large = picture_file(size=(3000, 1500))
    assert keep_picture(work, uploaded(large)) == keep_picture(work, uploaded(large))
    assert opened(Picture.objects.get()).size == (2000, 1000)
    assert len(list(pictures_folder(work.pk).iterdir())) == 1


def test_what_shines_through_goes_on_doing_so(ana):
    clear = BytesIO()
    Image.new("RGBA", (4, 4), (0, 0, 0, 0)).save(clear, "PNG")
    picture = keep_picture(draft(ana), uploaded(clear.getvalue()))
    assert (picture.kind, opened(picture).mode) == ("png", "RGBA")


@pytest.mark.parametrize("form", ["JPEG", "PNG", "GIF", "WEBP"])
def test_what_browsers_show_is_taken(ana, form):
    assert keep_picture(draft(ana), uploaded(picture_file(form))).width == 40


def bomb(size):
    """A few bytes that say they are so many points wide and high."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 99)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "could not be read as a picture"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' onload='pwned(1)'/>", "could not be read as a picture"),
        (picture_file()[:60], "could not be read as a picture"),
        (picture_file("JPEG")[:200], "could not be read as a picture"),
        (picture_file("TIFF"), "could not be read as a picture"),
        (b"GIF89a<script>pwned(1)</script>", "could not be read as a picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n", "could not be read as a picture"),
        (bomb(50_000), "more than 60 million points"),
        (bomb(9_000), "more than 60 million points"),
        (b"x" * (10 * 2**20 + 1), "larger than 10 MB"),
    ],
    ids=["empty", "svg", "cut png", "cut jpeg", "tiff", "gif", "postscript", "bomb", "small bomb", "large"],
)
def test_what_is_no_picture_or_too_much_of_one_is_refused_with_a_reason(ana, data, says):
    work = draft(ana)
    with pytest.raises(Unfit, match=says):
        keep_picture(work, uploaded(data))
    answer = bring(ana, work, data) if data else None
    assert answer is None or (answer.status_code == 400 and says in answer.json()["error"])
    assert (Picture.objects.count(), pictures_folder(work.pk).exists()) == (0, False)


def test_a_missing_file_says_what_to_do(ana):
    answer = client_of(ana).post(reverse("pictures", args=[draft(ana).pk]))
    assert (answer.status_code, answer.json()) == (400, {"error": "No picture came. Choose a file, up to 10 MB."})


@pytest.mark.django_db(transaction=True)
def test_erasing_a_work_removes_its_pictures_and_nobody_elses(ana):
    work, other = draft(ana), draft(ana)
    for each in (work, other):
        keep_picture(each, uploaded(picture_file()))
    erase(work)
    remove_unwanted()
    assert [path.name for path in pictures_folder(0).parent.iterdir()] == [str(other.pk)]
    assert Picture.objects.get().work == other


# --- When a chapter is erased --------------------------------------------------------------------------------------


class TestErasingAChapter:
    """Ana's second chapter goes for good; what stands in the folder afterwards."""

    pytestmark = pytest.mark.django_db(transaction=True)

    @pytest.fixture
    def work(self, ana):
        return draft(ana, chapters=2)

    @pytest.fixture
    def goes(self, work):
        return work.chapters.get(position=2)

    def bring(self, work, side, *, days=0):
        picture = keep_picture(work, uploaded(picture_file(size=(side, side))))
        Picture.objects.filter(pk=picture.pk).update(made_at=picture.made_at - timedelta(days=days))
        return picture

    def write(self, chapter, *pictures, kept_only=False, apart=False):
        """Of another text of this chapter each; the last one is put in its place unless it is to be kept only."""
        for picture in pictures:
            chapter.refresh_from_db()
            fields = {"body": f'<p>Look.</p><img src="{picture.get_absolute_url()}" alt="A ship">'}
            seen = 0 if apart else chapter.version
            keep(chapter, person=chapter.work.authors[0].user, device=str(picture.pk), seen=seen, fields=fields)
            if not kept_only and not apart:
                put_in_place(chapter, person=None)

    def erase(self, chapter):
        trash_chapter(chapter)
        assert Picture.objects.count() == len(self.files(chapter.work)), "in the trash nothing is lost"
        erase_chapter(Chapter.with_trash.get(pk=chapter.pk))

    def files(self, work):
        return {path.name for path in pictures_folder(work.pk).iterdir()}

    def test_its_pictures_go_with_it_those_of_earlier_versions_too(self, work, goes):
        self.write(goes, self.bring(work, 3), self.bring(work, 4))
        self.write(goes, self.bring(work, 5), apart=True)
        self.erase(goes)
        assert (self.files(work), Picture.objects.count()) == (set(), 0)

    def test_a_picture_that_any_other_text_names_stays(self, work, goes):
        stays = work.chapters.get(position=1)
        earlier, typed, apart, noted, gone = (self.bring(work, side, days=99) for side in range(3, 8))
        self.write(goes, earlier, typed, apart, noted, gone)
        self.write(stays, earlier)
        put_in_place(stays, person=None)
        self.write(stays, typed, kept_only=True)
        self.write(stays, apart, apart=True)
        work.summary = StoryHTML(f'<p>See</p><img src="{noted.get_absolute_url()}" alt="A ship">')
        work.save()
        self.erase(goes)
        assert self.files(work) == {picture_path(each).name for each in (earlier, typed, apart, noted)}
        assert gone not in Picture.objects.all()

    def test_a_picture_nothing_names_yet_is_given_time(self, work, goes):
        just_brought, forgotten = self.bring(work, 3), self.bring(work, 4, days=TIME_TO_BE_NAMED.days + 1)
        self.erase(goes)
        assert self.files(work) == {picture_path(just_brought).name}
        assert list(Picture.objects.all()) == [just_brought]
        assert forgotten.work == work

    def test_pictures_of_other_stories_stay(self, ana, work, goes):
        other = draft(ana, "The Other")
        theirs = self.bring(other, 3, days=99)
        self.write(goes, theirs)
        erase_chapter(goes)
        assert self.files(other) == {picture_path(theirs).name}

    def test_a_picture_brought_again_is_there_again(self, work, goes):
        self.write(goes, self.bring(work, 3))
        self.erase(goes)
        again = self.bring(work, 3)
        remove_unwanted()
        assert self.files(work) == {picture_path(again).name}
