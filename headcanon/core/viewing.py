"""Who is looking, and the one way to fetch what they may see."""

import re
from functools import wraps

from django.http import Http404
from django.utils.functional import cached_property
from django.views.decorators.cache import never_cache

from headcanon.core.looks import Look, look_kept
from headcanon.core.standing import pages_changed_for

CONSENT_COOKIE = "adult"
LINK_COOKIE = "links"
CANONS_COOKIE = "canons"
SAFE_METHODS = ("GET", "HEAD", "OPTIONS", "TRACE")

MOST_LINKS = 20
# How far a reader says she has come: canon and instalment by their numbers, "12-340.15-0"; see canon/progress.py.
CANONS_READ = re.compile(r"\d{1,10}-\d{1,10}(?:\.\d{1,10}-\d{1,10}){0,49}\Z")
A_LINK_KEY = re.compile(r"[A-Za-z0-9_-]{16,32}\Z")


class Viewer:
    """A person or a guest, with what they have agreed to see. Every rule takes one; none takes a request."""

    def __init__(self, person=None, *, adult=False, look=None, link_keys=(), canons_read=""):
        self.person = person
        self.canons_read = person.canons_read if person else canons_read
        self.link_keys = tuple(link_keys)
        self.has_agreed = adult
        self.look = look or Look()

    @property
    def is_guest(self):
        return self.person is None

    @property
    def is_archivist(self):
        return self.person is not None and self.person.is_superuser

    @property
    def is_moderator(self):
        """Whether she looks after the archive: the archivist does, and whomever she has named."""
        return self.is_archivist or (self.person is not None and self.person.is_moderator)

    @cached_property
    def adult(self):
        """Whether adult stories are shown without asking: agreed to on this device, or a preference of hers."""
        return self.has_agreed or (self.person is not None and self.person.prefers.shows_adult)

    @cached_property
    def cache_key(self):
        """What two guests must share to be shown the same page; None for a person, who shares with nobody."""
        return None if self.person else f"{int(self.adult)}{self.look} {','.join(self.link_keys)} {self.canons_read}"

    def without_links(self):
        """The same reader as one who holds no secret links."""
        if not self.link_keys:
            return self
        return Viewer(self.person, adult=self.has_agreed, look=self.look, canons_read=self.canons_read)

    @classmethod
    def of(cls, request):
        # Asking for the user reads the session; a guest without its cookie must cost no query.
        person = request.user if request.user.is_authenticated else None
        return cls.with_cookies(request, person)

    @classmethod
    def with_cookies(cls, request, person=None):
        cookies = request.COOKIES
        adult = cookies.get(CONSENT_COOKIE) == "1" or request.GET.get("view_adult") == "true"
        said = {"look": look_kept(request, person), "link_keys": link_keys_of(request)}
        return cls(person, adult=adult, canons_read=canons_read_in(cookies), **said)


def canons_read_in(cookies):
    said = cookies.get(CANONS_COOKIE, "")
    return said if CANONS_READ.match(said) else ""


def link_keys_of(request):
    """The keys of secret links that this reader has come by, the newest first; the page's address may bring one."""
    kept = request.COOKIES.get(LINK_COOKIE, "").split(".")
    keys = [key for key in (request.GET.get("key", ""), *kept) if A_LINK_KEY.match(key)]
    return tuple(dict.fromkeys(keys))[:MOST_LINKS]


GUEST = Viewer()


class ViewerMiddleware:
    """Gives every request its `viewer`, and after a form she sent lets nothing of hers be shown as it was before: unless
    the answer says that it leaves her pages as they are."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.viewer = viewer = Viewer.of(request)
        response = self.get_response(request)
        if (
            viewer.person
            and request.method not in SAFE_METHODS
            and not getattr(response, "leaves_pages_as_they_are", False)
        ):
            pages_changed_for(viewer.person)
        return response


def get_visible_or_404(source, viewer, **lookup):
    """The one thing that matches `lookup` among what `viewer` may see; hidden looks exactly like missing.

    `source` is a model whose manager has `visible_to`, or a queryset of one.
    """
    queryset = getattr(source, "objects", source)
    try:
        return queryset.visible_to(viewer).get(**lookup)
    except (queryset.model.DoesNotExist, ValueError, OverflowError):
        raise Http404 from None


def for_the_archivist(view):
    """For anybody else the page is not there; hers is kept nowhere."""

    @wraps(view)
    def answer(request, *args, **kwargs):
        if not request.viewer.is_archivist:
            raise Http404
        return never_cache(view)(request, *args, **kwargs)

    return answer
