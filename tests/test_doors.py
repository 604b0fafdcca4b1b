"""Every way out of the archive, for every kind of work and every kind of person: who meets what.

There is one work in each state, all the time, each with a secret of its own: what is asked in one address for all of
them, such as a list, is asked once by each reader, and what is a work's own, by each reader for each state.
The quick tests send everybody to every door that is shut to her, and one person to each that is open; `make prove` sends
everybody to those as well. A new address must be given its place here, or the first test fails.
"""

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from headcanon.accounts.blocking import block
from headcanon.accounts.models import User
from headcanon.bindery.writers import FORMATS
from headcanon.core.viewing import LINK_COOKIE
from headcanon.following.hearing import renew_feed
from headcanon.following.letters import message_of
from headcanon.following.models import Announcement, Follow, Letter, News, Notice
from headcanon.moderation.models import Case
from headcanon.ops.models import Arrival, Arrived
from headcanon.reading.models import Shelf, Shelved
from headcanon.reviews.models import Review
from headcanon.works.drafting import keep
from headcanon.works.models import Picture, Work
from headcanon.works.pictures import picture_path
from headcanon.works.trash import trash_chapter
from tests.cast import SECRET_KEY, by_link, draft, for_herself, hidden, person, posted, restricted, trashed
from tests.memory import forget_everything
from tests.worlds import anew, shared

# With blanks, so that an address, which a page may repeat to whoever typed it, does not hold it.
SECRET = "nobody ever saw the otter"


def secret_of(state):
    return f"{SECRET} {state}"


def saying(secret):
    """Every word, name and tag."""
    return {
        "chapters": 2,
        "summary": f"<p>{secret}</p>",
        "fandoms": [f"Fandom {secret}"],
        "characters": [f"Character {secret}"],
        "relationships": [],
        "tags": [f"Tag {secret}"],
        "series": [(f"Series {secret}", 1)],
    }


SAID = saying(SECRET)

STATES = {
    "draft": draft,
    "posted": posted,
    "restricted": restricted,
    "hidden": hidden,
    "by link": by_link,
    "for herself": for_herself,
    "trashed": trashed,
}
WHO_MAY_SEE = {
    "draft": {"Ana"},
    "posted": {"guest", "holder", "Rae", "Ana", "Mo"},
    "restricted": {"Rae", "Ana", "Mo"},
    "hidden": {"Ana", "Mo"},
    "by link": {"holder", "Ana"},
    "for herself": {"Ana"},
    "trashed": set(),
}
# The holder is a guest who came by the secret link once.
CAST = ("guest", "holder", "Rae", "Ana", "Mo")
# Of those who may see a work, the one who is asked each time.
FIRST = {
    "draft": "Ana",
    "posted": "guest",
    "restricted": "Rae",
    "hidden": "Mo",
    "by link": "holder",
    "for herself": "Ana",
}


def pair(state, name, *, comes, first):
    """Beside the secret link itself, its holder is a guest like any."""
    is_as_another = (comes and not first) or (name == "holder" and state != "by link")
    return pytest.param(state, name, marks=[pytest.mark.prove] if is_as_another else [])


READERS = [
    pair(state, name, comes=name in WHO_MAY_SEE[state], first=name == FIRST.get(state))
    for state in STATES
    for name in CAST
]
WRITERS = [
    pair(state, name, comes=name == "Ana" and state != "trashed", first=state in ("draft", "posted"))
    for state in STATES
    for name in CAST
]

LISTINGS = {
    "home": lambda work: reverse("home"),
    "fandoms": lambda work: reverse("fandoms"),
    "fandom": lambda work: work.fandom_names[0].get_absolute_url(),
    "tag": lambda work: work.tags_of("character")[0].get_absolute_url(),
    "completions": lambda work: f"{reverse('completions', args=['character'])}?q=ever+saw+the+ott",
    "completions, canons": lambda work: f"{reverse('completions', args=['fandom'])}?q=ever+saw+the+ott",
}
PAGES = {
    "works": lambda work: reverse("works"),
    "author": lambda work: work.authors[0].get_absolute_url(),
    "person": lambda work: reverse("person", args=[work.authors[0].user.username]),
    "series": lambda work: work.series.get().get_absolute_url(),
    "work": lambda work: work.get_absolute_url(),
    "whole work": lambda work: f"{work.get_absolute_url()}?view_full_work=true",
    "work, agreed": lambda work: f"{work.get_absolute_url()}?view_adult=true",
    "chapter": lambda work: work.chapters.get(position=1).get_absolute_url(),
    "last chapter": lambda work: work.chapters.get(position=2).get_absolute_url(),
    "navigate": lambda work: reverse("navigate", args=[work.pk]),
    "lineage": lambda work: reverse("lineage", args=[work.pk]),
    "work-card": lambda work: reverse("work-card", args=[work.pk]),
    "picture": lambda work: picture_of(work).get_absolute_url(),
    "work-reviews": lambda work: reverse("work-reviews", args=[work.pk]),
    "chapter-reviews": lambda work: reverse("chapter-reviews", args=[work.pk, first_of(work).pk]),
    "review-new": lambda work: reverse("review-new", args=[work.pk, first_of(work).pk]),
    "review": lambda work: review_of(work).get_absolute_url(),
    "review-reply": lambda work: reverse("review-reply", args=[review_of(work).pk]),
    "kudos": lambda work: reverse("kudos", args=[work.pk]),
    "work-margin": lambda work: reverse("work-margin", args=[work.pk]),
    "slip-new": lambda work: reverse("slip-new", args=[work.pk, first_of(work).pk]),
    "recommendations": lambda work: reverse("recommendations", args=[work.pk]),
    "shelf": lambda work: reverse("shelf", args=[public_shelf_with(work).pk]),
    "offline-work": lambda work: reverse("offline-work", args=[work.pk]),
    "old-address": lambda work: old_address_of(work),
    "report": lambda work: reverse("report", args=["work", work.pk]),
    "report, a chapter": lambda work: reverse("report", args=["chapter", first_of(work).pk]),
}
BOOKS = {
    f"download {extension}": lambda work, extension=extension: reverse("download", args=[work.pk, "x", extension])
    for extension in FORMATS
    if extension not in ("a4.pdf", "phone.pdf")  # the same as "pdf", and slow
}
PACKED = [FORMATS[extension].media_type for extension in ("epub", "pdf", "docx")]
# Everything of a series or by an author: see headcanon/bindery/tests/test_collecting.py.
COLLECTIONS = {"books-of-series", "books-of-person", "books-of-pen-name"}
# For machines; of each kind of feed in one of its forms.
FEEDS = {
    "feed-newest": lambda work: reverse("feed-newest", args=["atom"]),
    "feed-fandom": lambda work: reverse("feed-fandom", args=[work.fandom_names[0].slug, "json"]),
    "feed-tag": lambda work: reverse("feed-tag", args=[work.tags_of("character")[0].slug, "atom"]),
    "feed-person": lambda work: reverse("feed-person", args=[work.authors[0].user.username, "json"]),
    "feed-pen-name": lambda work: reverse(
        "feed-pen-name", args=[work.authors[0].user.username, work.authors[0], "atom"]
    ),
    "feed-series": lambda work: reverse("feed-series", args=[work.series.get().pk, "json"]),
    "feed-shelf": lambda work: reverse("feed-shelf", args=[public_shelf_with(work).pk, "atom"]),
    "opds-stories": lambda work: reverse("opds-stories"),
    "opds-fandoms": lambda work: reverse("opds-fandoms"),
}
OF_ONE = {
    "feed-work": lambda work: reverse("feed-work", args=[work.pk, "atom"]),
    "opds-work": lambda work: reverse("opds-work", args=[work.pk]),
    "opds-book": lambda work: reverse("opds-book", args=[work.pk, "x"]),
}
REPORTING = {"report", "report, a chapter"}  # where nobody reports herself
DOORS = {**LISTINGS, **PAGES, **BOOKS, **FEEDS, **OF_ONE}
LISTS = {*LISTINGS, "works", "author", "person", "series", "shelf", *FEEDS}
# Where one page is asked for them all, and tells of many: of everything, of an author, of a shelf.
OF_ALL = {"home", "fandoms", "completions", "completions, canons", "works", "author", "person", "shelf"}
OF_ALL |= {"feed-newest", "feed-person", "feed-pen-name", "feed-shelf", "opds-stories", "opds-fandoms"}
# A draft's fandom has a page for its author, which names it; the newest stories and the list of fandoms do not. Its
# fandom's, tag's and series' feeds do by their titles, as their pages.
NOT_OF_DRAFTS = {"home", "fandoms", "works", "shelf", "offline-work", *FEEDS, *OF_ONE}
NOT_OF_DRAFTS -= {"feed-fandom", "feed-tag", "feed-series"}
# Where works are written: for their authors alone, whatever others may read.
FOR_AUTHORS = {
    "publish": lambda work: reverse("publish", args=[work.pk]),
    "chapters": lambda work: reverse("chapters", args=[work.pk]),
    "chapter-edit": lambda work: reverse("chapter-edit", args=[work.pk, first_of(work).pk]),
    "work-history": lambda work: reverse("work-history", args=[work.pk]),
    "revision": lambda work: reverse("revision", args=[work.pk, work.revisions.first().pk]),
    "chapter-split": lambda work: reverse("chapter-split", args=[work.pk, first_of(work).pk]),
    "chapter-preview": lambda work: reverse("chapter-preview", args=[work.pk, first_of(work).pk]),
    "work-edit": lambda work: reverse("work-edit", args=[work.pk]),
    "work-authors": lambda work: reverse("work-authors", args=[work.pk]),
    "work-relations": lambda work: reverse("work-relations", args=[work.pk]),
    "find-headcanons": lambda work: reverse("find-headcanons", args=[work.pk]),
    "work-leave": lambda work: reverse("work-leave", args=[work.pk]),
    "work-wishes": lambda work: reverse("work-wishes", args=[work.pk]),
    "work-slips": lambda work: reverse("work-slips", args=[work.pk]),
    "desk-story": lambda work: reverse("desk-story", args=[work.pk]),
}
# Addresses of theirs that take a form and show nothing.
TAKEN_FROM_AUTHORS = {"pictures", "chapter-new"}
TAKEN_FROM_AUTHORS |= {"chapter-keep", "work-keep", "work-trash", "work-untrash", "chapter-trash", "chapter-untrash"}
TAKEN_FROM_AUTHORS |= {"work-link", "coauthor-withdraw", "relation-remove", "works-edit", "review-answer"}
# Lists of the viewer's own works; what waits for her choice between two texts; where she erases, also out of the trash.
OWN = {"requests", "request-answer", "work-new", "works-mine", "trash", "chapter-compare", "work-compare", "work-erase"}
# What somebody is told of a work, and where she follows what it belongs to: each has a test of its own below.
OF_NEWS = {"inbox", "notice", "inbox-read", "feed", "feed-json", "follows", "announcement", "announce"}
TO_FOLLOW = {
    "follow-work": lambda work: reverse("follow-work", args=[work.pk]),
    "follow-series": lambda work: reverse("follow-series", args=[work.series.get().pk]),
    "follow-fandom": lambda work: reverse("follow-fandom", args=[work.fandom_names[0].slug]),
    "follow-tag": lambda work: reverse("follow-tag", args=[work.tags_of("character")[0].slug]),
    "follow-author": lambda work: reverse("follow-author", args=[work.authors[0].user.username]),
    "follow-pen-name": lambda work: reverse("follow-pen-name", args=[work.authors[0].user.username, work.authors[0]]),
}
# What moderators look after, and what they have told somebody about what is hers.
FOR_MODERATORS = {"moderation", "moderation-case", "moderation-trail", "bad-day"}
OWN |= {"review-edit", "review-delete", "slips"}
OWN |= {"desk", "desk-reviews", "desk-stories"}
# What a reader keeps on shelves, and where she puts it there: see headcanon/reading/tests/test_shelves.py.
OWN |= {"shelves", "shelf-line", "shelf-move", "shelf-take", "shelf-book", "shelf-remove", "shelf-edit", "shelf-link"}
OWN |= {"shelves-export", "shelves-undo", "shelve", "read-later"}
# What her devices ask, and bring: see headcanon/reading/tests/test_offline.py and test_offline_words.py.
OWN |= {"offline-contents", "offline-kudos", "offline-review"}
OWN |= {
    "place",
    "continue",
    "reading-mark",
    "history",
    "history-thin",
    "history-table",
}  # see test_readings_are_hers.py
# What somebody brought, and stories that she says are hers: see test_looking_first.py and test_claiming.py there.
OWN |= {
    "intake",
    "intake-many",
    "intake-progress",
    "intake-beside",
    "intake-original",
    "intake-correct",
    "intake-chapter",
}
OWN |= {"intake-concern", "intake-take", "work-claim", "claims", "claim-decide", "claim-back"}
OWN |= {"quiet", "quiet-work"}  # see headcanon/reading/tests/test_quiet.py
# What her programs read with a token of hers, and what a search finds: see headcanon/api/tests/test_opds.py, test_feeds.py.
OWN |= {"opds-shelves", "opds-shelf", "opds-follows", "opds-followed", "opds-search"}
OWN |= {"feed-saved-search", "feed-search"}
OWN |= {"moderation-mine", "moderation-answer", "moderation-letter"}
OWN |= {"saved-searches", "saved-search", "saved-search-new", "saved-search-edit"}  # see test_saved_searches.py there
OWN |= {"follow-search"}  # see headcanon/following/tests/test_found_news.py
OWN |= {"loved"}  # see headcanon/discovery/tests/test_loving.py
OWN |= {"search", "search-groups", "left-out"}  # see headcanon/discovery/tests/test_search_page.py
# Headcanons have doors of their own: see headcanon/headcanons/tests/test_doors.py.
OF_HEADCANONS = {
    "headcanons", "headcanon-new", "headcanon-surprise", "headcanon", "headcanon-edit", "headcanon-delete",
    "headcanon-believe", "headcanon-writing", "headcanon-talk", "headcanon-shelve", "remark", "remark-new",
    "remark-reply", "remark-edit", "remark-delete", "asks", "ask", "ask-answer", "ask-wishes", "follow-headcanon",
    "shelf-headcanons", "shelf-headcanon-take", "shelf-headcanons-undo",
}  # fmt: skip
OF_HEADCANONS |= {"feed-headcanon"}  # see headcanon/api/tests/test_feeds.py
OF_HEADCANONS |= {"headcanon-works", "headcanon-lineage"}  # see headcanon/works/tests/test_growing.py, test_lineage.py
# A fandom's line is everybody's, its name with it; what hangs on it: see headcanon/discovery/tests/test_events.py.
OF_LINES = {
    "event", "line", "line-canon-new", "line-canon", "line-canon-back", "line-instalment-new", "line-instalment",
    "line-event-new", "line-event", "line-move", "line-place", "line-suggest", "line-suggestions", "line-waiting",
    "line-history", "line-undo", "line-table", "line-import", "progress", "progress-settings",
}  # fmt: skip
OF_LINES |= {"timeline", "line-suggest-canon"}  # see test_timeline.py, test_beginning.py in headcanon/discovery/tests
# Of names that only unseen works have a wrangler learns nothing: see headcanon/works/tests/test_wrangling_pages.py.
OF_LINES |= {"wrangling", "wrangling-acts", "wrangling-fandom", "wrangling-tag", "wranglers", "release-wrangler"}
# Addresses that say nothing of any work.
NOT_OF_WORKS = {
    "about", "rules", "privacy", "appearance", "choose-look", "archive-settings", "set-up", "account_login",
    "takeout", "takeout-file", "bring-takeout", "leave", "backups", "wishes", "trusted", "trusted-remove",
    "account_logout", "account_inactive", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done",
    "news-settings", "unsubscribe", "shelf-new", "shelves-import", "shelves-import-report", "recommended-by",
    "settings", "preferences", "pen-names", "pen-name", "usual-pen-name", "remove-pen-name", "blocked", "keep-away",
    "account_signup", "sign-up-invited", "account_email_verification_sent", "account_confirm_email", "account_waiting",
    "token-dispenser", "account_reauthenticate", "mfa_authenticate", "mfa_login_webauthn", "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn", "mfa_index", "account_change_password", "account_email", "mfa_list_webauthn",
    "mfa_add_webauthn", "mfa_edit_webauthn", "mfa_remove_webauthn", "mfa_activate_totp", "mfa_deactivate_totp",
    "mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_download_recovery_codes", "usersessions_list",
    "offline", "offline-token", "manifest", "worker",
    "paste", "vocabulary", "moderators", "release-moderator", "report-reasons",
    "opds", "opds-search-description", "opds-sign-in",
    "tokens", "token-end", "api-page",
    "robots", "sitemaps", "sitemap-pages", "sitemap",  # what the last one names: headcanon/api/tests/test_sitemaps.py
    "intake-file", "end-session", "invitations", "take-back-invitation", "joining-settings", "newcomers", "answer-newcomer",
}  # fmt: skip


def first_of(work):
    return work.chapters.get(position=1)


def review_of(work):
    """A guest's, which is a secret as well."""
    said = {"chapter": first_of(work), "text": f"<p>Said {work.title}</p>", "sent_with": f"of {work.pk}"}
    return Review.objects.get_or_create(work=work, guest_name="Tam", defaults=said)[0]


def public_shelf_with(work):
    """One of somebody who recommends it to everyone."""
    nim = User.objects.filter(username="Nim").first() or person("Nim")
    shelf, _ = Shelf.objects.get_or_create(person=nim, name="Nim’s", sight="everyone", pseud=nim.default_pseud)
    Shelved.objects.get_or_create(shelf=shelf, work=work, why="Read it.")
    return shelf


def picture_of(work):
    """One with the secret behind it, where the file's kind allows anything to stand."""
    picture, _ = Picture.objects.get_or_create(
        work=work, defaults={"sha256": f"{work.pk:064x}", "kind": "png", "width": 1, "height": 1}
    )
    picture_path(picture).parent.mkdir(parents=True, exist_ok=True)
    picture_path(picture).write_bytes(b"\x89PNG" + work.title.encode())
    return picture


def old_address_of(work):
    """Where it was in an archive that came here."""
    arrival, _ = Arrival.objects.get_or_create(kind="efiction", source="fanfiction_ quay.example.org/fic")
    Arrived.objects.get_or_create(arrival=arrival, kind="story", old_id=str(work.pk), defaults={"new_id": work.pk})
    return f"/fic/viewstory.php?sid={work.pk}"


def test_every_address_has_its_place_here():
    named = {name for name in get_resolver().reverse_dict if isinstance(name, str)}
    walked = {door.split()[0].rstrip(",") for door in DOORS} - {"whole", "last"}
    news = OF_NEWS | set(TO_FOLLOW) | OF_HEADCANONS | OF_LINES | COLLECTIONS
    assert named == walked | set(FOR_AUTHORS) | TAKEN_FROM_AUTHORS | FOR_MODERATORS | OWN | NOT_OF_WORKS | news


@pytest.fixture(params=STATES)
def state(request):
    return request.param


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """The people, and a work in every state with all that hangs on it, so that no test makes it while it walks."""
    with shared(django_db_blocker):
        people = {name: person(name, is_archivist=name == "Mo") for name in CAST[2:]}
        works = {}
        for state, make in STATES.items():
            works[state] = work = make(people["Ana"], f"Title {secret_of(state)}", **saying(secret_of(state)))
            for begin in (review_of, public_shelf_with, picture_of, old_address_of):
                begin(work)
        yield people, works


@pytest.fixture
def people(world, db):
    return {"guest": None, "holder": None, **{name: anew(each) for name, each in world[0].items()}}


@pytest.fixture
def works(world, db):
    return {state: anew(work) for state, work in world[1].items()}


@pytest.fixture
def work(state, world, db):
    return anew(world[1][state])


def client_of(name, people):
    client = signed_in(people[name])
    if name == "holder":
        client.cookies[LINK_COOKIE] = SECRET_KEY
    return client


def signed_in(user):
    """A browser that has her session, in an archive that remembers nothing of what others were shown."""
    forget_everything()
    client = Client()
    if user:
        client.force_login(user)
    return client


def meets(client, address, secret=SECRET):
    """Whether anything of the secret comes through this door, headers and file names included."""
    return bool(met_of([secret], client, address))


def met_of(secrets, client, address):
    """Those of the secrets of which anything comes through it."""
    response = client.get(address, follow=True)
    body = b"".join(response.streaming_content) if response.streaming else response.content
    if response.get("Content-Type") in PACKED:
        return set(secrets) if response.status_code == 200 else set()
    return {secret for secret in secrets if secret.encode() in body or secret in str(response.headers)}


def comes(state, name, door):
    """Whether a work in this state is met at this door by her."""
    if name not in WHO_MAY_SEE[state]:
        return False
    if state == "by link" and name == "holder":
        return door not in LISTS  # the link opens the work, and no list tells of it
    if name == "Ana" and door in REPORTING:
        return False
    return state != "draft" or door not in NOT_OF_DRAFTS


@pytest.mark.parametrize(("state", "name"), READERS)
def test_who_meets_a_work_at_which_door(people, work, state, name):
    client = client_of(name, people)
    doors = {door: address(work) for door, address in DOORS.items() if door not in OF_ALL}
    met = {door: meets(client, address, secret_of(state)) for door, address in doors.items()}
    assert met == {door: comes(state, name, door) for door in doors}


@pytest.mark.parametrize("name", CAST)
def test_who_meets_which_works_where_all_are_told_of(people, works, name):
    client = client_of(name, people)
    secrets = {secret_of(state): state for state in STATES}
    for door in sorted(OF_ALL):
        [address] = {DOORS[door](work) for work in works.values()}
        met = {secrets[secret] for secret in met_of(secrets, client, address)}
        assert met == {state for state in STATES if comes(state, name, door)}, door


@pytest.mark.parametrize("name", CAST)
def test_who_meets_a_reported_work_among_the_reports(people, work, state, name):
    """A moderator, if she could open it on its own page."""
    case = Case.objects.create(work=work, is_open=True, place=1)
    client = client_of(name, people)
    pages = [reverse("moderation"), reverse("moderation-case", args=[case.pk])]
    met = [meets(client, page, secret_of(state)) for page in pages]
    assert met == [name == "Mo" and name in WHO_MAY_SEE[state]] * 2


def test_a_list_shows_each_of_its_works_to_who_may_see_that_one(people):
    """A page that is there for one work's sake must not show the others along with it."""
    titles = {state: f"The {state} one" for state in STATES}
    for number, (state, make) in enumerate(STATES.items(), start=1):
        make(people["Ana"], titles[state], series=[("Nights", number)])
    work = Work.objects.get(title=titles["posted"])
    for name in CAST:
        client = client_of(name, people)
        for door in ("home", "fandom", "tag", "author", "person", "series"):
            page = client.get(DOORS[door](work), follow=True).content.decode()
            may_see = {state for state in STATES if name in WHO_MAY_SEE[state]}
            if name == "holder":
                may_see -= {"by link"}
            if door in ("home", "fandom", "tag"):
                may_see -= {"draft"}
            assert {state for state in STATES if titles[state] in page} == may_see, (name, door)


@pytest.mark.parametrize("name", CAST)
def test_only_an_author_can_publish(people, work, state, name):
    form = {"chapters": [chapter.pk for chapter in work.chapters.all()], "when": "now", "zone": "UTC"}
    response = client_of(name, people).post(reverse("publish", args=[work.pk]), form)
    assert (response.status_code, response.url if response.status_code == 302 else "") == publishing(name, work, state)
    work.refresh_from_db()
    assert work.is_draft == (state == "draft" and name != "Ana")


def publishing(name, work, state):
    if people_without_account(name):
        return 302, f"{reverse('account_login')}?next={reverse('publish', args=[work.pk])}"
    if name != "Ana" or state == "trashed":
        return 404, ""
    return 302, work.get_absolute_url()


def people_without_account(name):
    return name in ("guest", "holder")


@pytest.mark.parametrize(("state", "name"), WRITERS)
def test_only_an_author_comes_to_where_a_work_is_written(people, work, state, name):
    client = client_of(name, people)
    comes = name == "Ana" and state != "trashed"
    answers = {door: client.get(address(work)).status_code == 200 for door, address in FOR_AUTHORS.items()}
    assert answers == dict.fromkeys(FOR_AUTHORS, comes)


@pytest.mark.parametrize("name", CAST)
def test_only_an_author_finds_a_work_among_her_own(people, works, name):
    client = client_of(name, people)
    secrets = {secret_of(state): state for state in STATES}
    away = {"trashed"}
    for page, own in (("works-mine", set(STATES) - away), ("trash", away)):
        met = {secrets[secret] for secret in met_of(secrets, client, reverse(page))}
        assert met == (own if name == "Ana" else set()), page
    erased = {state: reverse("work-erase", args=[work.pk]) for state, work in works.items()}
    met = {state for state, address in erased.items() if meets(client, address, secret_of(state))}
    assert met == (set(STATES) if name == "Ana" else set())


def tell_of(work, reader):
    """A notice of every kind of news about the work, an announcement to its followers, and a follow of all of it."""
    said, _ = Announcement.objects.get_or_create(
        pseud=work.authors[0], work=work, sent_with=f"of {work.pk}", defaults={"text": f"<p>Said {work.title}</p>"}
    )
    about = [{"kind": "work"}, {"kind": "chapter", "chapter": first_of(work)}, {"kind": "status", "status": "complete"}]
    about += [{"kind": "announcement", "announcement": said}, {"kind": "review", "review": review_of(work)}]
    for each in about:
        Notice.objects.create(person=reader, news=News.objects.create(work=work, is_told=True, **each))
    for name, thing in {"work": work, "series": work.series.get(), "fandom": work.fandom_names[0]}.items():
        Follow.objects.create(person=reader, **{name: thing})
    return said


@pytest.mark.parametrize("every_notice", [False, pytest.param(True, marks=pytest.mark.prove)])
@pytest.mark.parametrize("name", ["Rae", *(pytest.param(name, marks=pytest.mark.prove) for name in ("Ana", "Mo"))])
def test_who_is_told_of_a_work_in_inbox_feed_and_mail(people, works, name, every_notice):
    """Also of one that she was told of when she could see it still."""
    reader, client = people[name], client_of(name, people)
    secrets = {state: secret_of(state) for state in STATES}
    said = {state: tell_of(work, reader) for state, work in works.items()}
    renew_feed(reader)
    feed = reverse("feed", args=[reader.hearing.feed_token])
    letter = Letter.objects.create(person=reader, message_id="<1@example.org>")
    reader.notices.update(letter=letter)
    mail = message_of(letter, "https://archive.example")
    # Of a work with a secret link no list tells; of a draft, its author's list of what she follows.
    lists = {door: text_of(client, door) for door in (reverse("inbox"), feed, f"{feed}.json", reverse("follows"))}
    lists["mail"] = mail.body
    may_see = {state for state in STATES if name in WHO_MAY_SEE[state]}
    met = {door: {state for state in STATES if secrets[state] in text} for door, text in lists.items()}
    assert met == dict.fromkeys(lists, may_see)
    met = {state for state in STATES if meets(client, said[state].get_absolute_url(), secrets[state])}
    assert met == may_see, "announcement"
    for number, (state, work) in enumerate(works.items()):
        notices = list(reader.notices.filter(news__work=work).order_by("pk"))
        for notice in notices if every_notice else [notices[number % len(notices)]]:
            # Nobody is told of a draft; what is said of one, its author is.
            is_told = state in may_see and (state != "draft" or notice.news.kind == "review")
            assert meets(client, notice.get_absolute_url(), secrets[state]) == is_told, (state, notice.news.kind)


def text_of(client, address):
    forget_everything()
    return client.get(address).content.decode()


@pytest.mark.parametrize(("state", "name"), READERS)
def test_who_can_follow_what_a_work_belongs_to(people, work, state, name):
    may_see = name in WHO_MAY_SEE[state] and name in people and people[name] is not None
    expected = {door: may_see for door in TO_FOLLOW} | {"follow-author": False, "follow-pen-name": False}
    if state == "draft":
        expected["follow-work"] = False
    client = client_of(name, people)
    met = {door: meets(client, address(work), secret_of(state)) for door, address in TO_FOLLOW.items()}
    assert met == expected


def test_two_texts_are_compared_by_who_wrote_them(people):
    """Not even by an author of the same work, and what waits for her is not to be had by another's form."""
    ana, rae = people["Ana"], people["Rae"]
    work = draft(ana, others=[rae])
    chapter = first_of(work)
    for device in ("one", "two"):
        text = {"body": f"<p>{SECRET} {device}</p>"}
        keep(chapter, person=ana, device=device, seen=1, fields=text)
    [copy] = work.working_copies.filter(stands_apart=True)
    address = reverse("chapter-compare", args=[work.pk, chapter.pk])
    shown = {name: client_of(name, people).get(address).status_code for name in CAST}
    assert shown == {"guest": 302, "holder": 302, "Rae": 302, "Ana": 200, "Mo": 404}
    own = draft(rae, "Of Rae")
    own_address = reverse("chapter-compare", args=[own.pk, first_of(own).pk])
    for choice in ("mine", "other"):
        form = {"choice": choice, "copy": copy.pk, "version": 2}
        assert client_of("Rae", people).post(address, form).status_code == 404
        assert client_of("Rae", people).post(own_address, form).status_code == 404
    copy.refresh_from_db()
    assert (copy.stands_apart, copy.person) == (True, ana)


def test_nothing_of_another_work_is_reached_through_one_of_ones_own(people):
    """Whoever writes the number of another's chapter or revision behind her own work's."""
    own, other = draft(people["Rae"], "Of Rae", chapters=2), draft(people["Ana"], f"Title {SECRET}", **SAID)
    chapter, revision = first_of(other), other.revisions.first()
    away = other.chapters.get(position=2)
    trash_chapter(away)
    before = chapter.version, str(chapter.body), other.revisions.count()
    client = client_of("Rae", people)
    sent = {"device": "x", "seen": 1, "fields": {"body": "x"}, "body": "x", "version": 1}
    for name in ("chapter-edit", "chapter-keep", "chapter-compare", "chapter-trash"):
        address = reverse(name, args=[own.pk, chapter.pk])
        assert client.post(address, sent, content_type="application/json").status_code == 404, name
    assert client.post(reverse("chapter-untrash", args=[own.pk, away.pk])).status_code == 404
    assert client.post(reverse("revision", args=[own.pk, revision.pk])).status_code == 404
    assert client.get(reverse("work-history", args=[own.pk]), {"of": chapter.pk}).status_code == 404
    chapter.refresh_from_db()
    assert (chapter.version, str(chapter.body), other.revisions.count()) == before


@pytest.mark.parametrize(
    ("blocker", "names"),
    [
        ("Ana", {"Vex", "Mo"}),
        pytest.param("Vex", {"Vex", "Rae"}, marks=pytest.mark.prove),
        *(pytest.param(name, {*CAST, "Vex"}, marks=pytest.mark.prove) for name in ("Ana", "Vex")),
    ],
)
def test_two_people_of_whom_one_blocked_the_other_meet_nothing_of_each_other(people, works, blocker, names):
    """Whoever of the two made the block; the archivist and everybody else go on seeing everything."""
    people["Vex"] = vex = person("Vex")
    work, secret = works["posted"], secret_of("posted")
    block(people[blocker], vex if blocker == "Ana" else people["Ana"])
    clients = {name: client_of(name, people) for name in names}
    met = {
        name: {door for door, address in DOORS.items() if meets(client, address(work), secret)}
        for name, client in clients.items()
    }
    expected = {"Vex": set(), "Ana": set(DOORS) - REPORTING}
    assert met == {name: expected.get(name, set(DOORS)) for name in names}
    assert signed_in(vex).get(reverse("person", args=["Ana"])).status_code == 404


def test_a_work_that_somebody_blocked_has_a_part_in_is_not_there_either(people):
    """Nor is a part of a series of several people's works, of which the others are."""
    vex = person("Vex")
    together = posted(people["Rae"], f"Title {SECRET}", others=[people["Ana"]], **SAID)
    alone = posted(people["Rae"], "Rae alone")
    together.series.get().parts.create(work=alone, position=2)
    block(people["Ana"], vex)
    client = signed_in(vex)
    doors = {door: address for door, address in DOORS.items() if door not in ("series", "feed-series")}
    assert [door for door, address in doors.items() if meets(client, address(together))] == []
    series = client.get(together.series.get().get_absolute_url()).content.decode()
    assert "Rae alone" in series
    assert f"Title {SECRET}" not in series


def test_a_hidden_work_looks_exactly_like_a_missing_one(people, db):
    seen = hidden(people["Ana"], chapters=1)
    for address in ("/works/{}", "/works/{}/navigate", "/works/{}?view_full_work=true", "/works/{}?view_adult=true"):
        there, missing = (Client().get(address.format(pk)) for pk in (seen.pk, 999_999))
        assert (there.status_code, missing.status_code) == (404, 404)
        assert there.content.replace(str(seen.pk).encode(), b"") == missing.content.replace(b"999999", b"")


def test_numbers_tell_a_guest_nothing_of_what_she_may_not_see(people, works):
    posted(people["Ana"], "Seen")
    unseen = "an otter nobody counts"
    for make in (draft, restricted, hidden, by_link, for_herself, trashed):
        make(people["Ana"], f"Title {unseen}")
    mine = people["Ana"].default_pseud.get_absolute_url()
    for address, number in (("/", "2 stories, "), ("/fandoms/greek-myth", "1 story."), (mine, "2 stories, ")):
        page = Client().get(address).content.decode()
        assert number in page
        assert unseen not in page
