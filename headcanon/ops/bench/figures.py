"""What was measured, beside what is promised."""

from dataclasses import dataclass, field
from math import ceil
from operator import ge, le


@dataclass
class Figure:
    """`value` as `shown`; it holds when it is at most, or at least, its goal. A figure without one is only told."""

    what: str
    value: float
    shown: str
    at_most: float | None = None
    at_least: float | None = None
    goal: str = ""

    @property
    def verdict(self):
        for goal, fits in ((self.at_most, le), (self.at_least, ge)):
            if goal is not None:
                return "[green]holds[/]" if fits(self.value, goal) else "[red]missed[/]"
        return ""


@dataclass
class Table:
    title: str
    figures: list[Figure] = field(default_factory=list)
    note: str = ""

    def show(self):
        from rich.console import Console
        from rich.table import Table as Grid

        grid = Grid(title=self.title, title_justify="left", caption=self.note or None, caption_justify="left")
        grid.add_column("what")
        grid.add_column("measured", justify="right")
        grid.add_column("goal", justify="right")
        grid.add_column("")
        for figure in self.figures:
            grid.add_row(figure.what, figure.shown, figure.goal, figure.verdict)
        Console().print(grid)


def in_seconds(what, seconds, *, under=None):
    return Figure(what, seconds, f"{seconds:.2f} s", at_most=under, goal=f"< {under:g} s" if under else "")


def spread(what, taken, goal=None):
    """Median and 99th percentile of what was `taken`, in seconds; the latter is to stay below the `goal`."""
    middle, worst = percentile(taken, 0.5) * 1000, percentile(taken, 0.99) * 1000
    shown = f"{middle:.1f} / {worst:.1f} ms"
    if goal is None:
        return Figure(what, worst, shown)
    return Figure(what, worst, shown, at_most=goal * 1000, goal=f"p99 < {goal * 1000:.0f} ms")


def percentile(values, share):
    """The smallest value that `share` of the values do not exceed (its nearest rank)."""
    ordered = sorted(values)
    return ordered[ceil(share * len(ordered)) - 1]
