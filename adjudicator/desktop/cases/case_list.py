"""A list of cases: what a number stands for, one row a case; a row opens the ballot."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.cases.found_box import FoundBox
from adjudicator.desktop.cases.grouping import GroupBox
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.grouped import GroupedTable
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.orders.reopen_form import ask_to_reopen
from adjudicator.desktop.screen import Host
from adjudicator.desktop.second_look.blind import kept_here
from adjudicator.desktop.wording import contest_title, precinct_name
from adjudicator.domain.election import Election
from adjudicator.domain.wording import count
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.locating.listing import Figures, Found, figures_of
from adjudicator.services.recount import Recount
from adjudicator.services.second_look.looking import KEPT, WAITS, kept_sentence
from adjudicator.services.veil import as_shown
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases

_STATE = 5
"""The column that takes the rest of the width: its longest words are rare."""
Cases = Callable[[Recount], Sequence[CaseRecord]]
"""Reads the cases, on the record's queue."""


@dataclass(frozen=True, slots=True)
class _Read:
    """What a list was read of."""

    cases: Sequence[CaseRecord]
    figures: dict[str, Figures]
    kept: dict[str, tuple[str, ...]]
    """Who of those who sit here is still to look at a case blind, by seal."""


class CaseListDialog(QDialog):
    """The cases behind a number.

    :param title: what the number is, in words.
    :param cases: reads them.
    :param narrowed: by what it is narrowed at first; people may widen it.
    """

    def __init__(
        self,
        desk: Desk,
        host: Host,
        title: str,
        cases: Cases,
        parent: QWidget,
        *,
        narrowed: Found | None = None,
    ) -> None:
        super().__init__(parent)
        self._desk, self._host, self._cases = desk, host, cases
        self.setWindowTitle(title)
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.title = label(title, size="title", bold=True, wrap=True)
        self.said = label("Reading\u2026", tone="surface_muted", wrap=True)
        self._found: tuple[CaseRecord, ...] = ()
        self._kept: dict[str, tuple[str, ...]] = {}
        election = desk.recount.election
        self.kind, self.group = FoundBox(narrowed), GroupBox(desk.grouping, election)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Narrow by case number, precinct, ballot or state")
        self.words.setAccessibleName("Narrow the list of cases")
        self.table: GroupedTable[CaseRecord] = GroupedTable(
            _columns(election, self.kind, self._is_kept), title, "case"
        )
        self.table.give_rest(_STATE, 170)
        self.table.break_in_need()
        self.table.remember(desk.grouping.folded, desk.grouping.key)
        self._make_buttons()
        self._lay_out(desk.recount.watermark)
        self._connect()
        desk.ask(self._read, self._show, self._failed)

    def _connect(self) -> None:
        self.words.textChanged.connect(self._narrow_words)
        self.kind.currentIndexChanged.connect(self._narrow)
        self.group.chosen_by.connect(self._regroup)
        self.table.folded.connect(self._tell_count)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentChanged.connect(self._show_able)
        self.open_button.clicked.connect(lambda: self._open(self.table.current()))
        self.reopen_button.clicked.connect(lambda: self._reopen(self.table.current()))
        self.back.clicked.connect(self.reject)

    def _is_kept(self, case: CaseRecord) -> bool:
        """Whether somebody who sits here is still to look at it blind."""
        return case.seal in self._kept

    def _make_buttons(self) -> None:
        self.open_button = QPushButton("Show this &ballot")
        self.open_button.setProperty("kind", "primary")
        self.reopen_button = QPushButton("&Reopen\u2026")
        self.reopen_button.setToolTip("Two different officers sign, with the reason.")
        self.back = QPushButton("Back")
        for button in (self.open_button, self.reopen_button, self.back):
            button.setAutoDefault(False)

    def _lay_out(self, watermark: str | None) -> None:
        column = QVBoxLayout(self)
        column.setSpacing(theme().space("medium"))
        mark_dialog(self, watermark)
        column.addWidget(self.title)
        narrow = QHBoxLayout()
        narrow.addWidget(self.words, 1)
        narrow.addWidget(self.kind)
        narrow.addWidget(self.group)
        column.addLayout(narrow)
        column.addWidget(self.table, 1)
        row = QHBoxLayout()
        row.addWidget(self.said, 1)
        row.addWidget(self.reopen_button)
        row.addWidget(self.back)
        row.addWidget(self.open_button)
        column.addLayout(row)
        fit(self, 1600, 880)

    def _read(self, recount: Recount) -> _Read:
        found = self._cases(recount)
        kept = kept_here(recount, self._desk.seating)
        figures = figures_of(recount, found)
        for seal in kept.keys() & figures.keys():
            figures[seal] = figures[seal].kept(KEPT)
        return _Read(found, figures, kept)

    def _show(self, told: _Read) -> None:
        self._found, self._kept = tuple(told.cases), told.kept
        self.kind.offer(told.figures)
        self.group.offer(told.figures)
        self._narrow()
        if self.table.model().rowCount():
            self.table.setFocus()

    def _narrow(self) -> None:
        """Show the cases of the kind chosen, in the order they came."""
        self.table.set_rows(self.kind.narrowed(self._found))
        self._regroup()

    def _regroup(self) -> None:
        """Put them into the groups that are chosen."""
        self.table.group_by(self.group.by(self.kind.of))
        self._tell_count()
        self._show_able()

    def _narrow_words(self, text: str) -> None:
        self.table.set_words(text)
        self._tell_count()

    def _tell_count(self) -> None:
        """How many cases there are, and how many of them are folded away."""
        found = self.kind.narrowed(self._found)
        said = count(len(found), "case")
        if self.kind.chosen is not None:
            said = f"{said} of {len(self._found):,}"
        away = self.table.away
        self.said.setText(f"{said} \u00b7 {away:,} folded away" if away else said)

    def _show_able(self, *_moved: object) -> None:
        """A heading has no ballot."""
        there = self.table.current() is not None
        self.open_button.setEnabled(there)
        self.reopen_button.setEnabled(there)

    def _failed(self, failure: Failure) -> None:
        self.said.setText(failure.sentence)

    def _reopen(self, case: CaseRecord | None) -> None:
        """The form for two officers, or the sentence that says why there is none."""
        if case is not None:
            ask_to_reopen(self._desk, [case.seal], self, self._reopened, self._failed)

    def _reopened(self, sentence: str) -> None:
        self.said.setText(sentence)
        self._desk.ask(self._read, self._show_again, self._failed)

    def _show_again(self, told: _Read) -> None:
        said = self.said.text()
        self._show(told)
        self.said.setText(said)

    def _open(self, case: CaseRecord | None) -> None:
        if case is None:
            return
        if self._is_kept(case):
            self.said.setText(kept_sentence(case.number, self._kept[case.seal]))
        else:
            self.accept()
            self._host.show_review(case.batch, case.number)


def _columns(
    election: Election, found: FoundBox, is_kept: Callable[[CaseRecord], bool]
) -> tuple[Column[CaseRecord], ...]:
    def machine(case: CaseRecord) -> str:
        return KEPT if is_kept(case) else case.row.condition.label.lower()

    def state(case: CaseRecord) -> str:
        return WAITS if is_kept(case) else case.status.label

    return (
        Column("Case", lambda r: spoken(r.number), lambda r: r.place),
        Column("Contest", lambda r: contest_title(election, r.row.contest)),
        Column("Precinct", lambda r: precinct_name(election, r.row.precinct)),
        Column("Group", lambda r: r.row.group.short_label),
        Column("Machine", machine),
        Column("State", state),
        *found.columns(),
        Column("Ballot", lambda r: r.row.ballot),
        Column("Paper", lambda r: str(r.row.paper)),
    )


def open_case_list(
    desk: Desk, host: Host, narrowed: Found | None, parent: QWidget
) -> CaseListDialog:
    """Every case of the recount in the order of work, narrowed by what was found of it.

    :param narrowed: ``None``: all of them; people may narrow, sort and group them.
    """
    dialog = CaseListDialog(
        desk, host, "Cases by what was found on them", _all_cases, parent, narrowed=narrowed
    )
    dialog.open()
    return dialog


def _all_cases(recount: Recount) -> Sequence[CaseRecord]:
    with recount.reading() as connection:
        found = list_cases(connection, CaseFilter())
    return [as_shown(case) for case in found]
