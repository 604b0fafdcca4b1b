"""Pictures in stories: what is taken, what is left of it, and who sees it."""

import struct
import zlib
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from headcanon.core.removing import remove_unwanted
from headcanon.works.erasing import erase
from headcanon.works.models import Chapter, Picture
from headcanon.works.pictures import Unfit, keep_picture, picture_path, pictures_folder
from tests.cast import draft, person, posted, restricted

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def data_folder(settings, tmp_path):
    settings.DATA = tmp_path


@pytest.fixture
def ana():
    return person("Ana")


def picture_file(form="PNG", size=(40, 20), mode="RGB", **options):
    buffer = BytesIO()
    Image.new(mode, size, "red" if mode == "RGB" else 1).save(buffer, form, **options)
    return buffer.getvalue()


def uploaded(data, name="ship.png"):
    return SimpleUploadedFile(name, data)


def client_of(user):
    client = Client()
    if user:
        client.force_login(user)
    return client


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
    assert f'<img src="{address}" alt="A ship">' in Client().get(work.get_absolute_url()).content.decode()


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
