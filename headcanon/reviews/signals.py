"""The facts of reviews, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

review_posted = Signal()  # sender: Review; review: from now on others see it, whether at once or after approval
review_waits = (
    Signal()
)  # sender: Review; review: only its writer and the work's authors see it until one of these says yes
kudos_given = Signal()  # sender: Kudos; kudos
# sender: Work; work_ids: the numbers of reviews and kudos beside these are others than before
reviews_counted = Signal()
wishes_changed = Signal()  # sender: Work; work_ids: what is wished of those who review these, as a queryset or a list
typo_note_sent = Signal()  # sender: TypoNote; note
typo_note_put_right = Signal()  # sender: TypoNote; note: its author has changed the text as it says
