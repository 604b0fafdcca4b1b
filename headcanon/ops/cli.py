"""The `headcanon` command: finds the module of the command that was asked for, and imports no other."""

import argparse
import os
import sys
from importlib import import_module
from typing import NamedTuple

from headcanon import __version__
from headcanon.ops.refusal import Refusal

INTERRUPTED = 130  # what a shell expects of a program that ctrl-C has ended
PIPE_CLOSED = 141  # the same for one whose reader has gone


class Command(NamedTuple):
    name: str
    help: str
    module: str


COMMANDS = [
    Command("up", "serve an archive; makes it first where there is none", "headcanon.ops.serving"),
    Command("read", "show what is understood of a file; changes nothing", "headcanon.ops.reading"),
    Command("bind", "make a book of a file, or of a work in the archive", "headcanon.ops.binding"),
    Command("intake", "take files, folders and zips into the archive", "headcanon.ops.taking_in"),
    Command("rescue", "bring another archive, or a takeout, into this one", "headcanon.ops.rescuing"),
    Command("backup", "write the whole archive into one file", "headcanon.ops.backup"),
    Command("restore", "make an archive out of a backup", "headcanon.ops.restore"),
    Command("takeout", "write everything of one person into one file, for her", "headcanon.ops.takeout"),
    Command("check", "look for damage, and repair what can be repaired", "headcanon.ops.checking"),
    Command("fill", "make a large archive of invented works", "headcanon.ops.fill"),
    Command("bench", "measure how quick everything is", "headcanon.ops.bench"),
    Command("manage", "Django's own commands", "headcanon.ops.manage"),
]
NAMES = {command.name: command for command in COMMANDS}


def main(arguments=None):
    """Run a command; what it cannot do it says in a sentence, and nobody is shown a traceback for it."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        code = dispatch(arguments)
        sys.stdout.flush()
        return code
    except Refusal as refusal:
        print(f"headcanon: {refusal}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python would complain once more when it flushes at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED


def dispatch(arguments):
    command = NAMES.get(arguments[0]) if arguments else None
    if command is None:
        return without_command(arguments)
    module = import_module(command.module)
    parser = argparse.ArgumentParser(prog=f"headcanon {command.name}", description=module.__doc__)
    module.arguments(parser)
    return module.run(parser.parse_args(arguments[1:]))


def without_command(arguments):
    asked = arguments[0] if arguments else "--help"
    if asked in ("--version", "version"):
        print(f"headcanon {__version__}")
        return 0
    if asked in ("--help", "-h", "help"):
        print(overview())
        return 0
    print(f"headcanon: there is no command “{asked}”; `headcanon --help` lists them.", file=sys.stderr)
    return 2


def overview():
    lines = [f"  {command.name:<10}{command.help}" for command in COMMANDS]
    return "\n".join(
        [
            "usage: headcanon COMMAND …",
            "",
            "A home for the stories that grow from “what if”.",
            "",
            *lines,
            "",
            "`headcanon COMMAND --help` says more about each.",
        ]
    )
