"""Fill an archive with made-up works of a realistic shape, to measure with and to look at."""

from headcanon.ops.archive import data_option, open_archive
from headcanon.ops.progress import bar
from headcanon.ops.refusal import Refusal


def arguments(parser):
    parser.add_argument("--works", type=int, required=True, metavar="N", help="how many made-up works there shall be")
    parser.add_argument("--reviews", type=int, default=0, metavar="N", help="how many made-up reviews they shall have")
    parser.add_argument("--events", type=int, default=0, metavar="N", help="how many events a made-up line shall have")
    parser.add_argument("--placed", type=int, default=0, metavar="N", help="how many works shall stand on that line")
    data_option(parser)
    parser.add_argument("--seed", type=int, default=1, help="another number, other works (default: %(default)s)")
    parser.add_argument("--anyway", action="store_true", help="also into an archive that holds real works")


def run(options):
    open_archive(options.data)
    from headcanon.ops.fill.storing import filled_already, real_works
    from headcanon.ops.sizes import look_at_sizes

    if (real := real_works()) and not options.anyway:
        raise Refusal(
            f"this archive holds {real:,} real works, and made-up ones would stand between them. Nothing was changed. "
            "Name another folder with --data, or say --anyway."
        )
    before, is_indexed = filled_already(), False
    says_more = bool(options.reviews or options.events or options.placed)
    anew = says_more or is_better_anew(options.works - before)
    if before >= options.works:
        print(f"The archive holds {before:,} made-up works already; none was added.")
    else:
        is_indexed = fill_up(before, options.works, options.seed, index_too=anew and not says_more)
        print(f"The archive holds {options.works:,} made-up works, {options.works - before:,} of them new.")
        print("To save room, most of them are only a few hundred words long.")
    review(options.reviews, options.seed)
    draw(options.events, options.placed, options.seed)
    if not is_indexed:
        index(anew)
    look_at_sizes()
    return 0


def fill_up(before, works, seed, *, index_too):
    """Answers whether all of them are in the index, too."""
    from headcanon.ops.fill.growing import WORTH_IT, Growing
    from headcanon.ops.fill.storing import Known, batches, count_works, in_haste, store, stretch_of

    new = works - before
    known, growing = Known(), Growing() if index_too and new >= WORTH_IT else None
    with bar("Inventing works", new) as advance, in_haste():
        for numbers in batches(before, works):
            stored = store(numbers, seed, known, stretch_of(numbers.start - before, numbers.stop - before, new))
            if growing:
                growing.add(stored)
            advance(len(numbers))
    with bar("Counting works per tag"):
        count_works()
    with bar("Indexing the last of them"):
        return growing.finish() if growing else False


def draw(events, placed, seed):
    if not events and not placed:
        return
    from headcanon.ops.fill.placing import BATCH, count_places, draw_line, place_works, placed_already

    draw_line(events, seed)
    before = there = placed_already()
    with bar("Placing works", max(placed - before, 0)) as advance:
        while there < placed and (number := place_works(min(BATCH, placed - there), seed)):
            there += number
            advance(number)
    with bar("Counting places"):
        count_places()
    print(f"On the made-up line stand {there:,} works, {there - before:,} of them new.")


def is_better_anew(new):
    """Whether the index is sooner made again than brought up to date when so many stories come."""
    from headcanon.discovery.index.documents import public_rows
    from headcanon.discovery.index.folders import current_folder

    return current_folder() is None or new > public_rows().count()


def index(anew):
    """What was added, or everything; then a new index takes the place of the old one."""
    from headcanon.discovery.index.folders import current_folder
    from headcanon.discovery.index.keeping import mend_later, open_engine, settle
    from headcanon.ops.findings_of_search import index_anew

    if anew:
        index_anew()
    else:
        mend_later(open_engine(current_folder()))
        settle()


def review(reviews, seed):
    from headcanon.ops.fill.reviewing import BATCH, reviewed_already, store_reviews, survey
    from headcanon.reviews.counting import count_anew
    from headcanon.works.models import Work

    before = reviewed_already()
    if before >= reviews:
        return
    ground = survey()
    with bar("Inventing reviews", reviews - before) as advance:
        for first in range(before, reviews, BATCH):
            numbers = range(first, min(first + BATCH, reviews))
            store_reviews(numbers, seed, ground)
            advance(len(numbers))
    with bar("Counting reviews per work"):
        count_anew(Work.objects.all())
    print(f"They have {reviews:,} made-up reviews, {reviews - before:,} of them new.")
