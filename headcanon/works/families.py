"""Works about a whole family of fandoms or tags, each work once."""

from django.db.models import Exists, OuterRef, Q

from headcanon.canon.families import ids_of_family, stand_in
from headcanon.canon.models import Fandom, Tag
from headcanon.works.models import Tagging, WorkFandom
from headcanon.works.visibility import among, visible_works

LINKS = {Fandom: WorkFandom, Tag: Tagging}
# From a link, to whatever lists it: what it names, what that is another name of, and what lies above either.
WAYS_UP = ("", "__canonical", "__above__ancestor", "__canonical__above__ancestor")


def links_of(model, ids):
    return LINKS[model].objects.order_by().filter(**{f"{model._meta.model_name}__in": ids})


def about_any(works, model, ids):
    """Those of `works`, all posted, that are about one of these, each once; found by the key that a link shares with its
    work, which the indexes of both hold."""
    return works.filter(newest_key__in=links_of(model, ids).values("newest_key"))


def has_a_work_for(viewer, model, ids):
    """Whether a list could show her a story about one of these."""
    return links_of(model, ids).filter(visible_works(viewer.without_links(), "work__")).exists()


def has_a_family_work_for(viewer, subject):
    """Whether there is one that she may see, by a secret link maybe, whatever name the subject goes by."""
    links = links_of(type(subject), ids_of_family(stand_in(subject)))
    return links.filter(visible_works(viewer, "work__")).exists()


def with_a_work_among(works, model):
    """A condition on fandoms, or tags: one of `works` is about one of the family. Of a synonym, about itself."""
    found, name = Q(), model._meta.model_name
    for way in WAYS_UP:
        links = LINKS[model].objects.order_by().filter(**{f"{name}{way}": OuterRef("pk")})
        found |= Q(Exists(links.filter(among(works))))
    return found
