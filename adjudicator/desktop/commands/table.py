"""The command table: looks commands up, refuses a key that means two things, takes a key map."""

import tomllib
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from adjudicator.desktop.commands.command import Command, Context, contexts_of, heard_together

_MODIFIERS = ("Ctrl", "Alt", "Shift", "Meta")
_CAPS = {
    "Return": "\u23ce Return",
    "Enter": "Keypad Enter",
    "Up": "\u2191",
    "Down": "\u2193",
    "Left": "\u2190",
    "Right": "\u2192",
    "PgUp": "Page \u2191",
    "PgDown": "Page \u2193",
    "Backspace": "\u232b",
}


class KeyTableError(ValueError):
    """The keys cannot be used; the message names the command and the key."""


def normal_key(key: str) -> str:
    """One spelling for a key: modifiers in a fixed order, letters in capitals.

    :raises KeyTableError: no key is named.
    """
    parts = key[:-1].split("+") if key.endswith("+") else key.split("+")
    last = "+" if key.endswith("+") else parts.pop()
    modifiers = {part.strip().capitalize() for part in parts if part.strip()}
    if not last.strip() or not modifiers <= set(_MODIFIERS):
        raise KeyTableError(f"{key!r} is not a key")
    name = last.strip()
    name = name[0].upper() + name[1:]
    return "+".join([m for m in _MODIFIERS if m in modifiers] + [name])


def key_cap(key: str) -> str:
    """The words for a key on a cap, such as ``Keypad Enter`` or ``Shift+F2``."""
    *modifiers, last = key.split("+") if not key.endswith("+") else (key,)
    return "+".join([*modifiers, _CAPS.get(last, last)])


class CommandTable:
    """All commands, by id.

    :raises KeyTableError: two commands share an id, or a key where both are heard.
    """

    def __init__(self, commands: Iterable[Command]) -> None:
        self._commands: dict[str, Command] = {}
        for command in commands:
            if command.id in self._commands:
                raise KeyTableError(f"the command {command.id} stands twice in the table")
            keys = tuple(normal_key(key) for key in command.keys)
            self._commands[command.id] = replace(command, keys=keys)
        self._refuse_double_keys()

    def _refuse_double_keys(self) -> None:
        owners: dict[str, list[Command]] = {}
        for command in self._commands.values():
            for key in command.keys:
                for other in owners.get(key, []):
                    if heard_together(command.context, other.context):
                        raise KeyTableError(
                            f"the key {key} means both {other.id} ({other.context.value}) and "
                            f"{command.id} ({command.context.value})"
                        )
                owners.setdefault(key, []).append(command)

    def __getitem__(self, command_id: str) -> Command:
        """The command of that id.

        :raises KeyError: there is none.
        """
        return self._commands[command_id]

    def __iter__(self) -> Iterator[Command]:
        """All commands in the order given."""
        return iter(self._commands.values())

    def key(self, command_id: str) -> str:
        """The words of the command's first key for a cap; empty if it has none."""
        keys = self[command_id].keys
        return key_cap(keys[0]) if keys else ""

    def heard_in(self, context: Context) -> tuple[Command, ...]:
        """The commands heard in a context, its own first."""
        also = contexts_of(context)
        own = [c for c in self._commands.values() if c.context is context]
        return (*own, *(c for c in self._commands.values() if c.context in also))

    def without(self, ids: Collection[str]) -> "CommandTable":
        """The same commands but for those, as where a recount's standards do not know them."""
        return CommandTable(c for c in self._commands.values() if c.id not in ids)

    def remapped(self, keys: Mapping[str, Iterable[str]]) -> "CommandTable":
        """The same commands with other keys for some.

        :raises KeyTableError: an unknown command, or a key that would mean two things.
        """
        for command_id in keys:
            if command_id not in self._commands:
                raise KeyTableError(f"the key map names {command_id}, which is no command")
        return CommandTable(
            replace(c, keys=tuple(keys[c.id])) if c.id in keys else c
            for c in self._commands.values()
        )


def read_key_map(text: str) -> dict[str, tuple[str, ...]]:
    """Read a key map from TOML: a table ``keys`` of command id to a list of keys.

    :raises KeyTableError: not TOML, or of another shape.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise KeyTableError(f"the key map is not readable TOML: {error}") from error
    table = raw.get("keys", {})
    if set(raw) - {"keys"} or not isinstance(table, dict):
        raise KeyTableError("the key map has one table, [keys]")
    result: dict[str, tuple[str, ...]] = {}
    for command_id, keys in table.items():
        if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
            raise KeyTableError(f"keys.{command_id} must be a list of keys in quotes")
        result[command_id] = tuple(keys)
    return result
