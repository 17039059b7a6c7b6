"""``adjudicator statewide``: the counties' exports verified and added up, contest by contest."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from adjudicator.cli.common import print_json, stop_telling
from adjudicator.services.canvass.loading import load_rules
from adjudicator.services.errors import UsageError
from adjudicator.services.statewide.asking import NO_DEADLINE, OFFICIAL, Request
from adjudicator.services.statewide.assembling import gather
from adjudicator.services.statewide.telling import lines_of
from adjudicator.services.statewide.values import state_value
from adjudicator.services.statewide.writing import write_csv, write_pdf
from adjudicator.services.verifying.anchors import Anchor, read_or_refuse

_PATHS = (
    ("--returns", "FILE|FOLDER", "returns of counties that sent no export; not verified"),
    ("--typed", "FILE", "figures typed by one person; two such files for each county"),
    ("--status", "DIR", "signed status files of counties at work; or one file"),
)
_SEVERAL = (
    ("--contest", "TITLE", "a contest; those of the exports if not given"),
    (
        "--anchor",
        "COUNTY=FILE|CODE",
        "what you kept of a county: a card, a receipt, a kept head, or a record code",
    ),
    ("--same", "NAME=NAME", "two spellings of one choice's name"),
)
_DEADLINE = (
    "a deadline of the rule pack, a moment such as 2018-11-18T12:00-05:00, or "
    f"{NO_DEADLINE}; {OFFICIAL} if not given"
)
_FILES = (
    ("--csv", "the table: one row for each county and choice, then the totals"),
    ("--pdf", "the report for the certification meeting"),
)


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "statewide",
        help="verify the counties' exports and add them up for the state",
        description="Verify every export whole, count its tally anew from its record, and add the "
        "counties up by contest. What is refused is named and counts nowhere.",
        epilog="Exit codes: 0 every county is in, verified and whole; 1 a person must act; "
        "2 usage; 3 an export does not hold.",
    )
    parser.add_argument(
        "exports", nargs="*", type=Path, metavar="EXPORT", help="an export, or a folder of them"
    )
    for option, name, words in _PATHS:
        parser.add_argument(
            option, action="append", default=[], type=Path, metavar=name, help=words
        )
    parser.add_argument("--rules", default="florida-2018", metavar="PACK", help="rule pack")
    for option, name, words in _SEVERAL:
        parser.add_argument(option, action="append", default=[], metavar=name, help=words)
    parser.add_argument(
        "--held", type=date.fromisoformat, metavar="DATE", help="the day of the election"
    )
    parser.add_argument("--deadline", default=OFFICIAL, metavar="ID|TIME", help=_DEADLINE)
    parser.add_argument(
        "--rehearsal",
        action="store_true",
        help="read rehearsals and demonstrations, and nothing else; every page says so",
    )
    parser.add_argument("-j", "--jobs", type=int, metavar="N", help="counties read at one time")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    for option, words in _FILES:
        parser.add_argument(option, type=Path, metavar="FILE", help=words)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Verify and add up; the report's own exit code."""
    request = Request(
        pack=load_rules(arguments.rules),
        exports=arguments.exports,
        returns=arguments.returns,
        typed=arguments.typed,
        statuses=arguments.status,
        contests=arguments.contest,
        rehearsal=arguments.rehearsal,
        held=arguments.held,
        deadline=arguments.deadline,
        anchors=_anchors(arguments.anchor),
        same=dict(_pairs("--same", "NAME=NAME", arguments.same)),
    )
    if not (request.exports or request.returns or request.typed or request.statuses):
        raise UsageError("Name exports, or --returns, --typed or --status.")
    state = gather(request, jobs=arguments.jobs, progress=_progress)
    if sys.stderr.isatty():
        print(end="\r\033[K", file=sys.stderr)
    if arguments.csv is not None:
        write_csv(state, arguments.csv)
    if arguments.pdf is not None:
        write_pdf(state, arguments.pdf)
    try:
        if arguments.json:
            print_json(state_value(state))
        else:
            for line in lines_of(state):
                print(line)
        sys.stdout.flush()
    except BrokenPipeError:
        # The answer is the same, however much of it somebody read.
        stop_telling()
    return state.exit_code


def _anchors(texts: Sequence[str]) -> dict[str, list[Anchor]]:
    found: dict[str, list[Anchor]] = {}
    for county, kept in _pairs("--anchor", "COUNTY=FILE|CODE", texts):
        found.setdefault(county, []).append(read_or_refuse(kept))
    return found


def _pairs(option: str, wanted: str, texts: Sequence[str]) -> list[tuple[str, str]]:
    pairs = [text.partition("=") for text in texts]
    for text, (one, _, other) in zip(texts, pairs, strict=True):
        if not one.strip() or not other.strip():
            raise UsageError(f'{option} wants {wanted}, not "{text}".')
    return [(one.strip(), other.strip()) for one, _, other in pairs]


def _progress(done: int, total: int, entries: int) -> None:
    if sys.stderr.isatty():
        words = f"{done} of {total} exports verified, {entries:,} entries read"
        print(f"\r{words}", end="", file=sys.stderr, flush=True)
