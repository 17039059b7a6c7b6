"""The record as observers use it where the board rules: they answer to the board's rulings."""

from collections.abc import Iterator

from adjudicator.desktop.review_desk import RulingPlace, StationReview
from adjudicator.services.asking import asked_by_board
from adjudicator.services.attesting import Answer
from adjudicator.services.board.answers import answer_board, board_rulings, board_unanswered
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seating

_ANY_BATCH = 0
"""The board rules on cases of every batch; none is asked for by its number here."""


class StationGallery(StationReview):
    """The observers at the board's station.

    :param recount: open.
    :param seating: who is signed in here.
    """

    def __init__(self, recount: Recount, seating: Seating) -> None:
        super().__init__(recount, seating, _ANY_BATCH)

    def answer(self, person: str, answer: Answer) -> int:
        """Answer every ruling of the board since this observer's last answer."""
        waiting = self._unanswered(person)
        answer_board(self._recount, self._seating.seat(person), answer)
        return waiting

    def _unanswered(self, person: str) -> int:
        return len(board_unanswered(self._recount.state, person))

    def _asked(self, person: str, _waiting: int) -> bool:
        state = self._recount.state
        return asked_by_board(state, board_unanswered(state, person))

    def _standing_rulings(self) -> Iterator[RulingPlace]:
        return board_rulings(self._recount.state)
