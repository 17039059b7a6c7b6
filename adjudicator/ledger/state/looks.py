"""Rules of references, samples and second looks.

Readings chosen where the format leaves a choice:

* a reference is signed at one station by two people of the teams or officers; the newest of a style
  and side holds;
* a sample is drawn by the board's majority from the cases of its batches whose ruling is
  ``nothing_marked`` when it is drawn; it is the first ``size`` of them in the work order under its
  own seed, and there are that many;
* a second look is signed like a ruling: by two different people of a team at its station, none of
  whom made the ruling that is looked at; in one tier by the presiding member;
* each case of the sample is looked at once, on its newest row.  A look changes no ruling; where it
  sees another ``disp``, the case waits for the board, which rules on it anew.
"""

from collections.abc import Sequence

from adjudicator.domain.people import Person, Role
from adjudicator.domain.rulings import Disposition
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.piles import draw_sample
from adjudicator.ledger.state.data import RecordData, refuse
from adjudicator.ledger.state.locks import known_case, need_workable
from adjudicator.ledger.state.model import CaseState, Sample, SecondLook
from adjudicator.ledger.state.reclosing import open_contests
from adjudicator.ledger.state.signers import (
    Signers,
    need,
    need_board,
    need_constituted,
    need_different,
)

_TWO = 2


def check_reference(data: RecordData, entry: Entry, signers: Signers) -> None:
    """Two people of the teams or officers, signed in at one station."""
    need_constituted(data)
    people = signers.people
    right = signers.are(sessions=_TWO) and all(p.officer or p.role is Role.TEAM for p in people)
    need(right=right, who="two people of a team or officers", entry=entry)


def apply_reference(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """The newest reference holds."""
    data.references[entry.body["style"], entry.body["side"]] = entry.index


def check_sample(data: RecordData, entry: Entry, signers: Signers) -> None:
    """The board's majority, over batches with that many blanks."""
    body = entry.body
    need_constituted(data)
    need_board(data, signers, entry)
    missing = [number for number in body["batches"] if number not in data.batches]
    if missing:
        refuse("batch", f"there is no batch {missing[0]}", "Choose batches from the list.")
    blanks = len(_blanks(data, body))
    if blanks < body["size"]:
        refuse(
            "sample",
            f"these batches have {blanks} ballots confirmed as blank, and {body['size']} were to "
            "be drawn",
            "Draw fewer, or from more batches.",
        )


def _blanks(data: RecordData, body: Body) -> list[str]:
    return [
        seal
        for number in body["batches"]
        for seal in data.batches[number].cases
        if data.cases[seal].disp == Disposition.NOTHING_MARKED
        and not data.is_void(data.cases[seal])
    ]


def apply_sample(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """These cases are looked at again."""
    drawn = draw_sample(entry.body["seed"], _blanks(data, entry.body), entry.body["size"])
    data.samples[entry.index] = Sample(entry.index, tuple(drawn), tuple(entry.body["batches"]))


def check_look(data: RecordData, entry: Entry, signers: Signers) -> None:
    """Other people look at cases of the sample, each once, as they stand now."""
    body = entry.body
    _check_signers(data, entry, signers)
    sample = data.samples.get(body["sample"])
    if sample is None:
        refuse("sample", f"entry {body['sample']} draws no sample", "Take a sample from the list.")
    for item in body["items"]:
        if item["case"] not in sample.cases or item["case"] in sample.looked:
            refuse(
                "sample",
                f"the ballot {item['case'][:8]} does not wait for a second look in this sample",
                "Take the next ballot of the sample.",
            )
        case = known_case(data, item["case"])
        need_workable(data, case)
        if item["row"] != case.row:
            refuse(
                "evidence",
                f"case {case.name} has been scanned again",
                "Look at its newest images.",
            )
        _check_others(data, case, signers.people)


def _check_signers(data: RecordData, entry: Entry, signers: Signers) -> None:
    people = signers.people
    if data.rules.tiers > 1:
        right = signers.are(sessions=_TWO) and all(p.role is Role.TEAM for p in people)
        need(right=right, who="both members of a counting team", entry=entry)
        need_different(data, people)
        return
    head = data.presiding()
    right = signers.are(sessions=1) and head is not None and people[0].id == head.id
    need(right=right, who="the presiding member", entry=entry)


def _check_others(data: RecordData, case: CaseState, people: Sequence[Person]) -> None:
    act = None if case.current is None else data.rulings[case.current[0]]
    again = [person.id for person in people if act is not None and person.id in act.signers]
    if again and data.rules.tiers > 1:
        refuse(
            "different",
            f"{again[0]} made the ruling on case {case.name}",
            "Let another team take the second look.",
        )


def apply_look(data: RecordData, entry: Entry, signers: Signers) -> None:  # noqa: ARG001 - one shape for all kinds
    """What was seen otherwise waits for the board."""
    sample = data.samples[entry.body["sample"]]
    for item in entry.body["items"]:
        case = data.cases[item["case"]]
        unlike = item["disp"] != case.disp
        sample.looked[case.seal] = SecondLook(entry.index, item["disp"], case.current, unlike)
        if unlike:
            data.looked_unlike.add(item["case"])
            open_contests(data, [item["case"]])
