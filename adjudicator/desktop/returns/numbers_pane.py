"""From two numbers to what the margin gives: before any file is at hand."""

from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from adjudicator.desktop.kit.choices import NumberBox
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.domain.canvass.results import Stage
from adjudicator.domain.canvass.tiers import assess_margin
from adjudicator.domain.rulepack import RulePack, Scope
from adjudicator.services.canvass.telling import assessment_sentences, orders

_MOST = 999_999_999
_WIDEST = 760
_APPROXIMATE = (
    "Approximate: from two numbers. Who asked in writing for no recount, and how many over- and "
    "undervotes there are, is not known here."
)
_TYPE = "Type the margin and the votes cast."
_TOO_MUCH = "No contest has such a result: the margin is no larger than the votes cast."


class NumbersPane(QWidget):
    """The fourth page of Returns."""

    def __init__(self) -> None:
        super().__init__()
        self.margin, self.votes = NumberBox(), NumberBox()
        for box, name in ((self.margin, "Margin in votes"), (self.votes, "Votes cast")):
            box.setRange(0, _MOST)
            box.setGroupSeparatorShown(True)
            box.setAccessibleName(name)
            box.valueChanged.connect(self._answer)
        self.approximate = label(_APPROXIMATE, bold=True, wrap=True)
        self.heading = label(size="strong", bold=True, wrap=True)
        self.answer = label(wrap=True)
        self._stage = Stage.FIRST
        self._pack: RulePack | None = None
        self._lay_out()

    def enter(self) -> None:
        """Begin here; a number that stands there is replaced by the one typed."""
        self.margin.setFocus()
        self.margin.selectAll()

    def _lay_out(self) -> None:
        look = theme()
        self._box = box = part(QWidget(), "surface")
        self._follow()
        theme_keeper().changed.connect(self._follow)
        column = QVBoxLayout(box)
        column.setContentsMargins(*[look.space("large")] * 4)
        column.setSpacing(look.space("medium"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(look.space("medium"))
        for n, (words, field) in enumerate(
            (("&Margin in votes", self.margin), ("Votes c&ast for the contest", self.votes))
        ):
            caption = label(words, bold=True)
            caption.setBuddy(field)
            grid.addWidget(caption, n, 0)
            grid.addWidget(field, n, 1)
            field.setMinimumWidth(look.scaled(180))
        grid.setColumnStretch(2, 1)
        column.addLayout(grid)
        for told in (self.approximate, self.heading, self.answer):
            column.addWidget(told)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(box)
        outer.addStretch(1)

    def _follow(self) -> None:
        """Lines no longer than are read with ease."""
        self._box.setMaximumWidth(theme().scaled(_WIDEST))

    def look_as(self, stage: Stage, pack: RulePack) -> None:
        """Answer for this stage and under these rules."""
        self._stage, self._pack = stage, pack
        self.heading.setText(f"{stage.label.capitalize()} \u00b7 {pack.title}")
        self._answer()

    def _answer(self) -> None:
        margin, votes, pack = self.margin.value(), self.votes.value(), self._pack
        if pack is None or not votes:
            self.answer.setText(_TYPE)
        elif margin > votes:
            self.answer.setText(_TOO_MUCH)
        else:
            found = assess_margin(margin, votes, self._stage, pack.thresholds)
            by = f"{orders(Scope.STATE)} or, in a contest of one county, {orders(Scope.LOCAL)}"
            self.answer.setText("\n".join(assessment_sentences(found, self._stage, by)))
