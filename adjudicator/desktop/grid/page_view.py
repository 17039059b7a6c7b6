"""The ballots of a page side by side, all at one scale, one of them with the focus."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from adjudicator.desktop.ballot.decode import PageRef
from adjudicator.desktop.ballot.overlays import draw_notice
from adjudicator.desktop.grid.crops import CropCache, CropRef
from adjudicator.desktop.grid.seen import Seen
from adjudicator.desktop.grid.tile import Tile, TileFace, tile_frame
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.domain.grid.fitting import Fit, fit
from adjudicator.domain.layouts import Box
from adjudicator.services.grid.blanks import BlankCase

SURROUNDINGS = 0.05
"""Inches of paper shown around a contest."""
_MARGIN = 4
_SEEN_OTHERWISE = frozenset(
    {
        QEvent.Type.Show,
        QEvent.Type.Hide,
        QEvent.Type.WindowActivate,
        QEvent.Type.WindowDeactivate,
    }
)


class PageView(QWidget):
    """Shows a page of ballots.

    :param crops: cuts contests out of their pages.
    """

    room_changed = Signal(int)
    """How many ballots have room."""
    all_shown = Signal()
    """Every ballot of the page is on the screen, or it is known why one cannot be."""
    hidden = Signal()
    """People do not see the page any more; once it is back :attr:`all_shown` tells so."""
    chosen = Signal(int)
    """The place, from 0, of a ballot pressed with the mouse."""
    opened = Signal(int)
    """The place, from 0, of a ballot pressed twice."""

    def __init__(self, crops: CropCache, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Page of ballots")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(200, 120)
        self.crops = crops
        self.fit: Fit | None = None
        self.current = 0
        """The place of the ballot with the focus, from 0."""
        self._tiles: list[Tile] = []
        self._faces: tuple[TileFace, ...] = ()
        self._contest = (0.0, 0.0)
        self._most = 1
        self._notice = ""
        self._overlays = True
        self._waits = False
        self._held = False
        self._seen = Seen(self)
        self._seen.changed.connect(self._turn_seen)
        crops.ready.connect(self._ready)
        theme_keeper().changed.connect(self._arrange)

    @property
    def tiles(self) -> list[Tile]:
        """Those of the page."""
        return self._tiles[: len(self._faces)]

    def set_contests(self, ballots: Sequence[BlankCase], most: int) -> None:
        """Whose contests are to have room, all at one scale, and how many may stand on a page."""
        around = 2 * SURROUNDINGS
        sizes = [ballot.inches for ballot in ballots] or [(-around, -around)]
        wide, high = (max(side) + around for side in zip(*sizes, strict=True))
        self._contest, self._most = (wide, high), max(1, min(most, len(ballots)))
        self._arrange()

    def show_faces(self, faces: Sequence[TileFace], *, afresh: bool) -> None:
        """Show a page.

        :param afresh: it is put before somebody: :attr:`all_shown` tells when all of it is there.
        """
        self._notice = ""
        self._faces = tuple(faces)
        if afresh:
            self.current, self._waits = 0, True
        with_keyboard = has_keyboard(self)
        self._arrange()
        if afresh:
            if with_keyboard:
                self.go_to(self.current)
            self._look_whether_all()

    def show_notice(self, words: str) -> None:
        """Show no ballot but a sentence."""
        self._faces, self._notice, self._waits = (), words, False
        self._arrange()

    def prefetch(self, ballots: Sequence[BlankCase]) -> None:
        """Cut what is wanted next."""
        if self.fit is not None:
            self.crops.prefetch([crop_ref(self, ballot) for ballot in ballots])

    def set_overlays(self, *, shown: bool) -> None:
        """Draw outlines and words of what becomes of a ballot, or nothing but the print."""
        self._overlays = shown
        self._fill()

    @property
    def ballots(self) -> tuple[BlankCase, ...]:
        """Those of the page."""
        return tuple(face.ballot for face in self._faces)

    def hold(self, *, on: bool) -> None:
        """Keep the scale while something covers a part of the page, or fit the room again.

        Meanwhile nobody is told that all is shown.
        """
        self._held = on
        if not on:
            self._arrange()
            self._look_whether_all()

    # The focus -------------------------------------------------------------------------------

    @property
    def current_ballot(self) -> BlankCase | None:
        """The ballot with the focus."""
        return self.ballots[self.current] if self.current < len(self._faces) else None

    def go_to(self, place: int) -> bool:
        """To a place on the page, from 0; whether there is such a place."""
        if not 0 <= place < len(self._faces):
            return False
        self.current = place
        mark_current(self)
        self._tiles[place].setFocus()
        return True

    # Laying out ------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """The keyboard is on one of the ballots; what left the screen is looked at anew."""
        taken = super().event(event)
        if event.type() is QEvent.Type.FocusIn:
            self.go_to(self.current)
        elif event.type() in _SEEN_OTHERWISE:
            self._seen.look()
        return taken

    def _turn_seen(self, seen: bool) -> None:  # noqa: FBT001 - as the signal has it
        if seen:
            self._look_whether_all()
        else:
            self._waits = bool(self._faces)
            self.hidden.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another size has room for more or fewer."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if not self._held:
            room = (self.width() - 2 * _MARGIN, self.height() - 2 * _MARGIN)
            before = self.fit
            self.fit = (
                fit(self._contest, room, tile_frame(), self._most) if min(self._contest) else None
            )
            if self.fit != before and self.fit is not None:
                # What was cut at another scale is cut anew, and looked at from then on.
                self._waits = bool(self._faces)
                self.room_changed.emit(self.fit.room)
        self._place()
        self._fill()
        self.update()
        if self._held and is_covered(self):
            # What lies beneath is looked at once it is seen again.
            self._waits = bool(self._faces)
        elif self._waits:
            # All of it may be there already, as when it was drawn at this scale before.
            QTimer.singleShot(0, self, self._look_whether_all)

    def _place(self) -> None:
        while len(self._tiles) < len(self._faces):
            tile = Tile(self)
            tile.chosen.connect(self.chosen)
            tile.opened.connect(self.opened)
            self._tiles.append(tile)
        shape, frame = self.fit, tile_frame()
        room = 0 if shape is None else min(len(self._faces), shape.room)
        if self.window().focusWidget() in self._tiles[room:]:
            # Of a hidden ballot the keyboard would go on to the next button, and Space press it.
            self.current = min(self.current, max(0, room - 1))
            self.setFocus()
        for place, tile in enumerate(self._tiles):
            there = shape is not None and place < room
            if there and shape is not None:
                row, column = divmod(place, shape.columns)
                across, down = shape.width + frame.gap, shape.height + frame.gap
                left = (self.width() - shape.columns * across + frame.gap) // 2
                tile.setGeometry(
                    left + column * across, _MARGIN + row * down, shape.width, shape.height
                )
            tile.setVisible(there)

    def _fill(self) -> None:
        if self.fit is None:
            return
        for tile, face in zip(self._tiles, self._faces, strict=False):
            crop = self.crops.get(crop_ref(self, face.ballot))
            tile.show_face(face, self.fit, crop, overlays=self._overlays)
        mark_current(self)
        wanted = [crop_ref(self, face.ballot) for face in self._faces]
        if any(self.crops.get(ref) is None for ref in wanted):
            self.crops.request(wanted)

    def _ready(self, ref: CropRef) -> None:
        if self.fit is None:
            return
        for tile, face in zip(self._tiles, self._faces, strict=False):
            if crop_ref(self, face.ballot) == ref:
                tile.show_face(face, self.fit, self.crops.get(ref), overlays=self._overlays)
        self._look_whether_all()

    def _look_whether_all(self, *, painted: bool = False) -> None:
        """Tell once every ballot is there, after it was painted where people see it."""
        if not self._waits or not self._faces or self._held or not self._seen.now:
            return
        if not all(self.crops.get(crop_ref(self, ballot)) for ballot in self.ballots):
            return
        if painted:
            self._waits = False
            self.all_shown.emit()
        else:
            self.repaint()
            QTimer.singleShot(0, self, partial(self._look_whether_all, painted=True))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground the ballots lie on, or a sentence."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().ground_of("canvas"))
        if not self._faces:
            draw_notice(painter, self.rect(), self._notice)


def crop_ref(view: PageView, ballot: BlankCase) -> CropRef:
    """What is to be cut out for a ballot, at the scale of the page."""
    dpi = 0.0 if view.fit is None else view.fit.dpi
    around, box = SURROUNDINGS * ballot.dpi, ballot.box
    wanted = Box(box.x - around, box.y - around, box.width + 2 * around, box.height + 2 * around)
    scale = dpi * view.devicePixelRatioF() / ballot.dpi
    page = PageRef(ballot.page.image, ballot.page.page - 1)
    return CropRef(page, wanted, scale, ballot.upside_down)


def mark_current(view: PageView) -> None:
    """The frame stands on the ballot that keys mean, wherever the keyboard is."""
    for place, tile in enumerate(view.tiles):
        tile.mark(current=place == view.current)


def has_keyboard(view: PageView) -> bool:
    """Whether the keyboard is on a ballot of the page, or comes back to one after a dialog."""
    focus: QWidget | None = view.window().focusWidget()
    return focus is not None and (focus is view or view.isAncestorOf(focus))


def neighbour(view: PageView, across: int, down: int) -> int:
    """The place of a neighbour: along the page from ballot to ballot, or a row up or down."""
    columns = 1 if view.fit is None else view.fit.columns
    return view.current + across + down * columns


def unshown(view: PageView) -> list[BlankCase]:
    """The ballots of the page that cannot be shown."""
    crops = [(ballot, view.crops.get(crop_ref(view, ballot))) for ballot in view.ballots]
    return [ballot for ballot, crop in crops if crop is not None and crop.problem]


def is_covered(view: PageView) -> bool:
    """Whether a ballot of the page is not seen whole."""
    return not all(view.rect().contains(tile.geometry()) for tile in view.tiles)


def current_face(view: PageView) -> TileFace | None:
    """What is shown of the ballot with the focus."""
    return view.tiles[view.current].face if view.current < len(view.tiles) else None
