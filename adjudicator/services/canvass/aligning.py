"""Names of one set of returns in the spelling of another, so that the two can be compared.

One program writes ``State House`` and ``26``, another ``STATE HOUSE 26``; one ``early``, another
``Early voting``.  Only spelling is bridged: case, blanks, punctuation, and the words the program
knows for a counting group.  Where two names would become one, both stay as they are.
"""

from collections import Counter
from collections.abc import Callable, Iterable

from adjudicator.domain.canvass.returns import ContestReturns, Place, Returns
from adjudicator.interchange.county_names import county_key
from adjudicator.interchange.texts import folded
from adjudicator.interchange.vocabulary import GROUPS


def aligned(other: Returns, one: Returns) -> Returns:
    """``other`` with its names as ``one`` writes them; its numbers stay as they are."""
    titles = _renamed(
        (name.title for name in one.contests),
        (name.title for name in other.contests),
        _without_county_word,
    )
    ours = {name.title: name for name in one.contests}
    found = Returns()
    for contest in other:
        title = contest.name.title
        name = ours.get(titles.get(title, title), contest.name)
        known = one.contests.get(name)
        part = contest if known is None else _as(contest, known)
        # Two of them under one title are two still.
        name = contest.name if name in found.contests else name
        found.contests[name] = part
    return found


def _as(contest: ContestReturns, ours: ContestReturns) -> ContestReturns:
    """One contest with the places and choices as ours has them."""
    counties = _renamed(_counties(ours), _counties(contest), county_key)
    precincts = _renamed(_precincts(ours), _precincts(contest), folded)
    groups = _renamed(_groups(ours), _groups(contest), _group)
    choices = _renamed(_choices(ours), _choices(contest), folded)
    if not (counties or precincts or groups or choices):
        return contest
    numbers: Counter[tuple[Place, str]] = Counter()
    for (place, bucket), n in contest.numbers.items():
        there = Place(
            counties.get(place.county, place.county),
            precincts.get(place.precinct, place.precinct),
            groups.get(place.group, place.group),
        )
        numbers[there, choices.get(bucket, bucket)] += n
    return ContestReturns(contest.name, contest.parties, numbers)


def _renamed(
    ours: Iterable[str], theirs: Iterable[str], key: Callable[[str], str]
) -> dict[str, str]:
    """Theirs by what ours calls it, where that is another spelling of it and of nothing else."""
    here, there = set(ours), set(theirs)
    by_key: dict[str, list[str]] = {}
    for name in here - there:
        by_key.setdefault(key(name), []).append(name)
    claims = Counter(key(name) for name in there - here)
    return {
        name: by_key[key(name)][0]
        for name in there - here
        if claims[key(name)] == 1 and len(by_key.get(key(name), ())) == 1
    }


def _without_county_word(text: str) -> str:
    return folded(text).removesuffix(" county")


def _group(text: str) -> str:
    return GROUPS.find(text) or folded(text)


def _counties(contest: ContestReturns) -> set[str]:
    return {place.county for place, _ in contest.numbers}


def _precincts(contest: ContestReturns) -> set[str]:
    return {place.precinct for place, _ in contest.numbers}


def _groups(contest: ContestReturns) -> set[str]:
    return {place.group for place, _ in contest.numbers}


def _choices(contest: ContestReturns) -> set[str]:
    return {bucket for _, bucket in contest.numbers}
