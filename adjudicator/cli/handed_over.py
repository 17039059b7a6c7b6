"""``adjudicator handed-over``: note to whom an export or a file of returns went, how and when."""

import argparse
from datetime import datetime
from pathlib import Path

from adjudicator.cli.common import (
    Passphrases,
    folder_argument,
    noting_arguments,
    officer_signer,
    opened_to_write,
)
from adjudicator.services.deadlines.zones import county_time
from adjudicator.services.errors import UsageError
from adjudicator.services.handed_over import Handover, note_handover
from adjudicator.services.recount import Recount


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "handed-over",
        help="note that an export or a file of returns was handed over",
        description="Notes to whom, by which way and when, with the file's SHA-256 computed from "
        "the file itself. An export must be one the record tells of.",
    )
    folder_argument(parser)
    parser.add_argument(
        "file", type=Path, metavar="FILE", help="the export's folder or .zip, or any other file"
    )
    parser.add_argument("--to", required=True, metavar="TEXT", help="who received it")
    parser.add_argument("--way", required=True, metavar="TEXT", help="such as 'upload to the site'")
    parser.add_argument("--at", metavar="TIME", help="when (county's time); now if not given")
    parser.add_argument("--remark", default="", metavar="TEXT", help="such as a receipt's number")
    noting_arguments(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Note it, and say how it stands to the deadlines."""
    with opened_to_write(arguments.folder) as recount:
        handover = Handover(
            arguments.file,
            arguments.to,
            arguments.way,
            _moment(recount, arguments.at),
            arguments.remark,
        )
        by = officer_signer(recount, Passphrases(arguments.passphrases), arguments.by)
        noted = note_handover(recount, handover, by, arguments.people)
        code = recount.record_code()
    print(f"Noted as entry {noted.entry}: {noted.words}")
    if noted.timely:
        print(f"That is {noted.timely}.")
    print(f"Record code {code}.")
    return 0


def _moment(recount: Recount, typed: str | None) -> datetime:
    if typed is None:
        return datetime.fromisoformat(recount.now())
    try:
        return county_time(recount, typed)
    except ValueError:
        raise UsageError(
            f"--at {typed!r} is not a time. Nothing was recorded. Write it as 2018-11-18T11:43."
        ) from None
