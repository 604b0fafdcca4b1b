"""Everything a work says of itself, as a form."""

import re

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from headcanon.accounts.models import Pseud
from headcanon.accounts.speaking import Suspended, let_speak
from headcanon.canon.models import Tag
from headcanon.canon.naming import NAME_LENGTH
from headcanon.canon.vocabulary import the_vocabulary
from headcanon.core.languages import language_choices
from headcanon.core.typed import as_typed
from headcanon.manuscript.typed import story_html
from headcanon.works.about import reaches_more, says_anew
from headcanon.works.drafting import TITLE_LENGTH
from headcanon.works.forms.fields import line, names, one_of, text
from headcanon.works.forms.filling_in import filled_in, initial_of
from headcanon.works.forms.growing import RootsPart
from headcanon.works.forms.placement import LinesPart
from headcanon.works.models import Gift, Series, Work
from headcanon.works.revisions import WORK_PROSE
from headcanon.works.subjects import names_in, names_of

MOST_TAGS = 75
MOST_SERIES = 20
MOST_GIFTS = 20
MOST_CHAPTERS = 9_999
LONGEST_SUMMARY = 5_000
LONGEST_NOTE = 50_000
GIFT_NAME = Gift._meta.get_field("name").max_length
TYPED_TAGS = ("fandoms", "relationships", "side_relationships", "characters", "side_characters", "tags")
A_SERIES_ROW = re.compile(r"series_(\d{1,3})")


class WorkForm(forms.Form):
    """Everything a work says of itself."""

    title = line(gettext_lazy("Title"), longest=TITLE_LENGTH)
    summary = text(
        gettext_lazy("Summary"),
        longest=LONGEST_SUMMARY,
        help_text=gettext_lazy("What makes a reader open it. Up to 5,000 characters."),
    )
    rating = one_of(gettext_lazy("Rating"), ())
    warnings = forms.MultipleChoiceField(
        label=gettext_lazy("Warnings"), required=False, widget=forms.CheckboxSelectMultiple
    )
    categories = forms.MultipleChoiceField(
        label=gettext_lazy("Categories"), required=False, widget=forms.CheckboxSelectMultiple
    )
    fandoms = names(
        gettext_lazy("Canons"),
        gettext_lazy("Commas between the names, here and below; at most 75 in all."),
        of="fandom",
    )
    relationships = names(
        gettext_lazy("Relationships"), gettext_lazy("Those the story is about: Hero/Leander."), of="relationship"
    )
    side_relationships = names(gettext_lazy("Relationships in the background"), of="relationship")
    characters = names(gettext_lazy("Characters"), of="character")
    side_characters = names(gettext_lazy("Characters in the background"), of="character")
    tags = names(gettext_lazy("Tags"), gettext_lazy("Whatever else helps to find it, or to avoid it."), of="freeform")
    notes_before = text(gettext_lazy("A note before the story"), longest=LONGEST_NOTE)
    notes_after = text(gettext_lazy("A note after the story"), longest=LONGEST_NOTE)
    disclaimer = text(gettext_lazy("Disclaimer"), longest=LONGEST_NOTE, rows=2)
    language = forms.ChoiceField(label=gettext_lazy("Language"))
    status = one_of(gettext_lazy("How far it is told"), Work.Status.choices)
    planned_chapters = forms.IntegerField(
        label=gettext_lazy("Chapters planned"),
        required=False,
        min_value=1,
        max_value=MOST_CHAPTERS,
        help_text=gettext_lazy("Empty if nobody knows; it then shows as a question mark."),
    )
    origin_kind = forms.ChoiceField(
        label=gettext_lazy("It grew from"),
        required=False,
        choices=[
            ("", gettext_lazy("Nothing in particular")),
            ("headcanon", gettext_lazy("A headcanon")),
            ("request", gettext_lazy("Somebody’s request")),
            ("prompt", gettext_lazy("A prompt")),
        ],
    )
    origin_text = line(gettext_lazy("In your words"), longest=1_000)
    gifts = forms.CharField(
        label=gettext_lazy("For whom"),
        required=False,
        widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"}),
        help_text=gettext_lazy("Names, with commas between them. Who writes here is told, and may refuse."),
    )
    audience = one_of(gettext_lazy("Who may read it"), Work.Audience.choices)
    reviewers = one_of(gettext_lazy("Who may review it"), Work.Reviewers.choices)
    may_index = forms.BooleanField(label=gettext_lazy("Search engines and other machines may list it"), required=False)
    lists_recommendations = forms.BooleanField(
        label=gettext_lazy("Its page shows which readers recommend it, and why"), required=False
    )

    is_spoiler = forms.BooleanField(
        label=gettext_lazy("Its summary or tags give something away"),
        required=False,
        help_text=gettext_lazy(
            "They are covered until a reader lifts the cover, or has said that she has come as far in the canon."
        ),
    )
    veils_warnings = forms.BooleanField(
        label=gettext_lazy("Its warnings give something away"),
        required=False,
        help_text=gettext_lazy("Readers are told that there are some, and one click shows which."),
    )

    def __init__(self, data=None, *, work, viewer, typed=None, in_editor=False):
        """`typed` is what was filled in and not saved: a form's fields, each a text or a list of texts."""
        said = names_of(work)
        super().__init__(data, initial=initial_of(work, said), auto_id="about-%s")
        self.work, self.viewer, self.said = work, viewer, said
        self.offer_words()
        self.offer_names()
        self.offer_series(data if data is not None else typed)
        self.lines = LinesPart(self)
        self.roots = RootsPart(self, data if data is not None else typed)
        if typed:
            self.initial |= filled_in(self.fields, typed)
        for name in WORK_PROSE:
            written = self.initial[name]
            self.initial[name] = story_html(written) if in_editor else as_typed(written) if not typed else written

    # --- What is offered -----------------------------------------------------------------------------------------

    def offer_words(self):
        """The archive's words; one that is not offered any more only to a work that has it."""
        vocabulary = the_vocabulary()
        self.fields["rating"].choices = [
            (key, rating.name)
            for key, rating in vocabulary.ratings.items()
            if rating.is_offered or key == self.work.rating
        ]
        for field, kind in (("warnings", Tag.Kind.WARNING), ("categories", Tag.Kind.CATEGORY)):
            offered = [tag.name for tag in vocabulary.offered(kind)]
            self.fields[field].choices = [(name, name) for name in dict.fromkeys([*offered, *self.said[field]])]
        languages = dict(language_choices())
        languages.setdefault(self.work.language, self.work.language)
        self.fields["language"].choices = list(languages.items())

    def offer_names(self):
        """Under which of her names she stands there, and in which order all of them do."""
        self.authorships = list(self.work.authorships.select_related("pseud__user"))
        hers = [each for each in self.authorships if each.pseud.user_id == self.viewer.person.pk]
        pseuds = Pseud.objects.filter(user=self.viewer.person).order_by("-is_default", "name")
        if len(hers) == 1 and len(pseuds) > 1:
            self.fields["pen_name"] = forms.ModelChoiceField(
                pseuds, label=_("Your name on it"), empty_label=None, initial=hers[0].pseud_id
            )
        if len(self.authorships) > 1:
            for place, authorship in enumerate(self.authorships, start=1):
                self.fields[f"place_{authorship.pk}"] = forms.IntegerField(
                    label=_("Place of %s") % authorship.pseud.name, min_value=1, max_value=99, initial=place
                )

    def offer_series(self, typed):
        parts = self.work.series_parts.filter(series__owner=self.viewer.person).select_related("series")
        rows = [(part.series.title, part.position) for part in parts] + [("", None)]
        numbers = [int(found[1]) for name in typed or () if (found := A_SERIES_ROW.fullmatch(name))]
        rows += [("", None)] * (min(max(numbers, default=0), MOST_SERIES) - len(rows))
        longest = Series._meta.get_field("title").max_length
        for number, (title, position) in enumerate(rows[: MOST_SERIES + 1], start=1):
            self.fields[f"series_{number}"] = line(_("Series"), longest=longest, list="about-her-series")
            self.fields[f"series_{number}_part"] = forms.IntegerField(
                label=_("Part"), required=False, min_value=1, max_value=MOST_CHAPTERS
            )
            self.initial |= {f"series_{number}": title, f"series_{number}_part": position}
        self.series_count = min(len(rows), MOST_SERIES + 1)
        self.her_series = list(Series.objects.filter(owner=self.viewer.person).values_list("title", flat=True))

    # --- How it is shown -----------------------------------------------------------------------------------------

    @property
    def series_rows(self):
        return [(self[f"series_{number}"], self[f"series_{number}_part"]) for number in range(1, self.series_count + 1)]

    @property
    def covers(self):
        return [self["is_spoiler"], self["veils_warnings"]]

    @property
    def places(self):
        return [self[f"place_{each.pk}"] for each in self.authorships if f"place_{each.pk}" in self.fields]

    # --- What must be so -----------------------------------------------------------------------------------------

    def clean(self):
        said = self.cleaned_data
        if not said.get("title") and not self.work.is_draft and "title" not in self.errors:
            self.add_error("title", _("A story that is posted has a title."))
        for name in WORK_PROSE:
            self.look_at_length(name, said.get(name, ""))
        self.look_at_names(said)
        self.look_at_status(said)
        said["series"] = self.series_said(said)
        said["places"] = self.lines.places_said(said)
        self.roots.look_at(said)
        if self.places:
            said["authors"] = sorted(self.authorships, key=lambda each: said.get(f"place_{each.pk}") or 99)
        self.look_whether_she_may(said)
        return said

    def look_whether_she_may(self, said):
        try:
            if not self.errors and (
                reaches_more(self.work, said) or says_anew(self.work, self.said_of_the_work, self.viewer.person)
            ):
                let_speak(self.viewer.person)
        except Suspended as refusal:
            self.add_error(None, str(refusal))

    def look_at_length(self, name, words):
        longest = self.fields[name].longest
        if len(words) > longest:
            self.add_error(
                name,
                _("These are %(count)s characters, and %(longest)s fit. Nothing is lost; please shorten it.")
                % {"count": f"{len(words):,}", "longest": f"{longest:,}"},
            )

    def look_at_names(self, said):
        every = {name: names_in(said.get(name, ""), self.said[name]) for name in TYPED_TAGS}
        for field, found in every.items():
            if too_long := next((name for name in found if len(name) > NAME_LENGTH), None):
                self.add_error(
                    field,
                    _("“%(start)s…” is longer than the 200 characters a name can have. Is a comma missing?")
                    % {"start": too_long[:40]},
                )
        count = sum(map(len, every.values()))
        if count > MOST_TAGS:
            self.add_error(
                "tags",
                _("These are %(count)d names in all, from canons to tags, and %(most)d fit. Please leave some out.")
                % {"count": count, "most": MOST_TAGS},
            )
        said["gifts"] = names_in(said.get("gifts", ""))
        if len(said["gifts"]) > MOST_GIFTS or any(len(name) > GIFT_NAME for name in said["gifts"]):
            self.add_error("gifts", _("At most %d names, each of at most 80 characters.") % MOST_GIFTS)

    def look_at_status(self, said):
        count, planned = self.work.chapters.count(), said.get("planned_chapters")
        if said.get("status") == Work.Status.ONE_SHOT and count > 1:
            self.add_error("status", _("A one-shot has one chapter, and this story has %d. Is it complete?") % count)
        if said.get("status") == Work.Status.IN_PROGRESS and planned and planned < count:
            self.add_error(
                "planned_chapters",
                ngettext("It has %d chapter already.", "It has %d chapters already.", count) % count,
            )

    def series_said(self, said):
        """{title: part, or None for the next}."""
        rows = range(1, self.series_count + 1)
        titles = {number: " ".join(said.get(f"series_{number}", "").split()) for number in rows}
        return {title: said.get(f"series_{number}_part") for number, title in titles.items() if title}

    def says_nothing_new(self):
        """Whether the work says all of this already, as when a form is sent twice."""
        prose = {name for name in WORK_PROSE if story_html(self.data.get(name, "")) == getattr(self.work, name)}
        return not self.errors and set(self.changed_data) <= prose

    @property
    def said_of_the_work(self):
        """What passed, as works/about.py takes it."""
        said = self.cleaned_data
        lists = {name: ", ".join(said[name]) for name in ("warnings", "categories")}
        prose = {name: story_html(said[name]) for name in WORK_PROSE}
        return {**said, **lists, **prose}
