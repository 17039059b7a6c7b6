"""In how many places a recount balances, in one or two sentences; and the same of one place."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from adjudicator.domain.election import CountingGroup, Election
from adjudicator.domain.reconciliation.lines import Line
from adjudicator.domain.reconciliation.places import Level, Place
from adjudicator.domain.reconciliation.telling import telling
from adjudicator.domain.wording import count
from adjudicator.services.reconciliation.words import STATES, place_words, short_words

_NAMED = 6
"""Places named in one sentence; the rest is counted."""
_LEVEL_WORDS = {
    Level.CONTEST: ("contest", "contests"),
    Level.PRECINCT: ("precinct", "precincts"),
    Level.GROUP: ("counting group", "counting groups"),
    Level.PRECINCT_GROUP: ("precinct and group", "precincts and groups"),
    Level.CONTAINER: ("container", "containers"),
    Level.BATCH: ("batch", "batches"),
}


def headline(election: Election, lines: Sequence[Line], level: Level = Level.PRECINCT) -> str:
    """``Balanced in 43 of 44 precincts. 1 differs.``; of several contests, in all of them.

    What differs inside a place that balances is named: ``2 containers differ: 101D has 3 more than
    listed, 109D has 3 fewer.``

    :param lines: of every level.
    :param level: in whose places it is told.
    """
    one, many = _LEVEL_WORDS[level]
    places = _states([line for line in lines if line.level is level])
    if not places:
        return "No ballots are loaded yet, so there is nothing to balance."
    yes, no, rest = (places.count(state) for state in (True, False, None))
    told = [f"Balanced in {yes:,} of {count(len(places), one, many)}."]
    if no:
        told.append(f"{no:,} {'differs' if no == 1 else 'differ'}.")
    if rest:
        told.append(f"{rest:,} {'is' if rest == 1 else 'are'} not checked.")
    others = [line for line in telling(lines, first=level) if line.level is not level]
    return " ".join([*told, *inner_words(election, lines, others)])


def _states(lines: Sequence[Line]) -> list[bool | None]:
    """Whether each place balances, in every contest that has ballots there."""
    found: dict[Place, list[bool | None]] = {}
    for line in lines:
        place = line.place
        if line.level not in {Level.CONTEST, Level.BATCH}:
            place = replace(place, contest="")
        found.setdefault(place, []).append(line.balanced)
    return [
        False if False in states else None if None in states else True for states in found.values()
    ]


def balance_words(election: Election, lines: Sequence[Line], place: Place) -> str:
    """Whether one place balances: ``Balanced: NO (Reconciliation). 15 of 16 flagged ballots ...``.

    It is NO too where something inside it differs.

    :param lines: of every level.
    :param place: a contest, or its precinct, its group, or both; of another place nothing is said.
    """
    fields = {part for part in ("precinct", "group", "container") if getattr(place, part)}
    level = next(level for level in Level if set(level.fields) == fields)
    inside = [line for line in lines if place.holds(line.place)]
    own = next((line for line in inside if line.level is level and line.place == place), None)
    if own is None:
        return ""
    if own.differs:
        return f"Balanced: NO (Reconciliation). {short_words(election, own)}"
    if inner := inner_words(election, lines, telling(inside)):
        return f"Balanced: NO (Reconciliation). {' '.join(inner)}"
    return f"Balanced: {STATES[own.balanced]} (Reconciliation)."


def inner_words(election: Election, lines: Sequence[Line], differing: Sequence[Line]) -> list[str]:
    """A sentence for each level that has places among those that differ."""
    told = []
    for level in Level:
        some = [line for line in differing if line.level is level]
        if some:
            told.append(_sentence(election, lines, level, some))
    return told


def _sentence(election: Election, lines: Sequence[Line], level: Level, some: list[Line]) -> str:
    bare = _bare_containers(lines) if level is Level.BATCH else frozenset()
    alone = {line.place.container for line in some} <= bare
    one, many = _LEVEL_WORDS[Level.CONTAINER if level is Level.BATCH and alone else level]
    places = Counter(replace(line.place, contest="") for line in some)
    named, basis = [], ""
    for line in some[:_NAMED]:
        place = replace(line.place, contest="")
        name = place.container if alone and place.container else _name(election, line, level)
        if places[place] > 1:
            name += f" in {election.contest(line.place.contest).title}"
        words, against = _short(line)
        named.append(f"{name} {words}{'' if against == basis else against}")
        basis = against or basis
    if len(some) > _NAMED:
        named.append(f"and {len(some) - _NAMED:,} more")
    verb = "differs" if len(places) == 1 else "differ"
    return f"{count(len(places), one, many)} {verb}: {', '.join(named)}."


def _bare_containers(lines: Sequence[Line]) -> frozenset[str]:
    """Containers that lie in one precinct and group: their name alone says which batch it is."""
    places = {replace(line.place, contest="") for line in lines if line.level is Level.BATCH}
    found = Counter(place.container for place in places)
    return frozenset(name for name, times in found.items() if times == 1)


def _name(election: Election, line: Line, level: Level) -> str:
    match level:
        case Level.CONTEST:
            return election.contest(line.place.contest).title
        case Level.GROUP:
            return CountingGroup(line.place.group).short_label
        case Level.CONTAINER:
            return line.place.container
        case _:
            return place_words(election, line.place).removeprefix("precinct ")


def _short(line: Line) -> tuple[str, str]:
    """``has 3 more`` and `` than listed``."""
    if line.listed is not None and line.listed != line.found:
        return _more_or_fewer(line.found - line.listed), " than listed"
    if line.machine is not None and line.machine != line.counted:
        more = (line.counted - line.machine).votes
        return (
            (_more_or_fewer(more), " over- and undervotes than counted")
            if more
            else ("has other over- and undervotes than counted", "")
        )
    if line.astray:
        return "has other ballots than listed", ""
    if line.work.lost:
        return f"lacks {count(line.work.lost, 'image')}", ""
    return "has another number of ballots in all than listed", ""


def _more_or_fewer(more: int) -> str:
    return f"has {more:,} more" if more > 0 else f"has {-more:,} fewer"
