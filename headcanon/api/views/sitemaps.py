"""What machines are told of where to look, the same for whoever asks."""

from django.http import Http404, HttpResponse
from django.urls import reverse

from headcanon.api.sitemaps import KINDS, MOST_FILES, files_of, things_in
from headcanon.core.conditional import conditional
from headcanon.core.feeds import site_of
from headcanon.core.xml_files import element, xml_file

NAMES = {"xmlns": "http://www.sitemaps.org/schemas/sitemap/0.9"}
PAGES = ("home", "fandoms", "headcanons", "about", "rules", "privacy")
# What says nothing that is not elsewhere, or needs an account.
NOT_FOR_ROBOTS = ("/api/", "/downloads/", "/inbox", "/settings", "/users/login", "/works/search")


def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {address}" for address in NOT_FOR_ROBOTS)]
    lines += ["", f"Sitemap: {site_of(request)}{reverse('sitemaps')}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")


def index(request):
    site = site_of(request)
    files = [reverse("sitemap-pages")]
    for kind in KINDS:
        of = files_of(kind)
        files += [reverse("sitemap", args=[kind, number, of]) for number in range(1, of + 1)]
    told = [element("sitemap", {}, element("loc", {}, site + address)) for address in files]
    return answer(request, element("sitemapindex", NAMES, *told))


def pages(request):
    """Those of the archive itself."""
    site = site_of(request)
    return answer(request, element("urlset", NAMES, *(place(site + reverse(name)) for name in PAGES)))


def one(request, kind, number, of):
    if kind not in KINDS or not 1 <= number <= of <= MOST_FILES:
        raise Http404
    site, changed = site_of(request), KINDS[kind].changed
    told = [
        place(site + thing.get_absolute_url(), changed and getattr(thing, changed))
        for thing in things_in(kind, number, of)
    ]
    return answer(request, element("urlset", NAMES, *told))


def place(address, changed=None):
    day = element("lastmod", {}, changed.date().isoformat()) if changed else None
    return element("url", {}, element("loc", {}, address), day)


def answer(request, root):
    return conditional(request, HttpResponse(xml_file(root), content_type="application/xml"))
