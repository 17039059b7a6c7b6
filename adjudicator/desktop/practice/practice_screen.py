"""Practice on the screen: the ballots with their answers, then the result."""

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import CutLabel, label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import Watermark
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.practice.desk import PracticeDesk
from adjudicator.desktop.practice.result_page import ResultPage
from adjudicator.desktop.practice.review import PracticeReview
from adjudicator.services.practice.attempt import Attempt
from adjudicator.services.practice.room import Room
from adjudicator.services.watermarks import PRACTICE


class PracticeScreen(QWidget):
    """One practice from its first ballot to its result.

    :param room: the open practice; whoever made this screen closes it.
    :param attempt: keeps what is answered.
    :param record: the serial queue.
    :param images: the pool of images.
    :param table: the commands with the keys in force.
    """

    context = Context.PRACTICE
    has_foot = True
    own_watermark = True
    """The window's own, of a recount that is open besides, gives way to this one's."""
    file_asked = Signal()
    again_asked = Signal()
    left = Signal()

    def __init__(
        self,
        room: Room,
        attempt: Attempt,
        record: WorkQueue,
        images: WorkQueue,
        table: CommandTable,
    ) -> None:
        super().__init__()
        self.setAccessibleName("Practice")
        self.room, self.attempt = room, attempt
        self.banner = Banner()
        self.stand = label()
        self.stop = QPushButton("&Stop here")
        folder = room.recount.folder
        self.review = PracticeReview(
            PracticeDesk(room),
            attempt,
            record,
            images,
            lambda sha256: folder.image(sha256).read_bytes(),
            table,
        )
        self.result = ResultPage(room.recount.rules)
        self._stack = QStackedWidget()
        self._lay_out(table)
        self.watermark = Watermark(self, PRACTICE)
        self._bind(table)
        self._connect()
        self.setFocusProxy(self.review.pane.view)
        self.review.start()
        self._show_stand()

    def _lay_out(self, table: CommandTable) -> None:
        look = theme()
        self._line = part(QWidget(), "raised", "bottom")
        row = QHBoxLayout(self._line)
        row.setContentsMargins(look.space("medium"), 2, look.space("medium"), 2)
        hint = (
            f"Practice: nothing here counts. {table.key('review.propose')} proposes, "
            f"{table.key('review.agree')} agrees; alone, press both."
        )
        row.addWidget(CutLabel(hint, size="small"), 1)
        row.addWidget(self.stand)
        row.addWidget(self.stop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        self._stack.addWidget(self.review)
        self._stack.addWidget(self.result)

    def _bind(self, table: CommandTable) -> None:
        self.maker = ActionMaker(table, self)
        self.maker.make("practice.stop", self.show_result)
        self.maker.make("practice.look_again", self.result.look_again)
        self.maker.make("practice.file", self._file)
        self.maker.make("practice.again", self.again_asked.emit)
        self.maker.make("practice.leave", self.left.emit)

    def _connect(self) -> None:
        self.stop.clicked.connect(self.show_result)
        self.review.answered.connect(self._show_stand)
        self.review.controller.navigator.finished.connect(self._finished)
        self.result.look_asked.connect(self.look_again)
        self.result.file_asked.connect(self._file)
        self.result.again_asked.connect(self.again_asked)
        self.result.left.connect(self.left)

    @property
    def at_result(self) -> bool:
        """Whether the result is on the screen."""
        return self._stack.currentWidget() is self.result

    def look_again(self, number: str) -> None:
        """Show a ballot again, with its answer; from there Return comes back here."""
        self._line.show()
        self._stack.setCurrentWidget(self.review)
        self.setFocusProxy(self.review.pane.view)
        self.review.pane.view.setFocus()
        self.review.controller.open_number(number)

    def show_result(self) -> None:
        """Show how it went, or how far it goes yet."""
        self._line.hide()
        self._stack.setCurrentWidget(self.result)
        self.setFocusProxy(self.result)
        self.result.show_result(self.attempt.result)
        said = f"{self.result.score.text()}. {self.result.time.text()}."
        self.review.announcer.say(said)

    def _finished(self) -> None:
        # After the navigator has told everyone else.
        QTimer.singleShot(0, self, self.show_result)

    def _file(self) -> None:
        if self.at_result and self.attempt.result.judged:
            self.file_asked.emit()

    def _show_stand(self, _number: str = "") -> None:
        result = self.attempt.result
        self.stand.setText(f"{len(result.judged)} of {result.drawn} ruled on")
