"""What can stand on a page and where, in points from the top left corner."""

from dataclasses import dataclass

from adjudicator.interchange.papers.typeface import Face


@dataclass(frozen=True, slots=True)
class Area:
    """An upright rectangle of the page."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def inset(self, x: float, y: float) -> "Area":
        """The area without a border of that width on each side."""
        return Area(self.left + x, self.top + y, self.width - 2 * x, self.height - 2 * y)

    def below(self, top: float) -> "Area":
        """What is left of the area below a line."""
        return Area(self.left, top, self.width, max(0.0, self.bottom - top))

    def columns(self, *shares: float, gap: float = 0.0) -> tuple["Area", ...]:
        """The area cut into columns by shares of its width, ``gap`` points between them."""
        usable = self.width - gap * (len(shares) - 1)
        left, found = self.left, []
        for share in shares:
            width = usable * share / sum(shares)
            found.append(Area(left, self.top, width, self.height))
            left += width + gap
        return tuple(found)


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text, with the area it was fitted into."""

    text: str
    x: float
    baseline: float
    face: Face
    size: float
    area: Area


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight black line."""

    x1: float
    y1: float
    x2: float
    y2: float
    weight: float = 0.75
    dashed: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """The outline of a rectangle, or a rectangle filled with black or white."""

    area: Area
    weight: float = 0.75
    fill: float | None = None
    """0 is black, 1 is white; ``None`` leaves the ground as it is."""
    ink: float = 0
    """Of the outline itself."""


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar code: bars and gaps in turn, in modules, the first a bar."""

    area: Area
    """The bars without their quiet zones."""
    widths: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """A square code: rows of ``1`` for dark and ``0`` for light."""

    area: Area
    rows: tuple[str, ...]
    shared: bool = False
    """Whether the file holds it once for all pages that show it."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of paper: an image file and what is to be outlined on it."""

    data: bytes
    """PNG or JPEG, grey."""
    width: int
    """In pixels."""
    height: int
    caption: str = ""
    """``Front``; says so where the contest was not located."""
    outline: tuple[float, float, float, float] | None = None
    """The contest's box as shares of width and height: left, top, width, height."""


@dataclass(frozen=True, slots=True)
class Image:
    """A picture at its place; the area has its proportions."""

    area: Area
    picture: Picture


Item = Text | Rule | Frame | Bars | Dots | Image


@dataclass(frozen=True, slots=True)
class Page:
    """One page, complete."""

    width: float
    height: float
    items: tuple[Item, ...]
    across: str = ""
    """The word behind everything, from corner to corner."""
    title: str = ""
    """What the file calls itself."""
