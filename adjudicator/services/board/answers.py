"""Observers' answers where the board rules: to its rulings alone, whatever batch they are of.

An observer who also sat at a table answers there for what the team ruled; nobody signs at the
docket for what was done at a table.
"""

from collections.abc import Iterator

from adjudicator.ledger.state import RecordState
from adjudicator.services.attesting import Answer, answer_rulings
from adjudicator.services.queue import answer_stands
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.storage.record import Appended


def board_rulings(state: RecordState) -> Iterator[tuple[int, int]]:
    """Entry and item of every ruling of the board that is its case's current one."""
    for entry, act in state.data.rulings.items():
        if act.tier == "board":
            for item, seal in enumerate(act.cases):
                if state.data.cases[seal].current == (entry, item):
                    yield entry, item


def board_unanswered(state: RecordState, person: str) -> list[tuple[int, int]]:
    """The board's rulings this observer watched and has not answered yet."""
    acts = state.data.rulings
    return [
        (entry, item)
        for entry, item in board_rulings(state)
        if person in acts[entry].present
        and not any(answer_stands(state, a, person, item) for a in acts[entry].answers)
    ]


def answer_board(recount: Recount, seat: Seat, answer: Answer = Answer.NONE) -> Appended | None:
    """One answer to every ruling of the board since this observer's last answer.

    :returns: ``None`` if there was nothing to answer.
    """
    waiting = board_unanswered(recount.state, seat.person.id)
    return answer_rulings(recount, seat, waiting, answer) if waiting else None
