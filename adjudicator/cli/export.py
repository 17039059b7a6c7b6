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
from adjudicator.services.exporting.export import export_record
from adjudicator.services.exporting.wording import told


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "export",
        help="hand out the record: entries, head, openings, tally, and a verifier",
        description="Write a folder that anyone can check without this program. No images are in "
        "it. What the policy keeps back is withheld, and counted.",
    )
    folder_argument(parser)
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to make")
    parser.add_argument("--at", type=int, metavar="N", help="the first N entries; all if not given")
    parser.add_argument(
        "--everything",
        action="store_true",
        help="open all names, words and rows, as a court may order; the record says so",
    )
    parser.add_argument("--clerk", metavar="PERSON", help="who signs; the only clerk if not given")
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Export, and say what went in."""
    with opened(arguments.folder) as recount:
        clerk = None
        if recount.state.data.finished is None:
            need_writing(recount)
            clerk = clerk_signer(recount, Passphrases(arguments.passphrases), arguments.clerk)
        exported = export_record(
            recount,
            arguments.out,
            clerk,
            at=arguments.at,
            everything=arguments.everything,
            progress=_progress,
        )
    if sys.stderr.isatty():
        print(end="\r\033[K", file=sys.stderr)
    for line in told(exported):
        print(line)
    return 0


def _progress(done: int, total: int) -> None:
    if sys.stderr.isatty() and (done % 500 == 0 or done == total):
        print(f"\r{done} of {total} entries", end="", file=sys.stderr, flush=True)
