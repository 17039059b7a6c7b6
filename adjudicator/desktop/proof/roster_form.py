"""The form in which the board fixes its roster: everyone enrolled, and a passphrase each."""

from collections.abc import Callable, Mapping

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.people.reading import Roster, read_roster
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import board_majority_and_parties
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.desktop.wording import person_words
from adjudicator.domain.election import Election
from adjudicator.domain.wording import count
from adjudicator.services.people import constitute
from adjudicator.services.proof.due import of_board
from adjudicator.services.recount import Recount, Signer

_SENTENCE = (
    "From now on these people and their keys are the roster of the recount, and two officers sign "
    "for whoever joins. With the same passphrases the members cosign the opening."
)


class RosterPane(SignedPane):
    """Everyone whom the board takes for its roster."""

    def __init__(self, roster: Roster, election: Election) -> None:
        super().__init__()
        people = roster.active
        self.column.addWidget(label(f"{count(len(people), 'person', 'people')}:", bold=True))
        self.lines = [label(person_words(person, election), wrap=True) for person in people]
        for line in self.lines:
            self.column.addWidget(line)
        self.column.addStretch(1)


def open_roster_form(
    desk: Desk,
    parent: QWidget,
    told: Callable[[str], None],
    failed: Callable[[Failure], None],
) -> None:
    """Let the board fix the roster, if it has not done so.

    :param told: takes the sentence that says what was recorded.
    """

    def show(roster: Roster) -> None:
        if roster.constituted:
            told("The board has fixed the roster already.")
            return
        pane = RosterPane(roster, desk.recount.election)
        request = Request(
            title="Fix the roster",
            sentence=_SENTENCE,
            button="Fix the roster",
            need=board_majority_and_parties(roster.active),
            do=_do,
            topics=frozenset(Topic),
        )
        dialog = SigningDialog(desk, request, parent, pane)
        dialog.recorded.connect(lambda said: told(str(said)))
        dialog.open()

    desk.ask(read_roster, show, failed)


def _do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
    board, parties = of_board(recount, keys)
    appended = constitute(recount, board, also=parties)
    return f"The roster is fixed as entry {appended.index:,}, and the opening is cosigned."
