"""Rules of rulings: by a team, and by the board through its presiding member.

Readings chosen where the format leaves a choice:

* a team rules where there are two tiers; it revises its own rulings, which needs a reason, while
  the batch is open.  A case the board has ruled on is not the team's any more: it changes by a new
  objection or a reopening, and then by the board alone;
* a ruling of the board, in one tier and in two, is signed by the presiding member with a quorum in
  attendance, on cases that wait for the board (:meth:`RecordData.before_board`), closed or not.
  The current sitting's votes hold a majority of the seats for exactly its outcome
  (:meth:`RecordData.majority_value`); it settles the case and decides every objection open on it.
  Its votes are its reason; it may state one besides;
* a team decides no objection;
* an act rules on at most ``page_max`` cases, all of one contest;
* a ruling made from the paper needs that the paper has been on the table;
* an observer is *present* at a ruling if they are in attendance and signed in at the station of the
  ruling (its ``st``): at another table, or noted as here without a session, nobody watches it.

What a ruling may say is checked in :mod:`adjudicator.ledger.state.outcomes`.
"""

from typing import Final

from adjudicator.domain.people import Role
from adjudicator.domain.rulings import EvidenceKind, Tier
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.locks import known_case, need_workable
from adjudicator.ledger.state.model import CaseState, Outcome, RulingAct
from adjudicator.ledger.state.outcomes import check_outcome, check_standards
from adjudicator.ledger.state.signers import (
    Signers,
    need,
    need_different,
    need_present,
    need_quorum,
)
from adjudicator.ledger.state.witnesses import need_cosigned

_TEAM: Final = Tier.TEAM
_BOARD: Final = Tier.BOARD
_PAPER: Final = EvidenceKind.PAPER
_MEMBER: Final = Role.TEAM
"""Named once: every ruling is asked, and to find a member of a type takes as long as a call."""


def check_rule(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The right people, and every item a ruling that may be made now."""
    body = entry.body
    if not data.piles:
        refuse("order", "there is no pile yet", "Let the board close the pile first.")
    _check_tier(data, entry, signers)
    _check_page(data, body)
    for item in body["items"]:
        case = known_case(data, item["case"])
        need_cosigned(data, case.pile, "pile")
        _check_case(data, body, item, case)
        if body["tier"] == _TEAM:
            _check_team(item, case)
        else:
            _check_board(data, item, case)
        _check_objections(data, body, item, case)
        check_outcome(data, item)
        check_standards(data, item)
        _check_evidence(data, item, case)


def _check_page(data: RecordData, body: Body) -> None:
    most = data.rules.page_max
    if len(body["items"]) > most:
        refuse(
            "page",
            f"one act rules on at most {most} ballots here, and this one on {len(body['items'])}",
            "Rule on fewer ballots at once.",
        )
    if len(body["items"]) > 1 and len({item["contest"] for item in body["items"]}) > 1:
        refuse(
            "batch",
            "one act rules on ballots of one batch, and these are of two contests",
            "Take the ballots of one batch.",
        )


def _check_tier(data: RecordData, entry: Entry, signers: Signers) -> None:
    people = signers.people
    if entry.body["tier"] == _TEAM:
        two = signers.are(sessions=2) and all(p.role is _MEMBER for p in people)
        need(right=two and data.rules.tiers > 1, who="both members of a counting team", entry=entry)
        need_present(data, people)
        need_different(data, people)
        return
    head = data.presiding()
    right = signers.are(sessions=1) and head is not None and people[0].id == head.id
    need(right=right, who="the presiding member", entry=entry)
    need_quorum(data)


def _check_case(data: RecordData, body: Body, item: Body, case: CaseState) -> None:
    if item["contest"] != case.contest and case.contest is not None:
        refuse("case", f"case {case.name} belongs to another contest", "Show the ballot again.")
    if item["contest"] not in data.contests:
        refuse("case", f"the contest {item['contest']} is not part of this recount", "Rule again.")
    if case.batch is None:
        data.skipped += 1
        _check_adopted(data, body["batch"], item["contest"])
    elif body["batch"] != case.batch:
        refuse(
            "batch",
            f"case {case.name} belongs to batch {case.batch}, not to batch {body['batch']}",
            "Take the ballot from its own batch.",
        )
    if item["row"] != case.row:
        refuse(
            "evidence",
            f"case {case.name} was scanned again, and this ruling was made on the older image",
            "Look at the new image and rule again.",
        )
    need_workable(data, case, item["contest"])


def _check_adopted(data: RecordData, number: int, contest: str) -> None:
    """A case whose row is withheld can only join a batch of its contest."""
    batch = data.batches.get(number)
    if batch is not None and any(data.cases[seal].contest != contest for seal in batch.cases[:1]):
        refuse(
            "batch",
            f"batch {number} holds ballots of another contest",
            "Take the ballot from its own batch.",
        )


def _check_team(item: Body, case: CaseState) -> None:
    if case.closed is not None:
        refuse(
            "closed",
            f"the batch of case {case.name} was closed at entry {case.closed}",
            "Ask two officers to reopen the case.",
        )
    _check_prior(item, case)
    if case.tier == _BOARD:
        refuse(
            "board",
            f"the board ruled on case {case.name}, so no team rules on it again",
            "Go on with the next ballot; a new objection, or a reopening, brings it to the board.",
        )
    if case.current is not None and item["reason"] is None:
        refuse("item", "a ruling that replaces another needs a reason", "Press its digit.")


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


def _check_board(data: RecordData, item: Body, case: CaseState) -> None:
    _check_prior(item, case)
    if not data.before_board(case):
        refuse(
            "board",
            f"case {case.name} does not wait for the board",
            "Take the next case of the docket.",
        )
    outcome = Outcome.of(item)
    if not outcome.settles:
        refuse(
            "defer",
            f"the board's ruling has to settle case {case.name}, and this one would not",
            "Defer the case instead.",
        )
    if data.majority_value(case) != outcome:
        count = data.votes_for(case)[outcome]
        refuse(
            "majority",
            f"that ruling on case {case.name} has {count} votes in this sitting, and the majority "
            f"is {data.majority()}",
            "Let the members vote on the case as it stands now, or defer it.",
        )


def _check_evidence(data: RecordData, item: Body, case: CaseState) -> None:
    paper = data.papers.get(case.seal)
    if item["evidence"] == _PAPER and (paper is None or not paper.seen_on_table):
        refuse(
            "paper",
            f"the paper of case {case.name} has not been on the table",
            "Fetch the paper and note that it is on the table, or rule on the image.",
        )


def _check_objections(data: RecordData, body: Body, item: Body, case: CaseState) -> None:
    if not item["objections"] and not case.objections:
        return
    if item["objections"] and body["tier"] == _TEAM:
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
    if body["tier"] == _BOARD and left:
        refuse(
            "objection",
            f"the objection of entry {left[0]} to case {case.name} is not decided by this ruling",
            "Uphold or reject every objection shown beside the ballot.",
        )


def apply_rule(data: RecordData, entry: Entry, signers: Signers) -> None:
    """Every item becomes its case's current ruling."""
    body, index = entry.body, entry.index
    names: list[str] = []
    board = body["tier"] == _BOARD
    seats = len(data.board()) if board else 0
    counted = tuple(data.votes_on(data.cases[i["case"]]) for i in body["items"]) if board else ()
    for place, item in enumerate(body["items"]):
        case = data.cases[item["case"]]
        names.append(case.seal)
        case.current, case.disp, case.tier = (index, place), item["disp"], body["tier"]
        case.reopened = None
        data.looked_unlike.discard(case.seal)
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
            found.end_on(case)
    signed = tuple(person.id for person in signers.people)
    station = body["st"]
    present = data.observers & {who for who, at in data.sessions if at == station}
    data.rulings[index] = RulingAct(
        tuple(names), signed, present, body["tier"], station, seats=seats, counted=counted
    )


def _adopt(data: RecordData, case: CaseState, number: int, contest: str) -> None:
    """A case whose row is withheld takes contest and batch from the ruling."""
    case.batch, case.contest = number, contest
    data.add_batch(number, None).cases.append(case.seal)
