"""The database column for what is rated."""

from django.db import models
from django.db.models.fields.related_descriptors import ForwardManyToOneDescriptor

from headcanon.canon.models import NOT_RATED, Rating
from headcanon.canon.vocabulary import the_ratings


class FromTheVocabulary(ForwardManyToOneDescriptor):
    def get_object(self, instance):
        key = getattr(instance, self.field.attname)
        return the_ratings().get(key) or super().get_object(instance)


class RatingField(models.ForeignKey):
    """The rating of something, under two names: `rating` is its key, and what this field is called is the rating
    itself, which costs no query of its own."""

    forward_related_accessor_class = FromTheVocabulary

    def __init__(self, to=Rating, on_delete=models.PROTECT, **kwargs):
        super().__init__(to, on_delete, **{"default": NOT_RATED, **kwargs, "db_column": "rating", "db_index": False})

    def get_attname(self):
        return "rating"
