"""``adjudicator release`` and ``adjudicator void``: motions of the board."""

import argparse

from adjudicator.cli.common import (
    Passphrases,
    board_signing,
    folder_argument,
    opened,
    passphrases_argument,
)
from adjudicator.cli.words import lot_words
from adjudicator.domain.ballots import Lot
from adjudicator.services.orders.ballots import release_lot, void_import
from adjudicator.services.people import person_of


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare both commands."""
    release = commands.add_parser("release", help="the board lets a lot into the totals")
    folder_argument(release)
    release.add_argument("--import", dest="entry", type=int, required=True, metavar="ENTRY")
    release.add_argument("--lot", choices=[lot.value for lot in Lot], required=True)
    void = commands.add_parser("void", help="the board voids an import nobody has ruled on")
    folder_argument(void)
    void.add_argument("--import", dest="entry", type=int, required=True, metavar="ENTRY")
    for parser, run in ((release, run_release), (void, run_void)):
        parser.add_argument("--reason", required=True, metavar="TEXT")
        passphrases_argument(parser)
        parser.set_defaults(run=run)


def run_release(arguments: argparse.Namespace) -> int:
    """Release a lot; the members who sign vote yes."""
    with (
        opened(arguments.folder) as recount,
        board_signing(recount, Passphrases(arguments.passphrases)) as board,
    ):
        votes = [(person_of(recount, s), "yes") for s in board]
        appended = release_lot(
            recount, arguments.entry, Lot(arguments.lot), arguments.reason, votes, board
        )
    words = lot_words(arguments.lot)
    print(f"The lot \u201c{words}\u201d is released as entry {appended.index}.")
    return 0


def run_void(arguments: argparse.Namespace) -> int:
    """Void an import; the members who sign vote yes."""
    with (
        opened(arguments.folder) as recount,
        board_signing(recount, Passphrases(arguments.passphrases)) as board,
    ):
        votes = [(person_of(recount, s), "yes") for s in board]
        appended = void_import(recount, arguments.entry, arguments.reason, votes, board)
    print(f"Import {arguments.entry} is void as of entry {appended.index}.")
    return 0
