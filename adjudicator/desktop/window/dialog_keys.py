"""The keys of the text size in dialogs, which keep the window's own keys from being heard."""

from typing import cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from adjudicator.desktop.commands.actions import ActionMaker
from adjudicator.desktop.commands.table import CommandTable
from adjudicator.desktop.window.look import Look

_TAUGHT = "hears"
_SIZE = "text size"


class DialogKeys(QObject):
    """Teaches every dialog of the program the two keys, when it is first typed into.

    Whoever cannot read a form has to be able to enlarge it without leaving it.

    :param table: the commands with the keys in force.
    :param look: what the keys change.
    """

    def __init__(self, table: CommandTable, look: Look, parent: QObject) -> None:
        super().__init__(parent)
        self._table, self._look = table, look
        application = cast("QApplication", QApplication.instance())
        application.focusChanged.connect(self._focus_went)

    def _focus_went(self, _before: QWidget | None, now: QWidget | None) -> None:
        dialog = now.window() if now is not None else None
        if isinstance(dialog, QDialog) and dialog.property(_TAUGHT) != _SIZE:
            dialog.setProperty(_TAUGHT, _SIZE)
            maker = ActionMaker(self._table, dialog)
            maker.make("app.larger_text", self._look.larger)
            maker.make("app.smaller_text", self._look.smaller)
