"""What a work grew from: the headcanons its authors name. A posted work tells them once; a draft when it is posted."""

import hashlib
import re
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Case, CharField, Count, Exists, F, OuterRef, Value, When
from django.db.models.functions import Cast
from django.urls import reverse

from headcanon.accounts.models import User
from headcanon.core.counting import put_right
from headcanon.core.outbox import handles, post
from headcanon.core.viewing import Viewer
from headcanon.headcanons import posting, writing
from headcanon.headcanons.finding import with_veils
from headcanon.headcanons.models import Headcanon, HeadcanonFandom
from headcanon.headcanons.veiling import veiled
from headcanon.headcanons.words import tidy
from headcanon.works.counting import told_to_anybody
from headcanon.works.models import Growth
from headcanon.works.places import told_places
from headcanon.works.signals import work_grew
from headcanon.works.subjects import names_of
from headcanon.works.visibility import among

MOST = 10
NOTHING, COVERED = Value("", output_field=CharField()), Value("covered", output_field=CharField())
QUEUE = "count-grown"  # headcanons that a work does not name any more cannot be found by it


def may_be_named_by(viewer):
    """An ask is nobody's to write from before it is accepted; whose it is may hide it from her."""
    return Headcanon.objects.posted().visible_to(viewer)


@transaction.atomic
def grow_from(work, headcanon_ids, *, person):
    """Of the headcanons that this author may see the work grew from exactly these, in this order; of what is hidden
    from her she cannot have meant to take any away. What she may not see is left out."""
    wanted = list(dict.fromkeys(int(key) for key in headcanon_ids))[:MOST]
    seen = set(may_be_named_by(Viewer(person)).filter(pk__in=wanted).values_list("pk", flat=True))
    standing = {growth.headcanon_id: growth for growth in named_by(work, person)}
    wanted = [key for key in wanted if key in seen or key in standing]
    gone = standing.keys() - set(wanted)
    Growth.objects.filter(work=work, headcanon__in=gone).delete()
    kept = set(Growth.objects.filter(work=work).values_list("headcanon", flat=True))
    for position, key in enumerate(wanted):
        Growth.objects.filter(work=work, headcanon=key).update(position=position)
    new = [
        Growth(work=work, headcanon_id=key, position=position, newest_key=work.newest_key)
        for position, key in enumerate(wanted)
        if key not in kept
    ]
    Growth.objects.bulk_create(new)
    post(QUEUE, *gone)
    if new and not work.is_draft:
        tell(new)


def post_new(work, claim, *, person):
    """A headcanon of hers, under her name on the work and about what the work is about. The same words of the same
    work are one, however often they are sent. Raises Refused, TooQuick, Suspended."""
    names = names_of(work)
    about = {"fandoms": 3, "relationships": 2, "characters": 4}
    place = told_places().filter(work=work).exclude(event=None).select_related("event").first()
    said = {
        "claim": claim,
        "event": place.event if place else None,
        "is_spoiler": work.is_spoiler,
        **{field: names[field][:most] for field, most in about.items()},
    }
    pseud = next(pseud for pseud in work.authors if pseud.user_id == person.pk)
    sent_with = hashlib.sha256(f"{work.pk} {tidy(claim)}".encode()).hexdigest()
    return posting.post(said, pseud=pseud, sent_with=sent_with)


def named_by(work, person):
    """What it grew from, as far as this author sees it."""
    seen = Growth.objects.filter(among(Headcanon.objects.visible_to(Viewer(person)), "headcanon"), work=work)
    return list(seen.select_related("headcanon"))


def grows_anew(work, headcanon_ids):
    known = set(Growth.objects.filter(work=work).values_list("headcanon", flat=True))
    return any(int(key) not in known for key in headcanon_ids)


def tell_what_grew(works, *, is_silent=False):
    """These drafts were posted just now. Whose story is there is not writing it any more, silently or not."""
    tell(Growth.objects.filter(work__in=works).select_related("work", "headcanon"), is_silent=is_silent)


def tell(growths, *, is_silent=False):
    for growth in growths:
        writing.stop(growth.headcanon, *User.objects.filter(pseuds__works=growth.work))
        if not is_silent:
            work_grew.send(Growth, growth=growth)


# --- Finding them ----------------------------------------------------------------------------------------------------


AN_ADDRESS = re.compile(r"(?:https?://[^/\s]+)?/headcanons/(\d{1,10})(?:[/?#]\S*)?")
A_WORD = re.compile(r"\w{3,}")
SAY_LITTLE = {"based", "headcanon", "that", "the", "and", "was", "for", "with", "his", "her", "from", "this", "who"}
MOST_WORDS, MOST_FOUND = 8, 8


def headcanon_at(address):
    """The number of the headcanon that an address leads to; None where it is none."""
    found = AN_ADDRESS.fullmatch(address.strip())
    return int(found[1]) if found and int(found[1]) < 2**31 else None


def find_for(work, words, *, viewer):
    """Headcanons that a work of hers could name, by an address or by what they say: those with most of the words first,
    of those that are about the work's canons the ones most believed. What is covered for her is found by its address
    alone, and has its `veil`."""
    those = may_be_named_by(viewer)
    if pk := headcanon_at(words):
        return with_veils(those.filter(pk=pk), viewer)
    terms = {word for word in map(str.lower, A_WORD.findall(words)) if word not in SAY_LITTLE}
    terms = sorted(terms, key=lambda word: (-len(word), word))[:MOST_WORDS]
    if not terms:
        return []
    score = sum((Case(When(claim__icontains=term, then=1), default=0) for term in terms), start=Value(0))
    about_it = HeadcanonFandom.objects.filter(headcanon=OuterRef("pk"), fandom__in=work.fandoms.all())
    least = max(1, -(-len(terms) // 3))
    found = those.annotate(score=score, is_about_it=Exists(about_it)).filter(score__gte=least)
    found = found.exclude(pk__in=Headcanon.objects.filter(veiled(viewer)).values("pk"))
    return list(found.order_by("-score", "-is_about_it", "-belief_count", "-newest_key")[:MOST_FOUND])


# --- What pages say of it ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Root:
    """A headcanon that a work grew from; the `claim` of one that is covered for this reader is not here."""

    claim: str
    address: str
    is_covered: bool


def roots_of(works, viewer):
    """{work's id: its Roots, as this viewer sees them}, in one query for any number of works. One that has none, and
    its author's own sentence about what it grew from, is there too."""
    found = {work.pk: [] for work in works if work.origin_text}
    for _kind, _place, claim, key, covers, work_id in sorted(root_rows(works, viewer)):
        found.setdefault(int(work_id), []).append(root(claim, key, covers))
    return found


def roots_named_by(work_ids, viewer):
    """(work's id, headcanon's id, its claim or nothing) in each work's order, for works that are not at hand."""
    rows = Headcanon.objects.visible_to(viewer).filter(growths__work__in=work_ids)
    told = Case(When(veiled(viewer), then=NOTHING), default=F("claim"))
    rows = rows.annotate(told=told, place=F("growths__position"), work=F("growths__work"))
    return rows.order_by("work", "place").values_list("work", "pk", "told")


def root_rows(works, viewer):
    """(kind, place, claim, id, whether it is covered, the work's id), as works/links.py takes them. Whose work it is knows
    what it grew from."""
    own = [work.pk for work in works if work.is_by(viewer)]
    rows = Headcanon.objects.visible_to(viewer).filter(growths__work__in=[work.pk for work in works])
    covers = Case(When(growths__work__in=own, then=NOTHING), When(veiled(viewer), then=COVERED), default=NOTHING)
    rows = rows.annotate(covers=covers).annotate(told=Case(When(covers="", then=F("claim")), default=NOTHING))
    kind = Value("headcanon", output_field=CharField())
    key, work = Cast("pk", CharField()), Cast("growths__work", CharField())
    return rows.order_by().values_list(kind, "growths__position", "told", key, "covers", work)


def root(claim, key, covers):
    return Root(claim, reverse("headcanon", args=[key]), is_covered=covers != "")


# --- How many works grew from one ------------------------------------------------------------------------------------


def count_grown_from(work_ids):
    """Something about these works has changed."""
    named = Growth.objects.filter(work__in=work_ids).values("headcanon")
    count_anew(Headcanon.objects.filter(pk__in=named))


@handles(QUEUE)
def recount_grown(ids):
    count_anew(Headcanon.objects.filter(pk__in=ids))


@transaction.atomic
def count_anew(headcanons):
    put_right(Headcanon, miscounted(headcanons), {"work_count": "public"})


def miscounted(headcanons):
    """Those whose number is not `public`, how many works that anybody may read grew from it."""
    public = Count("growths", filter=told_to_anybody("growths__work__"))
    return headcanons.annotate(public=public).exclude(work_count=F("public"))
