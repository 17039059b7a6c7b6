"""Rules of the board's votes and sittings.

Readings chosen where the format leaves a choice:

* a vote is signed by the session key of one person who holds a seat and is in attendance, with a
  quorum.  Its cases are of one contest and wait for the board; ``prior`` is each case's present
  ruling;
* a vote against a proposal, without an outcome of one's own, is the value ``no_consensus`` without
  votes and clause; ``paper`` and ``same_ballot_as`` are no values of a vote.  Any other value could
  be ruled on every one of the cases, but for what the presiding member says about the other
  contests and the written words;
* a member's newest vote on a case counts, as long as the case's ruling, its images and its being
  reopened are as they were when it was cast;
* an objection filed to a case, and the paper of a case coming to the table, take the votes cast on
  it before out of the majority, as a new scan does: nobody decides what they have not heard, or
  seen, with a word given before.  The votes stay listed in the sitting;
* once another person holds a seat (enrolled, removed, seated by a motion), the votes cast before
  count no more, as after a new scan: they stay listed in the sitting, and whoever holds a seat
  votes anew;
* a sitting goes from the last ``sitting`` entry, or the beginning, to the next.  That entry lists
  every vote since, by whoever cast it, and is signed with the identity keys of exactly those who
  hold a seat and are in attendance; a member who voted and left is listed and has not signed.  It
  needs no quorum, or a member who left could block it.  After it those votes make no majority.
"""

from adjudicator.domain.rulings import Disposition
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.locks import known_case, need_workable
from adjudicator.ledger.state.model import CaseState, Outcome, Vote
from adjudicator.ledger.state.outcomes import check_voted
from adjudicator.ledger.state.signers import Signers, need, need_present, need_quorum
from adjudicator.ledger.state.witnesses import head_is_due

ABSTAIN = "abstain"
_NO_VALUES = frozenset({Disposition.PAPER, Disposition.SAME_BALLOT_AS})


def outcome_of(body: Body) -> Outcome | None:
    """The outcome a ``vote`` is for; ``None`` for an abstention."""
    return None if body["value"] == ABSTAIN else Outcome.of(body["value"])


def check_vote(data: RecordData, entry: Entry, signers: Signers) -> None:
    """A member in attendance votes on cases that wait for the board."""
    body = entry.body
    right = signers.are(sessions=1) and signers.people[0].on_board
    need(right=right, who="one person who holds a seat of the board", entry=entry)
    need_present(data, signers.people)
    need_quorum(data)
    outcome = outcome_of(body)
    if outcome is not None and outcome.disp in _NO_VALUES:
        refuse(
            "item",
            f"the board cannot vote for a ruling of this kind ({outcome.disp})",
            "Defer the case instead, or send for its paper.",
        )
    cases = [known_case(data, seal) for seal in body["cases"]]
    contests = {case.contest for case in cases}
    data.skipped += None in contests
    if len(contests - {None}) > 1:
        refuse(
            "batch",
            "these are cases of two contests, and one vote is about one",
            "Vote on the cases of each contest by themselves.",
        )
    for case, prior in zip(cases, body["prior"], strict=True):
        _check_case(data, case, prior)
        if outcome is not None:
            check_voted(data, case, outcome)


def _check_case(data: RecordData, case: CaseState, prior: list[int] | None) -> None:
    need_workable(data, case)
    if (None if prior is None else tuple(prior)) != case.current:
        now = (
            "has no ruling" if case.current is None else f"was ruled on at entry {case.current[0]}"
        )
        refuse(
            "prior",
            f"case {case.name} {now}, and this vote does not follow that",
            "Look at the case as it stands now and vote again.",
        )
    if not data.before_board(case):
        refuse(
            "board",
            f"case {case.name} does not wait for the board",
            "Take the next case of the docket.",
        )


def apply_vote(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The vote stands until the member votes again or the sitting ends."""
    body, person = entry.body, signers.people[0].id
    outcome = outcome_of(body)
    for seal in body["cases"]:
        vote = Vote(entry.index, outcome, data.cases[seal].current)
        data.votes.setdefault(seal, {})[person] = vote
    data.sitting_votes.setdefault(person, []).append(entry.index)


def check_sitting(data: RecordData, entry: Entry, signers: Signers) -> None:
    """Everyone of the board who is here signs the list of all votes since the last sitting."""
    here = data.present_ids()
    due = [person.id for person in data.board() if person.id in here]
    signed = {e.person.id for e in signers.identities}
    right = signers.are(identities=len(signers.identities)) and signed == set(due)
    who = f"everyone who holds a seat and is here ({', '.join(due) or 'nobody is'})"
    need(right=right, who=who, entry=entry)
    if not data.sitting_votes:
        refuse(
            "votes",
            "nobody has voted since the last sitting ended",
            "There is nothing to sign; go on.",
        )
    votes = [[person, list(cast)] for person, cast in sorted(data.sitting_votes.items())]
    if entry.body["votes"] != votes:
        refuse(
            "votes",
            "the list signed is not the list of every vote since the last sitting",
            "Look at the list again and sign anew.",
        )


def apply_sitting(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The sitting has ended: its votes make no majority any more; its head is to be cosigned."""
    data.sitting = entry.index
    head_is_due(data, entry.index)
    data.votes.clear()
    data.sitting_votes.clear()
