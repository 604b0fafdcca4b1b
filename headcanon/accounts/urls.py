from allauth.account import views as library
from django.urls import path, re_path

from headcanon.accounts import views

urlpatterns = [
    path("setup/<str:token>", views.set_up, name="set-up"),
    path("users/login", library.login, name="account_login"),
    path("users/logout", library.logout, name="account_logout"),
    path("users/inactive", library.account_inactive, name="account_inactive"),
    path("users/password/reset", library.password_reset, name="account_reset_password"),
    path("users/password/reset/sent", library.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^users/password/reset/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        library.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("users/password/changed", library.password_reset_from_key_done, name="account_reset_password_from_key_done"),
]
