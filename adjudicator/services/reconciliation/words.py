"""A reconciliation in words: numbers first, then which ballots."""

from collections.abc import Sequence

from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import CountingGroup, Election
from adjudicator.domain.reconciliation.lines import Line, Misfiled, Spot
from adjudicator.domain.reconciliation.places import OverUnder, Place
from adjudicator.domain.wording import count, join_names

_NAMED = 6
"""Ballots named in one sentence; the rest is counted."""
STATES = {True: "yes", False: "NO", None: "not checked"}
NOT_CHECKED = "No independent number of ballots is known here, so nothing says that all are here."


def place_words(election: Election, place: Place) -> str:
    """``precinct 214, VBM, container 7``; ``all of it`` for a whole contest."""
    parts = []
    if place.precinct:
        name = election.precinct(place.precinct).name
        bare = name.casefold().startswith("precinct")
        parts.append(name if bare else f"precinct {name}")
    if place.group:
        parts.append(CountingGroup(place.group).short_label)
    if place.container:
        parts.append(f"container {place.container}")
    return ", ".join(parts) or "all of it"


def title_words(election: Election, place: Place) -> str:
    """``State House 26, precinct 214``."""
    title = election.contest(place.contest).title
    return f"{title}, {place_words(election, place)}" if place != Place(place.contest) else title


def heading(election: Election, place: Place, *, contests: int = 1) -> str:
    """``Precinct 214``, with the contest where the recount has several."""
    if contests > 1 or place == Place(place.contest):
        return title_words(election, place)
    words = place_words(election, place)
    return words[:1].upper() + words[1:]


def note_head(election: Election, place: Place) -> str:
    """How a note about a line begins."""
    return f"Reconciliation of {title_words(election, place)}: "


def short_words(election: Election, line: Line) -> str:
    """The first sentence of :func:`line_words`, where there is room for one."""
    seats = election.contest(line.place.contest).seats
    whole = line.listed is None or line.listed == line.found
    if whole and (line.listed is not None or not _in_ballots(line, seats)):
        # The number tells nothing wrong: what does comes after it.
        return line_words(election, line)
    return _number_words(line, seats)


def line_words(election: Election, line: Line) -> str:
    """What is known of a place, such as ``41 of 42 flagged ballots are here, 1 is missing``."""
    seats = election.contest(line.place.contest).seats
    told = [_number_words(line, seats)]
    if line.machine is not None and (line.machine != line.counted) and not _in_ballots(line, seats):
        told.append(
            f"The machine counted {over_under_words(line.machine)}; those here have "
            f"{over_under_words(line.counted)} (in votes)."
        )
    if None not in (line.cast, line.listed_cast) and line.cast != line.listed_cast:
        told.append(
            f"The list has {count(line.listed_cast or 0, 'ballot')} there in all, the machine "
            f"counted {line.cast or 0:,}."
        )
    if line.work.lost:
        images = "1 ballot lacks" if line.work.lost == 1 else f"{line.work.lost:,} ballots lack"
        told.append(f"{images} an image.")
    told += astray_words(election, line)
    if line.balanced is None:
        told.append(NOT_CHECKED)
    return " ".join(each for each in told if each)


def _in_ballots(line: Line, seats: int) -> bool:
    """Whether the machine's votes are told as ballots: one vote each, all missing or too many."""
    if line.machine is None or line.listed is not None or seats > 1:
        return False
    less = line.machine - line.counted
    return min(less.over, less.under) >= 0 or max(less.over, less.under) <= 0


def _number_words(line: Line, seats: int) -> str:
    if line.listed is not None:
        return _of(line.found, line.listed)
    if _in_ballots(line, seats) and line.machine is not None:
        return _of(line.counted.votes, line.machine.votes)
    return f"{count(line.found, 'flagged ballot')} {'is' if line.found == 1 else 'are'} here."


def _of(here: int, expected: int) -> str:
    if here > expected:
        more = here - expected
        return (
            f"{count(here, 'flagged ballot')} {'is' if here == 1 else 'are'} here, {expected:,} "
            f"{'is' if expected == 1 else 'are'} expected: {more:,} more."
        )
    verb = "is" if expected == 1 else "are"
    told = f"{here:,} of {count(expected, 'flagged ballot')} {verb} here"
    gone = expected - here
    return f"{told}, {gone:,} {'is' if gone == 1 else 'are'} missing." if gone else f"{told}."


def over_under_words(figures: OverUnder) -> str:
    """``3 overvotes and 39 undervotes``."""
    return f"{count(figures.over, 'overvote')} and {count(figures.under, 'undervote')}"


def astray_words(election: Election, line: Line, named: int = _NAMED) -> list[str]:
    """Which ballots are missing, not listed, twice here, or stand elsewhere; a sentence each."""
    astray = line.astray
    told = [
        f"{words}: {_listed(ballots, named)}."
        for words, ballots in (
            ("Missing", astray.missing),
            ("On no list", astray.strangers),
            ("Here twice", astray.doubles),
        )
        if ballots
    ]
    told += [misfiled_words(election, each) for each in astray.misfiled[:named]]
    more = len(astray.misfiled) - named
    return [*told, f"{more:,} more stand elsewhere than listed."] if more > 0 else told


def misfiled_words(election: Election, found: Misfiled) -> str:
    """``Ballot 214V-0007 stands in precinct 214 and is listed for precinct 216``."""
    stands, listed = _spot(election, found.stands), _spot(election, found.listed)
    if stands == listed:
        stands += f", {_lot(found.stands)}"
        listed = f"lot {_lot(found.listed)}"
    return f"Ballot {found.ballot} stands in {stands} and is listed for {listed}."


def _spot(election: Election, spot: Spot) -> str:
    return place_words(election, spot.place)


def _lot(spot: Spot) -> str:
    return f"\u201c{Lot(spot.lot).label}\u201d"


def _listed(ballots: Sequence[str], named: int) -> str:
    more = len(ballots) - named
    return join_names([*ballots[:named], *([f"{more:,} more"] if more > 0 else [])])


def basis_words(expected: str, trouble: str) -> str:
    """What everything is held against.

    :param expected: the list in words; empty where there is none.
    """
    if trouble:
        return trouble
    if not expected:
        return (
            "Held against the machine's counts alone: no list of expected ballots has been kept "
            "with this recount."
        )
    return f"Held against the machine's counts and the list {expected}."


def import_words(entry: int, sheets: int, cases: int, quarantined: int) -> str:
    """``Import 17: 1,854 sheets, 1,854 cases, 0 set aside``."""
    told = f"Import {entry:,}: {count(sheets, 'sheet')}, {count(cases, 'case')}"
    return f"{told}, {quarantined:,} set aside"
