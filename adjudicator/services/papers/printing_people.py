"""Gathers what an observer's own page and enrolment cards say; keeps the cards of newcomers.

A proposed passphrase stands on a strip to be torn off; one that its holder typed is not printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.domain.people import Role
from adjudicator.interchange.papers.enrolment_card import EnrolmentCard
from adjudicator.interchange.papers.kept_slip import KeptSlip
from adjudicator.interchange.papers.my_record import MyRecord, OwnObjection, TableCounts
from adjudicator.interchange.papers.pdf import render
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.ledger.text import to_base64
from adjudicator.services.errors import Refusal
from adjudicator.services.my_record import AnswerCounts, my_record
from adjudicator.services.objections import RegisterLine
from adjudicator.services.papers.printing import (
    name_of,
    people_by_id,
    stamp,
    stands_for,
    time_words,
)
from adjudicator.services.people import Enrolment
from adjudicator.services.recount import Recount
from adjudicator.services.tables import tables
from adjudicator.storage.files import write_whole

_KEYS = {
    Role.TEAM: ("Return · F2", "Return proposes, F2 agrees, by the seat you take"),
    Role.OBSERVER: ("F5 to F10", "by your seat; Shift with it objects, Alt with it says away"),
    Role.CLERK: ("F3", "signs people in"),
}


def my_record_page(recount: Recount, stamp: Stamp, person: str) -> MyRecord:
    """One observer's own page.

    :raises Refusal: nobody of that id is enrolled as an observer.
    """
    people = people_by_id(recount)
    told = my_record(recount, person)
    return MyRecord(
        stamp=stamp,
        name=name_of(people, person),
        party=stands_for(recount, recount.state.person(person)),
        person=person,
        tables=tuple(_counts(table) for table in told.tables),
        objections=tuple(_objection(recount, line) for line in told.objections),
    )


def _counts(table: AnswerCounts) -> TableCounts:
    states = (table.no_objection, table.objection, table.declined, table.silent, table.absent)
    return TableCounts(table.place, table.rulings, states)


def _objection(recount: Recount, line: RegisterLine) -> OwnObjection:
    titles = {contest.id: contest.title for contest in recount.election.contests}
    return OwnObjection(
        label=line.label,
        number=line.case.replace(" ", ""),
        contest=titles.get(line.contest, line.contest),
        claim=line.claim,
        filed=time_words(line.time),
        state=line.fate.label,
    )


def enrolment_card(
    recount: Recount,
    stamp: Stamp,
    person: str,
    *,
    key: tuple[str, str] | None = None,
    proposed: str | None = None,
) -> EnrolmentCard:
    """The card a person takes along.

    :param key: their key at the table they sit at and what it does; without it, what the role has.
    :param proposed: a proposed passphrase, for this one printing.  Such a card never lies in the
        recount's folder: :func:`save_cards`.
    :raises Refusal: nobody of that id is enrolled.
    """
    enrolled = recount.state.data.people.get(person)
    if enrolled is None or not enrolled.active:
        raise Refusal(f"Nobody is enrolled as {person!r}. Nothing was printed. Check the list.")
    pressed, does = key or _key_of(recount, person)
    return EnrolmentCard(
        stamp=stamp,
        person=person,
        name=name_of(people_by_id(recount), person),
        role=enrolled.person.role.label,
        party=stands_for(recount, enrolled.person),
        table=tables(recount).get(person, ""),
        key=pressed,
        key_words=does,
        proposed=proposed,
    )


def _key_of(recount: Recount, person: str) -> tuple[str, str]:
    """The key of a role; members have theirs by their place in the roster."""
    data = recount.state.data
    seats = [seat.id for seat in data.board()]
    if person in seats:
        place = seats.index(person) + 1
        return f"Ctrl+{place}", f"votes for; Ctrl+Shift+{place} against, Alt+{place} abstains"
    return _KEYS.get(data.people[person].person.role, ("", ""))


def kept_slip(recount: Recount, stamp: Stamp, person: str) -> KeptSlip:
    """The slip with the present record code for somebody who carries no stick.

    :raises Refusal: nobody of that id is enrolled.
    """
    enrolled = recount.state.data.people.get(person)
    if enrolled is None or not enrolled.active:
        raise Refusal(f"Nobody is enrolled as {person!r}. Nothing was printed. Check the list.")
    state = recount.state
    return KeptSlip(
        stamp=stamp,
        name=name_of(people_by_id(recount), person),
        entries=state.size,
        origin=recount.origin,
        root=to_base64(state.root),
    )


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who was, or is about to be, enrolled, with the passphrase they get."""

    who: Enrolment
    passphrase: str
    chosen: bool = False
    """Whether its holder typed it; otherwise the program proposed it."""


def newcomers_cards(recount: Recount, people: Sequence[Newcomer]) -> bytes:
    """The cards of people just enrolled, one page each, in the order given.

    :raises Refusal: one of them is not enrolled.
    """
    head = stamp(recount)
    return render(
        *(
            enrolment_card(
                recount, head, made.who.person, proposed=None if made.chosen else made.passphrase
            )
            for made in people
        )
    )


def save_cards(recount: Recount, people: Sequence[Newcomer], path: Path) -> Path:
    """Write the cards into a new file that only this account can read.

    :raises Refusal: the file exists already, or would lie in the recount folder.
    """
    where = path.expanduser().absolute()
    if recount.folder.path.absolute() in where.parents:
        raise Refusal("Passphrases do not belong into the recount folder. Choose another place.")
    if where.exists():
        raise Refusal(f"{where.name} exists already. Nothing was written. Choose another name.")
    if not where.parent.is_dir():
        raise Refusal(f"There is no folder {where.parent}. Nothing was written.")
    write_whole(where, newcomers_cards(recount, people))
    return where
