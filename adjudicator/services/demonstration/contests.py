"""The last act of a demonstration: the board closes every contest in which nothing waits."""

from collections.abc import Callable

from adjudicator.services.board.recesses import end_recess, recess_now
from adjudicator.services.board.voting import presiding_seat
from adjudicator.services.demonstration.evening import Boardroom
from adjudicator.services.proof.ends import close_contest, read_contest_end


def close_contests(room: Boardroom, tell: Callable[[str], None]) -> None:
    """Close them one by one; each member of the board opens their key once for each.

    :param tell: called with each sentence of what happened.
    """
    recount = room.recount
    if recess_now(recount):
        end_recess(recount, presiding_seat(recount, room.seating))
        tell("The recess is over: the board sits again.")
    keys = [room.key(person) for person in room.seated()]
    for contest in recount.election.contests:
        if contest.id not in recount.state.data.contests:
            continue
        end = read_contest_end(recount, contest.id)
        if not end.waits:
            appended = close_contest(recount, end, keys)
            tell(f"The board closes {end.title} over its tally, in entry {appended.index:,}.")
