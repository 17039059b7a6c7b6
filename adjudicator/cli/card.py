"""``adjudicator card``: the opening card and the pile cards, to be taken home."""

import argparse
from pathlib import Path

from adjudicator.cli.common import folder_argument, opened
from adjudicator.interchange.papers.stamp import PaperSize
from adjudicator.services.errors import Refusal
from adjudicator.services.proof.cards import (
    CardKind,
    CardPlace,
    card_places,
    make_card,
    place_named,
    why_not,
    write_cards,
)
from adjudicator.services.recount import Recount


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "card",
        help="save the cards that every party takes home",
        description="Write the opening card and the pile cards into a folder: each as a file "
        "that a verification is given, and as a page to be printed. Without --opening or --pile, "
        "every card whose head is cosigned.",
    )
    folder_argument(parser)
    parser.add_argument("out", type=Path, metavar="OUT", help="the folder to write into")
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--opening", action="store_true", help="the opening card alone")
    which.add_argument(
        "--pile",
        type=int,
        nargs="?",
        const=1,
        metavar="N",
        help="the card of the pile alone, or of its Nth",
    )
    parser.add_argument("--paper", choices=["letter", "a4"], default="letter", help="its size")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write the cards and tell where they lie."""
    with opened(arguments.folder) as recount:
        size = PaperSize.named(arguments.paper)
        cards = [make_card(recount, place, size) for place in _places(recount, arguments)]
        written = write_cards(cards, arguments.out)
    for path in dict.fromkeys(written):
        print(path)
    return 0


def _places(recount: Recount, arguments: argparse.Namespace) -> list[CardPlace]:
    """The cards asked for; every one that can be handed out if none is.

    :raises Refusal: there is none.
    """
    if arguments.opening:
        return [place_named(recount, CardKind.OPENING)]
    if arguments.pile is not None:
        return [place_named(recount, CardKind.PILE, arguments.pile)]
    places = card_places(recount)
    ready = [place for place in places if not why_not(recount, place)]
    if not ready:
        first = places[0] if places else place_named(recount, CardKind.OPENING)
        raise Refusal(f"{why_not(recount, first)} Nothing was written.")
    return ready
