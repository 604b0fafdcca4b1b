"""The door for the web server."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "headcanon.config.settings")
django.setup(set_prefix=False)

from headcanon.core.page_cache import PageKeeper  # noqa: E402

application = PageKeeper()
