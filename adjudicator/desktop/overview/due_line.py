"""By when, and when it will be: counted down on the screen without looking at the record again."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from adjudicator.desktop.kit.countdown import Countdown
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import Chip, label
from adjudicator.desktop.kit.theme import theme
from adjudicator.services.deadlines.outlook import Outlook
from adjudicator.services.deadlines.telling import (
    brief_rate,
    due_lines,
    late_sentences,
    rate_lines,
)

TOO_LATE = "! AFTER THE DEADLINE"
_MOST = 4
"""Lines on the screen; more contests than these are told by ``status`` and the tool tip."""


class DueLine(QWidget):
    """The next deadline with the time left, and the finish at the measured rate.

    :param now: the clock of the recount; asked every second, so it must not read a disk.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        super().__init__()
        part(self, "surface")
        self.setAccessibleName("What is due, and when it will be done")
        self._now = now
        self._outlook: Outlook | None = None
        self._refiled: tuple[str, ...] = ()
        self.due = label(size="strong", bold=True, wrap=True)
        self.rate = label(bold=True, wrap=True)
        self.late = Chip(TOO_LATE, "warning")
        self.more = label(size="small", wrap=True)
        """What the finish is with other tables, and what it rests on; the screen has a place for
        it where it can be moved up and down, for it may be long."""
        self.more.setContentsMargins(theme().space("large"), 0, 0, 0)
        look = theme()
        row = QHBoxLayout()
        row.setSpacing(look.space("large"))
        # What is due is the longer of the two; it has the whole line where no finish is told.
        row.addWidget(self.due, 5)
        row.addWidget(self.rate, 2)
        row.addWidget(self.late)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space("large"), *[look.space("small")] * 3)
        column.setSpacing(look.space("hair"))
        column.addLayout(row)
        self._countdown = Countdown(self)
        self._countdown.counted.connect(self._counted)
        self.hide()

    def show_outlook(self, outlook: Outlook, refiled: Sequence[str] = ()) -> None:
        """Show this from now on."""
        self._outlook, self._refiled = outlook, tuple(refiled)
        self.tell()
        self._follow()

    def showEvent(self, event: QShowEvent) -> None:
        """What was counted meanwhile is told at once."""
        super().showEvent(event)
        self.tell()

    def tell(self) -> None:
        """Say it as of now."""
        outlook = self._outlook
        if outlook is None:
            return
        now = self._now()
        due, rates = due_lines(outlook, now), rate_lines(outlook, now)
        brief = brief_rate(outlook, now)
        lines = [*self._refiled, *rates]
        _say(self.due, "  \u00b7  ".join(due))
        _say(self.rate, brief)
        self.rate.setVisible(bool(brief))
        _say(self.more, _few(lines))
        self.more.setToolTip("\n".join(lines) if len(lines) > _MOST else "")
        self.more.setVisible(bool(lines))
        self.late.setVisible(bool(late_sentences(outlook, now)))
        self.setVisible(bool(due or brief))

    def _follow(self) -> None:
        """Count down to the nearest moment ahead; after the last there is nothing to count."""
        outlook = self._outlook
        if outlook is None or outlook.finished:
            self._countdown.stop()
            return
        now = self._now().astimezone(UTC)
        moments = [due.first for due in outlook.dues] + [each.at for each in outlook.ordered]
        ahead = [at for at in moments if at.astimezone(UTC) > now]
        if not ahead:
            self._countdown.stop()
            return
        nearest = min(ahead)
        self._countdown.follow(lambda: _seconds(nearest, self._now()))

    def _counted(self, seconds: int) -> None:
        if self.isVisible():
            self.tell()
        if not seconds:
            self._follow()


def _say(shown: QLabel, text: str) -> None:
    if shown.text() != text:
        shown.setText(text)


def _seconds(at: datetime, now: datetime) -> int:
    """Whole seconds left, begun ones counted, so that 0 means that the moment is past."""
    left = at.astimezone(UTC) - now.astimezone(UTC)
    return -int(-left // timedelta(seconds=1)) if left > timedelta(0) else 0


def _few(lines: Sequence[str]) -> str:
    if len(lines) <= _MOST:
        return "\n".join(lines)
    return "\n".join([*lines[: _MOST - 1], f"\u2026 and {len(lines) - _MOST + 1} more lines."])
