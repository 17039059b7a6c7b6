"""Import: from a source somebody picked to a closed pile."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QStackedWidget

from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.importing.form import SourceForm
from adjudicator.desktop.importing.imports_list import ImportsList
from adjudicator.desktop.importing.motions import clerk_request
from adjudicator.desktop.importing.preview import PreviewPane, Thumbnail, thumbnails
from adjudicator.desktop.importing.progress import ProgressPane
from adjudicator.desktop.importing.reading import Imports, read_imports
from adjudicator.desktop.importing.report import ReportPane, headline
from adjudicator.desktop.importing.run import ImportRun
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme, theme_keeper
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
        self._run: ImportRun | None = None
        self.form = SourceForm()
        self.idle = label(
            "Name a source at the left. The first ten ballots are shown before anything is taken.",
            wrap=True,
            tone="surface_muted",
        )
        self.idle.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.preview = PreviewPane(election)
        self.progress = ProgressPane()
        self.report = ReportPane(election)
        self.pages = QStackedWidget()
        self.imports = ImportsList()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        upper = QHBoxLayout()
        upper.setSpacing(theme().space("wide"))
        self.area = QScrollArea()
        self.area.setWidget(self.form)
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._take_width()
        theme_keeper().changed.connect(self._take_width)
        upper.addWidget(self.area)
        for page in (self.idle, self.preview, self.progress, self.report):
            self.pages.addWidget(page)
        upper.addWidget(self.pages, 1)
        self.body.addLayout(upper, 3)
        self.body.addWidget(self.imports, 1)

    def _take_width(self) -> None:
        bar = self.area.verticalScrollBar().sizeHint().width()
        wide = max(self.form.minimumSizeHint().width(), theme().scaled(400))
        self.area.setFixedWidth(wide + bar)

    def _connect(self) -> None:
        self.form.look_asked.connect(self.look)
        self.form.run_asked.connect(self._ask_clerk)
        self.form.source.changed.connect(partial(self.form.set_looked, looked=False))
        self.progress.cancel_asked.connect(self._cancel)
        self.imports.signature_asked.connect(self._sign)

    def refresh(self) -> None:
        """Read the imports anew."""
        self.read(read_imports, self._show)

    def _show(self, imports: Imports) -> None:
        self.imports.show_imports(imports)
        waiting = len(imports.waiting)
        state = f"{count(waiting, 'import')} waiting for the pile" if waiting else ""
        self.header.set_title("Import", state)

    def _set_free(self, *, free: bool) -> None:
        self.form.setEnabled(free)
        self.imports.set_free(free=free)

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
        dialog = SigningDialog(
            self.desk, clerk_request(self.imports.imports, chosen.source.name), self
        )
        dialog.recorded.connect(self._begin)
        dialog.open()

    def _begin(self, clerk: Signer) -> None:
        chosen = self.form.chosen()
        if chosen is None:
            return
        self._run = run = ImportRun(self.desk, chosen, self)
        run.progress.connect(self.progress.show_progress)
        run.finished.connect(self._finished)
        run.cancelled.connect(self._cancelled)
        run.failed.connect(self._failed)
        self.pages.setCurrentWidget(self.progress)
        self._set_free(free=False)
        self.progress.begin()
        run.start(clerk)

    def _cancel(self) -> None:
        if self._run is not None:
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
        self._set_free(free=True)

    def _sign(self, request: Request) -> None:
        dialog = SigningDialog(self.desk, request, self)
        dialog.recorded.connect(lambda said: self.say(str(said)))
        dialog.open()
