"""Somebody who comes in by the server's own door, where finished pages are kept; Django's test client enters behind it."""

from unittest.mock import patch

from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse
from django.test import Client

from headcanon.config.wsgi import application


class Visitor(Client):
    # Between requests a server looks whether its connection is still good; here it is the test's, amid its transaction.
    @patch.object(BaseDatabaseWrapper, "close_if_unusable_or_obsolete")
    def request(self, _left_alone, **request):
        """As the server asks: only the status, the headers and the bytes come back."""
        said = []
        parts = application(self._base_environ(**request), lambda status, headers: said.extend([status, headers]))
        status, headers = said
        response = HttpResponse(b"".join(parts), status=int(status.split()[0]))
        for name, value in headers:
            if name == "Set-Cookie":
                self.cookies.load(value)
                response.cookies.load(value)
            else:
                response.headers[name] = value
        if hasattr(parts, "close"):
            parts.close()
        return response
