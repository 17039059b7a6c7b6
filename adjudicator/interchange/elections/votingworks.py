"""VotingWorks ``election.json``, older (``gridLayouts``) and newer.

Older definitions leave out the options of yes/no contests; their ids then stand in the grid, or
are ``<contest>-option-yes`` and ``-option-no``.  Write-in lines are counted from the grid where
there is one, and are otherwise as many as the votes allowed.
"""

from collections import defaultdict

from adjudicator.domain.election import (
    BallotStyle,
    Choice,
    ChoiceKind,
    Contest,
    Election,
    Party,
    Precinct,
)
from adjudicator.interchange.elections.building import write_in_lines
from adjudicator.interchange.elections.checking import checked
from adjudicator.interchange.keys import Complaints, Keys

_MOST_LINES = 100
"""For names to be written in, in one contest."""


class _Grid:
    """What the printed grid tells about choices: option ids and write-in lines by contest."""

    def __init__(self, keys: Keys) -> None:
        self.options: dict[str, dict[str, None]] = defaultdict(dict)
        self.lines: dict[str, int] = defaultdict(int)
        for layout in keys.groups("gridLayouts"):
            for place in layout.groups("gridPositions"):
                contest = place.text("contestId", "")
                if place.text("type", "option") == "write-in":
                    count = place.number("writeInIndex", 0) + 1
                    if count > _MOST_LINES:
                        place.complain("writeInIndex", f"{count - 1} is no line of a contest.")
                        continue
                    self.lines[contest] = max(self.lines[contest], count)
                else:
                    self.options[contest][place.text("optionId", "")] = None


def read_votingworks_election(value: object, file: str) -> Election:
    """Read a VotingWorks definition.

    :raises Unreadable: a key we need is missing or of a wrong value.
    """
    complaints = Complaints(file)
    keys = Keys(value, "", complaints)
    grid = _Grid(keys)
    contests: list[Contest] = []
    areas: dict[str, tuple[str, str | None]] = {}
    for k in keys.groups("contests", required=True):
        contest = _contest(k, grid)
        contests.append(contest)
        areas[contest.id] = (k.text("districtId", ""), k.text("partyId", "") or None)
    election = Election(
        title=keys.text("title"),
        held=keys.day("date"),
        state=keys.text("state"),
        county=_county(keys),
        contests=tuple(contests),
        precincts=tuple(_precinct(k) for k in keys.groups("precincts", required=True)),
        styles=tuple(_style(k, areas) for k in keys.groups("ballotStyles", required=True)),
        parties=tuple(_party(k) for k in keys.groups("parties")),
    )
    return checked(election, complaints)


def _county(keys: Keys) -> str:
    county = keys.raw("county")
    if isinstance(county, str):
        return keys.text("county")
    return Keys(county, "county", keys.complaints).text("name")


def _precinct(keys: Keys) -> Precinct:
    return Precinct(keys.id("id"), keys.text("name"))


def _party(keys: Keys) -> Party:
    name = keys.text("fullName", "") or keys.text("name")
    return Party(keys.id("id"), name, keys.text("abbrev", "") or keys.text("name"))


def _style(keys: Keys, areas: dict[str, tuple[str, str | None]]) -> BallotStyle:
    districts = set(keys.texts("districts"))
    party = keys.text("partyId", "") or None
    return BallotStyle(
        keys.id("id"),
        keys.texts("precincts"),
        # A contest of a party stands only on that party's ballots (primaries).
        tuple(
            id_ for id_, (area, own) in areas.items() if area in districts and own in {None, party}
        ),
    )


def _contest(keys: Keys, grid: _Grid) -> Contest:
    id_ = keys.id("id")
    kind = keys.text("type")
    seats = 1
    choices: tuple[Choice, ...] = ()
    if kind == "candidate":
        seats = keys.number("seats", 1, at_least=1)
        choices = tuple(_candidate(k) for k in keys.groups("candidates"))
        if keys.flag("allowWriteIns"):
            choices += write_in_lines(grid.lines.get(id_) or seats)
    elif kind == "yesno":
        choices = _yes_no(keys, id_, grid)
    else:
        keys.complain("type", f'"{kind}" is not a kind of contest this program can recount.')
    return Contest(id_, keys.text("title"), choices, seats, keys.text("description", ""))


def _candidate(keys: Keys) -> Choice:
    single = keys.text("partyId", "")
    parties = keys.texts("partyIds") or ((single,) if single else ())
    return Choice(keys.id("id"), keys.text("name"), ChoiceKind.CANDIDATE, parties)


def _yes_no(keys: Keys, contest: str, grid: _Grid) -> tuple[Choice, ...]:
    if not keys.has("yesOption"):
        printed = tuple(grid.options.get(contest, ()))
        ids = (f"{contest}-option-yes", f"{contest}-option-no")
        if len(printed) == len(ids) and set(printed) != set(ids):
            ids = (printed[0], printed[1])
        return tuple(
            Choice(i, name, ChoiceKind.YES_NO) for i, name in zip(ids, ("Yes", "No"), strict=True)
        )
    options = [Keys(keys.raw(k), keys.path(k), keys.complaints) for k in ("yesOption", "noOption")]
    options += list(keys.groups("additionalOptions"))
    return tuple(Choice(k.id("id"), k.text("label"), ChoiceKind.YES_NO) for k in options)
