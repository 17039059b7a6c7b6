"""The form of an export: where to, what is opened, and the clerk's passphrase."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.proof.exporting import Wanted
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import Need, one_of
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.domain.people import Person, Role
from adjudicator.ledger import origin
from adjudicator.services.exporting.withholding import Kind, withheld_kinds
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.queries.acts import list_people

_SENTENCE = (
    "A folder that anyone can check without this program: every entry, the head with its "
    "cosignatures, the tally, and a verifier. No images are in it."
)
_COURT = (
    "Everyone who gets this export reads every name, every word that was written, and which "
    "ballot each case is. What was handed out cannot be taken back"
)
_TOLD = ", and the record says that nothing was withheld."
_NOT_TOLD = ". The recount is finished, so the record does not tell of it: note who ordered it."
_KINDS = {
    Kind.ROWS: "which ballot each case is",
    Kind.NAMES: "people's names",
    Kind.WORDS: "written words",
}


@dataclass(frozen=True, slots=True)
class _Read:
    clerks: tuple[Person, ...]
    withheld: frozenset[Kind]
    finished: bool
    suggested: Path


class ExportPane(SignedPane):
    """Where to, and what is opened."""

    changed = Signal()

    def __init__(self, suggested: Path, withheld: frozenset[Kind], *, finished: bool) -> None:
        super().__init__()
        self._finished = finished
        self.out = PathField("The folder to make", folder=True)
        self.out.line.setText(str(suggested))
        self.everything = QCheckBox("&Open everything, as ordered by a court")
        self.everything.setEnabled(bool(withheld))
        self.consequences = label(
            f"{_COURT}{_NOT_TOLD if finished else _TOLD}", bold=True, wrap=True
        )
        self.consequences.hide()
        self.rehearse = QCheckBox("&Rehearse it: make it aside, verify it twice, keep nothing")
        self.note = QCheckBox("&Note the rehearsal in the record")
        self.note.hide()
        kept = ", ".join(words for kind, words in _KINDS.items() if kind in withheld)
        told = f"Withheld, as the policy says: {kept}." if kept else "Nothing is withheld."
        column = self.column
        asked = label("The &folder to make; it must not be there yet", bold=True, wrap=True)
        asked.setBuddy(self.out.line)
        column.addWidget(asked)
        column.addWidget(self.out)
        column.addWidget(label(told, wrap=True))
        column.addWidget(self.everything)
        column.addWidget(self.consequences)
        column.addWidget(self.rehearse)
        column.addWidget(self.note)
        column.addStretch(1)
        self.out.changed.connect(self.changed)
        self.everything.toggled.connect(self.consequences.setVisible)
        self.rehearse.toggled.connect(self._rehearse)

    def _rehearse(self, on: bool) -> None:  # noqa: FBT001 - a signal's argument
        self.out.setEnabled(not on)
        self.note.setVisible(on and not self._finished)
        self.changed.emit()

    @property
    def lack(self) -> str:
        """What is missing here, in few words."""
        if self.rehearse.isChecked():
            return ""
        path = self.out.path
        if path is None:
            return "the folder to make"
        return "another name: that folder is there already" if path.exists() else ""


def open_export_form(
    desk: Desk,
    parent: QWidget,
    start: Callable[[Wanted], object],
    failed: Callable[[Failure], None],
) -> None:
    """Ask where to, and have a clerk sign.

    :param start: takes what is to be exported.
    """

    def show(read: _Read) -> None:
        pane = ExportPane(read.suggested, read.withheld, finished=read.finished)
        dialog = SigningDialog(desk, _request(read, pane), parent, pane)
        pane.changed.connect(dialog.look_again)
        pane.rehearse.toggled.connect(
            lambda on: dialog.record_button.setText("Rehearse" if on else "Export")
        )
        dialog.recorded.connect(start)
        dialog.open()

    desk.ask(_read, show, failed)


def _read(recount: Recount) -> _Read:
    state, folder = recount.state, recount.folder.path
    with recount.reading() as connection:
        people = [p.person for p in list_people(connection) if not p.removed]
    name = f"export-{origin.parse(recount.origin).token[:6]}-{state.size}"
    return _Read(
        tuple(p for p in people if p.role is Role.CLERK),
        withheld_kinds(state),
        state.data.finished is not None,
        folder.parent / name,
    )


def _request(read: _Read, pane: ExportPane) -> Request:
    plain = one_of(read.clerks, "A clerk signs.")
    if read.finished:
        who = "The recount is finished: no clerk signs, and the record does not tell of it."
        plain = Need(who, (), lambda _signed: "")

    def lack(signed: Sequence[Person]) -> str:
        return pane.lack or plain.lack(signed)

    def do(_recount: Recount, keys: Mapping[str, Signer], _reason: str) -> Wanted:
        out = pane.out.path
        rehearse = pane.rehearse.isChecked()
        clerk = next(iter(keys.values()), None)
        if rehearse:
            everything = pane.everything.isChecked()
            return Wanted(Path(), everything, clerk, rehearse=True, note=pane.note.isChecked())
        if out is None:
            raise ValueError("the button is off while no folder is named")
        return Wanted(out.absolute(), pane.everything.isChecked(), clerk)

    return Request(
        title="Export the record",
        sentence=_SENTENCE,
        button="Export",
        need=replace(plain, lack=lack),
        do=do,
        topics=frozenset(),
    )
