"""``adjudicator pile``: fix which cases there are and the order they are worked on."""

import argparse
import re

from adjudicator.cli.common import (
    Passphrases,
    board_signing,
    folder_argument,
    opened_to_write,
    passphrases_argument,
)
from adjudicator.services.errors import UsageError
from adjudicator.services.piling import close_pile

_SEED = re.compile(r"[0-9a-f]{64}")


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
    if arguments.seed is not None and not _SEED.fullmatch(arguments.seed):
        raise UsageError(
            f"--seed takes 64 digits 0-9 and a-f; this has {len(arguments.seed)}. "
            "Nothing was changed. Leave it out to have one drawn by the program."
        )
    with opened_to_write(arguments.folder) as recount:
        extra = {} if arguments.drawn is None else {"drawn": arguments.drawn}
        with board_signing(recount, Passphrases(arguments.passphrases)) as board:
            appended = close_pile(recount, board, seed=arguments.seed, **extra)
        print(f"The pile is closed as entry {appended.index}.")
        print(f"Record code {recount.record_code()}.")
    return 0
