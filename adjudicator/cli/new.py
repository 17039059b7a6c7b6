"""``adjudicator new``: make a recount folder, enrol people, constitute the board."""

import argparse
from pathlib import Path

from adjudicator.cli.common import Passphrases, passphrases_argument
from adjudicator.domain.election import Election
from adjudicator.domain.people import DifferentPolicy
from adjudicator.domain.policy import AttestPolicy, ScoresPolicy
from adjudicator.interchange.elections.reading import read_election
from adjudicator.interchange.people import PersonRow, read_people
from adjudicator.interchange.problems import Unreadable
from adjudicator.ledger.origin import Purpose
from adjudicator.services.errors import UsageError
from adjudicator.services.opening import Policy, new_recount
from adjudicator.services.people import Enrolment
from adjudicator.services.policies import policy_line, quorum_problem
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
    _policy_arguments(parser)
    purpose = parser.add_mutually_exclusive_group()
    purpose.add_argument(
        "--rehearsal", action="store_true", help="a rehearsal: watermarked, never filed"
    )
    purpose.add_argument(
        "--demonstration",
        action="store_true",
        help="a demonstration: watermarked, no step of the opening is asked for; without either it "
        "is a recount that counts",
    )
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def _policy_arguments(parser: argparse.ArgumentParser) -> None:
    """What is fixed for the whole recount; nobody can change it afterwards."""
    usual = Policy()
    fixed = parser.add_argument_group("fixed at the opening, for the whole recount")
    fixed.add_argument(
        "--quorum", type=int, default=usual.quorum, metavar="N",
        help="members of the board who must be present for it to act (%(default)s)",
    )  # fmt: skip
    fixed.add_argument(
        "--tiers", type=int, choices=(1, 2), default=usual.tiers,
        help="1: the board rules at once; 2: counting teams rule first (%(default)s)",
    )  # fmt: skip
    fixed.add_argument(
        "--attest", choices=[p.value for p in AttestPolicy], default=str(usual.attest),
        help="observers are asked after each ruling, each page or each batch (%(default)s)",
    )  # fmt: skip
    fixed.add_argument(
        "--page", type=int, default=usual.page_max, metavar="N",
        help="rulings of a page, at most 64 (%(default)s)",
    )  # fmt: skip
    fixed.add_argument(
        "--different", choices=[p.value for p in DifferentPolicy], default=str(usual.different),
        help="two who act together: of unlike parties, or any two people (%(default)s)",
    )  # fmt: skip
    _look_arguments(fixed)
    fixed.add_argument(
        "--writeins-as-under", action="store_true",
        help="a write-in nobody qualified for counts as an undervote; usually it is counted apart",
    )  # fmt: skip
    fixed.add_argument(
        "--ink", choices=[p.value for p in ScoresPolicy], default=str(usual.scores),
        help="figures, outlines and groups of measured ink: shown, or of each ballot only after "
        "its ruling (%(default)s)",
    )  # fmt: skip
    fixed.add_argument(
        "--grid", choices=("on", "off"), default="on" if usual.grid else "off",
        help="teams may rule on plainly blank ballots by the page (%(default)s)",
    )  # fmt: skip
    fixed.add_argument(
        "--grid-ms", type=int, default=usual.grid_ms, metavar="MS",
        help="milliseconds a page is before each member before it can be confirmed (%(default)s)",
    )  # fmt: skip


def _look_arguments(fixed: argparse._ArgumentGroup) -> None:
    """The second look."""
    usual = Policy()
    fixed.add_argument(
        "--second-look", type=int, default=usual.sample_pm, metavar="N",
        help="of each 1,000 ballots of a batch confirmed as blank, how many another team looks at "
        "again, blind; 0: none (%(default)s)",
    )  # fmt: skip
    fixed.add_argument(
        "--second-look-limit", type=int, default=usual.sample_limit_pm, metavar="N",
        help="seen otherwise more often than this in 1,000, every blank of the batch is looked at "
        "again (%(default)s)",
    )  # fmt: skip


def _policy(arguments: argparse.Namespace) -> Policy:
    return Policy(
        quorum=arguments.quorum,
        tiers=arguments.tiers,
        different=arguments.different,
        attest=arguments.attest,
        page_max=arguments.page,
        writeins_as_under=arguments.writeins_as_under,
        scores=arguments.ink,
        grid=arguments.grid == "on",
        grid_ms=arguments.grid_ms,
        sample_pm=arguments.second_look,
        sample_limit_pm=arguments.second_look_limit,
    )


def run(arguments: argparse.Namespace) -> int:
    """Make the folder."""
    election = read_election(arguments.election)
    rows = () if arguments.people is None else _people(arguments.people, election)
    policy = _policy(arguments)
    problem = quorum_problem(policy.quorum, (row.role for row in rows)) if rows else ""
    if problem:
        raise UsageError(f"{problem} Nothing was created.")
    passphrases = Passphrases(arguments.passphrases)
    secrets = {row.person: passphrases.of(row.person) for row in rows}
    recount = new_recount(
        arguments.folder,
        election=election,
        rules=arguments.rules,
        contests=arguments.contest,
        purpose=_purpose(arguments),
        policy=policy,
    )
    try:
        people = [Enrolment(r.person, r.name, r.role, r.party, r.table or None) for r in rows]
        if people:
            enrol_and_constitute(recount, people, secrets)
        print(f"Made {arguments.folder} ({recount.origin}).")
        print(recount.watermark or "A recount that counts.")
        print(f"{policy_line(policy)}.")
        print(f"Record code {recount.record_code()}.")
        if people:
            print(f"{len(people)} people are enrolled and the board is constituted.")
    finally:
        recount.close()
    return 0


def _purpose(arguments: argparse.Namespace) -> Purpose:
    if arguments.demonstration:
        return Purpose.DEMO
    return Purpose.REHEARSAL if arguments.rehearsal else Purpose.RECOUNT


def _people(file: Path, election: Election) -> tuple[PersonRow, ...]:
    """The people of the file, whole: a roster with a bad row is mended, not cut short."""
    found = read_people(file, election)
    if found.problems:
        raise Unreadable(found.problems)
    return found.people
