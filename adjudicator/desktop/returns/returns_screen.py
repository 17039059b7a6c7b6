"""Returns: files, contests, the comparison, two numbers, each a page over one set of returns."""

from enum import IntEnum
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from adjudicator.desktop.apart.paged_screen import PagedScreen, PageOf
from adjudicator.desktop.apart.saving import FORMS, with_ending
from adjudicator.desktop.apart.work import STOPPED
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import Ticket, WorkQueue
from adjudicator.desktop.returns.compare_pane import ComparePane
from adjudicator.desktop.returns.contests_pane import ContestsPane
from adjudicator.desktop.returns.files_pane import FilesPane
from adjudicator.desktop.returns.numbers_pane import NumbersPane
from adjudicator.desktop.returns.reading import (
    Answer,
    answer_anew,
    read_answer,
    told_anew,
)
from adjudicator.desktop.returns.saving import file_of
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


class ReturnsScreen(PagedScreen):
    """Everything about one set of returns.  It belongs to no recount.

    :param files: the pool files are read on.
    :param table: the commands with the keys in force.
    """

    context = Context.RETURNS
    recount_asked = Signal(str)
    """The title of the contest a recount is to be opened for."""

    def __init__(self, files: WorkQueue, table: CommandTable) -> None:
        super().__init__(TITLE, _SUBJECT, files)
        self._asked: Ticket | None = None
        self.answer: Answer | None = None
        self.files = FilesPane(self.reading)
        self.contests = ContestsPane()
        self.compare = ComparePane(files)
        self.numbers = NumbersPane()
        self.lay_out(
            (
                PageOf("&Files", self.files, self.files.enter),
                PageOf("&Contests", self.contests, self.contests.enter),
                PageOf("Match &up?", self.compare, self.compare.enter),
                PageOf("Two &numbers", self.numbers, self.numbers.enter),
            )
        )
        self._connect()
        self.bind(
            table,
            "returns",
            {
                "load": self.load,
                "files": self.files.sources.pick_files,
                "folder": self.files.sources.pick_folder,
            },
        )
        self._look_otherwise()
        self.show_page(Page.FILES)

    def _connect(self) -> None:
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

    def can_save(self, page: int) -> bool:
        """Whether the answer, or the comparison, is there."""
        saved = self.compare.comparison if page == Page.COMPARE else self.answer
        return saved is not None and page != Page.NUMBERS

    def stop(self) -> None:
        """The window closes: whatever is being read ends."""
        super().stop()
        self.compare.reading.cancel()

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
        self._asked = self.pool.submit(
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
        if self.shown == Page.COMPARE:
            self.show_page(Page.COMPARE)
            # In large text the answer stands below what was chosen.
            self.areas[Page.COMPARE].ensureWidgetVisible(self.compare.answer)
        self.announcer.say(sentence)

    def _tell(self, failure: Failure) -> None:
        self.say(failure.sentence, "bad")

    # Files out -----------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask where to, and as what."""
        if not self.save.isEnabled():
            return
        forms = ";;".join(FORMS if self.shown != Page.COMPARE else FORMS[:2])
        chosen, form = QFileDialog.getSaveFileName(self, "Save the answer", "returns", forms)
        if chosen:
            self.save_to(with_ending(Path(chosen), form))

    def save_to(self, path: Path) -> None:
        """Write what is shown; the ending of the name says as what."""
        answer, compared = self.answer, self.compare.comparison
        if answer is None:
            return
        about = compared if self.shown == Page.COMPARE and compared is not None else answer

        def write() -> Path:
            return write_answer(path, file_of(about, path.suffix))

        self.pool.submit(write, lambda done: self.say(f"Saved as {done}."), self._tell)
