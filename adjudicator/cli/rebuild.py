"""``adjudicator rebuild``: replay the record and compare the working tables with it."""

import argparse
import sys

from adjudicator.cli.common import folder_argument, opened
from adjudicator.services.rebuilding import rebuild_tables


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("rebuild", help="replay the record into the working tables")
    folder_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Rebuild; 3 if the tables were not what the record says."""
    with opened(arguments.folder) as recount:
        found = rebuild_tables(recount, _progress)
    if sys.stderr.isatty():
        print(file=sys.stderr)
    print(f"{found.entries} entries were checked and replayed.")
    if found.identical:
        print("The working tables are what the record says.")
        return 0
    for one in found.differences:
        print(
            f"{one.table}: {one.strange} rows were not in the record, {one.missing} were missing."
        )
    print("The working tables were changed behind the record's back. They are what it says now.")
    return 3


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and (done % 100 == 0 or done == total):
        print(f"\r{done} of {total} entries", end="", file=sys.stderr, flush=True)
