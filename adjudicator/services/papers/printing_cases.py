"""Gathers what pull slips and copies of objections say."""

from adjudicator.domain.history import CaseStatus
from adjudicator.domain.objections import Fate
from adjudicator.domain.wording import ruling_sentence
from adjudicator.interchange.papers.objection_copy import ObjectionCopy
from adjudicator.interchange.papers.pull_slip import PullSlip
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import RegisterLine, register
from adjudicator.services.papers.life import Step, paper_history
from adjudicator.services.papers.printing import (
    name_of,
    people_by_id,
    plain_number,
    stands_for,
    time_words,
)
from adjudicator.services.papers.printing_pictures import contest_picture, sheet_picture
from adjudicator.services.queue import WorkCase, case_work
from adjudicator.services.recount import Recount
from adjudicator.services.veil import is_blind
from adjudicator.storage.queries.acts import RulingRecord, rulings_of_case
from adjudicator.storage.queries.objections import ObjectionRecord, list_objections

_BEFORE = "None: the objection was made before a ruling."


def pull_slip(recount: Recount, stamp: Stamp, number: str) -> PullSlip:
    """The slip to fetch the paper of a case.

    The observers in attendance now are printed beside the lines.

    :param number: the case number as typed or scanned.
    :raises Refusal: not a case number, or none of this recount.
    """
    work = case_work(recount, plain_number(number))
    row, election = work.case.row, recount.election
    people = people_by_id(recount)
    asked = [s for s in paper_history(recount, work.case.seal) if s.step is Step.REQUESTED]
    last = asked[-1] if asked else None
    waits = work.case.status is CaseStatus.PAPER_OUT
    return PullSlip(
        stamp=stamp,
        number=work.case.number,
        contest=election.contest(row.contest).title,
        precinct=election.precinct(row.precinct).name,
        group=row.group.label,
        container=row.container,
        position=row.position,
        batch=work.case.batch,
        ballot=row.ballot,
        picture=sheet_picture(recount, work.pages, work.captions, row.contest),
        why="The case waits for its paper." if waits else "",
        requested_by=""
        if last is None
        else f"{last.words}, {time_words(last.time)} (entry {last.entry:,}).",
        observers=tuple(name_of(people, person) for person in sorted(recount.state.data.observers)),
    )


def objection_copies(recount: Recount, stamp: Stamp, label: str) -> tuple[ObjectionCopy, ...]:
    """The copies of an objection, one for each case it is about.

    :param label: ``R-014``, or ``14``.
    :raises Refusal: no such objection, or a case of it is reopened and is to be ruled on blind.
    """
    wanted = _label(label)
    lines = [line for line in register(recount) if line.label == wanted]
    if not lines:
        raise Refusal(
            f"This recount has no objection {label.strip()}. Choose one from the list of "
            "objections; they are numbered R-001, R-002 and so on."
        )
    _check_blind(recount, lines)
    with recount.reading() as connection:
        records = {
            (record.entry, record.case_seal): record
            for record in list_objections(connection, person=lines[0].person)
        }
    return tuple(_copy(recount, stamp, line, records[line.entry, line.case_seal]) for line in lines)


def _label(typed: str) -> str:
    plain = typed.strip().upper().removeprefix("R").lstrip("- ")
    return f"R-{int(plain):03d}" if plain.isdecimal() else typed.strip()


def _check_blind(recount: Recount, lines: list[RegisterLine]) -> None:
    for line in lines:
        if is_blind(recount.state, line.case_seal):
            raise Refusal(
                f"Case {line.case} is reopened and is ruled on without sight of what was said "
                "before. Nothing was printed. Print the copy when the new ruling stands."
            )


def _copy(
    recount: Recount, stamp: Stamp, line: RegisterLine, record: ObjectionRecord
) -> ObjectionCopy:
    work = case_work(recount, line.case)
    row, election = work.case.row, recount.election
    people = people_by_id(recount)
    with recount.reading() as connection:
        made = rulings_of_case(connection, line.case_seal)
    return ObjectionCopy(
        stamp=stamp,
        label=line.label,
        observer=name_of(people, line.person),
        party=stands_for(recount, recount.state.person(line.person)),
        ground=line.ground.label,
        claim=line.claim,
        words=line.words,
        number=work.case.number,
        contest=election.contest(row.contest).title,
        precinct=election.precinct(row.precinct).name,
        group=row.group.label,
        container=row.container,
        position=row.position,
        batch=work.case.batch,
        filed=time_words(line.time),
        entry=line.entry,
        ruling=_then(recount, work, made, record),
        state=f"{line.fate.label}, marked frivolous" if line.frivolous else line.fate.label,
        decided=_decided(recount, work, made, record),
        late=line.fate is Fate.LATE,
        picture=contest_picture(recount, work.pages, work.captions, row.contest),
    )


def _then(
    recount: Recount, work: WorkCase, made: list[RulingRecord], record: ObjectionRecord
) -> str:
    """The ruling that was objected to."""
    named = [ruling for ruling in made if (ruling.entry, ruling.item) in record.rulings]
    if not named:
        return _BEFORE
    return f"{_sentence(recount, work, named[-1])} (entry {named[-1].entry:,})"


def _decided(
    recount: Recount, work: WorkCase, made: list[RulingRecord], record: ObjectionRecord
) -> str:
    ruling = next((r for r in made if r.entry == record.decided), None)
    if ruling is None:
        return ""
    return f"{_sentence(recount, work, ruling)} (entry {ruling.entry:,})"


def _sentence(recount: Recount, work: WorkCase, record: RulingRecord) -> str:
    row = work.case.row
    contest = recount.election.contest(row.contest)
    return ruling_sentence(record.ruling, contest, row.machine, recount.rules)
