"""One takeout on its way in: what of it is here already, what its old numbers have become, what had no place.

The archivist's command vouches for a file; a page, where anybody brings any file, does not. Unvouched, nothing comes in
that speaks for others or to them: what she says of others' stories, numbers of reads and kudos, who else wrote a work.
"""

from collections import Counter

from django.db import IntegrityError, transaction
from django.db.models import Q

from headcanon.accounts.models import User, fold
from headcanon.core.viewing import Viewer
from headcanon.headcanons.models import Headcanon
from headcanon.ops import carrying
from headcanon.ops.models import Arrival, Arrived, Carried
from headcanon.works.models import Work

VOUCHED = "vouched"
MOST_SAID = 200  # sentences of a report


class Arriving:
    def __init__(self, file, person, *, is_vouched):
        self.file, self.person, self.is_vouched = file, person, is_vouched
        self.viewer = Viewer(person)
        self.arrival = arrival_of(file, person)
        self.last_carried = None
        self.look_again()
        self.names = {fold(pseud.name): pseud for pseud in person.pseuds.all()}
        self.count, self.sentences = Counter(), []
        if is_vouched and (VOUCHED, "") not in self.known:
            self.note(VOUCHED, "", person.pk)

    @property
    def is_from_here(self):
        return self.file.origin == carrying.this_archive()

    # --- What is here ----------------------------------------------------------------------------------------------

    def has(self, kind, old_id):
        return (kind, str(old_id)) in self.known

    def new(self, kind, old_id):
        """The number here of something of hers; None for what is not here, or is here no more."""
        number = self.known.get((kind, str(old_id)))
        return number if number is not None and number > 0 else None

    def note(self, kind, old_id, new_id=None):
        """In the transaction that makes it."""
        Arrived.objects.create(arrival=self.arrival, kind=kind, old_id=str(old_id), new_id=new_id)
        self.known[kind, str(old_id)] = new_id

    def once(self, kind, old_id, do):
        """Do it wholly, or not at all, unless it was done before; `do` answers with its number here. Of two processes
        that bring the same at once one does it. What found no place is tried again each time: it is noted under the
        number of its Carried, below zero."""
        stood = self.known.get((kind, str(old_id)))
        if self.has(kind, old_id) and not (stood is not None and stood < 0):
            return self.new(kind, old_id)
        try:
            with transaction.atomic():
                self.take_up(kind, old_id, stood)
                self.note(kind, old_id)
                self.last_carried = None
                new_id = do()
                if new_id is None and self.last_carried:
                    new_id = -self.last_carried
                Arrived.objects.filter(arrival=self.arrival, kind=kind, old_id=str(old_id)).update(new_id=new_id)
        except BaseException:
            self.look_again()
            raise
        self.known[kind, str(old_id)] = new_id
        return self.new(kind, old_id)

    def take_up(self, kind, old_id, stood):
        if stood is not None:
            Carried.objects.filter(pk=-stood, person=self.person).delete()
            Arrived.objects.filter(arrival=self.arrival, kind=kind, old_id=str(old_id)).delete()

    def look_again(self):
        """What was noted in a transaction that failed is not so."""
        rows = Arrived.objects.filter(arrival=self.arrival).values_list("kind", "old_id", "new_id")
        self.known = {(kind, old): new for kind, old, new in rows}

    # --- What others brought ---------------------------------------------------------------------------------------

    def brought_by_others(self, kind, old_id):
        """What the same old number became when the archivist took in somebody else's takeout from the same archive."""
        vouched = Arrived.objects.filter(kind=VOUCHED, arrival__source__startswith=f"{self.file.origin} ")
        found = Arrived.objects.filter(kind=kind, old_id=str(old_id), arrival__in=vouched.values("arrival"))
        return found.filter(new_id__gt=0).values_list("new_id", flat=True).first()

    def work(self, old_id, title=""):
        """The work that is meant, hers or one that she may see here; None where nobody can say that it is the same."""
        if old_id is None:
            return None
        if pk := self.new("work", old_id):
            return Work.objects.filter(pk=pk).first()
        seen = Work.objects.visible_to(self.viewer)
        if pk := self.brought_by_others("work", old_id):
            return seen.filter(pk=pk).first()
        return seen.filter(pk=old_id, title=title).first() if title and old_id < 2**31 else None

    def headcanon(self, old_id, claim=""):
        if old_id is None:
            return None
        if pk := self.new("headcanon", old_id):
            return Headcanon.objects.filter(pk=pk).first()
        seen = Headcanon.objects.visible_to(self.viewer).posted()
        if pk := self.brought_by_others("headcanon", old_id):
            return seen.filter(pk=pk).first()
        return seen.filter(pk=old_id, claim=claim).first() if claim and old_id < 2**31 else None

    def someone(self, user_name):
        """Who had this user name there: a name alone says nothing, for another may be called so here."""
        if user_name.casefold() == self.file.user_name.casefold():
            return self.person
        if self.is_from_here:
            return User.objects.filter(username__iexact=user_name, is_active=True).first()
        pk = self.brought_by_others("person", user_name.lower())
        return User.objects.filter(pk=pk).first() if pk else None

    def pen_name(self, name):
        """Hers of this name; else her usual one."""
        return self.names.get(fold(name)) or self.person.default_pseud

    def is_hers(self, name):
        return fold(name) in self.names

    def free_number(self, model, old_id):
        """The number it had, so that links to it lead on, if nobody has it; who brings a file herself cannot choose."""
        if self.is_vouched and 1_000_000 <= old_id < 2**31 and not model._base_manager.filter(pk=old_id).exists():
            return old_id
        return model.free_ids(1)[0]

    # --- What has no place ------------------------------------------------------------------------------------------

    def carry(self, member, told, position=0, *, work=None, thing=None):
        row = Carried.objects.create(
            person=self.person, member=member, work=work, thing=thing, position=position, told=told
        )
        if work is None and thing is None:
            self.last_carried = row.pk
        self.count["carried"] += 1

    def say(self, sentence):
        if len(self.sentences) < MOST_SAID:
            self.sentences.append(sentence)


def source_of(file, person):
    return f"{file.origin} {person.pk} {file.user_name.lower()}"


def arrival_of(file, person):
    try:
        with transaction.atomic():
            return Arrival.objects.get_or_create(kind=Arrival.Kind.TAKEOUT, source=source_of(file, person))[0]
    except IntegrityError:
        return Arrival.objects.get(kind=Arrival.Kind.TAKEOUT, source=source_of(file, person))


def brought_before(file):
    """Whom the archivist gave the same person's takeout before."""
    said = Q(arrival__source__startswith=f"{file.origin} ") & Q(arrival__source__endswith=f" {file.user_name.lower()}")
    found = Arrived.objects.filter(said, kind="person", old_id=file.user_name.lower()).first()
    return found and User.objects.filter(pk=found.new_id).first()
