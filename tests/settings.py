"""Settings for the tests: the archive's own, on a throwaway data folder."""

import os
import tempfile

os.environ.setdefault("HEADCANON_DATA", tempfile.mkdtemp(prefix="headcanon-test-"))

from headcanon.config.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_AUTOREFRESH = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):  # noqa: F405
    # A file, as every archive has: threads that share a database in memory lock each other out at once, and do not wait.
    DATABASES["default"]["TEST"] = {"NAME": DATA / "test.sqlite3"}  # noqa: F405
