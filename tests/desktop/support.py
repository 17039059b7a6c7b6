"""Keys as people name them, pressed on whatever has the focus."""

from collections.abc import Sequence
from typing import TypeVar, cast

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.desktop.window.main_window import MainWindow

AnyDialog = TypeVar("AnyDialog", bound=QDialog)


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
    if QApplication.activeWindow() is None:
        # Nobody manages windows here: after a dialog the window does not come back by itself.
        host.window().activateWindow()
        QApplication.processEvents()
    return QApplication.focusWidget() or host.window()


def enlarge(window: MainWindow, scale: int = 200) -> None:
    """Text of that many per cent, as the menu gives it step by step: each step paints anew."""
    window._look._scale(scale)


def settled(qtbot: QtBot, window: MainWindow) -> None:
    """Wait until nothing is left to do on either queue and every answer was delivered.

    An answer may open a dialog, or go on a moment later: the dialog has the keys by then, and what
    comes a moment later was done too.
    """

    def busy() -> bool:
        return window.record.busy or window.images.busy

    def at_rest() -> bool:
        if not busy():
            QApplication.processEvents()
        return not busy()

    qtbot.waitUntil(at_rest)


def dialog(qtbot: QtBot, window: MainWindow, kind: type[AnyDialog]) -> AnyDialog:
    """The dialog of that kind that is open."""
    settled(qtbot, window)

    def found() -> list[AnyDialog]:
        return [d for d in window.findChildren(kind) if d.isVisible()]

    qtbot.waitUntil(lambda: bool(found()))
    shown = found()[0]
    shown.activateWindow()
    QApplication.processEvents()
    return shown


def no_dialog(window: MainWindow) -> bool:
    """Whether no dialog is open."""
    return not [d for d in window.findChildren(QDialog) if d.isVisible()]


def sign(qtbot: QtBot, window: MainWindow, **passphrases: str) -> None:
    """Type passphrases into the signing dialog that is open, then have the act recorded."""
    signing = dialog(qtbot, window, SigningDialog)
    for person, passphrase in passphrases.items():
        signing.rows[person].line.setFocus()
        QTest.keyClicks(signing.rows[person].line, passphrase)
        QTest.keyClick(signing.rows[person].line, Qt.Key.Key_Return)
        settled(qtbot, window)
    assert signing.record_button.isEnabled(), signing.lacking.text()
    QTest.keyClick(signing.record_button, Qt.Key.Key_Space)
    settled(qtbot, window)
