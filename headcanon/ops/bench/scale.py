"""How much is measured."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Scale:
    sizes: tuple[int, ...]  # works in the archive when its listings are measured
    rounds: int  # of load on each server in turn, of which the median counts
    seconds: float  # a round takes
    requests: int  # for one page of a listing
    runs: int  # of a command, of which the median counts
    files: int  # to be taken in
    reviews: tuple[int, int]  # few and many
    line: tuple[int, int]  # events, and works that stand on them


QUICK = Scale(
    sizes=(100, 1_000),
    rounds=3,
    seconds=1.5,
    requests=200,
    runs=3,
    files=100,
    reviews=(1_000, 10_000),
    line=(1_000, 900),
)
FULL = Scale(
    sizes=(100, 10_000, 100_000),
    rounds=5,
    seconds=4,
    requests=400,
    runs=5,
    files=300,
    reviews=(10_000, 1_000_000),
    line=(1_000, 50_000),
)
