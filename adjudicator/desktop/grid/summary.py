"""What was done on the pages of a batch, once none is left, and the way on."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from adjudicator.desktop.grid.pages import Pages
from adjudicator.desktop.grid.words import ALL_DONE, apart_words, count, opened_words, ready_words
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme


class SummaryPage(QWidget):
    """A few sentences and two buttons; Return takes the first."""

    def __init__(self) -> None:
        super().__init__()
        part(self, "page")
        self.words = label(size="title", wrap=True)
        self.rest = label(size="strong", wrap=True)
        self.on = QPushButton("Go on &singly")
        self.on.setProperty("kind", "primary")
        self.more = QPushButton()
        self.back = QPushButton("Back to the &Overview")
        self.setFocusProxy(self.on)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme().space("wide") * 2] * 4)
        column.setSpacing(theme().space("large"))
        column.addWidget(self.words)
        column.addWidget(self.rest)
        for button in (self.on, self.more, self.back):
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def show_pages(self, pages: Pages, key: str) -> None:
        """Show what was done on the pages, what comes singly, and what has become ready.

        :param key: the words of the key that takes more pages in.
        """
        grid, fresh = pages.meanwhile.latest, len(pages.meanwhile.fresh)
        if grid is None:
            return
        self.more.setVisible(bool(grid.unseen or fresh))
        self.more.setText(
            f"Take in {fresh:,} &more ({key})" if fresh else f"Look for &more ({key})"
        )
        done = pages.before.done
        if done.pages:
            told = f"{count(done.pages, 'page')} done: nothing is marked on {done.blank:,} ballots."
        else:
            told = ALL_DONE
        rest = apart_words(grid, pages.apart)
        if fresh:
            rest = f"{ready_words(fresh, key)}. {rest}"
        rest = f"{rest} {opened_words(pages.before.still_blank)}".rstrip()
        self.words.setText(told)
        self.rest.setText(rest)
        self.setAccessibleName(f"{told} {rest}")

    def take_way(self) -> None:
        """Go the way that has the focus, else the first."""
        ways = (way for way in (self.more, self.back) if way.hasFocus())
        next(ways, self.on).click()
