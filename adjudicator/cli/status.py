"""``adjudicator status``: where the recount stands and what waits for a person."""

import argparse

from adjudicator.cli.common import folder_argument, opened, print_json
from adjudicator.services.deadlines.telling import due_lines, rate_lines
from adjudicator.services.proof.ceremony import Ceremony
from adjudicator.services.status import recount_status


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("status", help="where the recount stands")
    folder_argument(parser)
    parser.add_argument("--json", action="store_true")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Tell the status; 1 while something waits for a person."""
    with opened(arguments.folder) as recount:
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
    for told in opening_lines(found.opening):
        print(told)
    for line in found.waiting or ["Nothing is waiting."]:
        print(f"- {line}")
    return 1 if found.waiting else 0


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
