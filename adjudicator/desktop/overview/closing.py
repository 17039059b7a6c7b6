"""Closing finished batches: which, their counts, each observer's own counts, and who signs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from adjudicator.desktop.desk import Topic
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.signing.dialog import Request
from adjudicator.desktop.signing.need import Need, closers
from adjudicator.desktop.wording import count, name_of, names_of
from adjudicator.domain.people import DifferentPolicy, Person, Role
from adjudicator.domain.rulings import Disposition
from adjudicator.domain.wording import join_names
from adjudicator.ledger.casenumbers import case_number, spoken
from adjudicator.services.attesting import Attestation
from adjudicator.services.closing import ClosePreview, close_batches, preview_close
from adjudicator.services.presence import note_here
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.queries.acts import AttestationRecord, list_people

_DISPOSITIONS = {
    Disposition.VOTE: "vote found",
    Disposition.NOTHING_MARKED: "nothing marked",
    Disposition.MARKS_DO_NOT_COUNT: "marks do not count",
    Disposition.TOO_MANY: "too many marked",
    Disposition.WRITE_IN: "write-in",
    Disposition.NO_CONSENSUS: "not agreed: to the board",
    Disposition.PAPER: "waiting for the paper",
    Disposition.SAME_BALLOT_AS: "same ballot as another",
}
_ANSWERS = {
    "none": Attestation.NO_OBJECTION.value,
    "object": Attestation.OBJECTION.value,
    "decline": Attestation.DECLINED.value,
}


@dataclass(frozen=True, slots=True)
class Closing:
    """Everything the dialog shows, read in one go."""

    preview: ClosePreview
    people: tuple[Person, ...]
    different: DifferentPolicy
    tiers: int
    numbers: Mapping[str, str]
    """Case number by seal, of the answers that may be struck out."""

    @property
    def names(self) -> dict[str, str]:
        """Name by person id."""
        return {p.id: name_of(p) for p in self.people}

    @property
    def closers(self) -> tuple[Person, ...]:
        """Who may close: the counting team; where the board rules at once, its officers."""
        if self.tiers == 1:
            return tuple(p for p in self.people if p.officer)
        return tuple(p for p in self.people if p.role is Role.TEAM)

    @property
    def observers(self) -> tuple[Person, ...]:
        """Who may sign their own counts."""
        return tuple(p for p in self.people if p.role is Role.OBSERVER)


def read_closing(recount: Recount, batches: Sequence[int]) -> Closing:
    """Count what a close of these batches would state.

    :raises Refusal: one of them is not a batch of this recount.
    """
    preview = preview_close(recount, batches)
    data = recount.state.data
    numbers = {
        answer.case_seal: case_number(data.cases[answer.case_seal].number)
        for observer in preview.observers
        for answer in observer.shared
    }
    with recount.reading() as connection:
        people = tuple(p.person for p in list_people(connection) if not p.removed)
    return Closing(preview, people, data.rules.different, data.rules.tiers, numbers)


class ClosePane(QWidget):
    """The counts people sign, and the boxes with which observers strike out what was not theirs."""

    changed = Signal()

    def __init__(self, closing: Closing) -> None:
        super().__init__()
        self._closing = closing
        self.boxes: dict[int, QCheckBox] = {}
        self._owner: dict[int, str] = {}
        inner = QWidget()
        part(inner, "surface")
        column = QVBoxLayout(inner)
        column.setSpacing(theme().space("small"))
        column.addWidget(label(counts_words(closing.preview), wrap=True))
        column.addWidget(label("Observers' own counts", bold=True))
        column.addWidget(self._counts())
        self._strike_outs(column)
        column.addStretch(1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setMinimumHeight(min(inner.sizeHint().height() + 4, theme().scaled(210)))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(area)

    def _counts(self) -> QWidget:
        box = QWidget()
        grid = QGridLayout(box)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme().space("wide"))
        heads = ("Observer", *(state.value for state in list(Attestation)[:4]))
        for place, head in enumerate(heads):
            grid.addWidget(label(head, size="small", tone="surface_muted"), 0, place)
        names = self._closing.names
        for row, own in enumerate(self._closing.preview.observers, start=1):
            figures = (own.no_objection, own.objections, own.declined, own.silent)
            words = (names.get(own.person, own.person), *(f"{n:,}" for n in figures))
            for place, text in enumerate(words):
                grid.addWidget(label(text), row, place)
        absent = self._closing.preview.absent
        if absent:
            sentence = f"{Attestation.ABSENT.value.capitalize()}: {names_of(names, absent)}."
            grid.addWidget(label(sentence, wrap=True), grid.rowCount(), 0, 1, len(heads))
        grid.setColumnStretch(len(heads), 1)
        return box

    def _strike_outs(self, column: QVBoxLayout) -> None:
        shared = [a for own in self._closing.preview.observers for a in own.shared]
        if not shared:
            return
        column.addWidget(label("Answers given at the shared keyboard", bold=True))
        hint = "An observer who signs here may strike out what was not theirs."
        column.addWidget(label(hint, size="small", tone="surface_muted"))
        for answer in shared:
            box = QCheckBox(self._answer_words(answer))
            box.toggled.connect(self.changed)
            self.boxes[answer.entry] = box
            self._owner[answer.entry] = answer.person
            column.addWidget(box)

    def _answer_words(self, answer: AttestationRecord) -> str:
        name = self._closing.names.get(answer.person, answer.person)
        case = spoken(self._closing.numbers[answer.case_seal])
        return f"{name}, entry {answer.entry}, from case {case}: {_ANSWERS[answer.answer]}"

    def struck(self) -> frozenset[int]:
        """Entries of the answers struck out."""
        return frozenset(entry for entry, box in self.boxes.items() if box.isChecked())

    def unsigned(self, signed: Sequence[Person]) -> str:
        """Owners of struck answers who have not signed; empty if there are none."""
        ids = {p.id for p in signed}
        names = self._closing.names
        missing = {self._owner[e] for e in self.struck()} - ids
        return join_names(sorted(names.get(p, p) for p in missing))


def counts_words(preview: ClosePreview) -> str:
    """The counts of a close in two sentences."""
    parts = [f"{_DISPOSITIONS[Disposition(d)]} {n:,}" for d, n in preview.dispositions]
    return (
        f"{count(preview.cases, 'case')}: {preview.ruled:,} ruled, "
        f"{preview.escalated:,} to the board. Rulings: {', '.join(parts) or 'none'}."
    )


def close_request(closing: Closing, pane: ClosePane) -> Request:
    """The act, with everyone who may sign it."""
    preview = closing.preview
    team, observers = closing.closers, closing.observers
    plain = closers(team, observers, closing.different)
    watchers = {p.id for p in observers}

    def lack(signed: Sequence[Person]) -> str:
        owners = pane.unsigned(signed)
        return plain.lack(signed) or (
            f"the signature of {owners}, who strikes out" if owners else ""
        )

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        note_here(recount, dict(keys))
        close_batches(
            recount,
            preview.batches,
            [key for person, key in keys.items() if person not in watchers],
            [key for person, key in keys.items() if person in watchers],
            struck=pane_struck,
        )
        return f"{numbers} closed."

    pane_struck: set[int] = set()

    def follow() -> None:
        pane_struck.clear()
        pane_struck.update(pane.struck())

    pane.changed.connect(follow)
    listed = join_names([str(n) for n in preview.batches])
    numbers = f"Batch {listed} is" if len(preview.batches) == 1 else f"Batches {listed} are"
    return Request(
        title=f"Close {count(len(preview.batches), 'batch', 'batches')}: {listed}",
        sentence="After the close a ruling is changed only by a reopening; objections made later "
        "are noted as late. Signing also notes those who sign as here.",
        button="Close",
        need=Need(plain.who, plain.candidates, lack),
        do=do,
        topics=frozenset(Topic),
    )
