"""The demonstrations there are, and their files under ``resources/demonstration/``."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from adjudicator.domain.election import Election
from adjudicator.imaging.printing.design import LETTER, BallotDesign
from adjudicator.interchange.elections.reading import read_election
from adjudicator.interchange.people import PersonRow, read_people
from adjudicator.interchange.problems import Unreadable
from adjudicator.resources import resource_path
from adjudicator.services.demonstration.stories import Story
from adjudicator.services.demonstration.story_reader import read_story
from adjudicator.services.demonstration.voters import VotedBallot, read_voted_ballots

FOLDER = "demonstration"
PALMETTO, VOLUSIA = "palmetto", "volusia"
LARGE_PRINT = BallotDesign(
    paper=LETTER,
    columns=2,
    grid=0.33,
    title_size=13,
    name_size=13,
    text_size=11,
    oval_width=0.22,
    oval_height=0.13,
)
"""Large print: the pictures are looked at on projectors."""


@dataclass(frozen=True, slots=True)
class Script:
    """Everything written down about one demonstration."""

    story: Story
    election: Election
    people: Sequence[PersonRow]
    ballots: Sequence[VotedBallot]
    """Those whose marks the script names."""
    design: BallotDesign

    @property
    def is_replay(self) -> bool:
        """Whether a real contest is replayed: the counts are public, not of these ballots."""
        return bool(self.story.figures)


def read_script(name: str) -> Script:
    """Read one demonstration of those the program brings along.

    :raises Unreadable: one of its files has a problem.
    """
    folder = resource_path(FOLDER, name)
    election = read_election(folder / "election.toml")
    people = read_people(folder / "people.csv", election)
    if people.problems:
        raise Unreadable(people.problems)
    story = read_story(folder / "story.toml", election)
    legend = "REPLAY - INVENTED BALLOT" if story.figures else LARGE_PRINT.legend
    return Script(
        story=story,
        election=election,
        people=people.people,
        ballots=read_voted_ballots(folder / "ballots.csv", election),
        design=replace(LARGE_PRINT, legend=legend),
    )
