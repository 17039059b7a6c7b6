"""The tally folded anew from the entries, with nothing but the rules of the domain.

The same pure ``effective`` and ``delta`` serve here and under the counters of an open recount; here
they meet no database.  Every case keeps its own short history, and whatever touches it moves the
figures of its contest by the difference.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import replace
from hashlib import sha256
from typing import Any, Final

from adjudicator.domain.cases import machine_from_value
from adjudicator.domain.election import Contest, Election
from adjudicator.domain.history import (
    Effective,
    Event,
    Isolated,
    ObjectionFiled,
    ObjectionOutcome,
    ObjectionWithdrawn,
    Released,
    Reopened,
    RulingMade,
    effective,
)
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.rulings import Disposition, Tier
from adjudicator.domain.tally import (
    BALLOTS,
    Cell,
    MachineCount,
    TallyBook,
    delta,
    reading_buckets,
    ruling_buckets,
)
from adjudicator.interchange.tally_json import TallyHead, TallySection, tally_value
from adjudicator.ledger import canonical, origin
from adjudicator.ledger.counts import Count
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.state.data import RecordData
from adjudicator.ledger.state.model import CaseState
from adjudicator.services.watermarks import watermark_of

Place = tuple[str, int, str]
"""Contest, import and lot: what enters or leaves the totals as one."""
_TIERS: Final = {tier.value: tier for tier in Tier}
_DISPOSITIONS: Final = {disp.value: disp for disp in Disposition}


class _Case:
    """One case's history, and what it adds to the figures now."""

    __slots__ = ("changed", "contest", "events", "machine", "place", "struck")

    def __init__(self, place: Place, contest: Contest, machine: MachineReading) -> None:
        self.place = place
        self.contest = contest
        self.machine = machine
        self.events: list[Event] = []
        self.struck: set[int] = set()
        self.changed: dict[str, int] | None = None
        """What its ruling changes; ``None`` while no ruling counts."""


class _Deltas:
    """What rulings change; worked out once for all cases that are alike."""

    def __init__(self) -> None:
        self._known: dict[Hashable, dict[str, int]] = {}

    def of(self, case: _Case, now: Effective) -> dict[str, int] | None:
        """What the ruling that counts changes; ``None`` while none does."""
        made = now.counting
        if made is None:
            return None
        read = case.machine
        alike = case.contest.id, read.votes, read.over, read.under, made.disposition, made.votes
        found = self._known.get(alike)
        if found is None:
            before = reading_buckets(case.contest, read)
            after = ruling_buckets(case.contest, made.disposition, made.votes)
            found = self._known[alike] = delta(before, after)
        return found


class TallyRefold:
    """The tally as entries are taken in, one after the other.

    :param data: the memory of the rules, which has already taken in what :meth:`follow` is told.
    :param row: opens the seal of a case's row; ``None`` where it is withheld.
    :param counts: the machine counts of a hash; ``None`` where they are withheld.
    """

    def __init__(
        self,
        data: RecordData,
        election: Election,
        row: Callable[[str], Mapping[str, Any] | None],
        counts: Callable[[str], Iterable[Count] | None],
    ) -> None:
        self._data = data
        self._election = election
        self._contests = {contest.id: contest for contest in election.contests}
        self._row = row
        self._counts = counts
        self._cases: dict[str, _Case] = {}
        self._before: dict[Place, Counter[str]] = {}
        self._rows: dict[Place, Counter[str]] = {}
        """How many figures of each bucket a set of counts has: cells without ballots show so."""
        self._change: defaultdict[Place, Counter[str]] = defaultdict(Counter)
        self._pending: Counter[Place] = Counter()
        self._deltas = _Deltas()
        self._no_counts: set[int] = set()
        """Imports whose machine counts are withheld."""
        self._no_place: list[CaseState] = []
        """Cases whose row, or whose import, is withheld."""
        self._follow: dict[str, Callable[[Entry], None]] = {
            "import": self._import,
            "pile": self._pile,
            "rule": self._rule,
            "attest": self._attest,
            "withdraw": self._withdraw,
            "close": self._close,
            "reopen": self._reopen,
            "motion": self._motion,
        }

    def follow(self, entry: Entry) -> None:
        """Take in an entry the rules have just taken in."""
        step = self._follow.get(entry.kind)
        if step is not None:
            step(entry)

    # Kinds -------------------------------------------------------------------------------

    def _import(self, entry: Entry) -> None:
        digest = entry.body["counts"]
        if digest is None:
            return
        found = self._counts(digest)
        if found is None:
            self._no_counts.add(entry.index)
            return
        for count in found:
            place = (count.contest, entry.index, count.lot)
            self._before.setdefault(place, Counter())[count.choice] += count.n
            self._rows.setdefault(place, Counter())[count.choice] += 1

    def _pile(self, entry: Entry) -> None:
        for seal, case in self._data.cases.items():
            if case.pile != entry.index:
                continue
            row = self._row(seal)
            if row is None or case.import_ is None:
                self._no_place.append(case)
                continue
            contest = self._contests[row["contest"]]
            place = (contest.id, case.import_, row["lot"])
            self._cases[seal] = _Case(place, contest, machine_from_value(row["machine"]))
            self._pending[place] += 1

    def _rule(self, entry: Entry) -> None:
        tier = _TIERS[entry.body["tier"]]
        for place, item in enumerate(entry.body["items"]):
            decided = tuple([(index, ObjectionOutcome(how)) for index, how in item["objections"]])
            disp, votes = _DISPOSITIONS[item["disp"]], frozenset(item["votes"])
            made = RulingMade(entry.index, place, tier, disp, votes, decided)
            self._add(item["case"], made)

    def _attest(self, entry: Entry) -> None:
        objection = self._data.objections.get(entry.index)
        if objection is None:
            return
        for seal in objection.cases:
            if seal not in objection.late:
                self._add(seal, ObjectionFiled(entry.index))

    def _withdraw(self, entry: Entry) -> None:
        index = entry.body["objection"][0]
        for seal in self._data.objections[index].cases:
            self._add(seal, ObjectionWithdrawn(entry.index, index))

    def _close(self, entry: Entry) -> None:
        for answer in entry.body["answers"]:
            for index in answer[6]:
                for seal in self._data.attests[index].cases:
                    known = self._cases.get(seal)
                    if known is not None:
                        known.struck.add(index)
                        self._refresh(seal, known)

    def _reopen(self, entry: Entry) -> None:
        for seal in entry.body["cases"]:
            self._add(seal, Reopened(entry.index))

    def _motion(self, entry: Entry) -> None:
        target: Body = entry.body["target"]
        if entry.body["effect"] == "isolate" and "cases" in target:
            for seal in target["cases"]:
                self._add(seal, Isolated(entry.index))
        elif entry.body["effect"] == "release" and "cases" in target:
            for seal in target["cases"]:
                self._add(seal, Released(entry.index))

    # Figures -----------------------------------------------------------------------------

    def _add(self, seal: str, event: Event) -> None:
        known = self._cases.get(seal)
        if known is not None:
            known.events.append(event)
            self._refresh(seal, known)

    def _refresh(self, seal: str, case: _Case) -> None:
        """Move the figures from what the case added before to what it adds now."""
        closed = self._data.cases[seal].closed is not None
        events = case.events
        if case.struck:
            events = [event for event in events if _filed(event) not in case.struck]
        now = self._deltas.of(case, effective(events, closed=closed))
        figures, before = self._change[case.place], case.changed
        if now:
            figures.update(now)
        if before:
            figures.subtract(before)
        if (now is None) != (before is None):
            self._pending[case.place] += 1 if now is None else -1
        case.changed = now

    def _stands(self, place: Place) -> bool:
        _, index, lot = place
        return self._data.imports[index].voided is None and self._data.lot_counts(index, lot)

    @property
    def withheld(self) -> bool:
        """Whether something the tally needs is withheld, so that there is none.

        What is void or replaced is not needed.
        """
        data = self._data
        return any(
            data.imports[index].voided is None and index not in data.replaced_counts
            for index in self._no_counts
        ) or not all(map(data.is_void, self._no_place))

    def document(self) -> dict[str, Any] | None:
        """The object of ``adjudicator tally --json`` as things stand; ``None`` if withheld."""
        if self.withheld:
            return None
        book, untold = TallyBook(writeins_as_under=self._as_under), set()
        for place, figures in self._before.items():
            if place[1] in self._data.replaced_counts or not self._stands(place):
                continue
            rows = self._rows[place]
            if max(rows.values()) > rows[BALLOTS]:
                untold.add(place[0])
            for bucket, n in figures.items():
                book.add_count(MachineCount(_cell(place), bucket, n))
        for place, change in self._change.items():
            if self._stands(place):
                book.add_change(_cell(place), change)
        for place, n in self._pending.items():
            if self._stands(place):
                book.pending[_cell(place)] += n
        return self._document(book, untold)

    @property
    def _as_under(self) -> bool:
        return bool(self._data.rules.fields["writeins_as_under"])

    def _document(self, book: TallyBook, untold: set[str]) -> dict[str, Any]:
        named = str(self._data.origin)
        purpose = origin.parse(named).purpose
        head = TallyHead(named, purpose.value, watermark_of(purpose))
        sections = []
        for contest in self._election.contests:
            if contest.id in self._data.contests:
                told = book.contest_tally(contest, [_cell((contest.id, 0, ""))])
                if contest.id in untold:
                    told = replace(told, ballots=None)
                sections.append(TallySection(told))
        return tally_value(head, sections)

    def changes(self) -> Iterator[tuple[str, Mapping[str, int]]]:
        """Every case whose ruling counts and that stands in the totals, and what it changes."""
        for seal, case in self._cases.items():
            if case.changed is not None and self._stands(case.place):
                yield seal, case.changed

    def waiting(self) -> Iterator[tuple[str, frozenset[str]]]:
        """Contest and machine's votes of every case in the totals that is not settled."""
        for case in self._cases.values():
            if case.changed is None and self._stands(case.place):
                yield case.contest.id, case.machine.votes

    def digest(self) -> str | None:
        """The hash a close signs; ``None`` if something the tally needs is withheld."""
        document = self.document()
        return None if document is None else tally_digest(document)


def tally_digest(document: Mapping[str, Any]) -> str:
    """Hex SHA-256 of the canonical bytes of a tally."""
    return sha256(canonical.encode(dict(document), limit=None)).hexdigest()


def _filed(event: Event) -> int:
    """The objection an event is about; -1 for any other event."""
    if isinstance(event, ObjectionFiled):
        return event.entry
    return event.objection if isinstance(event, ObjectionWithdrawn) else -1


def _cell(place: Place) -> Cell:
    return Cell(place[0], "", "", "")
