"""What nobody can be called."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.urls import get_resolver

from headcanon.accounts.models import User


def first_words_below_users():
    """The words that stand right behind /users/ in the archive's own addresses."""
    forms = [form for found in get_resolver().reverse_dict.lists() for each in found[1] for form, _ in each[0]]
    return sorted({match[1] for form in forms if (match := re.match(r"users/([A-Za-z0-9_]+)(?:/|$)", form))})


def test_the_addresses_are_found():
    assert {"login", "logout", "inactive", "password"} <= set(first_words_below_users())


@pytest.mark.parametrize("name", first_words_below_users())
def test_nobody_is_called_what_an_address_below_users_is(name):
    for spelt in (name, name.upper()):
        with pytest.raises(ValidationError, match="keeps this name for itself"):
            User._meta.get_field("username").clean(spelt, None)
