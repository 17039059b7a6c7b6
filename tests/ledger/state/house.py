"""Who may do what, told a second time and in another way than the append rules do.

:class:`House` reads the entries one by one and keeps only who is who: roles, seats, sessions,
attendance.  :meth:`House.may` then says from the table of the record format (section 4) whether the
signers of the next entry had the right to it; it knows nothing of cases.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from adjudicator.ledger.envelope import Body, Entry

OFFICERS = {"chair", "member", "clerk"}
BOARD = {"chair", "member"}


@dataclass(slots=True)
class House:
    """The people of a record, as its entries name them."""

    keys: dict[int, tuple[str, str]] = field(default_factory=dict)
    """``k`` -> (``log``, ``identity`` or ``session``; person)."""
    role: dict[str, str] = field(default_factory=dict)
    party: dict[str, str | None] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    here: set[str] = field(default_factory=set)
    rooms: set[tuple[str, str]] = field(default_factory=set)
    seats: dict[str, str] = field(default_factory=dict)
    """Who sits in whose place."""
    empty: set[str] = field(default_factory=set)
    """Who was removed from a seat that nobody has taken since."""
    quorum: int = 2
    waived: list[set[str]] = field(default_factory=list)

    def take(self, entry: Entry) -> None:
        """Note what an entry changes among the people."""
        body, i = entry.body, entry.index
        match entry.kind:
            case "open":
                self.keys[i] = ("log", "")
                self.quorum = body["policy"]["quorum"]
            case "enrol":
                self.keys[i] = ("identity", body["person"])
                self._come(body)
            case "remove":
                self.empty |= {body["person"]} & self.board()
                self._leave(body["person"])
                self.gone.add(body["person"])
            case "signin":
                self.keys[i] = ("session", body["person"])
                self.rooms.add((body["person"], body["st"]))
                self.here.add(body["person"])
            case "signout":
                self.rooms.discard((body["person"], body["st"]))
                if not any(p == body["person"] for p, _ in self.rooms):
                    self.here.discard(body["person"])
            case "attend":
                arrive = self.here.add if body["state"] == "in" else self.here.discard
                arrive(body["person"])
            case "motion" if body["effect"] == "seat":
                self._sit(body["target"]["alternate"], body["target"]["for"])
            case "motion" if body["effect"] == "waive":
                self.waived.append(set(body["target"]["people"]))

    def _leave(self, person: str) -> None:
        self.here.discard(person)
        self.rooms = {(p, st) for p, st in self.rooms if p != person}

    def _come(self, body: Body) -> None:
        person = body["person"]
        if body["role"] in BOARD and person not in self.seats.values():
            self._fill(person)
        self.role[person], self.party[person] = body["role"], body["party"]
        self.gone.discard(person)
        self.here.discard(person)

    def _fill(self, person: str) -> None:
        taken = person if person in self.empty else min(self.empty, default=person)
        if taken != person:
            self._sit(person, taken)
        self.empty.discard(person)

    def _sit(self, alternate: str, place: str) -> None:
        self.empty.discard(place)
        owner = self.seats.pop(place, place)
        if owner != alternate:
            self.seats[alternate] = owner

    def board(self) -> set[str]:
        """Everyone who holds a seat now."""
        away = set(self.seats.values())
        own = {p for p, r in self.role.items() if r in BOARD and p not in self.gone | away}
        return own | {p for p in self.seats if p not in self.gone}

    def officers(self) -> set[str]:
        """The board and the clerk."""
        return self.board() | {p for p, r in self.role.items() if r == "clerk"} - self.gone

    def presiding(self) -> str | None:
        """The chair, or the first of the board in the room."""
        sat = sorted(self.board() & self.here)
        chair = [p for p in sat if self.role[p] == "chair"]
        return next(iter(chair + sat), None)

    def unlike(self, first: str, second: str) -> bool:
        """Whether two people may act together."""
        mine, yours = self.party.get(first), self.party.get(second)
        apart = mine is None or yours is None or mine != yours
        return first != second and (apart or any({first, second} <= w for w in self.waived))

    def may(self, entry: Entry) -> bool:
        """Whether those who signed had the right to this kind of act, before it was recorded."""
        use: dict[str, list[str]] = {"log": [], "identity": [], "session": []}
        for k, _ in entry.signatures:
            if k in self.keys:
                kind, person = self.keys[k]
                use[kind].append(person)
        people = use["identity"] + use["session"]
        if any(p in self.gone for p in people):
            return False
        if any((p, entry.body["st"]) not in self.rooms for p in use["session"]):
            return False
        rule = getattr(self, f"_{entry.kind}", None)
        return rule is None or bool(rule(entry, use["identity"], use["session"]))

    def _are(self, people: Collection[str], role: str) -> bool:
        return all(self.role[p] == role for p in people)

    def _two_officers(self, identities: list[str]) -> bool:
        pairs = [(a, b) for a in identities for b in identities if self.unlike(a, b)]
        return set(identities) <= self.officers() and bool(pairs)

    def _majority(self, identities: list[str]) -> bool:
        board = self.board()
        whole = set(identities) <= board & self.here
        return whole and 2 * len(set(identities)) > len(board) and self._has_quorum()

    def _has_quorum(self) -> bool:
        return len(self.board() & self.here) >= self.quorum

    def _rule(self, entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        if identities or not set(sessions) <= self.here:
            return False
        if entry.body["tier"] == "board":
            return sessions == [self.presiding()] and self._has_quorum()
        return len(sessions) == 2 and self._are(sessions, "team") and self.unlike(*sessions)

    def _vote(self, _entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        one = not identities and len(sessions) == 1
        return one and set(sessions) <= self.board() & self.here and self._has_quorum()

    def _sitting(self, _entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        here = self.board() & self.here
        return not sessions and bool(here) and sorted(identities) == sorted(here)

    def _attest(self, _entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        both = identities + sessions
        return len(both) == 1 and self._are(both, "observer") and set(sessions) <= self.here

    def _withdraw(self, _entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        return not identities and len(sessions) == 1 and self._are(sessions, "observer")

    def _close(self, _entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        closers = [p for p in identities if self.role[p] != "observer"]
        fine = not sessions and set(identities) <= self.here and len(closers) == 2
        return fine and self._are(closers, "team") and self.unlike(*closers)

    def _reopen(self, _entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        return not sessions and self._two_officers(identities)

    def _remove(self, _entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        return not sessions and self._two_officers(identities)

    def _motion(self, _entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        return not sessions and self._majority(identities)

    def _pile(self, _entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        return not sessions and self._majority(identities)

    def _import(self, _entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        return not sessions and len(identities) == 1 and self._are(identities, "clerk")

    _rescan = _import

    def _paper(self, _entry: Entry, identities: list[str], sessions: list[str]) -> bool:
        one = not identities and len(sessions) == 1
        return one and not self._are(sessions, "observer")
