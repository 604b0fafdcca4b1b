"""The pages about programs: with tokens of every kind, and with none."""

from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from headcanon.api.models import Token
from headcanon.api.tokens import make_token, person_of
from tests import cast


def visits():
    pia = cast.person("Pia")
    make_token(pia, name="My <reader>", scopes=[])
    used = make_token(pia, name="A phone", scopes=["shelves", "follows"], lasts=timedelta(days=30))
    make_token(pia, name="Ended", scopes=["shelves"])
    Token.objects.filter(name="Ended").update(ends_at=timezone.now())
    person_of(used, Token.Scope.READ)
    return {
        "tokens": [(pia, reverse("tokens")), (cast.person("Quin"), reverse("tokens"))],
        "api-page": [(None, reverse("api-page"))],
    }
