"""Enrol everyone of a CSV in one go, also when the board has long begun.

The file is that of :mod:`adjudicator.interchange.people`.  Each person is an entry of their own
and is signed by their new key, the log key and, once the board has begun, two different officers;
the officers' keys are opened once for the whole file.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.people import Role
from adjudicator.interchange.people import PeopleFile, PersonRow, read_people
from adjudicator.interchange.problems import Problem
from adjudicator.ledger import keyfile, tlogpolicy
from adjudicator.services.errors import Refusal
from adjudicator.services.people import Enrolment, enrol
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.tables import seat_tables, tables
from adjudicator.storage.queries.acts import list_people


@dataclass(frozen=True, slots=True)
class FilePlan:
    """What a file of people would do to this recount."""

    file: str
    people: tuple[Enrolment, ...]
    """Whom it would enrol, in the order of its rows."""
    problems: tuple[Problem, ...]
    """Rows that are left out, each by file, row and column."""
    notices: tuple[Problem, ...]
    """Worth a look; nobody is left out for it."""


@dataclass(frozen=True, slots=True)
class _Known:
    """Who is enrolled already."""

    active: Collection[str]
    removed: Collection[str]
    names: Mapping[str, str]
    """Short name by folded name, of everyone enrolled now."""
    chair: str | None


def plan_file(recount: Recount, path: Path) -> FilePlan:
    """Read a file of people, and tell who of them can be enrolled here now.

    :raises adjudicator.interchange.problems.Unreadable: it cannot be opened or lacks a column.
    """
    return _plan(path.name, read_people(path, recount.election), _known(recount))


def enrol_file(
    recount: Recount,
    people: Sequence[Enrolment],
    passphrases: Mapping[str, str],
    officers: Sequence[Signer],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> int:
    """Enrol these people, each with their passphrase; each takes a good part of a second.

    Everything that can be checked is checked before the first of them is enrolled.

    :param officers: identity keys of two different officers, once the board has begun.
    :returns: how many were enrolled.
    :raises Refusal: a passphrase is missing or too short, or rights lack.  Says how many were
        enrolled before.
    """
    check_passphrases(people, passphrases)
    for done, person in enumerate(people):
        try:
            enrol(recount, person, passphrases[person.person], officers=officers)
        except Refusal as refused:
            if not done:
                raise
            raise Refusal(
                f"{done} of {len(people)} people are enrolled, and {person.name} is not. "
                f"{refused} Open the file again to go on: who is enrolled is left out."
            ) from refused
        if person.table:
            seat_tables(recount, tables(recount) | {person.person: person.table})
        progress(done + 1, len(people))
    return len(people)


def check_passphrases(people: Sequence[Enrolment], passphrases: Mapping[str, str]) -> None:
    """Look at the passphrases of people before any of them is enrolled.

    :raises Refusal: there is nobody, or a passphrase is missing or too short.
    """
    if not people:
        raise Refusal("There is nobody to enrol. Nothing was changed.")
    for person in people:
        try:
            keyfile.check_chosen(passphrases.get(person.person, ""))
        except ValueError as error:
            raise Refusal(
                f"The passphrase of {person.name} cannot be used, and nobody was enrolled. {error}"
            ) from error


def _known(recount: Recount) -> _Known:
    with recount.reading() as connection:
        records = list_people(connection)
    active = [r for r in records if not r.removed]
    return _Known(
        active={r.person.id for r in active},
        removed={r.person.id for r in records if r.removed},
        names={_folded(r.person.name or ""): r.person.id for r in active},
        chair=next((r.person.id for r in active if r.person.role is Role.CHAIR), None),
    )


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def _plan(file: str, found: PeopleFile, known: _Known) -> FilePlan:
    people: list[Enrolment] = []
    problems, notices = list(found.problems), []
    chair = known.chair
    for row in found.people:
        trouble = _trouble(file, row, known, chair)
        if trouble is not None:
            problems.append(trouble)
            continue
        if row.role is Role.CHAIR:
            chair = row.person
        notices += _notices(file, row, known)
        people.append(Enrolment(row.person, row.name, row.role, row.party, row.table or None))
    problems.sort(key=lambda p: p.row or 0)
    # Who bears the name of somebody enrolled is told so once.
    told = {(n.row, n.column) for n in notices}
    notices += [n for n in found.notices if (n.row, n.column) not in told]
    notices.sort(key=lambda n: n.row or 0)
    return FilePlan(file, tuple(people), tuple(problems), tuple(notices))


def _trouble(file: str, row: PersonRow, known: _Known, chair: str | None) -> Problem | None:
    if row.person in known.active:
        message = (
            f'"{row.person}" is enrolled already. For another person, choose another id; for a '
            "lost passphrase, use Lost passphrase on the People screen."
        )
        return Problem(file, row.row, "person", message)
    if row.person in tlogpolicy.RESERVED:
        message = f'Nobody can be enrolled as "{row.person}". Choose another id.'
        return Problem(file, row.row, "person", message)
    if row.role is Role.CHAIR and chair is not None:
        message = f'"{chair}" is the chair already, and a board has one. Make this person a member.'
        return Problem(file, row.row, "role", message)
    return None


def _notices(file: str, row: PersonRow, known: _Known) -> list[Problem]:
    made = []
    twin = known.names.get(_folded(row.name))
    if twin is not None:
        message = f'"{row.name}" is enrolled already as {twin}. Make sure this is somebody else.'
        made.append(Problem(file, row.row, "name", message))
    if row.person in known.removed:
        message = f'"{row.person}" was removed before and comes back with a new key.'
        made.append(Problem(file, row.row, "person", message))
    return made
