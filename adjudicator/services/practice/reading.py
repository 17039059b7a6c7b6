"""Reads what there is to practise on from ``resources/practice/``.

``election.toml`` is the invented election, ``ballots.csv`` says how each ballot was drawn, and a
file named like a rule pack holds the answers as that pack reads the standards:

.. code-block:: toml

    [[situation]]
    ballot = "circled-alone"
    family = "circled"
    contest = "council"
    because = "The name is circled, and no other contest is marked."
    answers = [
        { disposition = "vote", votes = ["corbin"], clauses = ["4c1"], consistency = ["unmarked"] },
    ]
"""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from adjudicator.domain.election import Election
from adjudicator.domain.rulepack import RulePack
from adjudicator.domain.rulepack_reader import read_rule_pack
from adjudicator.domain.rulings import Consistency, Disposition
from adjudicator.interchange.elections.reading import read_election
from adjudicator.interchange.keys import Complaints, Keys
from adjudicator.interchange.problems import Unreadable, unreadable
from adjudicator.resources import resource_path
from adjudicator.services.demonstration.kinds import LARGE_PRINT
from adjudicator.services.demonstration.voters import VotedBallot, read_voted_ballots
from adjudicator.services.opening import rule_pack_bytes
from adjudicator.services.practice.situations import Answer, Family, PracticeSet, Situation

FOLDER = "practice"
RULES = "florida-2018"
"""The pack practised under; its file of answers has the same name."""
LEGEND = "PRACTICE - INVENTED BALLOT"
_FORMAT = 1
_ANSWER = ("disposition", "votes", "clauses", "consistency", "words")


def read_practice(folder: Path | None = None) -> PracticeSet:
    """Read everything there is to practise on.

    :param folder: the files; by default those the program brings along.
    :raises Unreadable: with every problem found in the file that has some.
    """
    folder = folder or resource_path(FOLDER)
    election = read_election(folder / "election.toml")
    ballots = {b.ballot: b for b in read_voted_ballots(folder / "ballots.csv", election)}
    path = folder / f"{RULES}.toml"
    try:
        value = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise unreadable(path.name, f"These answers cannot be read: {error}.") from error
    complaints = Complaints(path.name)
    keys = Keys(value, "", complaints)
    keys.only(("format", "rules", "draw", "family", "situation"))
    if keys.number("format", 0) != _FORMAT:
        keys.complain("format", f"This program reads format {_FORMAT}.")
    reader = _Reader(election, read_rule_pack(rule_pack_bytes(RULES)), ballots)
    practice = PracticeSet(
        rules=keys.text("rules"),
        draw=keys.number("draw", 1, at_least=1),
        election=election,
        families=tuple(_family(k) for k in keys.groups("family", required=True)),
        situations=tuple(reader.situations(keys)),
        design=replace(LARGE_PRINT, legend=LEGEND),
    )
    _check_whole(practice, ballots, keys)
    if complaints.problems:
        raise Unreadable(complaints.problems)
    return practice


def _family(keys: Keys) -> Family:
    keys.only(("id", "title", "least"))
    return Family(keys.id("id"), keys.text("title"), keys.number("least", 0))


def _check_whole(practice: PracticeSet, ballots: Mapping[str, VotedBallot], keys: Keys) -> None:
    """Every ballot has its answer once, every family enough ballots, and they fit one practice."""
    told = [s.id for s in practice.situations]
    for ballot in sorted(ballots.keys() - set(told)):
        keys.complain("situation", f"No answer is written for the ballot {ballot}.")
    for ballot in sorted({b for b in told if told.count(b) > 1}):
        keys.complain("situation", f"The ballot {ballot} is answered twice.")
    if practice.rules != RULES:
        keys.complain("rules", f"This file must follow the rule pack {RULES}.")
    for family in practice.families:
        if sum(s.family == family.id for s in practice.situations) < family.least:
            keys.complain("family", f"The family {family.id} has fewer ballots than it needs.")
    known = {f.id for f in practice.families}
    for situation in practice.situations:
        if situation.family not in known:
            keys.complain("situation", f"{situation.family!r} is not a family of this file.")
    needed = max(practice.draw, sum(f.least for f in practice.families))
    if needed > min(practice.draw, len(practice.situations)):
        keys.complain("draw", "The families and the ballots do not fit into one practice.")


class _Reader:
    """Reads situations against one election, one rule pack and the ballots drawn."""

    def __init__(
        self, election: Election, rules: RulePack, ballots: Mapping[str, VotedBallot]
    ) -> None:
        self._election = election
        self._contests = {c.id for c in election.contests}
        self._rules = rules
        self._ballots = ballots

    def situations(self, keys: Keys) -> Iterator[Situation]:
        """Every situation that can be read; the others leave a complaint."""
        for group in keys.groups("situation", required=True):
            group.only(("ballot", "family", "contest", "because", "answers"))
            ballot, contest = group.id("ballot"), group.id("contest")
            if ballot not in self._ballots:
                group.complain("ballot", f"{ballot!r} is not a ballot of ballots.csv.")
                continue
            if contest not in self._contests:
                group.complain("contest", f"{contest!r} is not a contest of this election.")
                continue
            answers = tuple(
                answer
                for each in group.groups("answers", required=True)
                for answer in self._answer(each, contest)
            )
            yield Situation(
                voted=self._ballots[ballot],
                contest=contest,
                family=group.id("family"),
                answers=answers,
                because=group.text("because"),
            )

    def _answer(self, keys: Keys, contest: str) -> Iterator[Answer]:
        keys.only(_ANSWER)
        votes, clauses = keys.texts("votes"), keys.texts("clauses")
        for vote in votes:
            if not self._election.contest(contest).has_choice(vote):
                keys.complain("votes", f"{contest} has no choice {vote!r}.")
        for clause in clauses:
            if self._rules.clause(clause) is None:
                keys.complain("clauses", f"The rule pack {RULES} has no clause {clause!r}.")
        try:
            yield Answer(
                disposition=Disposition(keys.text("disposition")),
                votes=frozenset(votes),
                clauses=clauses,
                consistency=tuple(Consistency(c) for c in keys.texts("consistency")),
                words=keys.text("words", ""),
            )
        except ValueError as error:
            keys.complain("disposition", f"This is no answer: {error}.")
