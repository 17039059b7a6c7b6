"""Acts of a random evening: people come and go, are enrolled, removed, seated, given new keys."""

from collections.abc import Sequence

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Entry
from tests.ledger.evening import AGAINST
from tests.ledger.scenery import a_hash
from tests.ledger.state.night import Night, pick
from tests.ledger.state.night_board import move, record, usual_value, waiting

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
    """A member leaves for good, and an alternate takes the seat, or comes too late for it."""
    house = night.house
    board = sorted(house.board())
    if not board:
        return
    person = pick(board, a)
    pairs = house.unlike_pairs(house.officers() - {person}) or [(person, night.anybody(b))]
    if night.offer(bodies.remove(person=person), *pick(pairs, b)) is not None:
        pairs = house.unlike_pairs(house.officers())
        if a % 2 and pairs:
            enrol(night, f"late{len(house.role)}", "member", None, pick(pairs, b))
        spare = sorted(set(house.people("alternate")) - house.board())
        if spare:
            move(night, "seat", {"alternate": pick(spare, a), "for": person})


def changes_sides(night: Night, a: int, b: int) -> None:
    """An observer comes back as something else, or a team's member as an observer.

    The one may take back no objection any more, the other answers to no ruling of their own.
    """
    ruled = [e for e in night.scene.entries if e.kind == "rule" and e.body["tier"] == "team"]
    filed = [s for s in night.book.said if s.answer == "object"]
    if filed and (b % 2 or not ruled):
        said = pick(filed, a)
        _comes_as(night, said.person, pick(("team", "member", "clerk"), a), b)
        leaf = night.scene.state.data.tree.leaf(said.entry).hex()
        night.by(bodies.withdraw(objection=said.entry, leaf=leaf), said.person)
    elif ruled:
        act = pick(ruled, a)
        person = min(night.book.acts[act.index][1])
        _comes_as(night, person, "observer", b)
        about = [(act.index, act.leaf.hex(), None)]
        for via in ("own", "shared"):
            night.by(bodies.attest(about=about, via=via, answer="none"), person)


def _comes_as(night: Night, person: str, role: str, n: int) -> None:
    house = night.house
    others = house.officers() - {person}
    pairs = house.unlike_pairs(others)
    if pairs and house.active(person):
        night.offer(bodies.remove(person=person), *pick(pairs, n))
        enrol(night, person, role, house.party[person], pick(pairs, n))
        night.sign_in(person)


def turn_a_vote(night: Night, a: int, b: int) -> None:
    """Some vote for, some against; officers remove who was against, and the vote is recorded."""
    house, case = night.house, pick(waiting(night), a)
    here = night.scene.here()
    some = 1 + b % 2
    for place, member in enumerate(here):
        said = usual_value(night, case) if place < some else AGAINST
        night.by(night.scene.vote_fields(said, case), member)
    for person in here[some:][: 1 + a % 3]:
        pairs = house.unlike_pairs(house.officers() - {person})
        if pairs:
            night.offer(bodies.remove(person=person), *pick(pairs, b))
    record(night, case, 1)


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
        station = pick(_STATIONS, a // 13)
        night.sign_in(who, station)
        if station is not None and b % 2:  # only a look at another table
            night.offer(bodies.signout(person=who), who + "*", st=station)
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
