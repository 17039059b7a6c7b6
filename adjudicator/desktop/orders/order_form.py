"""The form of a new motion or order: who ordered what, about what, why, and who votes how."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.importing.form import PathField
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.choices import ChoiceBox
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.fitting import fit_to
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.kit.watermark import mark_dialog
from adjudicator.desktop.orders.draft import OrderDraft, Prepared, prepare, read_moment
from adjudicator.desktop.orders.reading import OrdersView
from adjudicator.desktop.orders.target import TargetField
from adjudicator.desktop.orders.votes import VotesField
from adjudicator.services.deadlines.zones import county_now
from adjudicator.services.errors import Refusal
from adjudicator.services.orders.motion import Effect
from adjudicator.services.orders.targets import Target
from adjudicator.services.orders.wording import Authority, OrderWords

_DOCUMENTS = "The order (*.pdf *.png *.jpg *.jpeg *.tif *.tiff *.txt);;All files (*)"


class OrderForm(QDialog):
    """Filled in by whoever writes for the board; the members sign afterwards.

    :param view: the board, and what there is to choose from.
    """

    prepared = Signal(object)
    """A :class:`~adjudicator.desktop.orders.draft.Prepared`."""

    def __init__(self, desk: Desk, view: OrdersView, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self._view = desk, view
        self.setWindowTitle("New order or motion")
        self.setModal(True)
        self.finished.connect(self.deleteLater)
        self.by, self.effect = ChoiceBox(), ChoiceBox()
        self.name, self.given = QLineEdit(), QLineEdit()
        self.target = TargetField()
        self.words = QPlainTextEdit()
        self.document = PathField("The order's own paper", folder=False, files=_DOCUMENTS)
        self.votes = VotesField()
        self.banner = Banner()
        self.go_on = QPushButton("&Go on to the signatures")
        self.leave = QPushButton("Not now")
        self._fill()
        self._lay_out()
        self.by.currentIndexChanged.connect(self._name_authority)
        self.effect.currentIndexChanged.connect(self._show_effect)
        self.votes.changed.connect(self._show_button)
        self.go_on.clicked.connect(self.submit)
        self.leave.clicked.connect(self.reject)
        self._name_authority()
        self._show_effect()
        self.by.setFocus()

    def _fill(self) -> None:
        for box, name, values in (
            (self.by, "Who ordered it", tuple(Authority)),
            (self.effect, "What it does", tuple(Effect)),
        ):
            box.setAccessibleName(name)
            for value in values:
                box.addItem(value.label, value)
        self.name.setAccessibleName("Its name, as it is told")
        self.given.setAccessibleName("When it was ordered")
        self.given.setText(county_now(self._desk.recount).strftime("%Y-%m-%d %H:%M"))
        self.words.setAccessibleName("Why, in words")
        self.words.setTabChangesFocus(True)
        theme_keeper().changed.connect(self._follow)
        self._follow()
        self.votes.show_board(self._view.board, self._view.needed)

    def _follow(self) -> None:
        """Three lines of words, however large the text."""
        self.words.setFixedHeight(3 * theme().line("body") + 14)

    def _lay_out(self) -> None:
        look = theme()
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(0, 0, look.space("small"), 0)
        grid.setHorizontalSpacing(look.space("wide"))
        grid.setVerticalSpacing(look.space("small"))
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.addLayout(_asked("&Who ordered it?", self.by), 0, 0)
        grid.addLayout(_asked("Its &name, as it is told", self.name), 0, 1)
        grid.addLayout(_asked("Wh&en, in the county's own time", self.given), 1, 0)
        grid.addLayout(_asked("What does it &do?", self.effect), 1, 1)
        grid.addWidget(self.target, 2, 0, 1, 2)
        grid.addLayout(
            _asked("Wh&y? These words stand wherever it is told", self.words), 3, 0, 1, 2
        )
        paper = "The &order itself, if there is a paper: it is kept under its hash"
        grid.addLayout(_asked(paper, self.document), 4, 0, 1, 2)
        grid.addWidget(label("How the board votes", bold=True), 5, 0, 1, 2)
        grid.addWidget(self.votes, 6, 0, 1, 2)
        grid.setRowStretch(7, 1)
        column = QVBoxLayout(self)
        column.setSpacing(look.space("medium"))
        mark_dialog(self, self._desk.recount.watermark)
        column.addWidget(label("New order or motion", size="title", bold=True))
        column.addWidget(scrolled(inner), 1)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.addStretch(1)
        self.go_on.setProperty("kind", "primary")
        for button in (self.leave, self.go_on):
            button.setAutoDefault(False)
            row.addWidget(button)
        column.addLayout(row)
        fit_to(
            self,
            lambda: QSize(theme().scaled(860), inner.sizeHint().height() + theme().scaled(190)),
        )

    # What stands there ---------------------------------------------------------------------

    def _name_authority(self) -> None:
        authority = Authority(self.by.currentData())
        self.name.setText(authority.usual_name)
        self.name.setEnabled(authority is Authority.COURT)

    def _show_effect(self) -> None:
        self.target.show_effect(self._view, Effect(self.effect.currentData()))

    def _show_button(self) -> None:
        self.go_on.setEnabled(not self.votes.lack)

    def choose(self, effect: Effect, target: Target) -> None:
        """Begin with the board's own motion of that effect; all of it can still be changed."""
        self.by.setCurrentIndex(self.by.findData(Authority.BOARD))
        self.effect.setCurrentIndex(self.effect.findData(effect))
        self.target.choose(target)
        self.words.setFocus()

    def draft(self) -> OrderDraft:
        """What stands in the form.

        :raises Refusal: the time is none.
        """
        given = read_moment(self._desk.recount, self.given.text(), "When it was ordered")
        words = OrderWords(
            Authority(self.by.currentData()), self.words.toPlainText(), self.name.text(), given
        )
        return OrderDraft(
            effect=Effect(self.effect.currentData()),
            words=words,
            votes=self.votes.votes,
            target=self.target.target,
            numbers=self.target.numbers,
            due=self.target.due,
            document=self.document.path,
        )

    def submit(self) -> None:
        """Check the form; the signatures come next."""
        try:
            draft = self.draft()
        except Refusal as refusal:
            self.banner.say(str(refusal), "bad")
            return
        self.go_on.setEnabled(False)
        self._desk.ask(lambda recount: prepare(recount, draft), self._take, self._failed)

    def _take(self, prepared: Prepared) -> None:
        self.accept()
        self.prepared.emit(prepared)

    def _failed(self, failure: Failure) -> None:
        self._show_button()
        self.banner.say(failure.sentence, "bad")


def _asked(question: str, field: QWidget) -> QVBoxLayout:
    """A question above its field."""
    lines = QVBoxLayout()
    lines.setSpacing(theme().space("hair"))
    words = label(question, bold=True, wrap=True)
    words.setBuddy(field)
    lines.addWidget(words)
    lines.addWidget(field)
    return lines
