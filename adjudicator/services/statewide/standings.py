"""Where one county stands in one contest, by all that came in from it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from adjudicator.domain.canvass.returns import WRITE_INS
from adjudicator.domain.statewide.figures import Basis, CountyFigures
from adjudicator.domain.statewide.standing import CountyLine, HowFar, Proof, Standing
from adjudicator.domain.tally import Figure
from adjudicator.interchange.contest_titles import title_words
from adjudicator.services.statewide.asking import Until
from adjudicator.services.statewide.naming import Matched, Whole
from adjudicator.services.statewide.sources import ReturnsRead, Source
from adjudicator.services.statewide.status_files import StatusRead
from adjudicator.services.statewide.typed import TypedCounty
from adjudicator.services.statewide.weighing import Weighed

_STANDING = {
    Basis.RECORD: Standing.IN,
    Basis.RETURNS: Standing.RETURNS,
    Basis.TYPED: Standing.TYPED,
}
_RETURNS_STAY = "Once its export is taken out, its returns count as returns only."


@dataclass(frozen=True, slots=True)
class Gathered:
    """Everything that was read."""

    weighed: tuple[Weighed, ...]
    typed: tuple[TypedCounty, ...]
    returns: ReturnsRead
    statuses: tuple[StatusRead, ...]
    until: Until


@dataclass(frozen=True, slots=True)
class Offered:
    """One source of a county, and how it fits the contest."""

    matched: Matched
    source: Source

    @property
    def county(self) -> str:
        """Whose it is."""
        return self.matched.part.county

    @property
    def figures(self) -> CountyFigures:
        """The figures under the contest's own ids."""
        ids = self.matched.choices
        return CountyFigures(
            self.county,
            self.source.basis,
            {ids[own]: figure for own, figure in self.source.choices.items()},
            self.source.rest,
            sum(self.source.waiting.values()),
        )

    @property
    def waiting(self) -> Mapping[frozenset[str], int]:
        """Ballots that wait, by the ids of the contest."""
        found: Counter[frozenset[str]] = Counter()
        for votes, n in self.source.waiting.items():
            found[frozenset(self.matched.choices.get(v, v) for v in votes)] += n
        return found


@dataclass(frozen=True, slots=True)
class Stand:
    """A county's line, and the source its figures are of."""

    line: CountyLine
    chosen: Offered | None = None


def stand(county: str, whole: Whole, offered: Sequence[Offered], gathered: Gathered) -> Stand:
    """Where a county stands: by its record, else its returns, else what two people typed."""
    refused = next(_refused(county, whole, gathered, offered), None)
    status, words = _status(county, whole, gathered)
    fitting = sorted((o for o in offered if not o.matched.mismatch), key=_weight)
    wrong = [o for o in offered if o.matched.mismatch]
    record = next((o for o in fitting if o.source.basis is Basis.RECORD), None)
    if record is None and refused is not None:
        stay = (_RETURNS_STAY,) if fitting and refused.proof is not None else ()
        return Stand(replace(refused, notes=(*refused.notes, *stay), status=words))
    if wrong and (not fitting or _weight(wrong[0]) < _weight(fitting[0])):
        todo = 'Find out whether both are one; the command takes --same "NAME=NAME".'
        line = CountyLine(county, Standing.REFUSED, why=wrong[0].matched.mismatch, todo=todo)
        return Stand(replace(line, status=words))
    if fitting:
        return Stand(replace(_line(fitting, gathered), status=words), fitting[0])
    due = whole.statewide or status is not None
    standing = Standing.MISSING if due else Standing.UNTOLD
    return Stand(CountyLine(county, standing, how_far=status, status=words))


def _weight(offered: Offered) -> int:
    return -offered.source.part.weight


def _refused(
    county: str, whole: Whole, gathered: Gathered, offered: Sequence[Offered]
) -> Iterator[CountyLine]:
    """The refusals of a county that concern this contest."""
    words = title_words(whole.title)
    for each in gathered.weighed:
        titles = {title_words(title) for title in each.read.titles}
        if each.county == county and each.why and (not titles or words in titles):
            yield CountyLine(
                county, Standing.REFUSED, proof=_proof(each), why=each.why, todo=each.todo
            )
    for each in gathered.weighed:
        if each.county == county and each.why and not offered:
            yield CountyLine(
                county, Standing.REFUSED, proof=_proof(each), why=each.why, todo=each.todo
            )
    for sheet in gathered.typed:
        if sheet.county == county and sheet.why and not offered:
            yield CountyLine(
                county,
                Standing.REFUSED,
                why=f"Typed figures: {sheet.why}",
                todo=sheet.todo,
                notes=tuple(each.words for each in sheet.differing),
            )


def _line(fitting: Sequence[Offered], gathered: Gathered) -> CountyLine:
    first = fitting[0]
    source = first.source
    weighed, how_far = source.weighed, source.how_far
    proof = None if weighed is None else _proof(weighed)
    late = False
    if weighed is not None and how_far is not None and proof is not None:
        how_far = replace(how_far, at=proof.last)
        time = how_far.contest_closed or proof.last
        late = gathered.until.is_late(first.county, weighed.read.held, time)
    return CountyLine(
        first.county,
        _STANDING[source.basis],
        figures=first.figures,
        proof=proof,
        how_far=how_far,
        late=late,
        notes=(*source.notes, *_beside(fitting)),
    )


def _beside(fitting: Sequence[Offered]) -> Iterator[str]:
    """What the sources that are not counted say otherwise than the one that is."""
    first, *others = fitting
    for other in others:
        mine, theirs = first.figures, other.figures
        unlike = [
            choice
            for choice in mine.choices
            if choice != WRITE_INS
            and mine.choices[choice].before != theirs.choices.get(choice, _NOTHING).before
        ]
        what = "returns" if other.source.basis is Basis.RETURNS else "typed figures"
        if other.source.basis is first.source.basis:
            yield f"A second source of the same kind was left out: {what}."
        elif unlike:
            yield (
                f"Its {what}, which are not counted, differ from the figures before the recount in "
                f"{len(unlike)} of {len(mine.choices)} choices."
            )
        else:
            yield f"Its {what}, which are not counted, say the same as before the recount."


_NOTHING = Figure(0, 0)


def _proof(weighed: Weighed) -> Proof:
    read = weighed.read
    return Proof(
        file=read.name,
        manifest=read.manifest,
        origin=read.origin,
        entries=read.verdict.size,
        record_code=read.verdict.record_code,
        verdict=read.verdict.sentence,
        last=read.last,
        watermark=read.watermark,
        noted=(*(each.words for each in read.verdict.compared), *read.verdict.noted),
    )


def _status(county: str, whole: Whole, gathered: Gathered) -> tuple[HowFar | None, str]:
    """How far the county says it is with this contest, and all its newest status file says."""
    words = title_words(whole.title)
    for each in gathered.statuses:
        if not each.shown or each.county != county or each.status is None:
            continue
        for told in each.status.contests:
            if title_words(told.title) == words:
                closed = each.status.t if told.done else ""
                return (
                    HowFar(
                        told.cases,
                        told.ruled,
                        told.waiting,
                        told.batches,
                        told.closed,
                        closed,
                        each.status.t,
                        each.file,
                    ),
                    each.words,
                )
    return None, ""
