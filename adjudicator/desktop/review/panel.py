"""The panel at the right: pages, never a scroll, with the key of everything on its cap."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.kit.fitting import whole_pages
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import CutLabel, label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.review.clause_page import UNVERIFIED_SIGN, ClauseGrid
from adjudicator.desktop.review.draft import Page
from adjudicator.desktop.review.notice import NoticePage, Way
from adjudicator.desktop.review.options import KeyOf, OptionList
from adjudicator.desktop.review.pages import PageContent
from adjudicator.desktop.review.pictures import ClausePictures
from adjudicator.desktop.review.ready_page import ClauseDetail
from adjudicator.desktop.review.seats_row import is_low

PANEL_WIDTH = 356
"""At 100 % text in a window of 1366 pixels; half as much again at 200 %."""
_WIDEST = 460
_GAP, _AROUND = 6, 40
"""Between the lines of the panel, and all that is around them."""
_SHARE = 0.26
"""Of the width of a larger window."""


class Panel(QWidget):
    """Shows one :class:`PageContent` at a time, or a notice.

    :param pictures: the drawings of clauses.
    :param key_of: the words on the cap of a command.
    """

    pressed = Signal(str)
    """The command, without ``review.``, of what was pressed."""
    pointed = Signal(int)
    """The place of a choice without a digit that was pressed."""
    words_typed = Signal(str)
    words_done = Signal()
    searched = Signal(str)
    """The letters in the search line, while they are typed."""
    search_done = Signal(str)

    def __init__(
        self, pictures: ClausePictures, key_of: KeyOf, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        part(self, "surface", "left")
        self._title = label(size="strong", bold=True, wrap=True)
        self._known = False
        """Whether the title asks what is asked of every ballot."""
        self._twice = False
        """Whether the sentence in the bar says what stands below the title, too."""
        self._lead = label(wrap=True)
        self._note = label(size="small", tone="surface_muted", wrap=True)
        self.hint = CutLabel(size="small", bold=True)
        """A line below everything else; where it is shown it keeps its room, whatever it says."""
        self.hint.hide()
        self.notices = NoticePage()
        self.options = OptionList(key_of)
        self.clauses = ClauseGrid(pictures, key_of)
        self.detail = ClauseDetail(pictures)
        self.search = QLineEdit()
        self.search.setPlaceholderText("Case number, or letters of a name")
        self.search.setAccessibleName("Case number, or letters of a name")
        self.search.hide()
        self._stack = QStackedWidget()
        for page in (self.options, self.clauses, self.detail, self.notices):
            self._stack.addWidget(page)
        self._lay_out()
        self._connect()
        # The panel takes the height there is; it never makes the window taller.
        self._stack.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.follow_window(0)
        theme_keeper().changed.connect(self._follow)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 12, 8)
        column.setSpacing(_GAP)
        for line in (self._title, self._lead, self.search):
            column.addWidget(line)
        column.addWidget(self._stack, 1)
        column.addWidget(self._note)
        column.addWidget(self.hint)

    def _connect(self) -> None:
        self.options.pressed.connect(self.pressed)
        self.options.pointed.connect(self.pointed)
        self.clauses.pressed.connect(self.pressed)
        self.detail.words_typed.connect(self.words_typed)
        self.detail.words_done.connect(self.words_done)
        self.search.textEdited.connect(self.searched)
        self.search.returnPressed.connect(lambda: self.search_done.emit(self.search.text()))

    def _show_title(self, title: str) -> None:
        self._title.setText(title)
        self._lead.clear()
        self._known = self._twice = False
        self._follow()

    def _follow(self) -> None:
        """With large text the choices need the height of what everybody knows or reads below."""
        self._title.setVisible(not (self._known and is_low()))
        self._lead.setVisible(bool(self._lead.text()) and not (self._twice and is_low()))

    def follow_window(self, width: int) -> None:
        """Be as wide as a window of that width, and the text, ask for."""
        share = min(max(round(width * _SHARE), PANEL_WIDTH), _WIDEST)
        self.setFixedWidth(round(share * (1 + (theme().scale - 100) / 200)))

    def show_content(self, content: PageContent, words: str = "") -> None:
        """Show a page; ``words`` are those typed so far."""
        self._title.setText(content.title)
        self._lead.setText(content.lead)
        self._known = content.page is Page.SEE and bool(content.lead)
        self._twice = content.page is Page.CONSISTENCY
        self._follow()
        note = content.note
        if content.page is Page.READY and content.clauses:
            self.detail.show_clause(content.clauses[0], words, ask=content.asks_words)
            self._stack.setCurrentWidget(self.detail)
        elif content.page is Page.CLAUSE:
            self.clauses.show_clauses(content.clauses)
            self._stack.setCurrentWidget(self.clauses)
            if self.clauses.low:
                note = f"{UNVERIFIED_SIGN} unverified text \u00b7 {note.removeprefix('Page ')}"
        else:
            self._stack.setCurrentWidget(self.options)
            self.options.show_options(content.options, content.common)
        _show(self._note, note)

    def show_notice(self, title: str, notice: str, note: str = "") -> None:
        """Show words instead of questions: a ruled case, a finished batch."""
        self._show_title(title)
        self.notices.show_words(notice)
        self._stack.setCurrentWidget(self.notices)
        _show(self._note, note)

    def leaves(self, lines: Sequence[str]) -> list[str]:
        """Those lines on as many pages as they need to be whole, each below a title."""
        taken = theme().line("strong") + theme().line("small") + _AROUND
        if self.hint.isVisible():
            taken += theme().line("small") + _GAP
        return whole_pages(lines, self.width() - _AROUND, max(1, self.height() - taken))

    def show_page(self, title: str, page: QWidget, note: str = "") -> None:
        """Show a page that is not the panel's own, such as the answer in practice."""
        self._show_title(title)
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        _show(self._note, note)

    def offer_ways(self, ways: Sequence[Way]) -> None:
        """Buttons below the notice; with large text they have the room of the note."""
        self.notices.offer(ways)
        self._note.setVisible(not is_low() and bool(self._note.text()))

    def begin_search(self) -> None:
        """Open the search line."""
        self.search.clear()
        self.search.show()
        self.search.setFocus()

    def end_search(self) -> None:
        """Put the search line away."""
        self.search.hide()

    @property
    def title(self) -> str:
        """The question on the screen."""
        return self._title.text()

    @property
    def notice(self) -> str:
        """The notice on the screen; empty while there are questions."""
        return self.notices.text if self._stack.currentWidget() is self.notices else ""

    def hasHeightForWidth(self) -> bool:
        """Never: what does not fit is paged, and nothing below the ballot is pushed away."""
        return False

    def minimumSizeHint(self) -> QSize:
        """No height of its own."""
        return QSize(self.minimumWidth(), 0)

    def sizeHint(self) -> QSize:
        """Its fixed width."""
        return QSize(self.width(), 525)


def _show(line: QLabel, text: str) -> None:
    line.setText(text)
    line.setVisible(bool(text))
