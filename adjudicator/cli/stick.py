"""``adjudicator stick``: write a stick on which a person keeps heads."""

import argparse
from pathlib import Path

from adjudicator.cli.common import folder_argument, opened_to_write
from adjudicator.services.proof.issuing import issue_stick


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "stick",
        help="write a stick for a person to keep heads on",
        description="Writes the entries so far and the present head to a stick of the county. A "
        "stick in use for somebody else, or for another recount, is left as it is. For paper: "
        "adjudicator papers FOLDER slip --person PERSON.",
    )
    folder_argument(parser)
    parser.add_argument("place", type=Path, metavar="STICK", help="the folder it is mounted at")
    parser.add_argument("--for", dest="person", required=True, metavar="PERSON", help="whose it is")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Write it and tell what is on it."""
    with opened_to_write(arguments.folder) as recount:
        kept = issue_stick(recount, arguments.place, arguments.person)
        name = recount.names()[arguments.person]
    print(f"The stick at {kept.place} is for {name}: {kept.size} entries, record code {kept.code}.")
    return 0
