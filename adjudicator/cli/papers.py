"""``adjudicator papers``: the papers of the recount, as PDF."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from adjudicator.cli.common import folder_argument, opened
from adjudicator.interchange.papers.pdf import Paper, render
from adjudicator.interchange.papers.stamp import PaperSize, Stamp
from adjudicator.services.errors import UsageError
from adjudicator.services.papers.printing import (
    file_name,
    plain_number,
    stamp,
    write_paper,
    write_paper_to,
)
from adjudicator.services.papers.printing_batches import batch_cover, batch_covers, batch_forms
from adjudicator.services.papers.printing_board import adjournment, docket_list, wall_sheets
from adjudicator.services.papers.printing_cases import objection_copies, pull_slip
from adjudicator.services.papers.printing_people import enrolment_card, my_record_page
from adjudicator.services.recount import Recount

_ALL = "all"
Made = tuple[str, Sequence[Paper]]
"""The name of the file and what it holds."""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "papers",
        help="print the papers of the recount",
        description="Makes one of the papers as PDF and prints the path written: FOLDER/papers, "
        "or where --out says. Nothing is ever written over.",
    )
    folder_argument(parser)
    parser.add_argument("kind", choices=sorted(_MAKERS), metavar="PAPER", help=", ".join(_MAKERS))
    parser.add_argument("--batch", metavar="N", help="for cover (or all) and forms")
    parser.add_argument("--case", metavar="NUMBER", help="for pull: as spoken or printed, 417K")
    parser.add_argument("--number", metavar="R-014", help="for objection")
    parser.add_argument("--until", default="", metavar="TIME", help='for adjournment: "7:00 a.m."')
    parser.add_argument("--person", metavar="PERSON", help="for my-record and card")
    parser.add_argument("--out", type=Path, metavar="FILE", help="instead of FOLDER/papers")
    parser.add_argument("--paper", choices=["letter", "a4"], default="letter", help="its size")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make one paper and tell where it lies."""
    with opened(arguments.folder) as recount:
        head = stamp(recount, size=PaperSize.named(arguments.paper))
        name, papers = _MAKERS[arguments.kind](recount, head, arguments)
        if not papers:
            raise UsageError("There is nothing to print: the recount has no batches yet.")
        data = render(*papers)
        if arguments.out is not None:
            print(write_paper_to(arguments.out, data))
        else:
            print(write_paper(recount, name, data))
    return 0


def _needed(arguments: argparse.Namespace, option: str) -> str:
    given = getattr(arguments, option)
    if given is None:
        raise UsageError(f"{arguments.kind} needs --{option}. Nothing was printed.")
    return str(given)


def _number(arguments: argparse.Namespace) -> int:
    given = _needed(arguments, "batch")
    if not given.isdecimal():
        raise UsageError(f"--batch takes the number of a batch, not {given!r}.")
    return int(given)


def _cover(recount: Recount, head: Stamp, arguments: argparse.Namespace) -> Made:
    if _needed(arguments, "batch") == _ALL:
        return file_name("covers"), batch_covers(recount, head)
    number = _number(arguments)
    return file_name("cover", str(number)), [batch_cover(recount, head, number)]


def _pull(recount: Recount, head: Stamp, arguments: argparse.Namespace) -> Made:
    number = plain_number(_needed(arguments, "case"))
    return file_name("pull", number), [pull_slip(recount, head, number)]


def _objection(recount: Recount, head: Stamp, arguments: argparse.Namespace) -> Made:
    copies = objection_copies(recount, head, _needed(arguments, "number"))
    return file_name("objection", copies[0].label), copies


def _docket(recount: Recount, head: Stamp, _arguments: argparse.Namespace) -> Made:
    return file_name("docket"), [docket_list(recount, head)]


def _wall(recount: Recount, head: Stamp, _arguments: argparse.Namespace) -> Made:
    return file_name("wall"), wall_sheets(recount, head)


def _adjournment(recount: Recount, head: Stamp, arguments: argparse.Namespace) -> Made:
    return file_name("adjournment"), [adjournment(recount, head, arguments.until)]


def _forms(recount: Recount, head: Stamp, arguments: argparse.Namespace) -> Made:
    number = _number(arguments)
    return file_name("forms", str(number)), [batch_forms(recount, head, number)]


def _my_record(recount: Recount, head: Stamp, arguments: argparse.Namespace) -> Made:
    person = _needed(arguments, "person")
    return file_name("my-record", person), [my_record_page(recount, head, person)]


def _card(recount: Recount, head: Stamp, arguments: argparse.Namespace) -> Made:
    person = _needed(arguments, "person")
    return file_name("card", person), [enrolment_card(recount, head, person)]


_MAKERS: dict[str, Callable[[Recount, Stamp, argparse.Namespace], Made]] = {
    "cover": _cover,
    "pull": _pull,
    "objection": _objection,
    "docket": _docket,
    "wall": _wall,
    "adjournment": _adjournment,
    "forms": _forms,
    "my-record": _my_record,
    "card": _card,
}
