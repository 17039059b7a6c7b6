"""Who may do what, told a second time and in another way than the append rules do.

:class:`House` reads the entries one by one and keeps only who is who: keys, roles, seats, sessions,
attendance.  :meth:`House.may` then says from the table of the record format (section 4) whether the
signers of the next entry had the right to it, no more and no less; it knows nothing of cases.
"""

from collections.abc import Collection
from dataclasses import dataclass, field

from adjudicator.ledger.envelope import Body, Entry

BOARD = {"chair", "member"}
_WITH_LOG = {"enrol": True, "rescan": True, "import": True}
"""Kinds the log key signs as well; a sign-out it may sign alone."""
_BY_SESSION = {"rule", "attest", "withdraw", "vote", "attend", "paper", "note", "signout"}


@dataclass(slots=True)
class Hands:
    """Whose keys are under an entry."""

    log: bool = False
    identities: list[str] = field(default_factory=list)
    sessions: list[str] = field(default_factory=list)

    @property
    def all(self) -> list[str]:
        """Everyone, a person who signed with two keys twice."""
        return self.identities + self.sessions

    def one(self) -> bool:
        """Whether one person signed with one key."""
        return len(self.all) == 1

    def only_identities(self) -> bool:
        """Whether nobody signed as merely signed in."""
        return not self.sessions


@dataclass(slots=True)
class House:
    """The people of a record, as its entries name them."""

    keys: dict[int, tuple[str, str]] = field(default_factory=dict)
    """``k`` -> (``log``, ``identity`` or ``session``; person)."""
    own: dict[str, int] = field(default_factory=dict)
    """The ``k`` of each person's present identity key."""
    role: dict[str, str] = field(default_factory=dict)
    party: dict[str, str | None] = field(default_factory=dict)
    gone: set[str] = field(default_factory=set)
    here: set[str] = field(default_factory=set)
    rooms: dict[tuple[str, str], int] = field(default_factory=dict)
    """Who is signed in where, by which key."""
    seats: list[str] = field(default_factory=list)
    """Who sits on each seat, or sat on it last."""
    empty: set[str] = field(default_factory=set)
    """Who was removed from a seat that nobody has taken since."""
    displaced: set[str] = field(default_factory=set)
    """Members whose seat went to another."""
    quorum: int = 2
    tiers: int = 2
    by_party: bool = True
    begun: bool = False
    waived: list[set[str]] = field(default_factory=list)
    turned: int = -1
    """The last entry by which other people hold the seats."""

    # What happens --------------------------------------------------------------------------

    def take(self, entry: Entry) -> None:
        """Note what an entry changes among the people."""
        before = self.board()
        self._take(entry)
        if self.board() != before:
            self.turned = entry.index

    def _take(self, entry: Entry) -> None:
        body, i = entry.body, entry.index
        match entry.kind:
            case "open":
                self.keys[i] = ("log", "")
                policy = body["policy"]
                self.quorum, self.tiers = policy["quorum"], policy["tiers"]
                self.by_party = policy["different"] == "party"
            case "constitute":
                self.begun = True
            case "enrol":
                self.keys[i] = ("identity", body["person"])
                self.own[body["person"]] = i
                self._come(body)
            case "remove":
                self._go(body["person"])
            case "signin":
                self.keys[i] = ("session", body["person"])
                self.rooms[body["person"], body["st"]] = i
                self.here.add(body["person"])
            case "signout":
                del self.rooms[body["person"], body["st"]]
                if not any(p == body["person"] for p, _ in self.rooms):
                    self.here.discard(body["person"])
            case "attend":
                arrive = self.here.add if body["state"] == "in" else self.here.discard
                arrive(body["person"])
            case "motion":
                self._order(body["effect"], body["target"])

    def _order(self, effect: str, target: Body) -> None:
        if effect == "seat":
            self._sit(target["alternate"], target["for"])
        elif effect == "waive":
            self.waived.append(set(target["people"]))

    def _come(self, body: Body) -> None:
        person = body["person"]
        if body["role"] in BOARD and person not in self.displaced:
            self._find_seat(person)
        self.role[person], self.party[person] = body["role"], body["party"]
        self.gone.discard(person)
        self.here.discard(person)

    def _find_seat(self, person: str) -> None:
        """Their own empty seat, else the first empty one, else a further one."""
        if not self.empty:
            self.seats.append(person)
            return
        taken = person if person in self.empty else min(self.empty)
        self._hand_over(taken, person)
        if taken != person and taken in self.gone:
            self._displace(taken)

    def _go(self, person: str) -> None:
        self.empty |= {person} & self.board()
        self.here.discard(person)
        self.rooms = {(p, st): k for (p, st), k in self.rooms.items() if p != person}
        self.gone.add(person)

    def _hand_over(self, goes: str, comes: str) -> None:
        self.seats[self.seats.index(goes)] = comes
        self.empty.discard(goes)

    def _displace(self, person: str) -> None:
        if self.role[person] != "alternate":
            self.displaced.add(person)

    def _sit(self, comes: str, goes: str) -> None:
        self._hand_over(goes, comes)
        self._displace(goes)
        self.displaced.discard(comes)

    # Who is who ----------------------------------------------------------------------------

    def active(self, person: str) -> bool:
        """Whether somebody is enrolled and not removed."""
        return person in self.role and person not in self.gone

    def people(self, *roles: str) -> list[str]:
        """Everyone enrolled, or all of these roles."""
        return sorted(
            p for p, r in self.role.items() if self.active(p) and (not roles or r in roles)
        )

    def board(self) -> set[str]:
        """Everyone who holds a seat now."""
        return set(self.seats) - self.empty

    def officers(self) -> set[str]:
        """The board and the clerks."""
        return self.board() | set(self.people("clerk"))

    def presiding(self) -> str | None:
        """The chair, or the first of the board in the room."""
        sat = sorted(self.board() & self.here)
        chair = [p for p in sat if self.role[p] == "chair"]
        return next(iter(chair + sat), None)

    def watching(self) -> set[str]:
        """The observers in the room."""
        return set(self.people("observer")) & self.here

    def watching_at(self, station: str) -> set[str]:
        """Those of them who sit at that station, and so see what is ruled there."""
        return {person for person in self.watching() if (person, station) in self.rooms}

    def at(self, station: str) -> list[str]:
        """Who is signed in there."""
        return sorted(p for p, st in self.rooms if st == station)

    def unlike(self, first: str, second: str) -> bool:
        """Whether two people may act together."""
        mine, yours = self.party.get(first), self.party.get(second)
        apart = not self.by_party or mine is None or yours is None or mine != yours
        return first != second and (apart or any({first, second} <= w for w in self.waived))

    def unlike_pairs(self, people: Collection[str]) -> list[tuple[str, str]]:
        """Every two of these who may act together."""
        listed = sorted(people)
        return [(a, b) for n, a in enumerate(listed) for b in listed[n + 1 :] if self.unlike(a, b)]

    def has_quorum(self) -> bool:
        """Whether the board may act."""
        return len(self.board() & self.here) >= self.quorum

    # Who may -------------------------------------------------------------------------------

    def hands(self, entry: Entry) -> Hands | None:
        """Whose keys are under it; ``None`` if one of them is not good there any more."""
        found = Hands()
        for k, _ in entry.signatures:
            if k not in self.keys:
                continue
            use, person = self.keys[k]
            if use == "log":
                found.log = True
            elif person in self.gone:
                return None
            elif use == "identity":
                if self.own[person] != k:
                    return None
                found.identities.append(person)
            else:
                if self.rooms.get((person, entry.body["st"])) != k:
                    return None
                found.sessions.append(person)
        return found

    def may(self, entry: Entry) -> bool:
        """Whether those who signed have the right to this kind of act, before it is recorded."""
        hands = self.hands(entry)
        if hands is None or (hands.sessions and entry.kind not in _BY_SESSION):
            return False
        if entry.kind != "signout" and hands.log != _WITH_LOG.get(entry.kind, False):
            return False
        return bool(getattr(self, f"_{entry.kind}")(entry, hands))

    def _are(self, people: Collection[str], *roles: str) -> bool:
        return all(self.role[p] in roles for p in people)

    def _two_officers(self, hands: Hands) -> bool:
        whole = hands.only_identities() and set(hands.identities) <= self.officers()
        return whole and bool(self.unlike_pairs(hands.identities))

    def _rule(self, entry: Entry, hands: Hands) -> bool:
        sessions = hands.sessions
        if hands.identities or not set(sessions) <= self.here:
            return False
        if entry.body["tier"] == "board":
            return sessions == [self.presiding()] and self.has_quorum()
        two = self.tiers > 1 and len(sessions) == 2 and self._are(sessions, "team")
        return two and self.unlike(*sessions)

    def _vote(self, _entry: Entry, hands: Hands) -> bool:
        one = not hands.identities and hands.one()
        return one and set(hands.sessions) <= self.board() & self.here and self.has_quorum()

    def _sitting(self, _entry: Entry, hands: Hands) -> bool:
        here = self.board() & self.here
        return hands.only_identities() and sorted(hands.identities) == sorted(here)

    def _attest(self, _entry: Entry, hands: Hands) -> bool:
        right = hands.one() and self._are(hands.all, "observer")
        return right and set(hands.sessions) <= self.here

    def _withdraw(self, _entry: Entry, hands: Hands) -> bool:
        return not hands.identities and hands.one() and self._are(hands.all, "observer")

    def _close(self, _entry: Entry, hands: Hands) -> bool:
        closers = [p for p in hands.identities if self.role[p] != "observer"]
        if not hands.only_identities() or not set(hands.identities) <= self.here:
            return False
        if len(closers) != 2:
            return False
        if self.tiers > 1:
            return self._are(closers, "team") and self.unlike(*closers)
        return self.presiding() in closers and set(closers) <= self.officers()

    def _reopen(self, _entry: Entry, hands: Hands) -> bool:
        return len(hands.identities) == 2 and self._two_officers(hands)

    def _remove(self, _entry: Entry, hands: Hands) -> bool:
        return self._two_officers(hands)

    _enrol = _remove

    def _motion(self, _entry: Entry, hands: Hands) -> bool:
        board, signed = self.board(), set(hands.identities)
        whole = hands.only_identities() and signed <= board & self.here
        return whole and 2 * len(signed) > len(board) and self.has_quorum()

    def _rescan(self, _entry: Entry, hands: Hands) -> bool:
        return hands.only_identities() and hands.one() and self._are(hands.all, "clerk")

    def _paper(self, _entry: Entry, hands: Hands) -> bool:
        return not hands.identities and hands.one() and not self._are(hands.all, "observer")

    def _signin(self, entry: Entry, hands: Hands) -> bool:
        return hands.only_identities() and hands.identities == [entry.body["person"]]

    def _signout(self, entry: Entry, hands: Hands) -> bool:
        if hands.identities:
            return False
        alone = hands.log and not hands.sessions
        return alone or (not hands.log and hands.sessions == [entry.body["person"]])

    def _attend(self, entry: Entry, hands: Hands) -> bool:
        return hands.one() and (
            hands.all == [entry.body["person"]] or hands.all[0] in self.officers()
        )

    def _note(self, _entry: Entry, hands: Hands) -> bool:
        alike = not hands.identities or not hands.sessions
        return bool(hands.all) and alike and len(set(hands.all)) == len(hands.all)
