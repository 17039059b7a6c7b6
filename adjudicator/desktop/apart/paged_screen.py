"""A screen of several pages that belongs to no recount: header, pages in a row, save and back."""

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.apart.parts_row import PartsRow
from adjudicator.desktop.apart.work import Reading
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.frame import PageHeader, part
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.workers import WorkQueue

Acts = Mapping[str, Callable[[], object]]
"""What a command does, by the last part of its name."""


class PageOf(NamedTuple):
    """One page of the screen."""

    name: str
    """With its mnemonic."""
    pane: QWidget
    enter: Callable[[], None]
    """Puts the focus where one begins on it."""


class PagedScreen(QWidget):
    """What such a screen has whatever it is about.

    :param title: of the screen.
    :param subject: what it says beside its title before anything was read.
    :param pool: the pool files are read on.
    """

    has_foot = True
    own_watermark = True
    """That of a rehearsal which is open besides says nothing of what is shown here."""
    left = Signal()

    def __init__(self, title: str, subject: str, pool: WorkQueue) -> None:
        super().__init__()
        part(self, "page")
        self.setAccessibleName(title)
        self.pool = pool
        self.header = PageHeader(title, subject)
        self.banner = Banner()
        self.announcer = Announcer(self)
        self.reading = Reading(pool, self)
        self.save = self.header.add_button("&Save\u2026")
        self.back = self.header.add_button("&Back")
        self.save.clicked.connect(self.choose_file)
        self.back.clicked.connect(self.left)
        self._stack = QStackedWidget()

    def lay_out(self, pages: Sequence[PageOf]) -> None:
        """Put the pages into the screen, in the order of their names in the row."""
        self._pages = tuple(pages)
        self.parts = PartsRow([page.name for page in pages])
        self.parts.chosen.connect(self.show_page)
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
        self.areas = [scrolled(page.pane) for page in pages]
        for area in self.areas:
            self._stack.addWidget(area)
        body.addWidget(self._stack, 1)
        column.addLayout(body, 1)

    def bind(self, table: CommandTable, about: str, acts: Acts) -> None:
        """Make the acts of the screen.

        :param about: the first part of their commands: ``returns``.
        :param acts: without those every such screen has.
        """
        maker = ActionMaker(table, self)
        own: dict[str, Callable[[], object]] = {
            "next_page": lambda: self.show_page((self.shown + 1) % len(self._pages)),
            "save": self.choose_file,
            "leave": self.left.emit,
        }
        for command, act in (own | dict(acts)).items():
            maker.make(f"{about}.{command}", act)
        self.back.setToolTip(table.key(f"{about}.leave"))
        self.save.setToolTip(table.key(f"{about}.save"))

    @property
    def shown(self) -> int:
        """The place of the page that is shown."""
        return self._stack.currentIndex()

    def show_page(self, page: int) -> None:
        """Show a page and begin there."""
        self._stack.setCurrentIndex(page)
        self.parts.mark(page)
        self._pages[page].enter()
        self.save.setEnabled(self.can_save(page))

    def can_save(self, page: int) -> bool:
        """Whether that page shows something to be saved."""
        raise NotImplementedError

    def choose_file(self) -> None:
        """Ask where to save, and as what."""
        raise NotImplementedError

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes here begins on the page.  A focus proxy would keep Tab from the header."""
        super().focusInEvent(event)
        self._pages[self.shown].enter()

    def say(self, sentence: str, tone: str = "good") -> None:
        """Say what was done, or why not, across the top."""
        self.banner.say(sentence, tone, "Understood", lambda: self.banner.say(""))
        self.announcer.say(sentence, urgent=tone == "bad")

    def stop(self) -> None:
        """The window closes: whatever is being read ends."""
        self.reading.cancel()
