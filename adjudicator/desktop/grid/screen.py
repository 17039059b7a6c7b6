"""The blank grid on the screen: head, page, bar and foot, and what each shows of the flows."""

from PySide6.QtCore import QSize, QTimer
from PySide6.QtWidgets import QApplication, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from adjudicator.desktop.ballot.decode import ImageLoader
from adjudicator.desktop.ballot.image_cache import ImageCache
from adjudicator.desktop.ballot.pane import BallotPane
from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.grid.crops import CropCache
from adjudicator.desktop.grid.faces import faces_of
from adjudicator.desktop.grid.flow import GridFlow
from adjudicator.desktop.grid.head import GridHead
from adjudicator.desktop.grid.keys import WRITING, GridKeys, bind_grid_keys
from adjudicator.desktop.grid.more import More
from adjudicator.desktop.grid.opened import OpenedBefore
from adjudicator.desktop.grid.page_view import PageView, current_face, unshown
from adjudicator.desktop.grid.pages import Pages, Turn
from adjudicator.desktop.grid.ports import GridDesk
from adjudicator.desktop.grid.summary import SummaryPage
from adjudicator.desktop.grid.whole import WholeBallot
from adjudicator.desktop.grid.words import (
    FIRST_MAY,
    OBJECTED,
    SECOND_MAY,
    UNSHOWN,
    apart_words,
    live_words,
    meanwhile_words,
    page_words,
    recorded_words,
    whole_words,
)
from adjudicator.desktop.kit.announce import Announcer
from adjudicator.desktop.kit.frame import FootLine
from adjudicator.desktop.kit.workers import WorkQueue
from adjudicator.desktop.newest import NewestEntry
from adjudicator.desktop.review.bar import SentenceBar
from adjudicator.desktop.review.observers import ObserverFlow
from adjudicator.desktop.review.ports import FiledObjection, StationView
from adjudicator.services.grid.blanks import BlankGrid

_NOBODY = StationView(None, None)


class GridScreen(QWidget):
    """Many blank ballots at once, two people looking at each page.

    :param desk: the record as the grid uses it.
    :param record: the serial queue of the record.
    :param images: the pool of images.
    :param loader: gives an image's bytes by its SHA-256, in a worker.
    :param table: the commands with the keys in force.
    :param apart: seals of ballots that come singly; it grows with each page.
    """

    def __init__(
        self,
        desk: GridDesk,
        record: WorkQueue,
        images: WorkQueue,
        loader: ImageLoader,
        table: CommandTable,
        apart: set[str],
    ) -> None:
        super().__init__()
        self.setAccessibleName("Blank grid")
        self._table = table
        self.newest = ""
        """Where the record ends now, in words."""
        self._fitted: BlankGrid | None = None
        """The pages whose contests have room on the screen."""
        self.head, self.foot = GridHead(), FootLine(keep_right=True)
        self.view = PageView(CropCache(loader, images, self))
        self.summary = SummaryPage()
        self.bar = SentenceBar(self.key_of)
        self.announcer = Announcer(self)
        self.flow = GridFlow(desk, record, _NOBODY, apart, self)
        self.opened = OpenedBefore(self.flow, desk, record)
        self.observers = ObserverFlow(desk, record, _NOBODY, self)
        self.whole = WholeBallot(
            BallotPane(ImageCache(loader, images, parent=self)), desk, record, self.flow.say
        )
        self.more = More(self.flow, desk, record, self.key_of("more"))
        self._stack = QStackedWidget()
        self._lay_out()
        self.maker = ActionMaker(table, self)
        self.keys = GridKeys(self, desk, record, self)
        bind_grid_keys(self.maker, ActionMaker(table, self._stack), self.keys, self)
        self._connect()

    def _lay_out(self) -> None:
        for widget in (self.view, self.whole.pane, self.summary):
            self._stack.addWidget(widget)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self._stack, 1)
        column.addWidget(self.bar)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        flow, observers = self.flow, self.observers
        self.view.room_changed.connect(flow.set_room)
        self.view.all_shown.connect(self._all_shown)
        # As for the whole ballot: the look begins anew once the page is back.
        self.view.hidden.connect(flow.looking.hide)
        self.view.hidden.connect(self.show_flow)
        flow.page_changed.connect(self._show_page)
        flow.changed.connect(self.show_flow)
        flow.finished.connect(self._show_summary)
        flow.said.connect(self.announcer.say)
        flow.recorded.connect(lambda _past: observers.refresh())
        observers.station_changed.connect(self._station)
        observers.changed.connect(self._show_form)
        for said in (observers.said, observers.asked):
            said.connect(flow.say)
            said.connect(self.announcer.say)
        observers.filed.connect(self._contested)
        self.head.line.left.connect(self.setFocus)

    def minimumSizeHint(self) -> QSize:
        """As narrow as anybody wants it."""
        return QSize(0, super().minimumSizeHint().height())

    def start(self, grid: BlankGrid) -> None:
        """Show the first page of a batch."""
        self.observers.refresh()
        self._fitted = grid
        self.view.set_contests(grid.ballots, grid.page_max)
        self.flow.begin(grid, 1 if self.view.fit is None else self.view.fit.room)
        self.setFocus()

    def key_of(self, command: str) -> str:
        """The words on the cap of a command of the grid."""
        return self._table.key(f"grid.{command}")

    @property
    def line_in_use(self) -> QLineEdit | None:
        """The text field of the grid that has the focus."""
        focus = QApplication.focusWidget()
        return focus if isinstance(focus, QLineEdit) and self.isAncestorOf(focus) else None

    @property
    def shows_summary(self) -> bool:
        """Whether no page is left."""
        return self._stack.currentWidget() is self.summary

    # What the flows say ----------------------------------------------------------------------

    def _show_page(self) -> None:
        if not self.flow.pages.shown:
            # Back from the last pages to where no page is left.
            self._show_summary()
            self.show_flow()
            return
        self._fit_contests()
        self.show_whole(on=False)
        self.setFocusProxy(self.view)
        self.view.show_faces(faces_of(self.flow.pages), afresh=True)
        self.view.prefetch(self.flow.pages.next_ballots)
        self.show_flow()

    def _fit_contests(self) -> None:
        """Give room to what was found since, before anybody has looked at the page."""
        grid = self.flow.pages.grid
        if grid is not None and grid is not self._fitted and not self.flow.looking.begun:
            self._fitted = grid
            self.view.set_contests(grid.ballots, grid.page_max)

    def show_flow(self) -> None:
        """Show the turn, what was taken out, and the message."""
        flow, pages = self.flow, self.flow.pages
        if self.shows_summary:
            self.summary.show_pages(pages, self.key_of("more"))
        else:
            self.view.show_faces(faces_of(self.flow.pages), afresh=False)
        self._show_head()
        first = pages.turn is Turn.FIRST
        looking = bool(pages.shown) and not pages.before.back
        note = (FIRST_MAY if first else SECOND_MAY) if looking else ""
        self.bar.show_sentence("", flow.message, idle=_sentence(self.flow.pages), note=note)
        left = flow.looking.left
        words = ["looks first" if first else "has looked \u2713", "looks next"]
        if self.shows_summary or pages.before.back:
            # Of the page of now, or of none: nothing of the one before people.
            words = ["", ""]
        if looking:
            words[pages.turn.value] = live_words(left, "the others are blank")
            if self.whole.shown:
                words[pages.turn.value] = "looks at the whole ballot"
        live = pages.turn.value if looking and not left and flow.looking.looker else None
        self.bar.show_looks(flow.looking.station, (words[0], words[1]), live, _before(pages))
        self.show_foot()

    def _show_head(self) -> None:
        flow, pages, grid = self.flow, self.flow.pages, self.flow.pages.grid
        title = "" if grid is None else grid.title
        past, face = pages.before.now, current_face(self.view)
        if self.whole.shown and face is not None:
            self.head.show_page(title, whole_words(face), "WHOLE BALLOT", "accent")
        elif past is not None:
            words = page_words(past.ballots, past.number, pages.of, hides_ink=pages.hides_ink)
            self.head.show_page(title, words, "PAGE BEFORE", "warning")
        elif pages.page:
            words = page_words(pages.page, pages.number, pages.of, hides_ink=pages.hides_ink)
            station = flow.looking.station
            seat = station.proposer if pages.turn is Turn.FIRST else station.partner
            looker = "SIGN IN (F3)" if seat is None else f"{seat.name} looks"
            self.head.show_page(title, words, looker, "accent")
        else:
            self.head.show_page(title, "", "", "neutral")

    def _show_summary(self) -> None:
        pages = self.flow.pages
        if pages.grid is not None:
            self.view.show_notice("")
            self.summary.show_pages(pages, self.key_of("more"))
            self._stack.setCurrentWidget(self.summary)
            self.setFocusProxy(self.summary)
            self.summary.setFocus()
            self.announcer.say(self.summary.words.text())

    def show_whole(self, *, on: bool) -> None:
        """Show the whole ballot that has the focus, or the page again."""
        if on == self.whole.shown:
            if not on and self.flow.pages.shown:
                self._stack.setCurrentWidget(self.view)
            return
        if on and self.view.current_ballot is not None:
            self.whole.show_ballot(self.view.current_ballot)
            self._stack.setCurrentWidget(self.whole.pane)
            self.whole.pane.view.setFocus()
        else:
            self.whole.hide_ballot()
            self._stack.setCurrentWidget(self.view)
            self.view.setFocus()
        self.show_flow()

    # The observers, and the foot -------------------------------------------------------------

    def _station(self, station: StationView) -> None:
        self.bar.show_observers(station.observers)
        self.flow.set_station(station)

    def _show_form(self) -> None:
        form = self.observers.form
        if form is not None:
            # The team's page keeps its shape beneath the form, however large that is.
            self.view.hold(on=True)
        self.bar.show_form(form)
        if form is None:
            # Once the bar has given the room back.
            QTimer.singleShot(
                0, self.view, lambda: self.view.hold(on=self.observers.form is not None)
            )
        if form is None and self.flow.message == WRITING:
            self.flow.say("")
        if form is None and self.line_in_use is self.bar.form.words:
            self.view.setFocus()

    def _contested(self, objection: FiledObjection) -> None:
        if self.flow.pages.mark(objection.number, OBJECTED):
            self.show_flow()

    def _all_shown(self) -> None:
        """The look begins; what cannot be shown is nothing anybody can call blank."""
        for ballot in unshown(self.view):
            self.flow.pages.mark(ballot.case.number, UNSHOWN)
        self.flow.all_shown()

    def show_newest(self, newest: NewestEntry) -> None:
        """Something was recorded, here or at another station."""
        self.newest = newest.words
        self.show_foot()

    def show_foot(self) -> None:
        """Show what comes singly, and how the record stands."""
        pages, station = self.flow.pages, self.flow.looking.station
        found = pages.meanwhile
        code = self.newest or station.record_code
        facts = (
            meanwhile_words(
                len(found.fresh), found.unseen, self.key_of("more"), coming=found.coming
            ),
            # Where ink is kept, how many show any is kept too, while pages go on.
            ""
            if found.latest is None or pages.hides_ink
            else apart_words(found.latest, pages.apart, so_far=True),
            station.copy_state,
            "" if self.view.fit is None else f"shown at {self.view.fit.dpi:.0f} dpi of paper",
        )
        keys = f"{self._table.key('app.keys')} keys"
        self.foot.show_facts(facts, f"record {code} \u00b7 {keys}" if code else keys)


def _sentence(pages: Pages) -> str:
    """What is said of the page on the screen."""
    past = pages.before.now
    if past is not None and pages.hides_ink:
        return f"Page {past.number} is done. What shows ink comes singly."
    if past is not None:
        return f"Page {past.number}: {len(past.blank)} of {len(past.ballots)} recorded blank."
    kept = " What shows ink comes singly all the same." if pages.hides_ink else ""
    return f"\u201c{pages.sentence}\u201d{kept}" if pages.page else ""


def _before(pages: Pages) -> str:
    """What became of the last page."""
    if not pages.before.kept:
        return ""
    last = pages.before.kept[-1]
    if pages.hides_ink:
        return f"Page {last.number} done \u00b7 Page \u2191"
    return recorded_words(last.number, len(last.blank), len(last.ballots) - len(last.blank))
