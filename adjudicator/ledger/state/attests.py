"""Rules of observers' answers and objections.

Readings chosen where the format leaves a choice: ``via`` is *own* if the identity key signed, or
the observer is the only person signed in at the station at that index; else *shared*.  An
objection by ``cases`` is for cases not ruled on yet.  An answer is *late* for those of its cases
that are closed; a late objection is kept and listed, and does not send the case to the board.  One
that does takes the votes of the sitting on that case with it: they were cast before it was heard,
stay listed in the sitting, and make no majority any more.

A claim stands in the clear and so is never free text: a choice of the contest of every case it is
about, or ``no_vote``.  The policy's ``attest`` says how often the screens ask; the record takes an
answer to any number of rulings, for an observer may catch up.  Once its cases are void, or it was
withdrawn or struck out, nothing is said about an objection any more.
"""

from collections.abc import Sequence
from itertools import chain
from typing import Final

from adjudicator.domain.people import Role
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.errors import Refused
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.model import Answer, AttestState, CaseState, Objection, RulingAct
from adjudicator.ledger.state.signers import Signers, need, need_present

NO_VOTE: Final = "no_vote"
"""The claim that no vote counts."""
_OBSERVER: Final = Role.OBSERVER
_UNCLAIMED: Final = frozenset({None, NO_VOTE})


def check_attest(data: RecordData, entry: Entry, signers: Signers) -> None:
    """An observer answers to rulings that are there."""
    body = entry.body
    one = signers.are(sessions=1) or signers.are(identities=1)
    right = one and signers.people[0].role is _OBSERVER
    need(right=right, who="an observer", entry=entry)
    if signers.sessions:
        need_present(data, signers.people)
    due = "own" if is_own(data, entry, signers) else "shared"
    if body["via"] != due:
        refuse(
            "via",
            f"this answer was given at a keyboard that is {due}, and says {body['via']}",
            "Answer again.",
        )
    for index, leaf, items in body["about"]:
        act = _ruling(data, index, leaf, items)
        if signers.people[0].id in act.signers:
            refuse("rights", "nobody answers to a ruling of their own", "Let an observer answer.")
    for seal in body["cases"]:
        known = data.cases.get(seal)
        if known is None:
            refuse("pile", f"the ballot {seal[:8]} stands in no pile", "Object when it is shown.")
        if known.current is not None:
            refuse(
                "prior",
                f"case {known.name} was ruled on at entry {known.current[0]} meanwhile",
                "Object to that ruling.",
            )
    cases = [data.cases[seal] for seal in _cases(data, body)]
    _check_standing(data, cases)
    if body["claim"] not in _UNCLAIMED:
        _check_claim(data, body["claim"], {case.contest for case in cases})


def _check_standing(data: RecordData, cases: list[CaseState]) -> None:
    for case in cases:
        if data.is_void(case):
            refuse(
                "pile",
                f"case {case.name} belongs to an import declared void, and counts nowhere",
                "Nothing needs to be objected to there.",
            )


def _check_claim(data: RecordData, claim: str, contests: set[str | None]) -> None:
    for name in sorted(contests, key=str):
        contest = None if name is None else data.evidence.contest(name)
        if contest is None:
            data.skipped += 1
        elif not contest.has_choice(claim):
            refuse(
                "claim",
                f"{contest.title} has no choice {claim!r} that could be claimed",
                "Press the number of a choice, or 0 for no vote.",
            )


def is_own(data: RecordData, entry: Entry, signers: Signers) -> bool:
    """Whether the answer can only have come from the observer's own hand."""
    if signers.identities:
        return True
    person, station = signers.people[0].id, entry.body["st"]
    for who, at in data.sessions:  # noqa: SIM110 - asked of every answer: all() takes thrice as long
        if at == station and who != person:
            return False
    return True


def _ruling(data: RecordData, index: int, leaf: str, items: list[int] | str) -> RulingAct:
    """The ruling that was answered to.

    :raises Refused: ``about``.
    """
    act = data.rulings.get(index)
    if act is None or data.tree.leaf_in_hex(index) != leaf:
        refuse(
            "about",
            f"entry {index} is not the ruling this answer was given to",
            "Show the ruling again and answer to that.",
        )
    if items != "all" and int(items[-1]) >= len(act.cases):
        refuse("about", f"entry {index} holds fewer rulings than that", "Answer again.")
    return act


def _cases(data: RecordData, body: Body) -> tuple[str, ...]:
    """The cases an answer is about, in the order of the act, each once."""
    if body["cases"]:  # then it is about no ruling
        return tuple(body["cases"])
    if len(body["about"]) == 1:
        about, _, items = body["about"][0]
        if items == "all":  # as nearly every answer is; a ruling names no case twice
            return data.rulings[about].cases
    named: list[Sequence[str]] = []
    for index, _, items in body["about"]:
        cases = data.rulings[index].cases
        named.append(cases if items == "all" else [cases[n] for n in items])
    return tuple(dict.fromkeys(chain.from_iterable(named)))


def apply_attest(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The answer is noted; an objection sends its open cases to the board, which votes anew."""
    body, index = entry.body, entry.index
    person, shared = signers.people[0].id, body["via"] == "shared"
    cases = _cases(data, body)
    rulings = tuple([about for about, _, _ in body["about"]])
    data.attests[index] = AttestState(person, shared, cases, rulings)
    for about, _, items in body["about"]:
        chosen = None if items == "all" else frozenset(items)
        answer = Answer(index, person, body["answer"], shared, chosen)
        data.rulings[about].answers.append(answer)
    if body["answer"] != "object":
        return
    late = tuple(seal for seal in cases if data.cases[seal].closed is not None)
    objection = Objection(
        index=index,
        person=person,
        ground=body["ground"],
        claim=body["claim"],
        shared=shared,
        cases=cases,
        late=late,
        before_ruling=bool(body["cases"]),
        open_cases=set(cases) - set(late),
    )
    data.objections[index] = objection
    for seal in objection.open_cases:
        data.cases[seal].objections += (index,)
        data.votes.pop(seal, None)


def check_withdraw(data: RecordData, entry: Entry, signers: Signers) -> None:
    """Only its maker takes an objection back."""
    index, leaf = entry.body["objection"]
    found = data.objections.get(index)
    gone = found is None or found.withdrawn is not None or index in data.struck
    if found is None or gone or data.tree.leaf(index).hex() != leaf:
        raise Refused(
            "objection",
            f"entry {index} is not an objection that stands",
            "Choose one of your own objections.",
        )
    own = signers.are(sessions=1) and signers.people[0].id == found.person
    own = own and signers.people[0].role is Role.OBSERVER
    need(right=own, who="the observer who objected", entry=entry)


def apply_withdraw(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The objection no longer waits anywhere."""
    found = data.objections[entry.body["objection"][0]]
    found.withdrawn = entry.index
    for seal in sorted(found.open_cases):
        found.end_on(data.cases[seal])
