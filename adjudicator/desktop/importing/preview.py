"""Ten ballots of a source, small, with their flagged contest outlined."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import (
    QImage,
    QImageReader,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from adjudicator.desktop.kit.announce import name
from adjudicator.desktop.kit.frame import part
from adjudicator.desktop.kit.labels import CutLabel, label
from adjudicator.desktop.kit.scrolled import scrolled
from adjudicator.desktop.kit.theme import theme
from adjudicator.desktop.wording import contest_title, precinct_name
from adjudicator.domain.election import Election
from adjudicator.domain.layouts import Box
from adjudicator.domain.wording import count
from adjudicator.services.previewing import Preview, PreviewedBallot

_WIDTH = 260
"""Pixels a preview is decoded to; shrunk again on the screen."""
_COLUMNS = 5
_LEAST_WIDE, _LEAST_HIGH = 110, 84
"""Of a picture, at a text size of 100 %, in pixels."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """One ballot, decoded small, and where its contest lies as shares of the page."""

    ballot: PreviewedBallot
    image: QImage | None
    outline: Box | None
    problem: str = ""


def thumbnails(preview: Preview) -> list[Thumbnail]:
    """Decode the images of a preview; runs in a worker."""
    return [_thumbnail(ballot) for ballot in preview.ballots]


def _thumbnail(ballot: PreviewedBallot) -> Thumbnail:
    shown = ballot.shown_image()
    if shown is None:
        return Thumbnail(ballot, None, None, ballot.problem)
    image, contest = shown
    reader = QImageReader(str(image.path))
    reader.jumpToImage(image.page - 1)
    whole = reader.size()
    if whole.isValid():
        reader.setScaledSize(QSize(_WIDTH, max(1, whole.height() * _WIDTH // whole.width())))
    made = reader.read()
    if made.isNull():
        return Thumbnail(ballot, None, None, f"The image cannot be read: {reader.errorString()}.")
    layout = image.layout
    box = layout.contest_box(contest) if layout is not None else None
    if box is None or layout is None:
        left_out = ballot.left_out
        return Thumbnail(ballot, made, None, str(left_out[0]) if left_out else "")
    wide, high = layout.width, layout.height
    share = Box(box.x / wide, box.y / high, box.width / wide, box.height / high)
    return Thumbnail(ballot, made, share)


class _Picture(QWidget):
    """The page with its outline."""

    def __init__(self, thumbnail: Thumbnail) -> None:
        super().__init__()
        self._thumbnail = thumbnail
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setToolTip(thumbnail.problem)

    def minimumSizeHint(self) -> QSize:
        """Large enough to see whether an outline lies on a contest, or to read what is wrong."""
        return QSize(theme().scaled(60), theme().scaled(_LEAST_HIGH))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the page as large as it fits, and a thin outline outside the print."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        image = self._thumbnail.image
        if image is None:
            self._paint_problem(painter)
            return
        size = image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF((self.width() - size.width()) / 2, 0, size.width(), size.height())
        painter.drawImage(place, image)
        painter.setPen(QPen(theme().colour("line"), 1))
        painter.drawRect(place.adjusted(0, 0, -1, -1))
        box = self._thumbnail.outline
        if box is not None:
            painter.setPen(QPen(theme().colour("outline"), 2))
            painter.drawRect(
                QRectF(
                    place.x() + box.x * place.width() - 2,
                    place.y() + box.y * place.height() - 2,
                    box.width * place.width() + 4,
                    box.height * place.height() + 4,
                )
            )

    def _paint_problem(self, painter: QPainter) -> None:
        """Say why there is no page, in smaller letters where that takes many lines."""
        painter.setPen(theme().text_on("bad"))
        painter.fillRect(self.rect(), theme().ground_of("bad"))
        room = self.rect().adjusted(6, 6, -6, -6)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        words = self._thumbnail.problem
        whole = painter.fontMetrics().boundingRect(room, flags, words)
        if whole.height() > room.height():
            painter.setFont(theme().font("small"))
            whole = painter.fontMetrics().boundingRect(room, flags, words)
        if whole.height() > room.height():
            # Of words that are too many even so, the beginning is what is seen.
            flags = int(Qt.AlignmentFlag.AlignHCenter | Qt.TextFlag.TextWordWrap)
        painter.drawText(room, flags, words)


class PreviewPane(QWidget):
    """The first ballots of a source: in two rows, or in as many as large text asks for."""

    def __init__(self, election: Election) -> None:
        super().__init__()
        self._election = election
        self.title = label(size="strong", bold=True, wrap=True)
        self._cards: list[QWidget] = []
        page = part(QWidget(), "page")
        self._grid = QGridLayout(page)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme().space("small"))
        self.area = scrolled(page, by_keys=True)
        name(self.area, "The first ballots")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.title)
        column.addWidget(self.area, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many pictures side by side as can be made out."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = min(_COLUMNS, max(1, self.width() // theme().scaled(_LEAST_WIDE)))
        for number, card in enumerate(self._cards):
            self._grid.addWidget(card, *divmod(number, columns))
        for row in range(max(2, len(self._cards))):
            self._grid.setRowStretch(row, int(row * columns < len(self._cards)))
        for column in range(_COLUMNS):
            self._grid.setColumnStretch(column, int(column < columns))

    def show_preview(self, preview: Preview, pictures: Sequence[Thumbnail]) -> None:
        """Show these ballots."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        total = "" if preview.total is None else f" of {count(preview.total, 'sheet')}"
        self.title.setText(
            f"The first {len(pictures)}{total}, read as: {preview.reader}. "
            "Is each outline on its contest?"
        )
        self._cards = [self._card(picture) for picture in pictures]
        self._arrange()

    def _card(self, picture: Thumbnail) -> QWidget:
        card = QWidget()
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(_Picture(picture), 1)
        lines = self._words(picture.ballot)
        for words in lines:
            column.addWidget(CutLabel(words, size="small"))
        card.setAccessibleName(". ".join((*lines, picture.problem)))
        return card

    def _words(self, ballot: PreviewedBallot) -> tuple[str, ...]:
        sheet = ballot.sheet
        if sheet is None:
            return f"Ballot {ballot.ballot}".rstrip(), "cannot be used"
        where = precinct_name(self._election, sheet.precinct)
        flagged = [
            f"{c.condition.label.capitalize()} \u00b7 {contest_title(self._election, c.contest)}"
            for c in sheet.flagged
            if c.condition is not None
        ]
        more = f" \u00b7 {len(flagged) - 1} more" if len(flagged) > 1 else ""
        lines = (
            # What tells ballots apart comes first: the end is cut where there is no room.
            f"{sheet.ballot} \u00b7 {sheet.group.short_label} \u00b7 {where}",
            (flagged[0] + more) if flagged else "nothing flagged",
        )
        return (*lines, "a layout of it cannot be used") if ballot.left_out else lines
