"""Words other programs use for counting groups, conditions, lots and roles, and ours for them."""

from adjudicator.domain.ballots import Lot
from adjudicator.domain.election import CountingGroup, Election
from adjudicator.domain.people import Role
from adjudicator.domain.readings import Condition
from adjudicator.interchange.texts import Names

_OTHER_GROUPS = {
    CountingGroup.VOTE_BY_MAIL: ("mail", "absentee", "absentee by mail", "by mail"),
    CountingGroup.EARLY_VOTING: ("early", "advance", "in person absentee"),
    CountingGroup.ELECTION_DAY: ("election", "polls", "polling place", "precinct"),
    CountingGroup.PROVISIONAL: ("provisionals",),
    CountingGroup.OVERSEAS: ("uocava", "military", "overseas and military"),
}
_OTHER_CONDITIONS = {
    Condition.OVERVOTE: ("over", "overvoted", "over vote", "too many"),
    Condition.UNDERVOTE: ("under", "undervoted", "under vote"),
    Condition.BLANK: ("blank vote", "blank contest", "not voted", "no vote"),
    Condition.AMBIGUOUS: ("ambiguous mark", "marginal", "marginal mark", "unclear"),
    Condition.WRITE_IN: ("write in", "write_in"),
}
_OTHER_ROLES = {
    Role.CHAIR: ("chairman", "chairwoman", "chairperson", "presiding"),
    Role.MEMBER: ("board", "canvassing board"),
    Role.ALTERNATE: ("alternate member", "substitute"),
    Role.CLERK: ("staff", "supervisor staff"),
    Role.TEAM: ("counter", "team member", "counting team member", "elector"),
    Role.OBSERVER: ("representative", "watcher", "party representative"),
}

GROUPS = Names.of({g.value: [g.label, g.short_label, *_OTHER_GROUPS[g]] for g in CountingGroup})
CONDITIONS = Names.of({c.value: [c.value, *_OTHER_CONDITIONS[c]] for c in Condition})
LOTS = Names.of({lot.value: [lot.label] for lot in Lot})
ROLES = Names.of({r.value: [r.value, r.label, *_OTHER_ROLES[r]] for r in Role})


def precinct_names(election: Election) -> Names:
    """Finds precincts by id or name."""
    return Names.of({p.id: [p.name] for p in election.precincts})


def contest_names(election: Election) -> Names:
    """Finds contests by id or title."""
    return Names.of({c.id: [c.title] for c in election.contests})


def choice_names(election: Election) -> dict[str, Names]:
    """By contest id: finds choices by id or name."""
    return {c.id: Names.of({o.id: [o.name] for o in c.choices}) for c in election.contests}
