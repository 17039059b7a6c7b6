"""Whether the counties rule alike: every share beside that of all others, marks first."""

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.domain.rates import Rate
from adjudicator.domain.statewide.uniformity import CountyShare, per_thousand
from adjudicator.services.statewide.report import ContestReport
from adjudicator.services.statewide.telling import uniformity_sentences

_LEAST_ROWS = 4
_NONE = "Two counties with rulings are needed before any can be compared."


class AlikePane(QWidget):
    """The fourth page of the state."""

    def __init__(self) -> None:
        super().__init__()
        self.only = QCheckBox("&Only where to look")
        self.words = QLineEdit()
        self.words.setAccessibleName("Narrow by words")
        self.words.setPlaceholderText("Narrow by county, share or clause")
        self.rule = label(_NONE, wrap=True)
        self.table: DataTable[CountyShare] = DataTable(
            (
                Column("County", lambda s: s.county),
                Column("Share of the ballots ruled on", lambda s: s.name),
                Column("Of 1,000", lambda s: per_thousand(s.own), _own, number=True),
                Column("This county", lambda s: _count(s.own), lambda s: s.own.of, number=True),
                Column("Others,\nof 1,000", lambda s: per_thousand(s.rest), _rest, number=True),
                Column("All others", lambda s: _count(s.rest), lambda s: s.rest.of, number=True),
                Column("", lambda s: "look here" if s.far else "", lambda s: not s.far),
            ),
            "Shares by county",
        )
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space("medium"))
        row = QHBoxLayout()
        row.setSpacing(look.space("medium"))
        row.addWidget(self.only)
        row.addWidget(self.words, 1)
        column.addLayout(row)
        column.addWidget(self.table, 1)
        column.addWidget(self.rule)
        self.table.give_rest(1, 180)
        self.table.keep_rows(_LEAST_ROWS)
        self._shares: tuple[CountyShare, ...] = ()
        self.only.toggled.connect(self._fill)
        self.words.textChanged.connect(self.table.set_words)

    def enter(self) -> None:
        """Begin here."""
        self.table.setFocus()

    def show_report(self, report: ContestReport) -> None:
        """Show the shares of a contest."""
        shares = [share for _, some in report.uniformity.counties for share in some]
        self._shares = tuple(sorted(shares, key=lambda s: (not s.far, s.county)))
        marks = len(report.uniformity.far)
        said = uniformity_sentences(report)
        where = f"{marks} marked \u201clook here\u201d. " if marks else "No county is far off. "
        self.rule.setText(where + said[-1] if said else _NONE)
        self._fill()

    def _fill(self) -> None:
        only = self.only.isChecked()
        self.table.set_rows([share for share in self._shares if share.far or not only])


def _count(rate: Rate) -> str:
    return f"{rate.hits:,} of {rate.of:,}"


def _own(share: CountyShare) -> float:
    return share.own.share or 0.0


def _rest(share: CountyShare) -> float:
    return share.rest.share or 0.0
