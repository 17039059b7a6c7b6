"""Create a recount in one go, as the wizard has it made: everything or nothing.

In a recount and in a rehearsal everyone is enrolled, and the board fixes its roster afterwards,
each member with the passphrase that was handed to them.  In a demonstration nobody is there to type
one: the roster is fixed with the creation.
"""

import csv
import io
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from adjudicator.domain.election import Election
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulepack_reader import read_rule_pack
from adjudicator.ledger.origin import Purpose
from adjudicator.resources import resource_path
from adjudicator.services.errors import UsageError
from adjudicator.services.opening import Policy, new_recount
from adjudicator.services.people import Enrolment
from adjudicator.services.policies import quorum_problem
from adjudicator.services.recount import Recount
from adjudicator.services.roster import enrol_and_constitute, enrol_everyone, planned_tables
from adjudicator.services.tables import seat_tables
from adjudicator.storage.files import FOLDER_MODE, write_whole
from adjudicator.storage.folder import RecountFolder


@dataclass(frozen=True, slots=True)
class RecountPlan:
    """Everything that is fixed before a recount is created."""

    folder: Path
    election: Election
    contests: tuple[str, ...]
    rules: str
    people: tuple[Enrolment, ...]
    passphrases: Mapping[str, str] = field(repr=False)
    passphrase_file: Path | None = None
    """Where the passphrases are written once, for the hand that gives them out."""
    policy: Policy = field(default_factory=Policy)
    purpose: Purpose = Purpose.REHEARSAL


def bundled_rule_packs() -> list[RulePack]:
    """The rule packs that come with the program, by id."""
    paths = sorted(resource_path("rules").glob("*.toml"))
    return [read_rule_pack(path.read_bytes()) for path in paths]


def create_recount(
    plan: RecountPlan, progress: Callable[[int, int], None] = lambda _done, _total: None
) -> Recount:
    """Make the folder and enrol everyone; in a demonstration the board is constituted too.

    :param progress: people enrolled and people in all; each takes a good part of a second.
    :raises Refusal: something is not right; then nothing of it is left.
    """
    if plan.passphrase_file is not None and plan.passphrase_file.exists():
        raise UsageError(
            f"{plan.passphrase_file} exists already. Nothing was created. Choose another name."
        )
    if problem := quorum_problem(plan.policy.quorum, (p.role for p in plan.people)):
        raise UsageError(f"{problem} Nothing was created.")
    existed = plan.folder.exists()
    if existed and (not plan.folder.is_dir() or any(plan.folder.iterdir())):
        raise UsageError(
            f"{plan.folder} already holds files. Nothing was created. Choose another folder."
        )
    recount = None
    try:
        recount = new_recount(
            plan.folder,
            election=plan.election,
            rules=plan.rules,
            contests=plan.contests,
            purpose=plan.purpose,
            policy=plan.policy,
        )
        if plan.purpose is Purpose.DEMO:
            enrol_and_constitute(recount, plan.people, plan.passphrases, progress)
        else:
            enrol_everyone(recount, plan.people, plan.passphrases, progress)
            seat_tables(recount, planned_tables(plan.people))
        if plan.passphrase_file is not None:
            write_passphrases(plan.passphrase_file, plan.people, plan.passphrases)
    except BaseException:
        if recount is not None:
            recount.close()
        _clear(plan.folder)
        if existed:
            plan.folder.mkdir(mode=FOLDER_MODE, exist_ok=True)
        raise
    return recount


def _clear(path: Path) -> None:
    """Take away a folder that was empty or absent a moment ago, and the keys made for it."""
    if (path / "recount.json").exists():
        # The key store is named by the record's own random token.
        shutil.rmtree(RecountFolder(path).keys, ignore_errors=True)
    shutil.rmtree(path, ignore_errors=True)


def write_passphrases(
    path: Path, people: Sequence[Enrolment], passphrases: Mapping[str, str]
) -> None:
    """Write a CSV ``person,passphrase`` that only this account can read."""
    out = io.StringIO(newline="")
    table = csv.writer(out)
    table.writerow(("person", "passphrase"))
    table.writerows((person.person, passphrases[person.person]) for person in people)
    write_whole(path, out.getvalue().encode())
