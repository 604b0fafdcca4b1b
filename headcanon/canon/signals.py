"""The facts of how things are put in order, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

# sender: Tag or Fandom; act, ids: these have more or less in their families than before
put_in_order = Signal()
word_renamed = Signal()  # sender: Tag; tag: one of the archive's own words, which the archivist calls otherwise now
