"""Random but valid histories: each act is drawn, and made through the services where it can be."""

from collections.abc import Callable
from itertools import count

from hypothesis import strategies as st

from adjudicator.domain.ballots import Lot
from adjudicator.domain.history import CaseStatus
from adjudicator.domain.rulings import (
    Disposition,
    RevisionReason,
    Ruling,
    RulingRefused,
    check_ruling,
)
from adjudicator.services.attesting import Answer, withdraw
from adjudicator.services.errors import Refusal
from adjudicator.services.presence import note_presence
from adjudicator.services.ruling import record_rulings
from adjudicator.storage.queries.acts import attestations_of
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.imports import list_imports
from tests.support.scene import TABLE, TEAM, Scene, Sheet, vote

_MAYOR = ((), ("ann",), ("bob",), ("ann", "bob"), ("line",))
_COUNCIL = ((), ("cy",), ("cy", "di"), ("cy", "di", "ed"), None)
_LOTS = (Lot.ACCEPTED, Lot.ACCEPTED, Lot.ACCEPTED, Lot.NOT_COUNTED)


class Player:
    """Makes drawn acts in a scene; what cannot be done now is skipped or refused."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.done: set[str] = set()
        """Names of the acts that went into the record, and ``refused``."""
        self._numbers = count(1)

    def play(self, acts: list[tuple[str, int]]) -> None:
        """Make every act; a refusal must leave the record as it was."""
        for name, n in acts:
            before = self.scene.recount.state.head
            try:
                _ACTS[name](self, n)
            except Refusal:
                assert self.scene.recount.state.head == before
                self.done.add("refused")
            else:
                if self.scene.recount.state.head != before:
                    self.done.add(name)

    # Picking -----------------------------------------------------------------------------

    def _case(self, n: int, *statuses: CaseStatus) -> CaseRecord | None:
        found = self.scene.cases(statuses=statuses)
        if n % 17:  # now and then also a case the board has not let in
            found = [case for case in found if case.released]
        return found[n % len(found)] if found else None

    def _ruling(self, case: CaseRecord, n: int) -> Ruling:
        """One of the rulings the standards allow for this contest."""
        reason = None if case.ruling is None else list(RevisionReason)[n % len(RevisionReason)]
        contest = self.scene.recount.election.contest(case.row.contest)
        choices = [c.id for c in contest.named_choices]
        votes = frozenset(choices[: 1 + n % contest.seats])
        line = {c.id for c in contest.write_in_lines}
        kinds = [
            vote(*votes, reason=reason),
            vote(choices[-1], reason=reason),
            Ruling(Disposition.TOO_MANY, clause="6", reason=reason),
            Ruling(
                Disposition.MARKS_DO_NOT_COUNT, case.row.machine.votes, clause="4b", reason=reason
            ),
            Ruling(Disposition.NOTHING_MARKED, case.row.machine.votes, reason=reason),
            Ruling(Disposition.NO_CONSENSUS, reason=reason),
            Ruling(Disposition.PAPER, reason=reason),
        ]
        if line:
            kinds.append(Ruling(Disposition.WRITE_IN, frozenset(line), clause="3b", reason=reason))
        allowed = [kind for kind in kinds if n % 13 == 0 or self._is_allowed(case, kind)]
        return allowed[n % len(allowed)]

    def _is_allowed(self, case: CaseRecord, ruling: Ruling) -> bool:
        recount = self.scene.recount
        contest = recount.election.contest(case.row.contest)
        try:
            check_ruling(
                ruling,
                contest,
                case.row.machine,
                recount.rules,
                condition=case.row.condition,
            )
        except RulingRefused:
            return False
        return True

    # Acts --------------------------------------------------------------------------------

    def import_(self, n: int) -> None:
        sheets = []
        for offset in range(1 + n % 3):
            number = next(self._numbers)
            sheets.append(
                Sheet(
                    number,
                    _MAYOR[(n + offset) % len(_MAYOR)],
                    _COUNCIL[(n // 5 + offset) % len(_COUNCIL)],
                    _LOTS[(n + offset) % len(_LOTS)],
                    container=str(1 + number % 3 // 2),
                    precinct=f"p{1 + n % 2}",
                )
            )
        self.scene.import_sheets(sheets)

    def pile(self, _n: int) -> None:
        self.scene.pile()

    def release(self, n: int) -> None:
        data = self.scene.recount.state.data
        waiting = [
            i.index
            for i in data.imports.values()
            if Lot.NOT_COUNTED.value in dict(i.lots)
            and (n % 7 == 0 or (i.index, Lot.NOT_COUNTED.value) not in data.released_lots)
        ]
        if waiting:
            self.scene.release(waiting[n % len(waiting)], Lot.NOT_COUNTED)

    def void(self, n: int) -> None:
        entry = self._import(n)
        if entry is not None:
            self.scene.void(entry)

    def _import(self, n: int) -> int | None:
        with self.scene.recount.reading() as connection:
            found = [r.entry for r in list_imports(connection)]
        return found[n % len(found)] if found else None

    def rule(self, n: int) -> None:
        case = self._case(n, CaseStatus.UNREVIEWED)
        if case is not None:
            self.scene.rule(case, self._ruling(case, n // 7))

    def rule_page(self, n: int) -> None:
        case = self._case(n, CaseStatus.UNREVIEWED)
        if case is None:
            return
        waiting = self.scene.cases(batch=case.batch, statuses=(CaseStatus.UNREVIEWED,))
        page = [one for one in waiting if one.released == case.released][:3]
        seats = [self.scene.seating.seat(person) for person in TEAM]
        decided = [(one, self._ruling(one, n + place)) for place, one in enumerate(page)]
        record_rulings(self.scene.recount, decided, seats)

    def revise(self, n: int) -> None:
        case = self._case(n)
        if case is not None and case.ruling is not None:
            self.scene.rule(case, self._ruling(case, n // 3))

    def object(self, n: int) -> None:
        case = self._case(n)
        if case is not None and case.ruling is not None:
            self.scene.object_to(self._observer(n), case)

    def object_before(self, n: int) -> None:
        case = self._case(n, CaseStatus.UNREVIEWED)
        if case is not None:
            self.scene.object_before(self._observer(n), case)

    def withdraw(self, n: int) -> None:
        observer = self._observer(n)
        with self.scene.recount.reading() as connection:
            mine = attestations_of(connection, person=observer)
        filed = [a.entry for a in mine if a.answer == "object"]
        if filed:
            seat = self.scene.seating.seat(observer)
            withdraw(self.scene.recount, seat, filed[n % len(filed)])

    def answer(self, n: int) -> None:
        batches = self.scene.batches()
        if batches:
            answer = Answer.DECLINE if n % 4 == 0 else Answer.NONE
            self.scene.attest(self._observer(n), batches[n % len(batches)].number, answer)

    def close(self, n: int) -> None:
        ready = [b.number for b in self.scene.batches() if b.finished]
        if not ready:
            return
        chosen = ready[: 1 + n % len(ready)]
        observer = self._observer(n)
        with self.scene.recount.reading() as connection:
            shared = [
                a.entry
                for batch in chosen
                for a in attestations_of(connection, batch=batch, person=observer)
                if a.via == "shared" and not a.struck and not a.late
            ]
        struck = sorted(set(shared))[-(n % 3) :] if n % 3 else []
        if struck:
            self.done.add("strike")
        self.scene.close_batches(
            *chosen, observers=[observer] if n % 2 or struck else [], struck=struck
        )

    def leave(self, n: int) -> None:
        person = TABLE[n % len(TABLE)]
        if any(seat.person.id == person for seat in self.scene.seating.seats):
            self.scene.seating.sign_out(person)
        else:
            self.scene.sit(person)

    def away(self, n: int) -> None:
        person = TABLE[n % len(TABLE)]
        state = ("in", "in", "away")[n % 3]
        note_presence(
            self.scene.recount, person, state, self.scene.identity("cora"), reason="As seen."
        )

    def _observer(self, n: int) -> str:
        return ("ortiz", "lee")[n % 2]


_ACTS: dict[str, Callable[[Player, int], None]] = {
    "import": Player.import_,
    "pile": Player.pile,
    "release": Player.release,
    "void": Player.void,
    "rule": Player.rule,
    "rule_page": Player.rule_page,
    "revise": Player.revise,
    "object": Player.object,
    "object_before": Player.object_before,
    "withdraw": Player.withdraw,
    "answer": Player.answer,
    "close": Player.close,
    "leave": Player.leave,
    "away": Player.away,
}
_OFTEN = (
    ("rule_page",) * 4
    + ("object",) * 2
    + ("close",) * 2
    + (
        "answer",
        "withdraw",
        "revise",
        "rule",
        "release",
    )
)


def histories(most: int = 30) -> st.SearchStrategy[list[tuple[str, int]]]:
    """Acts by name with a number each draws its choices from; two imports and a pile come first."""
    act = st.tuples(st.sampled_from([*_ACTS, *_OFTEN]), st.integers(0, 999))
    beginning = st.tuples(
        st.tuples(st.just("import"), st.integers(0, 999)),
        st.tuples(st.just("import"), st.integers(0, 999)),
        st.tuples(st.just("pile"), st.just(0)),
    )
    return st.builds(
        lambda first, rest: [*first, *rest], beginning, st.lists(act, min_size=12, max_size=most)
    )
