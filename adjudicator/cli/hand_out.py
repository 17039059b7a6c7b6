"""``adjudicator hand-out``: a card or the opening report, printed, saved and noted."""

import argparse
from pathlib import Path

from adjudicator.cli.common import (
    Passphrases,
    folder_argument,
    officer_signer,
    opened_to_write,
    passphrases_argument,
)
from adjudicator.interchange.papers.stamp import PaperSize
from adjudicator.services.proof.ceremony import Step
from adjudicator.services.proof.handing_out import KINDS, hand_out


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "hand-out",
        help="print, save and note a card or the opening report",
        description="Makes the paper of a step of the opening in FOLDER/papers, and a copy with "
        "its files in OUT, and notes in the record that it was handed out and to whom.",
    )
    folder_argument(parser)
    names = [step.value for step in KINDS]
    parser.add_argument("what", choices=names, metavar="PAPER", help=", ".join(names))
    parser.add_argument(
        "out", type=Path, nargs="?", metavar="OUT", help="a stick or folder for a copy"
    )
    parser.add_argument(
        "--to", action="append", default=[], metavar="PERSON", help="who takes it; several times"
    )
    parser.add_argument("--by", metavar="PERSON", help="the officer; the only clerk if not given")
    parser.add_argument(
        "--pile", type=int, default=1, metavar="N", help="for pile-card: of the Nth pile"
    )
    parser.add_argument("--paper", choices=["letter", "a4"], default="letter", help="its size")
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Hand it out and tell where it lies."""
    with opened_to_write(arguments.folder) as recount:
        made = hand_out(
            recount,
            Step(arguments.what),
            officer_signer(recount, Passphrases(arguments.passphrases), arguments.by),
            arguments.to,
            pile=arguments.pile,
            out=arguments.out,
            size=PaperSize.named(arguments.paper),
        )
        print(f"{made.step.label}: noted as entry {made.entry}.")
        for path in (made.paper, *made.saved):
            print(path)
        print(f"Record code {recount.record_code()}.")
    return 0
