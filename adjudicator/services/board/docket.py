"""The docket: what waits for the board, grouped like with like, each with its line to read aloud.

What waits is what the record's rules say (:meth:`RecordData.before_board`).  Cases of lots not
released and of void imports do not wait; those locked by order wait and are shown with the order's
sentence.  The order is the board's priorities of contests, then the groups of
:mod:`adjudicator.domain.docket`; what was put off comes last.

A reopened case is ruled on blind: neither its old ruling nor what was claimed about it then is told
before the new one stands.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from adjudicator.domain.docket import (
    GroupKey,
    Waiting,
    Why,
    call_line,
    contest_order,
    groups_of,
)
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import Ground, Outcome, claim_words
from adjudicator.domain.rulepack import Clause
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.wording import ruling_sentence
from adjudicator.ledger.casenumbers import spoken
from adjudicator.ledger.state import RecordState
from adjudicator.services.board.alike import key_of
from adjudicator.services.board.deferral import deferred
from adjudicator.services.board.voting import outcome_words
from adjudicator.services.board.worklist import is_plain, is_waiting, plain_work
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import (
    ObjectionView,
    label_of,
    labels,
    objection_view,
    observer_words,
)
from adjudicator.services.orders.locks import lock_sentence
from adjudicator.services.precedents import LikeSoFar, like_so_far
from adjudicator.services.queue import WorkCase, case_work
from adjudicator.services.recount import Recount
from adjudicator.services.ruling import fresh
from adjudicator.services.second_look.telling import docket_words
from adjudicator.services.veil import as_shown, is_veiled
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases

MOST_ALIKE = 24
"""Like cases put to one vote: as many as a screen shows large enough to be seen."""
_LOOKED_THROUGH = 400
"""In one tier: cases nobody has ruled on among which like ones are sought."""
_OPEN = "An objection is open."
_PAPER = {
    "requested": "The paper was asked for.",
    "on_the_table": "The paper is on the table.",
    "returned": "The paper is back in its container.",
}


@dataclass(frozen=True, slots=True)
class DocketLine:
    """One case on the docket, as the list shows it."""

    case: CaseRecord
    why: str
    """Such as ``Objection R-014`` or ``The team could not agree``."""
    deferred: bool
    reason: str
    """Why it was put off; empty without one."""
    locked: str
    """The sentence of the order that locks it; empty if none does."""
    paper: str
    """Where the paper is; empty if it was not sent for."""


@dataclass(frozen=True, slots=True)
class DocketGroup:
    """Like cases, in the order they are called; in one tier also what is left of a batch."""

    key: GroupKey
    """Of a batch in order of work: that of its first case."""
    title: str
    """``State House 26 · Objected to · overvote, 2 marks · (6)``, ``State House 26 · Not ruled
    yet · precinct 214, batch 31``."""
    lines: tuple[DocketLine, ...]


@dataclass(frozen=True, slots=True)
class MemberVote:
    """A member's vote on a case in this sitting."""

    person: str
    words: str
    """``for a vote for Fetterhoff``, ``against``, ``abstains``."""


@dataclass(frozen=True, slots=True)
class DocketCase:
    """One case as it is called."""

    work: WorkCase
    key: GroupKey
    call: str
    """The line to read aloud."""
    objections: tuple[ObjectionView, ...]
    clause: Clause | None
    """Of the ruling it has; ``None`` without one, and for a reopened case."""
    ruling: str
    """The ruling it has, in words; empty without one, and for a reopened case."""
    like: LikeSoFar
    """What was ruled on like cases in this sitting."""
    votes: tuple[MemberVote, ...]
    """In the order of the roster."""
    line: DocketLine


def docket(recount: Recount, most: int | None = None) -> tuple[DocketGroup, ...]:
    """Everything that waits for the board, like with like, in the order it is called.

    In one tier that is every case; those nobody has ruled on or put off follow what has a reason of
    its own, batch by batch in their order of work.

    :param most: how many of these are listed; none means all.
    """
    off = deferred(recount)
    if recount.state.data.rules.tiers > 1:
        return _groups(recount, waiting_cases(recount), off)
    groups = _groups(recount, _apart(recount, off), off)
    work = [_batch_group(recount, found) for found in plain_work(recount, most, off)]
    last = [group for group in groups if all(line.deferred for line in group.lines)]
    return (*(group for group in groups if group not in last), *work, *last)


def _groups(
    recount: Recount, cases: Sequence[CaseRecord], off: dict[str, str]
) -> tuple[DocketGroup, ...]:
    state = recount.state
    by_seal = {case.seal: case for case in cases}
    listed = [
        Waiting(
            case.seal,
            case.work,
            key_of(recount, state, case),
            deferred=case.seal in off,
        )
        for case in cases
    ]
    places = contest_order([c.id for c in recount.election.contests], state.data.priorities)
    numbers = labels(state)
    return tuple(
        DocketGroup(
            group.key,
            _title(recount, group.key),
            tuple(
                _line(recount, state, by_seal[w.seal], group.key, off, numbers) for w in group.cases
            ),
        )
        for group in groups_of(listed, places)
    )


def _batch_group(recount: Recount, cases: Sequence[CaseRecord]) -> DocketGroup:
    """What is left of a batch nobody has ruled on, in order of work."""
    state, first = recount.state, cases[0]
    key = key_of(recount, state, first)
    row = first.row
    where = f"{recount.election.precinct(row.precinct).name}, batch {first.batch}"
    title = f"{recount.election.contest(row.contest).title} · {key.why.label} · {where}"
    return DocketGroup(key, title, tuple(_line(recount, state, c, key, {}, {}) for c in cases))


def waiting_cases(recount: Recount) -> list[CaseRecord]:
    """The cases that wait for the board, in the shuffled order of work.

    In one tier without those nobody has ruled on, which :func:`plain_work` gives a page at a time.
    """
    data = recount.state.data
    # By the states such a case can have, so that one question finds them all; the rules say which.
    seen = CaseStatus.SEEN_OTHERWISE
    statuses = tuple(
        s for s in CaseStatus if s is seen or not (s.counts or s is CaseStatus.UNREVIEWED)
    )
    with recount.reading() as connection:
        found = list_cases(connection, CaseFilter(statuses=statuses))
    return [case for case in found if is_waiting(data, data.cases[case.seal])]


def _apart(recount: Recount, off: Iterable[str]) -> list[CaseRecord]:
    """In one tier: the cases with a reason of their own to be called, or put off."""
    data = recount.state.data
    cases = waiting_cases(recount)
    put_off = [s for s in off if is_plain(data.cases[s]) and is_waiting(data, data.cases[s])]
    known = {case.seal for case in cases}
    return [*cases, *(fresh(recount, seal) for seal in put_off if seal not in known)]


def docket_case(recount: Recount, number: str) -> DocketCase:
    """One case that waits for the board, with everything that is told when it is called.

    :raises Refusal: no such case.
    """
    work = case_work(recount, number)
    case, state = work.case, recount.state
    made = None if work.last is None else work.last.ruling
    key = key_of(recount, state, case)
    contest = recount.election.contest(case.row.contest)
    names = _observers(recount)
    locked = lock_sentence(recount, case.seal)
    return DocketCase(
        work=work,
        key=key,
        call=_call(recount, case, key, names),
        objections=_views(recount, state, case, names),
        clause=None if made is None or made.clause is None else recount.rules.clause(made.clause),
        ruling=""
        if made is None
        else ruling_sentence(made, contest, case.row.machine, recount.rules),
        like=like_so_far(recount, case),
        votes=votes_given(recount, case),
        line=_line(recount, state, case, key, deferred(recount), labels(state), locked),
    )


def call_lines(recount: Recount, groups: Iterable[DocketGroup]) -> dict[str, str]:
    """What is read aloud of each case of some groups, by its seal."""
    names = _observers(recount)
    return {
        line.case.seal: _call(recount, line.case, key_of(recount, recount.state, line.case), names)
        for group in groups
        for line in group.lines
    }


def _call(recount: Recount, case: CaseRecord, key: GroupKey, names: dict[str, str]) -> str:
    """The line that is read aloud; what was claimed before a reopening is not told."""
    state, contest = recount.state, recount.election.contest(case.row.contest)
    told, veiled = [], 0
    for entry in state.data.cases[case.seal].objections:
        if is_veiled(state, entry, case.seal):
            veiled += 1
            continue
        objection = state.data.objections[entry]
        claim = claim_words(Ground(objection.ground), objection.claim, contest)
        who = names.get(objection.person, objection.person)
        told.append(f"Objection {label_of(state, entry)} by {who}: {claim}.")
    if veiled:
        told.insert(0, _OPEN if veiled == 1 else f"{veiled} objections are open.")
    if looked := docket_words(state, case.seal):
        told.insert(0, looked)
    return call_line(
        spoken(case.number),
        contest.title,
        recount.election.precinct(case.row.precinct).name,
        key,
        told,
    )


def like_cases(
    recount: Recount, number: str, *, without: Container[str] = ()
) -> tuple[GroupKey, tuple[CaseRecord, ...]]:
    """The cases one vote may settle together with this one, itself first.

    No more than can be looked at on one screen; the others are like cases of the next one.

    :param without: seals of cases that are ruled on by themselves.
    :raises Refusal: it does not wait for the board.
    """
    own, data = case_work(recount, number).case, recount.state.data
    known = data.cases[own.seal]
    if not is_waiting(data, known):
        told = spoken(own.number)
        raise Refusal(f"Case {told} does not wait for the board. Choose one from the docket.")
    off = deferred(recount)
    cases = waiting_cases(recount)
    if data.rules.tiers == 1 and is_plain(known):
        work = (case for batch in plain_work(recount, _LOOKED_THROUGH, off) for case in batch)
        # Those of its own batch first: they lie in one container, and are ruled on by one act.
        cases = sorted(work, key=lambda case: case.batch != own.batch)
    key = key_of(recount, recount.state, own)
    like = (
        case
        for case in cases
        if case.seal not in off
        and case.seal not in without
        and case.seal != own.seal
        and not data.is_locked(data.cases[case.seal])
        and key_of(recount, recount.state, case) == key
    )
    return key, (own, *islice(like, MOST_ALIKE - 1))


def _views(
    recount: Recount, state: RecordState, case: CaseRecord, names: dict[str, str]
) -> tuple[ObjectionView, ...]:
    """Each open objection; of a reopened case those made since."""
    contest = recount.election.contest(case.row.contest)
    return tuple(
        objection_view(state, entry, case.seal, contest, names[state.data.objections[entry].person])
        for entry in state.data.cases[case.seal].objections
        if not is_veiled(state, entry, case.seal)
    )


def _observers(recount: Recount) -> dict[str, str]:
    """Everybody as an objection of theirs is told, by id: ``Olga Ortiz (REP)``."""
    with recount.reading() as connection:
        people = [record.person for record in list_people(connection)]
    return {p.id: observer_words(p, p.name or p.id, recount.election) for p in people}


def _line(
    recount: Recount,
    state: RecordState,
    case: CaseRecord,
    key: GroupKey,
    off: dict[str, str],
    numbers: dict[int, str],
    locked: str | None = None,
) -> DocketLine:
    known = state.data.cases[case.seal]
    why = key.why.label
    if known.objections:
        told = ", ".join(numbers[entry] for entry in known.objections)
        objection = f"Objection {told}"
        why = objection if key.why is Why.OBJECTION else f"{why}; {objection}"
    if looked := docket_words(state, case.seal):
        why = looked if key.why is Why.SECOND_LOOK else f"{why}; {looked}"
    paper = state.data.papers.get(case.seal)
    if locked is None:
        locked = lock_sentence(recount, case.seal) if state.data.is_locked(known) else ""
    return DocketLine(
        case=as_shown(case),
        why=why,
        deferred=case.seal in off,
        reason=off.get(case.seal, ""),
        locked=locked,
        paper="" if paper is None else _PAPER[paper.step],
    )


def _title(recount: Recount, key: GroupKey) -> str:
    contest = recount.election.contest(key.contest)
    condition = key.sight.condition.label.capitalize()
    marks = f"{key.sight.marks} mark{'' if key.sight.marks == 1 else 's'}"
    parts = [contest.title, key.why.label, f"{condition}, {marks}"]
    clause = recount.rules.clause(key.clause) if key.clause else None
    if clause is not None:
        parts.append(f"ruled under {clause.number}")
    claims = _claims(recount, key.claims, contest.id)
    return " · ".join([*parts, *claims])


def _claims(recount: Recount, claims: Sequence[str], contest: str) -> Iterable[str]:
    known = recount.election.contest(contest)
    for claim in dict.fromkeys(claims):
        if known.has_choice(claim):
            yield f"claimed for {known.choice(claim).name}"
        elif claim == "no_vote":
            yield "claimed as no vote"
        else:
            yield Ground[claim.upper()].label


def votes_given(recount: Recount, case: CaseRecord) -> tuple[MemberVote, ...]:
    """What each member said last of a case as it stands, in this sitting."""
    state = recount.state
    cast = state.data.votes.get(case.seal, {})
    now = state.data.cases[case.seal].current
    found = []
    for seat in state.data.board():
        vote = cast.get(seat.id)
        if vote is None or vote.prior != now:
            continue
        if vote.value is None:
            words = "abstains"
        else:
            disposition = Disposition(vote.value.disp)
            outcome = Outcome(disposition, frozenset(vote.value.votes), vote.value.clause)
            told = outcome_words(recount, case, outcome)
            words = f"for {told}" if told else "against"
        found.append(MemberVote(seat.id, words))
    return tuple(found)
