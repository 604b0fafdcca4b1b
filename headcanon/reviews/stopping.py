"""The kind stop: before a review is posted that asks for more where there is no more, it says so, and takes nothing."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from headcanon.manuscript.said import LONGEST
from headcanon.reviews.asking import requests_for_more, without_requests
from headcanon.reviews.wishes import whose
from headcanon.works.models import Work

Status = Work.Status
TOLD = (Status.ONE_SHOT, Status.COMPLETE, Status.HIATUS, Status.ABANDONED)


@dataclass(frozen=True)
class Stop:
    """`pieces` are the words as they were typed, each with whether it asks; `rest` what is left without those."""

    fact: str
    reassurance: str
    pieces: list
    rest: str


def stop_for(work, typed, viewer, wished):
    """What to say before this is posted, or None: nearly always."""
    may_ask = wished.requests_welcome and work.status not in TOLD
    if may_ask or work.is_by(viewer) or len(typed) > LONGEST:
        return None
    requests = requests_for_more(typed, work.language)
    if not requests:
        return None
    rest = without_requests(typed, requests).strip()
    return Stop(fact_of(work), reassurance(work, wished, rest), list(marked(typed, requests)), rest)


def asks_for_more(work, typed):
    return bool(requests_for_more(typed, work.language))


def marked(typed, requests):
    done = 0
    for start, end in requests:
        yield typed[done:start], False
        yield typed[start:end], True
        done = end
    yield typed[done:], False


def fact_of(work):
    return {
        Status.ONE_SHOT: _("This story is told in one chapter; there is none after it."),
        Status.COMPLETE: _("This story is finished; there is no chapter after this one."),
        Status.HIATUS: _("This story rests for now; nobody knows when its next chapter comes."),
        Status.ABANDONED: _("This story stops here; no chapter comes after this one."),
        Status.IN_PROGRESS: _("%s has asked readers not to ask for more.") % whose(work),
    }[work.status]


def reassurance(work, wished, rest):
    said = [_("%s would be glad of the rest.") % whose(work)] if rest else []
    said.append(_("Everything you wrote is still here."))
    if not wished.requests_welcome:
        said.append(_("Posted as it is, others see it when %s has said yes.") % whose(work))
    return " ".join(said)
