"""``adjudicator papers``: the papers of the recount, as PDF."""

import argparse
from pathlib import Path

from adjudicator.cli.common import folder_argument, opened
from adjudicator.interchange.papers.stamp import PaperSize
from adjudicator.services.errors import UsageError
from adjudicator.services.papers.making import Kind, gather
from adjudicator.services.papers.printing import write_paper, write_papers_to

_NEEDED = {
    Kind.COVER: "batch",
    Kind.PULL: "case",
    Kind.OBJECTION: "number",
    Kind.FORMS: "batch",
    Kind.MY_RECORD: "person",
    Kind.CARD: "person",
    Kind.SLIP: "person",
}
"""The option that says what the paper is about, where it must be given."""
_OPTIONAL = {
    Kind.WALL: "contest",
    Kind.ADJOURNMENT: "until",
    Kind.PILE_CARD: "pile",
    Kind.RETURNS: "contest",
    Kind.CERTIFICATE: "contest",
    Kind.REPORT: "contest",
}


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "papers",
        help="print the papers of the recount",
        description="Makes one of the papers as PDF and prints the path written: FOLDER/papers, "
        "or where --out says. Nothing is ever written over.",
    )
    folder_argument(parser)
    kinds = [kind.value for kind in Kind]
    parser.add_argument("kind", choices=sorted(kinds), metavar="PAPER", help=", ".join(kinds))
    parser.add_argument("--batch", metavar="N", help="for cover and forms; or all")
    parser.add_argument("--case", metavar="NUMBER", help="for pull: as spoken or printed, 417K")
    parser.add_argument("--number", metavar="R-014", help="for objection")
    parser.add_argument(
        "--contest",
        default="",
        metavar="ID",
        help="for wall: this one alone; for returns, certificate, report",
    )
    parser.add_argument("--until", default="", metavar="TIME", help='for adjournment: "7:00 a.m."')
    parser.add_argument("--pile", default="", metavar="N", help="for pile-card; 1 if not given")
    parser.add_argument("--person", metavar="PERSON", help="for my-record, card and slip")
    parser.add_argument("--out", type=Path, metavar="FILE", help="instead of FOLDER/papers")
    parser.add_argument("--paper", choices=["letter", "a4"], default="letter", help="its size")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make one paper and tell where it lies."""
    kind = Kind(arguments.kind)
    about = _about(arguments, kind)
    with opened(arguments.folder) as recount:
        made = gather(recount, kind, about, PaperSize.named(arguments.paper))
        data = made.render()
        if arguments.out is not None:
            beside = [(arguments.out.parent / name, content) for name, content in made.files]
            path = write_papers_to([(arguments.out, data), *beside])[0]
        else:
            path = write_paper(recount, made.name, data, made.files)
    print(path)
    return 0


def _about(arguments: argparse.Namespace, kind: Kind) -> str:
    if kind in _NEEDED:
        option = _NEEDED[kind]
        given = getattr(arguments, option)
        if given is None:
            raise UsageError(f"{kind.value} needs --{option}. Nothing was printed.")
        return str(given)
    return str(getattr(arguments, _OPTIONAL[kind])) if kind in _OPTIONAL else ""
