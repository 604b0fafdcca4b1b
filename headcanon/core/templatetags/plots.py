"""`{% small_plot days label %}`: how much there was on each day, drawn in a few lines and said in figures."""

from django import template

register = template.Library()

STEP = 4  # from one day to the next; the drawing's own units, which are pixels where there is room
HIGH = 32
FOOT = HIGH - 0.5
TALLEST = 30
LEAST = 2  # what is there can be seen beside what is much more


@register.inclusion_tag("core/plot.html")
def small_plot(days, label):
    """`days`: [(day, number), …] in order and without gaps; `label` says what is counted ("Reads")."""
    numbers = [number for _, number in days]
    width = STEP * max(len(days), 1)
    return {
        "label": label,
        "first": days[0][0] if days else None,
        "last": days[-1][0] if days else None,
        "days": [(day, number) for day, number in days if number],
        "total": sum(numbers),
        "most": max(numbers, default=0),
        # Strings, which no language writes with a comma.
        "width": str(width),
        "high": str(HIGH),
        "foot": f"M0 {FOOT}h{width}",
        "strokes": strokes(numbers),
    }


def strokes(numbers):
    """An upright stroke for each day that had any, as an SVG path."""
    most = max(numbers, default=0)
    tall = [(place, max(round(TALLEST * number / most, 1), LEAST)) for place, number in enumerate(numbers) if number]
    return "".join(f"M{STEP * place + STEP // 2} {FOOT}v-{height:g}" for place, height in tall)
