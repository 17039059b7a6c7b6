"""Keys as people name them, pressed on whatever has the focus."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget


def press(host: QWidget, *keys: str) -> None:
    """Press keys such as ``Shift+F2``; ``Enter`` is the keypad's.

    They go to what has the focus in the host's window, as a keyboard's do.
    """
    for key in keys:
        combination = cast("Sequence[QKeyCombination]", QKeySequence(key))[0]
        modifiers = combination.keyboardModifiers()
        if combination.key() == Qt.Key.Key_Enter:
            modifiers |= Qt.KeyboardModifier.KeypadModifier
        QTest.keyClick(_target(host), combination.key(), modifiers)


def write(host: QWidget, text: str) -> None:
    """Type a text into what has the focus."""
    QTest.keyClicks(_target(host), text)


def hold(host: QWidget, key: str) -> None:
    """Press a key and keep it down."""
    QTest.keyPress(_target(host), Qt.Key[f"Key_{key}"])


def let_go(host: QWidget, key: str) -> None:
    """Let a key come up."""
    QTest.keyRelease(_target(host), Qt.Key[f"Key_{key}"])


def _target(host: QWidget) -> QWidget:
    return QApplication.focusWidget() or host.window()
