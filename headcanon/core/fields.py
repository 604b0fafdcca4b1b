"""The database column for text that people wrote."""

from django.db import models
from django.utils.safestring import SafeString

from headcanon.manuscript.clean import CLEAN_VERSION, Cleaned, clean


def current_clean_version():
    """What a `clean_version` column begins with: asked for row by row, so that a newer version is no migration."""
    return CLEAN_VERSION


class StoryHTML(SafeString):
    """Story-HTML that came through the one door, so that a template may print it as it is."""


class ProseField(models.TextField):
    """Holds story-HTML. Whatever is stored is cleaned on its way in; what comes out prints as markup.

    The model stands a `clean_version` beside its prose: the oldest `CLEAN_VERSION` any of it was cleaned with.
    """

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)

    def from_db_value(self, value, expression, connection):
        return value if value is None else StoryHTML(value)

    def pre_save(self, instance, add):
        cleaned = self.cleaned(getattr(instance, self.attname))
        setattr(instance, self.attname, cleaned)
        return cleaned

    def get_db_prep_save(self, value, connection):
        return super().get_db_prep_save(self.cleaned(value), connection)

    @staticmethod
    def cleaned(value):
        if not value or isinstance(value, StoryHTML):
            return value
        return StoryHTML(value if isinstance(value, Cleaned) else clean(value))
