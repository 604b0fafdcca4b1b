"""The facts of works, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

work_published = Signal()  # sender: Work; work, is_silent: it is no news
chapter_published = Signal()  # sender: Chapter; chapter, of a work that was posted before, is_silent: it is no news
work_changed = Signal()  # sender: Work; work: something a reader could notice, of a work that is public
work_erased = Signal()  # sender: Work; work_id: the work is gone from the tables, and its words must go from elsewhere
