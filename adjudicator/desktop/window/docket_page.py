"""Where the docket stands in the window: over the open recount, with the public display beside."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.docket_acts import FRIVOLOUS
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.display.display_window import PublicDisplay
from adjudicator.desktop.display.facts import facts_of
from adjudicator.desktop.docket.gallery_desk import StationGallery
from adjudicator.desktop.docket.page import DocketPage
from adjudicator.desktop.docket.recess import Recess
from adjudicator.desktop.docket.sitting_form import VotesPane, end_request
from adjudicator.desktop.docket.station import StationBoard
from adjudicator.desktop.kit.banner import Banner
from adjudicator.desktop.newest import NewestEntry
from adjudicator.desktop.papers.maker import print_paper
from adjudicator.desktop.papers.objection_copy import ObjectionCopies
from adjudicator.desktop.review.ports import ObserversDesk
from adjudicator.desktop.screen import Host
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.domain.people import Person
from adjudicator.services.board.sitting import SittingNow, sitting_now
from adjudicator.services.objections import has_frivolous_flag
from adjudicator.services.papers.making import Kind
from adjudicator.services.queue import batch_title
from adjudicator.services.recount import Recount
from adjudicator.storage.queries.acts import list_people

_ACTS = frozenset({Topic.RULINGS})


class DocketScreenPage(QWidget):
    """The docket of the open recount.

    :param desk: the open recount.
    :param host: the window.
    :param table: the commands with the keys in force.
    """

    context = Context.DOCKET
    has_foot = True

    def __init__(self, desk: Desk, host: Host, table: CommandTable) -> None:
        super().__init__()
        self.setAccessibleName("Docket")
        self._desk, self._host = desk, host
        folder = desk.recount.folder
        self.not_heard = () if has_frivolous_flag(desk.recount) else (FRIVOLOUS,)
        """Commands of the docket that do not exist under the standards of this recount."""
        self.watermark = desk.recount.watermark
        self.observers_desk: ObserversDesk = StationGallery(desk.recount, desk.seating)
        self.docket = DocketPage(
            StationBoard(desk.recount, desk.seating),
            desk.record,
            desk.images,
            lambda sha256: folder.image(sha256).read_bytes(),
            table,
            self,
        )
        self.docket.doubled = desk.doubled
        self.display: PublicDisplay | None = None
        self._telling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.docket)
        self.setFocusProxy(self.docket)
        self.recess = Recess(
            desk, self, self.banner, self.docket.tell, partial(self._print, Kind.ADJOURNMENT)
        )
        self.maker = ActionMaker(table, self)
        self.maker.make("docket.display", self.toggle_display)
        self.maker.make("docket.hold", self.hold_display)
        self.maker.make("docket.recess", self.recess.ask)
        self.maker.make("docket.print", self.print_here)
        self.copies = ObjectionCopies(desk, self.docket.gallery.observers)
        self.copies.said.connect(self.docket.flow.say)
        self.docket.list.print_asked.connect(self.print_list)
        self.docket.list.display_asked.connect(self.toggle_display)
        self.docket.list.recess_asked.connect(self.recess.ask)
        self.docket.flow.changed.connect(self._mirror)
        self.docket.called.connect(self._mirror)
        self.docket.seated.connect(self._mirror)
        desk.changed.connect(self._heard)
        desk.newest.follow(self._show_newest)
        desk.dropping.connect(self._drop)
        desk.locked.connect(lambda: self._rest_display(on=True))
        desk.unlocked.connect(lambda: self._rest_display(on=False))

    @property
    def banner(self) -> Banner:
        """Where something is said across the top."""
        return self.docket.banner

    def show_batch(self, batch: int) -> None:
        """A batch's code was typed: leave for Review of it, if there is such a batch."""

        def there(_title: str) -> None:
            self._host.show_review(batch)
            self._desk.doubled.begin()

        self._desk.ask(lambda recount: batch_title(recount, batch), there, self.docket.tell)

    def acted(self) -> None:
        """Something was recorded here: the other screens are out of date."""
        self._telling = True
        self._desk.changed.emit(_ACTS)
        self._telling = False

    def _drop(self, tell: Callable[[], None]) -> None:
        """Those who sat here leave: whoever comes next does not find their half sentence."""
        observers = self.docket.gallery.observers
        objecting = observers.form is not None
        observers.close_form()
        if self.docket.flow.drop() or objecting:
            tell()

    def _rest_display(self, *, on: bool) -> None:
        """While nobody sits here, the public sees no case either."""
        if self.display is not None:
            self.display.rest(on=on)
            self._mirror()

    def _show_newest(self, newest: NewestEntry) -> None:
        for part in (self.docket.list, self.docket.case):
            part.show_newest(newest.words)
        if self.display is not None:
            self.display.show_newest(newest.words)

    def _heard(self, _topics: object) -> None:
        # The public sees the case also while the table looks at another screen.
        if (self.isVisible() or self.display is not None) and not self._telling:
            self.docket.refresh()

    def end_sitting(self) -> None:
        """Ask the members in the room to sign the votes of this sitting."""
        self._desk.ask(_read_sitting, self._ask_to_sign, self.docket.tell)

    def _ask_to_sign(self, read: tuple[SittingNow, tuple[Person, ...]]) -> None:
        sitting, people = read
        if not sitting.votes:
            self.banner.say("There is no vote to sign: this sitting has none yet.", "neutral")
            return
        dialog = SigningDialog(
            self._desk, end_request(sitting, people), self, details=VotesPane(sitting)
        )
        dialog.recorded.connect(lambda said: self.banner.say(str(said), "good"))
        dialog.open()

    def print_here(self) -> None:
        """The docket's list; beside a case a copy of the objection filed last here."""
        if self.docket.flow.case is None:
            self.print_list()
        else:
            self.copies.print()

    def print_list(self) -> None:
        """Print the docket, with the line to read aloud of every case."""
        self._print(Kind.DOCKET)

    def _print(self, kind: Kind, about: str = "") -> None:
        print_paper(self._desk, kind, about, self._printed, self.docket.tell, self.copies.printer)

    def _printed(self, said: str) -> None:
        self.banner.say(said, "good", "Understood", lambda: self.banner.say(""))

    # The public display ----------------------------------------------------------------------

    def toggle_display(self) -> None:
        """Open the public display, or close it."""
        if self.display is not None:
            self.display.close()
            return
        self.display = PublicDisplay(self.docket.cache, self._desk.recount.watermark)
        self.display.left.connect(self._display_left)
        self.display.show_newest(self._desk.newest.words)
        self._mirror()
        self.display.show()

    def hold_display(self) -> None:
        """Freeze what the public sees, or let it follow again."""
        if self.display is not None:
            self.display.hold(on=not self.display.held)
            self._mirror()

    def _display_left(self) -> None:
        if self.display is not None:
            self.display.deleteLater()
            self.display = None

    def _mirror(self, _case: object = None) -> None:
        if self.display is not None:
            board = self.docket.flow.board
            self.display.recess(board.recess, board.record_code)
            self.display.show_facts(facts_of(self.docket.flow))


def _read_sitting(recount: Recount) -> tuple[SittingNow, tuple[Person, ...]]:
    with recount.reading() as connection:
        people = tuple(p.person for p in list_people(connection) if not p.removed)
    return sitting_now(recount), people
