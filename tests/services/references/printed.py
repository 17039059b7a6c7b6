"""Pages of the small recount as a printer makes them, at 200 dots per inch."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw, ImageFont

from adjudicator.domain.layouts import Box
from adjudicator.interchange.sources.records import Quarantined, SourceSheet
from tests.support.scene import ListSource

CONTESTS = (Box(510, 990, 680, 220), Box(510, 1210, 680, 220))
"""Where a box that is drawn by key begins, and the place below it."""
NAMES = (("Ann Ash", "Bob Birch", "Write-in"), ("Cy Cedar", "Di Dogwood", "Ed Elm"))


def printed(dot: int, down: int = 0) -> bytes:
    """A page at 200 dpi with two contests of three ovals, and a dot that tells it from others.

    :param down: by how many pixels the contests stand further down.
    """
    image = Image.new("L", (1700, 2200), 255)
    draw = ImageDraw.Draw(image)
    font = ImageFont.load_default(28)
    for place, names in zip(CONTESTS, NAMES, strict=True):
        box = replace(place, y=place.y + down)
        draw.rectangle((box.x + 8, box.y + 8, box.right - 8, box.bottom - 8), outline=0, width=2)
        for row, name in enumerate(names):
            x, y = box.x + 60, box.y + 60 + 60 * row
            draw.ellipse((x - 20, y - 12, x + 20, y + 12), outline=0, width=2)
            draw.text((x + 40, y - 18), name, fill=0, font=font)
    image.putpixel((dot, 0), 0)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


@dataclass(slots=True)
class PrintedSource(ListSource):
    """A delivery of such pages, without layouts."""

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        for number, sheet in enumerate(ListSource.records(self)):
            assert isinstance(sheet, SourceSheet)
            sheet.images[0].path.write_bytes(printed(number))
            yield replace(sheet, images=(replace(sheet.images[0]),))


@dataclass(slots=True)
class Marked(ListSource):
    """Pages on which the first oval of council is filled."""

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        for number, sheet in enumerate(ListSource.records(self)):
            assert isinstance(sheet, SourceSheet)
            page = Image.open(io.BytesIO(printed(number)))
            x, y = CONTESTS[1].x + 60, CONTESTS[1].y + 60
            ImageDraw.Draw(page).ellipse((x - 18, y - 10, x + 18, y + 10), fill=30)
            page.save(sheet.images[0].path)
            yield replace(sheet, images=(replace(sheet.images[0]),))
