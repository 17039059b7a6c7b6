"""Rules of rulings by a team, and of the presiding member where the board rules at once.

Readings chosen where the format leaves a choice: under ``tiers`` 1 only the presiding member
rules, with a quorum in attendance; under ``tiers`` 2 board rulings need votes and sittings, which
come later. A revision (``prior`` not null) needs a reason.  A team decides no objection.
``vote`` states at least one choice; ``too_many``, ``no_consensus``, ``paper`` and
``same_ballot_as`` state none.
"""

from typing import Final

from adjudicator.domain.people import Role
from adjudicator.domain.rulings import Consistency, Disposition, Tier
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


def check_rule(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The right people, and every item a ruling that may be made now."""
    body = entry.body
    if not data.piles:
        refuse("order", "there is no pile yet", "Let the board close the pile first.")
    _check_tier(data, entry, signers)
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
        _check_clause(data, item)


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
    if case.batch is None:
        data.skipped += 1
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
        twin = data.cases.get(item["same"])
        if twin is None or twin.seal == item["case"] or twin.contest != item["contest"]:
            refuse("item", "that is not another ballot of this contest", "Name the other ballot.")
    contest = data.evidence.contest(item["contest"])
    if contest is None:
        data.skipped += 1
        return
    strange = [vote for vote in votes if not contest.has_choice(vote)]
    if strange or len(votes) > contest.seats:
        refuse(
            "item",
            f"{contest.title} has {contest.seats} to choose, and this names "
            + (f"{strange[0]!r}, which it has not" if strange else str(len(votes))),
            "Choose again.",
        )


def _check_clause(data: RecordData, item: Body) -> None:
    if item["clause"] is None:
        return
    rules = data.evidence.rules()
    if rules is None:
        data.skipped += 1
        return
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
        case.current, case.disp = (index, place), item["disp"]
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
    data.rulings[index] = RulingAct(tuple(names), signed, data.observers)


def _adopt(data: RecordData, case: CaseState, number: int, contest: str) -> None:
    """A case whose row is withheld takes contest and batch from the ruling."""
    case.batch, case.contest = number, contest
    data.add_batch(number, None).cases.append(case.seal)
