"""The dialog in which people sign an act that a session key cannot sign.

Each types a passphrase in turn; a wrong one is said at once, in that person's line, and holds up
nobody else.  Opened keys are held until the act is recorded or the dialog is left, then forgotten.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit_to, room_over
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import ScrolledPage
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.signing.need import Need
from adjudicator.desktop.signing.row import SignerRow
from adjudicator.desktop.signing.stale import SIGN_AGAIN, Stale
from adjudicator.desktop.wording import person_words
from adjudicator.domain.people import Person
from adjudicator.services.people import identity
from adjudicator.services.people_at_work.patience import NotOpened
from adjudicator.services.recount import Recount, Signer

Do = Callable[[Recount, Mapping[str, Signer], str], object]
"""The act: the recount, the opened keys by person in signing order, and the reason given."""
_WIDE, _NARROW = 1280, 760
"""With what is signed beside the signatures, and with everything in one column."""
_RETURN = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ONCE_MORE = (
    "Not left yet: people have signed here, and nothing is recorded. Escape again leaves; they "
    "would sign anew."
)
MINUTES_OPEN = 3
"""After so long without a signature the opened keys are forgotten and the dialog closes."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be signed."""

    title: str
    sentence: str
    """What it does, what it cannot undo."""
    button: str
    need: Need
    do: Do
    topics: frozenset[Topic]
    reason: str = ""
    """The question for the reason, such as ``Why is the lot released?``; empty: none is asked."""


class _RecordButton(QPushButton):
    """Return presses it once it has the focus, but not the one that is still held down."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _RETURN and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


class SigningDialog(QDialog):
    """Collects signatures for one act and has it recorded."""

    recorded = Signal(object)
    """What the act gave."""
    signed = Signal(object)
    """The ids of everyone whose key is open, a frozenset, whenever that changes."""
    stale = Signal()
    """Something was recorded elsewhere: the details must be read anew."""

    def __init__(
        self, desk: Desk, request: Request, parent: QWidget, details: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._desk, self._request = desk, request
        self._keys: dict[str, Signer] = {}
        self._busy = False
        self._opening: set[str] = set()
        self._round = 0
        self._details = details
        self._announcer = Announcer(self)
        self.setWindowTitle(request.title)
        self.setModal(True)
        self.banner = Banner()
        self.reason = QLineEdit()
        self.reason.setAccessibleName(request.reason)
        self.record_button = _RecordButton(request.button)
        self.record_button.setProperty("kind", "primary")
        self.record_button.setAutoDefault(False)
        self.leave_button = QPushButton("Not now")
        self.leave_button.setAutoDefault(False)
        self.lacking = label(tone="surface_muted", wrap=True)
        here = {seat.person.id for seat in desk.seats}
        self._asked = request.need.asked & here
        self._passed: set[str] = set()
        # Whoever sits here signs here: their lines come first.
        candidates = sorted(request.need.candidates, key=lambda p: p.id not in here)
        self.rows = {p.id: self._row(p) for p in candidates}
        self._lay_out(details)
        self._order_tabs()
        self.record_button.clicked.connect(self._record)
        self.leave_button.clicked.connect(self.reject)
        self.reason.textChanged.connect(self._show_lack)
        self.reason.returnPressed.connect(self._go_on)
        self._forget = QTimer(self)
        self._forget.setSingleShot(True)
        self._forget.setInterval(MINUTES_OPEN * 60_000)
        self._forget.timeout.connect(self.reject)
        self.finished.connect(self._keys.clear)
        self.finished.connect(self.deleteLater)
        self._show_lack()

    def _order_tabs(self) -> None:
        """The reason, every passphrase, the buttons; typing begins with the first of them."""
        stops: list[QWidget] = [self.reason] if self._request.reason else []
        stops += [row.line for row in self.rows.values()]
        stops += [self.leave_button, self.record_button]
        for one, next_ in pairwise(stops):
            self.setTabOrder(one, next_)
        stops[0].setFocus()

    def _row(self, person: Person) -> SignerRow:
        row = SignerRow(person, person_words(person, self._desk.recount.election))
        row.given.connect(self._open_key)
        row.passed.connect(self._pass_by)
        return row

    def _lay_out(self, details: QWidget | None) -> None:
        request, look = self._request, theme()
        self._column = column = QVBoxLayout(self)
        column.setSpacing(look.space("medium"))
        mark_dialog(self, self._desk.recount.watermark)
        column.addWidget(label(request.title, size="title", bold=True, wrap=True))
        column.addWidget(label(request.sentence, wrap=True))
        self._middle = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        if details is not None:
            self._middle.addWidget(details)
        self._middle.addLayout(self._signatures())
        column.addLayout(self._middle, 1)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.addWidget(self.lacking, 1)
        row.addWidget(self.leave_button)
        row.addWidget(self.record_button)
        column.addLayout(row)
        fit_to(self, self._arranged)

    def _arranged(self) -> QSize:
        """What is signed beside the signatures or, where the text leaves no room, above them.

        :returns: as wide as that asks for, and as high as it takes.
        """
        look, room = theme(), room_over(self)
        beside = self._details is not None and room.width() >= look.scaled(_WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(across if beside else down)
        self._middle.setSpacing(look.space("wide" if beside else "medium"))
        last = self._middle.count() - 1
        # Below what is signed the lines to sign in take what they need, and that has the rest.
        self._middle.setStretch(last, 10 if beside else 0)
        if last:
            self._middle.setStretch(0, 11 if beside else 1)
        high = min(self._area.needed, look.scaled(230), room.height() // 5)
        self._area.setMinimumHeight(high)
        wide = min(look.scaled(_WIDE if beside else _NARROW), room.width())
        self.setMinimumWidth(wide)
        return QSize(wide, self._column.totalHeightForWidth(wide))

    def _signatures(self) -> QVBoxLayout:
        request = self._request
        column = QVBoxLayout()
        column.setSpacing(theme().space("medium"))
        if request.reason:
            column.addWidget(label(request.reason, bold=True))
            column.addWidget(self.reason)
        column.addWidget(label(request.need.who, bold=True, wrap=True))
        column.addWidget(self._people(), 1)
        return column

    def _people(self) -> ScrolledPage:
        inner = QWidget()
        lines = QVBoxLayout(inner)
        lines.setContentsMargins(0, 0, theme().space("small"), 0)
        lines.setSpacing(0)
        for row in self.rows.values():
            lines.addWidget(row)
        lines.addStretch(1)
        self._area = ScrolledPage(inner)
        return self._area

    def _open_key(self, person: str, passphrase: str) -> None:
        self._forget.start()
        self._opening.add(person)
        self._desk.ask(
            lambda recount: identity(recount, person, passphrase),
            partial(self._opened, person, self._round),
            partial(self._not_opened, person),
        )

    def _opened(self, person: str, round_: int, signer: Signer) -> None:
        if not self.isVisible() or round_ != self._round:
            return
        self._opening.discard(person)
        self._keys[person] = signer
        self.rows[person].accept()
        self.signed.emit(frozenset(self._keys))
        self._show_lack()
        self._go_on()

    def _not_opened(self, person: str, failure: Failure) -> None:
        self._opening.discard(person)
        error, row = failure.error, self.rows[person]
        if isinstance(error, NotOpened) and error.seconds:
            row.hold(error.what, partial(self._desk.recount.patience.seconds_left, person))
            self._go_on()
        else:
            row.refuse(failure.sentence)
        # Once the line is as high as its sentence takes.
        QTimer.singleShot(0, self, partial(self._area.ensureWidgetVisible, row))

    def _go_on(self) -> None:
        """The next empty line is where the next person types; when it is enough, the button."""
        enough = self.record_button.isEnabled()
        for person, row in self.rows.items():
            asked = not enough or person in self._asked - self._passed
            if asked and person not in self._keys and row.line.isEnabled():
                row.line.setFocus()
                return
        if enough:
            self.record_button.setFocus()

    def _pass_by(self, person: str) -> None:
        """Return in an empty line: whoever need not sign does not, and the next is asked."""
        if self.record_button.isEnabled():
            self._passed.add(person)
            self._go_on()
        else:
            self.rows[person].refuse("Nothing was typed. Type the passphrase.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; where somebody has signed it says first what would be dropped."""
        escape = event.key() == Qt.Key.Key_Escape
        if escape and self._keys and self.banner.sentence != ONCE_MORE:
            self.banner.say(ONCE_MORE, "warning")
            self._announcer.say(ONCE_MORE, urgent=True)
        else:
            super().keyPressEvent(event)

    def look_again(self) -> None:
        """Something in the details changed that bears on who must sign."""
        self._show_lack()

    def start_over(self) -> None:
        """What was signed is not what stands here any more: every signature given is dropped."""
        given = self._opening | self._keys.keys()
        self._round += 1
        self._keys.clear()
        self._opening.clear()
        self._passed.clear()
        for person in given:
            self.rows[person].drop()
        if given:
            self.banner.say(SIGN_AGAIN, "warning")
            self._announcer.say(SIGN_AGAIN, urgent=True)
        self.signed.emit(frozenset())
        self._show_lack()

    def _show_lack(self) -> None:
        signed = [self.rows[person].person for person in self._keys]
        lack = self._request.need.lack(signed)
        if not lack and self._request.reason and not self.reason.text().strip():
            lack = "the reason"
        for person in self._request.need.asked - self._keys.keys():
            self.rows[person].shut(self._request.need.full(signed))
        self.lacking.setText(f"Still needed: {lack}." if lack else "")
        self.record_button.setEnabled(not lack and not self._busy)

    def _record(self) -> None:
        self._hold(busy=True)
        keys, reason = dict(self._keys), self.reason.text().strip()
        self._desk.act(
            lambda recount: self._request.do(recount, keys, reason),
            self._request.topics,
            self._done,
            self._failed,
        )

    def _done(self, result: object) -> None:
        self.accept()
        self.recorded.emit(result)

    def _failed(self, failure: Failure) -> None:
        self._hold(busy=False)
        if isinstance(failure.error, Stale):
            self.start_over()
            self.stale.emit()
            return
        self.banner.say(failure.sentence, "bad")

    def _hold(self, *, busy: bool) -> None:
        """While it is being recorded nothing of what was signed can be changed."""
        self._busy = busy
        if self._details is not None:
            self._details.setEnabled(not busy)
        self._show_lack()
