"""What an author wishes to publish, and when."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from headcanon.works.views.zones import zone_names

MOST_CHOICES = 200  # chapters with a box of their own; more would be more fields than a form may send
FARTHEST = timedelta(days=5 * 366)
REST = "rest"


class PublishForm(forms.Form):
    """`waiting` are the chapters that are not posted, `changed` posted ones with a text that is not in its place."""

    title = forms.CharField(label=_("Title"), max_length=250, required=False)
    chapters = forms.MultipleChoiceField(label=_("Chapters"), required=False)
    changes = forms.MultipleChoiceField(label=_("Changes in posted chapters"), required=False)
    when = forms.ChoiceField(label=_("When"), choices=[("now", _("Now")), ("at", _("At a time"))], initial="now")
    at = forms.DateTimeField(
        label=_("Day and time"), required=False, input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"]
    )
    zone = forms.ChoiceField(label=_("By which clock"), required=False)
    silently = forms.BooleanField(label=_("Silently"), required=False)
    is_complete = forms.BooleanField(label=_("With this the story is complete"), required=False)

    def __init__(self, *args, work, chapters, changed, needs_title, **kwargs):
        super().__init__(*args, **kwargs)
        self.work = work
        self.waiting = [chapter for chapter in chapters if chapter.is_draft]
        self.changed = [chapter for chapter in chapters if not chapter.is_draft and chapter.pk in changed]
        self.needs_title = needs_title
        # Also what is posted already: who sends the form twice is told that it was done.
        every = [(str(chapter.pk), str(chapter)) for chapter in chapters]
        self.fields["chapters"].choices = [*every, (REST, "")]
        self.fields["changes"].choices = every
        self.fields["zone"].choices = [(name, name.replace("_", " ")) for name in zone_names()]

    @property
    def shown(self):
        return self.waiting[:MOST_CHOICES]

    @property
    def rest(self):
        return self.waiting[MOST_CHOICES:]

    def clean_chapters(self):
        chosen = self.cleaned_data["chapters"]
        rest = [chapter.pk for chapter in self.rest] if REST in chosen else []
        return [int(key) for key in chosen if key != REST] + rest

    def clean_changes(self):
        return [int(key) for key in self.cleaned_data["changes"]]

    def clean(self):
        said = self.cleaned_data
        if self.needs_title and not said.get("title", "").strip():
            self.add_error("title", _("Give the story a title, so that readers can find it and open it."))
        if not said.get("chapters") and not said.get("changes"):
            self.add_error("chapters", _("Choose what is to be published."))
        elif said.get("chapters"):
            self.refuse_empty_chapters(said["chapters"])
        if said.get("when") == "at" and not self.errors.get("at"):
            self.find_moment(said)
        return said

    def refuse_empty_chapters(self, chosen):
        empty = [chapter for chapter in self.waiting if chapter.pk in chosen and not chapter.words_now]
        if empty:
            named = ", ".join(str(chapter) for chapter in empty[:5])
            said = _("There are no words yet in: %s. Write it first, or leave it out.") % named
            self.add_error("chapters", said)

    def find_moment(self, said):
        if not said.get("at"):
            self.add_error("at", _("Say on which day and at what time."))
            return
        moment = said["at"].replace(tzinfo=ZoneInfo(said.get("zone") or "UTC"))
        if moment <= timezone.now():
            self.add_error("at", _("That moment has passed. Choose one that is still to come, or publish now."))
        elif moment > timezone.now() + FARTHEST:
            self.add_error("at", _("Choose a moment within the next five years."))
        said["moment"] = moment
