"""Reopening closed work: two different officers, a reason, a blind second ruling, and the notice.

A reopened case goes back to whoever ruled before: to a team, or to the board where the board had
ruled.  They rule without being shown the old ruling; only after the new one stands are both shown
side by side.  Everybody who had answered or objected to a ruling on the case is told: by name on
the form, at their next sign-in, and in their own record.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import attrgetter

from adjudicator.domain.wording import join_names
from adjudicator.ledger import bodies
from adjudicator.ledger.casenumbers import case_number, spoken
from adjudicator.ledger.state import RecordState
from adjudicator.services.attesting import Attestation
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import label_of
from adjudicator.services.orders.locks import lock_sentence
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.queries.acts import RulingRecord, list_entries, list_people, ruling_at
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.reopenings import ReopeningRecord, list_reopenings
from adjudicator.storage.record import Appended

_STATES = {
    "none": Attestation.NO_OBJECTION,
    "object": Attestation.OBJECTION,
    "decline": Attestation.DECLINED,
}


@dataclass(frozen=True, slots=True)
class Attested:
    """Somebody who had answered or objected to a ruling on one of some cases."""

    person: str
    name: str
    answers: tuple[str, ...]
    """``objection R-014`` or ``signed, no objection``, without repeats, objections first."""

    @property
    def words(self) -> str:
        """``Flora Lee (objection R-001; signed, no objection)``."""
        return f"{self.name} ({'; '.join(self.answers)})"


@dataclass(frozen=True, slots=True)
class ReopeningNotice:
    """A reopening as somebody who had attested is told of it."""

    entry: int
    time: str
    cases: tuple[str, ...]
    """Spoken numbers of the cases this person had attested to."""
    by: tuple[str, ...]
    """Names of the officers."""
    reason: str
    ruled_again: int
    """How many of them are ruled on again."""

    @property
    def sentence(self) -> str:
        """``Case 4 1 7 K, to which you had answered, was reopened by Ira Stone and ...``."""
        one = len(self.cases) == 1
        word, was = ("Case", "was") if one else ("Cases", "were")
        why = f": {self.reason.rstrip('.')}" if self.reason else ""
        if self.ruled_again == len(self.cases):
            now = "It is ruled on again." if one else "All are ruled on again."
        elif self.ruled_again:
            now = f"{self.ruled_again} of them are ruled on again."
        else:
            now = "It waits for a new ruling." if one else "They wait for new rulings."
        listed = join_names(self.cases)
        return f"{word} {listed}, answered by you before, {was} reopened{why}. {now}"


def reopening_problem(recount: Recount, seal: str) -> str:
    """Why a case cannot be reopened now, as a sentence; empty if it can."""
    state = recount.state
    case = state.data.cases[seal]
    if case.reopened is not None:
        return "This case is reopened already and waits for its new ruling."
    if case.current is None:
        return "This case has no ruling, so there is nothing to reopen."
    if locked := lock_sentence(recount, seal):
        return locked
    if case.closed is None and case.tier != "board":
        return "The batch of this case is open: its team revises the ruling (U)."
    return ""


def reopen(
    recount: Recount, cases: Sequence[CaseRecord], reason: str, officers: Sequence[Signer]
) -> Appended:
    """Reopen closed cases, or cases the board ruled on.

    :param cases: as they were shown: a ruling made since then refuses the act.
    :param officers: identity keys of two different officers.
    :raises Refusal: no reason, no two different officers, or a case that cannot be reopened.
    """
    text = reason.strip()
    if not text:
        raise Refusal("A reopening needs its reason. Nothing was changed.")
    if not cases:
        raise Refusal("No case is chosen. Nothing was changed.")
    state = recount.state
    for case in cases:
        if problem := reopening_problem(recount, case.seal):
            number = spoken(case.number)
            raise Refusal(f"Case {number} is not reopened. {problem} Nothing was changed.")
    ordered = sorted({case.seal: case for case in cases}.values(), key=lambda case: case.seal)
    prior = []
    for case in ordered:
        if case.ruling is None:
            raise Refusal(
                f"Case {spoken(case.number)} has no ruling as it was shown. Nothing was changed. "
                "Look at it again."
            )
        entry, item = case.ruling
        prior.append((entry, item, state.data.tree.leaf(entry).hex()))
    sealed = recount.seal(text)
    return recount.append(
        bodies.reopen(cases=[case.seal for case in ordered], prior=prior, reason=sealed.seal),
        list(officers),
        openings=[sealed],
    )


def attested_to(recount: Recount, seals: Iterable[str]) -> tuple[Attested, ...]:
    """Everyone who had answered or objected to a ruling on these cases, by person id.

    What its owner struck out is not theirs; an objection taken back still is a thing they said.
    """
    state = recount.state
    found = _answers(state, frozenset(seals))
    with recount.reading() as connection:
        names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
    return tuple(
        Attested(person, names.get(person, person), tuple(said))
        for person, said in sorted(found.items())
    )


def _answers(state: RecordState, seals: frozenset[str]) -> dict[str, list[str]]:
    """What each observer said about any of these cases, objections first."""
    data = state.data
    objections: dict[str, list[str]] = {}
    others: dict[str, list[str]] = {}
    for entry, attest in sorted(data.attests.items()):
        if entry in data.struck or seals.isdisjoint(attest.cases):
            continue
        if entry in data.objections:
            label = f"objection {label_of(state, entry)}"
            objections.setdefault(attest.person, []).append(label)
            others.setdefault(attest.person, [])
            continue
        acts = [data.rulings[ruling] for ruling in attest.rulings]
        answers = [
            a
            for act in acts
            for a in act.answers
            if a.index == entry
            and any(a.items is None or n in a.items for n, c in enumerate(act.cases) if c in seals)
        ]
        for answer in answers:
            words = _STATES[answer.answer].value
            said = others.setdefault(attest.person, [])
            if words not in said:
                said.append(words)
    return {p: [*objections.get(p, ()), *said] for p, said in others.items()}


def reopening_notices(recount: Recount, person: str, *, since: int = 0) -> list[ReopeningNotice]:
    """Reopenings of cases this person had answered or objected to before, the newest first.

    :param since: only reopenings recorded at or after that entry.
    """
    state = recount.state
    data = state.data
    mine: dict[int, tuple[str, ...]] = {
        entry: attest.cases
        for entry, attest in data.attests.items()
        if attest.person == person and entry not in data.struck
    }
    with recount.reading() as connection:
        found = list_reopenings(connection)
        names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
    notices = []
    for entry, group in groupby(found, key=attrgetter("entry")):
        before = frozenset[str]().union(*(c for at, c in mine.items() if at < entry))
        records = [record for record in group if record.case_seal in before]
        if records and entry >= since:
            notices.append(_notice(state, records, names))
    return notices[::-1]


def _notice(
    state: RecordState, records: Sequence[ReopeningRecord], names: dict[str, str]
) -> ReopeningNotice:
    first = records[0]
    cases = [state.data.cases[record.case_seal] for record in records]
    return ReopeningNotice(
        entry=first.entry,
        time=first.time,
        cases=tuple(spoken(case_number(case.number)) for case in cases),
        by=tuple(names.get(p, p) for p in first.signed),
        reason=first.reason or "",
        ruled_again=sum(c.current is not None and c.current[0] > first.entry for c in cases),
    )


def untold_notices(recount: Recount, person: str) -> list[ReopeningNotice]:
    """What a person who signs in now is told: reopenings since the sign-in before this one."""
    with recount.reading() as connection:
        size = max(recount.state.size, 1)
        mine = list_entries(connection, kinds=("signin",), person=person, limit=size)
    came = [e.index for e in mine if e.body["person"] == person]
    since = came[-2] if len(came) > 1 else 0
    return reopening_notices(recount, person, since=since)


def ruling_before_reopening(recount: Recount, ruling: RulingRecord) -> RulingRecord | None:
    """The ruling this one replaced, if the case was reopened between the two."""
    if ruling.prior is None:
        return None
    with recount.reading() as connection:
        records = list_reopenings(connection, case_seal=ruling.case_seal)
        reopened = any(record.prior == ruling.prior for record in records)
        return ruling_at(connection, *ruling.prior) if reopened else None
