"""One drawn ballot after another, shown to people who ruled on none of them and told nothing of it.

A :class:`LookCase` holds what those who look may know: the ballot, where the contest is on it, and
its place in the drawing.  It holds no ruling, no reading of the machine, no figure of ink, no note
of the source and no precedent, so no screen made from it can tell one.  That a sample is drawn
from blanks nobody can keep from them.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from adjudicator.domain.people import Person, Role
from adjudicator.domain.second_look import Sight
from adjudicator.domain.wording import count, join_names
from adjudicator.ledger import bodies
from adjudicator.ledger.casenumbers import case_number, parse_case_number, spoken
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.errors import Refusal
from adjudicator.services.locating.findings import CaseFinding
from adjudicator.services.orders.locks import lock_sentence
from adjudicator.services.queue import case_work
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.services.second_look.standing import read_looks, sample_to_look_in
from adjudicator.storage.queries.cases import PageRecord
from adjudicator.storage.record import Appended

_NEEDS_IMAGE = frozenset(
    {Sight.NOTHING, Sight.VOTE, Sight.NOT_COUNTED, Sight.TOO_MANY, Sight.WRITE_IN}
)
KEPT = "kept until the second look"
"""Said in the place of what those who are still to look are not told."""
WAITS = "Waits for your second look"
"""Where such a case stands, for them."""


@dataclass(frozen=True, slots=True)
class LookCase:
    """One ballot to be looked at, and nothing of what was said about it."""

    sample: int
    seal: str
    row: str
    """The seal of its newest images."""
    number: str
    batch: int
    contest: str
    """Its id."""
    title: str
    precinct: str
    pages: tuple[PageRecord, ...]
    """Those of its sheet, and beside them those of its original or its duplicate."""
    captions: tuple[str, ...]
    images: tuple[str, ...]
    located: CaseFinding | None
    """Where its contest was found, and how surely, without any figure of ink; ``None``: nobody has
    looked yet."""
    place: int
    """Among those of the sample, from 1."""
    of: int


@dataclass(frozen=True, slots=True)
class LookList:
    """What waits for the people of one table."""

    numbers: tuple[str, ...]
    """Case numbers they may look at, in the order they are taken."""
    others: int
    """Drawn ballots that wait for others, because one of these people ruled on them."""
    sentence: str
    """Why others look at those; or that nothing waits."""


def looks_for(recount: Recount, people: Collection[str]) -> LookList:
    """What people who sit at one table may look at.

    :param people: their ids.
    """
    data = recount.state.data
    found = read_looks(recount)
    waiting = [] if found is None else [seal for b in found.batches for seal in b.waiting]
    own = _ruled_by(data, people)
    numbers = [case_number(data.cases[seal].number) for seal in waiting if seal not in own]
    theirs = [seal for seal in waiting if seal in own]
    ruled = {person for seal in theirs for person in own[seal]}
    return LookList(tuple(numbers), len(theirs), _told(recount, numbers, ruled, len(theirs)))


def kept_from(
    recount: Recount, people: Collection[Person], only: Collection[int] | None = None
) -> dict[str, tuple[str, ...]]:
    """What waits for a blind look and is not to be seen before it by somebody of these people.

    Who ruled on a ballot knows it, and from the board nothing is kept: only people of a counting
    team who did not rule on it are kept from it.

    :param only: of these batches alone.
    :returns: their names by the seal of the case.
    """
    data = recount.state.data
    team = [person for person in people if person.role is Role.TEAM]
    found = read_looks(recount, only) if team and data.samples and data.rules.tiers > 1 else None
    waiting = [seal for each in found.batches for seal in each.waiting] if found else []
    own = _ruled_by(data, [person.id for person in team]) if waiting else {}
    kept = {
        seal: tuple(p.name or p.id for p in team if p.id not in own.get(seal, ()))
        for seal in waiting
    }
    return {seal: names for seal, names in kept.items() if names}


def kept_sentence(number: str, names: Sequence[str]) -> str:
    """Why a case is not opened in Review for these people."""
    return (
        f"Case {spoken(number)} waits for its second look, which is blind: {join_names(names)} "
        "can open it in Review once that look is recorded (Go, Second look)."
    )


def _ruled_by(data: RecordData, people: Collection[str]) -> dict[str, set[str]]:
    """Every case one of these people signed a ruling of, the present one or an earlier, and who.

    None in one tier: there the presiding member signs every ruling and looks again.
    """
    found: dict[str, set[str]] = {}
    for act in data.rulings.values() if data.rules.tiers > 1 else ():
        if signed := set(act.signers).intersection(people):
            for seal in act.cases:
                found.setdefault(seal, set()).update(signed)
    return found


def _told(recount: Recount, numbers: Sequence[str], ruled: Collection[str], others: int) -> str:
    if not others:
        return "" if numbers else "No drawn ballot waits for a second look."
    names = recount.names()
    who = join_names([names.get(person, person) for person in sorted(ruled)])
    drawn = count(others, "drawn ballot")
    return f"{who} ruled on {drawn} that wait{'s' if others == 1 else ''}: another team looks."


def look_case(recount: Recount, number: str) -> LookCase:
    """A drawn ballot by its case number, as it is shown to those who look.

    :raises Refusal: no such case, or it does not wait for a second look.
    """
    work = case_work(recount, number)
    case, data = work.case, recount.state.data
    sample = sample_to_look_in(data, case.seal)
    if sample is None:
        raise Refusal(
            f"Case {' '.join(case_number(parse_case_number(number)))} does not wait for a second "
            "look. Take the next drawn ballot."
        )
    return LookCase(
        sample=sample.index,
        seal=case.seal,
        row=case.row_seal,
        number=case.number,
        batch=case.batch,
        contest=case.row.contest,
        title=recount.election.contest(case.row.contest).title,
        precinct=recount.election.precinct(case.row.precinct).name,
        pages=(*work.pages, *(work.linked.pages if work.linked else ())),
        captions=(*work.captions, *(work.linked.captions if work.linked else ())),
        images=case.row.images,
        located=None if work.finding is None else without_ink(work.finding),
        place=sample.cases.index(case.seal) + 1,
        of=len(sample.cases),
    )


def without_ink(found: CaseFinding) -> CaseFinding:
    """Where a contest was found, and nothing of the ink on that page or any other of its sheet."""
    page = replace(found.finding, ink=())
    sheet = tuple(replace(each, ink=()) for each in found.sheet)
    return replace(found, ink=None, finding=page, sheet=sheet)


def record_look(recount: Recount, case: LookCase, seen: Sight, members: Sequence[Seat]) -> Appended:
    """Record what two people of another team saw on one drawn ballot; no ruling changes.

    In one tier the presiding member looks, alone.

    :raises Refusal: one of them ruled on it, it was looked at or scanned again meanwhile, an order
        stops it, or an image is missing; nothing was changed.
    """
    if locked := lock_sentence(recount, case.seal):
        raise Refusal(f"Not recorded: {locked[0].lower()}{locked[1:]} Nothing was lost.")
    people = [seat.person for seat in members]
    data = recount.state.data
    own = _ruled_by(data, [person.id for person in people]).get(case.seal)
    if own:
        names = recount.names()
        who = join_names([names.get(person, person) for person in sorted(own)])
        raise Refusal(
            f"Not recorded: {who} ruled on this ballot, so another team takes the second look. "
            "Nothing was lost. Go on with the next drawn ballot."
        )
    if data.rules.tiers > 1 and any(p.role is not Role.TEAM for p in people):
        raise Refusal("Not recorded: two people of a counting team look. Nothing was lost.")
    if seen in _NEEDS_IMAGE and not all(recount.folder.image(i).exists() for i in case.images):
        raise Refusal(
            "Not recorded: an image of this ballot is missing. Nothing was lost. Bring the image "
            "back from the second path, or say that the image is not good enough."
        )
    return recount.append(
        bodies.look(sample=case.sample, items=[(case.seal, case.row, seen.value)]),
        [seat.signer for seat in members],
        session=True,
    )
