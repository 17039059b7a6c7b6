"""From pages to the bytes of a PDF file, the same bytes for the same pages."""

import io
from collections.abc import Sequence
from threading import Lock
from typing import Protocol

from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from adjudicator.interchange.papers.items import (
    Area,
    Bars,
    Dots,
    Frame,
    Image,
    Item,
    Page,
    Rule,
    Text,
)
from adjudicator.interchange.papers.typeface import Face, font, runs, width_of

_ACROSS_GREY = 0.92
"""Black on it keeps a contrast of more than 16:1."""
_DASH = (6, 4)
_ONE_AT_A_TIME = Lock()
"""Faces belong to the whole program and remember which characters the file at hand has used."""


class Paper(Protocol):
    """Anything that can be set on pages."""

    def pages(self) -> tuple[Page, ...]:
        """Its pages, head and foot included."""
        ...


def render(*papers: Paper) -> bytes:
    """One file of one paper or several, each beginning on a page of its own.

    :raises ValueError: no paper, or one without a page.
    """
    with _ONE_AT_A_TIME:
        return to_pdf([page for paper in papers for page in paper.pages()])


def to_pdf(pages: Sequence[Page]) -> bytes:
    """The file of these pages.

    :raises ValueError: no page.
    """
    if not pages:
        raise ValueError("A file needs at least one page.")
    out = io.BytesIO()
    # Invariant: no time, no random id.  Uncompressed: the words can be read without a tool.
    font(Face.TEXT)
    canvas = Canvas(
        out,
        invariant=1,
        pageCompression=0,
        initialFontName=Face.TEXT.value,  # type: ignore[arg-type]  # a name, whatever the stubs say
    )
    canvas.setTitle(pages[0].title)
    canvas.setCreator("Adjudicator")
    forms = _Forms()
    for page in pages:
        _page(canvas, page, forms)
    canvas.save()
    return out.getvalue()


class _Forms:
    """Square codes the file holds once, by their rows."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, ...], str] = {}

    def draw(self, canvas: Canvas, height: float, item: Dots) -> None:
        """Show the code at its place; the first time it is drawn, one point to the module."""
        side = len(item.rows)
        name = self._names.get(item.rows)
        if name is None:
            name = self._names[item.rows] = f"square{len(self._names) + 1}"
            canvas.beginForm(name, 0, 0, side, side)
            _dots(canvas, side, Dots(Area(0, 0, side, side), item.rows))
            canvas.endForm()
        scale = item.area.width / side
        canvas.saveState()
        canvas.translate(item.area.left, height - item.area.bottom)
        canvas.scale(scale, scale)
        canvas.doForm(name)
        canvas.restoreState()


def _page(canvas: Canvas, page: Page, forms: _Forms) -> None:
    canvas.setPageSize((page.width, page.height))
    _across(canvas, page)
    for item in page.items:
        if isinstance(item, Dots) and item.shared:
            forms.draw(canvas, page.height, item)
        else:
            _draw(canvas, page.height, item)
    canvas.showPage()


def _across(canvas: Canvas, page: Page) -> None:
    """The word of a demonstration from corner to corner, behind everything else."""
    if not page.across:
        return
    wide = width_of(page.across, Face.BOLD, 1.0)
    size = min(110.0, 0.68 * (page.width**2 + page.height**2) ** 0.5 / wide)
    canvas.saveState()
    canvas.translate(page.width / 2, page.height / 2)
    canvas.rotate(52)
    canvas.setFillGray(_ACROSS_GREY)
    _words(canvas, page.across, -wide * size / 2, -size / 3, (Face.BOLD, size))
    canvas.restoreState()


def _words(canvas: Canvas, text: str, x: float, y: float, how: tuple[Face, float]) -> None:
    face, size = how
    for used, piece in runs(text, face):
        font(used)
        canvas.setFont(used.value, size)
        canvas.drawString(x, y, piece)
        x += width_of(piece, used, size)


def _text(canvas: Canvas, height: float, item: Text) -> None:
    canvas.setFillGray(0)
    _words(canvas, item.text, item.x, height - item.baseline, (item.face, item.size))


def _rule(canvas: Canvas, height: float, item: Rule) -> None:
    canvas.setLineWidth(item.weight)
    canvas.setStrokeGray(0)
    if item.dashed:
        canvas.setDash(*_DASH)
    canvas.line(item.x1, height - item.y1, item.x2, height - item.y2)
    if item.dashed:
        canvas.setDash()


def _rect(canvas: Canvas, height: float, area: Area, *, stroke: int, fill: int) -> None:
    canvas.rect(area.left, height - area.bottom, area.width, area.height, stroke=stroke, fill=fill)


def _frame(canvas: Canvas, height: float, item: Frame) -> None:
    canvas.setLineWidth(item.weight)
    canvas.setStrokeGray(item.ink)
    if item.fill is not None:
        canvas.setFillGray(item.fill)
    _rect(canvas, height, item.area, stroke=int(item.weight > 0), fill=int(item.fill is not None))


def _bars(canvas: Canvas, height: float, item: Bars) -> None:
    canvas.setFillGray(0)
    module = item.area.width / sum(item.widths)
    x = item.area.left
    for place, width in enumerate(item.widths):
        if place % 2 == 0:
            bar = Area(x, item.area.top, width * module, item.area.height)
            _rect(canvas, height, bar, stroke=0, fill=1)
        x += width * module


def _dots(canvas: Canvas, height: float, item: Dots) -> None:
    canvas.setFillGray(0)
    module = item.area.width / len(item.rows)
    for n, row in enumerate(item.rows):
        start = 0
        while (start := row.find("1", start)) >= 0:
            end = (row + "0").find("0", start)
            left, top = item.area.left + start * module, item.area.top + n * module
            # One rectangle for neighbours, and rows that touch: no white hairs between modules.
            run = Area(left, top, (end - start) * module, module)
            _rect(canvas, height, run, stroke=0, fill=1)
            start = end


def _image(canvas: Canvas, height: float, item: Image) -> None:
    area = item.area
    reader = ImageReader(io.BytesIO(item.picture.data))
    canvas.drawImage(reader, area.left, height - area.bottom, area.width, area.height)


def _draw(canvas: Canvas, height: float, item: Item) -> None:
    match item:
        case Text():
            _text(canvas, height, item)
        case Rule():
            _rule(canvas, height, item)
        case Frame():
            _frame(canvas, height, item)
        case Bars():
            _bars(canvas, height, item)
        case Dots():
            _dots(canvas, height, item)
        case Image():
            _image(canvas, height, item)
