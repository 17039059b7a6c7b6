"""Returns as an election results report, NIST SP 1500-100 v2, XML or JSON.

A report may give the same votes twice: for a county and for its precincts, in total and by counting
group.  The smallest places are taken, and the parts where they add up to the total they stand
beside.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from adjudicator.domain.canvass.returns import WRITE_INS, ContestName, ContestReturns, Place
from adjudicator.domain.tally import OVER, UNDER
from adjudicator.interchange.problems import Problem, Unreadable, bytes_of, unreadable
from adjudicator.interchange.returns.err_tree import (
    Node,
    check_references,
    read_report,
    trouble,
)
from adjudicator.interchange.returns.file import Quarantined, ReturnsFile, nobody_minds
from adjudicator.interchange.returns.spelling import Spellings
from adjudicator.interchange.returns.words import no_number, number_of_votes
from adjudicator.interchange.texts import clean_text

_TOTAL = "total"
_MEASURES = frozenset({"BallotMeasureContest", "RetentionContest"})
_CONTESTS = _MEASURES | {"CandidateContest"}
_UNTOLD = frozenset({"pre-election"})


def read_err(
    path: Path,
    spellings: Spellings | None = None,
    *,
    county: str = "",
    heed: Callable[[], None] = nobody_minds,
) -> ReturnsFile:
    """Read the returns of one report.

    :param spellings: the names of all files that are read with it.
    :param county: stands for places that lie in no county of the report.
    :param heed: called before every contest; what it raises ends the reading.
    :raises Unreadable: no report of version 2, an id or a reference is wrong, or no votes in it.
    """
    data = bytes_of(path)
    root = read_report(path.name, data)
    check_references(path.name, root)
    if root.value("Status") in _UNTOLD:
        message = "The report was made before the election and holds no votes."
        raise unreadable(path.name, message, column="Status")
    report = _Report(path.name, root, county, spellings or Spellings())
    result = ReturnsFile(path.name, sha256=sha256(data).hexdigest())
    for contest in report.contests():
        heed()
        _take(result, report, contest)
    if not any(c.numbers for c in result.returns):
        problems = [q.problem for q in result.quarantined]
        message = "The file holds no votes of any contest."
        raise Unreadable([*problems, Problem(path.name, None, None, message)])
    return result


@dataclass(slots=True)
class _Report:
    """The report's own index."""

    file: str
    root: Node
    county: str
    spellings: Spellings
    objects: dict[str, Node] = field(init=False)
    _parents: dict[str, list[str]] = field(init=False)

    def __post_init__(self) -> None:
        self.objects = {node.id: node for node in self.root.everything() if node.id}
        self._parents = defaultdict(list)
        for unit in self.root.all("GpUnit"):
            for part, _ in unit.references("ComposingGpUnitIds"):
                self._parents[part].append(unit.id)

    def contests(self) -> Iterator[Node]:
        for election in self.root.all("Election"):
            yield from (c for c in election.all("Contest") if c.kind in _CONTESTS)

    def above(self, unit: str) -> set[str]:
        """Every unit this one is a part of."""
        found: set[str] = set()
        ahead = list(self._parents.get(unit, ()))
        while ahead:
            if (parent := ahead.pop()) not in found:
                found.add(parent)
                ahead += self._parents.get(parent, ())
        return found

    def place(self, unit: str, group: str) -> Place:
        """A unit as a place of the returns: its name, and the county it lies in."""
        counties = [u for u in (unit, *sorted(self.above(unit))) if self._is_county(u)]
        county = self._name(counties[0]) if counties else self.county
        precinct = "" if counties and counties[0] == unit else self._name(unit)
        return Place(self.spellings.county(county), precinct, "" if group == _TOTAL else group)

    def _is_county(self, unit: str) -> bool:
        return self.objects[unit].value("Type") == "county"

    def _name(self, unit: str) -> str:
        return clean_text(self.objects[unit].words("Name")) or unit


@dataclass(frozen=True, slots=True)
class _Count:
    """One number of a contest."""

    unit: str
    bucket: str
    group: str
    votes: int
    node: Node


def _take(result: ReturnsFile, report: _Report, contest: Node) -> None:
    title = ContestName("", clean_text(contest.value("Name")), "")
    parties: dict[str, str] = {}
    counts: list[_Count] = []
    for bucket, party, node in _numbered(report, contest):
        parties.setdefault(bucket, party)
        result.rows += 1
        count = _count(node, bucket)
        if isinstance(count, str):
            problem = trouble(report.file, node, count)
            result.quarantined.append(Quarantined(problem, title))
        else:
            counts.append(count)
    smallest = _smallest(report, counts)
    kept = list(_parts_or_total(smallest, report, result, title))
    if len(smallest) < len(counts):
        result.quarantined += _unlike_parts(report, counts, kept, title)
    for part in _by_county(report, contest, title, iter(kept)):
        known = result.returns.contest(part.name)
        known.add(part)
        known.parties |= {bucket: p for bucket, p in parties.items() if bucket not in known.parties}


def _numbered(report: _Report, contest: Node) -> Iterator[tuple[str, str, Node]]:
    """Bucket, party and node of every number of a contest."""
    for selection in contest.all("ContestSelection"):
        bucket, party = _choice(report, selection)
        for node in selection.all("VoteCounts"):
            yield bucket, party, node
    for node in contest.all("OtherCounts"):
        for key, bucket in (("Overvotes", OVER), ("Undervotes", UNDER)):
            if node.first(key) is not None:
                yield bucket, "", node


def _choice(report: _Report, selection: Node) -> tuple[str, str]:
    people = [report.objects[i] for i, _ in selection.references("CandidateIds")]
    names = [clean_text(person.words("BallotName")) or person.id for person in people]
    party = ""
    for person in people[:1]:
        for reference, _ in person.references("PartyId"):
            party = clean_text(
                report.objects[reference].words("Abbreviation")
                or report.objects[reference].words("Name")
            )
    if names:
        return " / ".join(names), party
    if selection.value("IsWriteIn") == "true":
        return WRITE_INS, ""
    return clean_text(selection.words("Selection")) or selection.id, ""


def _count(node: Node, bucket: str) -> _Count | str:
    key = {OVER: "Overvotes", UNDER: "Undervotes"}.get(bucket, "Count")
    text = node.value(key)
    # A whole number may be written 12 or 12.0: the format has no integers there.
    whole, _, rest = text.partition(".")
    votes = number_of_votes(whole) if not rest.strip("0") else None
    units = [unit for unit, _ in node.references("GpUnitId")]
    if votes is None:
        return no_number(text)
    if len(units) != 1:
        return "It is not said where these votes were counted: GpUnitId is missing. Ask for it."
    return _Count(units[0], bucket, node.value("Type") or _TOTAL, votes, node)


def _smallest(report: _Report, counts: list[_Count]) -> list[_Count]:
    """Without the places that others of the same bucket are parts of."""
    covered: dict[str, set[str]] = defaultdict(set)
    for count in counts:
        covered[count.bucket] |= report.above(count.unit)
    return [count for count in counts if count.unit not in covered[count.bucket]]


def _unlike_parts(
    report: _Report, counts: list[_Count], kept: list[_Count], title: ContestName
) -> Iterator[Quarantined]:
    """Numbers of greater places that are not the sum of the smaller ones that count."""
    sums: Counter[tuple[str, str, str]] = Counter()
    for count in kept:
        for unit in report.above(count.unit):
            sums[unit, count.bucket, _TOTAL] += count.votes
            if count.group != _TOTAL:
                sums[unit, count.bucket, count.group] += count.votes
    for count in counts:
        key = count.unit, count.bucket, count.group
        if key in sums and sums[key] != count.votes:
            message = (
                f"{title.title}, {count.bucket}: the total says {count.votes:,}; the places it is "
                f"made of add up to {sums[key]:,}. Those count. Ask which is right."
            )
            yield Quarantined(trouble(report.file, count.node, message), title)


def _parts_or_total(
    counts: list[_Count], report: _Report, result: ReturnsFile, title: ContestName
) -> Iterator[_Count]:
    """Of each place the counting groups where they add up to its total, else the total."""
    places: dict[tuple[str, str], list[_Count]] = defaultdict(list)
    for count in counts:
        places[count.unit, count.bucket].append(count)
    for here in places.values():
        totals = [c for c in here if c.group == _TOTAL]
        parts = [c for c in here if c.group != _TOTAL]
        if not totals or not parts:
            yield from here
            continue
        whole, added = sum(c.votes for c in totals), sum(c.votes for c in parts)
        if whole != added:
            message = (
                f"The counting groups add up to {added:,}, the total beside them is {whole:,}. "
                "The total is taken. Ask which is right."
            )
            problem = trouble(report.file, totals[0].node, message)
            result.quarantined.append(Quarantined(problem, title))
        yield from parts if whole == added else totals


def _by_county(
    report: _Report, contest: Node, title: ContestName, counts: Iterator[_Count]
) -> Iterator[ContestReturns]:
    seats = number_of_votes(contest.value("NumberElected") or contest.value("VotesAllowed"))
    found: dict[str, ContestReturns] = {}
    for count in counts:
        place = report.place(count.unit, count.group)
        name = title._replace(county=place.county)
        part = found.setdefault(
            place.county,
            ContestReturns(name, seats=seats or 1, measure=contest.kind in _MEASURES),
        )
        part.numbers[place, count.bucket] += count.votes
    yield from found.values()
