"""One contest in sentences, and what people tell beside the returns."""

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.choices import NumberBox
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import Chip, label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme
from adjudicator.domain.canvass.results import ContestKind, ContestResult, Stage
from adjudicator.domain.canvass.tiers import Tier
from adjudicator.domain.rulepack import RulePack
from adjudicator.services.canvass.canvassing import Canvassed
from adjudicator.services.canvass.telling import sentences
from adjudicator.services.canvass.writing import final_words

_LEAST_WIDTH = 310
_TOLD = "Told by people, not read from the returns"
_ORDERED = {
    Tier.MANUAL: "ORDERED: MANUAL",
    Tier.MACHINE: "ORDERED: MACHINE",
    Tier.NONE: "ORDERED: NONE",
}
_NOT_YET = "NOTHING ORDERED YET"
_FINAL = {
    "yes": ("FINAL", "good"),
    "no": ("NOT FINAL", "bad"),
    "if all counties are in": ("IF ALL ARE IN", "neutral"),
}


class DetailsPane(QWidget):
    """The contest that is chosen in the list."""

    told = Signal(str, object, object)
    """Title, seats or ``None``, and the frozenset of those who asked for no recount."""
    recount_asked = Signal(str)
    """The title of a contest that goes to hand."""

    def __init__(self) -> None:
        super().__init__()
        part(self, "surface")
        self.setAccessibleName("The contest chosen")
        self.setMinimumWidth(theme().scaled(_LEAST_WIDTH))
        self.title = label(size="title", bold=True, wrap=True)
        self.ordered = Chip()
        self.final = Chip()
        self.flagged = label(wrap=True)
        self.seats = NumberBox()
        self.seats.setAccessibleName("How many are elected")
        self.seats_caption = label("How many are &elected")
        self.seats_caption.setBuddy(self.seats)
        self.declined: list[QCheckBox] = []
        self.asked = label(wrap=True)
        self.recount = QPushButton("Open a recoun&t for it\u2026")
        self.found: Canvassed | None = None
        self._lines: list[QLabel] = []
        self._lay_out()
        self.seats.valueChanged.connect(self._tell)
        self.recount.clicked.connect(self._ask)
        self.show_nothing()

    def _lay_out(self) -> None:
        look = theme()
        self._content = part(QWidget(), "surface")
        column = QVBoxLayout(self._content)
        column.setContentsMargins(*[look.space("large")] * 4)
        column.setSpacing(look.space("medium"))
        column.addWidget(self.title)
        chips = QHBoxLayout()
        chips.addWidget(self.ordered)
        chips.addWidget(self.final)
        chips.addStretch(1)
        column.addLayout(chips)
        self._sentences = QVBoxLayout()
        self._sentences.setSpacing(look.space("small"))
        column.addLayout(self._sentences)
        column.addWidget(self.flagged)
        column.addWidget(self.recount, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._people())
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = scrolled(self._content, by_keys=True)
        outer.addWidget(self._area)
        self.seats.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Whoever goes to what people tell sees all of it."""
        if watched is self.seats and event.type() is QEvent.Type.FocusIn:
            self._area.ensureWidgetVisible(self.people)
            self._area.ensureWidgetVisible(self.seats)
        return super().eventFilter(watched, event)

    def _people(self) -> QWidget:
        look = theme()
        self.people = part(QWidget(), "raised")
        column = QVBoxLayout(self.people)
        column.setContentsMargins(*[look.space("medium")] * 4)
        column.setSpacing(look.space("small"))
        column.addWidget(label(_TOLD, bold=True, wrap=True))
        row = QHBoxLayout()
        row.addWidget(self.seats_caption)
        row.addWidget(self.seats)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.asked)
        self._ticks = QVBoxLayout()
        self._ticks.setSpacing(look.space("small"))
        column.addLayout(self._ticks)
        return self.people

    def show_nothing(self) -> None:
        """No contest is chosen."""
        self.found = None
        self.title.setText("No contest is chosen")
        self._say(())
        for widget in (self.ordered, self.final, self.flagged, self.recount, self.people):
            widget.hide()

    def show_contest(self, found: Canvassed, stage: Stage, pack: RulePack) -> None:
        """Show a contest."""
        same = self.found is not None and self.found.title == found.title
        self.found = found
        self.title.setText(found.title)
        ordered = Tier.NONE if found.assessment is None else found.assessment.ordered
        words = _NOT_YET if found.so_far else _ORDERED[ordered]
        self.ordered.set_text(words, "neutral" if ordered is Tier.NONE else "warning")
        self.final.set_text(*_FINAL[final_words(found)])
        for chip in (self.ordered, self.final):
            chip.show()
        self._say(sentences(found, stage))
        self.flagged.setText(_flagged_words(found.result))
        self.flagged.setVisible(found.result is not None)
        self.recount.setVisible(ordered is Tier.MANUAL)
        self._show_people(found, pack, same=same)

    def _say(self, told: tuple[str, ...]) -> None:
        while len(self._lines) < len(told):
            line = label(wrap=True)
            line.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._lines.append(line)
            self._sentences.addWidget(line)
        for n, line in enumerate(self._lines):
            line.setVisible(n < len(told))
            line.setText(told[n] if n < len(told) else "")

    @property
    def said(self) -> tuple[str, ...]:
        """The sentences that stand there."""
        return tuple(line.text() for line in self._lines if line.text())

    def _show_people(self, found: Canvassed, pack: RulePack, *, same: bool) -> None:
        result = found.result
        candidates = result is not None and result.kind is ContestKind.CANDIDATES
        self.people.setVisible(candidates)
        if result is None or not candidates:
            return
        with QSignalBlocker(self.seats):
            self.seats.setRange(1, max(1, len(result.choices)))
            self.seats.setValue(result.seats)
        close = [c.name for c in result.behind(pack.thresholds.machine)]
        names = [*close, *sorted(found.opted_out.difference(close))]
        if not same or [tick.text() for tick in self.declined] != [_plain(n) for n in names]:
            self._make_ticks(names)
        for tick, name in zip(self.declined, names, strict=True):
            with QSignalBlocker(tick):
                tick.setChecked(name in found.opted_out)
        self.asked.setText(
            "Asked in writing that no recount be made:"
            if names
            else f"{'So far nobody' if found.so_far else 'Nobody'} is defeated by so little that "
            "asking for no recount matters."
        )

    def _make_ticks(self, names: list[str]) -> None:
        for tick in self.declined:
            self._ticks.removeWidget(tick)
            tick.hide()
            tick.deleteLater()
        self.declined = []
        for name in names:
            tick = QCheckBox(_plain(name))
            tick.setProperty("candidate", name)
            tick.setAccessibleName(f"{name} asked in writing that no recount be made")
            tick.toggled.connect(self._tell)
            self.declined.append(tick)
            self._ticks.addWidget(tick)

    def _tell(self) -> None:
        found = self.found
        if found is None or found.result is None:
            return
        people = frozenset(
            str(tick.property("candidate")) for tick in self.declined if tick.isChecked()
        )
        seats = self.seats.value()
        read = found.part.returns.seats if found.part is not None else 1
        self.told.emit(found.title, None if seats == read else seats, people)

    def _ask(self) -> None:
        if self.found is not None:
            self.recount_asked.emit(self.found.title)


def _plain(name: str) -> str:
    """A name whose ampersand is not taken for a mnemonic."""
    return name.replace("&", "&&")


def _flagged_words(result: ContestResult | None) -> str:
    if result is None or result.over is None or result.under is None:
        return "Over- and undervotes are not given in these returns."
    return f"Overvotes {result.over:,}, undervotes {result.under:,}, in votes."
