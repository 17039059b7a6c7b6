"""Who looks at the page of now, and in how long their key is live."""

from PySide6.QtCore import QObject, QTimer, Signal

from adjudicator.desktop.grid.pages import Pages, Turn
from adjudicator.desktop.review.ports import StationView
from adjudicator.services.grid.looking import PageLook

_TICK_MS = 200


class Looking(QObject):
    """The looks of the two who sit here, one after the other.

    :param pages: knows whose turn it is.
    """

    ticked = Signal()
    """Time went on, and the key of whoever looks is not live yet, or has just become so."""

    def __init__(self, pages: Pages, station: StationView, parent: QObject) -> None:
        super().__init__(parent)
        self._pages = pages
        self.station = station
        self.look = PageLook(0)
        self.begun = False
        """Whether the page has been before anybody."""
        self._tick = QTimer(self, interval=_TICK_MS)
        self._tick.timeout.connect(self._count_down)

    @property
    def looker(self) -> str:
        """The id of whoever looks now; empty while nobody can."""
        first = self._pages.turn is Turn.FIRST
        seat = self.station.proposer if first else self.station.partner
        return "" if seat is None else seat.person

    @property
    def left(self) -> int:
        """Milliseconds until the key of whoever looks is live."""
        return self.look.left(self.looker)

    def begin(self) -> None:
        """A page nobody has looked at."""
        grid = self._pages.grid
        self._tick.stop()
        self.begun = False
        seals = (ballot.seal for ballot in self._pages.page)
        self.look = PageLook(0 if grid is None else grid.grid_ms, seals)

    def show(self) -> None:
        """The page is before whose turn it is, all of it."""
        if self._pages.page and not self._pages.before.back and self.looker:
            self.begun = True
            self.look.show(self.looker)
            self._tick.start()

    def hide(self) -> None:
        """Something else is before them."""
        self._tick.stop()
        self.look.hide(self.looker)

    def say(self) -> None:
        """Whoever looks says that the others are blank.

        :raises TooSoon: the page was not before them long enough.
        """
        self.look.say(self.looker, self._pages.pulled)

    def check(self) -> None:
        """Whether the page was before whoever looks, as long as it has to be.

        :raises TooSoon: it was not.
        """
        self.look.check(self.looker)

    def _count_down(self) -> None:
        if not self.left:
            self._tick.stop()
        self.ticked.emit()
