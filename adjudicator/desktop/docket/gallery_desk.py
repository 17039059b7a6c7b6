"""The record as observers use it where the board rules: they answer to the board's rulings."""

from collections.abc import Sequence

from adjudicator.desktop.review_desk import StationReview
from adjudicator.services.asking import asked_by_board
from adjudicator.services.board.answers import board_rulings
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seating
from adjudicator.services.table_answers import RulingPlace

_ANY_BATCH = 0
"""The board rules on cases of every batch; none is asked for by its number here."""


class StationGallery(StationReview):
    """The observers at the board's station.

    :param recount: open.
    :param seating: who is signed in here.
    """

    def __init__(self, recount: Recount, seating: Seating) -> None:
        super().__init__(recount, seating, _ANY_BATCH)

    def _asked(self, waiting: Sequence[RulingPlace]) -> bool:
        return asked_by_board(self._recount.state, waiting)

    def _standing_rulings(self) -> list[RulingPlace]:
        return list(board_rulings(self._recount.state))
