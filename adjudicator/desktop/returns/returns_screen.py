"""Returns: files, contests, the comparison, two numbers, each a page over one set of returns."""

from collections.abc import Callable
from enum import IntEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.frame import PageHeader, part
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.workers import Ticket, WorkQueue
from adjudicator.desktop.returns.compare_pane import ComparePane
from adjudicator.desktop.returns.contests_pane import ContestsPane
from adjudicator.desktop.returns.files_pane import FilesPane
from adjudicator.desktop.returns.numbers_pane import NumbersPane
from adjudicator.desktop.returns.parts_row import PartsRow
from adjudicator.desktop.returns.reading import (
    Answer,
    answer_anew,
    read_answer,
    told_anew,
)
from adjudicator.desktop.returns.saving import FORMS, file_of, with_ending
from adjudicator.desktop.returns.work import STOPPED, Reading
from adjudicator.interchange.problems import Unreadable
from adjudicator.services.canvass.writing import write_answer

TITLE = "Returns"
_SUBJECT = "Which contests the returns send to a recount. No recount is opened by it."


class Page(IntEnum):
    """The pages, from the left."""

    FILES = 0
    CONTESTS = 1
    COMPARE = 2
    NUMBERS = 3


class ReturnsScreen(QWidget):
    """Everything about one set of returns.  It belongs to no recount.

    :param files: the pool files are read on.
    :param table: the commands with the keys in force.
    """

    context = Context.RETURNS
    has_foot = True
    own_watermark = True
    """That of a rehearsal which is open besides says nothing of these returns."""
    left = Signal()
    recount_asked = Signal(str)
    """The title of the contest a recount is to be opened for."""

    def __init__(self, files: WorkQueue, table: CommandTable) -> None:
        super().__init__()
        part(self, "page")
        self.setAccessibleName(TITLE)
        self._pool = files
        self._asked: Ticket | None = None
        self.answer: Answer | None = None
        self.header = PageHeader(TITLE, _SUBJECT)
        self.banner = Banner()
        self.announcer = Announcer(self)
        self.reading = Reading(files, self)
        self.parts = PartsRow(("&Files", "&Contests", "Match &up?", "Two &numbers"))
        self.files = FilesPane(self.reading)
        self.contests = ContestsPane()
        self.compare = ComparePane(files)
        self.numbers = NumbersPane()
        self._panes = (self.files, self.contests, self.compare, self.numbers)
        self._stack = QStackedWidget()
        self.save = self.header.add_button("&Save\u2026")
        self.back = self.header.add_button("&Back")
        self._lay_out()
        self._connect()
        self._bind(table)
        self._look_otherwise()
        self.show_page(Page.FILES)

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        body = QVBoxLayout()
        side = look.space("large")
        body.setContentsMargins(side, look.space("medium"), side, look.space("medium"))
        body.setSpacing(look.space("medium"))
        body.addWidget(self.parts)
        # Large text leaves no room for all of a page.
        self._areas = [scrolled(pane) for pane in self._panes]
        for area in self._areas:
            self._stack.addWidget(area)
        body.addWidget(self._stack, 1)
        column.addLayout(body, 1)

    def _connect(self) -> None:
        self.parts.chosen.connect(lambda place: self.show_page(Page(place)))
        self.files.load_asked.connect(self.load)
        self.files.looked_otherwise.connect(self._look_otherwise)
        self.reading.finished.connect(self._loaded)
        self.reading.cancelled.connect(self._load_over)
        self.reading.cancelled.connect(partial(self.say, STOPPED, "neutral"))
        self.reading.failed.connect(self._refused)
        self.contests.files_asked.connect(partial(self.show_page, Page.FILES))
        self.contests.details.told.connect(self._tell_anew)
        self.contests.details.recount_asked.connect(self.recount_asked)
        self.compare.compared.connect(self._compared)
        self.compare.told.connect(self.say)
        self.save.clicked.connect(self.choose_file)
        self.back.clicked.connect(self.left)

    def _bind(self, table: CommandTable) -> None:
        maker = ActionMaker(table, self)
        acts: dict[str, Callable[[], object]] = {
            "returns.next_page": lambda: self.show_page(Page((self.page + 1) % len(Page))),
            "returns.load": self.load,
            "returns.files": self.files.sources.pick_files,
            "returns.folder": self.files.sources.pick_folder,
            "returns.save": self.choose_file,
            "returns.leave": self.left.emit,
        }
        for command, act in acts.items():
            maker.make(command, act)
        self.back.setToolTip(table.key("returns.leave"))
        self.save.setToolTip(table.key("returns.save"))

    # Pages ---------------------------------------------------------------------------------

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return Page(self._stack.currentIndex())

    def show_page(self, page: Page) -> None:
        """Show a page and begin there."""
        self._stack.setCurrentIndex(page)
        self.parts.mark(page)
        self._panes[page].enter()
        saved = self.compare.comparison if page is Page.COMPARE else self.answer
        self.save.setEnabled(saved is not None and page is not Page.NUMBERS)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes here begins on the page.  A focus proxy would keep Tab from the header."""
        super().focusInEvent(event)
        self._panes[self.page].enter()

    def say(self, sentence: str, tone: str = "good") -> None:
        """Say what was done, or why not, across the top."""
        self.banner.say(sentence, tone, "Understood", lambda: self.banner.say(""))
        self.announcer.say(sentence, urgent=tone == "bad")

    # Reading -------------------------------------------------------------------------------

    def load(self) -> None:
        """Read what is chosen, in the background."""
        question = self.files.question
        if self.reading.busy or not question.paths:
            return
        self.banner.say("")
        self.show_page(Page.FILES)
        self.files.begin()
        self.reading.start(partial(read_answer, question))

    def _loaded(self, answer: Answer) -> None:
        self.files.end()
        self.files.show_answer(answer)
        self.compare.show_first(answer)
        self.contests.details.show_nothing()
        self._show_answer(answer)
        self.show_page(Page.CONTESTS)
        self.announcer.say(f"{answer.size}. {self.contests.summary.text()}")

    def _show_answer(self, answer: Answer) -> None:
        self.answer = answer
        self.header.set_title(TITLE, f"{answer.heading} \u00b7 {answer.size}")
        self.contests.show_answer(answer)

    def _load_over(self) -> None:
        """Nothing came of it: what was loaded before is told again."""
        self.files.end()
        if self.answer is not None:
            self.files.show_answer(self.answer)
        self.files.enter()

    def _refused(self, failure: Failure) -> None:
        self._load_over()
        if isinstance(failure.error, Unreadable):
            self.files.show_refused(failure.error, before=self.answer is not None)
            self.announcer.say(self.files.summary.text(), urgent=True)
        else:
            self.say(failure.sentence, "bad")

    def _look_otherwise(self) -> None:
        """Another stage or pack: the same returns are looked at anew."""
        question = self.files.question
        self.numbers.look_as(question.stage, question.pack)
        if self.answer is None:
            return
        if self._asked is not None:
            self._asked.drop()
        self._asked = self._pool.submit(
            partial(answer_anew, self.answer, question.stage, question.pack),
            partial(self._looked_otherwise, self.answer),
            self._tell,
        )

    def _looked_otherwise(self, before: Answer, answer: Answer) -> None:
        if before is not self.answer:
            # People told something, or other returns came in, meanwhile.
            self._look_otherwise()
            return
        self.files.show_answer(answer)
        self._show_answer(answer)

    def _tell_anew(self, title: str, seats: int | None, people: frozenset[str]) -> None:
        """People told something about a contest: its answer changes at once."""
        if self.answer is not None:
            self._show_answer(told_anew(self.answer, title, seats, people))

    def _compared(self, sentence: str) -> None:
        if self.page is Page.COMPARE:
            self.show_page(Page.COMPARE)
            # In large text the answer stands below what was chosen.
            self._areas[Page.COMPARE].ensureWidgetVisible(self.compare.answer)
        self.announcer.say(sentence)

    def _tell(self, failure: Failure) -> None:
        self.say(failure.sentence, "bad")

    # Files out -----------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask where to, and as what."""
        if not self.save.isEnabled():
            return
        forms = ";;".join(FORMS if self.page is not Page.COMPARE else FORMS[:2])
        chosen, form = QFileDialog.getSaveFileName(self, "Save the answer", "returns", forms)
        if chosen:
            self.save_to(with_ending(Path(chosen), form))

    def save_to(self, path: Path) -> None:
        """Write what is shown; the ending of the name says as what."""
        answer, compared = self.answer, self.compare.comparison
        if answer is None:
            return
        about = compared if self.page is Page.COMPARE and compared is not None else answer

        def write() -> Path:
            return write_answer(path, file_of(about, path.suffix))

        self._pool.submit(write, lambda done: self.say(f"Saved as {done}."), self._tell)
