"""The file for the state's upload page: template, sample, contest, and where it goes."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.stacking import stack_when_large
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.services.papers.printing import write_paper_to
from adjudicator.services.recount import Recount
from adjudicator.services.upload import (
    EXAMPLE,
    Upload,
    load_template,
    make_upload,
    read_some,
    template_to_begin_with,
    write_upload,
)

_SENTENCE = (
    "The county's returns after the recount, in the form of a template the county keeps. Compare "
    "it with a sample the state gave before you hand it over."
)
_TOML, _ANY = "Templates (*.toml)", "All files (*)"
_NOTHING = "Nothing has been compared yet."
_THEN = "Once it was handed over, note it: Orders, Note what was handed over."
_FILL_IN = "Fill in what the state's instructions say, with any text editor; then compare."
_LEAST_LINES = 5
_COPIED = (
    Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
)
"""The SHA-256 is copied into a note."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What stands in the form."""

    template: str
    sample: Path | None
    contest: str
    partial: bool


class UploadForm(QDialog):
    """Asks, compares, writes."""

    def __init__(self, desk: Desk, parent: QWidget, said: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._desk, self._said = desk, said
        self.setWindowTitle("File for the state")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.template = PathField("The county's template", folder=False, files=_TOML)
        self.template.line.setPlaceholderText("Empty: the program's unverified example")
        self.sample = PathField("A sample the state gave", folder=False, files=_ANY)
        self.contest = ChoiceBox()
        self.contest.setAccessibleName("Which contest")
        self.partial = QCheckBox("&Partial: also what is not closed; the file's name says so")
        self.out = PathField("The file to write", folder=False)
        self.out.line.setText(str(desk.recount.folder.path.parent / "returns.txt"))
        self.anyway = QCheckBox("Write it &although its form differs from the sample")
        self.told = label(_NOTHING, wrap=True)
        self.told.setTextInteractionFlags(_COPIED)
        self.banner = Banner()
        self.begin = QPushButton("&New template")
        self.begin.setToolTip("Writes one to begin with: every code there is, to be filled in")
        self.look = QPushButton("&Compare")
        self.write = QPushButton("&Write the file")
        self.write.setProperty("kind", "primary")
        self.write.setDefault(True)
        self.leave = QPushButton("Close")
        for button in (self.begin, self.look, self.leave):
            button.setAutoDefault(False)
        self._list_contests()
        self._lay_out()
        self.begin.clicked.connect(self.begin_template)
        self.look.clicked.connect(self.compare)
        self.write.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self.out.changed.connect(self._show_buttons)
        self._show_buttons()

    def _list_contests(self) -> None:
        recount = self._desk.recount
        wanted = recount.state.data.contests
        contests = [c for c in recount.election.contests if c.id in wanted]
        if len(contests) > 1:
            self.contest.addItem("Every contest", "")
        for contest in contests:
            self.contest.addItem(contest.title, contest.id)

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setSpacing(look.space("small"))
        mark_dialog(self, self._desk.recount.watermark)
        column.addWidget(label("File for the state's upload page", size="title", bold=True))
        self._area = scrolled(self._questions())
        self._area.keep(look.line("body") * _LEAST_LINES)
        column.addWidget(self._area, 1)
        column.addWidget(self.banner)
        buttons = QHBoxLayout()
        buttons.addWidget(self.begin)
        buttons.addStretch(1)
        for button in (self.leave, self.look, self.write):
            buttons.addWidget(button)
        column.addLayout(buttons)
        fit(self, 1040, 640)

    def _questions(self) -> QWidget:
        """What is asked, and beside it what was told; one below the other in large text."""
        look, inner = theme(), QWidget()
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, inner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space("large"))
        column = QVBoxLayout()
        column.setSpacing(look.space("hair"))
        column.addWidget(label(_SENTENCE, wrap=True))
        for words, field in (
            ("The county's &template", self.template),
            ("A &sample the state gave (optional)", self.sample),
            ("Which c&ontest", self.contest),
            ("The &file to write; nothing is written over", self.out),
        ):
            title = label(words, bold=True, wrap=True)
            title.setBuddy(field)
            column.addSpacing(look.space("small"))
            column.addWidget(title)
            column.addWidget(field)
        column.addSpacing(look.space("small"))
        column.addWidget(self.partial)
        column.addWidget(self.anyway)
        column.addStretch(1)
        beside = part(QWidget(), "surface")
        lines = QVBoxLayout(beside)
        lines.setContentsMargins(*[look.space("medium")] * 4)
        lines.addWidget(self.told)
        lines.addStretch(1)
        row.addLayout(column, 1)
        row.addWidget(beside, 1)
        stack_when_large(row)
        return inner

    def _tell(self, upload: Upload) -> None:
        """What the file is, where people see it."""
        self.told.setText("\n".join(upload.sentences()))
        QTimer.singleShot(0, self, lambda: self._area.ensureWidgetVisible(self.told))

    def _show_buttons(self) -> None:
        self.write.setEnabled(self.out.path is not None)

    def _asked(self) -> _Asked:
        template = self.template.path
        return _Asked(
            EXAMPLE if template is None else str(template),
            self.sample.path,
            str(self.contest.currentData()),
            self.partial.isChecked(),
        )

    def compare(self) -> None:
        """Fill the template and tell what the file would be; nothing is written."""
        asked = self._asked()
        self._busy()
        self._desk.ask(lambda recount: _made(recount, asked), self._compared, self._failed)

    def submit(self) -> None:
        """Fill it and write it, unless its form differs from the sample."""
        asked, out, anyway = self._asked(), self.out.path, self.anyway.isChecked()
        if out is None:
            return

        def do(recount: Recount) -> tuple[Upload, Path | None]:
            upload = _made(recount, asked)
            if upload.differences and not anyway:
                return upload, None
            return upload, write_upload(upload, out.absolute())

        self._busy()
        self._desk.ask(do, self._written, self._failed)

    def begin_template(self) -> None:
        """Write a template to begin with beside the recount's folder, and take it."""
        path = self._desk.recount.folder.path.absolute().parent / "upload-template.toml"
        self._busy()
        self._desk.ask(
            lambda recount: write_paper_to(path, template_to_begin_with(recount)),
            self._begun,
            self._failed,
        )

    def _begun(self, path: Path) -> None:
        self._free()
        self.template.set_path(path)
        self.banner.say(f"{path.name} is written. {_FILL_IN}", "good")

    def _busy(self) -> None:
        self.begin.setEnabled(False)
        self.look.setEnabled(False)
        self.write.setEnabled(False)

    def _free(self) -> None:
        self.begin.setEnabled(True)
        self.look.setEnabled(True)
        self._show_buttons()

    def _compared(self, upload: Upload) -> None:
        self._free()
        self.banner.say("Nothing was written yet.", "neutral")
        self._tell(upload)

    def _written(self, made: tuple[Upload, Path | None]) -> None:
        upload, path = made
        self._free()
        self._tell(upload)
        if path is None:
            self.banner.say(
                "Nothing was written: the form differs from the sample. Mend the template.",
                "warning",
            )
            return
        self.banner.say(f"{path} is written. {_THEN}", "good")
        self._said(f"{path.name} is written. SHA-256 {upload.sha256}")

    def _failed(self, failure: Failure) -> None:
        self._free()
        self.banner.say(failure.sentence, "bad")


def _made(recount: Recount, asked: _Asked) -> Upload:
    return make_upload(
        recount,
        load_template(asked.template),
        contest=asked.contest,
        partial=asked.partial,
        sample=None if asked.sample is None else read_some(asked.sample),
    )
