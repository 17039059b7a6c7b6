"""File a result as training given: in which recount, whose, and that person's passphrase."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.passphrase import PassphrasePrompt
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.settings import RecentFolder
from adjudicator.desktop.wording import name_of, person_words
from adjudicator.services.practice.attempt import Result
from adjudicator.services.practice.training import file_training
from adjudicator.services.recount import Recount, open_recount
from adjudicator.storage.queries.acts import PersonRecord, list_people
from adjudicator.storage.record import Appended

_LEAST_LETTERS = 16
"""Of the recount that is chosen; the rest stands in its list."""


@dataclass(frozen=True, slots=True)
class _Target:
    """A recount in which the result can be filed, opened, with its people."""

    recount: Recount
    people: tuple[PersonRecord, ...]

    @property
    def title(self) -> str:
        election = self.recount.election
        return f"{election.county} \u00b7 {election.title}"


def _read(recount: Recount) -> _Target:
    with recount.reading() as connection:
        people = list_people(connection)
    return _Target(recount, tuple(p for p in people if not p.removed))


def _open(path: Path) -> _Target:
    recount = open_recount(path)
    try:
        return _read(recount)
    except BaseException:
        recount.close()
        raise


class FilingDialog(QDialog):
    """The open recount stands first; another can be chosen, and is let go of again.

    :param result: what is filed.
    :param desk: the open recount, if there is one.
    :param record: the serial queue.
    :param recent: folders opened before.
    """

    filed = Signal(str)
    """The sentence that says where."""

    def __init__(
        self,
        result: Result,
        desk: Desk | None,
        record: WorkQueue,
        recent: Sequence[RecentFolder],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._result, self._desk, self._record = result, desk, record
        self._target: _Target | None = None
        self._asked = 0
        """Which choice of a recount is wanted; one opened for an earlier one is let go of."""
        self.setWindowTitle("File as training given")
        self.setModal(True)
        self.where = ChoiceBox()
        self.where.setAccessibleName("In which recount")
        self.where.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.where.setMinimumContentsLength(_LEAST_LETTERS)
        self.other = QPushButton("&Another folder\u2026")
        self.other.setAutoDefault(False)
        self.table: DataTable[PersonRecord] = DataTable(
            (
                Column("Name", lambda r: name_of(r.person)),
                Column("Role", lambda r: r.person.role.label),
            ),
            "Who practised",
        )
        self.nothing = label(wrap=True)
        self.prompt = PassphrasePrompt()
        self.prompt.hide()
        self._lay_out()
        self._offer(recent)
        self.other.clicked.connect(self._ask_folder)
        self.where.activated.connect(self._choose)
        self.table.selectionModel().currentRowChanged.connect(self._prepare)
        self.table.opened.connect(lambda _row: self._ask())
        self.prompt.entered.connect(self._entered)
        self.prompt.left.connect(self.reject)
        self.finished.connect(self._let_go)
        self.finished.connect(self.deleteLater)
        self._choose()

    def _lay_out(self) -> None:
        look = theme()
        mark = self._desk.recount.watermark if self._desk is not None else None
        left = QVBoxLayout()
        left.addWidget(label("File as training given", size="title", bold=True))
        left.addWidget(label(f"\u201c{self._result.words}\u201d", wrap=True))
        left.addWidget(label("In which recount?", bold=True))
        choose = QHBoxLayout()
        choose.addWidget(self.where, 1)
        choose.addWidget(self.other)
        left.addLayout(choose)
        left.addWidget(label("Who practised?", bold=True))
        left.addWidget(self.nothing)
        left.addWidget(self.table, 1)
        row = QHBoxLayout(self)
        row.setSpacing(look.space("wide"))
        row.addLayout(left, 3)
        right = QVBoxLayout()
        right.addWidget(self.prompt)
        right.addStretch(1)
        row.addLayout(right, 2)
        mark_dialog(self, mark)
        fit(self, 920, 560)

    def _offer(self, recent: Sequence[RecentFolder]) -> None:
        here = None
        if self._desk is not None:
            election = self._desk.recount.election
            here = self._desk.recount.folder.path.resolve()
            self.where.addItem(f"Open now: {election.county} \u00b7 {election.title}", None)
        for folder in recent:
            if folder.there and Path(folder.path).resolve() != here:
                self.where.addItem(f"{folder.county} \u00b7 {folder.election}", folder.path)
                self.where.setItemData(
                    self.where.count() - 1, folder.path, Qt.ItemDataRole.ToolTipRole
                )

    def _ask_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "In which recount folder?")
        if chosen:
            self.where.addItem(Path(chosen).name, chosen)
            self.where.setCurrentIndex(self.where.count() - 1)
            self._choose()

    def _choose(self) -> None:
        """Read the people of the recount that is chosen."""
        self._let_go()
        self.table.set_rows(())
        self.prompt.hide()
        self.where.setVisible(self.where.count() > 0)
        if not self.where.count():
            self._say("Choose the folder of a recount in which you are enrolled.")
            self.other.setFocus()
            return
        path = self.where.currentData()
        self._say("Opening\u2026")
        if path is None and self._desk is not None:
            self._desk.ask(_read, partial(self._show, self._asked), self._failed)
        else:
            self._record.submit(
                partial(_open, Path(path)),
                partial(self._show, self._asked),
                self._failed,
                priority=URGENT,
            )

    def _show(self, asked: int, target: _Target) -> None:
        self._target = target
        if asked != self._asked:
            self._let_go()
            return
        self.table.set_rows(target.people)
        self._say("" if target.people else "Nobody is enrolled there yet.")
        if target.people:
            self.table.selectRow(0)
            self.table.setFocus()

    def _say(self, words: str) -> None:
        self.nothing.setText(words)
        self.nothing.setVisible(bool(words))

    def _prepare(self) -> None:
        """Show whose passphrase would be asked for; the focus stays in the list."""
        focus = self.focusWidget()
        self._ask()
        if focus is not None:
            focus.setFocus()

    def _ask(self) -> None:
        """Take the passphrase of the person chosen."""
        record, target = self.table.current(), self._target
        if record is None or target is None:
            return
        self.prompt.show()
        who = person_words(record.person, target.recount.election)
        self.prompt.ask(who, "Your passphrase signs this one note.", "File")

    def _entered(self, passphrase: str) -> None:
        record, target = self.table.current(), self._target
        if record is None or target is None:
            return
        person, result = record.person.id, self._result

        def file(recount: Recount) -> Appended:
            return file_training(recount, person, passphrase, result)

        def done(appended: Appended) -> None:
            self._done(appended, target, name_of(record.person))

        if self._desk is not None and target.recount is self._desk.recount:
            self._desk.act(file, frozenset({Topic.PEOPLE}), done, self._failed)
        else:
            self._record.submit(
                lambda: file(target.recount), done, self._failed, priority=URGENT, must_run=True
            )

    def _done(self, appended: Appended, target: _Target, name: str) -> None:
        self.filed.emit(
            f"Filed for {name} as entry {appended.index} in the record of {target.title}: "
            f"\u201c{self._result.words}\u201d"
        )
        self.accept()

    def _failed(self, failure: Failure) -> None:
        if self._target is None:
            self._say(failure.sentence)
        else:
            self.prompt.refuse(failure.sentence)

    def _let_go(self) -> None:
        """Let go of a recount that was opened for this alone."""
        self._asked += 1
        target, self._target = self._target, None
        if target is not None and (self._desk is None or target.recount is not self._desk.recount):
            self._record.submit(target.recount.close, must_run=True)
