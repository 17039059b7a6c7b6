"""The one maker of ``QAction``: shortcut, words, log line and tool tip from the command table."""

import logging
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication, QEvent, QKeyCombination, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from adjudicator.desktop.commands.table import CommandTable

_log = logging.getLogger("adjudicator.acts")


class ActionMaker(QObject):
    """Makes the actions of one screen.

    Keys are heard while the focus is on the screen or anything in it.  They come before Qt's own
    meaning of a key, so F10 and Shift+F10 open no menu.  Nothing repeats while a key is held down
    but the commands that say so, and none of those records.

    :param table: the commands.
    :param screen: the widget whose keys these are.
    """

    def __init__(self, table: CommandTable, screen: QWidget) -> None:
        super().__init__(screen)
        self.table = table
        self._screen = screen
        self._actions: dict[str, QAction] = {}

    def make(self, command_id: str, act: Callable[[], object]) -> QAction:
        """Make the action of a command; ``act`` runs when it is triggered.

        :raises KeyError: there is no such command.
        """
        action = self._action(command_id, act)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self._screen.addAction(action)
        return action

    def make_hold(
        self,
        command_id: str,
        pressed: Callable[[], object],
        released: Callable[[], object],
        on: QWidget | None = None,
    ) -> QAction:
        """Make a command that lasts while its key is held.

        :param on: hear the key only while the focus is on this widget; a held Space must not take
            the Space from buttons.
        :raises KeyError: there is no such command.
        """
        hold = _Hold(pressed, released, self)
        action = self._action(command_id, hold.press)
        if on is None:
            action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            self._screen.addAction(action)
        else:
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            on.addAction(action)
        hold.keys = frozenset(_key_of(key) for key in self.table[command_id].keys)
        return action

    def __getitem__(self, command_id: str) -> QAction:
        """The action made for a command.

        :raises KeyError: it was not made here.
        """
        return self._actions[command_id]

    def menu(self, title: str, command_ids: Iterable[str], parent: QWidget) -> QMenu:
        """A menu of actions made here; ``-`` is a line between them."""
        menu = QMenu(title, parent)
        for command_id in command_ids:
            if command_id == "-":
                menu.addSeparator()
            else:
                menu.addAction(self[command_id])
        return menu

    def _action(self, command_id: str, act: Callable[[], object]) -> QAction:
        command = self.table[command_id]
        action = QAction(command.label, self)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setAutoRepeat(command.repeats)
        action.setMenuRole(QAction.MenuRole.NoRole)

        def run() -> None:
            _log.info("%s", command.id)
            act()

        action.triggered.connect(run)
        self._actions[command_id] = action
        return action


def _key_of(key: str) -> Qt.Key:
    """The key without its modifiers.  Sequences can be indexed; Qt's stubs hide it."""
    return cast("Sequence[QKeyCombination]", QKeySequence(key))[0].key()


class _Hold(QObject):
    """Waits for the release of a key that a shortcut has seen pressed."""

    def __init__(
        self, pressed: Callable[[], object], released: Callable[[], object], parent: QObject
    ) -> None:
        super().__init__(parent)
        self._pressed, self._released = pressed, released
        self._held = False
        self.keys: frozenset[Qt.Key] = frozenset()

    def press(self) -> None:
        """The key went down: hold until it comes up, or the window loses the keyboard."""
        if self._held:
            return
        self._held = True
        application = QCoreApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._pressed()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the key come up."""
        if event.type() is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
            if Qt.Key(event.key()) in self.keys and not event.isAutoRepeat():
                self._end()
        elif event.type() in {QEvent.Type.WindowDeactivate, QEvent.Type.ApplicationDeactivate}:
            self._end()
        return False

    def _end(self) -> None:
        if not self._held:
            return
        self._held = False
        application = QCoreApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self._released()
