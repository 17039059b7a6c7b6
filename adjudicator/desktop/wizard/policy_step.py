"""Step 5: how the board works, which nobody can change once it is created."""

from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QVBoxLayout,
)

from adjudicator.desktop.kit.choices import NumberBox
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.wizard.choices import Choices
from adjudicator.desktop.wizard.draft import RecountDraft
from adjudicator.desktop.wizard.step import Step
from adjudicator.domain.people import DifferentPolicy
from adjudicator.domain.policy import AttestPolicy, ScoresPolicy
from adjudicator.domain.second_look import OF
from adjudicator.services.opening import MOST_PAGE, Policy

_MOST_MEMBERS = 15
"""More than any canvassing board has; the record format takes up to 100."""
_TIERS = (
    ("2", "&Two tiers: counting teams rule first"),
    ("1", "&One tier: the board rules at once"),
)
_USUAL = Policy()
"""What is given as usual."""
_TIERS_HINT = (
    "Usual: two tiers; the board settles what teams cannot, and what is objected to. One tier is "
    "for small counties: there are no teams, and every case is on the docket."
)
_ASKED_HINT = (
    f"Usual: after every page, of {_USUAL.page_max}. They may object at any moment; nothing waits."
)
_DIFFERENT_HINT = "Usual: of unlike parties."
_WRITE_INS_HINT = (
    "Usual: off, it is counted apart. On where the county\u2019s returns have it as an undervote."
)
_INK_HINT = (
    "Usual: off. Figures, outlines and groups of ink could sway people; the ballot itself is "
    "always shown."
)
_GRID_HINT = (
    f"Usual: on, {_USUAL.grid_ms // 1_000} seconds. Each member looks on their own, and either can "
    "take any ballot out; whatever shows ink is opened singly. Off: every ballot is looked at "
    "alone."
)
_LOOK_HINT = (
    f"Usual: {_USUAL.sample_pm}, no second look. Another team looks at what was drawn in "
    "public, and is not told the ruling."
)
_ASKED = (
    (AttestPolicy.PAGE, "After every &page of rulings"),
    (AttestPolicy.EACH, "After &every ruling"),
    (AttestPolicy.BATCH, "At the end of each b&atch"),
)
_DIFFERENT = (
    (DifferentPolicy.PARTY, "Of &unlike parties, where both have one"),
    (DifferentPolicy.PERSON, "Any two &different people"),
)


_WRITE_INS = "A &write-in nobody qualified for is an undervote"
_GRID = "Plainl&y blank ballots may be ruled on by the page"
_MOST_SECONDS = 60
_MILLI = 1_000
_SIDE_BY_SIDE = 900
"""Pixels at a text size of 100 % from which the questions stand in two columns."""
_INK = "What is measured of a ballot's ink is &shown only after its ruling"


class PolicyStep(Step):
    """Eight questions with their usual answers given."""

    def __init__(self, draft: RecountDraft) -> None:
        super().__init__(
            draft,
            "How the board works",
            "Fixed when it is created, for the whole recount. The usual answers are given.",
        )
        self.tiers = Choices("Who rules first", _TIERS)
        self.quorum = _number("Quorum", _MOST_MEMBERS)
        self.asked = Choices("When observers are asked", _ASKED)
        self.page = _number("Rulings of a page", MOST_PAGE)
        self.different = Choices("Two people who act together", _DIFFERENT)
        self.write_ins = QCheckBox(_WRITE_INS)
        self.ink = QCheckBox(_INK)
        self.grid = QCheckBox(_GRID)
        self.seconds = _number("Seconds each member looks at a page of blanks", _MOST_SECONDS)
        self.seconds.setMinimum(0)
        self.look = _number("Second look: of each 1,000 blanks, how many are drawn", OF)
        self.limit = _number("Second look: the limit in each 1,000 drawn", OF)
        for number in (self.look, self.limit):
            number.setMinimum(0)
        self._lay_out()
        self._show()
        for choices in (self.tiers, self.asked, self.different):
            choices.group.buttonToggled.connect(self._took)
        self.write_ins.toggled.connect(self._took)
        self.ink.toggled.connect(self._took)
        self.grid.toggled.connect(self._took)
        for number in (self.quorum, self.page, self.seconds, self.look, self.limit):
            number.valueChanged.connect(self._took)

    def _lay_out(self) -> None:
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(theme().space("wide"))
        for column in (self._of_people(), self._of_ballots()):
            column.addStretch(1)
            self._columns.addLayout(column, 1)
        self.body.addLayout(self._columns, 1)

    def _of_people(self) -> QVBoxLayout:
        """Who rules, who is asked, who acts together."""
        column, room = _column(), theme().space("medium")
        column.addWidget(label("Who rules first", bold=True))
        column.addWidget(self.tiers)
        column.addWidget(_hint(_TIERS_HINT))
        column.addSpacing(room)
        present = f"members must be present to act (usual: {_USUAL.quorum})"
        column.addLayout(_beside("&Quorum", self.quorum, present))
        column.addSpacing(room)
        column.addWidget(label("When observers are asked for their answer", bold=True, wrap=True))
        column.addWidget(self.asked)
        column.addLayout(_beside("&Rulings of a page", self.page, ""))
        column.addWidget(_hint(_ASKED_HINT))
        column.addSpacing(room)
        column.addWidget(
            label("Two people who act together: a team, two officers", bold=True, wrap=True)
        )
        column.addWidget(self.different)
        column.addWidget(_hint(_DIFFERENT_HINT))
        return column

    def _of_ballots(self) -> QVBoxLayout:
        """What is counted how, what is shown when, and what is looked at again."""
        column, room = _column(), theme().space("medium")
        for title, box, hint in (
            ("Write-ins", self.write_ins, _WRITE_INS_HINT),
            ("Measured ink", self.ink, _INK_HINT),
            ("Pages of blanks", self.grid, _GRID_HINT),
        ):
            column.addWidget(label(title, bold=True))
            column.addWidget(box)
            if box is self.grid:
                seconds = "seconds at least"
                column.addLayout(_beside("Each &member looks for", self.seconds, seconds))
            column.addWidget(_hint(hint))
            box.setAccessibleDescription(hint)
            column.addSpacing(room)
        column.addWidget(label("Second look at blanks, by another team", bold=True, wrap=True))
        column.addLayout(
            _beside("Of eac&h 1,000 blanks", self.look, "are drawn; 0: no second look")
        )
        column.addLayout(
            _beside("Al&l are looked at again above", self.limit, "seen otherwise of 1,000")
        )
        column.addWidget(_hint(_LOOK_HINT))
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns where there is room, so that every question is seen without moving."""
        beside = event.size().width() >= theme().scaled(_SIDE_BY_SIDE)
        ways = QBoxLayout.Direction
        self._columns.setDirection(ways.LeftToRight if beside else ways.TopToBottom)
        super().resizeEvent(event)

    def enter(self) -> None:
        """Begin with the first question."""
        self.tiers.buttons[self.tiers.value].setFocus()

    def _show(self) -> None:
        policy = self.draft.policy
        self.tiers.choose(str(policy.tiers))
        self.quorum.setValue(policy.quorum)
        self.asked.choose(policy.attest)
        self.page.setValue(policy.page_max)
        self.different.choose(policy.different)
        self.write_ins.setChecked(policy.writeins_as_under)
        self.ink.setChecked(policy.scores == ScoresPolicy.AFTER)
        self.grid.setChecked(policy.grid)
        self.seconds.setValue(policy.grid_ms // _MILLI)
        self.look.setValue(policy.sample_pm)
        self.limit.setValue(policy.sample_limit_pm)
        self._show_pages()

    def _show_pages(self) -> None:
        """In one tier there are no teams, and so no pages of blanks."""
        two_tiers = self.tiers.value != "1"
        self.grid.setEnabled(two_tiers)
        self.seconds.setEnabled(two_tiers and self.grid.isChecked())
        self.limit.setEnabled(bool(self.look.value()))

    def _took(self) -> None:
        self.draft.policy = replace(
            self.draft.policy,
            tiers=int(self.tiers.value),
            quorum=self.quorum.value(),
            attest=self.asked.value,
            page_max=self.page.value(),
            different=self.different.value,
            writeins_as_under=self.write_ins.isChecked(),
            scores=ScoresPolicy.AFTER if self.ink.isChecked() else ScoresPolicy.SHOWN,
            grid=self.grid.isChecked(),
            grid_ms=self.seconds.value() * _MILLI,
            sample_pm=self.look.value(),
            # Without a second look there is no limit of it.
            sample_limit_pm=self.limit.value() if self.look.value() else 0,
        )
        self._show_pages()
        self.changed.emit()


def _number(name: str, most: int) -> QSpinBox:
    field = NumberBox()
    field.setRange(1, most)
    field.setAccessibleName(name)
    return field


def _beside(words: str, field: QSpinBox, after: str) -> QHBoxLayout:
    """A number with its name before it and what it counts after it."""
    name = label(words, bold=True)
    name.setBuddy(field)
    row = QHBoxLayout()
    row.setSpacing(theme().space("small"))
    row.addWidget(name)
    row.addWidget(field)
    row.addWidget(label(after, wrap=True), 1)
    return row


def _column() -> QVBoxLayout:
    made = QVBoxLayout()
    made.setSpacing(theme().space("hair"))
    return made


def _hint(words: str) -> QLabel:
    """What a question means, and its usual answer."""
    return label(words, size="small", tone="surface_muted", wrap=True)
