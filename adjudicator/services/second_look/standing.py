"""Where the second look of each batch stands, counted from what the record's rules hold in memory.

A ballot counts as *seen otherwise* if the second look saw something else than its ruling said, or
if it was drawn as a blank and ruled otherwise before anybody looked: whoever finds the slip first,
it was one.

A drawn ballot that nobody can look at, as one that an order isolates, does not fill the sample:
others are drawn beside it, and it waits as soon as it can be looked at.

Above the limit every blank of the batch is looked at again.  That is done once each of them was
looked at under the ruling it has now, or was ruled on anew after the limit was passed.
"""

from collections.abc import Collection, Container, Iterable, Iterator
from dataclasses import dataclass, field

from adjudicator.domain.rulings import Disposition
from adjudicator.domain.second_look import (
    BatchLooks,
    Rate,
    Stage,
    is_above,
    most_unlike,
    sample_size,
)
from adjudicator.ledger.state.data import RecordData
from adjudicator.ledger.state.model import CaseState, Sample, SecondLook
from adjudicator.services.recount import Recount


@dataclass(frozen=True, slots=True)
class SecondLooks:
    """The second look of a recount."""

    per_mille: int
    """Of each 1,000 blanks, how many the policy has drawn."""
    limit: int
    batches: tuple[BatchLooks, ...] = ()
    """Those with a blank, or with a ballot that was drawn, by number."""

    @property
    def rate(self) -> Rate:
        """Over all batches."""
        return sum((each.rate for each in self.batches), Rate())

    @property
    def drawn(self) -> int:
        """How many ballots were drawn."""
        return sum(each.drawn for each in self.batches)

    def of(self, stage: Stage) -> tuple[BatchLooks, ...]:
        """The batches that stand there."""
        return tuple(each for each in self.batches if each.stage is stage)

    @property
    def to_draw(self) -> tuple[BatchLooks, ...]:
        """The batches of which the board has to draw."""
        return tuple(each for each in self.batches if each.size)

    @property
    def waiting(self) -> int:
        """How many drawn ballots wait to be looked at."""
        return sum(len(each.waiting) for each in self.batches)

    @property
    def stopped(self) -> int:
        """How many drawn ballots nobody has looked at and nobody can now."""
        return sum(each.stopped for each in self.batches)

    @property
    def holding(self) -> frozenset[int]:
        """The batches whose close waits for this."""
        return frozenset(each.batch for each in self.batches if each.holds)


def read_looks(recount: Recount, only: Collection[int] | None = None) -> SecondLooks | None:
    """Where it stands; ``None`` where the opening fixed no second look.

    :param only: these batches alone.
    """
    data = recount.state.data
    if data.policy is None:
        return None
    per_mille, limit = data.policy.fields["sample_pm"], data.policy.fields["sample_limit_pm"]
    if not per_mille:
        return None
    drawn = _drawn(data, only)
    numbers = sorted(data.batches if only is None else set(only) & data.batches.keys())
    found = (_of_batch(data, n, drawn.get(n, {}), per_mille, limit) for n in numbers)
    return SecondLooks(per_mille, limit, tuple(each for each in found if each is not None))


def held_sentences(recount: Recount, batches: Collection[int]) -> list[str]:
    """Why some of these batches cannot be closed yet, a sentence each."""
    found = read_looks(recount, batches)
    return [] if found is None else [each.sentence for each in found.batches if each.holds]


@dataclass(slots=True)
class _Drawn:
    """A case that was drawn, with every sample that holds it."""

    case: CaseState
    samples: list[Sample] = field(default_factory=list)

    @property
    def looks(self) -> Iterator[SecondLook]:
        """What was seen of it, in the order of the record."""
        seal = self.case.seal
        return (sample.looked[seal] for sample in self.samples if seal in sample.looked)

    @property
    def is_changed(self) -> bool:
        """Whether it was ruled otherwise before anybody looked at it."""
        return not _is_blank(self.case) and not any(True for _ in self.looks)

    def is_stopped(self, data: RecordData) -> bool:
        """Whether nobody has looked at it and nobody can now: it does not fill the sample."""
        unseen = _is_blank(self.case) and not any(True for _ in self.looks)
        return unseen and not can_be_looked_at(data, self.case)


def _drawn(data: RecordData, only: Collection[int] | None) -> dict[int, dict[str, _Drawn]]:
    found: dict[int, dict[str, _Drawn]] = {}
    for _, sample in sorted(data.samples.items()):
        for seal in sample.cases:
            case = data.cases[seal]
            if case.batch is None or data.is_void(case):
                continue
            if only is None or case.batch in only:
                of_batch = found.setdefault(case.batch, {})
                of_batch.setdefault(seal, _Drawn(case)).samples.append(sample)
    return found


def _is_blank(case: CaseState) -> bool:
    return case.disp == Disposition.NOTHING_MARKED


def can_be_looked_at(data: RecordData, case: CaseState) -> bool:
    """Whether a drawn case is a blank still, and nothing stops work on it."""
    return (
        _is_blank(case)
        and case.reopened is None
        and not data.is_void(case)
        and data.is_released(case)
        and not data.is_locked(case)
    )


def blanks_of(data: RecordData, number: int) -> list[CaseState]:
    """The cases of a batch a sample is drawn from, locked ones too."""
    cases = (data.cases[seal] for seal in data.batches[number].cases)
    return [case for case in cases if _is_blank(case) and not data.is_void(case)]


def undrawn(data: RecordData, number: int) -> frozenset[str]:
    """The blanks of a batch that can be looked at and that no sample holds."""
    drawn = _drawn(data, [number]).get(number, {})
    return frozenset(_fresh(data, blanks_of(data, number), drawn))


def _fresh(data: RecordData, blanks: Iterable[CaseState], drawn: Container[str]) -> Iterator[str]:
    return (c.seal for c in blanks if c.seal not in drawn and can_be_looked_at(data, c))


def _waits_in(data: RecordData, sample: Sample, drawn: _Drawn) -> bool:
    """Whether a drawn case is to be looked at in that sample now.

    What was looked at in another sample since its ruling was made is not looked at once more.
    """
    case = drawn.case
    if case.seal in sample.looked or not can_be_looked_at(data, case):
        return False
    return not any(look.ruling == case.current for look in drawn.looks)


def sample_to_look_in(data: RecordData, seal: str) -> Sample | None:
    """The first sample in which a case waits to be looked at; ``None`` if it waits in none."""
    batch = data.cases[seal].batch
    found = {} if batch is None else _drawn(data, [batch]).get(batch, {})
    drawn = found.get(seal)
    if drawn is None:
        return None
    return next((s for s in drawn.samples if _waits_in(data, s, drawn)), None)


def _of_batch(
    data: RecordData, number: int, drawn: dict[str, _Drawn], per_mille: int, limit: int
) -> BatchLooks | None:
    blanks = blanks_of(data, number)
    if not blanks and not drawn:
        return None
    looks = [look for each in drawn.values() for look in each.looks]
    changed = [each.case for each in drawn.values() if each.is_changed]
    rate = Rate(len(looks) + len(changed), sum(look.unlike for look in looks) + len(changed))
    waiting = _waiting(data, drawn)
    passed = _passed_at(data, drawn, limit)
    again = 0
    if passed is not None:
        left = (c for c in blanks if can_be_looked_at(data, c) and c.seal not in waiting)
        again = sum(not _is_seen_again(case, drawn.get(case.seal), passed) for case in left)
    stopped = sum(each.is_stopped(data) for each in drawn.values())
    required = sample_size(len({case.seal for case in blanks} | drawn.keys()), per_mille)
    # Above the limit all that can be looked at is: nothing is lacking of a sample.
    lacks = 0 if passed is not None else required - (len(drawn) - stopped)
    fresh = sum(1 for _ in _fresh(data, blanks, drawn))
    cases = [data.cases[seal] for seal in data.batches[number].cases]
    stage = _stage(data, cases, again=again, waiting=len(waiting), lacks=lacks, fresh=fresh)
    size = {Stage.AGAIN: len(blanks), Stage.DRAW: min(lacks, fresh)}.get(stage, 0)
    return BatchLooks(
        number,
        stage,
        len(blanks),
        size,
        len(drawn),
        tuple(waiting),
        again,
        rate,
        limit,
        passed is not None,
        stopped,
    )


def _waiting(data: RecordData, drawn: dict[str, _Drawn]) -> list[str]:
    """In the order of the samples, and of each sample."""
    samples = {s.index: s for each in drawn.values() for s in each.samples}
    ordered = (
        seal
        for _, sample in sorted(samples.items())
        for seal in sample.cases
        if seal in drawn and _waits_in(data, sample, drawn[seal])
    )
    return list(dict.fromkeys(ordered))


def _passed_at(data: RecordData, drawn: dict[str, _Drawn], limit: int) -> int | None:
    """The entry with which the limit was first passed; ``None`` if it was not.

    Each drawing is held against it by itself: one of all blanks does not thin out what the one
    before it found.
    """
    samples = {s.index: s for each in drawn.values() for s in each.samples}
    found = (_passed_in(data, sample, drawn, limit) for _, sample in sorted(samples.items()))
    return min((entry for entry in found if entry is not None), default=None)


def _passed_in(
    data: RecordData, sample: Sample, drawn: dict[str, _Drawn], limit: int
) -> int | None:
    own = [drawn[seal] for seal in sample.cases if seal in drawn]
    looks = [sample.looked[d.case.seal] for d in own if d.case.seal in sample.looked]
    changed = [d.case for d in own if d.is_changed and d.samples[0] is sample]
    waiting = sum(_waits_in(data, sample, d) for d in own)
    unlike = [look.index for look in looks if look.unlike]
    unlike += [case.current[0] for case in changed if case.current is not None]
    counted = len(looks) + len(changed) + waiting
    if not is_above(len(unlike), counted, limit):
        return None
    return sorted(unlike)[most_unlike(counted, limit)]


def _is_seen_again(case: CaseState, drawn: _Drawn | None, passed: int) -> bool:
    """Whether it was looked at under the ruling it has, or ruled on anew since."""
    ruled_anew = case.current is not None and case.current[0] > passed
    looks = () if drawn is None else drawn.looks
    return ruled_anew or any(look.ruling == case.current for look in looks)


def _stage(
    data: RecordData,
    cases: Iterable[CaseState],
    *,
    again: int,
    waiting: int,
    lacks: int,
    fresh: int,
) -> Stage:
    here = [case for case in cases if not data.is_void(case)]
    if any(case.contest in data.suspended for case in here):
        return Stage.NOTHING
    if again or waiting:
        return Stage.AGAIN if again else Stage.LOOK
    if lacks <= 0:
        return Stage.DONE
    if not any(can_be_looked_at(data, case) for case in here):
        return Stage.NOTHING
    if any(_is_to_do(data, case) for case in here):
        return Stage.EARLY
    return Stage.DRAW if fresh else Stage.DONE


def _is_to_do(data: RecordData, case: CaseState) -> bool:
    """Whether a ruling of this open case is still to come, so that it may become a blank."""
    if case.closed is not None or not data.is_released(case) or data.is_locked(case):
        return False
    return (case.current is None and not case.objections) or (
        case.reopened is not None and not data.before_board(case)
    )
