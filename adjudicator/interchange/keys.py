"""Nested files (JSON, TOML) read key by key: every problem is named by the path of its key."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from adjudicator.interchange.problems import Problem, did_you_mean
from adjudicator.interchange.texts import clean_text, is_clean_id


@dataclass(slots=True)
class Complaints:
    """Collects the problems of one file."""

    file: str
    problems: list[Problem] = field(default_factory=list)

    def add(self, where: str, message: str) -> None:
        """Note one problem at a key."""
        self.problems.append(Problem(self.file, None, where or None, message))


class Keys:
    """One object of a nested file.

    Reading a key that is missing or of the wrong kind notes a problem and gives a harmless value,
    so that one pass finds everything that is wrong.
    """

    def __init__(self, value: object, where: str, complaints: Complaints) -> None:
        self.where = where
        self.complaints = complaints
        self._value: dict[str, Any] = value if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            complaints.add(where, "This must be a group of named values.")

    def path(self, key: str) -> str:
        """The path of a key, for a problem."""
        return f"{self.where}.{key}" if self.where else key

    def complain(self, key: str, message: str) -> None:
        """Note a problem at one key."""
        self.complaints.add(self.path(key), message)

    def has(self, key: str) -> bool:
        """Whether the key is there and not null."""
        return self._value.get(key) is not None

    def raw(self, key: str) -> Any:  # noqa: ANN401 - the one door to values of unknown kind
        """The value as it stands."""
        return self._value.get(key)

    def text(self, key: str, default: str | None = None) -> str:
        """A text; missing is a problem unless there is a default."""
        value = self._value.get(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, str):
            self.complain(key, "This is missing." if value is None else "This must be a text.")
            return ""
        return clean_text(value)

    def id(self, key: str) -> str:
        """An id: a text that is not empty and can be signed as it stands."""
        value = self._value.get(key)
        if isinstance(value, str) and is_clean_id(value):
            return value
        self.complain(
            key,
            "This is missing."
            if value is None
            else "An id is a text of 1 to 200 characters without blanks at its ends.",
        )
        return ""

    def number(self, key: str, default: int, *, at_least: int = 0) -> int:
        """A whole number."""
        value = self._value.get(key, default)
        if isinstance(value, bool) or not isinstance(value, int) or value < at_least:
            self.complain(key, f"This must be a whole number, {at_least} or more.")
            return default
        return value

    def flag(self, key: str, *, default: bool = False) -> bool:
        """Yes or no."""
        value = self._value.get(key, default)
        if not isinstance(value, bool):
            self.complain(key, "This must be true or false.")
            return default
        return value

    def day(self, key: str) -> date:
        """A date: a date value, or a text that begins with ``YYYY-MM-DD``."""
        value = self._value.get(key)
        if isinstance(value, date):
            return date(value.year, value.month, value.day)
        try:
            return date.fromisoformat(str(value)[:10])
        except ValueError:
            message = "This is missing." if value is None else f'"{value}" is not a date.'
            self.complain(key, f"{message} Write it as 2018-11-06.")
            return date.min

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; none if missing."""
        value = self._value.get(key)
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(v, str) for v in value):
            self.complain(key, "This must be a list of texts.")
            return ()
        return tuple(value)

    def groups(self, key: str, *, required: bool = False) -> Iterator["Keys"]:
        """Each object of a list of objects."""
        value = self._value.get(key)
        if value is None and not required:
            return
        if not isinstance(value, list) or (required and not value):
            self.complain(key, "This must be a list with at least one entry.")
            return
        for number, item in enumerate(value):
            yield Keys(item, f"{self.path(key)}[{number + 1}]", self.complaints)

    def only(self, known: Sequence[str]) -> None:
        """Note every key that is not one of these."""
        for key in sorted(set(self._value) - set(known)):
            self.complain(key, f"This key is not known here.{did_you_mean(key, known)}")
