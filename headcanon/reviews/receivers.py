"""What happens to reviews when chapters, and their writers' names, do not stay as they were."""

from django.dispatch import receiver
from django.utils.translation import gettext as _

from headcanon.accounts.signals import pen_name_handed_over
from headcanon.reviews.counting import recount
from headcanon.reviews.margins import find_again_later
from headcanon.reviews.models import Review, TypoNote
from headcanon.reviews.typo_notes import hand_on
from headcanon.works.signals import chapter_erased, chapters_joined, works_changed, works_counted

LONGEST = Review._meta.get_field("came_from").max_length


@receiver(pen_name_handed_over)
def reviews_go_with_it(old, new, **_):
    moved = Review.objects.filter(pseud=old).update(pseud=new)
    return any([moved, hand_on(TypoNote.objects.filter(pseud=old), pseud_id=new.pk)])


@receiver(chapter_erased)
def reviews_say_where_they_came_from(chapter, **kwargs):
    place = _("Chapter %d") % chapter.position
    place = ", ".join(filter(None, (place, chapter.title)))[:LONGEST]
    Review.objects.filter(chapter=chapter).update(came_from=place)


@receiver(chapters_joined)
def reviews_move_to_the_joined_chapter(first, second, **kwargs):
    Review.objects.filter(chapter=second).update(chapter=first)
    hand_on(TypoNote.objects.filter(chapter=second), chapter_id=first.pk)


@receiver(works_counted)
def count_what_is_said_of_them(work_ids, **kwargs):
    """A chapter that came, went or returned took its reviews along."""
    recount(work_ids)


@receiver(works_changed)
def what_hangs_in_the_margin_moves_along(works, **kwargs):
    find_again_later(works)
