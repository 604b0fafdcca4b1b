"""Somebody who comes in by the server's own door, where finished pages are kept; Django's test client enters behind it."""

from django.http import HttpResponse
from django.test import Client

from headcanon.config.wsgi import application


class Visitor(Client):
    def request(self, **request):
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
