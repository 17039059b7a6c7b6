"""All of it: exports verified, returns and typed figures beside them, contest by contest."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from adjudicator.domain.canvass.outcome import outcome_of
from adjudicator.domain.canvass.returns import WRITE_INS
from adjudicator.domain.rulepack import Scope
from adjudicator.domain.statewide.figures import Totals, split
from adjudicator.domain.statewide.uniformity import uniformity
from adjudicator.domain.tally import OVER, UNDER, UNQUALIFIED, Figure
from adjudicator.domain.wording import count
from adjudicator.interchange.contest_titles import title_words
from adjudicator.interchange.problems import did_you_mean
from adjudicator.services.errors import UsageError
from adjudicator.services.statewide.asking import Request, Until
from adjudicator.services.statewide.collecting import Kept, Progress, read_exports
from adjudicator.services.statewide.finding import Found, find_exports
from adjudicator.services.statewide.naming import WRITE_IN_LINE, Whole, group, nothing_of
from adjudicator.services.statewide.report import ContestReport, StateReport
from adjudicator.services.statewide.sources import Source, read_returns_of, sources_of
from adjudicator.services.statewide.standings import Gathered, Offered, stand
from adjudicator.services.statewide.status_files import heads_of, judge, read_status_files
from adjudicator.services.statewide.typed import typed_counties
from adjudicator.services.statewide.weighing import Asked, Weighed, county_in, weigh
from adjudicator.services.verifying.anchors import Anchor


def gather(
    request: Request,
    *,
    jobs: int | None = None,
    progress: Progress = lambda _done, _all, _entries: None,
    wanted: Callable[[], bool] = lambda: True,
) -> StateReport:
    """Read every source and add the counties up.

    :raises UsageError: a source that is none, or nothing to add up.
    :raises Unreadable: a file of returns or typed figures cannot be used.
    :raises Stopped: it is not wanted any more.
    """
    pack = request.pack
    until = Until(request.deadline, pack)
    exports = find_exports(request.exports)
    statuses = read_status_files(request.statuses)
    typed = typed_counties(request.typed, pack, request.sheets)
    returns = read_returns_of(request.returns, pack)
    anchors, problems = _anchors(exports, request)
    kept = Kept(anchors, heads_of(statuses))
    reads = read_exports(exports, kept, jobs=jobs, progress=progress, wanted=wanted)
    contests = frozenset(title_words(title) for title in request.contests)
    weighed = weigh(reads, exports, Asked(pack, contests, request.rehearsal, request.held))
    statuses = judge(statuses, reads, pack, rehearsal=request.rehearsal)
    gathered = Gathered(weighed, typed, returns, statuses, until)
    reports = _contests(request, gathered, contests)
    return StateReport(
        pack=pack,
        election=_election(weighed),
        mark="REHEARSAL - not an election record" if request.rehearsal else None,
        deadline=until.words,
        contests=reports,
        exports=weighed,
        statuses=statuses,
        typed=typed,
        returns=returns.files,
        problems=(*problems, *returns.problems),
    )


def _anchors(
    exports: Sequence[Found], request: Request
) -> tuple[dict[str, Sequence[Anchor]], list[str]]:
    """What was kept, by the export it is to be compared with; and what fits none."""
    found: dict[str, Sequence[Anchor]] = {}
    problems = []
    for named, anchors in request.anchors.items():
        county = county_in(named, request.pack)
        if not county:
            hint = did_you_mean(named, request.pack.counties)
            raise UsageError(f"Anchor of {named}: that is no county of {request.pack.title}.{hint}")
        own = [e for e in exports if county_in(e.county, request.pack) == county]
        if not own:
            problems.append(f"An anchor of {county} was compared with nothing: no export is here.")
        found |= dict.fromkeys((each.name for each in own), anchors)
    return found, problems


def _election(weighed: Iterable[Weighed]) -> str:
    read = next((each.read for each in weighed if each.counts), None)
    if read is None or read.held is None:
        return ""
    return f"{read.election}, {read.held:%d %B %Y}".replace(" 0", " ").replace(", 0", ", ")


# Contests -----------------------------------------------------------------------------------


def _contests(
    request: Request, gathered: Gathered, asked: frozenset[tuple[str, ...]]
) -> tuple[ContestReport, ...]:
    words = asked or _titles(gathered)
    if not words and not gathered.weighed and not gathered.statuses:
        raise UsageError(
            "There is no contest to add up. Add the exports of counties, or name the contest: the "
            "command takes --contest."
        )
    sources = sources_of(gathered.weighed, gathered.typed, gathered.returns, words)
    found = {title_words(source.part.title) for source in sources}
    found |= {title_words(t) for each in gathered.weighed for t in each.read.titles}
    for title in request.contests:
        if title_words(title) not in found:
            known = sorted({t for each in gathered.weighed for t in each.read.titles})
            known += sorted(gathered.returns.titles)
            raise UsageError(
                f'"{title}" is no contest of these sources.{did_you_mean(title, known)}'
            )
    wholes = list(group((source.part for source in sources), request.pack, request.same))
    # A contest of which nothing counts is shown too: its counties are refused or missing.
    shown = {title_words(whole.title) for whole in wholes}
    known = [t for each in gathered.weighed for t in each.read.titles]
    known += _at_work(gathered)
    titles = {title_words(title): title for title in known}
    wholes += [nothing_of(titles[w], request.pack) for w in sorted(words - shown) if w in titles]
    return tuple(_contest(whole, sources, gathered, request) for whole in wholes)


def _titles(gathered: Gathered) -> frozenset[tuple[str, ...]]:
    """Which contests are meant where nobody says.

    Those of the records, of typed figures and of status files, else those of the returns that
    several counties vote on.
    """
    titles = {t for each in gathered.weighed for t in each.read.titles if each.counts}
    titles = titles or {t for each in gathered.weighed for t in each.read.titles}
    titles |= {place.contest for each in gathered.typed for place in each.numbers}
    titles |= set(_at_work(gathered))
    return frozenset(map(title_words, titles or gathered.returns.shared))


def _at_work(gathered: Gathered) -> list[str]:
    """The contests counties say they are at work on."""
    shown = (each.status for each in gathered.statuses if each.shown)
    return [told.title for status in shown if status is not None for told in status.contests]


def _contest(
    whole: Whole, sources: Sequence[Source], gathered: Gathered, request: Request
) -> ContestReport:
    by_county: dict[str, list[Offered]] = {}
    for matched in whole.parts:
        offered = Offered(matched, sources[matched.part.place])
        by_county.setdefault(matched.part.county, []).append(offered)
    stands = [
        stand(county, whole, by_county.get(county, ()), gathered)
        for county in _counties(whole, gathered, request, by_county)
    ]
    lines = tuple(each.line for each in stands)
    ids = [choice.id for choice in whole.contest.choices]
    added = split(ids, (line.figures for line in lines if line.figures is not None))
    chosen = [each.chosen for each in stands if each.chosen is not None]
    waiting: Counter[frozenset[str]] = Counter()
    for each in chosen:
        waiting.update(each.waiting)
    reviewed = [each.source.reviewed for each in chosen if each.source.reviewed is not None]
    clauses = {clause.id: clause.number for clause in request.pack.clauses}
    return ContestReport(
        contest=whole.contest,
        scope=whole.scope,
        lines=lines,
        split=added,
        outcome=outcome_of(whole.contest, added.together.choices, request.pack, waiting),
        uniformity=uniformity(reviewed, clauses),
        problems=tuple(m.mismatch for m in whole.parts if m.mismatch),
        notes=tuple(_notes(chosen, added.together)),
        set_aside=sum(each.source.set_aside for each in chosen),
    )


def _counties(
    whole: Whole,
    gathered: Gathered,
    request: Request,
    by_county: Mapping[str, Sequence[Offered]],
) -> Sequence[str]:
    """The counties of a contest: all of the rule pack, unless only one votes on it."""
    if whole.scope is not Scope.LOCAL and request.pack.counties:
        return request.pack.counties
    # Where the pack names its counties, an office of one county is refused with that one.
    more = set() if request.pack.counties and by_county else _heard_of(whole, gathered)
    return sorted({*by_county} | more)


def _heard_of(whole: Whole, gathered: Gathered) -> set[str]:
    """Counties whose export of a contest is refused, or whose status file tells of it."""
    words = title_words(whole.title)
    refused = {
        each.county
        for each in gathered.weighed
        if each.why and each.county and words in {title_words(t) for t in each.read.titles}
    }
    return refused | {
        each.county
        for each in gathered.statuses
        if each.shown and each.status is not None
        for told in each.status.contests
        if title_words(told.title) == words
    }


def _notes(chosen: Sequence[Offered], together: Totals) -> Iterator[str]:
    """What the figures leave open."""
    lumped = [o.county for o in chosen if WRITE_INS in o.figures.choices]
    apart = [o.county for o in chosen if o.figures.rest.get(UNQUALIFIED, _NOTHING).after]
    if lumped:
        yield (
            f"{WRITE_IN_LINE}: {count(len(lumped), 'county gives', 'counties give')} all write-in "
            "votes in one line, which counts as votes cast; whose they are is not told."
        )
    if lumped and apart:
        yield (
            f"{count(len(apart), 'county keeps', 'counties keep')} unqualified write-ins apart, "
            "which are no votes cast."
        )
    for bucket, told in together.rest:
        if told.untold:
            left = count(told.untold, "county does", "counties do")
            yield f"{_BUCKETS[bucket]}: {left} not tell them; the sum is of the others."


_NOTHING = Figure(0, 0)
_BUCKETS = {OVER: "Overvotes", UNDER: "Undervotes", UNQUALIFIED: "Unqualified write-ins"}
