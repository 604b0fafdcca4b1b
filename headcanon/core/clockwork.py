"""What falls due by the clock. The serving process looks every second; what fell due while nobody served is done
when somebody serves again."""

import time

_duties = []


def every(seconds, *, at_the_end=False):
    """Names a function to call again and again, at the earliest after `seconds`; it must be cheap when nothing is due,
    and may be called by several processes at once. `at_the_end`: once more when the serving process is asked to end."""

    def register(duty):
        _duties.append({"do": duty, "every": seconds, "done": None, "at_the_end": at_the_end})
        return duty

    return register


def do_what_is_due():
    now = time.monotonic()
    for duty in _duties:
        if duty["done"] is None or now - duty["done"] >= duty["every"]:
            duty["done"] = now
            duty["do"]()


def do_at_the_end():
    for duty in _duties:
        if duty["at_the_end"]:
            duty["do"]()
