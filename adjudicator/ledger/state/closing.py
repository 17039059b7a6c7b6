"""Rules of a team's close, and the counts it must state.

Readings chosen where the format leaves a choice:

* where rows are withheld, the batches and lots of cases are not all known: the counts of a close,
  and whether everything in it is ruled on, are not checked then;
* a close's ``seen[0]`` is exactly its own index: those who sign have looked at the record as it
  stands right before their close, and ``tally`` is the tally at that very size.  So one rule
  serves appending and replaying, and no tally of another size is ever asked for;
* a close covers its *scope*: the cases of its batches that are not closed yet, lie in a released
  lot and in no void import, and are not isolated.  Cases released later, and those reopened, are
  closed by a further close of the same batch;
* every case of the scope has a ruling, or an objection made before any; one that was reopened has
  a new ruling, or waits for the board;
* ``cases`` counts the scope; ``escalated`` those that wait for the board (no ruling,
  ``no_consensus``, ``paper``, an open objection after the objections struck here, or the board's
  own ruling reopened); ``ruled`` is the rest; ``disp`` counts the current rulings;
* nothing is closed while its contest is suspended, or while the paper of a case of the scope is
  out;
* per observer, each case of the scope counts once: *object* if an open objection of theirs waits
  on it; else the last answer they gave to its current ruling (*none* or *decline*; an objection
  that was withdrawn or decided counts as *object*); else *silent* if they were present at that
  ruling (:mod:`adjudicator.ledger.state.rulings` says when that is); else not at all.  Answers
  struck here do not count;
* a person stands in ``answers`` if any of their counts or lists is not empty, whether or not they
  have been removed since, or have another role now; and every observer in attendance does, with
  zeros if they were signed in where no ruling of the scope was made.  All
  other observers enrolled stand in ``absent``; a removed one without counts stands in neither;
* ``[objection i]`` are their open objections on the scope; ``[struck i]`` answers they gave at a
  shared keyboard about the scope and disown, which only their signature under this close can do,
  and once only; an objection the board has decided stays decided;
* the two who close are in attendance and different; in one tier: the presiding member and another
  officer.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from adjudicator.domain.people import Person, Role
from adjudicator.domain.rulings import Tier
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.errors import by_id
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.differences import check_differences, check_tally
from adjudicator.ledger.state.locks import need_running
from adjudicator.ledger.state.model import CaseState
from adjudicator.ledger.state.signers import Signers, need, need_different, need_present
from adjudicator.ledger.state.witnesses import head_is_due

_TWO = 2


@dataclass(frozen=True, slots=True)
class CloseCounts:
    """What a close of some batches must state now."""

    cases: int
    ruled: int
    escalated: int
    disp: tuple[tuple[str, int], ...]
    answers: tuple[tuple[str, int, int, int, int, tuple[int, ...], tuple[int, ...]], ...]
    absent: tuple[str, ...]
    open: tuple[str, ...]
    """Seals of cases that keep the batches from closing: neither ruled on nor objected to.

    Reopened cases a team has to rule on again are among them.
    """

    def fields(self) -> Body:
        """The fields of the body these counts fill."""
        return {
            "cases": self.cases,
            "ruled": self.ruled,
            "escalated": self.escalated,
            "disp": [list(row) for row in self.disp],
            "answers": [[*a[:5], list(a[5]), list(a[6])] for a in self.answers],
            "absent": list(self.absent),
        }


def close_counts(
    data: RecordData, batches: Iterable[int], struck: Collection[int] = ()
) -> CloseCounts:
    """What a close of these batches must state, if the answers ``struck`` are disowned in it."""
    return _counts_of(data, data.scope(sorted(set(batches))), struck)


def _counts_of(
    data: RecordData, scope: Sequence[CaseState], struck: Collection[int]
) -> CloseCounts:
    waiting = {c.seal: [i for i in c.objections if i not in struck] for c in scope}
    escalated = sum(_waits(data, c, waiting[c.seal]) for c in scope)
    enrolled = {
        name for name, e in data.people.items() if e.active and e.person.role is Role.OBSERVER
    }
    said = _said(data, scope, waiting, struck)
    heard = {name for name, _ in said} | {data.attests[i].person for i in struck}
    seals = {case.seal for case in scope}
    answers, absent = [], []
    for name in sorted(enrolled | heard):
        objections = {
            i for own in waiting.values() for i in own if data.objections[i].person == name
        }
        given = (i for i in sorted(struck) if data.attests[i].person == name)
        mine = tuple(i for i in given if not seals.isdisjoint(data.attests[i].cases))
        row = (
            name,
            said[name, "none"],
            said[name, "object"],
            said[name, "decline"],
            said[name, "silent"],
            tuple(sorted(objections)),
            mine,
        )
        if any(row[1:]) or name in data.observers:
            answers.append(row)
        elif name in enrolled:
            absent.append(name)
    return CloseCounts(
        cases=len(scope),
        ruled=len(scope) - escalated,
        escalated=escalated,
        disp=tuple(sorted(Counter(c.disp for c in scope if c.disp is not None).items())),
        answers=tuple(answers),
        absent=tuple(absent),
        open=tuple(c.seal for c in scope if _open(data, c, waiting[c.seal])),
    )


def _waits(data: RecordData, case: CaseState, objections: list[int]) -> bool:
    """Whether a close leaves the case to the board."""
    boards = case.reopened is not None and case.tier == Tier.BOARD
    return boards or bool(objections) or not case.settled or case.seal in data.looked_unlike


def _open(data: RecordData, case: CaseState, objections: list[int]) -> bool:
    """Whether the case still has to be ruled on by those who close."""
    if case.current is None:
        return not objections
    return case.reopened is not None and not _waits(data, case, objections)


def _said(
    data: RecordData,
    scope: Iterable[CaseState],
    waiting: Mapping[str, list[int]],
    struck: Collection[int],
) -> Counter[tuple[str, str]]:
    """How many cases each observer answered how: by person and answer."""
    return Counter(chain.from_iterable(_said_of(data, c, waiting[c.seal], struck) for c in scope))


def _said_of(
    data: RecordData, case: CaseState, waiting: Iterable[int], struck: Collection[int]
) -> Iterable[tuple[str, str]]:
    """Who said what of one case."""
    said: dict[str, str] = {}
    if case.current is not None:
        index, place = case.current
        act = data.rulings[index]
        said = dict.fromkeys(act.present, "silent")
        for answer in act.answers:
            about = answer.items is None or place in answer.items
            if about and answer.index not in struck:
                said[answer.person] = answer.answer
    for objection in waiting:
        said[data.objections[objection].person] = "object"
    return said.items()


def check_close(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The right people close, everything is ruled on, and every count is true."""
    body = entry.body
    _check_signers(data, entry, signers)
    if body["seen"][0] != entry.index:
        refuse(
            "seen",
            "the record moved while you looked",
            "Look at the counts again and sign anew.",
        )
    if data.rows_withheld:
        # Nobody can tell whose cases these are: what depends on it is left to whoever holds them.
        data.skipped += 1
        _check_struck(data, body, data.scope(body["batches"]), signers)
        check_differences(data, body["differences"], body["batches"])
        check_tally(data, body["tally"])
        return
    missing = [n for n in body["batches"] if n not in data.batches]
    if missing:
        refuse("batch", f"there is no batch {missing[0]}", "Choose batches from the list.")
    for number in body["batches"]:
        _need_running(data, number)
    scopes = {number: data.scope([number]) for number in body["batches"]}
    idle = [number for number, cases in scopes.items() if not cases]
    if idle:
        refuse("closed", f"batch {idle[0]} has nothing left to close", "Leave it out.")
    scope = [case for cases in scopes.values() for case in cases]
    struck = _check_struck(data, body, scope, signers)
    counts = _counts_of(data, scope, struck)
    if counts.open:
        refuse(
            "open",
            f"{_listed(data, counts.open)} not been ruled on",
            "Rule on what is open, or send it to the board, then close.",
        )
    _check_papers(data, scope)
    for name, value in counts.fields().items():
        if body[name] != value:
            refuse(
                "counts",
                f"the close does not state what the record holds ({name.replace('_', ' ')})",
                "Look at the counts again and sign anew.",
            )
    check_differences(data, body["differences"], body["batches"])
    check_tally(data, body["tally"])


def _need_running(data: RecordData, number: int) -> None:
    batch = data.batches[number]
    contest = data.cases[batch.cases[0]].contest if batch.key is None else batch.key.contest
    if contest is not None:
        need_running(data, contest)


def _check_papers(data: RecordData, scope: Iterable[CaseState]) -> None:
    for case in scope:
        paper = data.papers.get(case.seal)
        if paper is not None and paper.out:
            refuse(
                "paper",
                f"the paper of case {case.name} is out ({paper.step.replace('_', ' ')})",
                "Return the paper to its container and note it, then close.",
            )


def _listed(data: RecordData, seals: Sequence[str]) -> str:
    first = f"case {data.cases[seals[0]].name}"
    if len(seals) == 1:
        return f"{first} of these batches has"
    return f"{len(seals)} cases of these batches, {first} among them, have"


def _check_signers(data: RecordData, entry: Entry, signers: Signers) -> None:
    people = [e.person for e in signers.identities]
    observers = [p for p in people if p.role is Role.OBSERVER]
    closers = [p for p in people if p.role is not Role.OBSERVER]
    by_identity = signers.are(identities=len(people))
    if data.rules.tiers > 1:
        right = len(closers) == _TWO and all(p.role is Role.TEAM for p in closers)
        need(right=by_identity and right, who="both members of the counting team", entry=entry)
        need_present(data, [*closers, *observers])
        need_different(data, closers)
        return
    right = _presiding_and_officer(data, closers)
    who = "the presiding member and another officer"
    need(right=by_identity and right, who=who, entry=entry)
    need_present(data, [*closers, *observers])


def _presiding_and_officer(data: RecordData, closers: list[Person]) -> bool:
    head = data.presiding()
    return (
        head is not None
        and len(closers) == _TWO
        and head.id in {p.id for p in closers}
        and all(p.officer for p in closers)
    )


def _check_struck(
    data: RecordData, body: Body, scope: Iterable[CaseState], signers: Signers
) -> frozenset[int]:
    signed = {person.id for person in signers.people}
    seals = {case.seal for case in scope}
    struck: list[int] = []
    for row in body["answers"]:
        person, indexes = row[0], row[6]
        for index in indexes:
            given = data.attests.get(index)
            own = given is not None and given.person == person and given.shared
            again = index in data.struck
            if (
                given is None
                or not own
                or again
                or person not in signed
                or seals.isdisjoint(given.cases)
            ):
                refuse(
                    "objection",
                    f"entry {index} is not an answer {by_id(person)} can strike out here",
                    "Only the observer strikes out, by signing, what others pressed for them.",
                )
        struck += indexes
    return frozenset(struck)


def apply_close(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The scope is closed; struck answers are taken back; the head is to be cosigned."""
    body, index = entry.body, entry.index
    for number in body["batches"]:
        data.add_batch(number, None)
    scope = data.scope(body["batches"])
    for row in body["answers"]:
        for struck in row[6]:
            _strike(data, struck, index)
    for case in scope:
        case.closed = index
    for number in body["batches"]:
        data.batches[number].closed = index
    team = [p.id for p in signers.people if p.role is Role.TEAM]
    head_is_due(data, index, team if data.rules.tiers > 1 else ())


def _strike(data: RecordData, attest: int, close: int) -> None:
    data.struck.add(attest)
    objection = data.objections.get(attest)
    undecided = objection is not None and (objection.open_cases or not objection.decided)
    if objection is not None and undecided and objection.struck is None:
        objection.struck = close
        for seal in sorted(objection.open_cases):
            objection.end_on(data.cases[seal])
    for ruling in data.attests[attest].rulings:
        act = data.rulings[ruling]
        act.answers = [a for a in act.answers if a.index != attest]
