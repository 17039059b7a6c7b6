"""``adjudicator close-contest``: close a contest over its tally as it stands."""

import argparse

from adjudicator.cli.common import (
    Passphrases,
    board_signing,
    folder_argument,
    opened,
    passphrases_argument,
)
from adjudicator.services.errors import Refusal
from adjudicator.services.proof.ends import close_contest, read_contest_end


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "close-contest",
        help="close a contest over its tally as it stands; the board signs",
        description="Close a contest in which nothing waits any more. What opens work in it again "
        "also opens the contest, which is then closed anew.",
    )
    folder_argument(parser)
    parser.add_argument("contest", metavar="CONTEST", help="the contest's id")
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Close the contest."""
    with opened(arguments.folder) as recount:
        before = read_contest_end(recount, arguments.contest)
        if before.waits:
            raise Refusal(f"{before.title} is not closed. {' '.join(before.waits)}")
        with board_signing(recount, Passphrases(arguments.passphrases)) as board:
            seen = read_contest_end(recount, arguments.contest)
            appended = close_contest(recount, seen, board)
        print(f"{seen.title} is closed as entry {appended.index}.")
        for name, figure in seen.tally.choices:
            choice = seen.tally.contest.choice(name).name
            print(f"{choice}: {figure.before:,} {figure.change:+,} = {figure.after:,}")
        for difference in seen.differences:
            print(f"{difference.words}.")
        print(f"Record code {recount.record_code()}.")
    return 0
