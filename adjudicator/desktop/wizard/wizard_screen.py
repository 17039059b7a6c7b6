"""The wizard: its steps in order, what keeps from going on, and the creation with its progress."""

from copy import deepcopy

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.kit.frame import PageHeader, part
from adjudicator.desktop.kit.labels import label
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.kit.workers import URGENT, WorkQueue
from adjudicator.desktop.wizard.check_step import CheckStep
from adjudicator.desktop.wizard.contests_step import ContestsStep
from adjudicator.desktop.wizard.draft import RecountDraft
from adjudicator.desktop.wizard.election_step import ElectionStep
from adjudicator.desktop.wizard.passphrases_step import PassphrasesStep
from adjudicator.desktop.wizard.people_step import PeopleStep
from adjudicator.desktop.wizard.policy_step import PolicyStep
from adjudicator.desktop.wizard.purpose_step import PurposeStep
from adjudicator.desktop.wizard.rules_step import RulesStep
from adjudicator.desktop.wizard.step import Step
from adjudicator.services.creating import create_recount
from adjudicator.services.recount import Recount


class Creation(QObject):
    """Carries progress from the record's thread to the window's."""

    progress = Signal(int, int)


class WizardScreen(QWidget):
    """A new recount, rehearsal or demonstration, step by step.

    :param record: the queue it is created on.
    :param files: the pool files are read on.
    """

    context = Context.WIZARD
    created = Signal(object)
    """The open recount."""
    left = Signal()
    """Somebody wants to give it up."""
    went = Signal()
    """It left the screen."""

    def __init__(self, record: WorkQueue, files: WorkQueue) -> None:
        super().__init__()
        part(self, "page")
        self.setAccessibleName("New recount")
        self._record = record
        self._creation = Creation(self)
        self.draft = draft = RecountDraft()
        self._blank = RecountDraft()
        """The draft before anything was answered."""
        self.steps: list[Step] = [
            PurposeStep(draft),
            ElectionStep(draft, files),
            ContestsStep(draft),
            RulesStep(draft),
            PolicyStep(draft),
            PeopleStep(draft, files),
            PassphrasesStep(draft),
            CheckStep(draft),
        ]
        self.place = 0
        self._complains = False
        """Whether this page says all it lacks: once Next was pressed."""
        self._left: set[QWidget] = set()
        """Fields of this page that had the focus and have it no more."""
        self._marks: list[QLabel] = []
        self.header = PageHeader("New recount", "Everything can be undone until you create it")
        self.banner = Banner()
        self.pages = QStackedWidget()
        self.problem = label(tone="bad", wrap=True)
        self.progress = QProgressBar()
        self.progress.setAccessibleName("People enrolled")
        self.progress.hide()
        self.leave = QPushButton("Give up")
        self.back = QPushButton("\u2190 &Back")
        self.next = QPushButton()
        self.next.setProperty("kind", "primary")
        self._lay_out()
        self._connect()
        self.show_step(0)
        self._blank = deepcopy(draft)

    @property
    def has_answers(self) -> bool:
        """Whether anything was filled in that would be lost."""
        return self.draft != self._blank

    def hideEvent(self, event: QHideEvent) -> None:
        """People went elsewhere: what was filled in stays."""
        super().hideEvent(event)
        self.went.emit()

    def _lay_out(self) -> None:
        look = theme()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.banner)
        row = QHBoxLayout()
        row.setContentsMargins(*[look.space("wide")] * 4)
        row.setSpacing(look.space("wide") * 2)
        marks = QVBoxLayout()
        marks.setSpacing(look.space("medium"))
        for step in (*self.steps, None):
            words = step.title if step is not None else _AFTER
            mark = label(f"{len(self._marks) + 1}  {words}")
            mark.setMinimumWidth(look.scaled(190))
            self._marks.append(mark)
            marks.addWidget(mark)
        marks.addStretch(1)
        row.addLayout(marks)
        right = QVBoxLayout()
        right.setSpacing(look.space("medium"))
        for step in self.steps:
            self.pages.addWidget(step.area)
        right.addWidget(self.pages, 1)
        right.addWidget(self.problem)
        right.addWidget(self.progress)
        buttons = QHBoxLayout()
        buttons.addWidget(self.leave)
        buttons.addStretch(1)
        buttons.addWidget(self.back)
        buttons.addWidget(self.next)
        right.addLayout(buttons)
        row.addLayout(right, 1)
        column.addLayout(row, 1)

    def _connect(self) -> None:
        for step in self.steps:
            step.changed.connect(self._show_problem)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_moved)
        self.back.clicked.connect(lambda: self.show_step(self.place - 1))
        self.next.clicked.connect(self.go_on)
        self.leave.clicked.connect(self.left)
        self._creation.progress.connect(self._progressed)

    def show_step(self, place: int) -> None:
        """Show a step."""
        complains = self._complains and place == self.place
        self.place = place
        step = self.steps[place]
        last = place == len(self.steps) - 1
        self.pages.setCurrentWidget(step.area)
        self.back.setEnabled(place > 0)
        self.next.setText("&Create" if last else "&Next \u2192")
        for number, mark in enumerate(self._marks):
            mark.setProperty("bold", "true" if number == place else "false")
            mark.style().unpolish(mark)
            mark.style().polish(mark)
            done = "\u2713" if number < place else str(number + 1)
            mark.setText(f"{done}  {mark.text().split('  ', 1)[1]}")
        self._left.clear()
        step.enter()
        if last:
            self.next.setFocus()
        self._complains = complains
        self._show_problem()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Whoever comes here begins with the first question of the page."""
        super().focusInEvent(event)
        self.steps[self.place].enter()

    def _focus_moved(self, before: QWidget | None, now: QWidget | None) -> None:
        """A field was left for another part of the wizard; to leave the window is no answer."""
        if before is None or now is None or before is now or not self.isAncestorOf(now):
            return
        if self.steps[self.place].isAncestorOf(before):
            self._left.add(before)
            self._show_problem()

    def _show_problem(self) -> None:
        step = self.steps[self.place]
        self.problem.setText(step.problem() if self._complains else step.complaint(self._left))

    def go_on(self) -> None:
        """The next step, or the creation."""
        problems = [(n, s.problem()) for n, s in enumerate(self.steps[: self.place + 1])]
        wrong = next((n for n, problem in problems if problem), None)
        if wrong is not None:
            self.place, self._complains = wrong, True
            self.show_step(wrong)
        elif self.place < len(self.steps) - 1:
            self.show_step(self.place + 1)
        else:
            self._create()

    def _create(self) -> None:
        plan = self.draft.plan()
        self._show_busy(busy=True)
        self._progressed(0, len(plan.people))
        self._record.submit(
            lambda: create_recount(plan, self._creation.progress.emit),
            self._made,
            self._failed,
            priority=URGENT,
            must_run=True,
        )

    def _progressed(self, done: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(done)
        self.progress.setFormat(f"{done} of {total} people enrolled")

    def _show_busy(self, *, busy: bool) -> None:
        self.progress.setVisible(busy)
        for button in (self.back, self.next, self.leave):
            button.setEnabled(not busy)

    def _made(self, recount: Recount) -> None:
        # Passphrases are kept nowhere from here on.
        self.draft.people.clear()
        self.created.emit(recount)

    def _failed(self, failure: Failure) -> None:
        self._show_busy(busy=False)
        self.banner.say(f"{failure.sentence} Nothing was created.", "bad")


_AFTER = "Then the opening"
"""What comes after the creation, on Overview."""
