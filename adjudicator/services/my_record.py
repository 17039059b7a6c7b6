"""My record: what an observer did, what became of their objections, what waits for them."""

from collections import Counter
from dataclasses import dataclass

from adjudicator.domain.people import Role
from adjudicator.ledger.state import RecordState
from adjudicator.services.attestation_states import state_of
from adjudicator.services.attesting import Attestation
from adjudicator.services.board.attendance import Attendance, Change
from adjudicator.services.consistency import table_of
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import RegisterLine, observer_words, register, side_of
from adjudicator.services.queue import batch_title, count_unanswered
from adjudicator.services.recount import Recount
from adjudicator.services.reopening import reopening_notices
from adjudicator.services.tables import tables
from adjudicator.storage.queries.acts import attestations_of, list_entries, list_people


@dataclass(frozen=True, slots=True)
class AnswerCounts:
    """Current rulings of a batch or table, by where the observer stood to each."""

    place: str
    """A batch's title, or a table."""
    no_objection: int
    objection: int
    declined: int
    silent: int
    """Present, did not answer."""
    absent: int
    """Not at the table."""

    @property
    def rulings(self) -> int:
        """All of them."""
        return self.no_objection + self.objection + self.declined + self.silent + self.absent


@dataclass(frozen=True, slots=True)
class BatchRecordOfMine:
    """One batch as it concerns the observer."""

    batch: int
    counts: AnswerCounts
    unanswered: int
    """Rulings made while they watched that wait for an answer."""
    shared: int
    """Answers given under their name at a shared keyboard, provisional until they sign a close."""
    closed: int | None
    """The last close."""
    signed: bool
    """Whether they signed that close."""


@dataclass(frozen=True, slots=True)
class MyRecord:
    """One observer's record."""

    person: str
    name: str
    """``Olga Ortiz (REP)``."""
    side: str
    objections: tuple[RegisterLine, ...]
    batches: tuple[BatchRecordOfMine, ...]
    tables: tuple[AnswerCounts, ...]
    attendance: tuple[Change, ...]
    waits: tuple[str, ...]
    """What waits for them, a sentence each; empty says that nothing is waiting."""
    notices: tuple[str, ...]
    """Reopenings of cases they had answered, a sentence each."""
    record_code: str


def my_record(recount: Recount, person: str) -> MyRecord:
    """Read everything the record says of one observer.

    :raises Refusal: nobody of that id is enrolled as an observer.
    """
    state = recount.state
    enrolled = state.data.people.get(person)
    if enrolled is None or enrolled.person.role is not Role.OBSERVER:
        raise Refusal("This page is an observer's own. Sign in as an observer (F3).")
    with recount.reading() as connection:
        names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
        mine = attestations_of(connection, person=person)
        closes = {
            e.index: e.signers
            for e in list_entries(connection, limit=max(state.size, 1), kinds=("close",))
        }
    shared = Counter(
        batch
        for batch, _ in {
            (a.batch, a.entry)
            for a in mine
            if a.via == "shared" and not (a.struck or a.late or a.withdrawn)
        }
    )
    by_batch, by_table = _counts(recount, state, person, names)
    batches = tuple(
        BatchRecordOfMine(
            batch=number,
            counts=_told(batch_title(recount, number), counts),
            unanswered=count_unanswered(state, person, number),
            shared=shared[number],
            closed=closed,
            signed=closed is not None and person in closes.get(closed, ()),
        )
        for number, counts in sorted(by_batch.items())
        for closed in (state.data.batches[number].closed,)
    )
    return MyRecord(
        person=person,
        name=observer_words(enrolled.person, names.get(person, person), recount.election),
        side=side_of(enrolled.person, recount.election),
        objections=register(recount, person=person),
        batches=batches,
        tables=tuple(_told(table, counts) for table, counts in sorted(by_table.items())),
        attendance=Attendance(recount).changes(person),
        waits=tuple(sentence for batch in batches for sentence in _waits(batch)),
        notices=tuple(notice.sentence for notice in reopening_notices(recount, person)),
        record_code=recount.record_code(),
    )


def _counts(
    recount: Recount, state: RecordState, person: str, names: dict[str, str]
) -> tuple[dict[int, Counter[Attestation]], dict[str, Counter[Attestation]]]:
    planned = tables(recount)
    by_batch: dict[int, Counter[Attestation]] = {}
    by_table: dict[str, Counter[Attestation]] = {}
    for case in state.data.cases.values():
        if case.current is None or case.batch is None:
            continue
        stood = state_of(state, person, *case.current).state
        by_batch.setdefault(case.batch, Counter())[stood] += 1
        signers = state.data.rulings[case.current[0]].signers
        table = "The board" if case.tier == "board" else table_of(signers, planned, names)
        by_table.setdefault(table, Counter())[stood] += 1
    return by_batch, by_table


def _told(place: str, counts: Counter[Attestation]) -> AnswerCounts:
    return AnswerCounts(
        place=place,
        no_objection=counts[Attestation.NO_OBJECTION],
        objection=counts[Attestation.OBJECTION],
        declined=counts[Attestation.DECLINED],
        silent=counts[Attestation.SILENT],
        absent=counts[Attestation.ABSENT],
    )


def _waits(batch: BatchRecordOfMine) -> list[str]:
    found = []
    if batch.unanswered:
        rulings = "1 ruling waits" if batch.unanswered == 1 else f"{batch.unanswered} rulings wait"
        found.append(f"{batch.counts.place}: {rulings} for your answer.")
    if batch.shared and batch.closed is None:
        answers = "1 answer" if batch.shared == 1 else f"{batch.shared} answers"
        found.append(
            f"{batch.counts.place}: {answers} given at a shared keyboard under your name; "
            "sign the close, or strike out what was not yours."
        )
    if batch.closed is not None and not batch.signed:
        found.append(
            f"{batch.counts.place}: closed at entry {batch.closed} without your signature."
        )
    return found
