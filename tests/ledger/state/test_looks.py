"""References, samples of blanks, and the second look of another team."""

from adjudicator.ledger import bodies
from adjudicator.ledger.envelope import Body, Entry
from adjudicator.ledger.piles import work_order
from tests.ledger.evening import ANN, Evening
from tests.ledger.scenery import a_hash
from tests.ledger.state.refusals import refused

BOARD = ("kelly", "lewis")
TEAM = ("ada*", "ben*")
OTHERS = ("cruz*", "dunn*")
SENATE_BATCH = 3
SEED = a_hash("dice")


class Looking(Evening):
    """An evening with a second team, Cruz and Dunn, at a table of their own."""

    def seated(self) -> "Looking":
        self.constituted()
        for person, party in {"cruz": "rep", "dunn": "dem"}.items():
            self.enrol(person, "team", party, "kelly", "clerk1")
        for person in self.state.data.people:
            table = person in {"ada", "ben", "ortiz", "lee"}
            self.signin(person, "t1" if table else "t2" if person in {"cruz", "dunn"} else "b1")
        return self

    def sample_fields(self, size: int = 2, **changes: object) -> Body:
        return bodies.sample(batches=[SENATE_BATCH], seed=SEED, drawn="Dice.", size=size) | changes

    def to_sample(self, size: int = 2) -> Entry:
        """The team confirmed four blanks; a sample of them is drawn."""
        self.to_docket("nothing_marked")
        return self.act(self.sample_fields(size), *BOARD)

    def look_fields(self, sample: Entry, *seals: str, disp: str = "nothing_marked") -> Body:
        cases = [self.state.data.cases[seal] for seal in seals]
        return bodies.look(
            sample=sample.index, items=[(case.seal, case.row, disp) for case in cases]
        )

    def look_draft(self, fields: Body, *signers: str) -> Entry:
        return self.draft(fields, *(signers or OTHERS), st="t1" if "ada*" in signers else "t2")


def test_two_people_of_a_station_say_where_the_contests_are() -> None:
    scene = Evening().seated()
    fields = bodies.reference(style="7", side="front", image=a_hash("page"), layout=a_hash("boxes"))
    refused(scene, scene.draft(fields, "ada*"), "rights", "two people of a team or officers")
    refused(scene, scene.draft(fields, "ada*", "lee*"), "rights", "two people of a team")
    entry = scene.act(fields, *TEAM)
    assert scene.state.data.references == {("7", "front"): entry.index}


def test_a_sample_is_the_first_blanks_of_the_order_its_seed_gives() -> None:
    scene = Looking()
    entry = scene.to_sample(2)
    blanks = [scene.case(number).seal for number in (1, 2, 3, 4)]
    assert list(scene.state.data.samples[entry.index].cases) == work_order(SEED, blanks)[:2]


def test_a_sample_is_drawn_by_the_board_from_blanks_there_are() -> None:
    scene = Looking().to_docket("nothing_marked")
    refused(scene, scene.draft(scene.sample_fields(), "kelly"), "rights", "majority of the board")
    missing = scene.draft(scene.sample_fields(batches=[99]), *BOARD)
    refused(scene, missing, "batch", "no batch 99")
    refused(scene, scene.draft(scene.sample_fields(5), *BOARD), "sample", "have 4 ballots")


def test_another_team_looks_once_and_changes_no_ruling() -> None:
    scene = Looking()
    sample = scene.to_sample(2)
    first, second = scene.state.data.samples[sample.index].cases
    own = scene.look_draft(scene.look_fields(sample, first), *TEAM)
    refused(scene, own, "different", "ada made the ruling")
    alone = scene.look_draft(scene.look_fields(sample, first), "cruz*")
    refused(scene, alone, "rights", "both members of a counting team")
    scene.add(scene.look_draft(scene.look_fields(sample, first)))
    assert scene.state.data.cases[first].current is not None
    assert not scene.state.data.before_board(scene.state.data.cases[first])
    again = scene.look_draft(scene.look_fields(sample, first, second))
    refused(scene, again, "sample", "does not wait for a second look")
    drawn = scene.state.data.samples[sample.index].cases
    other = next(s for s in scene.state.data.cases if s not in drawn)
    refused(scene, scene.look_draft(scene.look_fields(sample, other)), "sample", "does not wait")
    strange = scene.look_draft(scene.look_fields(sample, second) | {"sample": 1})
    refused(scene, strange, "sample", "entry 1 draws no sample")


def test_what_a_second_look_sees_otherwise_goes_to_the_board() -> None:
    scene = Looking()
    sample = scene.to_sample(1)
    (seal,) = scene.state.data.samples[sample.index].cases
    case = scene.state.data.cases[seal]
    before = case.current
    scene.add(scene.look_draft(scene.look_fields(sample, seal, disp="vote")))
    assert case.current == before
    assert scene.state.data.before_board(case)
    scene.decide(ANN, case)
    assert not scene.state.data.before_board(case)


def test_a_look_is_at_the_newest_images() -> None:
    scene = Looking()
    sample = scene.to_sample(1)
    (seal,) = scene.state.data.samples[sample.index].cases
    draft = scene.look_fields(sample, seal)
    scene.rescan(scene.state.data.cases[seal])
    refused(scene, scene.look_draft(draft), "evidence", "has been scanned again")
