"""The whole ballot over the page, all of its sides, and back."""

from collections.abc import Callable

from adjudicator.desktop.ballot.geometry import ZoomMode
from adjudicator.desktop.ballot.pane import BallotPane
from adjudicator.desktop.grid.ports import GridDesk
from adjudicator.desktop.kit.workers import URGENT, Ticket, WorkQueue
from adjudicator.desktop.review.ports import CaseView
from adjudicator.services.grid.blanks import BlankCase


class WholeBallot:
    """Shows one ballot of the page, as Review would, but for the questions.

    :param pane: where it is shown.
    :param tell: says why it cannot be.
    """

    def __init__(
        self, pane: BallotPane, desk: GridDesk, queue: WorkQueue, tell: Callable[[str], None]
    ) -> None:
        self.pane = pane
        self.shown = False
        self._desk, self._queue, self._tell = desk, queue, tell
        self._ticket: Ticket | None = None

    def show_ballot(self, ballot: BlankCase) -> None:
        """Open a ballot."""
        self.shown = True
        self.pane.clear("Opening the ballot \u2026")
        self.pane.view.mode = ZoomMode.PAGE

        def take(view: CaseView) -> None:
            self.pane.show_ballot(view.sides, view.row.contest)

        self._drop()
        self._ticket = self._queue.submit(
            lambda: self._desk.case(ballot.case.number),
            take,
            lambda failure: self._tell(failure.sentence),
            priority=URGENT,
        )

    def hide_ballot(self) -> None:
        """Back to the page."""
        self.shown = False
        self._drop()

    def _drop(self) -> None:
        if self._ticket is not None:
            self._ticket.drop()
