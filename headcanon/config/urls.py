"""The archive's table of contents: which app answers at which address."""

from django.urls import include, path

urlpatterns = [
    # First, so that /users/login is the way in and never somebody called login.
    path("", include("headcanon.accounts.urls")),
    path("", include("headcanon.discovery.urls")),
    path("", include("headcanon.following.urls")),
    path("", include("headcanon.reading.urls")),
    path("", include("headcanon.reviews.urls")),
    path("", include("headcanon.works.urls")),
    path("", include("headcanon.headcanons.urls")),
    path("", include("headcanon.intake.urls")),
    path("", include("headcanon.bindery.urls")),
    path("", include("headcanon.moderation.urls")),
    path("", include("headcanon.api.urls")),
    path("", include("headcanon.ops.urls")),
    path("", include("headcanon.canon.urls")),
    path("", include("headcanon.core.urls")),
]

handler400 = "headcanon.core.views.bad_request"
handler403 = "headcanon.core.views.forbidden"
handler404 = "headcanon.core.views.not_found"
handler500 = "headcanon.core.views.broken"
