"""The same contest in several counties, and its choices by name.

Contests are matched as returns are (:mod:`adjudicator.services.canvass.joining`): by the words of
office and district; an office the rule pack knows as local, or does not know, is one contest over
counties only where the same people stand in them.  Choices are matched by name as people read
names: case, accents, punctuation, the order of first and last name and a party in brackets do not
matter.  Anything else is a mismatch that is named, and never merged in silence.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from adjudicator.domain.canvass.returns import WRITE_INS
from adjudicator.domain.election import Choice, ChoiceKind, Contest
from adjudicator.domain.rulepack import RulePack, Scope
from adjudicator.domain.wording import join_names
from adjudicator.interchange.contest_titles import title_words
from adjudicator.interchange.problems import did_you_mean
from adjudicator.interchange.texts import folded

_PARTY = re.compile(r"\s*\([^()]{1,20}\)\s*$")
WRITE_IN_LINE = "Write-ins"
"""The choice under which returns give all write-in votes together."""


@dataclass(frozen=True, slots=True)
class Part:
    """A contest as one county's source has it."""

    county: str
    title: str
    choices: tuple[tuple[str, str], ...]
    """Id within the source, and name."""
    seats: int = 1
    weight: int = 0
    """How much its spelling weighs: records more than typed figures, these more than returns."""
    place: int = 0
    """Where whoever asks finds its source again."""


@dataclass(frozen=True, slots=True)
class Matched:
    """A part that fits its contest, or not."""

    part: Part
    choices: Mapping[str, str]
    """From the source's id to the contest's."""
    mismatch: str = ""
    """Why it does not fit, in a sentence; it counts nowhere then."""


@dataclass(frozen=True, slots=True)
class Whole:
    """One contest over its counties."""

    contest: Contest
    title: str
    """The title without a county, as its sources have it."""
    scope: Scope
    statewide: bool
    """Whether every county votes on it."""
    parts: tuple[Matched, ...]


def name_key(name: str) -> tuple[str, ...]:
    """The words of a name, in no order: ``Scott, Rick (REP)`` is ``Rick Scott``."""
    bare = _PARTY.sub("", name)
    plain = unicodedata.normalize("NFKD", bare)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return tuple(sorted(folded(plain).split()))


def group(
    parts: Iterable[Part], pack: RulePack, same: Mapping[str, str] | None = None
) -> tuple[Whole, ...]:
    """The contests these parts are of, by title.

    :param same: names said by hand to be another spelling: from one name to the other.
    """
    said = {name_key(one): name_key(other) for one, other in (same or {}).items()}
    groups: dict[tuple[object, ...], list[Part]] = {}
    for part in parts:
        groups.setdefault(_group_key(part, pack, said), []).append(part)
    found = [_whole(some, pack, said) for some in groups.values()]
    return tuple(sorted(found, key=lambda whole: whole.contest.title))


def nothing_of(title: str, pack: RulePack) -> Whole:
    """A contest of which no source counts."""
    office = pack.office(title)
    contest = Contest(" ".join(title_words(title)), title, ())
    scope = Scope.LOCAL if office is None else office.scope
    return Whole(contest, title, scope, office is not None and office.statewide, ())


def _group_key(
    part: Part, pack: RulePack, said: Mapping[tuple[str, ...], tuple[str, ...]]
) -> tuple[object, ...]:
    office = pack.office(part.title)
    words = title_words(part.title)
    if office is not None and office.scope is not Scope.LOCAL:
        return (words,)
    return words, frozenset(_keys(part, said))


def _keys(
    part: Part, said: Mapping[tuple[str, ...], tuple[str, ...]]
) -> dict[tuple[str, ...], list[str]]:
    """The ids of a part's choices by the words of their names."""
    found: dict[tuple[str, ...], list[str]] = {}
    for id_, name in part.choices:
        if id_ != WRITE_INS:
            key = name_key(name)
            found.setdefault(said.get(key, key), []).append(id_)
    return found


def _whole(
    parts: Sequence[Part], pack: RulePack, said: Mapping[tuple[str, ...], tuple[str, ...]]
) -> Whole:
    lead = _leading(parts, said)
    office = pack.office(lead.title)
    keys = {}
    choices = []
    names = dict(lead.choices)
    for place, (key, ids) in enumerate(_keys(lead, said).items(), start=1):
        keys[key] = f"c{place}"
        choices.append(Choice(f"c{place}", names[ids[0]]))
    if any(id_ == WRITE_INS for part in parts for id_, _ in part.choices):
        choices.append(Choice(WRITE_INS, WRITE_IN_LINE, ChoiceKind.QUALIFIED_WRITE_IN))
    scope = Scope.LOCAL if office is None else office.scope
    if scope is Scope.LOCAL and len({part.county for part in parts}) > 1:
        scope = Scope.MULTICOUNTY
    title = f"{lead.title}, {lead.county}" if scope is Scope.LOCAL else lead.title
    contest = Contest(" ".join(title_words(title)), title, tuple(choices), lead.seats)
    matched = tuple(_match(part, lead, keys, said) for part in parts)
    return Whole(contest, lead.title, scope, office is not None and office.statewide, matched)


def _leading(parts: Sequence[Part], said: Mapping[tuple[str, ...], tuple[str, ...]]) -> Part:
    """Whose spelling stands: that most sources of the best kind share."""
    best = max(part.weight for part in parts)
    of_best = [part for part in parts if part.weight == best]
    often = Counter((frozenset(_keys(part, said)), part.seats) for part in of_best)
    return max(of_best, key=lambda part: often[frozenset(_keys(part, said)), part.seats])


def _match(
    part: Part,
    lead: Part,
    keys: Mapping[tuple[str, ...], str],
    said: Mapping[tuple[str, ...], tuple[str, ...]],
) -> Matched:
    own = _keys(part, said)
    twice = [key for key, ids in own.items() if len(ids) > 1]
    unknown = [dict(part.choices)[own[key][0]] for key in own if key not in keys]
    if twice:
        names = join_names([f'"{dict(part.choices)[id_]}"' for id_ in own[twice[0]]])
        return Matched(part, {}, f"{part.county} has two choices of one name: {names}.")
    if unknown:
        known = [name for id_, name in lead.choices if id_ != WRITE_INS]
        hint = did_you_mean(unknown[0], known)
        are = "is no choice" if len(unknown) == 1 else "are no choices"
        names = join_names([f'"{name}"' for name in unknown])
        return Matched(
            part, {}, f"In {part.county} {names} {are} of {lead.title} in {lead.county}.{hint}"
        )
    if part.seats != lead.seats and part.weight == lead.weight:
        return Matched(
            part,
            {},
            f"{part.county} elects {part.seats}, and {lead.county} {lead.seats}.",
        )
    if part.weight == lead.weight and len(own) < len(keys):
        left = [n for id_, n in lead.choices if id_ != WRITE_INS and _key(n, said) not in own]
        return Matched(part, {}, f"{part.county} does not have {join_names(left)}.")
    fits = {id_: keys[key] for key, ids in own.items() for id_ in ids}
    fits |= {id_: WRITE_INS for id_, _ in part.choices if id_ == WRITE_INS}
    return Matched(part, fits)


def _key(name: str, said: Mapping[tuple[str, ...], tuple[str, ...]]) -> tuple[str, ...]:
    key = name_key(name)
    return said.get(key, key)
