from adjudicator.domain.readings import read_votes
from adjudicator.domain.rulings import Consistency, Disposition, EvidenceKind, Ruling
from adjudicator.domain.wording import counted, join_names, machine_sentence, ruling_sentence
from tests.domain.builders import COUNCIL, SENATE, florida

RULES = florida()


def test_the_sentence_says_the_whole_ruling() -> None:
    ruling = Ruling(
        Disposition.VOTE, frozenset({"hill"}), consistency=Consistency.SAME, clause="4c1"
    )
    assert ruling_sentence(ruling, SENATE, read_votes(SENATE, []), RULES) == (
        "Vote for Hill under (4)(c)1: name circled or underlined; "
        "other contests marked the same way."
    )


def test_nothing_marked() -> None:
    ruling = Ruling(Disposition.NOTHING_MARKED)
    sentence = ruling_sentence(ruling, SENATE, read_votes(SENATE, []), RULES)
    assert sentence == "No vote: nothing is marked in this contest."


def test_a_vote_taken_away_stands_in_the_sentence() -> None:
    ruling = Ruling(Disposition.VOTE, frozenset({"eddy"}), clause="3a", evidence=EvidenceKind.PAPER)
    sentence = ruling_sentence(ruling, COUNCIL, read_votes(COUNCIL, ["eddy", "hill"]), RULES)
    assert "from the paper" in sentence
    assert "takes away the machine's vote for Hill" in sentence


def test_words_are_quoted_exactly() -> None:
    ruling = Ruling(
        Disposition.VOTE,
        frozenset({"eddy"}),
        consistency=Consistency.SAME,
        clause="4c15",
        words="not  THIS one",
    )
    sentence = ruling_sentence(ruling, SENATE, read_votes(SENATE, ["eddy", "hill"]), RULES)
    assert "“not  THIS one”" in sentence


def test_what_the_machine_counted() -> None:
    assert machine_sentence(SENATE, read_votes(SENATE, [])) == "Machine: 0 of 1"
    assert (
        machine_sentence(COUNCIL, read_votes(COUNCIL, ["eddy", "hill"]))
        == "Machine already counted Eddy and Hill; one vote left"
    )
    assert "too many marked" in machine_sentence(SENATE, read_votes(SENATE, ["eddy", "hill"]))


def test_a_write_in_beside_named_votes_names_them_all() -> None:
    ruling = Ruling(Disposition.WRITE_IN, frozenset({"eddy", "w0"}), clause="3b")
    sentence = ruling_sentence(ruling, COUNCIL, read_votes(COUNCIL, []), RULES)
    assert sentence.startswith("Write-in vote, not for a qualified candidate; beside it Eddy")


def test_names_are_joined_as_people_say_them() -> None:
    assert join_names([]) == ""
    assert join_names(["Eddy"]) == "Eddy"
    assert join_names(["Eddy", "Hill", "Bell"]) == "Eddy, Hill and Bell"


def test_one_of_what_is_told_in_the_plural() -> None:
    assert [counted(n, "manifests") for n in (1, 2)] == ["1 manifest", "2 manifests"]
