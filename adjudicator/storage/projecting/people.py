"""Enrolment, roster, seats, sign-in and attendance."""

from sqlalchemy import insert, select, update

from adjudicator.domain.people import SEATS, Role
from adjudicator.storage.projecting.act import Act
from adjudicator.storage.schema import people, sessions


def enrol(act: Act) -> None:
    """A person is in the record; a new enrolment replaces a lost key."""
    body = act.body
    values = {
        "enrolled": act.index,
        "role": body["role"],
        "party": body["party"],
        "name": act.open_seal(body["name"]),
        "removed": None,
        "seated": None,
    }
    _fill(act)
    if body["replaces"] is not None:
        act.connection.execute(
            update(people).where(people.c.person == body["person"]).values(**values)
        )
        return
    act.connection.execute(
        insert(people).values(
            person=body["person"], presence="out", rostered=0, displaced=None, **values
        )
    )


def _fill(act: Act) -> None:
    """Who left the seat this person takes finds it taken, should they come back."""
    if act.fills is not None and act.fills != act.body["person"]:
        act.connection.execute(
            update(people)
            .where(
                people.c.person == act.fills,
                people.c.removed.is_not(None),
                people.c.role.in_(sorted(SEATS)),
            )
            .values(displaced=act.body["person"])
        )


def remove(act: Act) -> None:
    """A person may act no more; what they signed stays."""
    person = act.body["person"]
    act.connection.execute(
        update(people)
        .where(people.c.person == person)
        .values(removed=act.index, presence="out", seated=None)
    )
    _end_sessions(act, person, station=None)


def seat(act: Act, comes: str, goes: str) -> None:
    """One person holds a seat of the board from now on, and another does not."""
    _hold(act, goes, seated=None, displaced=comes)
    _hold(act, comes, seated=goes, displaced=None)


def _hold(act: Act, person: str, *, seated: str | None, displaced: str | None) -> None:
    """An alternate is seated for somebody; a chair or member is displaced by somebody."""
    mine = people.c.person == person
    role = act.connection.execute(select(people.c.role).where(mine)).scalar()
    values = {
        "seated": seated if role == Role.ALTERNATE else None,
        "displaced": displaced if role in SEATS else None,
    }
    act.connection.execute(update(people).where(mine).values(**values))


def constitute(act: Act) -> None:
    """The roster is the board's; earlier rosters no longer hold."""
    act.connection.execute(update(people).values(rostered=0))
    ids = [person for person, _ in act.body["roster"]]
    act.connection.execute(update(people).where(people.c.person.in_(ids)).values(rostered=1))


def signin(act: Act) -> None:
    """A session begins; the person's earlier one at that station ends."""
    person, station = act.body["person"], act.body["st"]
    _end_sessions(act, person, station=station)
    act.connection.execute(
        insert(sessions).values(entry=act.index, person=person, station=station, ended=None)
    )
    _presence(act, person, "in")


def signout(act: Act) -> None:
    """A session ends; with the last one the person is out."""
    person = act.body["person"]
    _end_sessions(act, person, station=act.body["st"])
    still_open = act.connection.execute(
        sessions.select().where(sessions.c.person == person, sessions.c.ended.is_(None))
    ).first()
    if still_open is None:
        _presence(act, person, "out")


def attend(act: Act) -> None:
    """In, out or away, as the person or an officer says."""
    _presence(act, act.body["person"], act.body["state"])


def _presence(act: Act, person: str, state: str) -> None:
    act.connection.execute(update(people).where(people.c.person == person).values(presence=state))


def _end_sessions(act: Act, person: str, *, station: str | None) -> None:
    statement = update(sessions).where(sessions.c.person == person, sessions.c.ended.is_(None))
    if station is not None:
        statement = statement.where(sessions.c.station == station)
    act.connection.execute(statement.values(ended=act.index))
