"""Worlds that all the tests of a module share: built once, and gone when the last of them has ended.

    @pytest.fixture(scope="module")
    def world(django_db_setup, django_db_blocker):
        with shared(django_db_blocker):
            yield {"Ana": person("Ana")}

    @pytest.fixture
    def ana(world, db):
        return anew(world["Ana"])

Every test has a savepoint of its own inside, as always, so that what it writes is not there for the next. Three things
are to be known. From its first use on the world is there for every test of the module, also for one that did not ask
for it. Objects are remembered by Python, not by the database: a test takes its own from `anew`. And nothing is ever
committed, so that a module with such a world has no test that asks for real transactions or a live server.
"""

from contextlib import contextmanager

from django.db import transaction

from tests.memory import forget_everything


@contextmanager
def shared(blocker):
    """What is built inside stays until its end, and nothing of it longer."""
    with blocker.unblock():
        with transaction.atomic():
            try:
                yield
            finally:
                transaction.set_rollback(True)
        forget_everything()


def anew(thing):
    """The same row in an object that no other test has touched; None, who is a guest, stays who she is."""
    return thing and type(thing)._default_manager.get(pk=thing.pk)
