"""How far the recount has come: what waits, each batch, each table, and what is closed.

Everything is read from the record and the tables made from it; what the record does not know, such
as what people do between two rulings, is not guessed.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from adjudicator.domain.people import Person, Role
from adjudicator.domain.rulings import Disposition
from adjudicator.ledger.state.data import RecordData
from adjudicator.services.next_steps import NextStep, next_steps
from adjudicator.services.orders.locks import work_order
from adjudicator.services.recount import Recount
from adjudicator.services.status import RecountStatus, recount_status
from adjudicator.services.tables import tables
from adjudicator.services.tallying import TallyLine, tally_lines
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import EntryRecord, list_entries, list_people
from adjudicator.storage.queries.cases import (
    BatchRecord,
    CaseFilter,
    list_batches,
    list_cases,
)

_LOOKED_BACK = 4_000
"""Entries read for the figures of the tables: the newest ones."""
_HOUR = timedelta(hours=1)
_WAITS = {Disposition.NO_CONSENSUS.value, Disposition.PAPER.value}


@dataclass(frozen=True, slots=True)
class BatchLine:
    """One batch with how far it has come."""

    record: BatchRecord
    missing: int
    """Cases of which an image is missing."""
    suspended: bool = False
    """Whether its contest is suspended by order."""
    lacking: int = 0
    """What it states as missing from its place; negative: as too much."""
    second_look: bool = False
    """Whether its close waits for the second look."""

    @property
    def present(self) -> int:
        """Cases whose images are here."""
        return self.record.cases - self.missing

    @property
    def waiting_paper(self) -> int:
        """Cases that wait for the paper to be fetched."""
        return self.record.for_paper

    @property
    def for_board(self) -> int:
        """Cases that wait for the board to decide; those that wait for the paper are apart."""
        return self.record.for_board - self.waiting_paper

    @property
    def not_ruled(self) -> int:
        """Cases that are here and wait for a team.

        With those ruled, for the board, and waiting for the paper they are all that is here.
        """
        return max(0, self.present - self.record.ruled - self.record.for_board)

    @property
    def state(self) -> str:
        """Where it stands, in words."""
        record = self.record
        stands = (
            ("CLOSED", record.is_closed),
            ("SUSPENDED", self.suspended),
            (f"SHORT {self.missing}", self.missing),
            (f"SHORT {self.lacking}", self.lacking > 0),
            (f"{-self.lacking} TOO MANY", self.lacking < 0),
            ("HELD BACK", record.held_back == record.cases),
            ("SECOND LOOK", self.second_look and record.finished),
            ("READY", record.finished),
            ("NOT BEGUN", record.unreviewed == record.cases - record.held_back),
        )
        return next((words for words, so in stands if so), "AT WORK")


@dataclass(frozen=True, slots=True)
class TableLine:
    """One table: who sits there and what they did, as far as the record tells."""

    table: str
    people: tuple[Person, ...]
    here: int
    batch: int | None
    """The batch of its last ruling."""
    rulings: int
    """Cases it ruled on."""
    last_hour: int
    """Cases it ruled on within the last hour."""
    sent_up: int
    """Cases its last ruling sends to the board."""
    objections: int
    """Objections to its rulings that stand."""
    last: str
    """Time of its last act, as the record writes it; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Progress:
    """One moment of a recount for the Overview."""

    status: RecountStatus
    steps: tuple[NextStep, ...]
    """The most urgent first."""
    batches: tuple[BatchLine, ...]
    tables: tuple[TableLine, ...]
    closed: tuple[TallyLine, ...]
    """The figures of closed batches only."""
    precincts: int
    closed_precincts: int
    board: tuple[Person, ...]
    board_here: tuple[Person, ...]
    """Those of its members who are noted as here."""
    quorum: int
    contests: tuple[str, ...]
    """Ids of the contests under recount."""

    @property
    def open(self) -> bool:
        """Whether any batch is not closed yet, or there is none."""
        return self.status.closed_batches < len(self.batches) or not self.batches

    @property
    def partial(self) -> str:
        """What every figure is headed with while the contest is open."""
        return partial_words(self.closed_precincts, self.precincts, still_open=self.open)


def read_progress(recount: Recount) -> Progress:
    """Read everything the Overview shows."""
    status = recount_status(recount)
    state = recount.state
    with recount.reading() as connection:
        people = list_people(connection)
        lines = _batch_lines(recount, connection, status)
        by_table = _table_lines(recount, connection, status.entries)
        closed = tuple(tally_lines(connection, recount.election, closed_only=True))
    closed_precincts, precincts = precincts_closed(status.batches)
    board = tuple(p.person for p in people if p.person.on_board and not p.removed)
    here = tuple(p.person for p in people if p.presence == "in" and p.person in board)
    return Progress(
        status=status,
        steps=tuple(next_steps(recount, status)),
        batches=lines,
        tables=by_table,
        closed=closed,
        precincts=precincts,
        closed_precincts=closed_precincts,
        board=board,
        board_here=here,
        quorum=state.data.rules.quorum,
        contests=state.data.contests,
    )


def precincts_closed(batches: Iterable[BatchRecord]) -> tuple[int, int]:
    """How many precincts are closed, and how many have batches the board let in.

    A precinct is closed when its batches are and no case of it waits for the board.
    """
    by_precinct: dict[str, list[bool]] = {}
    for batch in batches:
        if batch.held_back < batch.cases:
            done = batch.is_closed and not batch.for_board
            by_precinct.setdefault(batch.precinct, []).append(done)
    return sum(all(done) for done in by_precinct.values()), len(by_precinct)


def partial_words(closed: int, precincts: int, *, still_open: bool) -> str:
    """What every figure is headed with: ``Partial: 12 of 44 precincts closed``."""
    if not still_open:
        return f"All {precincts} precincts closed"
    return f"Partial: {closed} of {precincts} precincts closed"


def _batch_lines(
    recount: Recount, connection: Connection, status: RecountStatus
) -> tuple[BatchLine, ...]:
    missing: Counter[int] = Counter()
    if status.missing_images:
        gone = {}
        for case in list_cases(connection, CaseFilter()):
            for image in case.row.images:
                if image not in gone:
                    gone[image] = not recount.folder.image(image).exists()
            missing[case.batch] += any(gone[image] for image in case.row.images)
    state = recount.state
    suspended = state.data.suspended
    short = status.standing.short
    # The contest the board puts first stands first here, too.
    batches = sorted(status.batches, key=lambda b: (work_order(state, b.contest), b.number))
    held = frozenset[int]() if status.looks is None else status.looks.holding
    return tuple(
        BatchLine(
            b,
            missing[b.number],
            b.contest in suspended,
            short.get(b.number, 0),
            b.number in held,
        )
        for b in batches
    )


def _table_lines(recount: Recount, connection: Connection, entries: int) -> tuple[TableLine, ...]:
    planned = tables(recount)
    people = {p.person.id: p for p in list_people(connection) if not p.removed}
    acts = _recent_acts(connection, entries)
    lines = []
    for table in sorted(set(planned.values()), key=lambda t: (len(t), t)):
        members = [people[p] for p, t in planned.items() if t == table and p in people]
        team = {m.person.id for m in members if m.person.role is Role.TEAM}
        own = [a for a in acts if a.kind == "rule" and team.intersection(a.signers)]
        objected = _objections_to(recount.state.data, own, acts)
        lately = [a for a in own if _within_hour(recount, a)]
        last_by_case = _last_dispositions(own)
        lines.append(
            TableLine(
                table=table,
                people=tuple(m.person for m in members),
                here=sum(m.presence == "in" for m in members),
                batch=own[-1].body["batch"] if own else None,
                rulings=len(last_by_case),
                last_hour=len(_last_dispositions(lately)),
                sent_up=sum(disposition in _WAITS for disposition in last_by_case.values()),
                objections=len(objected),
                last=max((a.time for a in (*own, *objected)), default=""),
            )
        )
    return tuple(lines)


def _last_dispositions(acts: Iterable[EntryRecord]) -> dict[str, str]:
    """The last of these rulings on each case, by seal: a revision is no further case."""
    return {item["case"]: item["disp"] for act in acts for item in act.body["items"]}


def _within_hour(recount: Recount, act: EntryRecord) -> bool:
    now = datetime.fromisoformat(recount.now())
    return now - datetime.fromisoformat(act.time) <= _HOUR


def _objections_to(
    data: RecordData, own: Iterable[EntryRecord], acts: Iterable[EntryRecord]
) -> list[EntryRecord]:
    """Objections that stand to these rulings, or to a ballot of their batches before its ruling.

    Whoever objects may sit anywhere; a withdrawn one, and one struck out at a close, is none.
    """
    ruled = {act.index for act in own}
    batches = {act.body["batch"] for act in own}
    found = []
    for act in acts:
        objection = data.objections.get(act.index) if act.kind == "attest" else None
        if objection is None or objection.withdrawn is not None or objection.struck is not None:
            continue
        about = data.attests[act.index].rulings
        before = not about and any(data.cases[c].batch in batches for c in objection.cases)
        if before or ruled.intersection(about):
            found.append(act)
    return found


def _recent_acts(connection: Connection, entries: int) -> list[EntryRecord]:
    return list_entries(
        connection,
        first=max(0, entries - _LOOKED_BACK),
        limit=_LOOKED_BACK,
        kinds=("rule", "attest"),
    )


def next_batch(recount: Recount) -> int | None:
    """The next batch a team takes: of the contest the board puts first, one begun before others.

    Batches of a suspended contest wait for nobody.

    :returns: its number, or ``None`` if nothing waits for a team.
    """
    state = recount.state
    with recount.reading() as connection:
        batches = list_batches(connection)
    waiting = [b for b in batches if b.unreviewed and b.contest not in state.data.suspended]

    def place(batch: BatchRecord) -> tuple[int, bool, int]:
        begun = batch.unreviewed < batch.cases - batch.held_back
        return work_order(state, batch.contest), not begun, batch.number

    return min(waiting, key=place).number if waiting else None
