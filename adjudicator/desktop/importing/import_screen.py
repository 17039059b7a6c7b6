"""Import: from a source somebody picked to a closed pile."""

from functools import partial

from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.importing.form import SourceForm
from adjudicator.desktop.importing.motions import (
    clerk_request,
    pile_request,
    release_request,
    void_request,
)
from adjudicator.desktop.importing.preview import PreviewPane, Thumbnail, thumbnails
from adjudicator.desktop.importing.reading import ImportLine, Imports, LotLine, read_imports
from adjudicator.desktop.importing.report import ReportPane, headline
from adjudicator.desktop.importing.run import ImportRun
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.screen import Host, Screen
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.wording import count
from adjudicator.services.import_report import ImportReport
from adjudicator.services.previewing import Preview, preview_source
from adjudicator.services.recount import Signer


class ImportScreen(Screen):
    """The form at the left, what it leads to at the right, all imports beneath."""

    context = Context.IMPORT
    shows = frozenset({Topic.PILE, Topic.PEOPLE})

    def __init__(self, desk: Desk, host: Host) -> None:
        super().__init__(desk, host, "Import")
        election = desk.recount.election
        self._imports = Imports((), ())
        self._run: ImportRun | None = None
        self.form = SourceForm()
        self.idle = label(
            "Name a source at the left. The first ten ballots are shown before anything is taken.",
            wrap=True,
            tone="surface_muted",
        )
        self.preview = PreviewPane(election)
        self.report = ReportPane(election)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("Sheets read")
        self.progress_words = label(size="strong", bold=True)
        self.cancel = QPushButton("&Cancel the import")
        self.pages = QStackedWidget()
        self.table: DataTable[ImportLine] = DataTable(
            (
                Column("Import", lambda r: str(r.record.entry), lambda r: r.record.entry),
                Column("Read as", lambda r: r.record.reader),
                _figures("Sheets", "sheets"),
                _figures("Cases", "flagged"),
                _figures("Set aside", "quarantined"),
                Column("State", lambda r: r.state),
                Column("Lots", lambda r: " \u00b7 ".join(x.words for x in r.lots)),
            ),
            "Imports",
        )
        self.pile = QPushButton("Close the &pile\u2026")
        self.release = QPushButton("&Release a lot\u2026")
        self.void = QPushButton("Declare &void\u2026")
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = theme()
        upper = QHBoxLayout()
        upper.setSpacing(look.space("wide"))
        self.form.setFixedWidth(look.scaled(400))
        upper.addWidget(self.form)
        for page in (self.idle, self.preview, self._progress_page(), self.report):
            self.pages.addWidget(page)
        upper.addWidget(self.pages, 1)
        self.body.addLayout(upper, 3)
        self.body.addWidget(label("Imports so far", size="strong", bold=True))
        self.body.addWidget(self.table, 1)
        self.table.setMinimumHeight(look.scaled(96))
        row = QHBoxLayout()
        row.addWidget(self.pile)
        row.addStretch(1)
        row.addWidget(self.release)
        row.addWidget(self.void)
        self.body.addLayout(row)

    def _progress_page(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.addStretch(1)
        for widget in (self.progress_words, self.progress, self.cancel):
            column.addWidget(widget)
        column.addStretch(2)
        return page

    def _connect(self) -> None:
        self.form.look_asked.connect(self.look)
        self.form.run_asked.connect(self._ask_clerk)
        self.form.source.changed.connect(partial(self.form.set_looked, looked=False))
        self.cancel.clicked.connect(self._cancel)
        self.pile.clicked.connect(lambda: self._sign(pile_request(self._imports)))
        self.release.clicked.connect(self._choose_lot)
        self.void.clicked.connect(self._void)
        self.table.selectionModel().currentRowChanged.connect(self._show_buttons)
        self._show_buttons()

    # What there is -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the imports anew."""
        self.read(read_imports, self._show)

    def _show(self, imports: Imports) -> None:
        self._imports = imports
        self.table.set_rows(imports.lines)
        if imports.lines:
            self.table.selectRow(len(imports.lines) - 1)
        waiting = len(imports.waiting)
        state = f"{count(waiting, 'import')} waiting for the pile" if waiting else ""
        self.header.set_title("Import", state)
        self.pile.setProperty("kind", "primary" if waiting else "")
        self.pile.style().polish(self.pile)
        self._show_buttons()

    def _show_buttons(self) -> None:
        line = self.table.current()
        free = self._run is None
        self.pile.setEnabled(free and bool(self._imports.waiting))
        self.release.setEnabled(free and line is not None and bool(line.held_back))
        self.void.setEnabled(free and line is not None and not line.record.voided)
        self.form.setEnabled(free)

    # Look, then import ---------------------------------------------------------------------

    def look(self) -> None:
        """Read the first ten ballots of the source."""
        chosen = self.form.chosen()
        if chosen is None:
            return
        election = self.recount.election

        def work() -> tuple[Preview, list[Thumbnail]]:
            preview = preview_source(chosen.source, election, group=chosen.group)
            return preview, thumbnails(preview)

        self.banner.say("Reading the first ballots\u2026", "neutral")
        self.desk.images.submit(work, self._looked, self._no_source)

    def _looked(self, found: tuple[Preview, list[Thumbnail]]) -> None:
        self.banner.say("")
        self.preview.show_preview(*found)
        self.pages.setCurrentWidget(self.preview)
        self.form.set_looked(looked=True)
        self.form.run.setFocus()
        self.announcer.say(self.preview.title.text())

    def _no_source(self, failure: Failure) -> None:
        self.form.set_looked(looked=False)
        self.pages.setCurrentWidget(self.idle)
        self.tell(failure)

    def _ask_clerk(self) -> None:
        chosen = self.form.chosen()
        if chosen is None:
            return
        dialog = SigningDialog(self.desk, clerk_request(self._imports, chosen.source.name), self)
        dialog.recorded.connect(self._begin)
        dialog.open()

    def _begin(self, clerk: Signer) -> None:
        chosen = self.form.chosen()
        if chosen is None:
            return
        self._run = run = ImportRun(self.desk, chosen, self)
        run.progress.connect(self._progressed)
        run.finished.connect(self._finished)
        run.cancelled.connect(self._cancelled)
        run.failed.connect(self._failed)
        self._progressed(0, 0)
        self.pages.setCurrentIndex(2)
        self.cancel.setEnabled(True)
        self._show_buttons()
        self.cancel.setFocus()
        run.start(clerk)

    def _progressed(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        of = f" of {total:,}" if total else ""
        self.progress_words.setText(f"{done:,}{of} sheets read")

    def _cancel(self) -> None:
        if self._run is not None:
            self.cancel.setEnabled(False)
            self.progress_words.setText("Stopping\u2026")
            self._run.cancel()

    def _finished(self, report: ImportReport) -> None:
        self._end()
        self.report.show_report(report)
        self.pages.setCurrentWidget(self.report)
        self.form.set_looked(looked=False)
        self.say(headline(report))

    def _cancelled(self) -> None:
        self._end()
        self.pages.setCurrentWidget(self.preview)
        self.say("The import was stopped. Nothing of it is left.")

    def _failed(self, failure: Failure) -> None:
        self._end()
        self.pages.setCurrentWidget(self.preview)
        self.tell(failure)

    def _end(self) -> None:
        if self._run is not None:
            self._run.deleteLater()
        self._run = None
        self._show_buttons()

    # What the board signs --------------------------------------------------------------------

    def _sign(self, request: Request) -> None:
        dialog = SigningDialog(self.desk, request, self)
        dialog.recorded.connect(lambda said: self.say(str(said)))
        dialog.open()

    def _choose_lot(self) -> None:
        line = self.table.current()
        if line is None:
            return
        if len(line.held_back) == 1:
            self._release(line, line.held_back[0])
            return
        menu = QMenu(self)
        for lot in line.held_back:
            menu.addAction(lot.words).triggered.connect(partial(self._release, line, lot))
        menu.popup(self.release.mapToGlobal(self.release.rect().topLeft()))

    def _release(self, line: ImportLine, lot: LotLine, _checked: bool = False) -> None:  # noqa: FBT001, FBT002 - the slot of a menu
        self._sign(release_request(self._imports, line, lot))

    def _void(self) -> None:
        line = self.table.current()
        if line is not None:
            self._sign(void_request(self._imports, line))


def _figures(heading: str, field: str) -> Column[ImportLine]:
    return Column(
        heading,
        lambda r: f"{getattr(r.record, field):,}",
        lambda r: getattr(r.record, field),
        number=True,
    )
