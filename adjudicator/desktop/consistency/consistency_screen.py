"""Consistency: situations ruled unlike with both sides' ballots, and how each table rules."""

from functools import partial

from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.consistency.side_pane import SidePane
from adjudicator.desktop.consistency.words import (
    CAUTION,
    chosen_words,
    head_words,
    pace_words,
    share_of,
    share_words,
    situation_lines,
    situation_words,
)
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.stacking import stack_when_large
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.review.ports import CaseView
from adjudicator.desktop.review_desk import StationReview
from adjudicator.desktop.screen import Host, Screen
from adjudicator.domain.situations import Unlike
from adjudicator.services.consistency import ConsistencyReport, TableReport, consistency_report

_ANY_BATCH = 0
"""Cases are asked for by their number alone."""
_LEAST_ROWS = 3
READING = "Comparing every ruling \u2026"


class ConsistencyScreen(Screen):
    """The report is read when the screen is shown; it takes seconds for a large county."""

    context = Context.CONSISTENCY
    shows = frozenset({Topic.RULINGS})

    def __init__(self, desk: Desk, host: Host, _commands: CommandTable) -> None:
        super().__init__(desk, host, "Consistency")
        folder = desk.recount.folder
        self.cache = ImageCache(
            lambda sha256: folder.image(sha256).read_bytes(), desk.images, parent=self
        )
        self._cases = StationReview(desk.recount, desk.seating, _ANY_BATCH)
        self.head = label(READING, size="strong", bold=True, wrap=True)
        self.unlike = self._unlike_table()
        self.chosen = label(wrap=True)
        self.tables = _tables_table()
        self.counted = SidePane("A vote was found", self.cache)
        self.rejected = SidePane("No vote was found", self.cache)
        self._lay_out()
        self.unlike.selectionModel().currentRowChanged.connect(self._show_sides)
        self.unlike.opened.connect(lambda _unlike: self.counted.table.setFocus())
        for pane in (self.counted, self.rejected):
            pane.wanted.connect(partial(self._ask_for, pane))
            pane.opened.connect(self._find)

    def _lay_out(self) -> None:
        look = theme()
        page = part(QWidget(), "page")
        self._parts = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        self._parts.setContentsMargins(0, 0, 0, 0)
        sides = QHBoxLayout()
        for row in (self._parts, sides):
            row.setSpacing(look.space("large"))
        left = QVBoxLayout()
        left.setSpacing(look.space("small"))
        left.addWidget(self.head)
        left.addWidget(self.unlike, 3)
        left.addWidget(self.chosen)
        left.addWidget(label("How each table rules", size="strong", bold=True))
        left.addWidget(self.tables, 2)
        left.addWidget(label(CAUTION, size="small", tone="surface_muted", wrap=True))
        sides.addWidget(self.counted, 1)
        sides.addWidget(self.rejected, 1)
        self._parts.addLayout(left, 15)
        self._parts.addLayout(sides, 16)
        for table in (self.unlike, self.tables, self.counted.table, self.rejected.table):
            table.keep_rows(_LEAST_ROWS)
        self.body.addWidget(scrolled(page), 1)
        stack_when_large(self._parts)

    def _unlike_table(self) -> DataTable[Unlike]:
        rules = self.desk.recount.rules
        made: DataTable[Unlike] = DataTable(
            (
                Column(
                    "Like ballots",
                    lambda r: situation_lines(r.situation, rules),
                    tip=lambda r: situation_words(r.situation, rules),
                ),
                Column("A vote", lambda r: f"{len(r.counted):,}", _counted, number=True),
                Column("No vote", lambda r: f"{len(r.rejected):,}", _rejected, number=True),
            ),
            "Like ballots ruled unlike, the rarest exceptions first",
        )
        made.give_rest(0, 200)
        made.give_lines(2)
        return made

    def refresh(self) -> None:
        """Compare anew."""
        if not self.unlike.rows_model.rowCount():
            self.head.setText(READING)
        self.read(consistency_report, self._show)

    def _show(self, report: ConsistencyReport) -> None:
        before = self.unlike.current()
        self.head.setText(head_words(report))
        self.tables.set_rows(report.tables)
        self.unlike.set_rows(report.unlike)
        same = [
            n
            for n, unlike in enumerate(report.unlike)
            if before is not None and unlike.situation == before.situation
        ]
        if report.unlike:
            self.unlike.selectRow(same[0] if same else 0)
        self._show_sides()

    def _show_sides(self) -> None:
        unlike = self.unlike.current()
        rules = self.desk.recount.rules
        self.chosen.setText("" if unlike is None else chosen_words(unlike, rules))
        self.counted.show_cases(() if unlike is None else unlike.counted)
        self.rejected.show_cases(() if unlike is None else unlike.rejected)

    def _ask_for(self, pane: SidePane, number: str) -> None:
        self.desk.ask(
            lambda _recount: self._cases.case(number), partial(pane.show_view, number), self.tell
        )

    def _find(self, number: str) -> None:
        self.desk.ask(lambda _recount: self._cases.case(number), self._open, self.tell)

    def _open(self, view: CaseView) -> None:
        self.host.show_review(view.batch, view.number)


def _tables_table() -> DataTable[TableReport]:
    def share(heading: str, name: str) -> Column[TableReport]:
        return Column(
            heading,
            lambda r: share_words(share_of(r, name)),
            lambda r: share_of(r, name).own.share or 0,
            tip=lambda r: share_of(r, name).words,
        )

    made: DataTable[TableReport] = DataTable(
        (
            Column("Table", lambda r: r.table, tip=lambda r: r.table),
            share("A vote", "a vote"),
            share("To the\nboard", "sent to the board"),
            share("Objected\nto", "objected to"),
            Column("Cases\nan hour", pace_words, lambda r: r.per_hour or 0),
        ),
        "How each table rules",
    )
    made.give_rest(0, 60)
    made.break_in_need()
    return made


def _counted(unlike: Unlike) -> int:
    return len(unlike.counted)


def _rejected(unlike: Unlike) -> int:
    return len(unlike.rejected)
