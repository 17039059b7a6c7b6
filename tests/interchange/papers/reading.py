"""Reads back what a PDF of ours draws, from its bytes: words, black and white rectangles."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

_STREAM = re.compile(rb"<<([^>]*)>>\s*stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_LINE = re.compile(
    rb"\((?P<text>(?:[^()\\]|\\.)*)\) Tj"
    rb"|(?P<grey>[0-9.]+) g\b"
    rb"|n (?P<box>[-0-9. ]+) re f\*",
    re.DOTALL,
)
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)


@dataclass
class DrawnPage:
    """What one page draws."""

    texts: list[str] = field(default_factory=list)
    """In the order drawn; characters outside ASCII are ``?``."""
    boxes: list[tuple[float, tuple[float, float, float, float]]] = field(default_factory=list)
    """Filled rectangles: grey, then left, bottom, width, height."""

    @property
    def words(self) -> str:
        return " ".join(self.texts)


def read_pages(pdf: bytes) -> list[DrawnPage]:
    """Every page of the file, in order."""
    return [_page(data) for data in _contents(pdf)]


def _contents(pdf: bytes) -> Iterator[bytes]:
    for head, data in _STREAM.findall(pdf):
        if b"/Filter" not in head and b" Tj" in data:
            yield data


def _page(data: bytes) -> DrawnPage:
    page, grey = DrawnPage(), 0.0
    for found in _LINE.finditer(data):
        if found["text"] is not None:
            page.texts.append(_plain(found["text"]))
        elif found["grey"] is not None:
            grey = float(found["grey"])
        else:
            left, bottom, width, height = (float(part) for part in found["box"].split())
            page.boxes.append((grey, (left, bottom, width, height)))
    return page


def _plain(raw: bytes) -> str:
    def one(found: re.Match[bytes]) -> bytes:
        code = found[1]
        return bytes([int(code, 8)]) if len(code) == 3 else code

    text = _ESCAPE.sub(one, raw)
    return "".join(chr(byte) if 32 <= byte < 127 else "?" for byte in text)


def raster(page: DrawnPage, height: float = 792.0, width: float = 612.0) -> NDArray[np.uint8]:
    """The page's rectangles as pixels, four to the point."""
    scale = 4
    pixels = np.full((int(height * scale), int(width * scale)), 255, np.uint8)
    for grey, (left, bottom, w, h) in page.boxes:
        top = height - bottom - h
        rows = slice(round(top * scale), round((top + h) * scale))
        columns = slice(round(left * scale), round((left + w) * scale))
        pixels[rows, columns] = round(grey * 255)
    return pixels


def scan_code_128(row: NDArray[np.uint8]) -> str:
    """What a scanner reads from one line of pixels that crosses a Code 128 symbol.

    Written from the table of ISO/IEC 15417, apart from what drew the symbol.

    :raises ValueError: no symbol, or its check character does not fit.
    """
    dark = row < 128
    edges = np.flatnonzero(np.diff(dark.astype(np.int8))) + 1
    runs = np.diff(edges)
    module = runs.sum() / _modules(len(runs))
    widths = [max(1, round(run / module)) for run in runs]
    symbols = [tuple(widths[at : at + 6]) for at in range(0, len(widths) - 7, 6)]
    values = [_PATTERNS.index("".join(map(str, symbol))) for symbol in symbols]
    *data, check = values
    if (data[0] + sum(n * value for n, value in enumerate(data[1:], start=1))) % 103 != check:
        raise ValueError("the check character does not fit")
    return _decode(data)


def _modules(runs: int) -> int:
    """Six runs make a symbol of 11 modules; the last has seven and 13."""
    if runs < 19 or (runs - 7) % 6:
        raise ValueError(f"{runs} runs are no symbol")
    return (runs - 7) // 6 * 11 + 13


def _decode(values: list[int]) -> str:
    code, text = {103: "A", 104: "B", 105: "C"}[values[0]], ""
    for value in values[1:]:
        if value >= 99 and (code != "C" or value > 99):
            code = {99: "C", 100: "B", 101: "A"}[value]
        elif code == "C":
            text += f"{value:02d}"
        else:
            text += chr(value + 32 if code == "B" or value < 64 else value - 64)
    return text


_DIGITS = (
    "212222222122222221121223121322131222122213122312132212221213221312231212112232122132122231"
    "113222123122123221223211221132221231213212223112312131311222321122321221312212322112322211"
    "212123212321232121111323131123131321112313132113132311211313231113231311112133112331132131"
    "113123113321133121313121211331231131213113213311213131311123311321331121312113312311332111"
    "314111221411431111111224111422121124121421141122141221112214112412122114122411142112142211"
    "241211221114413111241112134111111242121142121241114212124112124211411212421112421211212141"
    "214121412121111143111341131141114113114311411113411311113141114131311141411131211412211214"
    "211232"
)
_PATTERNS = [_DIGITS[at : at + 6] for at in range(0, len(_DIGITS), 6)]
