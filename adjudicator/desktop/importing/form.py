"""Where the ballots come from: source, counting group, the machine's counts."""

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.importing.run import Chosen
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.domain.election import CountingGroup

_SOURCES = "Manifests and databases (*.csv *.tsv *.txt *.db);;All files (*)"
_COUNTS_HINT = (
    "CSV by precinct. Compared with what is found; the tally begins from it. Without ballots only "
    "in the place of counts the board has replaced."
)


class PathField(QWidget):
    """A path that can be typed or picked."""

    changed = Signal()
    entered = Signal()

    def __init__(self, words: str, *, folder: bool, files: str = "") -> None:
        super().__init__()
        self._words, self._files = words, files
        self._buttons: list[QPushButton] = []
        self.line = QLineEdit()
        self.line.setAccessibleName(words)
        self.line.textChanged.connect(self.changed)
        self.line.returnPressed.connect(self.entered)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().space("small"))
        row.addWidget(self.line, 1)
        if folder:
            row.addWidget(self._button("Folder\u2026", self._pick_folder))
        if files:
            row.addWidget(self._button("File\u2026", self._pick_file))
        self.setFocusProxy(self.line)
        theme_keeper().changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        for button in self._buttons:
            button.setMinimumWidth(theme().scaled(84))

    def _button(self, text: str, act: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        self._buttons.append(button)
        button.setAccessibleName(f"{self._words}: pick a {text.rstrip(chr(0x2026)).lower()}")
        button.clicked.connect(act)
        return button

    @property
    def path(self) -> Path | None:
        """What stands there, or ``None`` while it is empty."""
        text = self.line.text().strip()
        return Path(text).expanduser() if text else None

    def set_path(self, path: Path) -> None:
        """Put a path there."""
        self.line.setText(str(path))

    def _pick_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self._words, self.line.text())
        if chosen:
            self._picked(chosen)

    def _pick_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, self._words, self.line.text(), self._files)
        if chosen:
            self._picked(chosen)

    def _picked(self, chosen: str) -> None:
        self.line.setText(chosen)
        self.entered.emit()


class SourceForm(QWidget):
    """The three questions before an import."""

    look_asked = Signal()
    run_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.source = PathField("Where the ballots are", folder=True, files=_SOURCES)
        self.group = ChoiceBox()
        self.group.setAccessibleName("Counting group of ballots that name none")
        self.group.addItem("As the source says", None)
        for group in CountingGroup:
            self.group.addItem(group.label, group)
        self.counts = PathField("The machine's counts", folder=False, files="CSV (*.csv)")
        self.look = QPushButton("&Look at ten ballots")
        self.run = QPushButton("I&mport\u2026")
        self.run.setProperty("kind", "primary")
        self._lay_out()
        self.source.changed.connect(self._show_buttons)
        self.source.entered.connect(self.look_asked)
        self.counts.changed.connect(self._show_buttons)
        self.look.clicked.connect(self.look_asked)
        self.run.clicked.connect(self.run_asked)
        self.set_looked(looked=False)
        self._show_buttons()

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("hair"))
        for words, hint, field in (
            (
                "Where are the &ballots?",
                "The backup of a scanner, or a folder with a manifest, or the manifest.",
                self.source,
            ),
            ("Counting &group of ballots that name none", "", self.group),
            (
                "The machine's &counts (optional)",
                _COUNTS_HINT,
                self.counts,
            ),
        ):
            title = label(words, bold=True)
            title.setBuddy(field)
            column.addWidget(title)
            if hint:
                column.addWidget(label(hint, size="small", tone="surface_muted", wrap=True))
            column.addWidget(field)
            column.addSpacing(look.space("small"))
        row = QHBoxLayout()
        row.setSpacing(look.space("small"))
        row.addWidget(self.look)
        row.addWidget(self.run)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def chosen(self) -> Chosen | None:
        """What stands in the form; ``None`` while neither ballots nor counts are named."""
        if self.source.path is None and self.counts.path is None:
            return None
        return Chosen(self.source.path, self.group.currentData(), self.counts.path)

    def set_looked(self, *, looked: bool) -> None:
        """An import can begin once its first ballots were looked at."""
        self._looked = looked
        self._show_buttons()

    def _show_buttons(self) -> None:
        source = self.source.path is not None
        self.look.setEnabled(source)
        # Of counts alone there is nothing to look at.
        self.run.setEnabled(self._looked if source else self.counts.path is not None)
