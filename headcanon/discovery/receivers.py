"""Facts after which a story is another document in the index, each written down in the transaction that makes it true."""

from django.dispatch import receiver

from headcanon.accounts import signals as people
from headcanon.canon import signals as canon
from headcanon.discovery.index.waiting import (
    index_counts_later,
    index_families_later,
    index_later,
    index_without_a_trace_later,
)
from headcanon.headcanons.signals import headcanon_erased
from headcanon.reviews import signals as reviews
from headcanon.works import signals as works
from headcanon.works.models import Authorship, Growth


@receiver(works.works_changed)
def they_say_something_else(works, **_):
    index_later(*(work.pk for work in works))


@receiver(works.work_erased)
def it_is_gone(work_id, **_):
    index_without_a_trace_later(work_id)


@receiver(works.chapter_erased)
def its_chapter_is_gone(work_id, **_):
    index_without_a_trace_later(work_id)


@receiver(reviews.reviews_counted)
def it_is_counted(work_ids, **_):
    index_counts_later(*work_ids)


@receiver(reviews.wishes_changed)
def its_author_wishes_something_else(work_ids, **_):
    index_counts_later(*work_ids)


@receiver(people.pen_name_changed)
def its_author_is_called_otherwise(pseud, **_):
    index_later(*works_under(pseud))


@receiver(people.pen_name_handed_over)
def it_stands_under_another_name(old, new, **_):
    """Whether its works have gone there already, or go in a moment."""
    index_later(*{*works_under(old), *works_under(new)})


@receiver(headcanon_erased)
def what_it_grew_from_is_gone(headcanon_id, **_):
    index_later(*Growth.objects.filter(headcanon=headcanon_id).values_list("work", flat=True))


@receiver(canon.word_renamed)
def a_word_of_the_archive_is_called_otherwise(sender, tag, **_):
    index_families_later(sender, [tag.pk])


@receiver(canon.put_in_order)
def families_have_changed(sender, act, **_):
    index_families_later(sender, with_another_family(act))


def works_under(pseud):
    return Authorship.objects.filter(pseud=pseud).values_list("work", flat=True)


def with_another_family(act):
    """What stands for something else, that for which it stood and stands, and what lies under something else: their
    stories, and those of what lies below, are about more or less than before. Of what lies above, none is."""
    ids = set()
    for half in (act.before, act.after):
        for pk, values in half["subjects"].items():
            if "canonical_id" in values:
                ids |= {int(pk), values["canonical_id"]}
        ids.update(descendant for _ancestor, descendant in half["ties"])
    return ids - {None}
