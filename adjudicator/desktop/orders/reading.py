"""Everything the Orders screen and its forms show, read in one go."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from adjudicator.desktop.wording import contest_title, name_of, precinct_name
from adjudicator.domain.ballots import Lot
from adjudicator.domain.people import Person, Role
from adjudicator.domain.wording import count
from adjudicator.ledger.casenumbers import case_number, spoken
from adjudicator.ledger.state import RecordState
from adjudicator.services.notes import NoteLine, notes_register
from adjudicator.services.objections import note_as_shown
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect
from adjudicator.services.orders.register import OrderLine, order_register
from adjudicator.services.recount import Recount
from adjudicator.storage.connection import Connection
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import list_batches

_MOST_CASES = 200


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing a motion can be about, as the list names it."""

    words: str
    target: targets.Target


@dataclass(frozen=True, slots=True)
class Member:
    """A seat of the board."""

    person: Person
    here: bool


@dataclass(frozen=True, slots=True)
class OrdersView:
    """The register, the notes, and what a new motion can be about."""

    orders: tuple[OrderLine, ...]
    notes: tuple[NoteLine, ...]
    board: tuple[Member, ...]
    """The seats in the order of the roster."""
    people: tuple[Person, ...]
    """Everyone who may act: enrolled, not removed, no observer."""
    choices: dict[Effect, tuple[Choice, ...]]
    """What each effect can be about now."""
    needed: int
    """Votes in favour that carry a motion: more than half of the seats, vacant ones among them."""


def read_orders(recount: Recount) -> OrdersView:
    """Read the register, the notes, and what there is to choose from."""
    state = recount.state
    with recount.reading() as connection:
        names = {p.person.id: p.person.name for p in list_people(connection)}
        choices = _choices(recount, state, connection, {k: v or k for k, v in names.items()})
    data = state.data
    present = data.present_ids()
    named = {i: replace(e.person, name=names.get(i)) for i, e in data.people.items() if e.active}
    return OrdersView(
        orders=tuple(order_register(recount)),
        notes=tuple(
            replace(note, words=note_as_shown(state, note.words))
            for note in notes_register(recount)
        ),
        board=tuple(Member(named[p.id], p.id in present) for p in data.board() if p.id in named),
        people=tuple(p for _, p in sorted(named.items()) if p.role is not Role.OBSERVER),
        choices=choices,
        needed=data.majority(),
    )


def _choices(
    recount: Recount, state: RecordState, connection: Connection, names: dict[str, str]
) -> dict[Effect, tuple[Choice, ...]]:
    data = state.data
    titles = [(c, contest_title(recount.election, c)) for c in data.contests]

    def contests(*, suspended: bool | None = None) -> tuple[Choice, ...]:
        return tuple(
            Choice(title, targets.contest(contest))
            for contest, title in titles
            if suspended is None or (contest in data.suspended) is suspended
        )

    batches = tuple(
        Choice(
            f"Batch {b.number}: {precinct_name(recount.election, b.precinct)}, "
            f"{contest_title(recount.election, b.contest)}",
            targets.batch(b.number),
        )
        for b in list_batches(connection)
    )
    void = tuple(
        Choice(f"Import {i.index}: {_sheets(i.lots)}", targets.import_(i.index))
        for i in data.imports.values()
        if i.voided is None and not i.ruled
    )
    counted = tuple(
        Choice(f"Import {i.index}: {_sheets(i.lots)}", targets.import_(i.index))
        for i in data.imports.values()
        if i.voided is None and i.counts is not None and i.index not in data.replaced_counts
    )
    return {
        Effect.SUSPEND: contests(suspended=False),
        Effect.RESUME: contests(suspended=True),
        Effect.PRIORITY: contests(),
        Effect.DEADLINE: contests(),
        Effect.ISOLATE: tuple(_lots(state, inside=True)),
        Effect.RELEASE: (*_lots(state, inside=False), *_isolated(state)),
        Effect.SEAT: tuple(_seats(state, names)),
        Effect.EXPLAIN: batches,
        Effect.VOID: void,
        Effect.REFILE: contests(),
        Effect.REPLACE_COUNTS: counted,
        Effect.WAIVE: (),
    }


def _sheets(lots: tuple[tuple[str, int], ...]) -> str:
    return count(sum(n for _, n in lots), "sheet")


def _lots(state: RecordState, *, inside: bool) -> Iterator[Choice]:
    """Lots inside the totals, or those kept apart."""
    data = state.data
    for found in data.imports.values():
        if found.voided is not None:
            continue
        for lot, sheets in found.lots:
            key = (found.index, lot)
            let_in = lot == Lot.ACCEPTED or key in data.released_lots
            if (let_in and key not in data.isolated_lots) is inside:
                words = (
                    f"Lot \u201c{Lot(lot).label}\u201d of import {found.index}: "
                    f"{count(sheets, 'sheet')}"
                )
                yield Choice(words, targets.lot(found.index, Lot(lot)))


def _isolated(state: RecordState) -> Iterator[Choice]:
    """Ballots isolated by themselves: all of them, and each."""
    data = state.data
    seals = sorted(data.isolated_cases)
    if len(seals) > 1:
        yield Choice(f"All {len(seals):,} isolated ballots", targets.cases(seals))
    for seal in seals[:_MOST_CASES]:
        number = spoken(case_number(data.cases[seal].number))
        yield Choice(f"Case {number}", targets.cases([seal]))


def _seats(state: RecordState, names: dict[str, str]) -> Iterator[Choice]:
    """Everyone who may take a seat, beside every seat there is to take."""
    data = state.data
    board = [p.id for p in data.board()]
    coming = [
        person
        for person, enrolled in sorted(data.people.items())
        if enrolled.active
        and person not in board
        and (enrolled.person.role is Role.ALTERNATE or enrolled.person.displaced)
    ]
    for person in coming:
        for seat in (*board, *sorted(data.vacant)):
            words = f"{names.get(person, person)} sits for {names.get(seat, seat)}"
            yield Choice(words, targets.seat(person, seat))


def voter_words(member: Member) -> str:
    """``Judge Kelly · Chair``, and whether they are noted as here."""
    here = "" if member.here else " \u00b7 not noted as here"
    return f"{name_of(member.person)} \u00b7 {member.person.role.label}{here}"
