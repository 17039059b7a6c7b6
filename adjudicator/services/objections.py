"""Objections: their numbers, their life, and the register of who objected to what.

An objection is *filed*, and then *withdrawn* by its maker, *upheld* or *rejected* by the board's
ruling, or *struck out* by its maker at the close; made after the close it is *late*.  Whether an
objection can be called frivolous is the rule pack's (Minnesota's; not Florida's).

A reopened case is ruled on blind: until its new ruling stands, nobody is told here how the board
decided an objection to it, nor what was claimed before (:mod:`adjudicator.services.veil`).
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from adjudicator.domain.election import Contest, Election
from adjudicator.domain.objections import Fate, Ground, claim_words, fate_of, number_label
from adjudicator.domain.people import Person
from adjudicator.ledger.state import Objection as ObjectionState
from adjudicator.ledger.state import RecordState
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, notes_of_presiding, record_note
from adjudicator.services.recount import Recount
from adjudicator.services.seating import Seat
from adjudicator.services.veil import LATER, fate_as_told, is_blind, is_veiled
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.objections import ObjectionRecord, list_objections
from adjudicator.storage.record import Appended

_FRIVOLOUS = re.compile(r"Objection (R-\d{3,}) is marked frivolous[.:]")


@dataclass(frozen=True, slots=True)
class ObjectionView:
    """One objection."""

    label: str
    """``R-014``: the fourteenth of the recount, in record order."""
    entry: int
    person: str
    case_seal: str
    sentence: str
    fate: Fate = Fate.FILED


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One objection to one case, as the register lists it."""

    label: str
    entry: int
    time: str
    """As the record writes times."""
    person: str
    observer: str
    """``Olga Ortiz (REP)``."""
    side: str
    """The party or candidate the observer stands for, as people know it."""
    case_seal: str
    case: str
    """The case's number as it is spoken."""
    contest: str
    ground: Ground
    claim: str
    """What is claimed, in words; on a reopened case, that it is told later."""
    words: str
    fate: Fate
    decided: int | None
    """The entry of the board's ruling."""
    frivolous: bool = False

    @property
    def sentence(self) -> str:
        """``R-014, case 4 1 7 K, Olga Ortiz (REP): should not count: rejected by the board.``."""
        flag = ", marked frivolous" if self.frivolous else ""
        return (
            f"{self.label}, case {self.case}, {self.observer}: {self.claim}: "
            f"{self.fate.label}{flag}."
        )


@dataclass(frozen=True, slots=True)
class SideCounts:
    """How one party's or candidate's objections stand."""

    side: str
    filed: int
    """All ever made in time.

    The other numbers are parts of it, and late ones are beside it; so are those the board decided
    on a case reopened since.
    """
    open: int
    withdrawn: int
    upheld: int
    rejected: int
    struck: int
    late: int
    frivolous: int = 0
    """Of those rejected; where the standards know such a thing."""


def labels(state: RecordState) -> dict[int, str]:
    """The number of every objection, by its entry."""
    return {
        entry: number_label(place) for place, entry in enumerate(state.data.objections, start=1)
    }


def label_of(state: RecordState, entry: int) -> str:
    """The number of the objection filed at an entry.

    :raises KeyError: no objection was filed there.
    """
    # Held in record order: the place is found without telling all the others.
    filed = list(state.data.objections)
    place = bisect_left(filed, entry)
    if place == len(filed) or filed[place] != entry:
        raise KeyError(entry)
    return number_label(place + 1)


def side_of(person: Person, election: Election) -> str:
    """The party's abbreviation or the candidate's name; empty without either."""
    if person.party is None:
        return ""
    for party in election.parties:
        if person.party in {party.id, party.name, party.abbreviation}:
            return party.abbreviation
    for contest in election.contests:
        if contest.has_choice(person.party):
            return contest.choice(person.party).name
    return person.party


def observer_words(person: Person, name: str, election: Election) -> str:
    """``Olga Ortiz (REP)``; for a candidate's observer ``Sam Scott (for Quint)``."""
    side = side_of(person, election)
    if not side:
        return name
    party = side in {p.abbreviation for p in election.parties}
    return f"{name} ({side})" if party else f"{name} (for {side})"


def fate_on(state: RecordState, entry: int, seal: str) -> Fate:
    """What became of an objection on one of its cases, as far as it may be told now."""
    fate = recorded_fate(state.data.objections[entry], seal)
    return fate_as_told(state, seal, fate)


def recorded_fate(objection: ObjectionState, seal: str) -> Fate:
    """What the record says became of an objection on one of its cases.

    Taking it back ends it only where the board has not decided it before.
    """
    decided = objection.decided.get(seal)
    return fate_of(
        decided=decided,
        withdrawn=objection.withdrawn is not None and decided is None,
        struck=objection.struck is not None,
        late=seal in objection.late,
    )


def late_standing(state: RecordState, seal: str) -> list[int]:
    """Entries of the late objections to a case that nobody has taken back."""
    return [
        entry
        for entry, made in state.data.objections.items()
        if seal in made.late and made.withdrawn is None and made.struck is None
    ]


def objection_view(
    state: RecordState, entry: int, case_seal: str, contest: Contest, name: str
) -> ObjectionView:
    """Tell one objection: ``Objection R-014, Ortiz (REP): should not count. To the board.``.

    :param name: the observer as :func:`observer_words` tells them.
    """
    objection = state.data.objections[entry]
    label = label_of(state, entry)
    told = claim_words(Ground(objection.ground), objection.claim, contest)
    if is_veiled(state, entry, case_seal):
        told = LATER
    fate = fate_on(state, entry, case_seal)
    end = "To the board" if fate.open else fate.label.capitalize()
    return ObjectionView(
        label=label,
        entry=entry,
        person=objection.person,
        case_seal=case_seal,
        sentence=f"Objection {label}, {name}: {told}. {end}.",
        fate=fate,
    )


def register(recount: Recount, *, person: str | None = None) -> tuple[RegisterLine, ...]:
    """Every objection, one line per case it names, in record order.

    :param person: only those of this observer.
    """
    state, flagged = recount.state, frivolous(recount)
    with recount.reading() as connection:
        names = {p.person.id: p.person.name or p.person.id for p in list_people(connection)}
        filed = list_objections(connection, person=person)
    lines = []
    for record in filed:
        who = state.person(record.person)
        case = state.data.cases[record.case_seal]
        fate = fate_as_told(state, record.case_seal, record.fate)
        veiled = is_veiled(state, record.entry, record.case_seal)
        lines.append(
            RegisterLine(
                label=record.label,
                entry=record.entry,
                time=record.time,
                person=who.id,
                observer=observer_words(who, names.get(who.id, who.id), recount.election),
                side=side_of(who, recount.election),
                case_seal=record.case_seal,
                case=case.name,
                contest=case.contest or "",
                ground=Ground(record.ground),
                claim=LATER if veiled else _claim(recount.election, record, case.contest),
                words="" if veiled else record.words or "",
                fate=fate,
                decided=None if fate is Fate.REOPENED else record.decided,
                frivolous=record.label in flagged and fate is not Fate.REOPENED,
            )
        )
    return tuple(lines)


def _claim(election: Election, objection: ObjectionRecord, contest: str | None) -> str:
    ground = Ground(objection.ground)
    if contest is None:
        return ground.label
    return claim_words(ground, objection.claim, election.contest(contest))


def counts_by_side(lines: Iterable[RegisterLine]) -> tuple[SideCounts, ...]:
    """How the objections of each party and candidate stand, by its name."""
    by_side: dict[str, Counter[Fate]] = {}
    flagged: Counter[str] = Counter()
    for line in lines:
        by_side.setdefault(line.side, Counter())[line.fate] += 1
        flagged[line.side] += line.frivolous
    return tuple(
        SideCounts(
            side=side,
            filed=told.total() - told[Fate.LATE],
            open=told[Fate.FILED],
            withdrawn=told[Fate.WITHDRAWN],
            upheld=told[Fate.UPHELD],
            rejected=told[Fate.REJECTED],
            struck=told[Fate.STRUCK],
            late=told[Fate.LATE],
            frivolous=flagged[side],
        )
        for side, told in sorted(by_side.items())
    )


def counts_words(counts: Iterable[SideCounts]) -> str:
    """``Objections: REP 2 (2 open) · Tobias Wren 13 (12 rejected)``; empty where there is none."""
    told = []
    for side in counts:
        parts = (
            (side.open, "open"),
            (side.upheld, "upheld"),
            (side.rejected, "rejected"),
            (side.withdrawn, "withdrawn"),
            (side.struck, "struck out"),
            (side.late, "late"),
            (side.frivolous, "marked frivolous"),
        )
        fates = ", ".join(f"{n} {word}" for n, word in parts if n)
        told.append(f"{side.side} {side.filed + side.late}" + (f" ({fates})" if fates else ""))
    return "Objections: " + " \u00b7 ".join(told) if told else ""


def has_frivolous_flag(recount: Recount) -> bool:
    """Whether the standards know a frivolous objection at all; where not, nothing is shown."""
    return recount.rules.policies.frivolous_flag


def mark_frivolous(recount: Recount, entry: int, words: str, presiding: Seat) -> Appended:
    """Mark an objection the board rejected as frivolous: a note with the presiding member's key.

    :raises Refusal: the standards have no such flag, or the board has not rejected the objection.
    """
    if not has_frivolous_flag(recount):
        raise Refusal(
            f"Not marked: {recount.rules.title} knows no frivolous objection. Nothing was changed."
        )
    data = recount.state.data
    objection = data.objections.get(entry)
    if objection is None or "rejected" not in objection.decided.values():
        raise Refusal(
            "Not marked: only an objection the board has rejected can be marked frivolous. "
            "Nothing was changed."
        )
    head = data.presiding()
    if head is None or head.id != presiding.person.id:
        raise Refusal("Not marked: the presiding member marks it. Nothing was changed.")
    reason = f": {words.strip()}" if words.strip() else "."
    said = f"Objection {label_of(recount.state, entry)} is marked frivolous{reason}"
    return record_note(
        recount,
        Category.EXPLAINED,
        said,
        people=[objection.person],
        signers=[presiding.signer],
        session=True,
    )


def to_mark_frivolous(recount: Recount, case_seal: str) -> tuple[RegisterLine, ...]:
    """The objections to a case that can be marked frivolous now, in record order.

    :returns: those the board has rejected and not marked; none where the standards know no such.
    """
    if not has_frivolous_flag(recount):
        return ()
    return tuple(
        line
        for line in register(recount)
        if line.case_seal == case_seal and line.fate is Fate.REJECTED and not line.frivolous
    )


def frivolous(recount: Recount) -> frozenset[str]:
    """The numbers of the objections marked frivolous; none where the standards know no such."""
    if not has_frivolous_flag(recount):
        return frozenset()
    notes = notes_of_presiding(recount, Category.EXPLAINED)
    said = (_FRIVOLOUS.match(note.words) for note in notes)
    return frozenset(found[1] for found in said if found)


def note_as_shown(state: RecordState, words: str) -> str:
    """A note's words on a screen: that of a frivolous objection tells how the board decided it."""
    said = _FRIVOLOUS.match(words)
    if said is None:
        return words
    entries = [entry for entry, label in labels(state).items() if label == said[1]]
    cases = [seal for entry in entries for seal in state.data.objections[entry].cases]
    blind = any(is_blind(state, seal) for seal in cases)
    return f"Objection {said[1]}: {LATER}." if blind else words
