"""What a ruling may say: an outcome that makes sense in itself and under the state's standards.

``vote`` states at least one choice; ``too_many``, ``no_consensus``, ``paper`` and
``same_ballot_as`` state none.  ``vote``, ``writein``, ``too_many`` and ``marks_do_not_count`` rest
on a clause, and nothing else does.  Where contest, rules and row are all there, the ruling has to
pass :func:`adjudicator.domain.rulings.check_ruling`, the rule the screens ask as well; a seal
counts there as the words.  Where one of them is withheld, what the others tell is checked still.

A member's vote names an outcome and its clause.  How the other contests are marked, and the
written words, are said by the presiding member in the ruling: a vote is checked as if they were
what the clause asks for.
"""

from collections.abc import Mapping
from typing import Any, Final

from adjudicator.domain.cases import machine_from_value
from adjudicator.domain.election import Contest
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulepack import Clause, RulePack
from adjudicator.domain.rulings import (
    Consistency,
    Disposition,
    EvidenceKind,
    RevisionReason,
    Ruling,
    RulingRefused,
    check_ruling,
)
from adjudicator.ledger.envelope import Body
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.model import CaseState, Outcome

_WITHOUT_VOTES: Final = frozenset(
    {
        Disposition.TOO_MANY,
        Disposition.NO_CONSENSUS,
        Disposition.PAPER,
        Disposition.SAME_BALLOT_AS,
    }
)
_UNDECIDED: Final = frozenset({Disposition.NO_CONSENSUS, Disposition.PAPER})
_DISPOSITIONS: Final = {disp.value: disp for disp in Disposition}
_EVIDENCE: Final = {kind.value: kind for kind in EvidenceKind}
_CONDITIONS: Final = {condition.value: condition for condition in Condition}
"""By the words that were checked before; a table takes a fifth of the time of asking the type."""
_SEALED: Final = "sealed"
"""Stands for written words the record holds only as a seal."""


def check_outcome(data: RecordData, item: Body) -> None:
    """An item of a ruling makes sense in itself.

    :raises Refused: ``item`` or ``clause``.
    """
    disp = _check_named(Outcome.of(item))
    if item["consistent"] == Consistency.UNKNOWN and disp not in _UNDECIDED:
        refuse(
            "item",
            "it was not possible to tell how the other contests are marked",
            "Send the case to the board, or fetch the paper.",
        )
    if (item["same"] is not None) != (disp is Disposition.SAME_BALLOT_AS):
        refuse("item", "the ballot this is the same as has to be named, and only then", "Name it.")
    if item["same"] is not None:
        _check_twin(data, item)


def check_voted(data: RecordData, case: CaseState, outcome: Outcome) -> None:
    """An outcome a member votes for could be ruled on this case.

    :raises Refused: ``item``, ``clause`` or ``evidence``.
    """
    _check_named(outcome)
    if outcome.settles:
        check_standards(data, _as_item(data, case, outcome))


def _as_item(data: RecordData, case: CaseState, outcome: Outcome) -> Body:
    """The item the presiding member may make of it, where that is left to them."""
    rules = data.evidence.rules()
    clause = None if rules is None or outcome.clause is None else rules.clause(outcome.clause)
    asked = None if clause is None or not clause.consistency else clause.consistency[0]
    return outcome.fields() | {
        "contest": case.contest,
        "row": case.row,
        "consistent": asked,
        "words": _SEALED,
        "reason": None,
        "evidence": EvidenceKind.IMAGE.value,
        "same": None,
    }


def _check_named(outcome: Outcome) -> Disposition:
    disp = _DISPOSITIONS[outcome.disp]
    if disp is Disposition.VOTE and not outcome.votes:
        refuse("item", "a vote has to name a choice", "Press the number of the choice.")
    if disp in _WITHOUT_VOTES and outcome.votes:
        refuse("item", f"a ruling of this kind ({disp}) names no choice", "Rule again.")
    rests = disp.settles and disp is not Disposition.NOTHING_MARKED
    if rests and outcome.clause is None:
        refuse(
            "clause",
            f"a ruling of this kind ({disp}) rests on a clause, and none is named",
            "Choose the clause of the standards this ruling rests on.",
        )
    if not rests and outcome.clause is not None:
        refuse("clause", f"a ruling of this kind ({disp}) takes no clause", "Rule again.")
    return disp


def _check_twin(data: RecordData, item: Body) -> None:
    twin = data.cases.get(item["same"])
    if (
        twin is None
        or twin.seal == item["case"]
        or twin.contest not in {None, item["contest"]}
        or data.is_void(twin)
    ):
        refuse("item", "that is not another ballot of this contest", "Name the other ballot.")


def check_standards(data: RecordData, item: Body) -> None:
    """An item of a ruling passes the rules of the recount, as far as they are there.

    :raises Refused: ``clause`` or ``evidence``.
    """
    contest = None if item["contest"] is None else data.evidence.contest(item["contest"])
    rules = data.evidence.rules()
    row = data.evidence.row(item["row"])
    if contest is not None and rules is not None and row is not None:
        _check_whole(item, contest, rules, row)
        return
    data.skipped += (contest is None) + (rules is None) + (row is None)
    if contest is not None:
        _check_choices(item, contest)
    if rules is not None and item["clause"] is not None:
        _check_clause(item, rules)


def _check_whole(item: Body, contest: Contest, rules: RulePack, row: Mapping[str, Any]) -> None:
    try:
        machine, condition = machine_from_value(row["machine"]), _CONDITIONS[row["condition"]]
    except (KeyError, TypeError, ValueError):
        refuse("evidence", "the row this ruling was made on cannot be read", "Import it again.")
    clause = None if item["clause"] is None else rules.clause(item["clause"])
    if clause is not None and item["consistent"] is None:
        _check_asked(item, clause)
    try:
        check_ruling(_ruling(item), contest, machine, rules, condition=condition)
    except RulingRefused as error:
        refuse("clause", str(error).removesuffix("."), "Look at the ballot and rule again.")


def _ruling(item: Body) -> Ruling:
    return Ruling(
        disposition=_DISPOSITIONS[item["disp"]],
        votes=frozenset(item["votes"]),
        consistency=None if item["consistent"] is None else Consistency(item["consistent"]),
        clause=item["clause"],
        words=None if item["words"] is None else _SEALED,
        reason=None if item["reason"] is None else RevisionReason(item["reason"]),
        evidence=_EVIDENCE[item["evidence"]],
        same_as=item["same"],
    )


def _check_choices(item: Body, contest: Contest) -> None:
    votes = item["votes"]
    strange = [vote for vote in votes if not contest.has_choice(vote)]
    if strange or len(votes) > contest.seats:
        refuse(
            "clause",
            f"{contest.title} has {contest.seats} to choose, and this names "
            + (f"{strange[0]!r}, which it has not" if strange else str(len(votes))),
            "Choose again.",
        )


def _check_asked(item: Body, clause: Clause) -> None:
    if clause.consistency and item["consistent"] not in clause.consistency:
        refuse(
            "clause",
            f"clause {clause.number} asks first how the other contests are marked",
            "Look at the whole ballot and answer the question, then choose the clause.",
        )


def _check_clause(item: Body, rules: RulePack) -> None:
    clause = rules.clause(item["clause"])
    if clause is None or item["disp"] not in clause.dispositions:
        refuse(
            "clause",
            f"the rules have no clause {item['clause']!r} for a ruling of this kind",
            "Choose another clause.",
        )
    _check_asked(item, clause)
    if clause.needs_words and item["words"] is None:
        refuse(
            "clause",
            f"clause {clause.number} needs the written words",
            "Type them exactly as they stand.",
        )
