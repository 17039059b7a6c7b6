"""Read a rule pack from TOML, refusing anything unclear with the name of the key."""

import re
import tomllib
from collections.abc import Callable
from datetime import time
from fractions import Fraction
from typing import Any, TypeVar

from adjudicator.domain.canvass.deadlines import Deadline
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulepack import (
    Clause,
    Office,
    PackPolicies,
    RulePack,
    Scope,
    Thresholds,
)

T = TypeVar("T")

_DISPOSITIONS = frozenset({"vote", "marks_do_not_count", "too_many", "writein"})
_CONSISTENCY = ("unmarked", "same", "different", "unknown")
_CONDITIONS = frozenset(c.value for c in Condition)
_ID = re.compile(r"[a-z0-9_-]{1,40}")
_LATEST_DAY = 365
_HALF = Fraction(1, 2)
_FRACTION = re.compile(r"[0-9]{1,6}/[1-9][0-9]{0,6}")


class RulePackError(ValueError):
    """The pack cannot be used; the message names the key and says what it must be."""


class _Table:
    """A TOML table that is read key by key and complains about what is left."""

    def __init__(self, value: object, where: str) -> None:
        if not isinstance(value, dict):
            raise RulePackError(f"{where} must be a table")
        self._left: dict[str, Any] = dict(value)
        self._where = where

    def name(self, key: str) -> str:
        return f"{self._where}.{key}" if self._where else key

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        if key not in self._left:
            if default is None:
                raise RulePackError(f"{self.name(key)} is missing")
            return default
        value = self._left.pop(key)
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise RulePackError(f"{self.name(key)} must be of type {kind.__name__}")
        return value

    def texts(self, key: str, allowed: frozenset[str]) -> tuple[str, ...]:
        value = self.take(key, list, [])
        for item in value:
            if item not in allowed:
                known = ", ".join(sorted(allowed))
                raise RulePackError(f"{self.name(key)}: {item!r} is not one of {known}")
        return tuple(value)

    def finish(self) -> None:
        if self._left:
            raise RulePackError(f"{self.name(min(self._left))} is not a key of a rule pack")


def read_rule_pack(data: bytes) -> RulePack:
    """Read and validate a rule pack.

    :raises RulePackError: not TOML, or a key is missing, unknown, or of a wrong value.
    """
    try:
        raw = tomllib.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise RulePackError(f"the rule pack is not readable TOML: {error}") from error
    top = _Table(raw, "")
    if top.take("format", int) != 1:
        raise RulePackError("format must be 1")
    pack = RulePack(
        id=_identifier(top, "id"),
        title=top.take("title", str),
        state=top.take("state", str),
        source=top.take("source", str),
        note=top.take("note", str, ""),
        thresholds=_thresholds(top),
        policies=_policies(top),
        consistency_labels=_labels(top),
        clauses=_clauses(top),
        offices=_each(top, "office", _office, lambda office: ("match", office.match)),
        counties=_counties(top),
        deadlines=_each(top, "deadline", _deadline, lambda deadline: ("id", deadline.id)),
        zones=_zones(top),
    )
    top.finish()
    return pack


def _identifier(table: _Table, key: str) -> str:
    value = table.take(key, str)
    if not _ID.fullmatch(value):
        raise RulePackError(f"{table.name(key)} must be lower-case letters, digits, '-' or '_'")
    return value


def _thresholds(top: _Table) -> Thresholds:
    table = _Table(top.take("thresholds", dict), "thresholds")
    result = Thresholds(machine=_fraction(table, "machine"), manual=_fraction(table, "manual"))
    if result.manual > result.machine:
        raise RulePackError("thresholds.manual must not be above thresholds.machine")
    table.finish()
    return result


def _fraction(table: _Table, key: str, default: str | None = None) -> Fraction:
    value = table.take(key, str, default)
    if not _FRACTION.fullmatch(value):
        raise RulePackError(f"{table.name(key)} must be an exact fraction in quotes, like '1/200'")
    return Fraction(value)


def _policies(top: _Table) -> PackPolicies:
    table = _Table(top.take("policies", dict), "policies")
    result = PackPolicies(
        frivolous_flag=table.take("frivolous_flag", bool),
    )
    table.finish()
    return result


def _labels(top: _Table) -> tuple[tuple[str, str], ...]:
    table = _Table(top.take("consistency", dict), "consistency")
    labels = tuple((answer, table.take(answer, str)) for answer in _CONSISTENCY)
    table.finish()
    return labels


def _each(
    top: _Table, key: str, read: Callable[[object, str], T], name: Callable[[T], tuple[str, str]]
) -> tuple[T, ...]:
    """Every table of an array of tables, none of them under the name of another.

    :param read: makes one of a table and the place it stands at.
    :param name: the key that names one, and its name.
    """
    found: list[T] = []
    seen: set[str] = set()
    for number, row in enumerate(top.take(key, list, []), start=1):
        one = read(row, f"{key}[{number}]")
        field, known = name(one)
        if known.casefold() in seen:
            raise RulePackError(f"{key}[{number}].{field}: {known!r} stands twice")
        seen.add(known.casefold())
        found.append(one)
    return tuple(found)


def _office(row: object, where: str) -> Office:
    table = _Table(row, where)
    scope = table.take("scope", str)
    if scope not in set(Scope):
        raise RulePackError(f"{where}.scope: {scope!r} is not one of {', '.join(sorted(Scope))}")
    measure = table.take("measure", bool, default=False)
    office = Office(
        match=table.take("match", str),
        scope=Scope(scope),
        statewide=table.take("statewide", bool, default=False),
        measure=measure,
        approval=_fraction(table, "approval", "1/2"),
    )
    if not office.match:
        raise RulePackError(f"{where}.match must not be empty")
    if not 0 < office.approval < 1:
        raise RulePackError(f"{where}.approval must lie between 0 and 1")
    if office.approval != _HALF and not measure:
        raise RulePackError(f"{where}.approval is for a measure only")
    table.finish()
    return office


def _counties(top: _Table) -> tuple[str, ...]:
    counties = top.take("counties", list, [])
    if not all(isinstance(name, str) and name for name in counties):
        raise RulePackError("counties must be a list of names")
    if len(set(counties)) != len(counties):
        raise RulePackError("counties: a name stands twice")
    return tuple(counties)


def _deadline(row: object, where: str) -> Deadline:
    table = _Table(row, where)
    deadline = Deadline(
        id=_identifier(table, "id"),
        title=table.take("title", str),
        day=table.take("day", int),
        at=table.take("at", time),
        source=table.take("source", str, ""),
    )
    if not 0 <= deadline.day <= _LATEST_DAY:
        raise RulePackError(f"{where}.day must be a number of days from 0 to {_LATEST_DAY}")
    table.finish()
    return deadline


def _zones(top: _Table) -> tuple[tuple[str, tuple[str, ...]], ...]:
    zones: list[tuple[str, tuple[str, ...]]] = []
    for county, names in top.take("zones", dict, {}).items():
        if not isinstance(names, list) or not names or not all(isinstance(n, str) for n in names):
            raise RulePackError(f"zones.{county} must be a list of names of time zones")
        zones.append(("" if county == "default" else county, tuple(names)))
    return tuple(zones)


def _clauses(top: _Table) -> tuple[Clause, ...]:
    clauses = _each(top, "clause", _clause, lambda clause: ("id", clause.id))
    if not clauses:
        raise RulePackError("clause: a rule pack needs at least one")
    return clauses


def _clause(row: object, where: str) -> Clause:
    table = _Table(row, where)
    clause = Clause(
        id=_identifier(table, "id"),
        number=table.take("number", str),
        title=table.take("title", str),
        text=table.take("text", str),
        verified=table.take("verified", bool),
        dispositions=table.texts("dispositions", _DISPOSITIONS),
        consistency=table.texts("consistency", frozenset(_CONSISTENCY)),
        conditions=table.texts("conditions", _CONDITIONS),
        needs_words=table.take("needs_words", bool, default=False),
        with_strike_out=table.take("with_strike_out", bool, default=False),
        sketch=table.take("sketch", str, ""),
    )
    if not clause.dispositions:
        raise RulePackError(f"{where}.dispositions must name at least one ruling")
    if "unknown" in clause.consistency:
        raise RulePackError(f"{where}.consistency: no ruling may rest on 'unknown'")
    table.finish()
    return clause
