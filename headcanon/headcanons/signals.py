"""The facts of headcanons, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

headcanon_posted = Signal()  # sender: Headcanon; headcanon: everybody may see it now
author_asked = Signal()  # sender: Headcanon; headcanon: it waits for the author who was asked
ask_answered = Signal()  # sender: Headcanon; headcanon: accepted or declined
remark_posted = Signal()  # sender: Remark; remark
headcanon_erased = Signal()  # sender: Headcanon; headcanon_id: its words must go from elsewhere
