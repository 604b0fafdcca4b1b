"""The facts of people, each sent inside the transaction that makes it true."""

from django.dispatch import Signal

# sender: Pseud; old, new: what stands under a pen name goes to another of the same person, and the old one is removed.
# A receiver answers whether it moved anything.
pen_name_handed_over = Signal()
pen_name_changed = Signal()  # sender: Pseud; pseud: it is called otherwise than before
near_or_far = Signal()  # sender: User; people: what some of these see of each other is not what it was
