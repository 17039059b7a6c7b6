"""What every election definition must hold, whichever form it came in."""

from collections import Counter
from collections.abc import Iterable

from adjudicator.domain.election import BallotStyle, Contest, Election
from adjudicator.domain.tally import BUCKETS
from adjudicator.interchange.keys import Complaints
from adjudicator.interchange.problems import Unreadable, did_you_mean


def checked(election: Election, complaints: Complaints) -> Election:
    """The election itself, if nothing is wrong with it.

    :raises Unreadable: with every problem noted while reading and found here.
    """
    # What could not be read would only bring complaints that follow from it.
    if not complaints.problems:
        _check(election, complaints)
    if complaints.problems:
        raise Unreadable(complaints.problems)
    return election


def _check(election: Election, complaints: Complaints) -> None:
    for what, ids in (
        ("contests", [c.id for c in election.contests]),
        ("precincts", [p.id for p in election.precincts]),
        ("parties", [p.id for p in election.parties]),
        ("styles", [s.id for s in election.styles]),
    ):
        _unique(what, ids, complaints)
        if not ids and what != "parties":
            complaints.add(what, "The election has none.")
    if not election.title:
        complaints.add("title", "The election needs a title.")
    parties = [p.id for p in election.parties]
    for contest in election.contests:
        _check_contest(contest, parties, complaints)
    for style in election.styles:
        _check_style(style, election, complaints)
    carried = {c for style in election.styles for c in style.contests}
    for contest in election.contests:
        if contest.id not in carried:
            complaints.add(f"contest {contest.id}", "No ballot style carries this contest.")


def _check_contest(contest: Contest, parties: list[str], complaints: Complaints) -> None:
    where = f"contest {contest.id}"
    if not contest.title:
        complaints.add(where, "The contest needs a title.")
    if not contest.named_choices and not contest.write_in_lines:
        complaints.add(where, "The contest has no choices.")
    _unique(f"{where}, choices", [c.id for c in contest.choices], complaints)
    for choice in contest.choices:
        if choice.id in BUCKETS:
            message = f'"{choice.id}" is a word of the tally and cannot be the id of a choice.'
            complaints.add(where, message)
        if not choice.name:
            complaints.add(f"{where}, choice {choice.id}", "The choice needs a name.")
        for party in choice.parties:
            if party not in parties:
                message = f'"{party}" is not a party of this election.'
                complaints.add(
                    f"{where}, choice {choice.id}", message + did_you_mean(party, parties)
                )


def _check_style(style: BallotStyle, election: Election, complaints: Complaints) -> None:
    for what, ids, known in (
        ("precinct", style.precincts, [p.id for p in election.precincts]),
        ("contest", style.contests, [c.id for c in election.contests]),
    ):
        if not ids:
            complaints.add(f"style {style.id}", f"The ballot style names no {what}.")
        for id_ in sorted(set(ids) - set(known)):
            message = f'"{id_}" is not a {what} of this election.{did_you_mean(id_, known)}'
            complaints.add(f"style {style.id}", message)


def _unique(what: str, ids: Iterable[str], complaints: Complaints) -> None:
    for id_, times in Counter(ids).items():
        if times > 1:
            complaints.add(what, f'The id "{id_}" is used {times} times; each must differ.')
