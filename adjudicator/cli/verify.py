"""``adjudicator verify``: whether a record holds, and contains what somebody kept."""

import argparse
import sys
from pathlib import Path

from adjudicator.cli.common import print_json, stop_telling
from adjudicator.services.proof.program import installed_program
from adjudicator.services.verifying.anchors import read_or_refuse
from adjudicator.services.verifying.telling import lines_of
from adjudicator.services.verifying.verdicts import Verdict
from adjudicator.services.verifying.verify import verify

_EVERY = 500


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "verify",
        help="check a record from nothing, and compare it with what you kept",
        description="Check every entry of a recount folder, a second path or an export. Without "
        "an anchor nothing from outside is compared, and the exit code is 1.",
        epilog="Exit codes: 0 holds and contains all you kept, 1 compared with nothing or made by "
        "a newer version, 2 usage, 3 does not hold.",
    )
    parser.add_argument("path", type=Path, metavar="FOLDER|EXPORT", help="what to check")
    parser.add_argument(
        "--anchor",
        action="append",
        default=[],
        metavar="FILE|CODE",
        help="a card, a receipt, a kept head, or a record code; again for each",
    )
    parser.add_argument("--quick", action="store_true", help="leave out images and working tables")
    parser.add_argument("--jobs", type=int, metavar="N", help="processes; all cores if not given")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify; the verdict's own exit code."""
    anchors = [read_or_refuse(text) for text in arguments.anchor]
    verdict = verify(
        arguments.path,
        anchors,
        quick=arguments.quick,
        jobs=arguments.jobs,
        progress=_progress,
    )
    if sys.stderr.isatty():
        print(end="\r\033[K", file=sys.stderr)
    try:
        if arguments.json:
            print_json(value_of(verdict))
        else:
            for line in lines_of(verdict):
                print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        # The verdict is the same, however much of it somebody read.
        stop_telling()
    return verdict.exit_code


def value_of(verdict: Verdict) -> dict[str, object]:
    """The verdict as a JSON object."""
    failure = verdict.failure
    return {
        "verdict": verdict.outcome.value,
        "sentence": verdict.sentence,
        "exit_code": verdict.exit_code,
        "origin": verdict.origin,
        "entries": verdict.size,
        "record_code": verdict.record_code,
        "entry": None if failure is None else failure.entry,
        "kind": None if failure is None else failure.kind,
        "class": None if failure is None else failure.code,
        "file": None if failure is None or not failure.file else failure.file,
        "anchors": [
            {"name": each.name, "verdict": each.outcome.value, "words": each.words}
            for each in verdict.compared
        ],
        "noted": list(verdict.noted),
        "skipped": list(verdict.skipped),
        "program": {
            "version": installed_program().version,
            "digest": installed_program().digest,
        },
    }


def _progress(what: str, done: int, total: int) -> None:
    if sys.stderr.isatty() and (done % _EVERY == 0 or done == total):
        print(f"\r{done} of {total} {what}", end="", file=sys.stderr, flush=True)
