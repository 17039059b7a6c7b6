"""What an import did: sheets, lots, cases, the machine's counts, and everything set aside."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from adjudicator.desktop.kit.frame import FigureCell
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.wording import contest_title, precinct_name
from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import Election
from adjudicator.domain.wording import count
from adjudicator.interchange.comparing import Comparison
from adjudicator.services.import_report import ImportReport

_AGREES = {True: "yes", False: "NO", None: "not checked"}


@dataclass(frozen=True, slots=True)
class SetAside:
    """Something a person should look at."""

    kind: str
    where: str
    words: str


def set_aside(report: ImportReport) -> list[SetAside]:
    """Quarantined sheets, duplicates, layouts that cannot be used and notices as rows."""
    return [
        *(SetAside("Quarantined", p.where, p.message) for p in report.quarantined),
        *(SetAside("Twice", "", sentence) for sentence in report.duplicates),
        *(SetAside("Layout left out", p.where, p.message) for p in report.layouts),
        *(SetAside("Left out", p.where, p.message) for p in report.notices),
    ]


class ReportPane(QWidget):
    """The report of the import that ran last."""

    def __init__(self, election: Election) -> None:
        super().__init__()
        self.sheets = FigureCell("Sheets")
        self.cases = FigureCell("Cases")
        self.lots = label(wrap=True)
        self.flagged: DataTable[tuple[str, str, int]] = DataTable(
            (
                Column("Contest", lambda r: contest_title(election, r[0])),
                Column("Condition", lambda r: r[1]),
                Column("Cases", lambda r: f"{r[2]:,}", lambda r: r[2], number=True),
            ),
            "Cases by contest and condition",
        )
        self.compared: DataTable[Comparison] = DataTable(
            (
                Column("Contest", lambda r: contest_title(election, r.contest)),
                Column("Precinct", lambda r: precinct_name(election, r.precinct)),
                Column("Group", lambda r: r.group),
                Column("Agrees", lambda r: _AGREES[r.agrees]),
                _figure("Overvotes\ncounted", lambda r: r.expected_over),
                _figure("Overvotes\nfound", lambda r: r.found_over),
                _figure("Undervotes\ncounted", lambda r: r.expected_under),
                _figure("Undervotes\nfound", lambda r: r.found_under),
            ),
            "The machine's counts against what was found",
        )
        self.aside: DataTable[SetAside] = DataTable(
            (
                Column("What", lambda r: r.kind),
                Column("Where", lambda r: r.where),
                Column("Reason", lambda r: r.words, tip=lambda r: r.words),
            ),
            "Set aside",
        )
        self.compared.give_rest(0, 120)
        self.aside.give_rest(2, 240)
        for table in (self.flagged, self.compared, self.aside):
            table.keep_rows(3)
        self.tabs = QTabWidget()
        self.tabs.addTab(self.flagged, "Cases")
        self.tabs.addTab(self.compared, "The machine's counts")
        self.tabs.addTab(self.aside, "Set aside")
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        row = QHBoxLayout()
        row.setSpacing(theme().space("wide"))
        row.addWidget(self.sheets)
        row.addWidget(self.cases)
        row.addWidget(self.lots, 1)
        column.addLayout(row)
        column.addWidget(self.tabs, 1)

    def show_report(self, report: ImportReport) -> None:
        """Show what an import did."""
        rows = set_aside(report)
        self.sheets.show_figure(f"{report.sheets:,}", count(report.images, "image"))
        self.cases.show_figure(f"{report.cases:,}", count(report.notes, "note"))
        lots = [f"{Lot(lot).label}: {count(n, 'sheet')}" for lot, n in report.lots.items()]
        self.lots.setText("\n".join(lots))
        self.flagged.set_rows(report.flagged)
        self.compared.set_rows(report.comparisons)
        self.aside.set_rows(rows)
        differing = len(report.differences)
        self.tabs.setTabText(0, f"Cases ({len(report.flagged):,})")
        self.tabs.setTabText(1, f"The machine's counts ({count(differing, 'difference')})")
        self.tabs.setTabText(2, f"Set aside ({len(rows):,})")
        self.tabs.setCurrentIndex(2 if rows else 1 if differing else 0)


def _figure(heading: str, value: Callable[[Comparison], int | None]) -> Column[Comparison]:
    return Column(
        heading,
        lambda r: "not known" if value(r) is None else f"{value(r):,}",
        lambda r: -1 if value(r) is None else value(r),
        number=True,
    )


def headline(report: ImportReport) -> str:
    """One sentence for the whole report."""
    if not report.sheets:
        return "The machine's counts are in the record, in the place of those that were replaced."
    taken = f"{count(report.sheets, 'sheet')} with {count(report.cases, 'case')} are in the record"
    if report.quarantined:
        refused = count(len(report.quarantined), "sheet")
        return f"{taken}. {refused} could not be used and stand under \u201cSet aside\u201d."
    if report.differences:
        return f"{taken}. The machine's counts differ in {count(len(report.differences), 'place')}."
    if report.layouts:
        several = len(report.layouts) > 1
        return (
            f"{taken}. {count(len(report.layouts), 'layout')} could not be used and "
            f"{'stand' if several else 'stands'} under \u201cSet aside\u201d: the "
            f"{'sheets were' if several else 'sheet was'} taken, and no vote depends on it."
        )
    if report.duplicates or report.notices:
        told = count(len(report.duplicates) + len(report.notices), "line")
        return f"{taken}. {told} under \u201cSet aside\u201d to read."
    return f"{taken}. Nothing was set aside."
