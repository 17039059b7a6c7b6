"""``adjudicator status``: where the recount stands and what waits for a person."""

import argparse
from pathlib import Path

from adjudicator.cli.common import (
    Passphrases,
    clerk_signer,
    folder_argument,
    opened,
    passphrases_argument,
    print_json,
)
from adjudicator.services.deadlines.telling import due_lines, rate_lines
from adjudicator.services.proof.ceremony import Ceremony
from adjudicator.services.recount import Recount
from adjudicator.services.second_look.telling import rate_sentence
from adjudicator.services.statewide.status_files import write_status
from adjudicator.services.status import recount_status


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("status", help="where the recount stands")
    folder_argument(parser)
    parser.add_argument("--json", action="store_true")
    parser.add_argument(
        "--write",
        type=Path,
        metavar="DIR",
        help="write a signed status file for the state into a folder, over the one before",
    )
    parser.add_argument("--clerk", metavar="PERSON", help="with --write: a clerk who signs it too")
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Tell the status; 1 while something waits for a person."""
    with opened(arguments.folder) as recount:
        if arguments.write is not None:
            return _write(recount, arguments)
        found = recount_status(recount)
    if arguments.json:
        print_json(found.value())
        return 1 if found.waiting else 0
    if found.watermark:
        print(found.watermark)
    print(f"{found.origin}\nRecord {found.record_code} · {found.entries} entries")
    print(
        f"{found.cases} cases: {found.ruled} ruled, {found.unreviewed} not ruled, "
        f"{found.for_board} for the board, {found.for_paper} for the paper, "
        f"{found.held_back} held back; "
        f"{found.closed_batches} of {len(found.batches)} batches closed"
    )
    now = found.outlook.read_at
    for told in (*found.refiled, *due_lines(found.outlook, now), *rate_lines(found.outlook, now)):
        print(told)
    if found.looks is not None:
        print(rate_sentence(found.looks))
    for words in found.handed_over:
        print(words)
    for told in opening_lines(found.opening):
        print(told)
    for line in found.waiting or ["Nothing is waiting."]:
        print(f"- {line}")
    return 1 if found.waiting else 0


def _write(recount: Recount, arguments: argparse.Namespace) -> int:
    """Write the status file, and say where it is and who signed it."""
    clerk = None
    if arguments.clerk is not None:
        clerk = clerk_signer(recount, Passphrases(arguments.passphrases), arguments.clerk)
    path = write_status(recount, arguments.write, clerk)
    signed = (
        "the record's own key alone" if clerk is None else f"the record's key and {arguments.clerk}"
    )
    print(f"Written: {path}, signed by {signed}.")
    return 0


def opening_lines(opening: Ceremony) -> list[str]:
    """The opening step by step, while it is not over."""
    if opening.over:
        return []
    lines = ["Before the first ruling:"]
    for number, line in enumerate(opening.lines, start=1):
        when = "" if line.done is None else f", {line.done.time}"
        told = f": {line.told}" if line.told else ""
        lines.append(f"  {number:2} {line.stage.value:8} {line.step.label}{told}{when}")
    return lines
