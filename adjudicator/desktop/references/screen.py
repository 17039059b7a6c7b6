"""References: styles and sides at the left, the page in the middle, what is to be done right."""

from pathlib import Path

from PySide6.QtWidgets import QBoxLayout, QFileDialog, QStackedWidget, QWidget

from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.stacking import stack_when_large
from adjudicator.desktop.kit.table import Column, DataTable
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.references.acts import ReferenceActs
from adjudicator.desktop.references.canvas import ReferenceCanvas
from adjudicator.desktop.references.confirming import ConfirmPanel
from adjudicator.desktop.references.panel import DrawingPanel
from adjudicator.desktop.references.second_person import SecondPerson
from adjudicator.desktop.references.sketch import Place
from adjudicator.desktop.references.words import (
    ALL_DRAWN,
    CHOOSE,
    KEPT,
    LOOKING,
    holds_unchanged,
    next_words,
    waiting_words,
)
from adjudicator.desktop.references.work import Work
from adjudicator.desktop.references.works import Works
from adjudicator.desktop.screen import Host, Screen
from adjudicator.domain.layouts import Box
from adjudicator.domain.references import side_words
from adjudicator.domain.wording import count
from adjudicator.services.recount import Recount
from adjudicator.services.references.listing import ReferenceLine, reference_lines
from adjudicator.services.references.offers import OfferedPage, offer_page
from adjudicator.services.references.recording import keep_blank_page, page_of

_LEFT, _PAGE, _RIGHT = 5, 12, 6
_LEAST_ROWS = 4
_LEAST_LIST = 230
"""Pixels at 100 %, so that no state of a side is cut; long ones take two lines."""
_LEAST_PAGE = 400
"""Pixels of the page's height, where large text makes the screen move up and down."""
_IMAGES = "Images (*.png *.jpg *.jpeg *.tif *.tiff);;All files (*)"


class ReferencesScreen(Screen):
    """Where the contests of each ballot style stand, drawn by one and confirmed by another."""

    context = Context.REFERENCES
    shows = frozenset({Topic.PILE, Topic.PEOPLE})

    def __init__(self, desk: Desk, host: Host, commands: CommandTable) -> None:
        super().__init__(desk, host, "References")
        self.work: Work | None = None
        self.works = Works()
        self._wanted: tuple[str, str] | None = None
        self._listing = False
        """Whether a line is chosen because the list was read, not by somebody."""
        self.lines = self._lines_table()
        self.canvas = ReferenceCanvas()
        self.panel = DrawingPanel()
        self.confirm = ConfirmPanel()
        self.right = QStackedWidget()
        self.right.addWidget(self.panel)
        self.right.addWidget(self.confirm)
        self._lay_out()
        self._connect()
        self.second = SecondPerson(self)
        self.acts = ReferenceActs(self, commands)
        self.setFocusProxy(self.canvas)
        self.show_work()

    def _lines_table(self) -> DataTable[ReferenceLine]:
        made: DataTable[ReferenceLine] = DataTable(
            (
                Column("Style", lambda r: r.style, tip=lambda r: f"Ballot style {r.style}"),
                Column("Side", lambda r: side_words(r.side)),
                Column("State", _state, lambda r: (not r.waits, -r.pages), tip=_whole_state),
            ),
            "Ballot styles and sides",
        )
        made.give_rest(0, 60)
        made.break_in_need()
        made.keep_rows(_LEAST_ROWS, wide=_LEAST_LIST)
        return made

    def _lay_out(self) -> None:
        page = part(QWidget(), "page")
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight, page)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme().space("medium"))
        row.addWidget(self.lines, _LEFT)
        row.addWidget(self.canvas, _PAGE)
        row.addWidget(self.right, _RIGHT)
        self.canvas.setMinimumHeight(_LEAST_PAGE)
        stack_when_large(row)
        self.body.addWidget(scrolled(page), 1)

    def _connect(self) -> None:
        self.lines.selectionModel().currentRowChanged.connect(self._line_chosen)
        self.lines.opened.connect(lambda _line: self.canvas.setFocus())
        self.canvas.drew.connect(self._drew)
        self.canvas.changed.connect(self.show_work)
        self.panel.target_chosen.connect(self._choose_target)

    # The list --------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Read the list anew; what is being drawn stays."""
        self.read(reference_lines, self._show_lines)

    def _show_lines(self, lines: tuple[ReferenceLine, ...]) -> None:
        wanted = self._wanted
        waiting = [line for line in lines if line.waits]
        pages = sum(line.pages for line in waiting)
        self.header.set_title("References", waiting_words(pages) if pages else "no page waits")
        self.lines.set_rows(lines)
        every = [(line.style, line.side) for line in lines]
        first = next((n for n, line in enumerate(lines) if line.waits), 0)
        if lines:
            self._listing = True
            self.lines.selectRow(every.index(wanted) if wanted in every else first)
            self._listing = False
        else:
            self.canvas.show_drawing(
                None, None, "There are no ballots here yet. Import them first."
            )

    def _line_chosen(self) -> None:
        line = self.lines.current()
        if line is None:
            return
        place = (line.style, line.side)
        if self.work is not None and self.work.place == place and self._wanted == place:
            self.work.line = line
            self.show_work()
            return
        self._wanted = place
        if not self._listing:
            # What was said of another side is not said of this one.
            self.banner.say("")
        self.second.leave()
        known = self.works.of(place)
        if known is not None:
            known.line = line
            self.put_up(known)
        else:
            self.open_page(line, None)

    def open_page(self, line: ReferenceLine, number: int | None) -> None:
        """Open one of a line's pages; ``None``: the one that was drawn on, else the first."""

        def opened(offered: OfferedPage) -> None:
            if self._wanted != (line.style, line.side):
                return
            self.take(Work.begin(self.recount.election, line, offered))

        self.read(lambda recount: offer_page(recount, line, number), opened)

    def take(self, work: Work) -> None:
        """Draw on another page; what was drawn on the one before is kept."""
        self.put_up(self.works.take(work))
        if self.works.left(work.place):
            self.banner.say(KEPT)

    def put_up(self, work: Work) -> None:
        """Show a page that is in hand."""
        before, self.work = self.work, work
        if before is not None and before.place != work.place:
            self.works.release(before)
        self.show_page()

    def recorded(self, place: tuple[str, str]) -> None:
        """What was drawn there is recorded: go on to what waits, or read it anew."""
        self.works.forget(place)
        self.work = None
        if any(line.waits for line in self.lines.shown() if (line.style, line.side) != place):
            self._wanted = None

    def show_page(self) -> None:
        """Show the page that is drawn on."""
        self.canvas.locked = False
        if self.work is not None:
            self.canvas.show_drawing(self.work.pixels, self.work.drawing, "")
        self.show_work()

    def bring_page(self) -> None:
        """Bring in a scan of the blank page."""
        line = self.lines.current()
        if line is None or not self.drawing_now:
            return
        chosen, _ = QFileDialog.getOpenFileName(self, "A scan of the blank page", "", _IMAGES)
        if chosen and self.drawing_now:
            self.draw_on_file(line, Path(chosen))

    def draw_on_file(self, line: ReferenceLine, path: Path) -> None:
        """Draw on a page that was brought in."""

        def kept(recount: Recount) -> OfferedPage:
            image = keep_blank_page(recount, path)
            return OfferedPage(image, 1, page_of(recount, image, 1), None)

        def opened(offered: OfferedPage) -> None:
            work = Work.begin(self.recount.election, line, offered)
            if self._wanted == work.place and self.drawing_now:
                self.take(work)
            else:
                self.works.take(work)  # Shown when they come back to that side.

        self.desk.ask(kept, opened, self.tell)

    # Drawing ---------------------------------------------------------------------------------

    @property
    def drawing_now(self) -> bool:
        """Whether something can be drawn: nothing is being confirmed."""
        return self.right.currentWidget() is self.panel

    def show_work(self) -> None:
        """Show what is drawn, chosen, and to be done next."""
        self.canvas.update()
        work = self.work
        if work is None:
            self.panel.show_drawing(None, CHOOSE, ())
            return
        if not self.drawing_now:
            return
        words = next_words(work.drawing, work.line)
        if words != self.panel.next.text():
            self.announcer.say(words)
        self.panel.show_drawing(work.drawing, words, work.problems(self.recount.election))
        self.panel.undo.setEnabled(work.drawing.touched or self.works.left(work.place))
        self.panel.confirm.setEnabled(not holds_unchanged(work.drawing, work.line))

    def _drew(self, box: Box) -> None:
        work = self.work
        if work is None or not self.drawing_now:
            return
        self.banner.say("")
        if work.drawing.draw(box):
            self.look_for_targets()
        else:
            self.banner.say(ALL_DRAWN, "warning")

    def look_for_targets(self) -> None:
        """Have targets proposed in the chosen contest."""
        work = self.work
        if work is None or work.drawing.chosen is None:
            return
        chosen = work.drawing.chosen
        self.panel.show_drawing(work.drawing, LOOKING, ())

        def done() -> None:
            if self.canvas.drawing is work.drawing:
                self.canvas.give_names_room()
            self.show_work()

        work.ask_targets(self.desk, chosen.contest, chosen.box, done)

    def find_by_print(self) -> None:
        """Have contests proposed that are drawn for other styles."""
        work = self.work
        if work is None or not self.drawing_now:
            return

        def done(found: int) -> None:
            if not found:
                self.banner.say("No contest of another style was found on this page.", "warning")
            self.show_work()

        self.panel.show_drawing(work.drawing, "Looking for contests by their print \u2026", ())
        work.ask_contests(self.desk, done, self.tell)

    def _choose_target(self, number: int) -> None:
        work = self.work
        if work is None or work.drawing.sketch.chosen is None:
            return
        here = work.drawing.sketch.chosen
        if here.target != number:
            work.drawing.choose(Place(here.contest, number))
            self.canvas.bring_into_sight()
            self.show_work()


def _state(line: ReferenceLine) -> str:
    return waiting_words(line.pages) if line.waits else line.drawn.label


def _whole_state(line: ReferenceLine) -> str:
    return f"{line.state}; {count(line.pages, 'page')} under review"
