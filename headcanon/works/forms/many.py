"""The same said of many works."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.accounts.models import fold
from headcanon.canon.naming import NAME_LENGTH
from headcanon.canon.vocabulary import KINDS, the_vocabulary
from headcanon.core.languages import language_choices
from headcanon.works.forms.about import MOST_TAGS
from headcanon.works.forms.fields import line, names
from headcanon.works.models import Work
from headcanon.works.subjects import names_in

KEEP = ("", gettext_lazy("Leave as it is"))


class BulkForm(forms.Form):
    """What is to change in many works at once; what is left empty stays as it is in each."""

    audience = forms.ChoiceField(
        label=gettext_lazy("Who may read them"), required=False, choices=[KEEP, *Work.Audience.choices]
    )
    reviewers = forms.ChoiceField(
        label=gettext_lazy("Who may review them"), required=False, choices=[KEEP, *Work.Reviewers.choices]
    )
    may_index = forms.ChoiceField(
        label=gettext_lazy("Search engines and other machines"),
        required=False,
        choices=[KEEP, ("yes", gettext_lazy("May list them")), ("no", gettext_lazy("May not"))],
    )
    lists_recommendations = forms.ChoiceField(
        label=gettext_lazy("Who recommends them"),
        required=False,
        choices=[KEEP, ("yes", gettext_lazy("Is shown on their pages")), ("no", gettext_lazy("Is not"))],
    )
    rating = forms.ChoiceField(label=gettext_lazy("Rating"), required=False)
    language = forms.ChoiceField(label=gettext_lazy("Language"), required=False)
    status = forms.ChoiceField(
        label=gettext_lazy("How far they are told"),
        required=False,
        choices=[KEEP, *((value, label) for value, label in Work.Status.choices if value != Work.Status.ONE_SHOT)],
    )
    add_fandoms = names(gettext_lazy("Add canons"), of="fandom")
    add_tags = names(gettext_lazy("Add tags"), gettext_lazy("With commas between them."), of="freeform")
    remove_tags = names(gettext_lazy("Remove tags"), of="tag")
    series = line(
        gettext_lazy("Put into a series"),
        longest=250,
        help_text=gettext_lazy("One of yours or a new one; at its end, in the order in which they stand above."),
    )
    trash = forms.BooleanField(
        label=gettext_lazy("Put them all in the trash"),
        required=False,
        help_text=gettext_lazy("They can be taken back for thirty days."),
    )

    def __init__(self, data=None, *, works, **kwargs):
        super().__init__(data, **kwargs)
        self.works = works
        ratings = the_vocabulary().ratings.items()
        self.fields["rating"].choices = [KEEP, *((key, each.name) for key, each in ratings if each.is_offered)]
        self.fields["language"].choices = [KEEP, *language_choices()]

    def clean(self):
        self.names = {
            name: names_in(self.cleaned_data.get(name, "")) for name in ("add_fandoms", "add_tags", "remove_tags")
        }
        for name, found in self.names.items():
            if any(len(each) > NAME_LENGTH for each in found):
                self.add_error(name, _("A name has at most 200 characters. Is a comma missing?"))
        if full := next((work for work in self.works if self.is_full(work)), None):
            self.add_error(
                "add_tags", _("“%(title)s” would have more than %(most)d names.") % {"title": full, "most": MOST_TAGS}
            )
        return self.cleaned_data

    def is_full(self, work):
        """Counted in what was fetched with the works; what is added may be there already, and then makes it no more."""
        typed = [fold(link.typed) for link in work.work_fandoms.all()]
        typed += [fold(each.typed) for each in work.taggings.all() if each.tag.kind not in KINDS]
        more = self.names["add_fandoms"] + self.names["add_tags"]
        return bool(more) and len({*typed, *map(fold, more)}) > MOST_TAGS
