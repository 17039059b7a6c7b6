"""Review on the screen: head, ballot, panel, bar and foot, and what each shows of the flows."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.ballot_keys import bind_ballot_keys
from adjudicator.desktop.ballot.decode import ImageLoader
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.pane import BallotPane
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.keycard import KeyCard
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.frame import FootLine
from adjudicator.desktop.kit.theme import theme_keeper
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.marks.beside import MarksBeside
from adjudicator.desktop.newest import NewestEntry
from adjudicator.desktop.review.bar import SentenceBar
from adjudicator.desktop.review.controller import ReviewController
from adjudicator.desktop.review.draft import Draft
from adjudicator.desktop.review.flow import RulingFlow
from adjudicator.desktop.review.foot_words import place_words, quality_words
from adjudicator.desktop.review.head import CaseHead
from adjudicator.desktop.review.keys import bind_review_keys
from adjudicator.desktop.review.observers import ObserverFlow
from adjudicator.desktop.review.pages import content_of
from adjudicator.desktop.review.panel import Panel
from adjudicator.desktop.review.panel_keys import PageFollower
from adjudicator.desktop.review.pictures import ClausePictures
from adjudicator.desktop.review.ports import (
    Aside,
    CaseView,
    RecordedRuling,
    ReviewDesk,
    StationView,
)
from adjudicator.domain.rulings import EvidenceKind

_NOBODY = StationView(None, None)


def told(last: RecordedRuling) -> str:
    """The ruling that stands, after the one before a reopening if there was one."""
    if not last.before:
        return last.sentence
    return f"Before: {last.before}\n\nNow: {last.sentence}"


class ReviewScreen(QWidget):
    """The heart of the program: one ballot after another, by keyboard.

    :param desk: the record as Review uses it.
    :param record: the serial queue of the record.
    :param images: the pool of images.
    :param loader: gives an image's bytes by its SHA-256, in a worker.
    :param table: the commands with the keys in force.
    """

    reopen_asked = Signal(object)
    """A :class:`CaseView` that is closed: two officers may reopen it."""
    left = Signal()
    """The batch is finished, or Review was asked to be left."""

    def __init__(
        self,
        desk: ReviewDesk,
        record: WorkQueue,
        images: WorkQueue,
        loader: ImageLoader,
        table: CommandTable,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName("Review")
        self._table = table
        self.aside: Aside | None = None
        """What may stand in the place of the panel."""
        self.cache = ImageCache(loader, images, parent=self)
        self.head, self.foot = CaseHead(), FootLine(keep_right=True, lines=3)
        self._foot_told: tuple[tuple[str, ...], str] = ((), "")
        """What the foot says."""
        self.newest = ""
        """Where the record ends now, in words; empty where nobody keeps it up to date."""
        self.pane = BallotPane(self.cache)
        self.pane.wrong_key = self.key_of("wrong_place")
        self.panel = Panel(ClausePictures(images, parent=self), self.key_of)
        self.bar = SentenceBar(self.key_of)
        self.announcer = Announcer(self)
        self._lay_out()
        self.key_card = KeyCard(self, table, Context.REVIEW)
        self.maker = ActionMaker(table, self)
        self.flow = RulingFlow(desk, record, _NOBODY, self)
        self.observers = ObserverFlow(desk, record, _NOBODY, self)
        self.marks = MarksBeside(self.pane, table.key("ballot.marks"), self.tell)
        self.controller = ReviewController(self, desk, record)
        self.maker.make("ballot.marks", self.marks.toggle)
        bind_ballot_keys(self.maker, self.pane)
        bind_review_keys(self.maker, self.controller)
        self._pages = PageFollower(self)
        self.controller.form_entry.switched.connect(self.show_foot)
        self.flow.changed.connect(self.show_flow)
        self.observers.changed.connect(self.show_form)
        self.pane.view.camera_moved.connect(self.show_foot)
        theme_keeper().changed.connect(self._follow)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.middle = middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.pane, 1)
        middle.addWidget(self.panel)
        column.addWidget(self.head)
        column.addLayout(middle, 1)
        column.addWidget(self.bar)
        column.addWidget(self.foot)
        self.setTabOrder(self.pane.view, self.panel)
        self.setTabOrder(self.panel, self.bar)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the width out between ballot and panel."""
        super().resizeEvent(event)
        self._follow()

    def _follow(self) -> None:
        self.panel.follow_window(self.width())

    def minimumSizeHint(self) -> QSize:
        """As narrow as anybody wants it: ballot and panel share what there is."""
        return QSize(0, super().minimumSizeHint().height())

    def tell(self, sentence: str) -> None:
        """Say a sentence on the bar."""
        self.controller.tell(sentence)

    def start(self) -> None:
        """Read the batch and show its first ballot."""
        self.controller.start()

    def ask_to_reopen(self, case: CaseView) -> None:
        """Ask whoever holds the window for the form that reopens a closed case."""
        self.reopen_asked.emit(case)

    def key_of(self, command: str) -> str:
        """The words on the cap of a command of Review."""
        return self._table.key(f"review.{command}")

    @property
    def line_in_use(self) -> QLineEdit | None:
        """The text field of Review that has the focus."""
        focus = QApplication.focusWidget()
        return focus if isinstance(focus, QLineEdit) and self.isAncestorOf(focus) else None

    def show_flow(self) -> None:
        """Show the draft, the proposal and the message."""
        flow = self.flow
        draft, case = flow.draft, flow.case
        station = flow.station
        if draft is None or case is None:
            self._pages.forget()
            self.bar.show_sentence("", flow.message, idle="")
            self.bar.show_team(station, proposed=False, ready=False)
            self.bar.show_last(flow.last)
            return
        proposed = flow.proposed is not None
        if draft.facts.barred:
            self._show_barred(draft.facts.barred)
        else:
            self.panel.show_content(content_of(draft), draft.words)
        self.bar.show_sentence(
            draft.sentence,
            flow.message,
            idle=self._idle(draft, case),
            beside=case.last.sentence if draft.revises and case.last is not None else "",
        )
        self.bar.show_team(station, proposed=proposed, ready=not draft.problem)
        self.bar.show_last(flow.last)
        self._pages.follow(draft, case.number, proposed=proposed)

    @staticmethod
    def _idle(draft: Draft, case: CaseView) -> str:
        """What stands where no ruling is being built."""
        if draft.facts.barred and case.last is not None:
            return f"Recorded: {case.last.sentence}"
        return "" if draft.facts.barred else "Nothing is said yet."

    def _show_barred(self, reason: str) -> None:
        case = self.flow.case
        if case is None or case.last is None:
            self.panel.show_notice("This case waits", reason, self._way_back(case))
        elif case.barred:
            self.panel.show_notice(
                "Recorded", f"{told(case.last)}\n\n{case.barred}", self._way_back(case)
            )
        else:
            self.show_ruled(case.last)

    def _way_back(self, case: CaseView | None) -> str:
        """How a closed case comes back to a team."""
        if case is None or not case.can_reopen:
            return ""
        return f"{self.key_of('reopen')} reopens it: two officers sign"

    def show_ruled(self, last: RecordedRuling) -> None:
        """Show what is recorded of the case on the screen, and the ways on."""
        self.panel.show_notice(
            "Ruled again" if last.before else "Recorded",
            told(last),
            f"{self.key_of('propose')}: next case that waits \u00b7 "
            f"{self.key_of('revise')} revises it, with a reason",
        )

    def show_described(self, words: str, leaf: int, of: int) -> None:
        """Show the marks in words in the place of the questions, until the next key."""
        key = self.key_of("describe")
        more = f"{key}: more, {leaf} of {of}"
        back = f"{key}: back to the questions"
        self.panel.show_notice("The marks in words", words, back if leaf == of else more)

    def show_form(self) -> None:
        """Show the objection form, or the sentence again."""
        form = self.observers.form
        self.bar.show_form(form)
        if form is None and self.line_in_use is self.bar.form.words:
            self.pane.view.setFocus()

    def show_newest(self, newest: NewestEntry) -> None:
        """Something was recorded, here or at another station."""
        self.newest = newest.words
        self.show_foot()

    def show_foot(self) -> None:
        """Show where the paper is and how the record stands."""
        flow, station, case = self.flow, self.flow.station, self.flow.case
        paper = str(case.row.paper) if case is not None else ""
        located = place_words(case)
        note = case.note if case is not None else ""
        newest = self.newest or station.record_code
        code = f"record {newest}" if newest else ""
        look = self.pane.view.look.words
        quality = quality_words(case)
        ink = "ink outlined" if self.pane.ink_outlined else ""
        form = "FROM THE PAPER FORMS, in their order" if flow.evidence is EvidenceKind.FORM else ""
        trail = case.paper if case is not None else ""
        facts = (
            form,
            paper,
            trail,
            located,
            quality,
            ink,
            note,
            look,
            station.copy_state,
            station.closes,
        )
        # The record code is read out and compared: it is never cut.
        keys = f"{self._table.key('app.keys')} keys"
        told = (facts, f"{code} \u00b7 {keys}" if code else keys)
        if told != self._foot_told:
            # Every move of the ballot asks for it, and to share the line out takes a moment.
            self._foot_told = told
            self.foot.show_facts(*told)
