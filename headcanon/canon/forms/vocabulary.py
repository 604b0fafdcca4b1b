"""The archivist's lists: ratings, warnings and categories, a row for each word, an empty one for another."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from headcanon.accounts.models import fold
from headcanon.canon.models import Rating, Tag
from headcanon.canon.naming import tags_named
from headcanon.canon.signals import word_renamed
from headcanon.canon.vocabulary import KINDS

MOST = 60


class WordForm(forms.ModelForm):
    """One word. Its place counts; withdrawn, it stays with what has it and is not offered for anything else."""

    place = forms.IntegerField(label=gettext_lazy("Place"), min_value=1, max_value=MOST + 1, required=False)
    is_offered = forms.BooleanField(label=gettext_lazy("Offered"), required=False, initial=True)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["dir"] = "auto"

    def clean_name(self):
        name = " ".join(self.cleaned_data["name"].split())
        if set(name) & set(",，、،"):
            raise ValidationError(_("Commas stand between words in lists, so none can stand in one."))
        return name


class RatingForm(WordForm):
    class Meta:
        model = Rating
        fields = ["name", "letter", "meaning", "asks_guests", "is_offered"]


class TagForm(WordForm):
    class Meta:
        model = Tag
        fields = ["name"]

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["is_offered"] = self.instance.offered is not None


class Words(forms.BaseModelFormSet):
    """One of the lists. Nothing of it can be deleted: what works have must stay what it is."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        form.fields["place"].initial = (index if index is not None else self.initial_form_count()) + 1

    def clean(self):
        if any(self.errors):
            return
        words = self.words()
        names = [fold(form.cleaned_data["name"]) for form in words]
        for form, name in zip(words, names, strict=True):
            if names.count(name) > 1 or self.is_taken(form.instance, name):
                form.add_error("name", _("There is one called so already."))
        if not any(form.cleaned_data["is_offered"] for form in words):
            raise ValidationError(_("At least one must be offered."))

    def is_taken(self, instance, name):
        return False

    def words(self):
        """The rows that say something."""
        return [form for form in self.forms if form.cleaned_data.get("name")]

    def save(self, commit=True):
        """In the order of their places; of two with one place the row that was moved there comes first."""
        words = sorted(self.words(), key=lambda form: (form.cleaned_data["place"] or MOST, not form.has_changed()))
        for position, form in enumerate(words):
            self.put(form, position)


class Ratings(Words):
    title = gettext_lazy("Ratings")
    says = gettext_lazy("For whom a story is. Before the first adult story of a visit, guests are asked.")

    def put(self, form, position):
        rating = form.instance
        rating.key = rating.key or free_key(rating.name)
        rating.position = position
        rating.save()


class Tags(Words):
    def get_queryset(self):
        return Tag.objects.filter(kind=self.kind).exclude(offered=None, standard="").order_by("offered", "pk")

    def is_taken(self, instance, name):
        """By a word of this list. One that an author brought with a file and is not offered becomes the offered one."""
        others = Tag.objects.filter(kind=self.kind, key=name).exclude(pk=instance.pk)
        return others.exists() if instance.pk else others.exclude(offered=None, standard="").exists()

    def put(self, form, position):
        tag = form.instance
        if not tag.pk:
            [tag] = tags_named(self.kind, [form.cleaned_data["name"]])
        was = tag.name
        tag.name, tag.key = form.cleaned_data["name"], fold(form.cleaned_data["name"])
        tag.offered = position if form.cleaned_data["is_offered"] else None
        tag.save()
        if tag.name != was:
            word_renamed.send(Tag, tag=tag)


class Warnings(Tags):
    kind = KINDS[0]
    title = gettext_lazy("Warnings")
    says = gettext_lazy("What a reader must be able to know before it hits her.")


class Categories(Tags):
    kind = KINDS[1]
    title = gettext_lazy("Categories")
    says = gettext_lazy("Which kinds of relationships a story is about.")


def free_key(name):
    """A key that no rating has; it never changes."""
    plain = slugify(name, allow_unicode=False)[:36] or "rating"
    taken = set(Rating.objects.values_list("key", flat=True))
    return next(key for key in (plain, *(f"{plain}-{n}" for n in range(2, MOST + 9))) if key not in taken)


def a_list(model, form, formset, prefix):
    made = forms.modelformset_factory(
        model, form=form, formset=formset, extra=1, max_num=MOST, validate_max=True, edit_only=False
    )

    def with_prefix(data=None):
        return made(data, prefix=prefix)

    return with_prefix


RatingFormSet = a_list(Rating, RatingForm, Ratings, "ratings")
WarningFormSet = a_list(Tag, TagForm, Warnings, "warnings")
CategoryFormSet = a_list(Tag, TagForm, Categories, "categories")
