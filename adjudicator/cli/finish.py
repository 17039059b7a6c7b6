"""``adjudicator finish``: finish the recount; the stored keys are destroyed."""

import argparse

from adjudicator.cli.common import (
    Passphrases,
    board_signing,
    folder_argument,
    opened,
    passphrases_argument,
)
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.proof.ends import finish, first_group, read_recount_end


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "finish",
        help="finish the recount and destroy its keys; nothing can be added any more",
        description="Finish a recount whose contests are closed and whose record is exported. The "
        "stored keys of everyone and the record's own key are destroyed. This cannot be undone.",
    )
    folder_argument(parser)
    parser.add_argument(
        "--code",
        required=True,
        metavar="4C1F",
        help="the first group of the record code as it stands now, so that it is meant",
    )
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Finish the recount."""
    with opened(arguments.folder) as recount:
        now = read_recount_end(recount)
        if now.waits:
            raise Refusal(f"Not finished. {' '.join(now.waits)}")
        code = first_group(recount)
        if arguments.code.strip().upper() != code:
            raise UsageError(
                f"The record code begins with {code}, not {arguments.code}. Nothing was changed. "
                "Look at the record code, and give its first group."
            )
        passphrases = Passphrases(arguments.passphrases)
        with board_signing(recount, passphrases, here=False) as board:
            ended = finish(recount, board)
        print(f"The recount is finished as entry {ended.appended.index}.")
        print(f"{len(now.keys)} stored keys and the record's own key are destroyed.")
        for path in ended.left:
            print(f"{path} could not be reached. Destroy it by hand.")
        print(f"Record code {recount.record_code()}.")
    return 0
