"""Orders: the register of motions and orders, and beneath it what was noted."""

import tempfile
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.orders.draft import Prepared
from adjudicator.desktop.orders.incident_form import ask_for_incident
from adjudicator.desktop.orders.order_form import OrderForm
from adjudicator.desktop.orders.reading import OrdersView, read_orders
from adjudicator.desktop.orders.signing import order_request
from adjudicator.desktop.proof.note_forms import open_handover_form, open_test_form
from adjudicator.desktop.screen import Host, Screen
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.wording import day_and_clock
from adjudicator.domain.wording import count
from adjudicator.services.notes import NoteLine
from adjudicator.services.orders.documents import readable_copy
from adjudicator.services.orders.register import OrderLine

_SENTENCE, _NOTE = 2, 2
_IN_WORDS = "No motion or order has been recorded yet."


class OrdersScreen(Screen):
    """Every motion as a sentence, the newest first, with its paper; and every note."""

    context = Context.ORDERS

    def __init__(self, desk: Desk, host: Host, commands: CommandTable) -> None:
        super().__init__(desk, host, "Orders")
        self._view: OrdersView | None = None
        self._copies: tempfile.TemporaryDirectory[str] | None = None
        self.new = self.header.add_button("&New order or motion\u2026", primary=True)
        self.words = QLineEdit()
        self.words.setPlaceholderText("Narrow by words")
        self.words.setAccessibleName("Narrow the register and the notes")
        self.open_paper = QPushButton("&Open the document")
        self.note = QPushButton("Note an &incident\u2026")
        self.handed_over = QPushButton("&Handed over\u2026")
        self.tested = QPushButton("&Test of the tabulators\u2026")
        self.orders = _orders_table()
        self.notes = _notes_table()
        self.whole = label(wrap=True)
        self.hash = label(size="small", tone="surface_muted", wrap=True)
        self._lay_out()
        maker = ActionMaker(commands, self)
        maker.make("orders.new", self.begin)
        maker.make("orders.document", self.show_document)
        self.new.clicked.connect(self.begin)
        self.open_paper.clicked.connect(self.show_document)
        self.note.clicked.connect(self._note_incident)
        for button, name, act in (
            (self.handed_over, "orders.handed_over", self.note_handover),
            (self.tested, "orders.tabulator_test", self.note_test),
        ):
            maker.make(name, act)
            button.setToolTip(commands.key(name))
            button.clicked.connect(act)
        self.words.textChanged.connect(self.orders.set_words)
        self.words.textChanged.connect(self.notes.set_words)
        self.orders.opened.connect(lambda _line: self.show_document())
        self.orders.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.destroyed.connect(self._forget_copies)

    def _lay_out(self) -> None:
        look = theme()
        row = QHBoxLayout()
        row.addWidget(label("Motions and orders", size="strong", bold=True))
        row.addWidget(self.words, 1)
        row.addWidget(self.open_paper)
        register = QVBoxLayout()
        register.setContentsMargins(0, 0, 0, 0)
        register.setSpacing(look.space("small"))
        register.addLayout(row)
        register.addWidget(self.orders, 1)
        register.addWidget(self.whole)
        register.addWidget(self.hash)
        below = QVBoxLayout()
        below.setContentsMargins(0, look.space("medium"), 0, 0)
        below.setSpacing(look.space("small"))
        head = QHBoxLayout()
        head.addWidget(label("Incidents and notes", size="strong", bold=True), 1)
        for button in (self.tested, self.handed_over, self.note):
            head.addWidget(button)
        below.addLayout(head)
        below.addWidget(self.notes, 1)
        parts = QSplitter()
        parts.setOrientation(parts.orientation().Vertical)
        parts.setChildrenCollapsible(False)
        for layout in (register, below):
            part = QWidget()
            part.setLayout(layout)
            parts.addWidget(part)
        parts.setStretchFactor(0, 3)
        parts.setStretchFactor(1, 2)
        self.body.addWidget(parts, 1)

    # What there is -------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the register and the notes anew."""
        self.read(read_orders, self._show)

    def _show(self, view: OrdersView) -> None:
        chosen = self.orders.current()
        self._view = view
        self.orders.set_rows(view.orders)
        self.notes.set_rows(view.notes)
        in_force = sum(line.in_force for line in view.orders)
        self.header.set_title(
            "Orders",
            f"{count(len(view.orders), 'motion')}, {in_force:,} in force \u00b7 "
            f"{count(len(view.notes), 'note')}",
        )
        entries = [line.entry for line in view.orders]
        if entries:
            known = chosen is not None and chosen.entry in entries
            self.orders.selectRow(entries.index(chosen.entry) if known and chosen else 0)
        self._show_chosen()

    def _show_chosen(self) -> None:
        line = self.orders.current()
        self.open_paper.setEnabled(line is not None and line.document is not None)
        if line is None:
            self.whole.setText(_IN_WORDS)
            self.hash.clear()
            return
        votes = ", ".join(f"{name} {vote}" for name, vote in line.votes)
        self.whole.setText(f"{line.sentence} Votes: {votes}.")
        self.hash.setText(_document_words(line))

    # What can be done ----------------------------------------------------------------------

    def begin(self) -> None:
        """Fill in a new motion; the members sign it afterwards."""
        if self._view is None:
            return
        form = OrderForm(self.desk, self._view, self)
        form.prepared.connect(self._sign)
        form.open()

    def _sign(self, prepared: Prepared) -> None:
        if self._view is None:
            return
        dialog = SigningDialog(self.desk, order_request(self._view, prepared), self)
        dialog.recorded.connect(lambda said: self.say(str(said)))
        dialog.open()

    def show_document(self) -> None:
        """Open a copy of the order's paper in the program this computer has for it."""
        line = self.orders.current()
        if line is None or line.document is None:
            self.say_nothing()
            return
        if self._copies is None:
            self._copies = tempfile.TemporaryDirectory(prefix="adjudicator-orders-")
        sha256, folder = line.document, Path(self._copies.name)
        self.desk.ask(lambda recount: readable_copy(recount, sha256, folder), self._open, self.tell)

    def _note_incident(self) -> None:
        ask_for_incident(self.desk, self, self.say, lambda why: self.banner.say(why, "warning"))

    def note_handover(self) -> None:
        """Note to whom an export or a file of returns went."""
        open_handover_form(self.desk, self, self.say, self.tell)

    def note_test(self) -> None:
        """Note the logic-and-accuracy test of the tabulators."""
        open_test_form(self.desk, self, self.say, self.tell)

    def say_nothing(self) -> None:
        """There is no document to open."""
        self.banner.say("This order has no document.", "neutral")

    def _open(self, copy: Path) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(copy))):
            self.banner.say(
                f"No program on this computer opens it. A copy lies at {copy}.", "warning"
            )

    def _forget_copies(self) -> None:
        if self._copies is not None:
            self._copies.cleanup()


def _orders_table() -> DataTable[OrderLine]:
    made: DataTable[OrderLine] = DataTable(
        (
            Column("Entry", lambda r: f"{r.entry:,}", lambda r: r.entry, number=True),
            Column("Recorded", lambda r: day_and_clock(r.time), lambda r: r.entry),
            Column("What was ordered", lambda r: r.sentence, tip=lambda r: r.sentence),
            Column("State", lambda r: "IN FORCE" if r.in_force else ""),
            Column("Votes", lambda r: r.votes_words),
            Column("Document", lambda r: r.document[:8] if r.document else ""),
        ),
        "Motions and orders, the newest first",
    )
    made.give_rest(_SENTENCE, 170)
    return made


def _notes_table() -> DataTable[NoteLine]:
    made: DataTable[NoteLine] = DataTable(
        (
            Column("Entry", lambda r: f"{r.entry:,}", lambda r: r.entry, number=True),
            Column("Recorded", lambda r: day_and_clock(r.time), lambda r: r.entry),
            Column("What was noted", lambda r: r.sentence, tip=lambda r: r.sentence),
        ),
        "Incidents and notes, the newest first",
    )
    made.give_rest(_NOTE, 170)
    return made


def _document_words(line: OrderLine) -> str:
    if line.document is None:
        return "Without a document."
    pairs = [line.document[n : n + 8] for n in range(0, len(line.document), 8)]
    missing = "" if line.here else " It is not in this folder: bring it from the second path."
    return f"Document, SHA-256: {' '.join(pairs)}.{missing}"
