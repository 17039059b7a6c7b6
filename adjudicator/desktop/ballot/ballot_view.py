"""The canvas: one side of a ballot, as large as it can be, moved and zoomed without delay."""

from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from adjudicator.desktop.ballot import geometry
from adjudicator.desktop.ballot.ahead import PicturesAhead
from adjudicator.desktop.ballot.geometry import Camera, Size, ZoomMode
from adjudicator.desktop.ballot.hand import Hand
from adjudicator.desktop.ballot.ink import InkDrawn
from adjudicator.desktop.ballot.overlays import draw_notice, draw_outline
from adjudicator.desktop.ballot.page_painter import PagePainter, logical
from adjudicator.desktop.ballot.render import Look, Sight
from adjudicator.desktop.kit.theme import theme, theme_keeper
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey

FINE_AFTER_MS = 50
"""After the last zoom or move the picture is drawn again with the better filter."""
STEP = 1.25
"""Zoom by one key or one notch of the wheel."""


class BallotView(QWidget):
    """Shows one page with the contest outlined.

    Modes, look and the place of a manual view are kept from ballot to ballot.

    :param ahead: pictures of pages that come next.
    """

    camera_moved = Signal()
    painted = Signal()
    """After every paint of a page (not of a notice)."""

    def __init__(
        self, parent: QWidget | None = None, *, ahead: PicturesAhead | None = None
    ) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Ballot")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.mode = ZoomMode.CONTEST
        self.look = Look()
        self.camera = Camera()
        self._grey: Grey | None = None
        self._box: Box | None = None
        self._notice = ""
        self._painter = PagePainter(ahead)
        self._fine = True
        self._overlays = True
        self._ink: InkDrawn | None = None
        self.hand = Hand(self, self.zoom, self.move_by)
        self._rest = QTimer(self, singleShot=True, interval=FINE_AFTER_MS)
        self._rest.timeout.connect(self._come_to_rest)
        theme_keeper().changed.connect(self.update)

    def show_page(self, grey: Grey | None, box: Box | None, notice: str = "") -> None:
        """Show a page, the contest's box on it (or none), or a notice where there is no page."""
        if grey is self._grey is not None and box == self._box:
            return
        self._grey, self._box, self._notice = grey, box, notice
        self._painter.show(grey, self.look)
        self._fine = True
        self._aim()

    @property
    def shows_whole_page(self) -> bool:
        """Whether a page is shown, all of it."""
        return self._grey is not None and geometry.shows_all(
            self.camera, self._page(), self._view()
        )

    def set_mode(self, mode: ZoomMode) -> None:
        """Look at the contest, the width, or the whole page."""
        self.mode = mode
        self._fine = True
        self._aim()

    def set_look(self, look: Look) -> None:
        """Turn, invert or stretch."""
        turned = look.quarters != self.look.quarters
        self.look = look
        self._painter.show(self._grey, look)
        if turned and self.mode is ZoomMode.MANUAL:
            self.mode = ZoomMode.PAGE
        self._aim()

    def set_overlays(self, *, shown: bool) -> None:
        """Draw the outline and the dimming, or nothing but the print."""
        self._overlays = shown
        self.update()

    def set_ink(self, ink: InkDrawn | None) -> None:
        """Outline this ink over the print, or none."""
        if ink != self._ink:
            self._ink = ink
            self.update()

    def next_contrast(self) -> None:
        """The next step of contrast."""
        self.set_look(replace(self.look, contrast=self.look.next_contrast()))

    def zoom(self, factor: float, at: QPointF | None = None) -> None:
        """Nearer or farther, at a point of the canvas or its middle."""
        if self._grey is None:
            return
        point = at or QPointF(self.width() / 2, self.height() / 2)
        dpr = self.devicePixelRatioF()
        self._set_manual(
            geometry.zoomed(
                self.camera, self._page(), self._view(), factor, (point.x() * dpr, point.y() * dpr)
            )
        )

    def move_by(self, dx: float, dy: float) -> None:
        """Drag the page by that many logical pixels."""
        if self._grey is None:
            return
        dpr = self.devicePixelRatioF()
        self._set_manual(
            geometry.moved(self.camera, self._page(), self._view(), dx * dpr, dy * dpr)
        )

    def seen_share(self) -> QRectF:
        """What of the unturned page is visible, as shares of its width and height."""
        if self._grey is None:
            return QRectF()
        page = self._page()
        seen = geometry.visible(self.camera, page, self._view())
        back = geometry.turned_box(seen, page, -self.look.quarters % 4)
        plain = geometry.turned_size(page, self.look.quarters)
        return QRectF(
            back.x / plain.width,
            back.y / plain.height,
            back.width / plain.width,
            back.height / plain.height,
        )

    def sight_of(self, grey: Grey, box: Box | None, size: QSize) -> Sight:
        """What would be drawn of a page that came now.

        :param box: the contest's box on it, or none.
        :param size: of the canvas by then.
        """
        quarters = self.look.quarters
        page, view = _turned_size(grey, quarters), self._view(size)
        aimed = geometry.aimed(self.mode, self.camera, page, view, _turned(grey, box, quarters))
        placed = geometry.placed(aimed, page, view)
        return Sight(self.look, placed.source, placed.size)

    def _page(self) -> Size:
        assert self._grey is not None  # noqa: S101 - callers have looked
        return _turned_size(self._grey, self.look.quarters)

    def _view(self, size: QSize | None = None) -> Size:
        """The canvas in its pixels, as large as it is or as large as that."""
        wanted, dpr = self.size() if size is None else size, self.devicePixelRatioF()
        return Size(max(1.0, wanted.width() * dpr), max(1.0, wanted.height() * dpr))

    def _aim(self) -> None:
        """Point the camera as the mode says."""
        grey = self._grey
        if grey is not None:
            box = _turned(grey, self._box, self.look.quarters)
            self.camera = geometry.aimed(self.mode, self.camera, self._page(), self._view(), box)
        self.camera_moved.emit()
        self.update()

    def _set_manual(self, camera: Camera) -> None:
        self.mode = ZoomMode.MANUAL
        self.camera = camera
        self._fine = False
        self._rest.start()
        self.camera_moved.emit()
        self.update()

    def _come_to_rest(self) -> None:
        self._fine = True
        self.update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        """Keep what the mode promises."""
        self._aim()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page, and over it the outline and the dimming."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().ground_of("canvas"))
        if self._grey is None:
            draw_notice(painter, self.rect(), self._notice)
            painter.end()
            return
        dpr = self.devicePixelRatioF()
        page = self._page()
        placed = geometry.placed(self.camera, page, self._view())
        self._painter.draw(painter, placed, dpr, fine=self._fine)
        box = _turned(self._grey, self._box, self.look.quarters)
        if self._overlays and box is not None:
            whole = self.camera.to_screen(Box(0, 0, page.width, page.height))
            contest = self.camera.to_screen(box)
            draw_outline(painter, logical(whole, dpr), logical(contest, dpr))
            if self._ink is not None:
                self._ink.draw(painter, self.camera, page, self.look.quarters, dpr)
        painter.end()
        self.painted.emit()


def _turned_size(grey: Grey, quarters: int) -> Size:
    height, width = grey.shape
    return geometry.turned_size(Size(width, height), quarters)


def _turned(grey: Grey, box: Box | None, quarters: int) -> Box | None:
    """A box of a page as it stands when that is turned."""
    height, width = grey.shape
    return None if box is None else geometry.turned_box(box, Size(width, height), quarters)
