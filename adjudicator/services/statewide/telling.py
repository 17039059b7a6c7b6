"""What the state report says, in sentences and tables of words; the same on every surface."""

from collections.abc import Iterator
from typing import Final

from adjudicator.domain.canvass.outcome import Standing as Result
from adjudicator.domain.canvass.tiers import Tier
from adjudicator.domain.statewide.figures import REST, Basis, Totals
from adjudicator.domain.statewide.standing import CountyLine, Standing
from adjudicator.domain.tally import OVER, UNDER, UNQUALIFIED, Figure
from adjudicator.domain.wording import count, join_names
from adjudicator.services.canvass.gaps import IF_ALL
from adjudicator.services.canvass.telling import percent, votes
from adjudicator.services.statewide.report import ContestReport, StateReport

BUCKETS: Final = {
    OVER: "Overvotes",
    UNDER: "Undervotes",
    UNQUALIFIED: "Unqualified write-ins",
}
TOGETHER: Final = "together"
_ORDER = (
    Standing.IN,
    Standing.RETURNS,
    Standing.TYPED,
    Standing.MISSING,
    Standing.REFUSED,
    Standing.UNTOLD,
)


def standings_words(report: ContestReport) -> str:
    """``61 of 67 counties in, 2 returns only, 1 missing, 1 refused; 1 late``."""
    counties = count(len(report.lines), "county", "counties")
    told = [f"{len(report.standing(Standing.IN))} of {counties} in"]
    told += [
        f"{len(report.standing(standing))} {standing.label}"
        for standing in _ORDER[1:]
        if report.standing(standing)
    ]
    partial = sum(line.waits and line.standing is Standing.IN for line in report.lines)
    late = sum(line.late for line in report.lines)
    more = [f"{n} {word}" for n, word in ((partial, "partial"), (late, "late")) if n]
    return ", ".join(told) + (f"; {', '.join(more)}" if more else "")


def figure_rows(report: ContestReport) -> Iterator[tuple[str, dict[str, Figure | None]]]:
    """Every choice and bucket, by basis and together; ``None`` where no county tells it."""
    parts: list[tuple[str, Totals]] = [(b.value, t) for b, t in report.split.parts]
    parts.append((TOGETHER, report.split.together))
    for choice in report.contest.choices:
        yield choice.name, {name: totals.choice(choice.id) for name, totals in parts}
    for bucket in REST:
        yield BUCKETS[bucket], {name: _rest(totals, bucket) for name, totals in parts}


def _rest(totals: Totals, bucket: str) -> Figure | None:
    told = dict(totals.rest)[bucket]
    return None if told.untold == totals.counties and totals.counties else told.figure


def outcome_sentences(report: ContestReport) -> tuple[str, ...]:
    """Margin, tier and outcome, before and after, and what could still change it."""
    outcome = report.outcome
    told = [
        f"Before: {_result(report, outcome.before, so_far=report.so_far)}",
        f"After: {_result(report, outcome.after, so_far=report.open)}",
    ]
    if outcome.changed:
        told.append("The rulings change the outcome.")
    elif outcome.after.votes:
        told.append("The outcome is the same as before the rulings.")
    if outcome.waiting:
        could = "could" if outcome.could_change else "cannot"
        told.append(
            f"{count(outcome.waiting, 'ballot')} still wait for a ruling; they {could} change the "
            "outcome."
        )
    if report.missing:
        left = count(len(report.missing), "county is", "counties are")
        told.append(f"{left} not in these figures: {join_names(report.missing)}.")
    return tuple(told)


def _result(report: ContestReport, found: Result, *, so_far: bool) -> str:
    """:param so_far: whether the answer is about a part of the contest, or may change yet."""
    tier = f"so far {found.tier.label}" if so_far else found.tier.label
    if found.tier is Tier.NONE and report.unsure:
        tier += f", {IF_ALL}"
    if found.margin is None or found.share is None:
        if not found.votes:
            return "no votes are in."
        return "whether somebody can lose cannot be told yet." if so_far else "nobody can lose."
    name = {choice.id: choice.name for choice in report.contest.choices}
    margin = f"{votes(found.margin)} of {found.votes:,} cast ({percent(found.share)})"
    if found.tied:
        names = join_names([name[c] for c in found.tied])
        seats = count(found.seats_open, "seat")
        lots = "so far" if so_far else "lots decide"
        return f"{names} have equal votes for {seats}: {lots}; {tier}."
    if found.approved is not None:
        state = "approved" if found.approved else "rejected"
        return f"{'so far ' if so_far else ''}{state}, {margin} from the line; {tier}."
    winners = join_names([name[c] for c in found.winners])
    return f"{winners} ahead by {margin}; {tier}."


def county_sentence(line: CountyLine) -> str:
    """One county in a line: ``Bay: refused. Two recounts of one county ... Ask the county ...``."""
    told = [f"{line.county}: {line.words}."]
    if line.why:
        told += [line.why, line.todo]
    elif line.proof is not None:
        told.append(f"Record {line.proof.record_code}, {line.proof.entries:,} entries.")
    if line.how_far is not None:
        told.append(f"{line.how_far.words[:1].upper()}{line.how_far.words[1:]}.")
    if line.status:
        told.append(line.status)
    told += line.notes
    return " ".join(part for part in told if part)


def watched(report: ContestReport) -> tuple[CountyLine, ...]:
    """The counties somebody has to do something about, or should know of."""
    return tuple(
        line
        for line in report.lines
        if line.standing is Standing.REFUSED
        or line.late
        or line.notes
        or (line.waits and line.standing is Standing.IN)
        or (line.status and line.standing is not Standing.IN)
    )


def uniformity_sentences(report: ContestReport) -> tuple[str, ...]:
    """The marks, each a line, then how marks are set; nothing without counties to compare."""
    found = report.uniformity
    if len(found.counties) < 2:  # noqa: PLR2004 - one county has nothing to be compared with
        return ()
    told = [f"{share.county}: {share.name} {share.words}." for share in found.far]
    return (*(told or ["No county is far from the others."]), found.rule)


def lines_of(state: StateReport) -> Iterator[str]:
    """The whole report as text."""
    if state.mark:
        yield state.mark
    head = [state.election, f"rules: {state.pack.title}", f"deadline: {state.deadline}"]
    yield " · ".join(part for part in head if part)
    for report in state.contests:
        yield ""
        yield f"{report.contest.title}: {standings_words(report)}"
        yield from _table(report)
        yield from (f"  {told}" for told in outcome_sentences(report))
        for line in watched(report):
            yield f"- {county_sentence(line)}"
        yield from (f"- {told}" for told in (*report.problems, *report.notes))
        marks = uniformity_sentences(report)
        if marks:
            yield "  Do the counties rule alike?"
            yield from (f"  {told}" for told in marks)
    yield from _sources(state)


def _sources(state: StateReport) -> Iterator[str]:
    if state.exports:
        yield ""
        yield "Exports:"
    for each in state.exports:
        read = each.read
        mark = f" {read.watermark}." if read.watermark else ""
        code = f" Record {read.verdict.record_code}."
        said = f"refused. {each.why}" if each.why else f"{read.verdict.sentence}{code}"
        yield f"  {read.name} ({each.county or 'which county?'}): {said}{mark}"
    if state.statuses:
        yield "Status files:"
    for status in state.statuses:
        told = status.words if status.shown else f"left out. {status.why}"
        yield f"  {status.file} ({status.county or 'which county?'}): {told}"
    for sheet in state.typed:
        yield f"Typed, {sheet.county}: {sheet.why or 'taken.'} {sheet.todo}".rstrip()
        yield from (f"  {each.words}" for each in sheet.differing)
    if state.returns:
        files = count(len(state.returns), "file")
        yield f"Returns: {files}, not verified; --json names them with their SHA-256."
    yield from (f"- {problem}" for problem in state.problems)


_WIDTH = 12
_PARTS: Final = (
    (Basis.RECORD.value, ("before", "change", "after")),
    (Basis.RETURNS.value, ("after",)),
    (Basis.TYPED.value, ("after",)),
    (TOGETHER, ("before", "change", "after")),
)
PART_HEADS: Final = {
    Basis.RECORD.value: Basis.RECORD.label,
    Basis.RETURNS.value: Basis.RETURNS.label,
    Basis.TYPED.value: Basis.TYPED.label,
    TOGETHER: "together",
}


def parts_shown(report: ContestReport) -> list[tuple[str, int, tuple[str, ...]]]:
    """Basis, counties, and the columns of those bases some county is of; then all together."""
    here = {basis.value: totals.counties for basis, totals in report.split.parts}
    here[TOGETHER] = report.split.together.counties
    return [(name, here[name], cols) for name, cols in _PARTS if here[name] or name == TOGETHER]


def _table(report: ContestReport) -> Iterator[str]:
    shown = parts_shown(report)
    parts = [(name, columns) for name, _, columns in shown]
    heads = [(f"{PART_HEADS[name]} ({counties})", columns) for name, counties, columns in shown]
    widths = [max(len(head), _WIDTH * len(columns)) for head, columns in heads]
    rows = list(figure_rows(report))
    first = max(len(label) for label, _ in rows)
    yield "  " + " " * first + _joined(zip((h for h, _ in heads), widths, strict=True))
    under = ["".join(column.rjust(_WIDTH) for column in columns) for _, columns in heads]
    yield "  " + " " * first + _joined(zip(under, widths, strict=True))
    for label, by_part in rows:
        cells = ["".join(_cell(by_part[n], c).rjust(_WIDTH) for c in cs) for n, cs in parts]
        yield "  " + label.ljust(first) + _joined(zip(cells, widths, strict=True))


def _joined(cells: Iterator[tuple[str, int]]) -> str:
    return "".join(f"  {cell.rjust(width)}" for cell, width in cells).rstrip()


def _cell(figure: Figure | None, column: str) -> str:
    return "" if figure is None else figure_words(figure, column)


def figure_words(figure: Figure, column: str) -> str:
    """``30,599``; a change with its sign: ``+11``."""
    if column == "change":
        return f"{figure.change:+,}" if figure.change else "0"
    return f"{figure.before if column == 'before' else figure.after:,}"
