"""Drawn pages of the small recount, and layouts of them."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace

from PIL import Image, ImageDraw

from adjudicator.domain.layouts import Box, ContestBox, PageLayout, TargetBox
from adjudicator.domain.references import ReferenceDraft
from adjudicator.interchange.sources.records import Quarantined, SourceSheet
from adjudicator.services.references.recording import keep_blank_page
from tests.support.scene import ListSource, Scene

WIDTH, HEIGHT = 340, 440
"""Pixels of a page at 40 dots per inch."""
MAYOR = Box(20, 40, 300, 120)
COUNCIL = Box(20, 200, 300, 120)


def targets_in(contest: str, box: Box, choices: tuple[str, ...]) -> tuple[TargetBox, ...]:
    """One target below the other, at the left of the contest."""
    return tuple(
        TargetBox(contest, choice, Box(box.x + 10, box.y + 12 + 34 * n, 24, 14))
        for n, choice in enumerate(choices)
    )


LAYOUT = PageLayout(
    WIDTH,
    HEIGHT,
    (ContestBox("mayor", MAYOR), ContestBox("council", COUNCIL)),
    (
        *targets_in("mayor", MAYOR, ("ann", "bob", "line")),
        *targets_in("council", COUNCIL, ("cy", "di", "ed")),
    ),
)


def drawn_page(layout: PageLayout = LAYOUT, *, dot: int = 0) -> bytes:
    """A PNG with frames and ovals where the layout has them."""
    image = Image.new("L", (layout.width, layout.height), 255)
    draw = ImageDraw.Draw(image)
    for contest in layout.contests:
        box = contest.box
        draw.rectangle((box.x, box.y, box.right, box.bottom), outline=0)
    for target in layout.targets:
        box = target.box
        draw.ellipse((box.x, box.y, box.right, box.bottom), outline=0)
    image.putpixel((dot, 0), 0)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def draft(scene: Scene, layout: PageLayout = LAYOUT, **more: object) -> ReferenceDraft:
    """A draft on a blank page that was brought into the folder."""
    path = scene.path.parent / "blank.png"
    path.write_bytes(drawn_page())
    made = ReferenceDraft("all", "front", keep_blank_page(scene.recount, path), 1, layout)
    return replace(made, **more)  # type: ignore[arg-type]  # its fields by name


@dataclass(slots=True)
class LaidOutSource(ListSource):
    """A delivery whose images are drawn pages with their layouts."""

    layouts: tuple[PageLayout | None, ...] = (LAYOUT,)
    """Of each sheet in turn."""

    def records(self) -> Iterator[SourceSheet | Quarantined]:
        for number, sheet in enumerate(ListSource.records(self)):
            assert isinstance(sheet, SourceSheet)
            (image,) = sheet.images
            image.path.write_bytes(drawn_page(dot=number))
            layout = self.layouts[number % len(self.layouts)]
            yield replace(sheet, images=(replace(image, layout=layout),))
