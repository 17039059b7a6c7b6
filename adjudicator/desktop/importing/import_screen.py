"""Import: from a source somebody picked to a closed pile."""

from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.importing.form import SourceForm
from adjudicator.desktop.importing.imports_list import ImportsList
from adjudicator.desktop.importing.motions import clerk_request
from adjudicator.desktop.importing.pile_form import open_pile_form
from adjudicator.desktop.importing.preview import PreviewPane, Thumbnail, thumbnails
from adjudicator.desktop.importing.progress import ProgressPane
from adjudicator.desktop.importing.reading import Imports, read_imports
from adjudicator.desktop.importing.report import ReportPane, headline
from adjudicator.desktop.importing.run import ImportRun
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.screen import Host, Screen
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.domain.wording import count
from adjudicator.services.import_report import ImportReport
from adjudicator.services.previewing import Preview, preview_source
from adjudicator.services.proof.ceremony import Step, check_turn
from adjudicator.services.recount import Signer

_ROOM_FOR_BOTH = 900
"""From this width, at a text size of 100 %, what came of it stands beside the form."""
_LEAST_HIGH = 220
_NO_LIMIT = 16_777_215
"""Qt's own word for no limit, which PySide does not name."""


class _Pages(QStackedWidget):
    """Asks for no more height than it is given at least: what it shows is moved by itself."""

    def hasHeightForWidth(self) -> bool:
        """Never: the longest of its pages would move the whole screen."""
        return False

    def sizeHint(self) -> QSize:
        """Its least height."""
        least = max(self.minimumHeight(), self.minimumSizeHint().height())
        return QSize(super().sizeHint().width(), least)


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
            "Name where the ballots are. The first ten ballots are shown before anything is taken.",
            wrap=True,
            tone="surface_muted",
        )
        self.idle.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.preview = PreviewPane(election)
        self.progress = ProgressPane()
        self.report = ReportPane(election)
        self.pages = _Pages()
        self.imports = ImportsList()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        page = part(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme().space("medium"))
        self._upper = upper = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        upper.setSpacing(theme().space("wide"))
        upper.addWidget(self.form)
        for shown in (self.idle, self.preview, self.progress, self.report):
            self.pages.addWidget(shown)
        upper.addWidget(self.pages, 1)
        column.addLayout(upper, 3)
        column.addWidget(self.imports, 1)
        self.area = scrolled(page)
        self.body.addWidget(self.area)
        theme_keeper().changed.connect(self._share_width)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """What the form leads to beside it or, in large text, below it."""
        narrow = self.width() < theme().scaled(_ROOM_FOR_BOTH)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._upper.setDirection(below if narrow else beside)
        wide = max(self.form.minimumSizeHint().width(), theme().scaled(400))
        self.form.setMinimumWidth(0 if narrow else wide)
        self.form.setMaximumWidth(_NO_LIMIT if narrow else wide)
        self.pages.setMinimumHeight(theme().scaled(_LEAST_HIGH))
        self.imports.table.keep_rows(2)

    def _show_page(self, page: QWidget) -> None:
        """Show what came of it, also where the screen has to be moved for it."""
        self.pages.setCurrentWidget(page)
        QTimer.singleShot(0, self.pages, partial(self.area.ensureWidgetVisible, self.pages))

    def _connect(self) -> None:
        self.form.look_asked.connect(self.look)
        self.form.run_asked.connect(self._ask_clerk)
        self.form.source.changed.connect(partial(self.form.set_looked, looked=False))
        self.progress.cancel_asked.connect(self._cancel)
        self.imports.signature_asked.connect(self._sign)
        self.imports.pile_asked.connect(
            lambda: open_pile_form(self.desk, self.imports.imports, self, self.say, self.tell)
        )

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
        source, group = self.form.source.path, self.form.group.currentData()
        if source is None:
            return
        election = self.recount.election

        def work() -> tuple[Preview, list[Thumbnail]]:
            preview = preview_source(source, election, group=group)
            return preview, thumbnails(preview)

        self.banner.say("Reading the first ballots\u2026", "neutral")
        self.desk.images.submit(work, self._looked, self._no_source)

    def _looked(self, found: tuple[Preview, list[Thumbnail]]) -> None:
        self.banner.say("")
        self.preview.show_preview(*found)
        self._show_page(self.preview)
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
        request = clerk_request(self.imports.imports, chosen.name)

        def show(_turn: None) -> None:
            dialog = SigningDialog(self.desk, request, self)
            dialog.recorded.connect(self._begin)
            dialog.open()

        self.desk.ask(lambda recount: check_turn(recount, Step.IMPORT), show, self.tell)

    def _begin(self, clerk: Signer) -> None:
        chosen = self.form.chosen()
        if chosen is None:
            return
        self._run = run = ImportRun(self.desk, chosen, self)
        run.progress.connect(self.progress.show_progress)
        run.finished.connect(self._finished)
        run.cancelled.connect(self._cancelled)
        run.failed.connect(self._failed)
        self._show_page(self.progress)
        self._set_free(free=False)
        self.progress.begin()
        run.start(clerk)

    def _cancel(self) -> None:
        if self._run is not None:
            self._run.cancel()

    def _finished(self, report: ImportReport) -> None:
        self._end()
        self.report.show_report(report)
        self._show_page(self.report)
        self.form.set_looked(looked=False)
        self.say(headline(report))

    def _cancelled(self) -> None:
        self._end()
        self._show_page(self.preview)
        self.say("The import was stopped. Nothing of it is left.")

    def _failed(self, failure: Failure) -> None:
        self._end()
        self._show_page(self.preview)
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
