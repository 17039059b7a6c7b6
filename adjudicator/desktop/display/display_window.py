"""The window on the projector: the ballot as the table sees it, the proposal, and each vote."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.ballot_view import BallotView
from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.geometry import ZoomMode
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.display.facts import DisplayFacts, side_of
from adjudicator.desktop.display.strip import OthersStrip
from adjudicator.desktop.display.words import (
    NO_CASE,
    DisplayFoot,
    DisplayHead,
    DisplayPause,
    DisplayVote,
)
from adjudicator.desktop.kit.watermark import Watermark


class PublicDisplay(QWidget):
    """A window of its own, fed by the docket; it takes no key and shows no dialog.

    :param cache: of decoded pages, the docket's own.
    :param watermark: words of a demonstration or rehearsal, else ``None``.
    """

    left = Signal()
    """The window was closed."""

    def __init__(self, cache: ImageCache, watermark: str | None) -> None:
        # It never takes the keyboard from the table.
        super().__init__(None, Qt.WindowType.Window | Qt.WindowType.WindowDoesNotAcceptFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)
        self.setWindowTitle("Public display")
        self.setAccessibleName("Public display")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._cache = cache
        self.facts = DisplayFacts()
        self.held = False
        self.resting = False
        """Whether nothing of the table is shown, as while the station is locked."""
        self._recess = ""
        self._current: PageRef | None = None
        self.head, self.vote, self.pause = DisplayHead(), DisplayVote(), DisplayPause()
        self.foot = DisplayFoot()
        self.contest, self.whole = BallotView(), BallotView()
        self.others = OthersStrip(cache)
        self._stack = QStackedWidget()
        self._lay_out()
        self.contest.set_mode(ZoomMode.CONTEST)
        self.whole.set_mode(ZoomMode.PAGE)
        cache.ready.connect(self._ready)
        self._mark = Watermark(self, watermark) if watermark else None
        self.resize(1920, 1080)

    def _lay_out(self) -> None:
        table = QWidget()
        column = QVBoxLayout(table)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        ballot = QHBoxLayout()
        ballot.setSpacing(4)
        for view in (self.contest, self.whole):
            view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            view.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        ballot.addWidget(self.contest, 64)
        ballot.addWidget(self.whole, 36)
        column.addWidget(self.head, 8)
        column.addLayout(ballot, 64)
        column.addWidget(self.others, 20)
        column.addWidget(self.vote, 28)
        self._stack.addWidget(self.pause)
        self._stack.addWidget(table)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._stack, 96)
        whole.addWidget(self.foot, 4)

    def show_facts(self, facts: DisplayFacts) -> None:
        """Show a moment of the table; while held, the last one stays."""
        if self.held or self._recess or self.resting:
            return
        before, self.facts = self.facts, facts
        self._show(anew=before.number != facts.number or before.sides != facts.sides)

    def _show(self, *, anew: bool) -> None:
        """Show the facts at hand.

        :param anew: whether the ballot is another one.
        """
        facts = self.facts
        if not facts.number:
            self.pause.show_words(NO_CASE, facts.record)
            self._stack.setCurrentIndex(0)
            return
        self.head.show_facts(facts)
        self.vote.show_facts(facts)
        self.others.show_ballots(facts.others, facts.contest_id)
        self._stack.setCurrentIndex(1)
        if anew:
            self._show_ballot()

    def show_newest(self, words: str) -> None:
        """Something was recorded, here or at another station; also while held or in recess."""
        self.foot.show_words(words)

    def hold(self, *, on: bool) -> None:
        """Freeze what is shown, or follow the table again."""
        self.held = on
        self.setWindowTitle("Public display \u00b7 held" if on else "Public display")

    def rest(self, *, on: bool) -> None:
        """Show nothing of the table, held or not, or follow it again; a recess stays a recess."""
        self.resting = on
        if on:
            self.hold(on=False)
            self.facts = DisplayFacts(record=self.facts.record)
            if not self._recess:
                self.pause.show_words(NO_CASE, self.facts.record)
                self._stack.setCurrentIndex(0)

    @property
    def showing(self) -> str:
        """The number of the case on it, as it is called out; else the words of the page."""
        return self.facts.number if self._stack.currentIndex() else self.pause.words

    def recess(self, words: str, code: str) -> None:
        """Show that the board is in recess; empty words end it.

        The code is that of its beginning.  At its end what was held is shown again.
        """
        before, self._recess = self._recess, words
        if words and words != before:
            self.pause.show_words(words, code)
            self._stack.setCurrentIndex(0)
        elif before and not words:
            self._show(anew=True)

    def _show_ballot(self) -> None:
        sides, contest = self.facts.sides, self.facts.contest_id
        side = side_of(sides, contest)
        if side is None:
            return
        self._current = side.ref
        self._cache.request(side.ref)
        page = self._cache.get(side.ref)
        notice = "" if page is None else page.problem
        grey = None if page is None else page.grey
        for view in (self.contest, self.whole):
            view.show_page(grey, side.contest_box(contest), notice or "Opening \u2026")

    def _ready(self, ref: PageRef) -> None:
        if ref == self._current:
            self._show_ballot()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell the window it belongs to."""
        self.left.emit()
        super().closeEvent(event)
