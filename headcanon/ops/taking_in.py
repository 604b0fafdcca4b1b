"""Take stories into the archive: files, folders and zips, as drafts by one pen name. Safe to run again: what is here
already stays as it is, except that --publish publishes it.
"""

import sys
import time
from pathlib import Path

from headcanon.ops import progress
from headcanon.ops.archive import data_option, has_archive, open_archive
from headcanon.ops.preparing import bring_up_to_date, prepare_folder
from headcanon.ops.refusal import Refusal

EVERY = 2.0  # seconds between two signs of life where there is no terminal to draw on
LONGEST_LINE = 1000
ROWS = 40  # as many files are listed one by one; of more, only those that somebody should look at


def arguments(parser):
    parser.add_argument("paths", nargs="+", metavar="PATH", help="a file, a folder or a zip")
    parser.add_argument("--as", dest="pen_name", required=True, metavar="PENNAME", help="who wrote them")
    parser.add_argument("--publish", action="store_true", help="post them at once, instead of keeping drafts")
    data_option(parser)


def run(options):
    open_or_make(options.data)
    from headcanon.intake.finding import files_in
    from headcanon.intake.pipeline import take_in_files

    files = files_in(options.paths)
    if not files:
        raise Refusal("there is no file in what you named. Name files, zips, or folders with files in them.")
    pseud = writer(options.pen_name)
    outcomes = list(take_in_files(files, pseuds=[pseud], publishing=options.publish, watched=watched))
    report(outcomes, pseud, options)
    return 1 if any(outcome.complaint for outcome in outcomes) else 0


def open_or_make(data):
    is_new = not has_archive(Path(data))
    open_archive(prepare_folder(data))
    bring_up_to_date()
    if is_new:
        print(f"A new archive was made in {data}; `headcanon up --data {data}` serves it.")


def writer(name):
    """The pen name, made if need be: saying so guards against a slip of the pen."""
    from django.utils import timezone

    from headcanon.accounts.joining import NameTaken, pseud_named

    started = timezone.now()
    try:
        pseud = pseud_named(name)
    except NameTaken:
        raise Refusal(f"several people write as “{name}”, so it is not clear whose works these are to be.")
    if pseud.user.joined_at >= started:
        print(f"“{pseud}” is new here: the account {pseud.user} was made, which nobody can sign in to yet.")
    return pseud


def watched(files):
    """The same files, with a sign on the terminal of how far it is; a second of work needs none."""
    return progress.watched(files, "Taking in", len(files)) if sys.stderr.isatty() else told(files)


def told(files):
    said = time.monotonic()
    for number, file in enumerate(files):
        if time.monotonic() - said > EVERY:
            said = time.monotonic()
            print(f"{number} of {len(files)} files …", file=sys.stderr, flush=True)
        yield file


# --- The report ----------------------------------------------------------------------------------------------------


def report(outcomes, pseud, options):
    from rich.console import Console

    # Away from a terminal a line is as long as it needs to be.
    console = Console(highlight=False, markup=False, width=None if sys.stdout.isatty() else LONGEST_LINE)
    worth_a_row = outcomes if len(outcomes) <= ROWS else [each for each in outcomes if each.complaint or each.concerns]
    if worth_a_row:
        console.print(table(worth_a_row, options))
    for outcome in outcomes:
        for concern in outcome.concerns:
            console.print(f"{outcome.file}{place(concern)}: {concern.message}", soft_wrap=True)
        if is_by_another(outcome, pseud):
            console.print(f"{outcome.file}: by “{', '.join(outcome.byline)}”, says the file itself.", soft_wrap=True)
    console.print(totals(outcomes, pseud, options), soft_wrap=True)


def table(outcomes, options):
    from rich.table import Table

    rows = Table(box=None, header_style="bold", pad_edge=False)
    rows.add_column("File", overflow="fold")
    rows.add_column("Result", overflow="fold")
    rows.add_column("Words", justify="right")
    rows.add_column("Concerns", justify="right")
    for outcome in outcomes:
        words = f"{outcome.work.words:,}" if outcome.work else ""
        rows.add_row(outcome.file, result(outcome, options), words, str(len(outcome.concerns) or ""))
    return rows


def result(outcome, options):
    if outcome.complaint:
        return outcome.complaint.removeprefix(f"{outcome.file} ")
    if not outcome.is_new:
        return f"here already: {outcome.work}"
    return f"{'posted' if options.publish else 'a draft'}: {outcome.work}"


def is_by_another(outcome, pseud):
    return bool(outcome.byline) and str(pseud).casefold() not in map(str.casefold, outcome.byline)


def place(concern):
    chapter = f", chapter {concern.chapter}" if concern.chapter else ""
    return f"{chapter}, after “{concern.near}”" if concern.near else chapter


def totals(outcomes, pseud, options):
    new = sum(outcome.is_new for outcome in outcomes)
    failed = sum(bool(outcome.complaint) for outcome in outcomes)
    here = len(outcomes) - new - failed
    concerns = sum(len(outcome.concerns) for outcome in outcomes)
    said = [f"{new} {'posted' if options.publish else 'taken in as drafts'} by {pseud}"]
    said += [f"{here} here already"] if here else []
    said += [f"{failed} could not be read"] if failed else []
    said += [f"{concerns} {'place' if concerns == 1 else 'places'} to look at"] if concerns else []
    return ", ".join(said) + "."
