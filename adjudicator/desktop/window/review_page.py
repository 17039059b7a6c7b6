"""Where Review stands in the window: which batch, what comes after it, and who hears of rulings."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QTimer

from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.orders.reopen_form import ask_to_reopen
from adjudicator.desktop.overview.close_form import open_close_form
from adjudicator.desktop.papers.objection_copy import ObjectionCopies, offer_copies
from adjudicator.desktop.precedents.beside import RulingsBeside
from adjudicator.desktop.precedents.station import StationPrecedents
from adjudicator.desktop.review.notice import Way
from adjudicator.desktop.review.screen import ReviewScreen
from adjudicator.desktop.screen import Host
from adjudicator.desktop.second_look.blind import BlindReview, kept_numbers, put_away
from adjudicator.desktop.window.batch_page import BatchPage
from adjudicator.desktop.window.idle_page import IdlePage
from adjudicator.services.grid.blanks import next_work
from adjudicator.services.progress import next_batch
from adjudicator.services.queue import batch_title
from adjudicator.services.recount import Recount
from adjudicator.services.second_look.standing import held_sentences
from adjudicator.storage.queries.cases import list_batches

_ACTS = frozenset({Topic.RULINGS, Topic.PEOPLE})


class ReviewPage(BatchPage):
    """Holds the Review of one batch at a time.

    :param desk: the open recount.
    :param host: the window.
    :param table: the commands with the keys in force.
    """

    context = Context.TABLE

    def __init__(self, desk: Desk, host: Host, table: CommandTable) -> None:
        self.idle = IdlePage()
        super().__init__(desk, host, table, self.idle, _ACTS)
        self.setAccessibleName("Review")
        self.review: ReviewScreen | None = None
        self.beside: RulingsBeside | None = None
        self.copies: ObjectionCopies | None = None
        self._case = self._word = ""
        self._paged = False
        """Whether pages of blanks were recorded since the batch here was read."""
        self.idle.back.clicked.connect(partial(host.show_screen, "overview"))
        self.idle.docket.clicked.connect(lambda: host.show_docket(self.idle.case))

    def open(self, batch: int | None, case: str = "") -> None:
        """Show a batch (``None``: the next that waits), on a case if one is named."""
        self.banner.say("")
        if self._desk.recount.state.data.rules.tiers == 1:
            self._stack.setCurrentWidget(self.idle)
            self.idle.show_board_rules(case)
        elif batch is None:
            apart = frozenset(self._desk.apart)
            self._desk.ask(lambda recount: next_work(recount, apart), self._found, self._tell)
        elif batch == self.batch and self.review is not None and not self._paged:
            self._stack.setCurrentWidget(self.review)
            self.review.pane.view.setFocus()
            self._go_to(case)
        else:
            self._start(batch, case)

    def show_again(self) -> None:
        """Come back to the batch that was left, or take the next one."""
        if self.review is None:
            self._desk.ask(lambda recount: (next_batch(recount), False), self._found, self._tell)
        elif self._paged and self.batch is not None:
            self._start(self.batch, "")
        elif self.review.panel.notice and self.review.flow.case is None:
            self._ask_for_ways()
        else:
            self.review.pane.view.setFocus()
            self._moved.look(self.review.controller.read_anew)

    def _found(self, found: tuple[int | None, bool]) -> None:
        """The next batch, and whether it begins with pages of blanks."""
        batch, by_pages = found
        if by_pages:
            self._host.show_screen("grid")
            return
        if batch is not None:
            self.open(batch)
            return
        self._stack.setCurrentWidget(self.idle)
        self.idle.show_nothing_waits()

    def _start(self, batch: int, case: str) -> None:
        desk = self._desk
        self._leave()
        self._paged = False
        self.batch, self._case = batch, case
        self.review = review = ReviewScreen(
            BlindReview(desk.recount, desk.seating, batch, desk.apart),
            desk.record,
            desk.images,
            self._image,
            self._table,
        )
        self.beside = RulingsBeside(
            review, StationPrecedents(desk.recount, desk.seating), desk.record
        )
        review.controller.doubled = desk.doubled
        desk.newest.follow(review.show_newest)
        self.copies = offer_copies(desk, review)
        review.controller.batch_asked.connect(self._open_scanned)
        navigator = review.controller.navigator
        navigator.arrived.connect(self._begun)
        desk.locating.moved.connect(navigator.forget_unlooked)
        desk.locating.prefer(batch)
        navigator.finished.connect(self._finished)
        review.flow.recorded.connect(self._acted)
        review.observers.said.connect(self._acted)
        review.observers.filed.connect(self._acted)
        review.observers.withdrawn.connect(self._acted)
        review.controller.wrong_place.noted.connect(partial(self._acted, None))
        review.reopen_asked.connect(
            # What it says is said once the case is on the screen as it stands now.
            lambda case: ask_to_reopen(
                desk, [case.seal], self, partial(setattr, self, "_word"), self._tell
            )
        )
        review.left.connect(partial(self._host.show_screen, "overview"))
        self._stack.addWidget(review)
        self._stack.setCurrentWidget(review)
        review.pane.view.setFocus()
        review.start()

    def _open_scanned(self, batch: int) -> None:
        """A batch's code was typed here: turn to it, if there is such a batch."""

        def there(_title: str) -> None:
            self.open(batch)
            self._desk.doubled.begin()

        self._desk.ask(lambda recount: batch_title(recount, batch), there, self._tell)

    def _leave(self) -> None:
        if self.review is not None:
            self._stack.removeWidget(self.review)
            self.review.deleteLater()
            self.review = self.beside = self.copies = None

    def _begun(self, _case: object) -> None:
        word, self._word = self._word, ""
        self.banner.say(word, "good", "Understood", lambda: self.banner.say(""))
        self._take_case()

    def _finished(self) -> None:
        if self._case:
            self._take_case()
            return
        # After the ruling that finished the batch is on its way into the record.
        QTimer.singleShot(0, self, self._ask_for_ways)

    def _ask_for_ways(self) -> None:
        here = self.batch

        def read(recount: Recount) -> tuple[int | None, bool]:
            with recount.reading() as connection:
                ready = [b.number for b in list_batches(connection) if b.finished]
            held = bool(here in ready and held_sentences(recount, [here]))
            return next_batch(recount), here in ready and not held

        self._desk.ask(read, self._offer_ways, self._tell)

    def _offer_ways(self, found: tuple[int | None, bool]) -> None:
        """The ways on from a finished batch, unless a case of it has come back meanwhile."""
        review, (batch, ready) = self.review, found
        if review is None or review.flow.case is not None or not review.panel.notice:
            return
        ways: list[Way] = []
        if batch is not None and batch != self.batch:
            ways.append(("Take the &next batch", partial(self.open, None)))
        if ready:
            ways.append(("&Close this batch\u2026", self._close))
        ways.append(("Back to the &Overview", partial(self._host.show_screen, "overview")))
        review.panel.offer_ways(ways)

    def _close(self) -> None:
        if self.batch is not None:
            open_close_form(self._desk, [self.batch], self, self._closed, self._tell)

    def _closed(self, said: str) -> None:
        self.banner.say(said, "good", "Understood", lambda: self.banner.say(""))
        self._ask_for_ways()

    def _take_case(self) -> None:
        """The case that was asked for, once the batch is there."""
        case, self._case = self._case, ""
        if case:
            # After the navigator has finished telling of the first one.
            QTimer.singleShot(0, self, partial(self._go_to, case))

    def _go_to(self, case: str) -> None:
        revised, self._desk.to_revise = self._desk.to_revise, ""
        if case and self.review is not None:
            controller = self.review.controller
            take = controller.reviser.revise_case if case == revised else controller.open_number
            take(case)

    def _heard(self, topics: frozenset[Topic]) -> None:
        """Somebody signed in or out, or acted on another screen."""
        self._paged = self._paged or Topic.PAGES in topics
        if self.review is None or self._telling:
            return
        if Topic.PILE in topics:
            # An order, a reopening or a step of a paper: any ballot may stand differently now.
            self.review.controller.read_anew()
        if topics & _ACTS:
            self.review.observers.refresh()
        if Topic.PEOPLE in topics:
            seating = self._desk.seating
            self._desk.ask(
                lambda recount: kept_numbers(recount, seating),
                lambda kept: None if self.review is None else put_away(self.review, kept),
                self._tell,
            )

    def _drop(self, tell: Callable[[], None]) -> None:
        """Those who sat here leave: whoever comes next does not find their half sentence."""
        if self.review is None:
            return
        objecting = self.review.observers.form is not None
        self.review.observers.close_form()
        if self.review.flow.drop() or objecting:
            tell()
