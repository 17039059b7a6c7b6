"""The form in which the board finishes the recount: the consequences, typed and signed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import board_majority
from adjudicator.desktop.signing.pane import SignedPane
from adjudicator.domain.people import Person
from adjudicator.domain.wording import count
from adjudicator.services.proof.ends import RecountEnd, finish, first_group, read_recount_end
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.queries.acts import list_people

_GONE = (
    "Nothing can be added any more: no ruling, no objection, no motion, no note.",
    "Nobody can sign in or sign anything in this recount again.",
    "No order brings it back: work that is ordered later is a new recount.",
)
_STAYS = (
    "Everything can be read, verified and exported. An export made afterwards carries no clerk's "
    "signature, and the record does not tell of it."
)


@dataclass(frozen=True, slots=True)
class _Read:
    end: RecountEnd
    people: tuple[Person, ...]
    vacant: int
    """Seats of the board nobody holds."""
    group: str


class FinishPane(SignedPane):
    """What is gone afterwards, what stays, and the line for the record code's first group."""

    typed = Signal()

    def __init__(self, end: RecountEnd, group: str) -> None:
        super().__init__()
        self._group = group
        self.line = QLineEdit()
        question = f"Type the first group of the record code, {group}"
        self.line.setAccessibleName(question)
        self.line.textChanged.connect(self.typed)
        self.line.textChanged.connect(lambda: self.area.ensureWidgetVisible(self.line))
        column = self.column
        for words in end.waits:
            column.addWidget(label(f"! {words}", bold=True, wrap=True))
        column.addWidget(label("This cannot be undone.", size="strong", bold=True, wrap=True))
        for words in (_keys_words(end), *_GONE, _STAYS, *_since(end)):
            column.addWidget(label(words, wrap=True))
        asked = label(question, bold=True, wrap=True)
        asked.setBuddy(self.line)
        column.addWidget(asked)
        column.addWidget(self.line)
        column.addStretch(1)

    def begin(self) -> None:
        """Typing begins with the record code; where that is out of sight, reading comes first."""
        bar = self.area.verticalScrollBar()
        (self.area if bar.maximum() else self.line).setFocus()

    @property
    def confirmed(self) -> bool:
        """Whether the group stands there."""
        return self.line.text().strip().upper() == self._group


def _keys_words(end: RecountEnd) -> str:
    keys = count(len(end.keys), "stored key")
    own = count(len(end.kept), "person has", "people have")
    sticks = f" {own} a key on a stick of their own and destroy it themselves." if end.kept else ""
    return f"{keys} and the record's own key are written over and deleted.{sticks}"


def _since(end: RecountEnd) -> tuple[str, ...]:
    if end.exported is None or end.since <= 0:
        return ()
    entries = count(end.since, "entry was", "entries were")
    return (f"{entries} recorded after the last export, and no signed export holds them.",)


def open_finish_form(
    desk: Desk,
    parent: QWidget,
    told: Callable[[str], None],
    failed: Callable[[Failure], None],
) -> None:
    """Say what the finish does, and have the board sign it."""

    def show(read: _Read) -> None:
        pane = FinishPane(read.end, read.group)
        dialog = SigningDialog(desk, _request(read, pane), parent, pane)
        pane.typed.connect(dialog.look_again)
        dialog.recorded.connect(lambda said: told(str(said)))
        dialog.open()
        pane.begin()

    desk.ask(_read, show, failed)


def _read(recount: Recount) -> _Read:
    with recount.reading() as connection:
        people = tuple(p.person for p in list_people(connection) if not p.removed)
    vacant = len(recount.state.data.vacant)
    return _Read(read_recount_end(recount), people, vacant, first_group(recount))


def _request(read: _Read, pane: FinishPane) -> Request:
    plain = board_majority(read.people, read.vacant)

    def lack(signed: Sequence[Person]) -> str:
        if read.end.waits:
            return "what stands above"
        return plain.lack(signed) or ("" if pane.confirmed else "the first group, typed")

    def do(recount: Recount, keys: Mapping[str, Signer], _reason: str) -> str:
        ended = finish(recount, list(keys.values()))
        left = "".join(f" {path} could not be reached: destroy it by hand." for path in ended.left)
        return f"The recount is finished: entry {ended.appended.index:,}.{left}"

    return Request(
        title="Finish the recount",
        sentence="The last act of the record. Those who sign cosign its last head.",
        button="Finish the recount",
        need=replace(plain, lack=lack),
        do=do,
        topics=frozenset(Topic),
    )
