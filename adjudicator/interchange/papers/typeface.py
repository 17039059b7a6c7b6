"""The program's own type on paper: measuring, breaking into lines, fitting into a box.

Characters the reading face lacks come from DejaVu Sans; those nobody has are shown as U+FFFD, so
that a gap is seen.  Text is set from left to right and without shaping.
"""

from enum import StrEnum
from functools import cache

from reportlab.pdfbase.pdfmetrics import registerFont
from reportlab.pdfbase.ttfonts import TTFont

from adjudicator.resources import resource_path

LEADING = 1.25
"""Line height as a share of the size."""
ASCENT = 0.93
"""From the top of a line to its baseline, as a share of the size."""
ELLIPSIS = "\u2026"
_UNKNOWN = "\ufffd"
_STEP = 0.94


class Face(StrEnum):
    """The faces papers are set in; the values are the names fonts carry inside the file."""

    TEXT = "AtkinsonHyperlegibleNext-Regular"
    BOLD = "AtkinsonHyperlegibleNext-Bold"
    MONO = "AtkinsonHyperlegibleMono-Regular"
    MONO_BOLD = "AtkinsonHyperlegibleMono-Bold"
    OTHER = "DejaVuSans"
    """For single characters the others lack."""


@cache
def font(face: Face) -> TTFont:
    """The font of a face, made known to the maker of files once.

    :raises adjudicator.resources.ResourceMissingError: the program's own files are incomplete.
    """
    made = TTFont(face.value, str(resource_path("fonts", f"{face.value}.ttf")))
    registerFont(made)
    return made


@cache
def _characters(face: Face) -> dict[int, float]:
    """Width of every character the face has, in thousandths of the size."""
    metrics = font(face).face
    missing = metrics.defaultWidth
    return {code: metrics.charWidths.get(code, missing) for code in metrics.charToGlyph}


def clean(text: str) -> str:
    """The text on one line: every kind of space is one space, nothing invisible is left."""
    kept = "".join(c if c.isprintable() else " " for c in text)
    return " ".join(kept.split())


def runs(text: str, face: Face) -> list[tuple[Face, str]]:
    """The text in pieces that each need one font only."""
    found: list[tuple[Face, str]] = []
    for character in text:
        needed, shown = _shown(character, face)
        if found and found[-1][0] is needed:
            found[-1] = (needed, found[-1][1] + shown)
        else:
            found.append((needed, shown))
    return found


def width_of(text: str, face: Face, size: float) -> float:
    """How wide the text is, in points."""
    return size * sum(map(_advances(face).__getitem__, text))


class _Advances(dict[str, float]):
    """Widths of characters for a size of one point, each looked up once."""

    def __init__(self, face: Face) -> None:
        super().__init__()
        self._face = face

    def __missing__(self, character: str) -> float:
        used, shown = _shown(character, self._face)
        width = _characters(used)[ord(shown)] / 1000
        self[character] = width
        return width


@cache
def _advances(face: Face) -> _Advances:
    return _Advances(face)


def _shown(character: str, face: Face) -> tuple[Face, str]:
    """Which face shows a character, and as what."""
    if ord(character) in _characters(face):
        return face, character
    return Face.OTHER, character if ord(character) in _characters(Face.OTHER) else _UNKNOWN


def wrap(text: str, face: Face, size: float, width: float) -> list[str]:
    """The text in lines no wider than ``width``; a word that is wider by itself is broken."""
    lines: list[str] = []
    line, taken = "", 0.0
    space = width_of(" ", face, size)
    for word in clean(text).split():
        wide = width_of(word, face, size)
        if line and taken + space + wide <= width:
            line, taken = f"{line} {word}", taken + space + wide
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, face, size, width)
        lines.extend(whole)
        taken = wide if not whole else width_of(line, face, size)
    return [*lines, line] if line else lines


def _broken(word: str, face: Face, size: float, width: float) -> list[str]:
    pieces, piece, taken = [], "", 0.0
    for character in word:
        wide = width_of(character, face, size)
        if piece and taken + wide > width:
            pieces.append(piece)
            piece, taken = "", 0.0
        piece += character
        taken += wide
    return [*pieces, piece]


def cut(text: str, face: Face, size: float, width: float) -> str:
    """The text as far as it fits, with an ellipsis if that is not all of it."""
    if width_of(text, face, size) <= width:
        return text
    room, kept = width - width_of(ELLIPSIS, face, size), 0
    for character in text:
        room -= width_of(character, face, size)
        if room < 0:
            break
        kept += 1
    return text[:kept].rstrip() + ELLIPSIS


def fit(
    text: str, face: Face, largest: float, smallest: float, room: tuple[float, float]
) -> tuple[float, list[str]]:
    """The largest size at which the text fits into a box, and its lines there.

    Words are broken, and what still does not fit is cut, only at the smallest size.

    :param room: width and height of the box in points.
    """
    width, height = room
    widest = max((width_of(word, face, 1.0) for word in clean(text).split()), default=0.0)
    size = largest
    while True:
        last = size <= smallest
        if last or widest * size <= width:
            lines = wrap(text, face, size, width)
            if len(lines) * LEADING * size <= height + 0.01:
                return size, lines
        if last:
            break
        size = max(smallest, size * _STEP)
    most = max(1, int((height + 0.01) / (LEADING * size)))
    kept = [*lines[: most - 1], cut(" ".join(lines[most - 1 :]), face, size, width)]
    return size, kept
