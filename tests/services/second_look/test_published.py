"""How often a second look saw something else stands on the papers, beside the policy."""

from adjudicator.domain.second_look import Sight
from adjudicator.services.papers.making import Gathered, Kind, gather
from adjudicator.services.policies import policy_sentences
from tests.interchange.papers.reading import read_pages
from tests.services.second_look.looking_room import LookingRoom


def words(made: Gathered) -> str:
    return " ".join(page.words for page in read_pages(made.render()))


def test_the_rate_stands_in_the_minutes_and_in_the_report(room: LookingRoom) -> None:
    room.confirm()
    room.draw()
    room.look(Sight.VOTE)
    for kind, about in ((Kind.MINUTES, ""), (Kind.REPORT, "mayor")):
        told = words(gather(room.recount, kind, about))
        assert "Second look at blanks" in told
        assert "2 ballots drawn. Second look: 1 of 1 seen otherwise (1,000 of 1,000)" in told
        assert f"Batch {room.batch()}: 1 of 1 seen otherwise" in told
    assert "drew 2 blanks of batch" in words(gather(room.recount, Kind.MINUTES))


def test_the_policy_is_said_of_blanks_and_not_of_rulings(room: LookingRoom) -> None:
    told = " ".join(policy_sentences(room.recount.state.data.rules.fields))
    assert (
        "Of each 1,000 ballots 100 confirmed as blank in a batch are drawn for a second look, at "
        "least one; another team looks, and is not told the ruling. Where more than 200 of each "
        "1,000 drawn are seen otherwise, every blank of the batch is looked at again." in told
    )
    plain = room.recount.state.data.rules.fields | {"sample_pm": 0}
    assert "No blank is drawn for a second look." in policy_sentences(plain)
