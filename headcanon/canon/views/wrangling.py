"""Where wranglers put tags and fandoms in order, and the archivist names them. For anybody else the pages are not there."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from headcanon.accounts.models import User
from headcanon.accounts.speaking import Suspended
from headcanon.canon import wrangling
from headcanon.canon.families import Relatives, told_to_anybody
from headcanon.canon.forms.wrangling import FANDOMS, MeaningForm, NameForm, NamesForm, QueueForm, WranglerForm
from headcanon.canon.models import Fandom, Subject, Tag
from headcanon.canon.suggesting import suggestions_for
from headcanon.canon.wranglers import for_wranglers, name_wrangler, release_wrangler
from headcanon.canon.wrangling_queue import acts_of_wranglers, page_behind, queue_of
from headcanon.canon.wrangling_record import undo, undo_all
from headcanon.canon.wrangling_showing import lines_of
from headcanon.core.paging import keys_from, page_of
from headcanon.core.returning import within
from headcanon.core.viewing import for_the_archivist

ACTS_ON_A_PAGE = 50
ACTS_OF_ONE = 10
AT_ONCE = 100

# --- The queue -----------------------------------------------------------------------------------------------------


@for_wranglers
def queue(request):
    """What waits, the most used first; a form does the same to all that are ticked, or what is suggested for one."""
    if request.method == "POST":
        return put_in_order(request)
    return queue_page(request)


def queue_page(request, form=None, ticked=(), status=200):
    filters = QueueForm(request.GET)
    said = filters.said()
    model = Fandom if said["kind"] == FANDOMS else Tag
    items, further = page_behind(queue_of(model, **said), request.GET.get("behind", ""))
    suggested = suggestions_for(items) if said["standing"] == Subject.Standing.NEW else {}
    context = {
        "filters": filters,
        "said": said,
        "rows": [(subject, suggested.get(subject.pk, ()), str(subject.pk) in ticked) for subject in items],
        "further": urlencode({**said, "behind": further}) if further else "",
        "here": urlencode(said),
        "form": form or NameForm(model=model, by=request.viewer.person, auto_id="all_%s"),
        "is_fandoms": model is Fandom,
    }
    return render(request, "canon/wrangling/queue.html", context, status=status)


def put_in_order(request):
    model = Fandom if QueueForm(request.GET).said()["kind"] == FANDOMS else Tag
    if "one" in request.POST:
        return take_suggestion(request, model)
    ticked = request.POST.getlist("subject")[:AT_ONCE]
    subjects = list(told(model).filter(pk__in=[pk for pk in ticked if pk.isdecimal() and len(pk) < 19]))
    deed = request.POST.get("deed", "")
    needs_name = deed in ("synonym", "under", "belongs")
    target = Fandom if deed == "belongs" else model
    kind = subjects[0].kind if subjects and target is Tag else None
    said = request.POST if needs_name else None
    form = NameForm(said, model=target, kind=kind, by=request.viewer.person, auto_id="all_%s")
    try:
        if not subjects:
            raise ValidationError(_("Tick what you want to put in order first."))
        if deed not in ALL_AT_ONCE or (needs_name and not form.is_valid()):
            return queue_page(request, form, ticked, status=400)
        with transaction.atomic():
            other = form.subject() if needs_name else None
            for subject in subjects:
                ALL_AT_ONCE[deed](subject, other, by=request.viewer.person)
    except (ValidationError, Suspended) as why:
        messages.error(request, sentence_of(why))
        return queue_page(request, form, ticked, status=400)
    told_how_many(request, len(subjects))
    return redirect(f"{reverse('wrangling')}?{request.GET.urlencode()}")


ALL_AT_ONCE = {
    "synonym": wrangling.make_synonym,
    "under": wrangling.put_under,
    "belongs": wrangling.put_to,
    "canonical": lambda subject, _other, *, by: wrangling.make_canonical(subject, by=by),
    "aside": lambda subject, _other, *, by: wrangling.leave_aside(subject, by=by),
}


def take_suggestion(request, model):
    """ "12:34": 12 is another name of 34."""
    pks = request.POST["one"].split(":")
    if len(pks) != 2 or not all(pk.isdecimal() and len(pk) < 19 for pk in pks):
        raise Http404
    subject, other = (get_object_or_404(told(model), pk=pk) for pk in pks)
    done(request, lambda: wrangling.make_synonym(subject, other, by=request.viewer.person))
    return redirect(f"{reverse('wrangling')}?{request.GET.urlencode()}")


def told(model):
    return model.objects.filter(told_to_anybody(model)).select_related("canonical")


def told_how_many(request, number):
    said = ngettext("%d is put in order.", "%d are put in order.", number) % number
    messages.success(request, said)


def done(request, act):
    """Do it, or say why not."""
    try:
        with transaction.atomic():
            act()
    except (ValidationError, Suspended) as why:
        messages.error(request, sentence_of(why))
        return False
    messages.success(request, _("It is done. What was done can be undone on this page or under “What was done”."))
    return True


def sentence_of(why):
    return " ".join(why.messages) if isinstance(why, ValidationError) else str(why)


# --- One tag or canon ----------------------------------------------------------------------------------------------


@for_wranglers
def tag(request, slug):
    return one(request, Tag, slug)


@for_wranglers
def fandom(request, slug):
    return one(request, Fandom, slug)


def one(request, model, slug):
    subject = get_object_or_404(told(model), slug=slug)
    forms = forms_for(request, subject)
    deed = request.POST.get("deed", "")
    if request.method == "POST":
        act = act_from(request, subject, deed, forms)
        if act and done(request, act):
            return redirect(request.path)
    acts = acts_of_wranglers().filter(**{model._meta.model_name: subject}).order_by("-pk")[:ACTS_OF_ONE]
    context = {
        "subject": subject,
        "relatives": Relatives(subject),
        "suggestions": suggestions_for([subject])[subject.pk],
        "lines": lines_of(acts),
        "is_fandom": model is Fandom,
        **forms,
    }
    return render(request, "canon/wrangling/one.html", context, status=400 if request.method == "POST" else 200)


def forms_for(request, subject):
    """Each form of the page; the one that was sent holds what was typed."""
    deed, by = request.POST.get("deed"), request.viewer.person
    model, kind = type(subject), getattr(subject, "kind", None)

    def sent(name):
        return request.POST if deed == name else None

    def names(name, label, model=model, kind=kind):
        return NameForm(sent(name), model=model, kind=kind, by=by, label=label, auto_id=f"{name}_%s")

    return {
        "synonym_form": names("synonym", _("It is another name of")),
        "called_form": NameForm(
            {**request.POST.dict(), "is_new": "on"} if deed == "called" else None,
            model=model, kind=kind, by=by, label=_("It is also called"), auto_id="called_%s",
        ),
        "under_form": names("under", _("It is part of")),
        "belongs_form": names("belongs", _("It belongs to the canon"), model=Fandom, kind=None),
        "ambiguous_form": NamesForm(sent("ambiguous"), kind=kind, auto_id="ambiguous_%s"),
        "meaning_form": MeaningForm(sent("meaning"), subject=subject, auto_id="meaning_%s"),
    }  # fmt: skip


def act_from(request, subject, deed, forms):
    """What the form that was sent wants done, to be called; None if it holds nonsense."""
    by, is_tag = request.viewer.person, isinstance(subject, Tag)
    plain = {
        "canonical": lambda: wrangling.make_canonical(subject, by=by),
        "aside": lambda: wrangling.leave_aside(subject, by=by),
        "split": lambda: wrangling.split_off(the_other(request, type(subject)), by=by),
        "not-under": lambda: wrangling.take_from_under(subject, the_other(request, type(subject)), by=by),
        "suggested": lambda: wrangling.make_synonym(subject, the_other(request, type(subject)), by=by),
        "undo": lambda: undo(get_object_or_404(acts_of_wranglers(), pk=number_in(request, "act")), by=by),
    }
    if is_tag:
        plain["not-belongs"] = lambda: wrangling.take_out_of(subject, the_other(request, Fandom), by=by)
        plain["spoiler"] = lambda: wrangling.flag_spoiler(subject, not subject.is_spoiler, by=by)
    if deed in plain:
        return plain[deed]
    form = forms.get(f"{deed}_form")
    if form is None or (deed in ("belongs", "ambiguous") and not is_tag) or not form.is_valid():
        return None
    return {
        "synonym": lambda: wrangling.make_synonym(subject, form.subject(), by=by),
        "called": lambda: wrangling.make_synonym(form.subject(), subject, by=by),
        "under": lambda: wrangling.put_under(subject, form.subject(), by=by),
        "belongs": lambda: wrangling.put_to(subject, form.subject(), by=by),
        "ambiguous": lambda: wrangling.disambiguate(subject, form.cleaned_data["names"], by=by),
        "meaning": lambda: wrangling.say_meaning(subject, form.cleaned_data["meaning"], by=by),
    }[deed]


def the_other(request, model):
    return get_object_or_404(told(model), pk=number_in(request, "other"))


def number_in(request, name):
    given = request.POST.get(name, "")
    if not given.isdecimal() or len(given) > 18:
        raise Http404
    return int(given)


# --- What was done -------------------------------------------------------------------------------------------------


@for_wranglers
def acts(request):
    if request.method == "POST":
        return undo_some(request)
    page = page_of(acts_of_wranglers(), key="id", size=ACTS_ON_A_PAGE, **keys_from(request))
    return render(request, "canon/wrangling/acts.html", {"page": page, "lines": lines_of(page)})


def undo_some(request):
    """One by its own button, or all that are ticked: all of them or none."""
    chosen = [request.POST["one"]] if "one" in request.POST else request.POST.getlist("act")[:AT_ONCE]
    chosen = list(acts_of_wranglers().filter(pk__in=[pk for pk in chosen if pk.isdecimal() and len(pk) < 19]))
    if not chosen:
        messages.error(request, _("Tick what you want to undo first."))
    else:
        done(request, lambda: undo_all(chosen, by=request.viewer.person))
    return redirect(within(request, request.POST.get("next"), otherwise=reverse("wrangling-acts")))


# --- Who may -------------------------------------------------------------------------------------------------------


@for_the_archivist
def wranglers(request):
    form = WranglerForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        name_wrangler(form.person)
        messages.success(request, _("%s puts tags and canons in order with you from now on.") % form.person.username)
        return redirect("wranglers")
    named = User.objects.filter(is_wrangler=True).order_by("username")
    return render(request, "canon/wrangling/wranglers.html", {"form": form, "wranglers": named})


@require_POST
@for_the_archivist
def release(request, pk):
    person = get_object_or_404(User, pk=pk, is_wrangler=True)
    release_wrangler(person)
    messages.success(request, _("%s is no wrangler any more.") % person.username)
    return redirect("wranglers")
