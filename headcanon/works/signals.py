"""The facts of works, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

work_published = Signal()  # sender: Work; work
work_changed = Signal()  # sender: Work; work: something a reader could notice, of a work that is public
