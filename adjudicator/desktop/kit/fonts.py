"""The bundled fonts: loaded once, with the system's as the fall-back.

A bare Linux has no font at all, so the program brings its own; without them it still opens.
"""

import logging
from functools import cache

from PySide6.QtGui import QFont, QFontDatabase

from adjudicator.desktop.kit.tokens import tokens
from adjudicator.resources import ResourceMissingError, resource_path

_log = logging.getLogger(__name__)


@cache
def load_fonts() -> frozenset[str]:
    """Register every bundled font file; the families that are now to be had.

    Needs a ``QGuiApplication``.
    """
    try:
        folder = resource_path("fonts")
    except ResourceMissingError:
        _log.info("no bundled fonts; the system's are used")
        return frozenset()
    found: set[str] = set()
    for path in sorted(folder.glob("*.ttf")):
        number = QFontDatabase.addApplicationFontFromData(path.read_bytes())
        found.update(QFontDatabase.applicationFontFamilies(number))
    return frozenset(found)


def font(use: str, pixels: int, *, bold: bool = False) -> QFont:
    """A font for ``text`` or ``figures`` at that size in pixels.

    :raises KeyError: ``use`` is not a kind of font the tokens name.
    """
    load_fonts()
    made = QFont()
    made.setFamilies(list(tokens().families[use]))
    made.setPixelSize(max(1, pixels))
    made.setBold(bold)
    return made
