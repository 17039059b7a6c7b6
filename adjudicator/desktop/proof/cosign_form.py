"""The form in which people cosign the newest head."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.overview.close_unsigned import UnsignedLines
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import Need, room_beside
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.desktop.wording import name_of
from adjudicator.domain.people import Person
from adjudicator.domain.wording import count, join_names
from adjudicator.services.proof.due import HeadsDue, cosign, read_heads
from adjudicator.services.recount import Recount, Signer

_SENTENCE = (
    "Everyone who signs vouches for the record as it stands now, with everything before it, and "
    "keeps its record code outside the folder. A record that does not go on from what they kept "
    "before is refused."
)
_HINT = (
    "A party is asked and need not sign: whoever declines or is not there is noted here, and "
    "nothing waits for them. Whoever is not noted counts as absent."
)


class HeadsPane(SignedPane):
    """Which heads are due, and the parties who do not sign."""

    def __init__(self, due: HeadsDue, newest: str) -> None:
        super().__init__()
        column = self.column
        column.addWidget(label(due.sentence, wrap=True))
        self.code = label(f"Record {newest}", size="strong", bold=True, wrap=True)
        column.addWidget(self.code)
        names = {p.id: name_of(p) for p in due.parties}
        self.unsigned = UnsignedLines(names, _HINT)
        self.unsigned.setVisible(bool(names) and not due.finished)
        column.addWidget(self.unsigned)
        column.addStretch(1)


def open_cosign_form(
    desk: Desk,
    parent: QWidget,
    told: Callable[[str], None],
    failed: Callable[[Failure], None],
) -> None:
    """Have the newest head cosigned, if one is due.

    :param told: takes the sentence that says what was cosigned, or that nothing waits.
    """

    def show(due: HeadsDue) -> None:
        if not due.heads:
            told("No head waits to be cosigned.")
            return
        pane = HeadsPane(due, desk.newest.words)
        dialog = SigningDialog(desk, _request(due, pane), parent, pane)
        dialog.signed.connect(pane.unsigned.lock)
        dialog.recorded.connect(lambda said: told(str(said)))
        dialog.open()

    desk.ask(read_heads, show, failed)


def _request(due: HeadsDue, pane: HeadsPane) -> Request:
    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        members = [key for person, key in keys.items() if person in first]
        others = [key for person, key in keys.items() if person not in first]
        appended = cosign(recount, [*members, *others], pane.unsigned.chosen())
        people = {p.id: name_of(p) for p in due.people}
        signed = join_names([people[person] for person in keys])
        return f"Cosigned by {signed}: entry {appended.index:,}."

    first = {p.id for p in (*due.board, *due.team)}
    return Request(
        title="Cosign the record",
        sentence=_SENTENCE,
        button="Cosign",
        need=_need(due),
        do=do,
        topics=frozenset(Topic),
    )


def _need(due: HeadsDue) -> Need:
    board = due.board

    def lack(signed: Sequence[Person]) -> str:
        if due.covered(frozenset(p.id for p in signed)):
            return ""
        rest = due.needed - sum(p in board for p in signed)
        return f"{count(rest, 'more member')} of the board{or_team}"

    team = join_names([name_of(p) for p in due.team])
    or_team = f", or {team}" if team else ""
    who = f"At least {due.needed} of the {due.seats} seats of the board sign{or_team}."
    people = (*board, *due.team, *due.parties)
    room = room_beside(len({p.id for p in (*board, *due.team)}))
    return Need(who, people, lack, frozenset(p.id for p in due.parties), room)
