"""The recess at the board's station: asked for, recorded, and ended."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.docket.recess_form import RecessForm
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.domain.wording import count
from adjudicator.services.board.recesses import ENDED, end_recess, recess_now
from adjudicator.services.board.sitting import Adjournment, recess
from adjudicator.services.board.voting import presiding_seat

_ACTS = frozenset({Topic.RULINGS})


class Recess:
    """Calls a recess and ends it, whichever the record says is due.

    :param desk: the open recount.
    :param over: what the form stands over.
    :param banner: where what came of it is said.
    :param tell: told what went wrong.
    :param print_page: prints the page for the door, with the time until when.
    """

    def __init__(
        self,
        desk: Desk,
        over: QWidget,
        banner: Banner,
        tell: Callable[[Failure], None],
        print_page: Callable[[str], None],
    ) -> None:
        self._desk, self._over, self._banner = desk, over, banner
        self._tell, self._print_page = tell, print_page

    def ask(self) -> None:
        """Ask until when the board is in recess; where it is in recess, end it."""
        self._desk.ask(recess_now, self._ask_or_end, self._tell)

    def _ask_or_end(self, now: str) -> None:
        if now:
            self._end()
            return
        form = RecessForm(self._over, self._desk.recount.watermark)
        form.given.connect(self._call)
        form.open()

    def _end(self) -> None:
        seating = self._desk.seating
        self._desk.act(
            lambda recount: end_recess(recount, presiding_seat(recount, seating)),
            _ACTS,
            lambda _noted: self._banner.say(ENDED, "neutral"),
            self._tell,
        )

    def _call(self, until: str) -> None:
        seating = self._desk.seating
        self._desk.act(
            lambda recount: recess(recount, until, presiding_seat(recount, seating)),
            _ACTS,
            self._called,
            self._tell,
        )

    def _called(self, told: Adjournment) -> None:
        waiting = count(told.waiting, "case")
        parts = [told.headline, f"record {told.record_code}", f"{waiting} on the docket"]
        if told.unsigned:
            parts.append(told.unsigned)
        self._banner.say(
            " \u00b7 ".join(parts),
            "neutral",
            "&Print the page for the door",
            partial(self._print_page, told.until),
        )
