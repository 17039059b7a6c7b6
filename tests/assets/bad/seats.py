"""Cheats of people who are not entitled, not different, or not there."""

from adjudicator.ledger import bodies
from tests.assets.bad.cheating import Cheat, Means, bad
from tests.ledger.evening import value
from tests.verifier import stories
from tests.verifier.stories import Story


@bad(
    "team-not-different",
    story="piled",
    means=Means(
        "Two people of one party: Ada, signed in at the table, and Cruz of another team, who comes "
        "over with the passphrase.",
        keys=("ada*", "cruz"),
    ),
    entry=31,
    reason="different",
    because="this takes two different people, of different parties where both have one",
)
def team_not_different(cheat: Cheat) -> None:
    """Cruz signs in at Ada's table, as people may, and rules with her."""
    cheat.story.signin("cruz", "t1")
    cheat.act(cheat.story.rule_fields(cheat.story.item(3)), "ada*", "cruz*")


@bad(
    "observer-rules",
    story="piled",
    means=Means("Ada of the team, and the observer Lee at her table.", keys=("ada*", "lee*")),
    entry=30,
    reason="rights",
    because="this step (rule) has to be signed by both members of a counting team",
)
def observer_rules(cheat: Cheat) -> None:
    """An observer takes the place of the team's second."""
    cheat.act(cheat.story.rule_fields(cheat.story.item(3)), "ada*", "lee*")


def gone(*people: str) -> Story:
    """The ballots are in, one batch is closed, and these have left."""
    scene = stories.told("closed")
    for person in people:
        scene.act(bodies.attend(person=person, state="out"), person + "*", st="b1")
    return scene


@bad(
    "absent-member-makes-quorum",
    form="signs from home",
    story=lambda: gone("lewis"),
    means=Means("The chair, and Lewis, who has gone home with his key.", keys=("kelly", "lewis")),
    entry=44,
    reason="attendance",
    because="lewis is not in attendance",
)
def absent_member_makes_quorum(cheat: Cheat) -> None:
    """A motion is carried by somebody who was not there."""
    fields = cheat.story.motion_fields("suspend", {"contest": "senate"})
    cheat.act(fields, "kelly", "lewis")


@bad(
    "absent-member-makes-quorum",
    form="is counted",
    story=lambda: gone("lewis", "moore"),
    means=Means("The chair alone.", keys=("kelly*",)),
    entry=45,
    reason="quorum",
    because="quorum is 1 of 2",
)
def absent_member_is_counted(cheat: Cheat) -> None:
    """The chair goes on with votes while everyone else has left."""
    scene = cheat.story
    fields = scene.vote_fields(value("vote", "ann"), scene.case(1))
    cheat.act(fields, "kelly*", st="b1")
