"""The panel beside the list: one entry in plain sentences, its hash and the record code."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.wording import day_and_clock
from adjudicator.services.entry_details import EntryDetails

_LINES = 3
"""Of an entry that are seen at least, however large the text."""


class _Words(QPlainTextEdit):
    """Asks for no more than its least: a page is not moved for room that stays empty."""

    def sizeHint(self) -> QSize:
        """As wide as ever, and as high as it must be."""
        return QSize(super().sizeHint().width(), self.minimumHeight())


class DetailsPanel(QWidget):
    """Shows one entry; the text can be selected and copied."""

    def __init__(self) -> None:
        super().__init__()
        part(self, "surface")
        self.setAccessibleName("The entry")
        self.headline = label(size="strong", bold=True, wrap=True)
        self.when = label(size="small", tone="surface_muted", wrap=True)
        self.text = _Words()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName("What the entry says")
        self.code = label(wrap=True, bold=True)
        self.hash = label(size="small", wrap=True)
        for words in (self.code, self.hash):
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._follow()
        theme_keeper().changed.connect(self._follow)
        column = QVBoxLayout(self)
        column.setContentsMargins(*[theme().space("large")] * 4)
        column.setSpacing(theme().space("small"))
        for widget in (self.headline, self.when, self.text, self.code, self.hash):
            column.addWidget(widget)

    def _follow(self) -> None:
        self.text.setMinimumHeight(_LINES * theme().line("body") + 12)

    def show_details(self, details: EntryDetails) -> None:
        """Show an entry."""
        entry = details.entry
        self.headline.setText(details.headline)
        station = entry.body["st"]
        self.when.setText(
            f"Entry {entry.index:,} \u00b7 {day_and_clock(entry.time)} \u00b7 station {station}"
        )
        self.text.setPlainText("\n\n".join((*details.sentences, details.signed)))
        self.code.setText(f"Record code after this entry: {details.record_code}")
        pairs = [details.hash[n : n + 8] for n in range(0, len(details.hash), 8)]
        self.hash.setText(f"SHA-256 of the entry: {' '.join(pairs)}")

    def clear(self) -> None:
        """Show that nothing is chosen."""
        self.headline.setText("Choose an entry.")
        for words in (self.when, self.code, self.hash):
            words.clear()
        self.text.clear()
