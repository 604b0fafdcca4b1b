"""What a machine is told of a story: what its card says, and nothing that is covered for whoever it asks for."""

from dataclasses import dataclass

from headcanon.canon.models import NONE_APPLY, Tag
from headcanon.works.cards import with_links
from headcanon.works.models import Work
from headcanon.works.veiling import NOTHING, Covered, veils_of

Kind = Tag.Kind
OF_WORDS = (Kind.RELATIONSHIP, Kind.CHARACTER, Kind.FREEFORM)


@dataclass(frozen=True)
class Story:
    work: Work
    covered: Covered

    @property
    def summary(self):
        return "" if self.covered.words else self.work.summary

    @property
    def warnings(self):
        """Those that warn."""
        if self.covered.warnings:
            return []
        return [tag for tag in self.work.tags_of(Kind.WARNING) if tag.standard != NONE_APPLY]

    @property
    def tags(self):
        """What it is about, but for its fandoms."""
        return [] if self.covered.words else [tag for kind in OF_WORDS for tag in self.work.tags_of(kind)]

    @property
    def subjects(self):
        """Everything that it is listed under, fandoms first."""
        return [*self.work.fandom_names, *self.tags, *self.warnings]

    @property
    def veils(self):
        return [veil for veil in (self.covered.words, self.covered.warnings) if veil]


def stories_of(works, viewer):
    """These works, fetched `with_card`: one query more for any number of them."""
    works = list(works)
    covered = veils_of(works, viewer)
    return [Story(work, covered.get(work.pk, NOTHING)) for work in works]


def listed_for(viewer, asked_for=None):
    """What a list for a machine may name of many people's."""
    return for_machines(Work.objects.listed_to(viewer).posted().without_muted(viewer, asked_for), viewer)


def listed_among(works, viewer):
    """The same of works at hand, with what their cards ask for."""
    return with_links([work for work in works if work.may_index or not viewer.is_guest])


def for_machines(works, viewer):
    """To nobody in particular, only what its author lets machines list."""
    return works.filter(may_index=True) if viewer.is_guest else works
