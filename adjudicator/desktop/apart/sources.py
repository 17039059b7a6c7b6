"""Which files: typed or picked, several, folders too; those chosen stand in a list."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme

_FILES = "Returns (*.csv *.json *.xml);;All files (*)"
_LEAST_ROWS = 2


class Sources(QWidget):
    """Files and folders of one set of returns.

    :param words: what is asked for, as the caption of the line; with a mnemonic.
    :param keys: mnemonics of *Files*, *Folder* and *Take out*.
    :param of: what they are of, in the captions of the dialogs.
    :param form: which files the dialog lists.
    """

    changed = Signal()
    asked = Signal()
    """Return on an empty line: what is chosen is to be read."""

    def __init__(
        self, words: str, keys: tuple[str, str, str], *, of: str = "returns", form: str = _FILES
    ) -> None:
        super().__init__()
        self._of, self._form = of, form
        plain = words.replace("&", "")
        self.line = QLineEdit()
        self.line.setAccessibleName(plain)
        self.line.setPlaceholderText("Type a path and press Return, or pick below")
        files, folder, out = keys
        self.files = QPushButton(_key("Files\u2026", files))
        self.folder = QPushButton(_key("Folder\u2026", folder))
        self.take_out = QPushButton(_key("Take out", out))
        self.table: DataTable[Path] = DataTable(
            (
                Column("Chosen", lambda p: p.name or str(p), tip=str),
                Column("In", lambda p: str(p.parent), tip=str),
            ),
            f"{plain}: what is chosen",
        )
        self.table.give_rest(1, 80)
        self.table.keep_rows(_LEAST_ROWS)
        self.paths: tuple[Path, ...] = ()
        self._lay_out(words)
        self._connect()
        self._show()

    def _lay_out(self, words: str) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("small"))
        caption = label(words, bold=True)
        caption.setBuddy(self.line)
        column.addWidget(caption)
        column.addWidget(self.line)
        row = QHBoxLayout()
        row.setSpacing(look.space("small"))
        row.addWidget(self.files)
        row.addWidget(self.folder)
        row.addStretch(1)
        row.addWidget(self.take_out)
        column.addLayout(row)
        column.addWidget(self.table, 1)

    def _connect(self) -> None:
        self.line.returnPressed.connect(self._typed)
        self.files.clicked.connect(self.pick_files)
        self.folder.clicked.connect(self.pick_folder)
        self.take_out.clicked.connect(self._take_out)
        self.table.selectionModel().currentRowChanged.connect(self._show_buttons)

    def add(self, *paths: Path) -> None:
        """Choose these too; what is chosen already stands once."""
        self.paths = tuple(dict.fromkeys((*self.paths, *paths)))
        self._show()
        self.changed.emit()

    def pick_files(self) -> None:
        """Ask for files."""
        chosen, _ = QFileDialog.getOpenFileNames(self, f"Files of {self._of}", "", self._form)
        if chosen:
            self.add(*map(Path, chosen))

    def pick_folder(self) -> None:
        """Ask for a folder; it stands for every file of returns in it."""
        chosen = QFileDialog.getExistingDirectory(self, f"A folder of {self._of}")
        if chosen:
            self.add(Path(chosen))

    def _typed(self) -> None:
        text = self.line.text().strip()
        if not text:
            if self.paths:
                self.asked.emit()
            return
        self.line.clear()
        self.add(Path(text).expanduser())

    def _take_out(self) -> None:
        chosen = self.table.current()
        self.paths = tuple(path for path in self.paths if path != chosen)
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        self.table.set_rows(self.paths)
        if self.paths:
            self.table.selectRow(len(self.paths) - 1)
        self._show_buttons()

    def _show_buttons(self) -> None:
        self.take_out.setEnabled(self.table.current() is not None)


def _key(words: str, letter: str) -> str:
    """The words with that letter as their mnemonic."""
    place = words.lower().find(letter)
    return words if place < 0 else f"{words[:place]}&{words[place:]}"
