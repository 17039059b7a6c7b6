"""Widgets that are used later than they were met: only while they live.

Qt takes a widget away with the screen it lies on, or when its row is rebuilt, whoever still holds
it in Python; to use it then ends the program.  So whatever is remembered of a widget beyond one
act, and whatever comes back from a queue to one, goes through here.
"""

from collections.abc import Callable, Iterator
from functools import partial
from types import CellType
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import isValid

Kept = TypeVar("Kept", bound=QObject)


class Remembered(Generic[Kept]):
    """Something of Qt's that may be gone by the time it is wanted."""

    def __init__(self) -> None:
        self._kept: Kept | None = None

    def keep(self, what: Kept | None) -> None:
        """Remember this, instead of what was remembered before."""
        self._kept = what

    @property
    def now(self) -> Kept | None:
        """What was remembered, while it lives."""
        if self._kept is not None and not isValid(self._kept):
            self._kept = None
        return self._kept


class FocusBefore:
    """Remembers what had the focus in a widget, and gives it back.

    :param host: what the focus lies in; it takes the focus itself where the widget is gone.
    """

    def __init__(self, host: QWidget) -> None:
        self._host = host
        self._had: Remembered[QWidget] = Remembered()

    def keep(self) -> None:
        """Remember what has the focus now."""
        self._had.keep(self._host.focusWidget())

    def give_back(self) -> None:
        """Put the focus back, or on the host where what had it is no longer there."""
        (self._had.now or self._host).setFocus()
        self._had.keep(None)


def call_living(callback: Callable[..., object], *given: object) -> bool:
    """Call back, unless what would be called has gone with its screen.

    :returns: whether it was called.
    """
    if not all(isValid(owner) for owner in _owners(callback)):
        return False
    callback(*given)
    return True


def _owners(callback: Any) -> Iterator[QObject]:  # noqa: ANN401 - any callable, looked into
    """The parts of Qt's that a callback would use: its own, and those it was made around."""
    if isinstance(callback, partial):
        yield from _owners(callback.func)
        yield from (part for part in callback.args if isinstance(part, QObject))
        return
    owner = getattr(callback, "__self__", None)
    if isinstance(owner, QObject):
        yield owner
    cells: tuple[CellType, ...] = getattr(callback, "__closure__", None) or ()
    for cell in cells:
        # A cell that was never filled has no contents; what is not of Qt lives while it is held.
        held = getattr(cell, "cell_contents", None)
        if isinstance(held, QObject):
            yield held
