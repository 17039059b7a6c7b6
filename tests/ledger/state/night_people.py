"""Acts of a random evening: people come and go, are enrolled, removed, seated, given new keys."""

from collections.abc import Sequence

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Entry
from tests.ledger.scenery import a_hash
from tests.ledger.state.night import Night, pick
from tests.ledger.state.night_board import move

_ROLES = ("member", "alternate", "clerk", "team", "observer", "chair")
_PARTIES = (None, "rep", "dem")
_STATIONS = (None, None, None, "b1", "t1", "t2")
_MOST = 6


def enrol(
    night: Night, person: str, role: str, party: str | None, officers: Sequence[str]
) -> Entry | None:
    """Somebody is enrolled with a new key by these officers."""
    key = night.scene.new_key(person)
    fields = bodies.enrol(
        person=person, role=role, party=party, key=key.public, replaces=night.house.own.get(person)
    )
    entry = night.offer(fields, "log", *officers, new=key)
    if entry is not None:
        night.scene.keys[person] = (entry.index, key)
    return entry


def officers(night: Night, n: int) -> tuple[str, ...]:
    """Two officers, mostly two who may act together."""
    pairs = night.house.unlike_pairs(night.house.officers())
    if pairs and n % 8:
        return pick(pairs, n)
    return tuple({night.anybody(n), night.anybody(n // 8 + 1)})


def newcomer(night: Night, a: int, b: int) -> None:
    """Somebody new, or somebody removed before, perhaps in another role."""
    gone = sorted(night.house.gone)
    known = [p for p in night.house.role if p.startswith("new")]
    person, role, party = f"new{len(known) + 1}", pick(_ROLES, a), pick(_PARTIES, a // 7)
    if gone and (b % 4 or len(known) >= _MOST):
        person = pick(gone, a)
        if b % 5:
            role, party = night.house.role[person], night.house.party[person]
    elif len(known) >= _MOST:
        person = night.anybody(a)
    if enrol(night, person, role, party, officers(night, b)) is not None and a % 5:
        night.sign_in(person)


def new_key(night: Night, a: int, b: int) -> None:
    """A lost passphrase: two officers end the key and enrol the person anew."""
    person = night.anybody(a)
    others = [p for p in night.house.officers() if p != person]
    pairs = night.house.unlike_pairs(others)
    if pairs and night.offer(bodies.remove(person=person), *pick(pairs, b)) is not None:
        house = night.house
        pairs = house.unlike_pairs(house.officers())
        if pairs:
            enrol(night, person, house.role[person], house.party[person], pick(pairs, b))
            night.sign_in(person)


def remove(night: Night, a: int, b: int) -> None:
    """Somebody is removed, by officers or by people who are none."""
    by = officers(night, b) if a % 3 == 0 else (night.anybody(b), night.anybody(b // 7))
    night.offer(bodies.remove(person=night.anybody(a)), *dict.fromkeys(by))


def leaves_for_good(night: Night, a: int, b: int) -> None:
    """A member leaves for good, and an alternate takes the seat."""
    house = night.house
    board = sorted(house.board())
    if not board:
        return
    person = pick(board, a)
    pairs = house.unlike_pairs(house.officers() - {person}) or [(person, night.anybody(b))]
    if night.offer(bodies.remove(person=person), *pick(pairs, b)) is not None:
        spare = sorted(set(house.people("alternate")) - house.board())
        if spare:
            move(night, "seat", {"alternate": pick(spare, a), "for": person})


def come_back(night: Night, a: int, b: int) -> None:
    """One of those who are missing takes a seat, or the whole board and the teams do."""
    house = night.house
    missing = sorted(set(house.people()) - house.here)
    at_work = house.board() | set(house.people("team"))
    coming = [pick(missing, a)] if missing and b % 2 else sorted(at_work - house.here)
    for person in coming:
        night.sign_in(person)


def come_or_go(night: Night, a: int, b: int) -> None:
    """Somebody signs in or out, or is noted as here, away or gone."""
    who = night.anybody(a)
    if b % 3 == 0:
        night.sign_in(who, pick(_STATIONS, a // 13))
    elif b % 3 == 1:
        signer = "log" if b % 5 == 0 else who + "*"
        station = night.at_desk(who) if b % 7 else "t2"
        night.offer(bodies.signout(person=who), signer, st=station)
    else:
        state = pick(("in", "away", "out"), b)
        by = pick((who + "*", who, night.anybody(a // 11), night.anybody(a // 11) + "*"), a // 5)
        desk = night.at_desk(by.rstrip("*"))
        night.offer(bodies.attend(person=who, state=state), by, st=desk)


def note(night: Night, a: int, b: int) -> None:
    """An incident, signed by one or two people, as signed in or by passphrase."""
    two = sorted({night.anybody(a), night.anybody(b)})
    names = [p + "*" for p in two] if a % 2 else two
    if a % 7 == 0:
        names[0] = two[0] + "*"
    people = [night.anybody(a + b)]
    fields = bodies.note(category="incident", words=a_hash("words"), people=people)
    night.offer(fields, *names, st=night.at_desk(two[0]))
