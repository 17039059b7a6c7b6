"""Observers answer: signed, no objection; an objection with ground and claim; or declined to sign.

Silence is "present, did not answer", never agreement; no timer signs for anybody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from adjudicator.domain.objections import Ground
from adjudicator.ledger import bodies
from adjudicator.services.errors import Refusal
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.storage.queries.acts import (
    RulingRecord,
    attestations_of,
    entry_leaf,
    entry_leaves,
    rulings_of_batch,
)
from adjudicator.storage.record import Appended

__all__ = [
    "Answer",
    "Attestation",
    "Ground",
    "Objection",
    "answer_page",
    "answer_rulings",
    "object_before",
    "object_to",
    "unanswered",
    "withdraw",
]


class Answer(StrEnum):
    """What an observer signs."""

    NONE = "none"
    OBJECT = "object"
    DECLINE = "decline"


class Attestation(StrEnum):
    """The five states, in these words everywhere."""

    NO_OBJECTION = "signed, no objection"
    OBJECTION = "signed, objection"
    DECLINED = "declined to sign"
    SILENT = "present, did not answer"
    ABSENT = "not at the table"


@dataclass(frozen=True, slots=True)
class Objection:
    """What an observer claims."""

    ground: Ground
    claim: str | None = None
    """A choice id or ``no_vote``."""
    words: str | None = None


def unanswered(recount: Recount, person: str, batch: int) -> list[RulingRecord]:
    """Current rulings of a batch made while this observer was at the table, not answered yet.

    Nobody signs "no objection" to what they did not watch.
    """
    acts = recount.state.data.rulings
    with recount.reading() as connection:
        made = rulings_of_batch(connection, batch)
        answers = attestations_of(connection, batch=batch, person=person)
    answered = {a.ruling for a in answers if not (a.struck or a.withdrawn)}
    latest = {r.case_seal: r for r in made}
    return [
        r
        for r in latest.values()
        if (r.entry, r.item) not in answered and person in acts[r.entry].present
    ]


def answer_page(
    recount: Recount, seat: Seat, batch: int, answer: Answer = Answer.NONE
) -> Appended | None:
    """One answer to every ruling of the batch since this observer's last answer.

    :returns: ``None`` if there was nothing to answer.
    """
    open_rulings = unanswered(recount, seat.person.id, batch)
    if not open_rulings:
        return None
    places = [(ruling.entry, ruling.item) for ruling in open_rulings]
    return _attest(recount, seat, places, answer, None)


def answer_rulings(
    recount: Recount, seat: Seat, rulings: Sequence[tuple[int, int]], answer: Answer
) -> Appended:
    """One answer to these rulings, each by its entry and item, whatever batch they are of."""
    return _attest(recount, seat, rulings, answer, None)


def object_to(recount: Recount, seat: Seat, ruling: RulingRecord, claim: Objection) -> Appended:
    """An objection to one ruling; the case goes to the board."""
    return _attest(recount, seat, [(ruling.entry, ruling.item)], Answer.OBJECT, claim)


def object_before(recount: Recount, seat: Seat, case_seal: str, claim: Objection) -> Appended:
    """An objection while a ballot is shown and not yet ruled on."""
    return _append(recount, seat, [], [case_seal], Answer.OBJECT, claim)


def withdraw(recount: Recount, seat: Seat, objection: int) -> Appended:
    """Take an objection back; only its maker can."""
    with recount.reading() as connection:
        leaf = entry_leaf(connection, objection)
    return recount.append(
        bodies.withdraw(objection=objection, leaf=leaf.hex()), [seat.signer], session=True
    )


def _attest(
    recount: Recount,
    seat: Seat,
    rulings: Sequence[tuple[int, int]],
    answer: Answer,
    claim: Objection | None,
) -> Appended:
    items: dict[int, list[int]] = {}
    for entry, item in rulings:
        items.setdefault(entry, []).append(item)
    with recount.reading() as connection:
        leaves = entry_leaves(connection, sorted(items))
    about = [
        (entry, leaf.hex(), None if size == len(items[entry]) else items[entry])
        for entry, leaf, size in leaves
    ]
    return _append(recount, seat, about, [], answer, claim)


def _append(
    recount: Recount,
    seat: Seat,
    about: list[tuple[int, str, list[int] | None]],
    cases: list[str],
    answer: Answer,
    claim: Objection | None,
) -> Appended:
    if claim is not None and claim.claim is not None and not claim.ground.takes_claim:
        raise Refusal("This ground takes no claimed outcome. Nothing was recorded.")
    sealed = recount.seal(claim.words) if claim is not None and claim.words else None
    here = {s.person for s in recount.state.data.sessions_at(recount.station)}
    return recount.append(
        bodies.attest(
            about=about,
            cases=cases,
            answer=answer.value,
            ground=None if claim is None else int(claim.ground),
            claim=None if claim is None else claim.claim,
            words=None if sealed is None else sealed.seal,
            via="own" if here == {seat.person.id} else "shared",
        ),
        [seat.signer],
        openings=[] if sealed is None else [sealed],
        session=True,
    )
