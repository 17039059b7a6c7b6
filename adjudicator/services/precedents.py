"""Rulings made before on like ballots, beside the ballot and before the ruling is made.

Like is what :mod:`adjudicator.domain.situations` calls a sight: kind of contest, machine condition,
number of marks; and, once a clause is chosen, the same clause.  Only rulings that stand and count
are shown, the newest first, never one of the ballot at hand: a reopened case is ruled on blind.
"Tonight" is since the last sitting of the board ended.

Where ink was measured, those whose ink is like this ballot's stand first and say in what; half of
the places are the newest rulings' whatever their ink, so none is ever ordered out of reach.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from adjudicator.domain.finding.place import Standing
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.domain.situations import Sight, contest_kind, sight_of
from adjudicator.domain.wording import ruling_sentence
from adjudicator.imaging.likeness import InkFeatures, alike_in, distance, features_of
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.locating.findings import findings_of
from adjudicator.services.policies import keeps_ink
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import open_body
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.precedents import PrecedentRecord, count_standing
from adjudicator.storage.queries.precedents import precedents as standing_rulings

MOST = 12
"""Precedents shown beside a ballot."""
SOUGHT = 48
"""Among so many of the newest, those with like ink are sought."""
_A_VOTE = (Disposition.VOTE, Disposition.WRITE_IN)
_NO_VOTE = (Disposition.MARKS_DO_NOT_COUNT, Disposition.TOO_MANY)
"""With those above: rulings on marks. "Nothing is marked" says that there were none, and is no
precedent for any."""


@dataclass(frozen=True, slots=True)
class Precedent:
    """One ruling made before on a like ballot."""

    case: CaseRecord
    number: str
    """As it is spoken."""
    outcome: str
    """The ruling in words."""
    tier: Tier
    entry: int
    tonight: bool
    alike: tuple[str, ...] = ()
    """What the ink of both ballots does, in words; empty where nothing was measured in common."""


@dataclass(frozen=True, slots=True)
class LikeSoFar:
    """How like ballots were ruled on so far, by anybody."""

    votes: int
    no_votes: int
    tonight: int
    """Of them, in this sitting."""

    @property
    def words(self) -> str:
        """``Like this so far: 3 a vote, 9 no vote``; empty if there is none."""
        if not self.votes + self.no_votes:
            return ""
        return f"Like this so far: {self.votes} a vote, {self.no_votes} no vote"


def precedents(
    recount: Recount, case: CaseRecord, *, clause: str | None = None, limit: int = MOST
) -> tuple[Precedent, ...]:
    """Rulings that stand on ballots like this one: those with like ink first, then the newest.

    :param case: the ballot at hand, which is never among them.
    :param clause: once one is chosen: only rulings under it.
    """
    since = recount.state.data.sitting
    own = _features(recount, [case]).get(case.seal)
    with recount.reading() as connection:
        candidates = _like(recount, connection, case, clause, limit if own is None else SOUGHT)
    found = _by_ink(recount, own, candidates, limit)
    return tuple(
        Precedent(
            case=like.case,
            number=spoken(like.case.number),
            outcome=_outcome(recount, like),
            tier=like.ruling.tier,
            entry=like.ruling.entry,
            tonight=since is None or like.ruling.entry > since,
            alike=alike,
        )
        for like, alike in found
    )


def like_so_far(recount: Recount, case: CaseRecord, *, clause: str | None = None) -> LikeSoFar:
    """How ballots like this one were ruled on so far: a vote or none."""
    since = recount.state.data.sitting
    with recount.reading() as connection:
        sight, kin = _kin(recount, connection, case)
        found = count_standing(
            connection,
            kin,
            sight.condition,
            sight.marks,
            clause=clause,
            without=case.seal,
            since=since,
        )
    like = [some for some in found if some.disposition in (*_A_VOTE, *_NO_VOTE)]
    votes = sum(some.cases for some in like if some.disposition in _A_VOTE)
    every = sum(some.cases for some in like)
    return LikeSoFar(votes, every - votes, sum(some.lately for some in like))


def _kin(
    recount: Recount, connection: Connection, case: CaseRecord
) -> tuple[Sight, tuple[str, ...]]:
    """What the ballot shows, and the recount's contests of the same kind."""
    election = recount.election
    ruled_on = set(open_body(connection)["contests"])
    own = election.contest(case.row.contest)
    sight = sight_of(own, case.row.condition, case.row.machine)
    kin = (c for c in election.contests if c.id in ruled_on and contest_kind(c) is sight.kind)
    return sight, tuple(contest.id for contest in kin)


def _like(
    recount: Recount, connection: Connection, case: CaseRecord, clause: str | None, limit: int
) -> list[PrecedentRecord]:
    """Like rulings of all contests of this kind, the newest first."""
    sight, kin = _kin(recount, connection, case)
    like = [
        record
        for contest in kin
        for disposition in (*_A_VOTE, *_NO_VOTE)
        for record in standing_rulings(
            connection,
            contest,
            condition=sight.condition,
            marks=sight.marks,
            clause=clause,
            disposition=disposition,
            without=case.seal,
            limit=limit,
        )
    ]
    like.sort(key=lambda r: (r.ruling.entry, r.ruling.item), reverse=True)
    return like[:limit]


def _features(recount: Recount, cases: Sequence[CaseRecord]) -> dict[str, InkFeatures]:
    """What the ink of ballots does, by seal; those not measured, or kept for now, are left out."""
    found = findings_of(recount, [c.seal for c in cases if not keeps_ink(recount, c)])
    return {
        seal: features_of(each.ink, each.finding.dpi)
        for seal, each in found.items()
        if each.ink is not None and each.place.standing is Standing.LOCATED
    }


def _by_ink(
    recount: Recount, own: InkFeatures | None, candidates: Sequence[PrecedentRecord], limit: int
) -> list[tuple[PrecedentRecord, tuple[str, ...]]]:
    """Those with like ink, the likest first, in half of the places; then the newest."""
    if own is None:
        return [(record, ()) for record in candidates[:limit]]
    theirs = _features(recount, [record.case for record in candidates])
    words = {seal: alike_in(own, each) for seal, each in theirs.items()}
    like = [record for record in candidates if words.get(record.case.seal)]
    # The newer first where two are equally like: the candidates come in that order.
    like.sort(key=lambda record: distance(own, theirs[record.case.seal]))
    first = like[: limit // 2]
    taken = {record.case.seal for record in first}
    rest = [r for r in candidates if r.case.seal not in taken][: limit - len(first)]
    return [(record, words.get(record.case.seal, ())) for record in (*first, *rest)]


def _outcome(recount: Recount, like: PrecedentRecord) -> str:
    row = like.case.row
    contest = recount.election.contest(row.contest)
    return ruling_sentence(like.ruling.ruling, contest, row.machine, recount.rules)
