"""Enrol a whole roster and constitute its board in one go."""

from collections.abc import Callable, Mapping, Sequence

from adjudicator.domain.people import Role, majority_of
from adjudicator.services.errors import Refusal
from adjudicator.services.people import Enrolment, constitute, enrol, identity
from adjudicator.services.recount import Recount
from adjudicator.services.tables import seat_tables


def enrol_and_constitute(
    recount: Recount,
    people: Sequence[Enrolment],
    passphrases: Mapping[str, str],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Enrol everyone, then let the board's majority constitute the roster.

    :param progress: called with people enrolled and people in all; each takes a good part of a
        second.
    :raises Refusal: someone has no passphrase, or the list holds no board.
    """
    board = [p for p in people if p.role in {Role.CHAIR, Role.MEMBER}]
    enrol_everyone(recount, people, passphrases, progress)
    majority = board[: majority_of(len(board))]
    constitute(recount, [identity(recount, p.person, passphrases[p.person]) for p in majority])
    seat_tables(recount, planned_tables(people))


def enrol_everyone(
    recount: Recount,
    people: Sequence[Enrolment],
    passphrases: Mapping[str, str],
    progress: Callable[[int, int], None] = lambda _done, _total: None,
) -> None:
    """Enrol everyone of a list that holds a board; the roster is fixed afterwards.

    :raises Refusal: someone has no passphrase, or the list holds no board.
    """
    if not any(p.role in {Role.CHAIR, Role.MEMBER} for p in people):
        raise Refusal("The list of people has no chair or member, so there is no board.")
    missing = [p.person for p in people if p.person not in passphrases]
    if missing:
        raise Refusal(f"There is no passphrase for {', '.join(missing)}. Nobody was enrolled.")
    for done, person in enumerate(people, start=1):
        enrol(recount, person, passphrases[person.person])
        progress(done, len(people))


def planned_tables(people: Sequence[Enrolment]) -> dict[str, str]:
    """The table each person of a list is to sit at."""
    return {p.person: p.table for p in people if p.table}
