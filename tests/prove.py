"""The slow half of the tests (`make prove`): every test marked `prove`, a file at a time, and one table of them all.

python -m tests.prove [--list] [--seconds S] [--kills N] [--seed N] [WORD …]

Without words everything is run; with words, the files whose path holds one of them. The exit code is 1 if any test
failed. Each file's tests get one seed, which the table shows and --seed gives again.
"""

import argparse
import ast
import os
import random
import re
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

ROOT = Path(__file__).resolve().parent.parent
PYTEST = [sys.executable, "-m", "pytest", "-n0", "-m", "prove"]
NOTHING_COLLECTED = 5  # pytest's exit code
console = Console()


@dataclass
class Outcome:
    file: str
    passed: bool
    counts: str
    seconds: float
    seeds: str


def main():
    options = parse()
    groups = [file for file in files_to_prove() if not options.words or any(word in file for word in options.words)]
    if not groups:
        console.print("No test marked `prove` is in a file of such a name; --list shows them.")
        return 1
    if options.list:
        for file in groups:
            console.print(f"{file}: {what_it_is(file)}", soft_wrap=True)
        return 0
    outcomes = [prove(file, options) for file in groups]
    show(outcomes)
    return 0 if all(outcome.passed for outcome in outcomes) else 1


def parse():
    parser = argparse.ArgumentParser(prog="python -m tests.prove", description="Run the slow half of the tests.")
    parser.add_argument("words", nargs="*", metavar="WORD", help="only files whose path holds one of these")
    parser.add_argument("--list", action="store_true", help="name the files and run nothing")
    parser.add_argument("--seconds", help="how long each fuzzing may take (HEADCANON_PROVE_SECONDS)")
    parser.add_argument("--kills", help="how often a process is killed (HEADCANON_PROVE_KILLS)")
    parser.add_argument("--seed", type=int, help="the seed of a run that is to be repeated")
    return parser.parse_args()


def files_to_prove():
    """The test files with at least one test marked `prove`, as pytest sees it."""
    found = subprocess.run([*PYTEST, "--collect-only"], cwd=ROOT, capture_output=True, text=True)
    if found.returncode not in (0, NOTHING_COLLECTED):
        sys.exit(found.stdout + found.stderr)
    return sorted({line.partition("::")[0] for line in found.stdout.splitlines() if "::" in line})


def what_it_is(file):
    """The first sentence of the file's docstring."""
    docstring = ast.get_docstring(ast.parse((ROOT / file).read_text(encoding="utf-8"))) or ""
    return docstring.partition("\n")[0]


def prove(file, options):
    seed = options.seed or random.SystemRandom().randrange(1, 2**31)
    console.print(f"[bold]{file}[/] {what_it_is(file)} …", highlight=False)
    start = time.monotonic()
    run = subprocess.run(
        [*PYTEST, "-s", f"--hypothesis-seed={seed}", file],
        cwd=ROOT,
        env={**os.environ, **surroundings(options, seed)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if run.returncode:
        console.print(run.stdout, markup=False, highlight=False)
    outcome = Outcome(
        file, run.returncode == 0, counts_in(run.stdout), time.monotonic() - start, seeds_in(run.stdout, seed)
    )
    console.print(f"  {verdict(outcome)}, {outcome.seconds:.0f} s")
    return outcome


def surroundings(options, seed):
    given = {"SEED": str(seed), "SECONDS": options.seconds, "KILLS": options.kills}
    return {f"HEADCANON_PROVE_{name}": value for name, value in given.items() if value}


def counts_in(output):
    """What pytest's last line says, without the tests that are not ours to run."""
    found = re.findall(r"(\d+ (?:passed|failed|skipped|errors?|xfailed|xpassed))", output.rstrip().rpartition("\n")[2])
    return ", ".join(found) or "nothing ran"


def seeds_in(output, seed):
    """The seed that was given, and what a test printed about seeds of its own."""
    own = re.findall(r"\bseeds? \d+(?: to \d+)?", output)
    return ", ".join(dict.fromkeys([f"seed {seed}", *own]))


def show(outcomes):
    table = Table(title="What was proved", title_justify="left")
    for column in ("what", "result", "seconds", "seeds"):
        table.add_column(column, justify="right" if column == "seconds" else "left", overflow="fold")
    for outcome in outcomes:
        table.add_row(outcome.file, verdict(outcome), f"{outcome.seconds:.0f}", outcome.seeds)
    console.print(table)


def verdict(outcome):
    return f"{'[green]passed[/]' if outcome.passed else '[red]FAILED[/]'} ({outcome.counts})"


if __name__ == "__main__":
    sys.exit(main())
