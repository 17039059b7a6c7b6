"""Ballots recorded blank on a page before and opened in Review: what becomes of each is told."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from adjudicator.desktop.grid.before import Opened, Since
from adjudicator.desktop.grid.flow import GridFlow
from adjudicator.desktop.grid.ports import GridDesk
from adjudicator.desktop.grid.words import opened_words
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.services.grid.blanks import BlankCase


class OpenedBefore(QObject):
    """Opening one ends no ruling: it stays recorded blank until it is ruled on anew."""

    asked = Signal(str)
    """The number of a recorded ballot to be opened in Review and revised."""

    def __init__(self, flow: GridFlow, desk: GridDesk, queue: WorkQueue) -> None:
        super().__init__(flow)
        self._flow, self._desk, self._queue = flow, desk, queue

    def open(self, ballot: BlankCase) -> None:
        """Open the ballot with the frame on a page before, if it is recorded there."""
        before = self._flow.pages.before
        past = before.now
        if problem := before.problem(ballot.seal):
            self._flow.say(problem, aloud=True)
        elif past is not None and past.entry is not None:
            number = ballot.case.number
            before.opened.setdefault(ballot.seal, Opened(number, past.entry))
            self._flow.say(opened_words(before.still_blank))
            self.asked.emit(number)

    def look(self) -> None:
        """People are back at the pages: what became of each of them meanwhile.

        Of each, every time: what was ruled on anew may have been reopened since.
        """
        before = self._flow.pages.before
        recorded = {seal: opened.entry for seal, opened in before.opened.items()}
        if recorded:
            told = self._flow.message == opened_words(before.still_blank)
            self._queue.submit(
                lambda: self._desk.since(recorded),
                partial(self._found, told=told),
                lambda failure: self._flow.say(failure.sentence, aloud=True),
            )

    def _found(self, since: Mapping[str, Since], *, told: bool) -> None:
        before = self._flow.pages.before
        for seal, became in since.items():
            before.opened[seal].since = became
        if told:
            self._flow.say(opened_words(before.still_blank))
        else:
            self._flow.changed.emit()
