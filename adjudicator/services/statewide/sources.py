"""Every source of figures in one shape: records, files of returns, typed figures."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from adjudicator.domain.canvass.returns import NO_VOTES, WRITE_INS, ContestName, ContestReturns
from adjudicator.domain.rulepack import RulePack, Scope
from adjudicator.domain.statewide.figures import REST, Basis
from adjudicator.domain.statewide.standing import HowFar
from adjudicator.domain.statewide.uniformity import Reviewed
from adjudicator.domain.tally import BALLOTS, Figure
from adjudicator.domain.wording import count
from adjudicator.interchange.contest_titles import title_words
from adjudicator.interchange.problems import did_you_mean
from adjudicator.services.canvass.loading import FileRead, Loaded, load_returns
from adjudicator.services.statewide.naming import WRITE_IN_LINE, Part
from adjudicator.services.statewide.reading import ContestRead
from adjudicator.services.statewide.typed import TypedCounty
from adjudicator.services.statewide.weighing import Weighed, county_in

_WEIGHT = {Basis.RECORD: 3, Basis.TYPED: 1, Basis.RETURNS: 2}
"""Whose figures stand where a county has several."""
_TOLD = 5
"""Rows put aside that are told one by one; ``adjudicator canvass`` tells all."""


@dataclass(frozen=True, slots=True)
class Source:
    """One contest as one source of one county has it."""

    basis: Basis
    part: Part
    choices: Mapping[str, Figure]
    """By the source's own ids."""
    rest: Mapping[str, Figure]
    waiting: Mapping[frozenset[str], int] = field(default_factory=dict)
    reviewed: Reviewed | None = None
    how_far: HowFar | None = None
    weighed: Weighed | None = None
    notes: tuple[str, ...] = ()
    set_aside: int = 0
    """Rows of it that were put aside."""


@dataclass(frozen=True, slots=True)
class ReturnsRead:
    """Files of returns, as far as the state needs them."""

    loaded: Loaded | None = None
    files: tuple[FileRead, ...] = ()
    by_county: tuple[tuple[str, ContestReturns], ...] = ()
    """County of the rule pack and its returns of one contest."""
    titles: frozenset[str] = frozenset()
    shared: tuple[str, ...] = ()
    """Titles of contests voted on in several counties."""
    problems: tuple[str, ...] = ()


def read_returns_of(paths: Sequence[Path], pack: RulePack) -> ReturnsRead:
    """Read files of returns.

    :raises Unreadable: a file cannot be used.
    :raises UsageError: nothing to read, or the same number stands in two files.
    """
    if not paths:
        return ReturnsRead()
    loaded = load_returns(paths)
    problems = [str(each.problem) for each in loaded.quarantined if each.contest is None]
    by_county = []
    unknown: dict[str, None] = {}
    for part in loaded.returns:
        county = county_in(part.name.county, pack)
        if county:
            by_county.append((county, part))
        else:
            unknown[part.name.county] = None
    problems += [_nowhere(name, pack) for name in unknown]
    titles = {_title(part) for _, part in by_county}
    shared = (t for t in titles if (office := pack.office(t)) and office.scope is not Scope.LOCAL)
    return ReturnsRead(
        loaded=loaded,
        files=tuple(loaded.read),
        by_county=tuple(by_county),
        titles=frozenset(titles),
        shared=tuple(sorted(shared)),
        problems=tuple(problems),
    )


def _nowhere(name: str, pack: RulePack) -> str:
    if not name:
        return "Returns that name no county count nowhere. Add a column county."
    hint = did_you_mean(name, pack.counties)
    return f'Returns of "{name}" count nowhere: that is no county of {pack.title}.{hint}'


def _title(part: ContestReturns) -> str:
    return part.name._replace(county="").title


def sources_of(
    weighed: Iterable[Weighed],
    typed: Iterable[TypedCounty],
    returns: ReturnsRead,
    words: frozenset[tuple[str, ...]],
) -> list[Source]:
    """Everything that counts, of the contests wanted.

    :param words: those of their titles.
    """
    found = [
        *(_of_record(w, contest) for w in weighed if w.counts for contest in w.read.contests),
        *(
            _of_returns(county, part, returns)
            for county, part in returns.by_county
            if title_words(_title(part)) in words
        ),
        *(_of_typed(s, t) for s in typed for t in dict.fromkeys(p.contest for p in s.numbers)),
    ]
    wanted = [source for source in found if title_words(source.part.title) in words]
    return [replace(s, part=replace(s.part, place=place)) for place, s in enumerate(wanted)]


def _of_record(weighed: Weighed, read: ContestRead) -> Source:
    contest = read.contest
    names = tuple((choice.id, choice.name) for choice in contest.named_choices)
    part = Part(weighed.county, contest.title, names, contest.seats, _WEIGHT[Basis.RECORD])
    balanced = () if read.balanced is not False else ("The record's own figures do not foot.",)
    return Source(
        Basis.RECORD,
        part,
        read.choices,
        read.rest,
        read.waiting,
        Reviewed(
            weighed.county,
            read.reviewed.ruled,
            read.reviewed.found,
            read.reviewed.by_clause,
            read.reviewed.board,
            read.reviewed.objected,
        ),
        read.how_far,
        weighed,
        balanced,
    )


def _of_returns(county: str, returned: ContestReturns, returns: ReturnsRead) -> Source:
    totals = returned.totals()
    names = tuple(
        (name, WRITE_IN_LINE if name == WRITE_INS else name)
        for name in returned.parties
        if name not in NO_VOTES and name != BALLOTS
    )
    weight = _WEIGHT[Basis.RETURNS]
    part = Part(county, _title(returned), names, returned.seats, weight)
    aside, notes = _aside(returned, returns), tuple[str, ...]()
    if aside:
        rows, were = count(len(aside), "row"), "was" if len(aside) == 1 else "were"
        told = f"{rows} of its returns {were} put aside; its sums are not whole."
        notes = (told, *aside[:_TOLD])
    if returned.several:
        notes += ("More than one contest stands under this name in its returns.",)
    return Source(
        Basis.RETURNS,
        part,
        {name: Figure(totals[name], 0) for name, _ in names},
        {bucket: Figure(totals[bucket], 0) for bucket in REST if bucket in totals},
        notes=notes,
        set_aside=len(aside),
    )


def _aside(returned: ContestReturns, returns: ReturnsRead) -> list[str]:
    """What was put aside of a county's contest, with file and row."""
    quarantined = [] if returns.loaded is None else returns.loaded.quarantined
    names = {returned.name, ContestName("", returned.name.office, returned.name.district)}
    return [str(each.problem) for each in quarantined if each.contest in names]


def _of_typed(sheet: TypedCounty, title: str) -> Source:
    sums: dict[str, Figure] = {}
    for at, number in sheet.numbers.items():
        if at.contest == title:
            before = number.votes if number.before is None else number.before
            figure = Figure(before, number.votes - before)
            sums[at.choice] = sums.get(at.choice, Figure(0, 0)).plus(figure)
    names = tuple(
        (name, WRITE_IN_LINE if name == WRITE_INS else name)
        for name in sums
        if name not in NO_VOTES
    )
    part = Part(sheet.county, title, names, 1, _WEIGHT[Basis.TYPED])
    typists = " and ".join(sheet.typists)
    return Source(
        Basis.TYPED,
        part,
        {name: figure for name, figure in sums.items() if name not in NO_VOTES},
        {bucket: sums[bucket] for bucket in REST if bucket in sums},
        notes=(f"Typed by {typists}, each by themselves.",),
    )
