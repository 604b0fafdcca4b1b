"""Where a reader says what she does not want to meet in lists, and takes it back. Only she ever sees any of it."""

from typing import NamedTuple

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.cache import never_cache

from headcanon.accounts.blocking import mute, people_in_reach_of, unmute
from headcanon.accounts.models import User, fold
from headcanon.canon.models import NONE_APPLY, Tag
from headcanon.core.paging import keys_from, page_of
from headcanon.core.returning import within
from headcanon.core.undoing import said_with_undo
from headcanon.core.viewing import get_visible_or_404
from headcanon.reading.models import Quiet
from headcanon.reading.quiet import (
    LONGEST_WORDS,
    SUBJECTS,
    TooMuch,
    as_words,
    keep_quiet,
    kept_by,
    let_back,
    rows_about,
)
from headcanon.works.families import has_a_family_work_for
from headcanon.works.models import Work
from headcanon.works.veiling import NOTHING, is_lifted, lifted_address, veils_of

WORKS_ON_A_PAGE = 50
MOST_AT_ONCE = 200
KINDS = ("person", "work", "fandom", "tag", "words")


class Wish(NamedTuple):
    """One line of a form: a kind of thing, and which (a user name, an id, or the words)."""

    kind: str
    key: str

    def __str__(self):
        return f"{self.kind}:{self.key}"


@never_cache
@login_required
def quiet(request):
    """All of it. A form keeps what it names in `keep` out of her lists, and lets back what it names in `let`."""
    if request.method == "POST":
        return typed(request) if "typed" in request.POST else act(request)
    return quiet_page(request)


@never_cache
@login_required
def quiet_work(request, work_id):
    """From a story's card: the story, who wrote it and what it is about, each to be kept out or let back."""
    work = get_visible_or_404(Work.objects.with_card(), request.viewer, pk=work_id)
    kept = kept_by(request.viewer)
    people = {pseud.user_id: pseud.user for pseud in work.authors}
    people.pop(request.user.pk, None)
    muted = set(request.user.mutes.filter(muted__in=people).values_list("muted", flat=True))
    covered = NOTHING if is_lifted(request) else veils_of([work], request.viewer).get(work.pk, NOTHING)
    kinds = [kind for kind in Tag.Kind.values if kind not in covered.kinds]
    tags = [(kind, [tag for tag in work.tags_of(kind) if tag.standard != NONE_APPLY]) for kind in kinds]
    groups = [
        (_("The story"), [("work", work.pk, work, work_is_quiet(request.user, work))]),
        (
            _("Who wrote it"),
            [("person", user.username, names_of(user, work), pk in muted) for pk, user in people.items()],
        ),
        (_("Its canon"), [("fandom", each.pk, each, each.pk in kept.fandoms) for each in work.fandom_names]),
        *((Tag.Kind(kind).label, [("tag", tag.pk, tag, tag.pk in kept.tags) for tag in each]) for kind, each in tags),
    ]
    context = {"work": work, "groups": [group for group in groups if group[1]], "back": back_from(request.GET, request)}
    context |= {"veil": covered.words or covered.warnings, "lift": lifted_address(request)}
    return render(request, "reading/quiet/work.html", context)


def work_is_quiet(person, work):
    return Quiet.objects.filter(person=person, work=work).exists()


def names_of(user, work):
    return ", ".join(pseud.name for pseud in work.authors if pseud.user_id == user.pk)


# --- The page of all of it -----------------------------------------------------------------------------------------


def quiet_page(request, status=200, **more):
    rows = Quiet.objects.filter(person=request.user)
    others = list(rows.filter(work=None).select_related("fandom", "tag"))
    page = page_of(rows.filter(work__isnull=False), key="id", size=WORKS_ON_A_PAGE, **keys_from(request))
    seen = Work.objects.visible_to(request.viewer).in_bulk([row.work_id for row in page])
    people = User.objects.order_by("username")
    context = {
        "blocked": people.filter(blocked_by__blocker=request.user),
        "muted": people.filter(muted_by__muter=request.user),
        "fandoms": in_order(row.fandom for row in others if row.fandom_id),
        "tags": in_order(row.tag for row in others if row.tag_id),
        "words": sorted(row.words for row in others if row.words),
        "works": [(row.work_id, seen.get(row.work_id)) for row in page],
        "page": page,
        "longest": LONGEST_WORDS,
        **more,
    }
    return render(request, "reading/quiet/quiet.html", context, status=status)


def in_order(subjects):
    return sorted(subjects, key=lambda subject: fold(subject.name))


# --- What forms ask for --------------------------------------------------------------------------------------------


def act(request):
    wished = [wish for value in request.POST.getlist("keep")[:MOST_AT_ONCE] if (wish := wish_from(value))]
    unwished = [wish for value in request.POST.getlist("let")[:MOST_AT_ONCE] if (wish := wish_from(value))]
    try:
        with transaction.atomic():
            names = [keep(request, wish) for wish in wished] + [let(request, wish) for wish in unwished]
    except TooMuch:
        return quiet_page(request, status=400, too_much=True)
    back = back_from(request.POST, request)
    if names:
        say(request, wished, unwished, [name for name in names if name], back)
    return redirect(back or "quiet")


def wish_from(value):
    kind, _colon, key = value.partition(":")
    return Wish(kind, key) if kind in KINDS and key and "\0" not in key else None


def keep(request, wish):
    """Answers with the name of what she does not meet any more."""
    thing = FIND[wish.kind](request.viewer, wish.key)
    if wish.kind == "person":
        mute(request.user, thing)
    else:
        keep_quiet(request.user, wish.kind, thing)
    return str(thing)


def let(request, wish):
    """Whatever it is: also what she could not see any more. Answers with its name if she may know it."""
    if wish.kind == "person":
        person = User.objects.filter(username__iexact=wish.key, muted_by__muter=request.user).first()
        if person:
            unmute(request.user, person)
        return person.username if person else ""
    key = wish.key if wish.kind == "words" else number_from(wish.key)
    row = rows_about(request.user, wish.kind, key).select_related("fandom", "tag").first()
    if row is None:
        return ""
    let_back(request.user, wish.kind, key)
    if wish.kind == "work":
        return str(Work.objects.visible_to(request.viewer).filter(pk=key).first() or "")
    return str(getattr(row, wish.kind))


def number_from(key):
    if not key.isascii() or not key.isdecimal() or len(key) > 18:
        raise Http404
    return int(key)


def find_person(viewer, name):
    person = people_in_reach_of(viewer).filter(username__iexact=name).exclude(pk=viewer.person.pk).first()
    if person is None:
        raise Http404
    return person


def find_work(viewer, key):
    return get_visible_or_404(Work, viewer, pk=number_from(key))


def find_subject(kind):
    """One that she can see a story of: else its name would tell of what she may not see."""

    def find(viewer, key):
        found = SUBJECTS[kind].objects.select_related("canonical")
        subject = found.filter(pk=number_from(key)).first()
        if subject is None or not has_a_family_work_for(viewer, subject):
            raise Http404
        return subject

    return find


def find_words(viewer, typed):
    words = as_words(typed)
    if not words or len(words) > LONGEST_WORDS:
        raise Http404
    return words


FIND = {
    "person": find_person,
    "work": find_work,
    "fandom": find_subject("fandom"),
    "tag": find_subject("tag"),
    "words": find_words,
}


def typed(request):
    """Words, or the name of a canon or of tags, as she typed them into a field of the page."""
    given = " ".join(request.POST.get("name", "").split())
    is_words = request.POST["typed"] == "words"
    wishes = [Wish("words", given)] if is_words else subjects_called(request.viewer, given)
    try:
        if not wishes or (is_words and (not as_words(given) or len(as_words(given)) > LONGEST_WORDS)):
            return quiet_page(
                request, status=400, **{"bad_words" if is_words else "bad_name": request.POST.get("name", "")}
            )
        with transaction.atomic():
            names = [keep(request, wish) for wish in wishes]
    except TooMuch:
        return quiet_page(request, status=400, too_much=True)
    wishes = [Wish("words", names[0])] if is_words else wishes
    say(request, wishes, [], sorted(set(names)), "")
    return redirect("quiet")


def subjects_called(viewer, name):
    """The canon and the tags of any kind that are called so, as far as she can see a story of each."""
    return [
        Wish(kind, str(subject.pk))
        for kind, model in SUBJECTS.items()
        for subject in model.objects.filter(key=fold(name)).select_related("canonical")
        if has_a_family_work_for(viewer, subject)
    ]


# --- What is said --------------------------------------------------------------------------------------------------


def say(request, wished, unwished, names, back):
    """What was done, and the way to undo it; of what she cannot see there is no way back."""
    named = get_text_list([_("“%s”") % name for name in names], pgettext("before the last of a list", "and"))
    if wished:
        told = _("You will not meet %s in lists any more.") % named
    else:
        told = _("You meet %s in lists again.") % (named or _("it"))
    undo = [("let", str(wish)) for wish in wished]
    if names:
        undo += [("keep", str(wish)) for wish in unwished]
    said_with_undo(request, told, reverse("quiet"), undo, back=back)


def back_from(given, request):
    """The page she came from, if it is one of ours."""
    back = given.get("next", "")
    return within(request, back)
