"""What is sent for or looked up beside a case, without a word said of it: paper, like cases."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from adjudicator.desktop.docket.frivolous_form import FrivolousForm
from adjudicator.desktop.docket.ports import BoardDesk, RejectedObjection
from adjudicator.desktop.docket.screen import DocketScreen
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.workers import URGENT, WorkQueue

NONE_REJECTED = (
    "The board has rejected no objection to this case, or each is marked already. "
    "Only a rejected one can be marked frivolous."
)


class Errands(QObject):
    """Done for the case on the screen.

    :param desk: the record, as the board uses it.
    :param record: its serial queue.
    :param screen: of one case.
    :param acted: told that something was recorded.
    :param tell: told what went wrong.
    :param watermark: what the forms of this recount carry.
    """

    def __init__(
        self,
        desk: BoardDesk,
        record: WorkQueue,
        screen: DocketScreen,
        acted: Callable[[], None],
        tell: Callable[[Failure], None],
        watermark: str | None = None,
    ) -> None:
        super().__init__(screen)
        self._watermark = watermark
        self._desk, self._record, self._screen = desk, record, screen
        self._flow, self._acted, self._tell = screen.flow, acted, tell

    def send_for_paper(self) -> None:
        """Request the paper of this case."""
        case = self._flow.case
        if case is None:
            return
        self._record.submit(
            partial(self._desk.send_for_paper, case.view),
            self._sent,
            lambda failure: self._flow.say(failure.sentence),
            priority=URGENT,
            must_run=True,
        )

    def _sent(self, sentence: str) -> None:
        self._flow.say(sentence)
        self._acted()

    def ask_frivolous(self) -> None:
        """Ask which objection to this case, of those the board rejected, it finds frivolous."""
        case = self._flow.case
        if case is not None:
            self._record.submit(
                partial(self._desk.rejected, case.view),
                self._choose_frivolous,
                self._tell,
                priority=URGENT,
            )

    def _choose_frivolous(self, objections: tuple[RejectedObjection, ...]) -> None:
        if not objections:
            self._flow.say(NONE_REJECTED)
            return
        form = FrivolousForm(objections, self._screen, self._watermark)
        form.given.connect(self._mark_frivolous)
        form.open()

    def _mark_frivolous(self, entry: int, words: str) -> None:
        self._record.submit(
            partial(self._desk.mark_frivolous, entry, words),
            self._sent,
            lambda failure: self._flow.say(failure.sentence),
            priority=URGENT,
            must_run=True,
        )

    def gather(self) -> None:
        """Let the proposal be for all like cases of the docket."""
        case = self._flow.case
        if case is not None:
            self._record.submit(
                partial(self._desk.like, case.view), self._flow.take_group, self._tell
            )

    def look_back(self) -> None:
        """Show rulings made before in situations like this one, or put them away."""
        case, draft = self._flow.case, self._flow.draft
        if case is None or draft is None or self._screen.hide_like():
            return
        self._record.submit(
            partial(self._desk.precedents, case.view, draft.ruling),
            self._screen.show_like,
            self._tell,
            priority=URGENT,
        )
