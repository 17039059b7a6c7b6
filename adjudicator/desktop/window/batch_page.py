"""What the pages that hold the work of one batch at a time have in common."""

from collections.abc import Callable

from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.moved import RecordMoved
from adjudicator.desktop.screen import Host


class BatchPage(QWidget):
    """A banner over either the work or why there is none.

    :param desk: the open recount.
    :param host: the window.
    :param table: the commands with the keys in force.
    :param idle: shown while there is no work.
    :param acts: what an act recorded here changes on the other screens.
    """

    has_foot = True

    def __init__(
        self, desk: Desk, host: Host, table: CommandTable, idle: QWidget, acts: frozenset[Topic]
    ) -> None:
        super().__init__()
        self._desk, self._host, self._table, self._acts = desk, host, table, acts
        self.batch: int | None = None
        self._telling = False
        self._moved = RecordMoved(desk, self._tell)
        self.banner = Banner()
        self._stack = QStackedWidget()
        self._stack.addWidget(idle)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.banner)
        column.addWidget(self._stack, 1)
        desk.changed.connect(self._heard)
        desk.dropping.connect(self._drop)

    def hideEvent(self, event: QHideEvent) -> None:
        """Remember where the record stood: what comes after it is read on coming back."""
        super().hideEvent(event)
        self._moved.note()

    def _image(self, sha256: str) -> bytes:
        return self._desk.recount.folder.image(sha256).read_bytes()

    def _acted(self, _what: object) -> None:
        """Something was recorded here: the other screens are out of date."""
        self._telling = True
        self._desk.changed.emit(self._acts)
        self._telling = False

    def _heard(self, topics: frozenset[Topic]) -> None:
        """Somebody signed in or out, or acted on another screen."""
        raise NotImplementedError

    def _drop(self, tell: Callable[[], None]) -> None:
        """Those who sat here leave."""
        raise NotImplementedError

    def _tell(self, failure: Failure) -> None:
        self.banner.say(failure.sentence, "bad", "Understood", lambda: self.banner.say(""))
