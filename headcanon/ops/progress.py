"""How a long command shows on a terminal how far it is. Elsewhere, in a log say, nothing is drawn."""

import sys
from contextlib import contextmanager


@contextmanager
def bar(says, total=None):
    """A bar until the block ends; yields what moves it on. Without a total it shows that something goes on."""
    if not sys.stderr.isatty():
        yield lambda done=1: None
        return
    with drawing() as progress:
        task = progress.add_task(says, total=total)
        yield lambda done=1: progress.advance(task, done)


def drawing():
    from rich.console import Console
    from rich.progress import Progress

    # What is printed meanwhile stays on the standard output, which may lead into a file.
    return Progress(console=Console(stderr=True), transient=True, redirect_stdout=False)


def passing(items, advance):
    """The same items; each moves the bar on once it is done with."""
    for item in items:
        yield item
        advance()


def watched(items, says, total=None):
    """The same items, under a bar of their own."""
    with bar(says, total) as advance:
        yield from passing(items, advance)
