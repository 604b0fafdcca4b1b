"""Everything of a takeout, in the order in which one thing leans on another. Each thing comes in one transaction with the
note that it has come, so whenever this is killed, it goes on from there.
"""

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from headcanon.accounts.speaking import let_speak
from headcanon.ops.arrivals.takeout_arriving import Arriving
from headcanon.ops.arrivals.takeout_columns import number_of, rows_told, text_of
from headcanon.ops.arrivals.takeout_file import Unreadable
from headcanon.ops.arrivals.takeout_following import bring_announcements, bring_follows, bring_said
from headcanon.ops.arrivals.takeout_growing import bring_series
from headcanon.ops.arrivals.takeout_headcanons import bring_headcanons
from headcanon.ops.arrivals.takeout_intake import bring_intake
from headcanon.ops.arrivals.takeout_person import bring_canons, bring_person, bring_trust, carry_all
from headcanon.ops.arrivals.takeout_reading import bring_quiet, bring_readings, bring_searches, bring_shelves
from headcanon.ops.arrivals.takeout_works import bring_relations, bring_works
from headcanon.ops.models import Arrival


def bring(file, person, *, is_vouched, advance=lambda done, total: None):
    """Returns the Arriving, which says what became of it. Raises Suspended."""
    let_speak(person)
    arriving = Arriving(file, person, is_vouched=is_vouched)
    said = rows_told(file.told("reviews.json").get("reviews"))
    arriving.said_by_her = {number_of(each, "id"): text_of(each, "pen_name") for _place, each in said}
    for step in (bring_person, bring_trust, bring_canons, bring_headcanons):
        as_far_as_can_be_read(arriving, step)
    bring_works(arriving, advance)
    for step in (
        bring_relations, bring_series, bring_intake, bring_announcements, bring_shelves, bring_readings, bring_quiet,
        bring_searches, bring_follows, bring_said, bring_records,
    ):  # fmt: skip
        as_far_as_can_be_read(arriving, step)
    Arrival.objects.filter(pk=arriving.arrival.pk).update(ended_at=timezone.now())
    return arriving


def as_far_as_can_be_read(arriving, step):
    try:
        step(arriving)
    except Unreadable as complaint:
        arriving.say(_("%s. The rest was taken in.") % complaint)
        arriving.count["failed"] += 1


def bring_records(arriving):
    """What others did there, and moderators decided, is told again in her next takeout, and nowhere else."""
    for name in ("moderation.json", "named.json"):
        told = arriving.file.told(name)
        for member in sorted(told):
            if isinstance(told[member], list):
                carry_all(
                    arriving, f"{name}/{member}"[:60], [each for each in told[member] if not is_hers(arriving, each)]
                )


def is_hers(arriving, said):
    """A work of her own that names another of hers says so itself."""
    return isinstance(said, dict) and arriving.new("work", number_of(said, "work_id")) is not None


# --- What became of it ---------------------------------------------------------------------------------------------


def report_of(arriving):
    """Sentences for whoever brought it."""
    count = arriving.count
    yield ngettext("One work was taken in.", "%(count)d works were taken in.", count["works"]) % {
        "count": count["works"]
    }
    for name, says in {
        "here already": _("Works that were here already, and stayed as they are: %d."),
        "headcanons": _("Headcanons: %d."),
        "shelves": _("Shelves: %d."),
    }.items():
        if count[name]:
            yield says % count[name]
    yield from arriving.sentences
    if count["carried"]:
        yield (
            _(
                "%d entries speak of works or people that are not here, or of what only the other archive knows. They are "
                "kept as they were told, and stand in the next takeout."
            )
            % count["carried"]
        )
