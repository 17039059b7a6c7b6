"""How a contest ends, and how the recount does: what waits, what is stated, who signs.

A contest is closed by the board's majority over its tally as it stands; what opens work in it again
also opens the contest.  The recount is finished once, after the last export: the stored keys are
destroyed with it, and nothing can be added any more.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.tally import ContestTally
from adjudicator.domain.wording import join_names
from adjudicator.ledger import bodies
from adjudicator.ledger.casenumbers import case_number, spoken
from adjudicator.ledger.state.data import RecordData
from adjudicator.ledger.state.ending import Waits, cases_of, stored_keys, waits_for
from adjudicator.ledger.state.model import CaseState
from adjudicator.services.cosigning import append_cosigned
from adjudicator.services.differences import Difference, differences, not_explained
from adjudicator.services.errors import Refusal
from adjudicator.services.orders.locks import suspension_sentence
from adjudicator.services.proof.finishing import complete
from adjudicator.services.recount import Recount, Signer
from adjudicator.services.second_look.standing import held_sentences
from adjudicator.services.tally_hash import tally_hash
from adjudicator.services.tallying import tally_lines
from adjudicator.storage.queries.acts import list_entries
from adjudicator.storage.record import Appended

_NAMED = 5
"""Cases and batches named in one sentence; the rest is counted."""


@dataclass(frozen=True, slots=True)
class ContestEnd:
    """What closing a contest would state now, and what it waits for."""

    contest: str
    title: str
    waits: tuple[str, ...]
    """What has to happen before, a sentence each; none: it can be closed."""
    tally: ContestTally
    tally_hash: str
    """Of the whole recount, as it is signed."""
    differences: tuple[Difference, ...]
    closed: int | None = None
    """The entry that closed it."""

    def states(self, other: "ContestEnd") -> bool:
        """Whether whoever signs this one signs the other too."""
        mine = (self.contest, self.tally_hash, self.differences)
        return mine == (other.contest, other.tally_hash, other.differences)


def read_contest_end(recount: Recount, contest: str) -> ContestEnd:
    """Look what a close of this contest would state, and what it waits for.

    :raises Refusal: it is not part of this recount.
    """
    data = recount.state.data
    if contest not in data.contests:
        raise Refusal(f"There is no contest {contest!r} in this recount. Choose one of its own.")
    found = differences(recount, _batches(data, contest))
    with recount.reading() as connection:
        lines = tally_lines(connection, recount.election)
        digest = tally_hash(connection, recount.election)
    return ContestEnd(
        contest=contest,
        title=recount.election.contest(contest).title,
        waits=tuple(_waits(recount, data, contest, found)),
        tally=next(line.tally for line in lines if line.tally.contest.id == contest),
        tally_hash=digest,
        differences=found,
        closed=data.contests_closed.get(contest),
    )


def _batches(data: RecordData, contest: str) -> set[int]:
    cases = (case for case in data.cases.values() if case.contest == contest)
    return {case.batch for case in cases if case.batch is not None}


def _waits(
    recount: Recount, data: RecordData, contest: str, found: Sequence[Difference]
) -> Iterator[str]:
    if contest in data.contests_closed:
        yield f"It was closed at entry {data.contests_closed[contest]:,}."
        return
    if suspended := suspension_sentence(recount, contest):
        yield suspended
    waiting: dict[Waits, list[CaseState]] = {}
    for case in cases_of(data, contest):
        waiting.setdefault(waits_for(data, case), []).append(case)
    if out := waiting.get(Waits.PAPER):
        yield f"The paper of {_cases(out)} is out. Return it to its container and note it."
    if board := waiting.get(Waits.BOARD):
        verb = "waits" if len(board) == 1 else "wait"
        yield f"{_capital(_cases(board))} {verb} for the board. Rule on what is on the docket."
    if open_ := waiting.get(Waits.CLOSE):
        numbers = sorted({case.batch for case in open_ if case.batch is not None})
        yield f"Batch {_listed([str(n) for n in numbers])}: not closed yet. Close it first."
    yield from held_sentences(recount, _batches(data, contest))
    if why := not_explained(found):
        yield why


def _cases(cases: Sequence[CaseState]) -> str:
    numbers = [spoken(case_number(case.number)) for case in cases]
    return f"{'case' if len(cases) == 1 else 'cases'} {_listed(numbers)}"


def _listed(words: Sequence[str]) -> str:
    more = len(words) - _NAMED
    return join_names([*words[:_NAMED], *([f"{more} more"] if more > 0 else [])])


def _capital(words: str) -> str:
    return words[0].upper() + words[1:]


def close_contest(recount: Recount, seen: ContestEnd, board: Sequence[Signer]) -> Appended:
    """Close a contest with the identity keys of the board's majority, who cosign its head.

    :param seen: what those who sign have seen.
    :raises Refusal: something waits, or the tally moved.
    """
    now = read_contest_end(recount, seen.contest)
    if now.waits:
        raise Refusal(f"{now.title} is not closed. {' '.join(now.waits)} Nothing was lost.")
    if not now.states(seen):
        raise Refusal(
            f"{now.title} is not closed: the tally is not the one shown any more. Nothing was "
            "lost. Look at the tally again and sign anew."
        )
    fields = bodies.contest_close(
        contest=now.contest,
        tally=now.tally_hash,
        differences=[each.row for each in now.differences],
    )
    return append_cosigned(recount, fields, list(board))


@dataclass(frozen=True, slots=True)
class RecountEnd:
    """What finishing would do now, and what it waits for."""

    waits: tuple[str, ...]
    """What has to happen before, a sentence each; none: it can be finished."""
    keys: tuple[str, ...]
    """Ids of the people whose stored keys are destroyed."""
    kept: tuple[str, ...]
    """Ids of those who have their key on a stick of their own: they destroy it themselves."""
    exported: int | None
    """Entries in the last export; ``None`` if there was none."""
    since: int
    """Entries recorded after it, its own entry left out: no signed export holds them."""
    finished: int | None = None


def read_recount_end(recount: Recount) -> RecountEnd:
    """Look what finishing would do, and what it waits for."""
    data = recount.state.data
    stored = set(stored_keys(data))
    active = {name: enrolled for name, enrolled in data.people.items() if enrolled.active}
    size = recount.state.size
    exported = entry = None
    if data.exports:
        with recount.reading() as connection:
            (found,) = list_entries(connection, first=data.exports[-1], limit=1)
        entry, exported = found.index, int(found.body["size"])
    return RecountEnd(
        waits=tuple(_unfinished(recount, data, exported)),
        keys=tuple(sorted(n for n, e in active.items() if e.key in stored)),
        kept=tuple(sorted(n for n, e in active.items() if e.key not in stored)),
        exported=exported,
        since=size if entry is None or exported is None else size - exported - 1,
        finished=data.finished,
    )


def _unfinished(recount: Recount, data: RecordData, exported: int | None) -> Iterator[str]:
    if data.finished is not None:
        yield f"The recount was finished at entry {data.finished:,}."
        return
    if data.constituted is None:
        yield "The board has not begun."
    ended: Collection[str] = data.contests_closed.keys() | data.suspended.keys()
    open_ = [c for c in recount.election.contests if c.id in data.contests and c.id not in ended]
    titles = [contest.title for contest in open_]
    if titles:
        verb = "is" if len(titles) == 1 else "are"
        yield f"{_listed(titles)} {verb} not closed. Close every contest first."
    last = max(data.contests_closed.values(), default=0)
    if exported is None or exported <= last:
        yield (
            "The record has not been exported since the last contest was closed. Export it first: "
            "after the finish no clerk can sign an export, and the record does not tell of it."
        )


def first_group(recount: Recount) -> str:
    """The first four digits of the record code, which whoever finishes types: ``4C1F``."""
    return recount.record_code().partition("-")[0]


@dataclass(frozen=True, slots=True)
class Finished:
    """The end of a recount."""

    appended: Appended
    left: tuple[Path, ...]
    """Key files that could not be reached, and are to be destroyed by hand."""


def finish(recount: Recount, board: Sequence[Signer]) -> Finished:
    """Finish the recount with the identity keys of the board's majority, who cosign its head.

    After it nothing can be added, and the stored keys are gone.

    :raises Refusal: something waits; or the recount is finished, and its last head could not be
        cosigned: the keys that can do so stay until it is.
    """
    now = read_recount_end(recount)
    if now.waits:
        raise Refusal(f"Not finished. {' '.join(now.waits)} Nothing was changed.")
    keys = stored_keys(recount.state.data)
    try:
        appended = append_cosigned(recount, bodies.finish(keys=keys), list(board))
    finally:
        left = complete(recount)
    return Finished(appended, left)
