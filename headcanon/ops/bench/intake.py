"""How many short works a second are taken in, read, kept and published, into SQLite."""

import time

from headcanon.ops.bench.figures import Figure, Table
from headcanon.ops.bench.text import file_of

WORDS = 800
GOAL = 100  # works a second


def works_a_second(folder, scale):
    from headcanon.accounts.joining import join
    from headcanon.intake.pipeline import take_in_files

    files = made_up_files(folder / "to-take-in", scale.files)
    pseuds = [join("Bea").default_pseud]
    start = time.perf_counter()
    outcomes = list(take_in_files(files, pseuds=pseuds, publishing=True))
    taken = time.perf_counter() - start
    if complaints := [outcome.complaint for outcome in outcomes if not outcome.is_new]:
        raise RuntimeError(f"a made-up file was not taken in: {complaints[0]}")
    speed = len(outcomes) / taken
    return Table(
        f"Intake of {scale.files} files of {WORDS} words, while the archive serves",
        [Figure("works a second", speed, f"{speed:.0f}/s", at_least=GOAL, goal=f"≥ {GOAL}/s")],
    )


def made_up_files(folder, number):
    folder.mkdir()
    for each in range(number):
        text = file_of(WORDS, title=f"The Lamp, Night {each}", seed=each)
        (folder / f"{each:05}.txt").write_text(text, encoding="utf-8")
    return sorted(folder.iterdir())
