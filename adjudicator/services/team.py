"""Whether the people at a table make a team."""

from collections.abc import Sequence

from adjudicator.domain.people import Person, Role
from adjudicator.services.recount import Recount

_TEAM = 2


def team_problem(recount: Recount, people: Sequence[Person]) -> str:
    """Why these two may not rule together, in a sentence; empty if they may."""
    team = [p for p in people if p.role is Role.TEAM]
    if len(team) < _TEAM:
        missing = "Two members of the counting team are" if not team else "A second member is"
        return f"{missing} needed. Sign in (F3)."
    if not recount.state.data.different(team[0], team[1]):
        return (
            f"{team[0].name or team[0].id} and {team[1].name or team[1].id} are of the same party. "
            "Let somebody of another party sign in (F3)."
        )
    return ""
