"""The facts of moderation, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

act_done = Signal()  # sender: Act; act, tellings: one for each person concerned, or one for nobody
