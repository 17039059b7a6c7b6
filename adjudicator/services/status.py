"""Where a recount stands: for ``adjudicator status`` and the Overview."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from adjudicator.services.deadlines.outlook import Outlook, read_outlook
from adjudicator.services.deadlines.telling import late_sentences, outlook_value
from adjudicator.services.handed_over import export_to_hand_over, handovers
from adjudicator.services.orders.locks import refiled, refiled_sentence, suspensions
from adjudicator.services.proof.ceremony import (
    Ceremony,
    further_cards,
    further_sentence,
    read_ceremony,
)
from adjudicator.services.reconciliation.standing import Standing, read_standing
from adjudicator.services.recount import Recount
from adjudicator.services.second_look.standing import SecondLooks, read_looks
from adjudicator.services.second_look.telling import looks_value, waiting_sentences
from adjudicator.services.tabulator_test import REMINDER, lacks_test
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import entry_count, list_people
from adjudicator.storage.queries.cases import (
    BatchRecord,
    case_images,
    list_batches,
)
from adjudicator.storage.queries.imports import ImportRecord, list_imports


@dataclass(frozen=True, slots=True)
class RecountStatus:
    """One moment of a recount."""

    origin: str
    purpose: str
    watermark: str | None
    record_code: str
    entries: int
    people: int
    constituted: bool
    imports: tuple[ImportRecord, ...]
    batches: tuple[BatchRecord, ...]
    cases: int
    unreviewed: int
    ruled: int
    for_board: int
    for_paper: int
    """Cases that wait for the paper to be fetched, and not for the board."""
    held_back: int
    closed_batches: int
    missing_images: int
    copy_path: str | None
    copy_lag: int | None
    copy_problem: str | None
    opening: Ceremony
    """Everything that comes before the first ruling."""
    outlook: Outlook
    """What is due, and when what waits will be done."""
    further_cards: tuple[int, ...] = ()
    """Later piles whose cards nobody has been handed yet, by number."""
    suspended: tuple[str, ...] = ()
    """The sentences of the orders that suspend a contest."""
    refiled: tuple[str, ...] = ()
    """What is said of contests whose first returns are filed again, with their titles."""
    standing: Standing = field(default_factory=Standing)
    """What differs from what was expected."""
    handed_over: tuple[str, ...] = ()
    """What was handed over to whom, the newest first."""
    to_hand_over: int | None = None
    """The newest export, by its entry, while no note tells that it was handed over."""
    lacks_test: bool = False
    """Whether people are reminded of the test of the tabulators."""
    looks: SecondLooks | None = None
    """The second look; ``None`` where the opening fixed none."""
    tiers: int = 2
    """1: the board rules on everything; there are no teams."""
    only_read: str = ""
    """Why nothing may be added to this folder, in sentences; empty where all is well."""

    @property
    def ready(self) -> tuple[BatchRecord, ...]:
        """Batches that can be closed: everything is ruled on, and nothing else holds them.

        That is a difference not explained, or a second look that is not done.
        """
        held = frozenset[int]() if self.looks is None else self.looks.holding
        done = (b for b in self.batches if b.finished and not self.standing.holds(b.number))
        return tuple(b for b in done if b.number not in held)

    @property
    def waiting(self) -> list[str]:
        """What a person must do next, one sentence each, in order of urgency."""
        return list(_waiting(self))

    def value(self) -> dict[str, Any]:
        """The object of ``status --json``."""
        return {
            "origin": self.origin,
            "purpose": self.purpose,
            "watermark": self.watermark,
            "record_code": self.record_code,
            "entries": self.entries,
            "people": self.people,
            "constituted": self.constituted,
            "imports": [_import_value(r) for r in self.imports],
            "cases": self.cases,
            "unreviewed": self.unreviewed,
            "ruled": self.ruled,
            "for_board": self.for_board,
            "for_paper": self.for_paper,
            "held_back": self.held_back,
            "batches": len(self.batches),
            "closed_batches": self.closed_batches,
            "missing_images": self.missing_images,
            "differs": self.standing.sentence,
            "copy": {
                "path": self.copy_path,
                "lag": self.copy_lag,
                "problem": self.copy_problem,
            },
            "opening": [
                {
                    "step": line.step.value,
                    "stage": line.stage.value,
                    "by": [] if line.done is None else list(line.done.by),
                    "time": None if line.done is None else line.done.time,
                }
                for line in self.opening.lines
            ],
            "handed_over": list(self.handed_over),
            "to_hand_over": self.to_hand_over,
            "refiled": list(self.refiled),
            "deadlines": outlook_value(self.outlook, self.outlook.read_at),
            **({} if self.looks is None else {"second_look": looks_value(self.looks)}),
            "waiting": self.waiting,
        }


def _import_value(record: ImportRecord) -> dict[str, Any]:
    return {
        "entry": record.entry,
        "reader": record.reader,
        "sheets": record.sheets,
        "cases": record.flagged,
        "quarantined": record.quarantined,
        "voided": record.voided,
        "piled": record.piled,
    }


def recount_status(recount: Recount, *, look_for_images: bool = True) -> RecountStatus:
    """Read where the recount stands.

    :param look_for_images: also count images that are missing from the store (one look per image).
    """
    state = recount.state
    with recount.reading() as connection:
        imports = tuple(list_imports(connection))
        batches = tuple(list_batches(connection))
        paper = sum(b.for_paper for b in batches)
        missing = _missing_images(recount, connection) if look_for_images else 0
        return RecountStatus(
            origin=recount.origin,
            purpose=recount.purpose.value,
            watermark=recount.watermark,
            record_code=recount.record_code(),
            entries=entry_count(connection),
            people=sum(1 for p in list_people(connection) if not p.removed),
            constituted=state.data.constituted is not None,
            imports=imports,
            batches=batches,
            cases=sum(b.cases for b in batches),
            unreviewed=sum(b.unreviewed for b in batches),
            ruled=sum(b.ruled for b in batches),
            for_board=sum(b.for_board for b in batches) - paper,
            for_paper=paper,
            held_back=sum(b.held_back for b in batches),
            closed_batches=sum(1 for b in batches if b.is_closed),
            missing_images=missing,
            copy_path=None if recount.store.mirror.path is None else str(recount.store.mirror.path),
            copy_lag=recount.store.mirror.lag(),
            copy_problem=recount.store.mirror.problem,
            opening=read_ceremony(recount),
            outlook=read_outlook(recount, connection, batches),
            further_cards=further_cards(recount),
            suspended=tuple(
                f"{recount.election.contest(order.contest).title}: {order.sentence}"
                for order in suspensions(recount)
            ),
            refiled=_refiled(recount),
            standing=read_standing(recount) if imports else Standing(),
            handed_over=tuple(note.words for note in handovers(recount)),
            to_hand_over=export_to_hand_over(recount),
            lacks_test=lacks_test(recount),
            looks=read_looks(recount),
            tiers=state.data.rules.tiers,
            only_read=recount.only_read_sentence,
        )


def _refiled(recount: Recount) -> tuple[str, ...]:
    """What is said of contests whose first returns are filed again, with their titles."""
    return tuple(
        f"{recount.election.contest(contest).title}: {refiled_sentence(recount, contest)}"
        for contest in sorted(refiled(recount.state))
    )


def _missing_images(recount: Recount, connection: Connection) -> int:
    return sum(1 for image in case_images(connection) if not recount.folder.image(image).exists())


def _waiting(status: RecountStatus) -> Iterator[str]:
    if status.only_read:
        yield status.only_read
    yield from status.suspended
    yield from late_sentences(status.outlook, status.outlook.read_at)
    held = status.opening.must and not status.opening.over
    yield from opening_sentences(status.opening) if held else _before_ruling(status)
    yield from map(further_sentence, status.further_cards)
    yield from _quarantined(status)
    missing = status.missing_images
    images = "1 image is" if missing == 1 else f"{missing:,} images are"
    one_tier = status.tiers == 1
    unreviewed = 0 if held else status.unreviewed
    team = 0 if one_tier else unreviewed
    board = status.for_board + (unreviewed if one_tier else 0)
    told = (
        (status.copy_problem, f"The second copy lags: {status.copy_problem}."),
        (status.missing_images, f"{images} missing. Their cases wait."),
        (status.standing.sentence, status.standing.sentence),
        (team, f"{_cases(team, 'waits', 'wait')} for a team."),
        (board, f"{_cases(board, 'waits', 'wait')} for the board."),
        (status.for_paper, f"{_cases(status.for_paper, 'waits', 'wait')} for the paper."),
        (
            status.held_back,
            f"{_cases(status.held_back, 'stands', 'stand')} in lots the board has not released.",
        ),
    )
    yield from (sentence for waits, sentence in told if waits)
    yield from waiting_sentences(status.looks)
    ready = len(status.ready)
    if status.lacks_test:
        yield REMINDER
    if status.to_hand_over is not None:
        yield not_handed_over(status.to_hand_over)
    if ready:
        yield "1 batch is ready to close." if ready == 1 else f"{ready} batches are ready to close."


def not_handed_over(entry: int) -> str:
    """What waits while the newest export is not noted as handed over."""
    return f"The export of entry {entry:,} is not noted as handed over: to whom, how and when."


def opening_sentences(opening: Ceremony) -> Iterator[str]:
    """What comes next before the first ruling, in a sentence; none once the opening is over."""
    step = opening.now
    if step is None or opening.over:
        return
    if opening.must:
        yield f"Opening, step {opening.place} of {len(opening.lines)}: {step.sentence}"
    elif step.noted:
        yield f"{step.sentence} A rehearsal can go on without."


def _before_ruling(status: RecountStatus) -> Iterator[str]:
    if not status.constituted:
        yield "The roster is not constituted. Enrol people and constitute the board."
    if status.constituted and not status.imports:
        yield "No ballots are loaded. Import the flagged ballots."
    if any(r.waits_for_pile for r in status.imports):
        yield "An import waits for the pile to be closed."
    yield from opening_sentences(status.opening)


def _quarantined(status: RecountStatus) -> Iterator[str]:
    for record in status.imports:
        if record.quarantined and not record.voided:
            n = record.quarantined
            records = "1 record" if n == 1 else f"{n:,} records"
            was = "was" if n == 1 else "were"
            yield f"{records} of import {record.entry} {was} quarantined. Find the ballots."


def _cases(n: int, one: str, many: str) -> str:
    return f"1 case {one}" if n == 1 else f"{n:,} cases {many}"
