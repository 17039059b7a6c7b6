"""Rules of rulings by a team, and of the presiding member where the board rules at once.

Readings chosen where the format leaves a choice: under ``tiers`` 1 only the presiding member
rules, with a quorum in attendance; under ``tiers`` 2 board rulings need votes and sittings, which
come later. A revision (``prior`` not null) needs a reason.  A team decides no objection; the
presiding member, ruling at once, decides every objection open on the case.  An act rules on at most
``page_max`` cases, all of one contest.

``vote`` states at least one choice; ``too_many``, ``no_consensus``, ``paper`` and
``same_ballot_as`` state none.  ``vote``, ``writein``, ``too_many`` and ``marks_do_not_count`` rest
on a clause, and nothing else does.  Where contest, rules and row are all there, the ruling has to
pass :func:`adjudicator.domain.rulings.check_ruling`, the rule the screens ask as well; a seal
counts there as the words.  Where one of them is withheld, what the others tell is checked still.
"""

from collections.abc import Mapping
from typing import Any, Final

from adjudicator.domain.cases import machine_from_value
from adjudicator.domain.election import Contest
from adjudicator.domain.people import Role
from adjudicator.domain.readings import Condition
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulings import (
    Consistency,
    Disposition,
    EvidenceKind,
    RevisionReason,
    Ruling,
    RulingRefused,
    Tier,
    check_ruling,
)
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.model import CaseState, RulingAct
from adjudicator.ledger.state.signers import (
    Signers,
    need,
    need_different,
    need_present,
    need_quorum,
)

_WITHOUT_VOTES: Final = frozenset(
    {
        Disposition.TOO_MANY,
        Disposition.NO_CONSENSUS,
        Disposition.PAPER,
        Disposition.SAME_BALLOT_AS,
    }
)
_UNDECIDED: Final = frozenset({Disposition.NO_CONSENSUS, Disposition.PAPER})
_SEALED: Final = "sealed"
"""Stands for written words the record holds only as a seal."""


def check_rule(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The right people, and every item a ruling that may be made now."""
    body = entry.body
    if not data.piles:
        refuse("order", "there is no pile yet", "Let the board close the pile first.")
    _check_tier(data, entry, signers)
    _check_page(data, body)
    for item in body["items"]:
        case = data.cases.get(item["case"])
        if case is None:
            refuse(
                "pile",
                f"the ballot {item['case'][:8]} stands in no pile",
                "Take the next ballot of the batch.",
            )
        _check_case(data, body, item, case)
        _check_prior(item, case)
        _check_objections(data, body, item, case)
        _check_outcome(data, item)
        _check_standards(data, item)


def _check_page(data: RecordData, body: Body) -> None:
    most = data.rules.page_max
    if len(body["items"]) > most:
        refuse(
            "page",
            f"one act rules on at most {most} ballots here, and this one on {len(body['items'])}",
            "Rule on fewer ballots at once.",
        )
    if len({item["contest"] for item in body["items"]}) > 1:
        refuse(
            "batch",
            "one act rules on ballots of one batch, and these are of two contests",
            "Take the ballots of one batch.",
        )


def _check_tier(data: RecordData, entry: Entry, signers: Signers) -> None:
    people = signers.people
    if entry.body["tier"] == Tier.TEAM:
        two = signers.are(sessions=2) and all(p.role is Role.TEAM for p in people)
        need(right=two and data.rules.tiers > 1, who="both members of a counting team", entry=entry)
        need_present(data, people)
        need_different(data, people)
        return
    if data.rules.tiers > 1:
        refuse(
            "later",
            "this program cannot yet record a ruling of the board",
            "The case stays on the docket; note the vote on paper.",
        )
    head = data.presiding()
    right = signers.are(sessions=1) and head is not None and people[0].id == head.id
    need(right=right, who="the presiding member", entry=entry)
    need_quorum(data)


def _check_case(data: RecordData, body: Body, item: Body, case: CaseState) -> None:
    name = f"case {case.name}"
    if data.is_void(case):
        refuse("pile", f"{name} belongs to an import declared void", "Take the next ballot.")
    if item["contest"] != case.contest and case.contest is not None:
        refuse("case", f"{name} belongs to another contest", "Show the ballot again.")
    if item["contest"] not in data.contests:
        refuse("case", f"the contest {item['contest']} is not part of this recount", "Rule again.")
    if case.batch is None:
        data.skipped += 1
        _check_adopted(data, body["batch"], item["contest"])
    elif body["batch"] != case.batch:
        refuse(
            "batch",
            f"{name} belongs to batch {case.batch}, not to batch {body['batch']}",
            "Take the ballot from its own batch.",
        )
    if item["row"] != case.row:
        refuse(
            "evidence",
            f"{name} was scanned again, and this ruling was made on the older image",
            "Look at the new image and rule again.",
        )
    if not data.is_released(case):
        lot = (case.lot or "").replace("_", " ")
        refuse(
            "lot",
            f"{name} lies in the lot {lot}, which the board has not released",
            "Set the ballot aside until the board releases it.",
        )
    if case.closed is not None:
        refuse(
            "closed",
            f"the batch of {name} was closed at entry {case.closed}",
            "Ask two officers to reopen the case.",
        )


def _check_adopted(data: RecordData, number: int, contest: str) -> None:
    """A case whose row is withheld can only join a batch of its contest."""
    batch = data.batches.get(number)
    if batch is not None and any(data.cases[seal].contest != contest for seal in batch.cases[:1]):
        refuse(
            "batch",
            f"batch {number} holds ballots of another contest",
            "Take the ballot from its own batch.",
        )


def _check_prior(item: Body, case: CaseState) -> None:
    prior = None if item["prior"] is None else tuple(item["prior"])
    if prior != case.current:
        now = (
            "has not been ruled on"
            if case.current is None
            else f"was ruled on at entry {case.current[0]}"
        )
        refuse(
            "prior",
            f"case {case.name} {now}, and this ruling does not follow that",
            "Look at the ballot as it stands now and rule again.",
        )
    if prior is not None and item["reason"] is None:
        refuse("item", "a ruling that replaces another needs a reason", "Press its digit.")


def _check_objections(data: RecordData, body: Body, item: Body, case: CaseState) -> None:
    if item["objections"] and body["tier"] == Tier.TEAM:
        refuse("objection", "only the board decides an objection", "Send the case to the board.")
    for index, _ in item["objections"]:
        found = data.objections.get(index)
        if found is None or case.seal not in found.open_cases:
            refuse(
                "objection",
                f"entry {index} is not an open objection to this case",
                "Decide the objections shown beside the ballot.",
            )
    decided = {index for index, _ in item["objections"]}
    left = [index for index in case.objections if index not in decided]
    if body["tier"] == Tier.BOARD and left:
        refuse(
            "objection",
            f"the objection of entry {left[0]} to case {case.name} is not decided by this ruling",
            "Uphold or reject every objection shown beside the ballot.",
        )


def _check_outcome(data: RecordData, item: Body) -> None:
    disp = Disposition(item["disp"])
    votes = item["votes"]
    if disp is Disposition.VOTE and not votes:
        refuse("item", "a vote has to name a choice", "Press the number of the choice.")
    if disp in _WITHOUT_VOTES and votes:
        refuse("item", f"a ruling of this kind ({disp}) names no choice", "Rule again.")
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
    rests = disp.settles and disp is not Disposition.NOTHING_MARKED
    if rests and item["clause"] is None:
        refuse(
            "clause",
            f"a ruling of this kind ({disp}) rests on a clause, and none is named",
            "Choose the clause of the standards this ruling rests on.",
        )
    if not rests and item["clause"] is not None:
        refuse("clause", f"a ruling of this kind ({disp}) takes no clause", "Rule again.")


def _check_twin(data: RecordData, item: Body) -> None:
    twin = data.cases.get(item["same"])
    if (
        twin is None
        or twin.seal == item["case"]
        or twin.contest not in {None, item["contest"]}
        or data.is_void(twin)
    ):
        refuse("item", "that is not another ballot of this contest", "Name the other ballot.")


def _check_standards(data: RecordData, item: Body) -> None:
    contest = data.evidence.contest(item["contest"])
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
        machine, condition = machine_from_value(row["machine"]), Condition(row["condition"])
    except (KeyError, TypeError, ValueError):
        refuse("evidence", "the row this ruling was made on cannot be read", "Import it again.")
    try:
        check_ruling(_ruling(item), contest, machine, rules, condition=condition)
    except RulingRefused as error:
        refuse("clause", str(error).removesuffix("."), "Look at the ballot and rule again.")


def _ruling(item: Body) -> Ruling:
    return Ruling(
        disposition=Disposition(item["disp"]),
        votes=frozenset(item["votes"]),
        consistency=None if item["consistent"] is None else Consistency(item["consistent"]),
        clause=item["clause"],
        words=None if item["words"] is None else _SEALED,
        reason=None if item["reason"] is None else RevisionReason(item["reason"]),
        evidence=EvidenceKind(item["evidence"]),
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


def _check_clause(item: Body, rules: RulePack) -> None:
    clause = rules.clause(item["clause"])
    if clause is None or item["disp"] not in clause.dispositions:
        refuse(
            "clause",
            f"the rules have no clause {item['clause']!r} for a ruling of this kind",
            "Choose another clause.",
        )
    if clause.consistency and item["consistent"] not in clause.consistency:
        refuse(
            "clause",
            f"clause {clause.number} asks first how the other contests are marked",
            "Look at the whole ballot and answer the question, then choose the clause.",
        )
    if clause.needs_words and item["words"] is None:
        refuse(
            "clause",
            f"clause {clause.number} needs the written words",
            "Type them exactly as they stand.",
        )


def apply_rule(data: RecordData, entry: Entry, signers: Signers) -> None:
    """Every item becomes its case's current ruling."""
    body, index = entry.body, entry.index
    names: list[str] = []
    for place, item in enumerate(body["items"]):
        case = data.cases[item["case"]]
        names.append(case.seal)
        case.current, case.disp, case.tier = (index, place), item["disp"], body["tier"]
        case.reopened = None
        if case.batch is None:
            _adopt(data, case, body["batch"], item["contest"])
        if case.import_ is not None:
            data.imports[case.import_].ruled += 1
        else:
            for source in data.pile_imports[case.pile]:
                data.imports[source].ruled += 1
        for objection, outcome in item["objections"]:
            found = data.objections[objection]
            found.decided[case.seal] = outcome
            data.end_objection(found, case)
    signed = tuple(person.id for person in signers.people)
    data.rulings[index] = RulingAct(tuple(names), signed, data.observers, body["tier"])


def _adopt(data: RecordData, case: CaseState, number: int, contest: str) -> None:
    """A case whose row is withheld takes contest and batch from the ruling."""
    case.batch, case.contest = number, contest
    data.add_batch(number, None).cases.append(case.seal)
