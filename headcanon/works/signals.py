"""The facts of works, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

works_published = Signal()  # sender: Work; works, is_silent: they are no news
chapter_published = Signal()  # sender: Chapter; chapter, of a work that was posted before, is_silent: it is no news
status_changed = Signal()  # sender: Work; work, that was posted before, is complete, rests or goes on
works_changed = Signal()  # sender: Work; works: something a reader could notice, of works that are public
work_erased = Signal()  # sender: Work; work_id: the work is gone from the tables, and its words must go from elsewhere
# sender: Chapter; chapter, work_id: the same of one chapter, out of the trash, in the moment before its row goes
chapter_erased = Signal()
# sender: Chapter; first, second: the second's text stands in the first, and what is left of it goes to the trash
chapters_joined = Signal()
# sender: Work; work_ids: some seconds ago something about them changed, which may be a chapter
works_counted = Signal()
gift_given = Signal()  # sender: Gift; gift: a name was put on a work, a draft maybe, whose pen name has not refused it
coauthor_asked = Signal()  # sender: CoauthorRequest; request
work_related = Signal()  # sender: RelatedWork; relation: a work, a draft maybe, names another
work_grew = Signal()  # sender: Growth; growth: a posted work says for the first time that it grew from a headcanon
