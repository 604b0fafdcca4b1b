"""The shapes of a timeline: how wide the river is, how a number is written in a ring, where the overview's curves go.

All lengths are those of the drawings' own boxes; the style sheet says how large these are.
"""

from dataclasses import dataclass
from itertools import pairwise
from math import sqrt

BEADS = 6  # as many works are drawn one by one; more are a number
WIDEST_BRANCH = 22
BEND = 34  # how far below its root a branch runs level
FLOW_BOX = 100  # a row's stretch of river is drawn in a square of this side
LEAST_FLOW, FLOW_GROWTH, WIDEST_FLOW = 5, 3.3, 84
OVERVIEW_WIDTH, OVERVIEW_LEVEL = 1088, 78
OVERVIEW_EDGE = 40
WIDEST_OVERVIEW = 44
FEW = 20  # stops, of which each that is left at all has a branch
SHARES = (0.25, 0.5, 0.75)
A_LETTER = 6.3  # px, of an instalment’s name in the overview, roughly


def short(number):
    """1234 → "1.2k", which fits where a number of three digits does."""
    if number < 1000:
        return str(number)
    return f"{number / 1000:.1f}".removesuffix(".0") + "k" if number < 10_000 else f"{number // 1000}k"


def branch_width(works):
    return min(WIDEST_BRANCH, round(2 + 3 * sqrt(works)))


def flow_widths(counts, *, most=1):
    """How wide the river is where so many works stand, each in proportion; where `most` stand, or most of these, it is
    as wide as there is room."""
    growth = min(FLOW_GROWTH, (WIDEST_FLOW - LEAST_FLOW) / sqrt(max([most, 1, *counts])))
    return [round(LEAST_FLOW + growth * sqrt(count), 1) for count in counts]


def flow_path(here, below, *, above=None):
    """One row's stretch: as wide as `here` past its node, then over the rest of the row as wide as what lies below.
    `above` is how wide it comes in, where that is not as wide as here."""
    left, right, low_left, low_right = ends(here) + ends(below)
    if above is None:
        top, back = f"M{left} 0V40", "V0z"
    else:
        high_left, high_right = ends(above)
        top, back = f"M{high_left} 0C{high_left} 12 {left} 12 {left} 40", f"C{right} 12 {high_right} 12 {high_right} 0z"
    return f"{top}C{left} 72 {low_left} 68 {low_left} 100H{low_right}C{low_right} 68 {right} 72 {right} 40{back}"


def ends(width):
    return (f"{50 - width / 2:.3g}", f"{50 + width / 2:.3g}")


def branch_tint(width):
    """What flows along a branch: nothing at its root, level from the bend on."""
    high, low = (f"{BEND + side * width / 2:g}" for side in (-1, 1))
    return f"M0 0C2 {low} 18 {low} 40 {low}H100V{high}H40C22 {high} 6 {high} 0 0z"


# --- The whole river on its side -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Point:
    x: str
    branches: list
    is_beyond: bool


@dataclass(frozen=True)
class Overview:
    flow: str
    points: list
    labels: list  # (x, name)
    here: str | None  # where the reader is
    end: str  # of the line that is drawn through


def overview(stops, *, reached=None):
    """`stops`: (works set there, works that leave, the instalment that begins there or "", whether it is beyond).
    `reached` is before how many of them the reader has come."""
    step = (OVERVIEW_WIDTH - 2 * OVERVIEW_EDGE) / max(len(stops) - 1, 1)
    places = [round(OVERVIEW_EDGE + step * number) for number in range(len(stops))]
    most = max([1, *(stop[1] for stop in stops)])
    least = 0 if len(stops) <= FEW else SHARES[0] / 2
    here = None if reached is None else round(OVERVIEW_EDGE + step * (reached - 0.5))
    return Overview(
        flow=overview_flow(places, [stop[0] for stop in stops]),
        points=[
            Point(str(x), [] if stop[3] else rising(x, stop[1] / most, least), stop[3])
            for x, stop in zip(places, stops, strict=True)
        ],
        labels=labels_at(places, [stop[2] for stop in stops]),
        here=None if here is None else str(max(here, 8)),
        end=str(OVERVIEW_WIDTH if here is None else max(here, 8)),
    )


def overview_flow(places, counts):
    if not places:
        return ""
    widths = [width * WIDEST_OVERVIEW / WIDEST_FLOW / 2 for width in flow_widths(counts)]
    edge = [(0, 0.0), *zip(places, widths, strict=True), (OVERVIEW_WIDTH, 0.0)]
    there = "".join(curve(a, b, -1) for a, b in pairwise(edge))
    back = "".join(curve(a, b, 1) for a, b in pairwise(edge[::-1]))
    return f"M0 {OVERVIEW_LEVEL}{there}{back}z"


def curve(start, end, side):
    middle = (start[0] + end[0]) / 2
    low, high = (OVERVIEW_LEVEL + side * width for width in (start[1], end[1]))
    return f"C{middle:g} {low:.3g} {middle:g} {high:.3g} {end[0]} {high:.3g}"


def rising(x, share, least):
    """Up to four branches, by which `share` of what leaves where most does leaves here."""
    ends = [(x + 22 + 10 * n, OVERVIEW_LEVEL - 28 - 13 * n) for n in range(sum(share > n for n in (least, *SHARES)))]
    return [f"M{x} {OVERVIEW_LEVEL}C{x + 14} {OVERVIEW_LEVEL} {x + 8} {high} {far} {high}h14" for far, high in ends]


def labels_at(places, names):
    """Those names that do not run into the one before."""
    labels, free_from = [], -OVERVIEW_EDGE
    for x, name in zip(places, names, strict=True):
        begins = x - len(name) * A_LETTER / 2
        if name and begins >= free_from and x + len(name) * A_LETTER / 2 <= OVERVIEW_WIDTH + 40:
            labels.append((str(x), name))
            free_from = x + len(name) * A_LETTER / 2 + 12
    return labels
