"""The entry point a user starts: parse, run one command, turn a refusal into a sentence.

Exit codes: 0 done, 1 a person must act, 2 usage, 3 the record does not hold.
"""

import argparse
import multiprocessing
import os
import sys
from collections.abc import Sequence

from adjudicator import __version__
from adjudicator.cli import (
    canvass,
    card,
    close_contest,
    continue_command,
    demo,
    export,
    finish,
    hand_out,
    handed_over,
    import_command,
    locate,
    log,
    motion,
    new,
    papers,
    pile,
    rebuild,
    receipt,
    reconcile,
    reference,
    restore,
    sample,
    statewide,
    status,
    stick,
    tabulator_test,
    tally,
    upload,
    verify,
    window,
)
from adjudicator.cli.common import stop_telling
from adjudicator.interchange.problems import Unreadable
from adjudicator.services.errors import Refusal

_COMMANDS = (
    window,
    new,
    import_command,
    pile,
    motion,
    sample,
    tally,
    locate,
    reconcile,
    reference,
    canvass,
    statewide,
    verify,
    log,
    status,
    papers,
    card,
    hand_out,
    tabulator_test,
    receipt,
    stick,
    demo,
    export,
    upload,
    handed_over,
    close_contest,
    finish,
    restore,
    continue_command,
    rebuild,
)


def build_parser() -> argparse.ArgumentParser:
    """The whole command line."""
    parser = argparse.ArgumentParser(
        prog="adjudicator",
        description="Adjudicate a hand recount: rule on flagged ballots, and prove it.",
        epilog="Without a command the window opens. Exit codes: 0 done, 1 a person must act, "
        "2 usage, 3 the record does not hold.",
    )
    parser.add_argument("--version", action="version", version=f"adjudicator {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for command in _COMMANDS:
        command.add(commands)
    return parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and give its exit code."""
    # A frozen program starts its worker processes through this same entry.
    multiprocessing.freeze_support()
    os.umask(0o077)
    arguments = build_parser().parse_args(argv)
    run = getattr(arguments, "run", None)
    if run is None:
        return window.open_window(None)
    try:
        return int(run(arguments))
    except Unreadable as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        return 2
    except Refusal as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except OSError as error:
        return _unreachable(error)
    except KeyboardInterrupt:
        print("Stopped. Nothing half-done was kept.", file=sys.stderr)
        return 1


def _unreachable(error: OSError) -> int:
    """Say what the disk refused; a reader of the output who has seen enough is no failure."""
    if isinstance(error, BrokenPipeError):
        stop_telling()
        return 0
    about = "" if error.filename is None else f" ({error.filename})"
    print(
        f"The computer reported: {error.strerror or error}{about}. What was recorded before is "
        "safe. Look at the disk and the name, then try again.",
        file=sys.stderr,
    )
    return 1
