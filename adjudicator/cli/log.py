"""``adjudicator log``: every ruling with who made it, under which clause, and who attested."""

import argparse
import sys
from pathlib import Path

from adjudicator.cli.common import folder_argument, opened
from adjudicator.interchange.adjudication_log import write_csv, write_json
from adjudicator.services.logbook import log_lines


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("log", help="export the adjudication log")
    folder_argument(parser)
    parser.add_argument("--format", choices=["csv", "json"], default="csv")
    parser.add_argument("--out", type=Path, metavar="FILE", help="instead of standard output")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the log."""
    write = write_csv if arguments.format == "csv" else write_json
    with opened(arguments.folder) as recount:
        lines = log_lines(recount)
        if arguments.out is None:
            write(sys.stdout, lines, watermark=recount.watermark)
        else:
            with arguments.out.open("w", encoding="utf-8", newline="") as out:
                write(out, lines, watermark=recount.watermark)
    return 0
