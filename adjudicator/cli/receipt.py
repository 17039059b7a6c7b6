"""``adjudicator receipt``: proof that one entry stands in the record, to be taken home."""

import argparse
from pathlib import Path

from adjudicator.cli.common import folder_argument, opened
from adjudicator.services.proof.receipts import make_receipt, write_receipt


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "receipt",
        help="save the receipt of one entry",
        description="Write a receipt: the entry, the way from it to a cosigned head, and the "
        "openings that belong to it. A verification is given it with --anchor.",
    )
    folder_argument(parser)
    parser.add_argument("entry", type=int, metavar="ENTRY", help="the number of the entry")
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to write into")
    parser.add_argument(
        "--for",
        dest="holder",
        metavar="PERSON",
        help="whom it is for: who made the act, and a clerk, get everything it sealed; without, "
        "what an export would open",
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the receipt, tell where it lies and what it proves."""
    holders = [] if arguments.holder is None else [arguments.holder]
    with opened(arguments.folder) as recount:
        made = make_receipt(recount, arguments.entry, holders)
        print(write_receipt(made, arguments.out))
    for sentence in made.told:
        print(sentence)
    return 0
