"""``adjudicator export``: hand out the record with everything that is needed to check it."""

import argparse
import sys
from pathlib import Path

from adjudicator.cli.common import (
    Passphrases,
    clerk_signer,
    folder_argument,
    need_writing,
    opened,
    passphrases_argument,
)
from adjudicator.services.errors import UsageError
from adjudicator.services.exporting.export import export_record
from adjudicator.services.exporting.rehearsing import note_rehearsal, rehearse_export
from adjudicator.services.exporting.wording import rehearsal_told, told
from adjudicator.services.recount import Recount, Signer


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "export",
        help="hand out the record: entries, head, openings, tally, and a verifier",
        description="Write a folder that anyone can check without this program. No images are in "
        "it. What the policy keeps back is withheld, and counted.",
    )
    folder_argument(parser)
    parser.add_argument("out", type=Path, nargs="?", metavar="OUT", help="the folder to make")
    parser.add_argument("--at", type=int, metavar="N", help="the first N entries; all if not given")
    parser.add_argument(
        "--everything",
        action="store_true",
        help="open all names, words and rows, as a court may order; the record says so",
    )
    parser.add_argument(
        "--rehearse",
        action="store_true",
        help="make it aside, verify it twice, and leave nothing; with OUT keep it there, unsigned",
    )
    parser.add_argument(
        "--note", action="store_true", help="with --rehearse: note the rehearsal in the record"
    )
    parser.add_argument("--clerk", metavar="PERSON", help="who signs; the only clerk if not given")
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Export, and say what went in."""
    if arguments.rehearse:
        return _rehearse(arguments)
    if arguments.out is None or arguments.note:
        raise UsageError(
            "Nothing was exported. Name the folder to make; --note goes with --rehearse."
        )
    with opened(arguments.folder) as recount:
        clerk = _clerk(recount, arguments)
        exported = export_record(
            recount,
            arguments.out,
            clerk,
            at=arguments.at,
            everything=arguments.everything,
            progress=_progress,
        )
    _tell(told(exported))
    return 0


def _rehearse(arguments: argparse.Namespace) -> int:
    """Rehearse, and say what it showed; 3 where it would not verify."""
    if arguments.at is not None:
        raise UsageError("Nothing was rehearsed. A rehearsal is of the whole record: leave --at.")
    with opened(arguments.folder) as recount:
        clerk = _clerk(recount, arguments)
        rehearsed = rehearse_export(
            recount,
            clerk,
            everything=arguments.everything,
            keep=arguments.out,
            progress=_progress,
        )
        lines = rehearsal_told(rehearsed)
        if arguments.note and clerk is not None:
            lines.append(f"Noted as entry {note_rehearsal(recount, rehearsed, clerk)}.")
    _tell(lines)
    return 0 if rehearsed.good else 3


def _clerk(recount: Recount, arguments: argparse.Namespace) -> Signer | None:
    """Who signs; nobody once the recount is finished."""
    if recount.state.data.finished is not None:
        return None
    need_writing(recount)
    return clerk_signer(recount, Passphrases(arguments.passphrases), arguments.clerk)


def _tell(lines: list[str]) -> None:
    if sys.stderr.isatty():
        print(end="\r\033[K", file=sys.stderr)
    for line in lines:
        print(line)


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and (done % 500 == 0 or done == total):
        print(f"\r{done} of {total} entries", end="", file=sys.stderr, flush=True)
