"""The people of an eFiction archive: each an account of her own, without a password, which she claims by a letter.

Whoever left nothing there comes with nothing and gets no account. An address that several accounts share is given to
the first that its owner made herself, and one that somebody here has already stays hers: two names are never put into
one account unasked, for then everybody could see that they are one person's. Nobody is written to before she has
claimed her account.
"""

from collections import defaultdict

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.utils import timezone

from headcanon.accounts.joining import join, take_pen_name, username_for
from headcanon.accounts.models import Pseud, User, fold
from headcanon.core.editions import pages_changed
from headcanon.following.models import Hearing
from headcanon.manuscript.clean import CLEAN_VERSION, escape
from headcanon.ops.arrivals.efiction.fields import moment_of, name_of, numbers
from headcanon.ops.arrivals.efiction.texts import story_html_of
from headcanon.ops.leaving import the_orphan

AT_ONCE = 50
LONGEST_NAME = Pseud._meta.get_field("name").max_length
HERS = (
    "SELECT uid FROM stories UNION SELECT uid FROM chapters UNION SELECT uid FROM coauthors UNION SELECT uid FROM series "
    "UNION SELECT uid FROM reviews UNION SELECT uid FROM favorites UNION SELECT uid FROM challenges"
)

ANSWERS = "SELECT field_title, info FROM authorinfo JOIN authorfields ON field = field_id WHERE uid = ? AND info != ''"


class People:
    def __init__(self, staged, track, report, homes=()):
        """`homes`: {uid: whose account hers is to be}."""
        self.staged, self.track, self.report, self.homes = staged, track, report, dict(homes)

    def who_left_something(self):
        wanted = {row[0] for row in self.staged.rows(HERS)}
        for story in self.staged.rows("SELECT coauthors FROM stories WHERE coauthors NOT IN ('', '0', '1')"):
            wanted.update(numbers(story[0]))
        return [row for row in self.staged.rows("SELECT * FROM authors ORDER BY uid") if row["uid"] in wanted]

    def take_in(self, advance):
        people = self.who_left_something()
        addresses = self.addresses(people)
        self.taken = {name.casefold() for name in User.objects.values_list("username", flat=True)}
        new = [row for row in people if not self.track.has("author", row["uid"])]
        advance(len(people) - len(new))
        for start in range(0, len(new), AT_ONCE):
            piece = new[start : start + AT_ONCE]
            with transaction.atomic():
                made = [(row["uid"], self.make(row, addresses.get(row["uid"], "")).pk) for row in piece]
                self.track.note("author", made)
            advance(len(piece))
        return len(people)

    def addresses(self, people):
        """{uid: her address}, of each address once."""
        sharers = defaultdict(list)
        for row in people:
            if row["uid"] not in self.homes and (address := valid(row["email"])):
                sharers[address].append((bool(row["admincreated"]), row["uid"]))
        found = {}
        for address, uids in sharers.items():
            _, first = min(uids)
            others = [uid for _, uid in sorted(uids) if uid != first]
            if others:
                self.report.cannot_be_claimed(others, f"share their address with {first}")
            found[first] = address
        taken = set(User.objects.filter(email__in=list(found.values())).values_list("email", flat=True))
        for uid, address in list(found.items()):
            if address in taken and not self.track.has("author", uid):
                del found[uid]
                self.report.cannot_be_claimed([uid], "have the address of somebody who is here already")
        return found

    def make(self, row, address):
        name, was_longer = name_of(row["penname"], LONGEST_NAME)
        if was_longer:
            self.report.shortened("pen name", row["uid"], row["penname"])
        if row["uid"] in self.homes:
            return self.under_a_name_of(self.homes[row["uid"]], name, row)
        user = self.account(name or f"member {row['uid']}", address)
        User.objects.filter(pk=user.pk).update(joined_at=moment_of(row["date"]) or timezone.now())
        pseud = user.default_pseud
        self.describe(pseud, row)
        # She never asked this archive for letters; `receivers` takes this back when she claims her account.
        Hearing.objects.create(person=user, pace=Hearing.Pace.NEVER)
        return pseud

    def under_a_name_of(self, user, name, row):
        """One that she writes under already stays as it is."""
        if there := user.pseuds.filter(key=fold(name)).first():
            return there
        pseud = take_pen_name(user, name or f"member {row['uid']}")
        self.describe(pseud, row)
        pages_changed()
        return pseud

    def describe(self, pseud, row):
        if about := self.about(row):
            pseud.about, pseud.clean_version = about, CLEAN_VERSION
            pseud.save(update_fields=["about", "clean_version"])

    def account(self, name, address):
        plain, number = username_for(name), 1
        while True:
            username = plain if number == 1 else f"{plain}_{number}"
            number += 1
            if username.casefold() in self.taken:
                continue
            self.taken.add(username.casefold())
            try:
                with transaction.atomic():
                    return join(username, email=address, pen_name=name)
            except IntegrityError:
                # Somebody took the name, or the address, a moment ago.
                if address and User.objects.filter(email=address).exists():
                    address = ""
                    self.taken.discard(username.casefold())
                    number -= 1

    def about(self, row):
        """What she said of herself, and the answers she gave to the site's own questions."""
        said = [story_html_of(row["bio"])[0]]
        if website := row["website"].strip():
            address = escape(website).replace('"', "%22")
            is_address = website.startswith(("http://", "https://"))
            said.append(f'<p><a href="{address}">{address}</a></p>' if is_address else f"<p>{address}</p>")
        said += [
            f"<p>{escape(title)}: {escape(info)}</p>"
            for title, info in map(tuple, self.staged.rows(ANSWERS, row["uid"]))
        ]
        return "".join(said)

    # --- Finding them again ----------------------------------------------------------------------------------------

    def load(self):
        """After `take_in`: who is who."""
        known = {int(uid): pk for uid, pk in self.track.of("author").items() if pk}
        found = Pseud.objects.select_related("user").in_bulk(list(known.values()))
        self.pseuds = {uid: found[pk] for uid, pk in known.items() if pk in found}

    def pseud(self, uid):
        """None for somebody whose account is in no dump, or who has left this archive."""
        return self.pseuds.get(uid)

    def pseuds_or_orphan(self, uids):
        found = [pseud for uid in dict.fromkeys(uids) if (pseud := self.pseud(uid))]
        return found or [the_orphan().default_pseud]


def valid(address):
    address = address.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address if len(address) <= User._meta.get_field("email").max_length else ""
