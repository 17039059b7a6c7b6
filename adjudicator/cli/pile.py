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
from adjudicator.services.piling import check_may_pile, close_pile
from adjudicator.services.proof.drawing import USUAL, drawn_from

_SEED = re.compile(r"[0-9a-f]{64}")


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("pile", help="close the pile: fix cases, batches and work order")
    folder_argument(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument(
        "--draw",
        metavar="TEXT",
        help='what was drawn in public, as read aloud: "3 1 6 2 ..."; the seed is its SHA-256',
    )
    how.add_argument("--seed", metavar="HEX", help="64 hex digits drawn in public")
    parser.add_argument("--drawn", metavar="TEXT", help="how it was drawn")
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Close the pile."""
    if arguments.seed is not None and not _SEED.fullmatch(arguments.seed):
        raise UsageError(
            f"--seed takes 64 digits 0-9 and a-f; this has {len(arguments.seed)}. "
            "Nothing was changed. Leave it out to have one drawn by the program."
        )
    seed, drawn = arguments.seed, arguments.drawn
    if arguments.draw is not None:
        made = drawn_from(arguments.draw, arguments.drawn or USUAL)
        seed, drawn = made.seed, made.words
    with opened_to_write(arguments.folder) as recount:
        extra = {} if drawn is None else {"drawn": drawn}
        check_may_pile(recount, seed)
        with board_signing(recount, Passphrases(arguments.passphrases)) as board:
            appended = close_pile(recount, board, seed=seed, **extra)
        print(f"The pile is closed as entry {appended.index}.")
        if seed is not None:
            print(f"Seed {seed}.")
        print(f"Record code {recount.record_code()}.")
    return 0
