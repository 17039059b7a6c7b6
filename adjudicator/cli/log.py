"""``adjudicator log``: every ruling with who made it, under which clause, and who attested."""

import argparse
import sys
from pathlib import Path
from typing import IO

from adjudicator.cli.common import folder_argument, opened
from adjudicator.interchange.adjudication_log import write_log_csv, write_log_json
from adjudicator.services.logbook import log_lines
from adjudicator.services.recount import Recount


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("log", help="export the adjudication log")
    folder_argument(parser)
    parser.add_argument("--format", choices=["csv", "json"], default="csv")
    parser.add_argument("--out", type=Path, metavar="FILE", help="instead of standard output")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the log."""
    with opened(arguments.folder) as recount:
        if arguments.out is None:
            _write(recount, sys.stdout, arguments.format)
        else:
            with arguments.out.open("w", encoding="utf-8", newline="") as out:
                _write(recount, out, arguments.format)
    return 0


def _write(recount: Recount, out: IO[str], form: str) -> None:
    lines = log_lines(recount)
    if form == "csv":
        write_log_csv(lines, out, watermark=recount.watermark)
    else:
        write_log_json(lines, out, origin=recount.origin, watermark=recount.watermark)
