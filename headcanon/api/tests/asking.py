"""Asking the API as programs do."""

from django.test import Client

from headcanon.api.models import Token
from headcanon.api.tokens import make_token
from tests.memory import forget_everything

API = "/api/v1"


class Program:
    """Reads for a person with a token that may do everything, or for nobody."""

    def __init__(self, person=None, scopes=Token.Scope.values):
        self.client = Client()
        self.headers = {}
        if person:
            self.headers["Authorization"] = f"Bearer {make_token(person, name='Program', scopes=scopes)}"

    def ask(self, address, **headers):
        """The whole response, as after a restart."""
        forget_everything()
        return self.client.get(API + address, headers={**self.headers, **headers})

    def told(self, address):
        """What it says where it is answered; the status where it is not."""
        response = self.ask(address)
        return response.json() if response.status_code == 200 else response.status_code

    def everything(self, address):
        """The items of all pages of a list; none where there is no such list."""
        items = []
        while address:
            page = self.told(address)
            if page == 404:
                return items
            items += page["items"]
            address = page["next"] and page["next"].removeprefix(API)
        return items
