"""``adjudicator new``: make a recount folder, enrol people, constitute the board."""

import argparse
from pathlib import Path

from adjudicator.cli.common import Passphrases, passphrases_argument
from adjudicator.domain.election import Election
from adjudicator.interchange.elections.reading import read_election
from adjudicator.interchange.people import PersonRow, read_people
from adjudicator.interchange.problems import Unreadable
from adjudicator.ledger.origin import Purpose
from adjudicator.services.opening import new_recount
from adjudicator.services.people import Enrolment
from adjudicator.services.roster import enrol_and_constitute


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser("new", help="make a new recount folder")
    parser.add_argument("folder", type=Path, metavar="FOLDER", help="an empty or new folder")
    parser.add_argument("--election", type=Path, required=True, metavar="FILE")
    parser.add_argument("--rules", default="florida-2018", metavar="PACK", help="rule pack")
    parser.add_argument(
        "--contest", action="append", default=[], metavar="ID", help="may be given several times"
    )
    parser.add_argument("--people", type=Path, metavar="FILE", help="CSV of people to enrol")
    parser.add_argument(
        "--rehearsal", action="store_true", help="a rehearsal: watermarked, never filed"
    )
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Make the folder."""
    election = read_election(arguments.election)
    rows = () if arguments.people is None else _people(arguments.people, election)
    passphrases = Passphrases(arguments.passphrases)
    secrets = {row.person: passphrases.of(row.person) for row in rows}
    recount = new_recount(
        arguments.folder,
        election=election,
        rules=arguments.rules,
        contests=arguments.contest,
        purpose=Purpose.REHEARSAL if arguments.rehearsal else Purpose.RECOUNT,
    )
    try:
        people = [Enrolment(r.person, r.name, r.role, r.party, r.table or None) for r in rows]
        if people:
            enrol_and_constitute(recount, people, secrets)
        print(f"Made {arguments.folder} ({recount.origin}).")
        print(f"Record code {recount.record_code()}.")
        if people:
            print(f"{len(people)} people are enrolled and the board is constituted.")
    finally:
        recount.close()
    return 0


def _people(file: Path, election: Election) -> tuple[PersonRow, ...]:
    """The people of the file, whole: a roster with a bad row is mended, not cut short."""
    found = read_people(file, election)
    if found.problems:
        raise Unreadable(found.problems)
    return found.people
