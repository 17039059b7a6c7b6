"""The marks in words in the place of the questions, at a key."""

from typing import Protocol

from PySide6.QtCore import QObject

from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.review.describe import describe
from adjudicator.desktop.review.flow import RulingFlow
from adjudicator.desktop.review.panel import Panel
from adjudicator.desktop.review.ports import CaseView


class _Screen(Protocol):
    """Where the words are shown."""

    panel: Panel
    announcer: Announcer

    def show_described(self, words: str, leaf: int, of: int) -> None: ...


class Described(QObject):
    """Says what was measured of the case on the screen: at once in full, seen page by page."""

    def __init__(self, screen: _Screen, flow: RulingFlow) -> None:
        super().__init__(flow)
        self._screen, self._flow = screen, flow

    def close(self) -> bool:
        """Back to the questions; whether the words were on the screen."""
        case = self._flow.case
        if case is None or self._screen.panel.notice not in self._leaves(case):
            return False
        self._flow.say("")
        return True

    def _leaves(self, case: CaseView) -> list[str]:
        return self._screen.panel.leaves(_lines(case))

    def turn(self) -> None:
        """The key: the words, pressed again the rest of them, then the questions."""
        case = self._flow.case
        if case is None:
            return
        lines = _lines(case)
        leaves, shown = self._leaves(case), self._screen.panel.notice
        place = leaves.index(shown) + 1 if shown in leaves else 0
        self._flow.say("")
        if place < len(leaves):
            self._screen.show_described(leaves[place], place + 1, len(leaves))
            if not place:
                self._screen.announcer.say(" ".join(lines))


def _lines(case: CaseView) -> tuple[str, ...]:
    return describe(case.contest, case.row.machine, case.found, kept=case.ink_kept)
