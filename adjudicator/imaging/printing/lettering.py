"""Hand lettering: single-stroke letters of our own, drawn the way people print with a pen.

A glyph is ``advance|stroke;stroke``.  A stroke is a list of ``x,y`` points, y upwards from the
baseline, capitals 10 units high; a leading ``~`` bends the stroke into a smooth curve.
"""

from dataclasses import dataclass
from unicodedata import combining, normalize

import numpy as np

from adjudicator.imaging.printing.geometry import Points

CAP_HEIGHT = 10.0
_SPACE = 3.6
_LINE_POINTS = 2
_GAP = 2.0
"""Between letters, in the units of the glyphs."""
_ARROWS = {"->": "\u2192", "<-": "\u2190"}

_GLYPHS = {
    "A": "6.4|0,0 3.2,10 6.4,0;1.2,3.6 5.4,3.8",
    "B": "5.4|0,0 0,10;~0,10 4.5,9.4 4.4,6.2 0.2,5.3;~0.2,5.3 5.6,4.8 5.2,0.6 0,0",
    "C": "6|~6,8.4 4,10 1.2,8.6 0,5 1.2,1.2 3.6,0 6,1.6",
    "D": "6|0,0 0,10;~0,10 4.6,9 6,5 4.4,1 0,0",
    "E": "5|5,10 0,10;0,10 0,0 5.2,0;0,5.2 4,5.3",
    "F": "4.8|5,10 0,10;0,10 0,0;0,5.2 4,5.3",
    "G": "6.4|~6,8.6 4,10 1.2,8.6 0,5 1.2,1.2 3.6,0 6,1.4;6.2,0.8 6.2,4.4 3.8,4.4",
    "H": "6|0,10 0,0;6,10 6,0;0,5 6,5.2",
    "I": "0.8|0.4,10 0.4,0",
    "J": "4.6|~4.6,10 4.6,3 3.6,0.4 1.6,0 0,2.4",
    "K": "5.8|0,10 0,0;5.6,10 0.2,4.4;1.8,5.8 5.8,0",
    "L": "5|0,10 0,0 5,0",
    "M": "7.8|0,0 0.6,10 3.9,3 7.2,10 7.8,0",
    "N": "6.2|0,0 0.2,10 6,0 6.2,10",
    "O": "6.8|~3.6,10 0.9,8.4 0,5 1,1.2 3.4,0 5.9,1.4 6.8,5 5.7,8.8 3.2,9.9",
    "P": "5.2|0,0 0,10;~0,10 4.7,9.4 4.8,5.8 0.2,4.8",
    "Q": "6.8|~3.6,10 0.9,8.4 0,5 1,1.2 3.4,0 5.9,1.4 6.8,5 5.7,8.8 3.2,9.9;4.2,2.8 7,-0.8",
    "R": "5.6|0,0 0,10;~0,10 4.7,9.4 4.7,5.8 0.2,4.8;2,4.8 5.6,0",
    "S": "5.4|~5.2,8.6 3,10 0.6,8.4 1.2,6 4,4.8 5.4,2.6 4,0.4 1.6,0 0,1.6",
    "T": "6.2|0,10 6.2,10;3.1,10 3,0",
    "U": "6|~0,10 0,3.4 1.2,0.5 3.2,0 5.2,1 6,4 6,10",
    "V": "6.2|0,10 3,0 6.2,10",
    "W": "8.8|0,10 2,0 4.4,8 6.6,0 8.8,10",
    "X": "6|0,10 6,0;6,10 0,0",
    "Y": "6.2|0,10 3.2,5;6.2,10 2.6,0",
    "Z": "6|0,10 5.8,10 0,0 6,0",
    "a": "4.8|~4.2,5 2.4,6 0.6,4.8 0,2.6 1,0.3 2.8,0.6 4.2,3.2;4.3,6 4.3,1 4.9,0",
    "b": "4.6|0,10 0,0.2;~0,3.6 1.6,6 4,5.4 4.6,3 3.4,0.4 1.4,0 0,1.4",
    "c": "4.2|~4.1,5 2.4,6 0.6,5 0,2.8 1,0.5 2.6,0 4.2,1.2",
    "d": "4.6|~4.2,4.8 2.4,6 0.6,4.8 0,2.6 1,0.3 2.8,0.4 4.2,2.6;4.3,10 4.3,0",
    "e": "4.2|~0.2,3.1 2.2,3.2 4,3.5 3.6,5.3 2,6 0.4,4.6 0,2.4 1.2,0.2 2.8,0 4.2,1.2",
    "f": "3.2|~3.6,9.2 2.4,10 1.4,8.6 1.2,5 1.2,0;0,6 3,6.1",
    "g": "4.6|~4.2,5.2 2.4,6 0.6,4.8 0,2.8 1,0.8 2.8,1 4.2,3.2;~4.3,6 4.4,0 3.8,-3 2,-4 0.2,-2.8",
    "h": "4.4|0,10 0,0;~0,3.6 1.6,5.8 3.4,5.6 4.2,3.6 4.3,0",
    "i": "0.8|0.4,6 0.5,0;0.5,8.2 0.7,8.6",
    "j": "1.6|~1.4,6 1.4,-2 0.8,-3.8 -1,-3.4;1.5,8.2 1.7,8.6",
    "k": "4.2|0,10 0,0;3.8,6 0.2,2.6;1.4,3.6 4.2,0",
    "l": "0.8|0.4,10 0.4,0",
    "m": "7.1|0,6 0,0;~0,3.8 1.4,5.8 2.8,5.6 3.5,3.6 3.5,0;~3.5,3.8 5,5.8 6.4,5.4 7,3.4 7.1,0",
    "n": "4.4|0,6 0,0;~0,3.6 1.6,5.8 3.4,5.6 4.2,3.6 4.3,0",
    "o": "4.6|~2.5,6 0.6,5 0,2.8 1,0.4 2.6,0 4.2,1 4.6,3.2 3.8,5.4 2.2,6",
    "p": "4.6|0,6 0,-4;~0,3.8 1.6,6 4,5.4 4.6,3 3.4,0.5 1.4,0 0,1.4",
    "q": "5|~4.2,4.8 2.4,6 0.6,4.8 0,2.6 1,0.4 2.8,0.5 4.2,2.8;4.3,6 4.3,-4 5.4,-3",
    "r": "3.2|0,6 0,0;~0,3.4 1.2,5.4 2.4,6 3.4,5.4",
    "s": "3.6|~3.6,5.2 2.2,6 0.6,5.1 0.9,3.6 2.8,2.8 3.6,1.4 2.4,0 0.9,0 0,0.9",
    "t": "3.2|~1.4,9 1.4,4 1.5,1.4 2.2,0 3.4,0.6;0,6.2 3,6.4",
    "u": "4.6|~0,6 0,2 0.8,0.3 2.2,0 4,2;4.2,6 4.2,1 4.8,0",
    "v": "4.2|0,6 2,0 4.2,6",
    "w": "6.4|0,6 1.5,0 3.2,5 4.8,0 6.4,6",
    "x": "4.2|0,6 4.2,0;4.2,6 0,0",
    "y": "4.4|0,6 2.2,0.6;4.4,6 1,-4",
    "z": "4.2|0,6 4,6 0,0 4.2,0",
    "0": "5.4|~2.8,10 0.6,8 0,5 0.8,1.2 2.8,0 4.8,1.6 5.4,5 4.6,8.6 2.5,9.9",
    "1": "2|0,8 1.4,10 1.4,0",
    "2": "5|~0.2,8 2,10 4.6,9 4.4,6.4 0,0;0,0 5,0",
    "3": "4.8|~0.2,9 2.6,10 4.6,8 3.4,5.8 1.8,5.2;~1.8,5.2 4.8,4 4.2,0.8 2,0 0,1.2",
    "4": "5.2|3.4,10 0,3.6 5.2,3.6;4,6 4,0",
    "5": "5|4.8,10 0.6,10 0.4,5.8;~0.4,5.8 3,6.4 5,4.2 4,0.8 1.8,0 0,1",
    "6": "5|~4.2,9.8 1.4,7 0,3 1.2,0.3 3.4,0 5,2 4.4,4.6 2.4,5.2 0.2,3",
    "7": "5|0,10 5,10 1.6,0",
    "8": "5|~4.4,8.8 2.4,10 0.6,8.4 1.4,6 4,4.4 5,2.2 3.4,0 1.2,0.2 0,2.2 1,4.4 3.8,6.4 4.5,8.6",
    "9": "4.8|~4.4,7.6 2.8,10 0.4,9 0.2,6.4 2,5 4.2,6.4 4.6,8.4;4.5,8.4 4.2,0",
    ".": "0.8|0.3,0 0.6,0.3",
    ",": "1|0.6,0.6 0,-1.6",
    "'": "0.8|0.6,10 0.3,7.8",
    '"': "2|0.4,10 0.3,8;1.8,10 1.6,8",
    "-": "3.6|0,4.4 3.6,4.5",
    "!": "0.8|0.4,10 0.4,3;0.3,0 0.6,0.3",
    "?": "4.6|~0,8 1.6,10 4.4,9 3.8,6.4 2,4.8 2,3;1.9,0 2.2,0.3",
    "(": "2|~2,11 0.4,8 0,5 0.6,1.4 2,-1.4",
    ")": "2|~0,11 1.6,8 2,5 1.4,1.4 0,-1.4",
    "/": "4|0,-1 4,11",
    "&": "6|~6,0 2,6.4 2.2,9.6 4.2,9 3.6,6.6 0.4,3.4 0.6,0.6 3,0 6,4",
    ":": "0.8|0.3,1 0.6,1.3;0.3,5 0.6,5.3",
    "+": "4.6|2.3,7 2.3,2;0,4.5 4.6,4.6",
    "*": "4|2,9 2,4;0.2,8 3.8,5;3.8,8 0.2,5",
    "\u2192": "9|0,4.4 8.8,4.6;6,7.4 9,4.6 6.2,1.8",
    "\u2190": "9|9,4.4 0.2,4.6;3,7.4 0,4.6 2.8,1.8",
}


@dataclass(frozen=True, slots=True)
class Hand:
    """One person's way of printing letters."""

    slant: float = 0.1
    """x per unit of y."""
    unsteadiness: float = 0.35
    """How far points and letters stray, in glyph units."""


def hand_of(rng: np.random.Generator) -> Hand:
    """Some person's hand."""
    return Hand(float(rng.normal(0.1, 0.09)), float(rng.uniform(0.22, 0.5)))


def smooth(points: Points, per_span: int = 7) -> Points:
    """A Catmull-Rom curve through the points."""
    if len(points) <= _LINE_POINTS:
        return points
    padded = np.vstack([2 * points[0] - points[1], points, 2 * points[-1] - points[-2]])
    p0, p1, p2, p3 = (padded[i : len(padded) - 3 + i, None] for i in range(4))
    t = np.linspace(0, 1, per_span, endpoint=False)[None, :, None]
    curve = 0.5 * (
        2 * p1
        + (p2 - p0) * t
        + (2 * p0 - 5 * p1 + 4 * p2 - p3) * t**2
        + (3 * p1 - p0 - 3 * p2 + p3) * t**3
    )
    return np.vstack([curve.reshape(-1, 2), points[-1]])


def plain(text: str) -> str:
    """The text in the letters there are: accents dropped, ``->`` and ``<-`` as arrows.

    :raises ValueError: a sign is not among the letters; the message names it.
    """
    for typed, arrow in _ARROWS.items():
        text = text.replace(typed, arrow)
    text = "".join(sign for sign in normalize("NFKD", text) if not combining(sign))
    for sign in text:
        if sign != " " and sign not in _GLYPHS:
            raise ValueError(f"There is no hand letter for {sign!r} in {text!r}.")
    return text


def width_of(text: str) -> float:
    """How wide the text is for a cap height of 10 units.

    :raises ValueError: as :func:`plain` does.
    """
    advances = [
        _SPACE if sign == " " else float(_GLYPHS[sign].partition("|")[0]) + _GAP
        for sign in plain(text)
    ]
    return sum(advances, -_GAP)


def lettered(
    text: str,
    at: tuple[float, float],
    cap_height: float,
    hand: Hand,
    rng: np.random.Generator,
) -> list[Points]:
    """The strokes of a text, in pixels.

    :param at: left end of the baseline.
    :param cap_height: of the capitals, in pixels.
    :raises ValueError: as :func:`plain` does.
    """
    unit, x, strokes = cap_height / CAP_HEIGHT, 0.0, list[Points]()
    climb = rng.normal(0, 0.012)
    for sign in plain(text):
        if sign == " ":
            x += _SPACE * rng.uniform(0.9, 1.15)
            continue
        advance, _, drawn = _GLYPHS[sign].partition("|")
        size, lift = rng.normal(1, 0.04), rng.normal(0, hand.unsteadiness * 0.7)
        for stroke in drawn.split(";"):
            points = np.array([pair.split(",") for pair in stroke.lstrip("~").split()], float)
            points = points * size + rng.normal(0, hand.unsteadiness * 0.55, points.shape)
            if stroke.startswith("~"):
                points = smooth(points)
            points = points + np.array([x, lift])
            across = points[:, 0] + hand.slant * points[:, 1]
            down = -(points[:, 1] + climb * points[:, 0])
            strokes.append(np.column_stack([at[0] + across * unit, at[1] + down * unit]))
        x += float(advance) + _GAP * rng.uniform(0.8, 1.2)
    return strokes
