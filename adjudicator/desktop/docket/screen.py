"""One case before the board on the screen: head, call line, ballot, panel, votes and foot."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.pane import BallotPane
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.docket.bar import BoardBar
from adjudicator.desktop.docket.call import CallLine
from adjudicator.desktop.docket.flow import BoardFlow
from adjudicator.desktop.docket.group_view import GroupView
from adjudicator.desktop.docket.panel_pages import board_content, deciding_content
from adjudicator.desktop.docket.ports import BoardCase, BoardView
from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.frame import FootLine
from adjudicator.desktop.kit.theme import theme_keeper
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.marks.beside import MarksBeside
from adjudicator.desktop.precedents.rulings_like import RulingsLike
from adjudicator.desktop.precedents.view import PrecedentView
from adjudicator.desktop.review import drafting
from adjudicator.desktop.review.foot_words import place_words, quality_words
from adjudicator.desktop.review.head import CaseHead
from adjudicator.desktop.review.observers import ObjectionForm
from adjudicator.desktop.review.panel import Panel
from adjudicator.desktop.review.panel_keys import PageFollower
from adjudicator.desktop.review.pictures import ClausePictures
from adjudicator.desktop.review.seats_row import is_low

_HEAD_FROM = 620
"""Pixels of height from which there is room for the head beside the line that is read aloud."""


class DocketScreen(QWidget):
    """The board's Review: the same ballot and the same panel, another way to a ruling.

    :param flow: the case, the proposal and the vote.
    :param cache: of decoded pages.
    :param images: the pool of images.
    :param table: the commands with the keys in force.
    """

    context = Context.DOCKET
    painted = Signal()
    """The ballot is on the screen."""

    def __init__(
        self, flow: BoardFlow, cache: ImageCache, images: WorkQueue, table: CommandTable
    ) -> None:
        super().__init__()
        self.setAccessibleName("Docket, one case")
        self.flow, self.cache, self._table = flow, cache, table
        self.head, self.call, self.foot = CaseHead(), CallLine(), FootLine(keep_right=True)
        self.pane = BallotPane(cache)
        self.marks = MarksBeside(self.pane, table.key("ballot.marks"), self.tell)
        self.pane.said.connect(self.tell)
        self.panel = Panel(ClausePictures(images, parent=self), self.key_of)
        self.like = RulingsLike(cache)
        self.group = GroupView(cache, self.key_of("take_out"))
        self.bar = BoardBar(self.key_of)
        self.announcer = Announcer(self)
        self.board = BoardView()
        self.newest = ""
        """Where the record ends now, in words; empty where nobody keeps it up to date."""
        self._middle = QStackedWidget()
        self._pages = PageFollower(self)
        self._lay_out()
        theme_keeper().changed.connect(self._follow)
        theme_keeper().changed.connect(self.show_flow)
        self._follow()
        flow.changed.connect(self.show_flow)
        flow.said.connect(self.announcer.say)
        self.pane.view.painted.connect(self._painted)
        self.pane.seen.complete.connect(self._all_seen)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._middle.addWidget(self.pane)
        self._middle.addWidget(self.group)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self._middle, 1)
        middle.addWidget(self.like)
        middle.addWidget(self.panel)
        column.addWidget(self.head)
        column.addWidget(self.call)
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
        """Where room is short, the line that is read aloud says what the head would."""
        self.panel.follow_window(self.width())
        self.like.setFixedWidth(self.panel.width())
        self.head.setVisible(not is_low() and self.height() >= _HEAD_FROM)
        self.show_foot()

    def minimumSizeHint(self) -> QSize:
        """As narrow as anybody wants it: ballot and panel share what there is."""
        return QSize(0, super().minimumSizeHint().height())

    def key_of(self, command: str) -> str:
        """The words on the cap of a command of the docket."""
        return self._table.key(f"docket.{command}")

    @property
    def line_in_use(self) -> QLineEdit | None:
        """The text field that has the focus."""
        lines = (self.panel.search, self.panel.detail.words, self.bar.form.words)
        return next((line for line in lines if line.hasFocus()), None)

    def tell(self, sentence: str) -> None:
        """Say why a key showed nothing."""
        self.flow.say(sentence)
        if sentence:
            self.announcer.say(sentence)

    def show_case(self, case: BoardCase) -> None:
        """Show a case: its ballot first."""
        self.head.show_case(case.view)
        self.call.show_case(case, self.key_of("precedents"))
        self.like.hide()
        self._pages.forget()
        self.pane.show_ballot(case.view.sides, case.view.row.contest, case.view.found)
        self.marks.begin(case.view)
        if not self.pane.opening:
            self.pane.view.repaint()
        self.pane.view.setFocus()
        self.show_foot()
        self.announcer.say(f"{case.call} {self.pane.doubt}".strip())

    def show_contested(self, case: BoardCase) -> None:
        """Show what an objection, or its end, changed of the case on the screen."""
        if self.flow.case is case:
            self.head.show_case(case.view)
            self.call.show_case(case, self.key_of("precedents"))

    def show_form(self, form: ObjectionForm | None) -> None:
        """Show the objection form, or the vote again."""
        in_use = self.bar.form.words.hasFocus()
        self.bar.show_form(form)
        if form is None and in_use:
            self.pane.view.setFocus()

    def show_board(self, board: BoardView) -> None:
        """Show who sits, and whether they may vote."""
        self.flow.board = self.board = board
        self.show_flow()
        self.show_foot()

    def show_flow(self) -> None:
        """Show the draft, the proposal, the votes and the message."""
        flow = self.flow
        draft, case = flow.draft, flow.case
        if draft is None or case is None:
            self.bar.show_sentence("", flow.message, idle="")
            return
        self._middle.setCurrentWidget(self.group if flow.group else self.pane)
        self.setFocusProxy(self.group if flow.group else self.pane.view)
        if flow.group:
            self.group.show_cases(flow.group)
        if draft.facts.barred:
            self.panel.show_notice("This case cannot be ruled on now", draft.facts.barred)
        elif flow.vote.deciding:
            self.panel.show_content(deciding_content(flow.vote))
        else:
            self.panel.show_content(board_content(draft), draft.words)
        proposed = flow.vote.proposed is not None
        team = case.view.last
        idle = f"The team: {team.sentence}" if team is not None else "Nothing is proposed yet."
        self.bar.show_sentence(draft.sentence, flow.message, idle=idle)
        majority = flow.vote.count is not None and flow.vote.count.majority
        self.bar.show_put(proposed=proposed, majority=majority)
        voices = dict(flow.vote.count.voices) if flow.vote.count is not None else {}
        self.bar.show_board(self.board, voices, flow.vote.heard, dict(case.votes))
        self._pages.follow(draft, case.view.number, proposed=proposed)

    def show_like(self, found: tuple[PrecedentView, ...]) -> None:
        """Show earlier rulings in the place of the panel."""
        case = self.flow.case
        self.like.show_rulings(found, case.like if case is not None else "")
        self.panel.hide()

    def move_like(self, steps: int) -> bool:
        """Move in the earlier rulings, if they are shown; whether they were."""
        if not steps or self.like.isHidden():
            return False
        self.like.move_by(steps)
        return True

    def hide_like(self) -> bool:
        """Put them away; whether they were shown."""
        shown = not self.like.isHidden()
        self.like.hide()
        self.panel.show()
        if shown:
            self.pane.view.setFocus()
        return shown

    def show_newest(self, words: str) -> None:
        """Something was recorded, here or at another station."""
        self.newest = words
        self.show_foot()

    def show_foot(self) -> None:
        """Show where the paper is and how the record stands."""
        case = self.flow.case
        paper = str(case.view.row.paper) if case is not None else ""
        note = case.view.note if case is not None else ""
        newest = self.newest or self.board.record_code
        code = f"record {newest}" if newest else ""
        # With large text the bar has no room for it.
        quorum = self.board.quorum.partition(":")[0] if is_low() else ""
        keys = f"{self._table.key('app.keys')} keys"
        view = None if case is None else case.view
        facts = (paper, quorum, place_words(view), quality_words(view), note)
        self.foot.show_facts(facts, f"{code} \u00b7 {keys}" if code else keys)

    def _painted(self) -> None:
        if self.flow.case is not None and not self.flow.shown:
            self.flow.shown = True
            self.painted.emit()

    def _all_seen(self) -> None:
        if self.flow.draft is not None:
            self.flow.edit(drafting.with_sides_shown(self.flow.draft))
