"""What lies below the line on a cover: a drawing that all works of a fandom share, and no two fandoms are likely to.

Lines alone, as a woodcut has them: its motif, its colour, how close the lines stand and how far they swing come from
the fandom's name. Under a crossover two of them meet.
"""

from hashlib import sha256

# Each beside the same on paper that it must not outshout: a line, and a tint for the ground behind it.
COLOURS = (
    ("#2F6B6B", "#E3ECE5"),
    ("#3F5573", "#E4E7EB"),
    ("#7A5410", "#F3EAD6"),
    ("#5B6B2F", "#EBEDDD"),
    ("#6B4670", "#EDE5EB"),
    ("#8A4B32", "#F3E5DC"),
    ("#44605A", "#E5EAE6"),
    ("#4A4A4A", "#EAE7E2"),
)


def draw(fandoms, width, top, bottom):
    """The ground between `top` and `bottom`; a work that names no fandom stands on plain paper."""
    shown = list(dict.fromkeys(" ".join(name.casefold().split()) for name in fandoms if name.strip()))[:2]
    if not shown:
        return ""
    share = width // len(shown)
    return "".join(
        strip(name, place * share, (place + 1) * share, top, bottom, f"ground-{place}")
        for place, name in enumerate(shown)
    )


def strip(fandom, left, right, top, bottom, key):
    digest = sha256(fandom.encode()).digest()
    line, tint = COLOURS[digest[0] % len(COLOURS)]
    motif = MOTIFS[digest[1] % len(MOTIFS)]
    step, swing = 34 + digest[2] % 40, 0.25 + digest[3] / 512
    box = f'x="{left}" y="{top}" width="{right - left}" height="{bottom - top}"'
    path = motif(left, right, top, bottom, step, swing)
    return (
        f'<clipPath id="{key}"><rect {box}/></clipPath><rect {box} fill="{tint}"/>'
        f'<g clip-path="url(#{key})"><path d="{path}" fill="none" stroke="{line}" stroke-width="3"'
        ' stroke-linecap="round"/></g>'
    )


def steps(start, end, step):
    return [round(start + step * number) for number in range(int((end - start) / step) + 2)]


def waves(left, right, top, bottom, step, swing):
    half, rise = step * 2, round(step * swing)
    rows = []
    for number, y in enumerate(steps(top + step // 2, bottom, step)):
        start = left - half * 2 + (number % 2) * half
        rows.append(f"M{start} {y}q{half // 2} {-rise} {half} 0" + f"t{half} 0" * ((right - left) // half + 4))
    return "".join(rows)


def hills(left, right, top, bottom, step, swing):
    radius = round(step * (1 + swing))
    rows = []
    for number, y in enumerate(steps(top + radius, bottom + radius, step)):
        start = left - radius + (number % 2) * radius
        rows += [f"M{x} {y}a{radius} {radius} 0 0 1 {radius * 2} 0" for x in steps(start - radius, right, radius * 2)]
    return "".join(rows)


def rain(left, right, top, bottom, step, swing):
    drop, slant = round(step * (0.6 + swing)), round(step * swing)
    rows = []
    for number, y in enumerate(steps(top, bottom, step)):
        start = left + (number % 3) * step // 3
        rows += [f"M{x} {y}l{-slant} {drop}" for x in steps(start, right + slant, step)]
    return "".join(rows)


def reeds(left, right, top, bottom, step, swing):
    lean = round(step * 2 * swing)
    return "".join(
        f"M{x} {bottom}Q{x} {(top + bottom) // 2} {x + lean * (1 if number % 2 else -1)} {top + number % 5 * step}"
        for number, x in enumerate(steps(left, right, step / 1.6))
    )


def stars(left, right, top, bottom, step, swing):
    arm = round(step * swing / 2) + 3
    rows = []
    for number, y in enumerate(steps(top + step // 2, bottom, step)):
        start = left + (number % 2) * step // 2
        rows += [f"M{x - arm} {y}h{arm * 2}M{x} {y - arm}v{arm * 2}" for x in steps(start, right, step)]
    return "".join(rows)


def roofs(left, right, top, bottom, step, swing):
    rise = round(step * 2 * swing)
    row = "".join(f"l{step} {-rise if number % 2 else rise}" for number in range((right - left) // step + 3))
    return "".join(f"M{left - step} {y}{row}" for y in steps(top, bottom, step * 0.75))


def strata(left, right, top, bottom, step, swing):
    gaps, y, rows = step / 4, float(top), []
    while y < bottom:
        rows.append(f"M{left} {round(y)}H{right}")
        gaps *= 1 + swing / 3
        y += gaps
    return "".join(rows)


def weave(left, right, top, bottom, step, swing):
    side = round(step * (0.6 + swing))
    rows = []
    for row, y in enumerate(steps(top, bottom, side)):
        for column, x in enumerate(steps(left, right, side)):
            if (row + column) % 2:
                rows += [f"M{x} {y + side * part // 4}h{side}" for part in (1, 2, 3)]
            else:
                rows += [f"M{x + side * part // 4} {y}v{side}" for part in (1, 2, 3)]
    return "".join(rows)


MOTIFS = (waves, hills, rain, reeds, stars, roofs, strata, weave)
