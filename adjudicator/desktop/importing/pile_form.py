"""The form in which the board closes the pile: what was drawn, and a passphrase each."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.importing.draw_pane import DrawPane
from adjudicator.desktop.importing.motions import CHANGES, HERE
from adjudicator.desktop.importing.reading import Imports
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import board_majority_and_parties
from adjudicator.domain.people import Person
from adjudicator.domain.wording import count
from adjudicator.ledger.origin import Purpose
from adjudicator.services.piling import close_pile
from adjudicator.services.presence import note_here
from adjudicator.services.proof.ceremony import Step, check_turn
from adjudicator.services.proof.due import of_board
from adjudicator.services.recount import Recount, Signer


def open_pile_form(
    desk: Desk,
    imports: Imports,
    parent: QWidget,
    told: Callable[[str], None],
    failed: Callable[[Failure], None],
) -> None:
    """Ask what was drawn, if it is the pile's turn, and have the board sign.

    :param told: takes the sentence that says that the pile is closed.
    """

    def show(_turn: None) -> None:
        pane = DrawPane(must=desk.recount.purpose is Purpose.RECOUNT)
        dialog = SigningDialog(desk, _request(imports, pane), parent, pane)
        pane.changed.connect(dialog.look_again)
        dialog.recorded.connect(lambda said: told(str(said)))
        pane.text.setFocus()
        dialog.open()

    desk.ask(lambda recount: check_turn(recount, Step.PILE), show, failed)


def _request(imports: Imports, pane: DrawPane) -> Request:
    """The board closes the pile.

    :param pane: where what was drawn is typed.
    """
    need = board_majority_and_parties(imports.people, imports.vacant)

    def lack(signed: Sequence[Person]) -> str:
        return pane.lack or need.lack(signed)

    cases = sum(line.record.flagged for line in imports.waiting)

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        board, parties = of_board(recount, keys)
        drawn = pane.drawn
        note_here(recount, {person: key for person, key in keys.items() if key in board})
        if drawn is None:
            close_pile(recount, board, also=parties)
        else:
            close_pile(recount, board, also=parties, seed=drawn.seed, drawn=drawn.words)
        return f"The pile of {count(cases, 'case')} is closed. Teams can begin."

    return Request(
        title="Close the pile",
        sentence=f"{count(cases, 'case')} of {count(len(imports.waiting), 'import')} become the "
        f"pile. Their order is drawn now; later imports make a further pile. {HERE}",
        button="Close the pile",
        need=replace(need, lack=lack),
        do=do,
        topics=CHANGES,
    )
