"""What a work grew from, as a part of its form: the headcanons it names, a line to find others by, and room for one of
her own, which is posted when she saves.
"""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headcanon.headcanons.finding import with_veils
from headcanon.headcanons.words import Refused, as_claim
from headcanon.works.forms.fields import line
from headcanon.works.growing import MOST, find_for, headcanon_at, may_be_named_by, named_by

NEW = forms.Textarea(attrs={"rows": 3, "dir": "auto"})
HIGHEST_ID = 2**31 - 1


class RootsPart:
    """Puts its fields into a form, and says what they said; `sent` is what was typed, if anything was."""

    def __init__(self, form, sent):
        self.form, self.sent = form, sent if sent is not None else {}
        standing = [growth.headcanon for growth in named_by(form.work, form.viewer.person)]
        self.offered = {headcanon.pk: headcanon for headcanon in standing}
        if more := self.picked() - self.offered.keys():
            found = with_veils(may_be_named_by(form.viewer).filter(pk__in=more), form.viewer)
            self.offered |= {headcanon.pk: headcanon for headcanon in found}
        form.fields |= {
            "headcanons": forms.MultipleChoiceField(
                label=_("The headcanons it grew from"),
                required=False,
                widget=forms.CheckboxSelectMultiple,
                choices=[(str(key), claim_told(headcanon)) for key, headcanon in self.offered.items()],
                error_messages={"invalid_choice": _("One of these headcanons is not there any more.")},
            ),
            "headcanon_words": line(
                _("Find one"),
                longest=1_000,
                help_text=_("A few of its words, or its address."),
            ),
            "headcanon_new": forms.CharField(
                label=_("Or write a new one"),
                required=False,
                widget=NEW,
                help_text=_("A sentence. It is posted under your name on this story when you save."),
            ),
        }
        form.initial["headcanons"] = [str(headcanon.pk) for headcanon in standing]

    def picked(self):
        said = self.sent.getlist("headcanons") if hasattr(self.sent, "getlist") else self.sent.get("headcanons", [])
        said = [said] if isinstance(said, str) else said
        return {int(key) for key in said if key.isascii() and key.isdecimal() and int(key) <= HIGHEST_ID}

    # --- What is offered -----------------------------------------------------------------------------------------

    @property
    def chosen(self):
        return self.form["headcanons"]

    @property
    def search(self):
        return self.form["headcanon_words"]

    @property
    def new(self):
        return self.form["headcanon_new"]

    @cached_property
    def found(self):
        """What the line finds; None where nothing is looked for, or all of it is chosen already."""
        words = self.search.value() or ""
        if not words.strip():
            return None
        found = find_for(self.form.work, words, viewer=self.form.viewer)
        fresh = [each for each in found if each.pk not in self.offered]
        return fresh if fresh or not found else None

    @property
    def note(self):
        """What a file's note, or she herself, said that it grew from, as long as no headcanon is named for it."""
        origin = self.form["origin_text"].value() or ""
        is_one = self.form["origin_kind"].value() == "headcanon" and not self.offered and not self.new.value()
        return origin.strip() if is_one else ""

    # --- What was said -------------------------------------------------------------------------------------------

    def look_at(self, said):
        """Whatever address stands in the line is one of them; words that were only looked for say nothing."""
        keys = said.get("headcanons", [])
        pk = headcanon_at(said.get("headcanon_words", ""))
        if pk and str(pk) not in keys:
            if may_be_named_by(self.form.viewer).filter(pk=pk).exists():
                keys = [*keys, str(pk)]
            else:
                self.form.add_error(
                    "headcanon_words", _("There is no headcanon at this address that your story can name.")
                )
        if len(keys) + bool(said.get("headcanon_new")) > MOST:
            most = ngettext("A story can name %d headcanon.", "A story can name %d headcanons.", MOST) % MOST
            self.form.add_error("headcanons", most)
        said["headcanons"] = keys
        self.look_at_new(said)

    def look_at_new(self, said):
        try:
            if said.get("headcanon_new"):
                as_claim(said["headcanon_new"])
        except Refused as refusal:
            self.form.add_error("headcanon_new", str(refusal))


# What else than saving a button of this part asks for, and the field that it puts the origin's words into.
LOOKING = {"find-headcanon": None, "find-origin": "headcanon_words", "take-origin": "headcanon_new"}


def as_looked_for(fields, action):
    """What is typed, with what her button adds to it. None where it is to be saved: nothing is looked for, and who
    presses Enter in another field presses the first button."""
    if action not in LOOKING:
        return None
    if LOOKING[action]:
        fields = fields | {LOOKING[action]: fields.get("origin_text", "")}
    typed = fields.get("headcanon_words") or fields.get("headcanon_new") or ""
    return fields if "".join(typed).strip() else None


def claim_told(headcanon):
    """Of one that her story names already she knows what it says; it has no veil."""
    return _("a headcanon that is covered for you") if getattr(headcanon, "veil", None) else headcanon.claim
