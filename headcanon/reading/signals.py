"""The facts of reading, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

quiet_changed = Signal()  # sender: Quiet; person: what she does not want to meet in lists is another
