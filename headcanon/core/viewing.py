"""Who is looking, and the one way to fetch what they may see."""

from django.http import Http404
from django.utils.functional import SimpleLazyObject, cached_property

CONSENT_COOKIE = "adult"
THEME_COOKIE = "theme"
THEMES = ("light", "dark", "sepia")


class Viewer:
    """A person or a guest, with what they have agreed to see. Every rule takes one; none takes a request."""

    def __init__(self, person=None, *, adult=False, theme=""):
        self.person = person
        self.adult = adult
        self.theme = theme if theme in THEMES else ""

    @property
    def is_guest(self):
        return self.person is None

    @property
    def is_archivist(self):
        return self.person is not None and self.person.is_superuser

    @cached_property
    def cache_key(self):
        """What two guests must share to be shown the same page; None for a person, who shares with nobody."""
        return None if self.person else f"{int(self.adult)}{self.theme}"

    @classmethod
    def of(cls, request):
        # Asking for the user reads the session; a guest without its cookie must cost no query.
        person = request.user if request.user.is_authenticated else None
        return cls.with_cookies(request, person)

    @classmethod
    def with_cookies(cls, request, person=None):
        cookies = request.COOKIES
        adult = cookies.get(CONSENT_COOKIE) == "1" or request.GET.get("view_adult") == "true"
        return cls(person, adult=adult, theme=cookies.get(THEME_COOKIE, ""))


GUEST = Viewer()


class ViewerMiddleware:
    """Gives every request its `viewer`, worked out when first asked for."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.viewer = SimpleLazyObject(lambda: Viewer.of(request))
        return self.get_response(request)


def get_visible_or_404(source, viewer, **lookup):
    """The one thing that matches `lookup` among what `viewer` may see; hidden looks exactly like missing.

    `source` is a model whose manager has `visible_to`, or a queryset of one.
    """
    queryset = getattr(source, "objects", source)
    try:
        return queryset.visible_to(viewer).get(**lookup)
    except (queryset.model.DoesNotExist, ValueError, OverflowError):
        raise Http404 from None
