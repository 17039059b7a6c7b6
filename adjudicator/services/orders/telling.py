"""What a motion does, in words: with titles where they are known, with ids where they are not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from adjudicator.domain.ballots import Lot
from adjudicator.domain.wording import join_names

_NAMED = 6
"""Cases named in one sentence; the rest is counted."""


def _same(word: str) -> str:
    return word


@dataclass(frozen=True, slots=True)
class Known:
    """How contests, people and cases are called."""

    people: Mapping[str, str] = field(default_factory=dict)
    contest: Callable[[str], str] = _same
    case: Callable[[str], str] | None = None
    """The spoken number of a case by its seal; ``None`` where it cannot be asked."""
    zone: tzinfo | None = None
    """The county's clock; ``None`` takes this computer's."""


def motion_words(effect: str, target: Mapping[str, Any], known: Known) -> str:
    """What the motion does: ``Mayor is suspended``."""
    teller = _TELLERS.get(effect)
    return effect.replace("_", " ") if teller is None else teller(target, known)


def _moment(time: str, zone: tzinfo | None) -> str:
    """A time of the record in the county's own: ``Sun 18 Nov 12:00``."""
    when = datetime.fromisoformat(time).astimezone(zone)
    return f"{when:%a} {when.day} {when:%b %H:%M}"


def _ballots(target: Mapping[str, Any], known: Known) -> str:
    if "lot" in target:
        return f"lot \u201c{Lot(target['lot']).label}\u201d of import {target['import']}"
    seals = list(target["cases"])
    if known.case is None or len(seals) > _NAMED:
        return "1 ballot" if len(seals) == 1 else f"{len(seals):,} ballots"
    word = "case" if len(seals) == 1 else "cases"
    return f"{word} {join_names([known.case(seal) for seal in seals])}"


def _deadline(target: Mapping[str, Any], known: Known) -> str:
    return f"{known.contest(target['contest'])} is due {_moment(target['t'], known.zone)}"


def _waive(target: Mapping[str, Any], known: Known) -> str:
    return f"{_names(target['people'], known)} may act together although of one party"


def _seat(target: Mapping[str, Any], known: Known) -> str:
    return f"{_names([target['alternate']], known)} sits for {_names([target['for']], known)}"


def _names(ids: list[str], known: Known) -> str:
    return join_names([known.people.get(person, person) for person in ids])


_TELLERS: dict[str, Callable[[Mapping[str, Any], Known], str]] = {
    "suspend": lambda t, k: f"{k.contest(t['contest'])} is suspended",
    "resume": lambda t, k: f"{k.contest(t['contest'])} goes on",
    "priority": lambda t, k: f"{k.contest(t['contest'])} comes first",
    "refile": lambda t, k: f"{k.contest(t['contest'])}: first returns filed again",
    "deadline": _deadline,
    "isolate": lambda t, k: f"{_ballots(t, k)} isolated",
    "release": lambda t, k: f"{_ballots(t, k)} released",
    "waive": _waive,
    "seat": _seat,
    "explain": lambda t, _k: f"batch {t['batch']} explained",
    "void": lambda t, _k: f"import {t['import']} declared void",
    "replace_counts": lambda t, _k: f"counts of import {t['import']} replaced",
}
