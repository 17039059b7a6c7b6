"""The bar below the ballot at the docket: the proposal in words, and what each member said."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.docket.members_row import MembersRow
from adjudicator.desktop.docket.ports import BoardView, MemberView, Voice
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import CutLabel
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.review.bar import BAR_HEIGHT, SentenceLabel
from adjudicator.desktop.review.objection_form import ObjectionBar
from adjudicator.desktop.review.observers import ObjectionForm
from adjudicator.desktop.review.ports import ObserverView
from adjudicator.desktop.review.seats_row import ObserversRow, SeatButton, is_low

_PAIRS = {Voice.FOR: "chosen", Voice.AGAINST: "warning", Voice.ABSTAIN: "raised"}


class BoardBar(QWidget):
    """Shows the proposal, the vote and the quorum, and beneath them the observers.

    While an observer objects, the form stands in the place of all of it.
    """

    pressed = Signal(str)
    """A command of the docket, without ``docket.``."""
    observer_pressed = Signal(int)

    def __init__(self, key_of: Callable[[str], str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        part(self, "page", "top")
        self._key_of = key_of
        self._sentence = SentenceLabel()
        self._message = CutLabel(size="small")
        self._quorum = CutLabel(size="small")
        self.put = SeatButton()
        self._said = ""
        self.members = MembersRow()
        self.seats = self.members.seats
        self.observers = ObserversRow()
        self.form = ObjectionBar(key_of)
        self._stack = QStackedWidget()
        self.observers.pressed.connect(self.observer_pressed)
        self.form.pressed.connect(self.pressed)
        self.form.filed.connect(lambda: self.pressed.emit("propose"))
        self.put.clicked.connect(lambda: self.pressed.emit("propose"))
        self.members.pressed.connect(lambda n: self.pressed.emit(f"for_{n + 1}"))
        self._lay_out()
        theme_keeper().changed.connect(self._follow)
        self._follow()

    def _lay_out(self) -> None:
        usual = QWidget()
        column = QVBoxLayout(usual)
        column.setContentsMargins(12, 4, 12, 4)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._sentence, 1)
        words.addWidget(self._message)
        top.addLayout(words, 1)
        top.addWidget(self.put)
        column.addLayout(top, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(self.members)
        row.addWidget(self._quorum, 1)
        column.addLayout(row)
        column.addWidget(self.observers)
        self._stack.addWidget(usual)
        self._stack.addWidget(self.form)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 1, 0, 0)
        whole.addWidget(self._stack)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def _follow(self) -> None:
        seats = self.members.height_of()
        self._quorum.setVisible(not is_low())
        self._show_message()
        lines = 1 if is_low() else 2
        words = lines * theme().line("body") + theme().line("small")
        rows = self.observers.rows(self.width() - 24)
        gallery = self.observers.height_of(rows) + 4 if rows else 0
        usual = max(BAR_HEIGHT, words + seats + 13) + gallery
        self.setFixedHeight(max(usual, self._form_height()))

    def _form_height(self) -> int:
        """What the objection form takes while it is shown."""
        return self.form.needed if self._stack.currentIndex() else 0

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Make room for a second row of observers where the text is large."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._follow()

    def show_observers(self, observers: Sequence[ObserverView]) -> None:
        """Show the observers and where they stand to the board's last ruling."""
        keys = [self._key_of(f"observer_{n + 1}_sign") for n in range(len(observers))]
        self.observers.show_observers(observers, keys)
        self._follow()

    def show_form(self, form: ObjectionForm | None) -> None:
        """Show the objection form, or the vote again."""
        self._stack.setCurrentIndex(1 if form is not None else 0)
        if form is not None:
            self.form.show_form(form)
        self._follow()

    def show_sentence(self, sentence: str, message: str, *, idle: str) -> None:
        """Show the proposal so far and a message; ``idle`` where nothing is said yet."""
        self._sentence.set_text(f"\u201c{sentence}\u201d" if sentence else idle)
        self._said = f"! {message}" if message else ""
        self._show_message()

    def _show_message(self) -> None:
        """With large text the sentence has the line of the message while there is none."""
        self._message.set_text(self._said)
        self._message.setVisible(bool(self._said) or not is_low())

    def show_put(self, *, proposed: bool, majority: bool) -> None:
        """Show what Return does now."""
        if majority:
            word, pair = "records the majority's ruling", "accent"
        elif proposed:
            word, pair = "put to the vote \u2713", "chosen"
        else:
            word, pair = "puts it to the vote", "raised"
        self.put.show_seat(self._key_of("propose"), "Proposal", word, pair=pair)

    def show_board(
        self,
        board: BoardView,
        voices: Mapping[str, Voice],
        heard: Mapping[str, Voice],
        earlier: Mapping[str, str],
    ) -> None:
        """Show each member with a key and what they said.

        :param voices: recorded votes on the proposal in force.
        :param heard: what the clerk heard and nobody has confirmed yet.
        :param earlier: what each said last of this case in this sitting, in words; it decides
            nothing of the proposal in force.
        """
        for n, seat in enumerate(self.seats):
            seat.setVisible(n < len(board.members))
            if n < len(board.members):
                member = board.members[n]
                word, pair = _word(member, voices, heard, earlier)
                seat.show_seat(
                    self._key_of(f"for_{n + 1}"),
                    _name(member),
                    word,
                    pair=pair,
                    dashed=not member.here,
                )
        self.members.place()
        self._quorum.set_text(
            " \u00b7 ".join(words for words in (board.quorum, board.sitting) if words)
        )
        self._follow()

    @property
    def sentence(self) -> str:
        """The sentence on the screen."""
        return self._sentence.accessibleName()

    @property
    def message(self) -> str:
        """The message on the screen."""
        return self._said

    @property
    def words(self) -> list[str]:
        """What stands beneath each member's name."""
        return [seat.word for seat in self.seats if not seat.isHidden()]

    @property
    def quorum(self) -> str:
        """What it says of quorum and sitting."""
        return self._quorum.accessibleName()


def _name(member: MemberView) -> str:
    party = f" \u00b7 {member.party}" if member.party else ""
    return f"{member.name}{party}"


def _word(
    member: MemberView,
    voices: Mapping[str, Voice],
    heard: Mapping[str, Voice],
    earlier: Mapping[str, str],
) -> tuple[str, str]:
    """The word beneath a name and the pair of its colours."""
    if member.person in voices:
        voice = voices[member.person]
        return f"{voice.label} \u2713", _PAIRS[voice]
    if member.person in heard:
        return f"heard: {heard[member.person].label} \u00b7 confirms", "accent"
    if not member.here:
        return "not here", "page"
    if member.person in earlier:
        return f"earlier: {earlier[member.person]}", "raised"
    if not member.signed_in:
        return "here \u00b7 F3 signs in", "page"
    return "presides" if member.presiding else "votes", "raised"
