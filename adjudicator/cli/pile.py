"""``adjudicator pile``: fix which cases there are and the order they are worked on."""

import argparse

from adjudicator.cli.common import (
    Passphrases,
    board_signers,
    folder_argument,
    opened,
    passphrases_argument,
)
from adjudicator.services.piling import close_pile


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("pile", help="close the pile: fix cases, batches and work order")
    folder_argument(parser)
    parser.add_argument("--seed", metavar="HEX", help="64 hex digits drawn in public")
    parser.add_argument("--drawn", metavar="TEXT", help="how the seed was drawn")
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Close the pile."""
    with opened(arguments.folder) as recount:
        board = board_signers(recount, Passphrases(arguments.passphrases))
        extra = {} if arguments.drawn is None else {"drawn": arguments.drawn}
        appended = close_pile(recount, board, seed=arguments.seed, **extra)
        print(f"The pile is closed as entry {appended.index}.")
        print(f"Record code {recount.record_code()}.")
    return 0
