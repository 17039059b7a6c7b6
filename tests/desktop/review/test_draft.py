"""The keys of Review and the rulings they make; the second member's key comes after each."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from adjudicator.desktop.commands.catalog import default_table
from adjudicator.desktop.commands.command import Context
from adjudicator.desktop.review import drafting
from adjudicator.desktop.review.draft import Draft, Facts, Page
from adjudicator.desktop.review.pages import content_of
from adjudicator.domain.election import Contest
from adjudicator.domain.readings import MachineReading
from adjudicator.domain.rulings import (
    Consistency,
    Disposition,
    EvidenceKind,
    RevisionReason,
    check_ruling,
)
from tests.desktop.review.fakes import BOARD3, MANY, RULES, SENATE

ACTS = {
    key: command.id.removeprefix("review.")
    for command in default_table()
    if command.context is Context.REVIEW
    for key in command.keys
}
UNDERVOTE = MachineReading(frozenset(), under=1)
OVERVOTE = MachineReading(frozenset(), over=1)
TWO_OF_THREE = MachineReading(frozenset({"eddy", "hill"}), under=1)


def begin(
    contest: Contest = SENATE, machine: MachineReading = UNDERVOTE, *, shown: bool = True
) -> Draft:
    """A draft whose sides were all on the screen, as the consistency page shows them."""
    return replace(Draft.begin(Facts(contest, machine, RULES)), sides_shown=shown)


def typed(draft: Draft, *keys: str) -> Draft:
    for key in keys:
        draft = drafting.press(draft, ACTS[key])
    return draft


def test_plainly_blank_is_one_key() -> None:
    draft = typed(begin(), "0")
    assert draft.problem == ""
    assert draft.sentence == "No vote: nothing is marked in this contest."
    assert draft.ruling is not None
    assert draft.ruling.disposition is Disposition.NOTHING_MARKED


def test_marked_as_instructed_is_one_key() -> None:
    draft = typed(begin(), "1")
    assert draft.problem == ""
    assert draft.sentence == "Vote for Elizabeth Fetterhoff under (3)(a): marked as instructed."
    assert draft.ruling is not None
    assert draft.ruling.consistency is None


def test_an_overvote_that_stands_is_two_keys() -> None:
    draft = typed(begin(machine=OVERVOTE), "O", "1")
    assert draft.problem == ""
    assert draft.sentence == "Too many marked: no vote in this contest under (6): overvote."


def test_a_circled_name_is_three_keys() -> None:
    draft = typed(begin(), "2", "2", "1")
    assert draft.problem == ""
    assert draft.sentence == (
        "Vote for Patrick Henry under (4)(c)1: name circled or underlined; "
        "other contests marked the same way."
    )


def test_nothing_is_proposed_before_anything_is_said() -> None:
    assert begin().problem.startswith("Say what you see first")
    assert begin().ruling is None


def test_the_consistency_question_waits_until_every_side_was_shown() -> None:
    draft = typed(begin(shown=False), "2", "2")
    assert draft.page is Page.CONSISTENCY
    assert draft.message == "Wait until every side of the ballot was on the screen."
    assert typed(drafting.with_sides_shown(draft), "2").page is Page.CLAUSE


def test_a_clause_cannot_be_reached_before_the_consistency_answer() -> None:
    draft = typed(begin(), "2")
    assert all(not c.consistency for c in draft.offered)


def test_marked_differently_is_no_vote_under_4b() -> None:
    draft = typed(begin(), "2", "3")
    assert draft.problem == ""
    assert draft.sentence == (
        "No vote: marks do not count under (4)(b): inconsistent with the rest; "
        "other contests marked differently."
    )


def test_cannot_tell_leads_to_the_board_or_to_the_paper() -> None:
    draft = typed(begin(), "2", "4")
    assert (
        draft.problem == "Not clear enough to tell: B sends it to the board, P fetches the paper."
    )
    for key, disposition in (("B", Disposition.NO_CONSENSUS), ("P", Disposition.PAPER)):
        sent = typed(draft, key)
        assert sent.problem == ""
        assert sent.ruling is not None
        assert sent.ruling.disposition is disposition
        assert sent.ruling.consistency is Consistency.UNKNOWN


def test_marks_that_do_not_count_need_a_reason() -> None:
    draft = typed(begin(), "N")
    assert draft.problem.startswith("Choose the clause")
    numbers = [c.number for c in draft.offered]
    none_applies = typed(draft, str(numbers.index("(4)(c)") + 1))
    assert none_applies.problem == ""
    assert none_applies.sentence == "No vote: marks do not count under (4)(c): none applies."


def test_4b_asks_for_the_whole_ballot_and_refuses_another_answer() -> None:
    draft = typed(begin(machine=OVERVOTE), "O")
    place = [c.id for c in draft.offered].index("4b") + 1
    asked = typed(draft, str(place))
    assert asked.page is Page.CONSISTENCY
    same = typed(asked, "2")
    assert same.page is Page.CLAUSE
    assert "applies only where the other contests are marked differently" in same.message
    different = typed(asked, "3")
    assert different.problem == ""
    assert different.ruling is not None
    assert different.ruling.disposition is Disposition.TOO_MANY
    assert different.ruling.clause == "4b"


def test_several_seats_begin_with_the_votes_of_the_machine() -> None:
    draft = typed(begin(BOARD3, TWO_OF_THREE), "3")
    assert draft.problem == ""
    assert draft.votes == {"eddy", "hill", "bell"}
    assert draft.sentence.startswith("Vote for Eddy, Hill and Bell under (3)(a)")
    assert typed(draft, "3").votes == {"eddy", "hill"}


def test_several_seats_refuse_more_than_the_contest_allows() -> None:
    draft = typed(begin(BOARD3, TWO_OF_THREE), "3", "4")
    assert draft.message.startswith("School Board allows 3. Take one out first")
    assert draft.votes == {"eddy", "hill", "bell"}


def test_several_seats_go_to_the_whole_ballot_with_the_arrow() -> None:
    draft = typed(begin(BOARD3, TWO_OF_THREE), "3", "Right", "2", "1")
    assert draft.problem == ""
    assert draft.ruling is not None
    assert (draft.ruling.clause, draft.ruling.consistency) == ("4c1", Consistency.SAME)


def test_nothing_more_is_marked_leaves_the_machines_votes() -> None:
    draft = typed(begin(BOARD3, TWO_OF_THREE), "0")
    assert draft.problem == ""
    assert draft.sentence == "Nothing more marked: the vote for Eddy and Hill stands."


def test_taking_a_machine_vote_away_is_confirmed_by_a_key_of_its_own() -> None:
    draft = typed(begin(BOARD3, TWO_OF_THREE), "2")
    assert draft.problem == (
        "This takes away the machine's vote for Hill. Press Y to confirm that."
    )
    confirmed = typed(draft, "Y")
    assert confirmed.problem == ""
    assert confirmed.sentence.endswith("takes away the machine's vote for Hill.")


def test_a_confirmation_does_not_outlive_the_draft_it_was_given_for() -> None:
    draft = typed(begin(BOARD3, TWO_OF_THREE), "2", "Y", "3", "1")
    assert "vote for Eddy" in draft.problem
    again = typed(begin(BOARD3, TWO_OF_THREE), "2", "Y", "2", "2")
    assert "Press Y" in again.problem


def test_too_many_marked_takes_machine_votes_away_and_asks() -> None:
    draft = typed(begin(BOARD3, TWO_OF_THREE), "O", "1")
    assert "Eddy and Hill" in draft.problem
    assert typed(draft, "Y").problem == ""


def test_something_struck_out_offers_only_the_clauses_for_that() -> None:
    draft = typed(begin(machine=OVERVOTE), "X", "2", "2")
    assert [c.id for c in draft.offered] == ["4c15"]
    chosen = typed(draft, "1")
    assert chosen.problem == (
        "Clause (4)(c)15 needs the written words. Type them exactly as they stand."
    )
    worded = drafting.with_words(chosen, " not this ")
    assert worded.problem == ""
    assert worded.sentence.endswith("words: \u201cnot this\u201d.")
    plain = typed(begin(machine=OVERVOTE), "X", "2")
    assert plain.problem != "", "struck out and marked as instructed do not go together"


def test_a_write_in_line_is_a_write_in_vote() -> None:
    draft = typed(begin(BOARD3, MachineReading(frozenset(), under=3)), "5")
    assert draft.ruling is not None
    assert draft.ruling.disposition is Disposition.WRITE_IN
    assert draft.ruling.clause == "3b"
    assert draft.problem == ""


def test_more_than_nine_choices_are_reached_by_arrows_or_letters() -> None:
    many = begin(MANY)
    arrows = typed(many, *["Down"] * 10, ".")
    assert arrows.sentence.startswith("Vote for Name 11")
    letters = typed(drafting.narrow(many, "name 12"), ".")
    assert letters.sentence.startswith("Vote for Name 12")
    assert letters.narrowed == ""
    assert typed(drafting.narrow(many, "name 1"), "3").sentence.startswith("Vote for Name 12")


def test_backspace_takes_the_last_key_back() -> None:
    draft = begin()
    states = [draft]
    for key in ("2", "2", "1"):
        states.append(typed(states[-1], key))
    for before in reversed(states[:-1]):
        draft = typed(states.pop(), "Backspace")
        assert (draft.page, draft.ruling) == (before.page, before.ruling)
    assert typed(begin(), "Backspace").message == "Nothing to take back here."


def test_a_revision_asks_for_its_reason_first() -> None:
    draft = replace(Draft.revise(Facts(SENATE, UNDERVOTE, RULES)), sides_shown=True)
    assert typed(draft, "O").message.startswith("Press 1 to 5 for the reason first")
    revised = typed(draft, "2", "2")
    assert revised.ruling is not None
    assert revised.ruling.reason is RevisionReason.SAW_MORE
    paper = typed(draft, "4", "0")
    assert paper.ruling is not None
    assert paper.ruling.evidence is EvidenceKind.PAPER


def test_a_barred_case_says_why_and_takes_no_key() -> None:
    facts = Facts(SENATE, UNDERVOTE, RULES, barred="This lot is not released.")
    draft = typed(Draft.begin(facts), "0")
    assert draft.ruling is None
    assert draft.message == "This lot is not released."


def test_of_a_ballot_that_cannot_be_shown_the_board_or_the_paper_is_left() -> None:
    facts = Facts(SENATE, UNDERVOTE, RULES, unseen="The image of this side is missing.")
    draft = typed(Draft.begin(facts), "0", "1", "N", "O", "X")
    assert draft.ruling is None
    assert draft.message == "A side cannot be shown: B sends it to the board, P fetches the paper."
    content = content_of(draft)
    assert [o.act for o in (*content.options, *content.common)] == ["to_board", "paper"]
    for key, disposition in (("B", Disposition.NO_CONSENSUS), ("P", Disposition.PAPER)):
        sent = typed(draft, key)
        assert sent.problem == ""
        assert sent.disposition is disposition
        assert typed(sent, "2").disposition is disposition


def test_with_the_paper_on_the_table_a_missing_side_is_no_hindrance() -> None:
    facts = Facts(SENATE, UNDERVOTE, RULES, unseen="The image of this side is missing.")
    draft = typed(Draft.begin(facts), "E", "2", "2")
    assert draft.page is Page.CLAUSE
    assert draft.evidence is EvidenceKind.PAPER
    assert typed(Draft.begin(replace(facts, paper_seen=False)), "E", "2").ruling is None


KEYS = st.lists(st.sampled_from(sorted(ACTS)), max_size=14)


@given(
    st.sampled_from([(SENATE, UNDERVOTE), (SENATE, OVERVOTE), (BOARD3, TWO_OF_THREE),
                     (BOARD3, MachineReading(frozenset(), over=3)), (MANY, UNDERVOTE)]),
    KEYS,
    st.booleans(),
)  # fmt: skip
def test_no_keys_in_any_order_make_a_ruling_the_standards_refuse(
    case: tuple[Contest, MachineReading],
    keys: list[str],
    shown: bool,  # noqa: FBT001 - drawn by Hypothesis
) -> None:
    contest, machine = case
    draft = begin(contest, machine, shown=shown)
    for key in keys:
        draft = drafting.press(draft, ACTS[key])
        if draft.problem:
            continue
        ruling = draft.ruling
        assert ruling is not None
        check_ruling(ruling, contest, machine, RULES)
        clause = RULES.clause(ruling.clause) if ruling.clause else None
        assert clause is None or not clause.consistency or shown
        lost = machine.votes - ruling.votes if ruling.disposition.settles else frozenset()
        assert lost <= draft.confirmed
        unknown = ruling.consistency is Consistency.UNKNOWN
        assert not (unknown and ruling.disposition.settles)
