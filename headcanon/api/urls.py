from django.urls import path

from headcanon.api.feeds.addresses import feed_urls
from headcanon.api.opds.addresses import opds_urls
from headcanon.api.rest.api import api, nowhere
from headcanon.api.views import feeds, opds, page, sitemaps, tokens

urlpatterns = [
    path("settings/programs", tokens.tokens, name="tokens"),
    path("settings/programs/<int:pk>/end", tokens.token_end, name="token-end"),
    *feed_urls(feeds),
    *opds_urls(opds),
    path("api", page.api_page, name="api-page"),
    path("api/v1", nowhere),
    path("api/v1/", api.urls),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemaps"),
    path("sitemaps/pages.xml", sitemaps.pages, name="sitemap-pages"),
    path("sitemaps/<str:kind>-<int:number>-of-<int:of>.xml", sitemaps.one, name="sitemap"),
]
