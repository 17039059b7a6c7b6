"""The Record screen: a page of entries, newest first, and one of them in full."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QFileDialog,
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk
from adjudicator.desktop.entries.details import DetailsPanel
from adjudicator.desktop.entries.filters import KINDS, EntryFilters
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import CutLabel
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.desktop.kit.workers import Ticket
from adjudicator.desktop.orders.reopen_form import ask_to_reopen
from adjudicator.desktop.proof.record_acts import RecordActs
from adjudicator.desktop.screen import Host, Screen
from adjudicator.desktop.wording import day_and_clock
from adjudicator.domain.wording import count
from adjudicator.interchange.adjudication_log import write_log_csv, write_log_json
from adjudicator.services.entry_details import read_details
from adjudicator.services.logbook import log_lines
from adjudicator.services.paging import EntryFilter, EntryLine, EntryPage, read_page
from adjudicator.services.proof.receipts import make_receipt, write_receipt
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import PersonRecord, list_people

_WHAT = 3
"""The column that says what happened: the others leave it their room."""
_ROOM_FOR_BOTH = 1200
"""From this width, at a text size of 100 %, one entry stands beside the list."""


@dataclass(frozen=True, slots=True)
class _Read:
    page: EntryPage
    people: list[PersonRecord]
    code: str


class RecordScreen(Screen):
    """Every act, and what it says."""

    context = Context.RECORD

    def __init__(self, desk: Desk, host: Host, commands: CommandTable) -> None:
        super().__init__(desk, host, "Record")
        self.filters = EntryFilters(desk.recount.election)
        self.table: DataTable[EntryLine] = DataTable(
            (
                Column("Entry", _index_words, lambda r: r.entry.index, number=True),
                Column("Time", lambda r: day_and_clock(r.entry.time), lambda r: r.entry.index),
                Column("Kind", lambda r: KINDS.get(r.entry.kind, r.entry.kind)),
                Column("What happened", lambda r: r.sentence, tip=lambda r: r.sentence),
            ),
            "Entries of the record",
        )
        self.details = DetailsPanel()
        self.newest = QPushButton("&Newest")
        self.newer = QPushButton("Ne&wer")
        self.older = QPushButton("&Older")
        self.said = CutLabel()
        self.csv = QPushButton("Save as &CSV\u2026")
        self.json = QPushButton("Save as &JSON\u2026")
        self.reopen = QPushButton("&Reopen its cases\u2026")
        self.receipt = QPushButton("Save a re&ceipt\u2026")
        self.receipt.setToolTip(
            "Of the entry chosen, to be taken home. Whoever made it, and a clerk, signed in here, "
            "get everything it sealed."
        )
        self.reopen.setToolTip("Of a ruling whose batch is closed. Two different officers sign.")
        for button, form in ((self.csv, "CSV"), (self.json, "JSON")):
            button.setAccessibleName(f"Save the whole log as {form}")
            button.setToolTip("The whole log: every act, with who attested and why.")
        self.heads = self.header.add_button("&Heads\u2026")
        self.verify = self.header.add_button("&Verify\u2026")
        self.export = self.header.add_button("&Export\u2026")
        self._acts = RecordActs(desk, self, self.banner, self.say, self.tell)
        maker = ActionMaker(commands, self)
        for button, name, act in (
            (self.heads, "record.heads", self._acts.heads),
            (self.verify, "record.verify", self._acts.verify),
            (self.export, "record.export", self._acts.export),
        ):
            maker.make(name, act)
            button.setToolTip(commands.key(name))
            button.clicked.connect(act)
        self._below: list[int | None] = [None]
        """Where each page begins, from the newest to the one that is shown."""
        self._next: int | None = None
        self._details: Ticket | None = None
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        look = theme()
        page = part(QWidget(), "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("medium"))
        column.addWidget(self.filters)
        self._middle = middle = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        middle.setSpacing(look.space("large"))
        middle.addWidget(self.table, 3)
        middle.addWidget(self.details, 2)
        column.addLayout(middle, 1)
        pages, acts = QHBoxLayout(), QHBoxLayout()
        for button in (self.newest, self.newer, self.older):
            pages.addWidget(button)
        pages.addWidget(self.said, 1)
        acts.addStretch(1)
        for button in (self.reopen, self.receipt, self.csv, self.json):
            acts.addWidget(button)
        self._buttons = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._rows = (pages, acts)
        self._buttons.addLayout(pages, 1)
        self._buttons.addLayout(acts)
        column.addLayout(self._buttons)
        self.table.give_rest(_WHAT, 280)
        self.table.keep_rows(4)
        self._area = scrolled(page)
        self.body.addWidget(self._area)
        theme_keeper().changed.connect(self._share_width)
        self._share_width()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width out."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        """One entry beside the list or, in a narrow window or large text, below it."""
        narrow = self.width() < theme().scaled(_ROOM_FOR_BOTH)
        beside, below = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._middle.setDirection(below if narrow else beside)
        widths = [row.sizeHint().width() for row in self._rows]
        needed = sum(widths) + self._buttons.spacing()
        # Not the width of what stands here: the buttons in one row would have made that.
        around, bar = self.body.contentsMargins(), self._area.verticalScrollBar().sizeHint()
        room = self.width() - around.left() - around.right() - bar.width()
        self._buttons.setDirection(below if needed > room else beside)

    def _connect(self) -> None:
        self.filters.changed.connect(self.show_newest)
        self.table.selectionModel().currentRowChanged.connect(self._show_entry)
        self.newest.clicked.connect(self.show_newest)
        self.newer.clicked.connect(self._show_newer)
        self.older.clicked.connect(self._show_older)
        self.csv.clicked.connect(lambda: self._choose_file("csv"))
        self.json.clicked.connect(lambda: self._choose_file("json"))
        self.reopen.clicked.connect(self._ask_to_reopen)
        self.receipt.clicked.connect(self._choose_folder)
        self.details.clear()

    # Pages ---------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the page that is shown anew."""
        wanted, below = self.filters.filter(), self._below[-1]
        self.read(lambda recount: _read(recount, wanted, below), self._show)

    def show_newest(self) -> None:
        """Show the first page of what the filters let through."""
        self._below = [None]
        self.refresh()

    def _show_older(self) -> None:
        if self._next is not None:
            self._below.append(self._next)
            self.refresh()

    def _show_newer(self) -> None:
        if len(self._below) > 1:
            self._below.pop()
            self.refresh()

    def _show(self, found: _Read) -> None:
        page = found.page
        chosen = self.table.current()
        self.filters.show_people(found.people)
        entries = count(page.size, "entry", "entries")
        self.header.set_title("Record", f"{found.code} \u00b7 {entries}")
        self.table.set_rows(page.lines)
        self._next = page.older
        self.older.setEnabled(page.older is not None)
        self.newer.setEnabled(len(self._below) > 1)
        self.newest.setEnabled(len(self._below) > 1)
        self.said.set_text(_range_words(page))
        indexes = [line.entry.index for line in page.lines]
        same = chosen is not None and chosen.entry.index in indexes
        if page.lines:
            row = indexes.index(chosen.entry.index) if same and chosen is not None else 0
            self.table.selectRow(row)
        else:
            self.details.clear()

    def _show_entry(self) -> None:
        line = self.table.current()
        if self._details is not None:
            self._details.drop()
        self.reopen.setEnabled(line is not None and line.entry.kind == "rule")
        self.receipt.setEnabled(line is not None)
        if line is None:
            self.details.clear()
            return
        entry = line.entry
        self._details = self.desk.ask(
            lambda recount: read_details(recount, entry), self.details.show_details, self.tell
        )

    def _ask_to_reopen(self) -> None:
        """The form for two officers, or the sentence that says why there is none."""
        line = self.table.current()
        if line is not None and line.entry.kind == "rule":
            seals = [item["case"] for item in line.entry.body["items"]]
            ask_to_reopen(self.desk, seals, self, self.say, self.tell)

    # A receipt -----------------------------------------------------------------------------

    def _choose_folder(self) -> None:
        line = self.table.current()
        if line is None:
            return
        index = line.entry.index
        chosen = QFileDialog.getExistingDirectory(self, f"Where to save the receipt of {index:,}")
        if chosen:
            self.save_receipt(index, Path(chosen))

    def save_receipt(self, index: int, folder: Path) -> None:
        """Save the receipt of an entry for those who sit at this station."""
        holders = [seat.person.id for seat in self.desk.seats]

        def save(recount: Recount) -> str:
            made = make_receipt(recount, index, holders)
            path = write_receipt(made, folder)
            return " ".join((f"{path.name} is saved.", *made.told))

        self.desk.ask(save, self.say, self.tell)

    # The log -------------------------------------------------------------------------------

    def _choose_file(self, form: str) -> None:
        name = f"adjudication-log.{form}"
        chosen, _ = QFileDialog.getSaveFileName(self, "Save the log", name, f"*.{form}")
        if chosen:
            self.save_log(Path(chosen))

    def save_log(self, path: Path) -> None:
        """Write the whole log to a file; its ending says as what."""
        self.banner.say("Writing the log\u2026", "neutral")
        self.desk.record.submit(
            lambda: _write_log(self.recount, path),
            lambda lines: self.say(f"The log was saved as {path.name}: {lines}."),
            self.tell,
        )


def _index_words(line: EntryLine) -> str:
    return f"{line.entry.index:,}"


def _read(recount: Recount, wanted: EntryFilter, below: int | None) -> _Read:
    page = read_page(recount, wanted, below=below)
    with recount.reading() as connection:
        return _Read(page, list_people(connection), recount.record_code())


def _range_words(page: EntryPage) -> str:
    if not page.lines:
        return "No entry is like that."
    first, last = page.lines[-1].entry.index, page.lines[0].entry.index
    return f"{len(page.lines):,} shown, {first:,} to {last:,}, newest first"


def _write_log(recount: Recount, path: Path) -> str:
    mark = recount.watermark
    with path.open("w", encoding="utf-8", newline="") as out:
        if path.suffix.lower() == ".json":
            lines = log_lines(recount)
            written = write_log_json(lines, out, origin=recount.origin, watermark=mark)
        else:
            written = write_log_csv(log_lines(recount), out, watermark=mark)
    return count(written, "line")
