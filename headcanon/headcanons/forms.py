"""What somebody fills in to post a headcanon, to ask, and to talk."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.accounts.models import Pseud, fold
from headcanon.canon.families import family_of
from headcanon.canon.models import Event, Fandom
from headcanon.canon.naming import NAME_LENGTH, names_in
from headcanon.canon.veil import beyond
from headcanon.headcanons.models import AskWishes, Headcanon
from headcanon.headcanons.posting import TAGS

MOST_EVENTS_OFFERED = 12
EVENT_LENGTH = Event._meta.get_field("title").max_length


def line(label, help_text="", *, longest, required=False):
    widget = forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, required=required, widget=widget, help_text=help_text)


def names(label, help_text="", *, of, required=False):
    field = line(label, help_text, longest=30 * NAME_LENGTH, required=required)
    field.widget.attrs |= {"data-completes": of, "data-completes-many": True}
    return field


class SignedForm(forms.Form):
    """One that stands under one of a member's names."""

    sent_with = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def offer_names(self, viewer):
        pseuds = list(Pseud.objects.filter(user=viewer.person).order_by("-is_default", "name"))
        self.usual = pseuds[0] if pseuds else None
        if len(pseuds) > 1:
            self.fields["pseud"] = forms.ModelChoiceField(
                Pseud.objects.filter(user=viewer.person).order_by("-is_default", "name"),
                label=_("Under the name"), empty_label=None, initial=self.usual,
            )  # fmt: skip

    @property
    def signed_by(self):
        return self.cleaned_data.get("pseud") or self.usual


class HeadcanonForm(SignedForm):
    """Whether the claim can be posted is said by words.py, where nobody can come between."""

    # No maxlength, which would cut off what is pasted.
    claim = forms.CharField(
        label=gettext_lazy("What do you believe?"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("A sentence or two that a story could grow from. Up to 1,000 characters, plain words."),
    )
    fandoms = names(
        gettext_lazy("Canon"), gettext_lazy("Commas between several, here and below."), of="fandom", required=True
    )
    relationships = names(
        gettext_lazy("Relationships"), gettext_lazy("Hero/Leander, Hero & her sister."), of="relationship"
    )
    characters = names(gettext_lazy("Characters"), of="character")
    event = line(
        gettext_lazy("What happens there"),
        gettext_lazy("If it is about an event on the canon’s line: what the line calls it."),
        longest=EVENT_LENGTH,
    )
    which = forms.ChoiceField(
        label=gettext_lazy("Which of these do you mean?"), required=False, widget=forms.RadioSelect
    )
    is_spoiler = forms.BooleanField(
        label=gettext_lazy("It gives something away: cover it for readers who have not come there"), required=False
    )
    is_anonymous = forms.BooleanField(
        label=gettext_lazy("Without my name"),
        required=False,
        help_text=gettext_lazy(
            "Then nobody but moderators learns whose it is. This cannot be changed later, so that nobody can tell by it."
        ),
    )

    def __init__(self, data=None, *, viewer, initial=None, unnamed=True, stands_at=None):
        """`stands_at` is the event that it is about already, which may be off its line by now."""
        super().__init__(data, initial=initial, auto_id="headcanon-%s")
        self.viewer, self.stands_at = viewer, stands_at
        self.offer_names(viewer)
        if not unnamed:
            del self.fields["is_anonymous"]
        self.offered = []
        if data is not None:
            # Whatever was offered before, and no more than that is meant by it.
            self.fields["which"].choices = [(key, key) for key in data.getlist("which")[:1] if key.isdecimal()]

    def clean_event(self):
        return " ".join(self.cleaned_data["event"].split())

    def clean(self):
        said = super().clean()
        for field in ("fandoms", *TAGS):
            said[field] = names_in(said.get(field, ""))
        if not said["fandoms"] and "fandoms" not in self.errors:
            self.add_error("fandoms", _("Say which canon it is about."))
        said["event"] = self.event_meant(said)
        return said

    def event_meant(self, said):
        """The one on a line of these canons that is called so. Of several, or none, those that may be meant are offered:
        of what she has not come to, no title that she did not type herself."""
        typed = said.get("event", "")
        if not typed or not said["fandoms"]:
            return None
        if self.stands_at and fold(typed) == fold(self.stands_at.title):
            return self.stands_at
        on_the_line = events_of(said["fandoms"])
        called_so = [event for event in on_the_line.filter(title__iexact=typed) if fold(event.title) == fold(typed)]
        chosen = self.data.get("which", "")
        if is_key(chosen) and (found := on_the_line.filter(pk=chosen).first()):
            return found
        if len(called_so) == 1:
            return called_so[0]
        near = on_the_line.filter(title__icontains=typed).exclude(beyond(self.viewer)) if not called_so else called_so
        self.offered = list(near[:MOST_EVENTS_OFFERED])
        self.fields["which"].choices = [(event.pk, in_words(event)) for event in self.offered]
        self.add_error(
            "event",
            _("Several events may be meant. Choose one below, or leave this empty.")
            if self.offered
            else _("No event on the lines of these canons is called so. Look how it is spelled, or leave this empty."),
        )
        return None


def is_key(typed):
    return typed.isascii() and typed.isdecimal() and len(typed) < 19


def events_of(fandom_names):
    """What stands on the lines of these canons, under whatever name they go."""
    keys = [fold(name) for name in fandom_names]
    fandoms = family_of(Fandom, list(Fandom.objects.filter(key__in=keys).values_list("pk", flat=True)))
    events = Event.objects.filter(state=Event.State.ON_THE_LINE, canon__is_gone=False, canon__fandom__in=list(fandoms))
    return events.select_related("canon", "instalment")


def in_words(event):
    return " · ".join(filter(None, (event.title, event.where, event.canon.name)))


def initial_of(headcanon):
    """What the form says of one that there is."""
    typed = {field: [] for field in TAGS}
    for link in headcanon.headcanon_tags.select_related("tag"):
        typed[next(field for field, kind in TAGS.items() if kind == link.tag.kind)].append(link.typed)
    fandoms = [link.typed for link in headcanon.headcanon_fandoms.all()]
    return {
        "claim": headcanon.claim,
        "fandoms": ", ".join(fandoms),
        **{field: ", ".join(found) for field, found in typed.items()},
        "event": headcanon.event.title if headcanon.event else "",
        "is_spoiler": headcanon.is_spoiler,
    }


class RemarkForm(SignedForm):
    text = forms.CharField(
        label=gettext_lazy("What you want to say"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
    )

    def __init__(self, data=None, *, viewer, is_unnamed=False, initial=None, label=""):
        super().__init__(data, initial=initial, auto_id="remark-%s")
        if label:
            self.fields["text"].label = label
        self.offer_names(viewer)
        if is_unnamed:
            self.fields.pop("pseud", None)


class DeclineForm(forms.Form):
    words = forms.CharField(
        label=gettext_lazy("A few words, if you like"),
        max_length=Headcanon._meta.get_field("answer").max_length,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text=gettext_lazy("Only whoever asked reads them."),
    )


class AskWishesForm(forms.ModelForm):
    class Meta:
        model = AskWishes
        fields = ["takes", "takes_anonymous"]
        widgets = {"takes": forms.RadioSelect}
        labels = {"takes": gettext_lazy("Who may ask me to write something")}
