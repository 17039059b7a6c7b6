"""A proposal put to the vote: one ruling, for one case or for a group of like ones."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from adjudicator.domain.objections import Answered, Demand, Ground, Outcome, answer_to
from adjudicator.domain.people import Person
from adjudicator.domain.rulings import Ruling
from adjudicator.domain.wording import ruling_sentence
from adjudicator.ledger.casenumbers import spoken
from adjudicator.ledger.state import RecordState
from adjudicator.services.board.alike import check_alike
from adjudicator.services.errors import Refusal
from adjudicator.services.orders.locks import lock_sentence
from adjudicator.services.recount import Recount
from adjudicator.services.ruling import check_may_rule, fresh
from adjudicator.services.shown import AsShown, as_it_stands, check_unchanged
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import ruling_at
from adjudicator.storage.queries.cases import CaseRecord


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the board votes on, as the cases stand now."""

    cases: tuple[CaseRecord, ...]
    """Ascending by seal, as a vote lists them."""
    ruling: Ruling
    sentence: str
    """The ruling in words."""
    shown: tuple[AsShown, ...]
    """Each case as it was shown, in the order of :attr:`cases`: what is voted on, and which
    objections are heard with it."""
    put: int
    """The record's size when it was put to the vote: what was said before was said to something
    else."""

    @property
    def outcome(self) -> Outcome:
        """What a vote for it states: consistency and words are the presiding member's."""
        return Outcome(self.ruling.disposition, self.ruling.votes, self.ruling.clause)

    def without(self, done: Collection[str]) -> "Proposal":
        """The proposal for the cases that are left.

        :param done: seals of those ruled on.
        """
        left = [n for n, case in enumerate(self.cases) if case.seal not in done]
        return replace(
            self,
            cases=tuple(self.cases[n] for n in left),
            shown=tuple(self.shown[n] for n in left),
        )


@dataclass(frozen=True, slots=True)
class ObjectionAnswer:
    """How the proposed ruling answers one open objection to one case."""

    entry: int
    case_seal: str
    answered: Answered


def propose(
    recount: Recount,
    cases: Sequence[CaseRecord],
    ruling: Ruling,
    shown: Mapping[str, AsShown] | None = None,
    *,
    put: int | None = None,
) -> Proposal:
    """Put a ruling to the vote.

    :param cases: one case, or like ones (see :mod:`adjudicator.services.board.groups`).
    :param shown: by seal, how the cases stood on the screen, with the objections shown; without,
        the objections open now are those heard.
    :param put: of a proposal put before and still in force; without, it is put now, and every
        member speaks to it anew.
    :raises Refusal: a case does not wait for the board, is locked by order, was ruled on, scanned
        again, reopened or objected to since it was shown,
        is not like the others; or the standards do not allow the ruling. Nothing is recorded.
    """
    if not cases:
        raise Refusal("Not put to the vote: no case is chosen.")
    if not ruling.disposition.settles:
        raise Refusal(
            "Not put to the vote: this settles nothing, and the board's ruling has to. Nothing was "
            "lost. Defer the case, or send for the paper."
        )
    ordered = sorted(cases, key=lambda case: case.seal)
    seen = tuple(_seen(recount, case, shown or {}) for case in ordered)
    now = [_as_shown(recount, each) for each in seen]
    check_alike(recount, now)
    for case in now:
        check_may_rule(recount, case, ruling)
    first = now[0]
    contest = recount.election.contest(first.row.contest)
    sentence = ruling_sentence(ruling, contest, first.row.machine, recount.rules)
    since = recount.state.size if put is None else put
    return Proposal(tuple(now), ruling, sentence, seen, since)


def check_as_shown(recount: Recount, proposal: Proposal) -> None:
    """Refuse where a case stands differently from what was put to the vote.

    :raises Refusal: it was ruled on, scanned again, reopened or objected to meanwhile, or an
        objection to it was withdrawn; nothing was recorded, and the votes stand.
    """
    state = recount.state
    for shown in proposal.shown:
        check_unchanged(state, shown)


def _seen(recount: Recount, case: CaseRecord, shown: Mapping[str, AsShown]) -> AsShown:
    now = as_it_stands(recount.state.data, case.seal)
    read = replace(now, ruling=case.ruling, row=case.row_seal, reopened=case.reopened)
    return shown.get(case.seal, read)


def _as_shown(recount: Recount, case: AsShown) -> CaseRecord:
    now = fresh(recount, case.case)
    number = spoken(now.number)
    state = recount.state
    if locked := lock_sentence(recount, now.seal):
        raise Refusal(f"Case {number}: {locked}")
    check_unchanged(state, case)
    if not state.data.before_board(state.data.cases[now.seal]):
        raise Refusal(
            f"Case {number} does not wait for the board. Nothing was changed. "
            "An objection in an open batch, or two officers who reopen it, bring it here."
        )
    return now


def answers(
    recount: Recount, proposal: Proposal, chosen: Mapping[int, bool] | None = None
) -> tuple[ObjectionAnswer, ...]:
    """How the proposed ruling answers every objection open on its cases.

    Upheld if its outcome is what the objection claims, or what its ground demands.

    :param chosen: objections the presiding member says themselves: upheld or not.
    """
    said = chosen or {}
    state = recount.state
    found = []
    with recount.reading() as connection:
        for case in proposal.cases:
            for entry in state.data.cases[case.seal].objections:
                demand = _demand(state, connection, entry, case.seal)
                told = answer_to(
                    demand, proposal.outcome, case.row.machine, proposal.ruling.evidence
                )
                if entry in said:
                    told = Answered(said[entry], computed=False)
                found.append(ObjectionAnswer(entry, case.seal, told))
    return tuple(found)


def unsaid(
    recount: Recount, proposal: Proposal, chosen: Mapping[int, bool] | None = None
) -> tuple[int, ...]:
    """The open objections no outcome answers and the presiding member has not answered yet."""
    said = chosen or {}
    told = answers(recount, proposal)
    left = (a.entry for a in told if not a.answered.computed and a.entry not in said)
    return tuple(dict.fromkeys(left))


def _demand(state: RecordState, connection: Connection, entry: int, seal: str) -> Demand:
    data = state.data
    objection = data.objections[entry]
    against = None
    for about in data.attests[entry].rulings:
        cases = data.rulings[about].cases
        made = ruling_at(connection, about, cases.index(seal)) if seal in cases else None
        if made is not None and made.ruling.disposition.settles:
            ruling = made.ruling
            against = Outcome(ruling.disposition, ruling.votes, ruling.clause)
    return Demand(Ground(objection.ground), objection.claim, against)


def check_seat(recount: Recount, person: str) -> Person:
    """The board member who holds that seat now.

    :raises Refusal: they hold none.
    """
    for seat in recount.state.data.board():
        if seat.id == person:
            return seat
    raise Refusal(
        "Not recorded: only those who hold a seat of the board vote. Nothing was lost. "
        "An alternate takes a seat by a motion of the board."
    )
