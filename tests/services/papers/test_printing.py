"""What the papers say is what the record says, and what must not be told is not printed."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from adjudicator.domain.ballots import Lot
from adjudicator.domain.layouts import Box, ContestBox, PageLayout
from adjudicator.domain.objections import Ground
from adjudicator.domain.rulings import Disposition, Ruling
from adjudicator.interchange.papers.pdf import Paper, render
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.ledger.casenumbers import case_number
from adjudicator.ledger.text import to_base64
from adjudicator.services.board.docket import docket
from adjudicator.services.errors import Refusal
from adjudicator.services.objections import mark_frivolous
from adjudicator.services.papers.life import request_paper
from adjudicator.services.papers.printing import stamp
from adjudicator.services.papers.printing_batches import batch_cover, batch_covers, batch_forms
from adjudicator.services.papers.printing_board import adjournment, docket_list, wall_sheets
from adjudicator.services.papers.printing_cases import objection_copies, pull_slip
from adjudicator.services.papers.printing_people import enrolment_card, my_record_page
from adjudicator.services.papers.printing_pictures import contest_picture, sheet_picture
from adjudicator.services.queue import case_work
from adjudicator.services.reopening import reopen
from adjudicator.storage.queries.cases import PageRecord
from tests.interchange.papers.reading import read_pages
from tests.support.boardroom import ANN, OVERVOTE, Boardroom
from tests.support.scene import Sheet, passphrase

PAPER = Ruling(Disposition.PAPER)


def overvotes(room: Boardroom) -> int:
    """The batch of the overvotes for mayor in container 7."""
    return next(b.number for b in room.batches() if (b.contest, b.container) == ("mayor", "7"))


def words(*papers: Paper) -> str:
    """Everything a file says."""
    return " ".join(page.words for page in read_pages(render(*papers)))


def test_a_cover_counts_what_the_machine_counted(room: Boardroom, head: Stamp) -> None:
    number = overvotes(room)
    cover = batch_cover(room.recount, head, number, team=("Ada Alder", "Ben Beech"))
    assert (cover.contest, cover.precinct, cover.container) == ("Mayor", "101", "7")
    assert cover.group == "Election day"
    assert (cover.cases, cover.overvotes, cover.undervotes) == (6, (6, 6), (0, 0))
    assert cover.held_back == ""
    told = words(cover)
    assert f"/B.{number}" in told
    assert "Ada Alder" in told
    blank = batch_cover(room.recount, head, room.mayor(blank=True)[0].batch)
    assert (blank.undervotes, blank.blank) == ((4, 4), 4)


def test_covers_of_every_batch_are_in_order(room: Boardroom, head: Stamp) -> None:
    covers = batch_covers(room.recount, head)
    assert [c.number for c in covers] == [b.number for b in room.batches()]
    assert sum(c.cases for c in covers) == len(room.cases())


def test_a_cover_says_what_the_board_has_not_released(room: Boardroom) -> None:
    room.import_sheets([Sheet(50, lot=Lot.PROVISIONAL, container="10")])
    room.pile()
    number = room.batches()[-1].number
    cover = batch_cover(room.recount, stamp(room.recount), number)
    assert cover.held_back.startswith("1 case stands in lots the board has not released")
    forms = batch_forms(room.recount, stamp(room.recount), number)
    assert forms.cases == ()


def test_an_unknown_batch_is_refused(room: Boardroom, head: Stamp) -> None:
    with pytest.raises(Refusal, match="There is no batch 99"):
        batch_cover(room.recount, head, 99)


def test_a_slip_says_where_the_paper_lies_and_who_asked(room: Boardroom, head: Stamp) -> None:
    case = room.mayor()[0]
    room.rule(case, PAPER)
    request_paper(room.recount, case.seal, room.seating.seat("ada"), ["4471"])
    slip = pull_slip(room.recount, head, f"/{case.number}")
    assert (slip.container, slip.position, slip.ballot) == (
        case.row.container,
        case.row.position,
        case.row.ballot,
    )
    assert slip.why == "The case waits for its paper."
    assert slip.requested_by.startswith("Requested by Ada Alder, seal 4471, ")
    assert slip.observers == ("Li Lee", "Ned Nelson", "Olga Ortiz", "Sam Scott")
    told = words(slip)
    assert " ".join(case.number) in told
    assert f"/{case.number}" in told
    assert "the contest was not located" in told


def test_a_slip_without_an_image_says_how_to_find_the_paper(room: Boardroom, head: Stamp) -> None:
    case = room.mayor()[0]
    room.recount.folder.image(case.row.images[0]).write_bytes(b"altered")
    slip = pull_slip(room.recount, head, case.number)
    assert slip.picture is None
    assert "Go by container, position and ballot." in words(slip)


def test_an_unknown_case_is_refused(room: Boardroom, head: Stamp) -> None:
    with pytest.raises(Refusal, match="has no case"):
        pull_slip(room.recount, head, case_number(30_000))


def test_an_objection_is_copied_with_the_ruling_then(room: Boardroom, head: Stamp) -> None:
    case = room.mayor()[0]
    room.rule(case, OVERVOTE)
    entry = room.objects("scott", case, Ground.SHOULD_COUNT, "ann")
    (copy,) = objection_copies(room.recount, head, "r-1")
    assert (copy.label, copy.observer, copy.party) == ("R-001", "Sam Scott", "Ann Ash")
    assert copy.claim == "should be a vote for Ann Ash"
    assert copy.ruling.startswith("Too many marked")
    assert copy.state == "filed: waits for the board"
    assert copy.entry == entry
    assert copy.decided == ""
    told = words(copy)
    assert "Should be a vote for Ann Ash." in told
    assert "R-001" in told


def test_a_copy_made_afterwards_tells_what_the_board_ruled(room: Boardroom, head: Stamp) -> None:
    case = room.mayor()[0]
    room.objects("ortiz", case, Ground.SHOULD_COUNT, "ann")
    room.board_rules(case, ANN)
    (copy,) = objection_copies(room.recount, head, "R-001")
    assert copy.ruling == "None: the objection was made before a ruling."
    assert copy.state == "upheld by the board"
    assert copy.decided.startswith("Vote for Ann Ash")
    assert copy.party == "Heron Party"


def test_a_copy_says_that_the_objection_is_marked_frivolous_where_that_is_known(
    room: Boardroom, head: Stamp
) -> None:
    case = room.mayor()[0]
    entry = room.objects("ortiz", case, Ground.SHOULD_COUNT, "ann")
    room.board_rules(case)
    rules = room.recount.rules
    flagged = replace(rules, policies=replace(rules.policies, frivolous_flag=True))
    room.recount.rules = flagged
    mark_frivolous(room.recount, entry, "No ground was named.", room.seating.seat("kelly"))
    (copy,) = objection_copies(room.recount, head, "R-001")
    assert copy.state == "rejected by the board, marked frivolous"
    assert "Rejected by the board, marked frivolous" in words(copy)
    room.recount.rules = rules
    (copy,) = objection_copies(room.recount, head, "R-001")
    assert copy.state == "rejected by the board"


def test_nothing_of_a_reopened_case_is_told_before_it_is_ruled_again(
    room: Boardroom, head: Stamp
) -> None:
    case = room.mayor()[0]
    room.objects("ortiz", case, Ground.SHOULD_COUNT, "ann")
    room.board_rules(case)
    reopen(room.recount, [room.now(case)], "A mark was missed.", room.keys("kelly", "lewis"))
    with pytest.raises(Refusal, match="ruled on without sight"):
        objection_copies(room.recount, head, "R-001")
    told = words(docket_list(room.recount, head))
    assert "Reopened" in told
    assert "Too many marked" not in told
    assert "R-001" not in told


def test_an_unknown_objection_is_refused(room: Boardroom, head: Stamp) -> None:
    with pytest.raises(Refusal, match="no objection R-007"):
        objection_copies(room.recount, head, "R-007")


def test_the_docket_on_paper_is_the_docket(room: Boardroom, head: Stamp) -> None:
    cases = room.send_up(*room.mayor()[:3])
    room.objects("ortiz", cases[0], Ground.SHOULD_COUNT, "bob")
    paper = docket_list(room.recount, head)
    assert [g.title for g in paper.groups] == [g.title for g in docket(room.recount)]
    listed = [case.number for group in paper.groups for case in group.cases]
    assert sorted(listed) == sorted(case.number for case in cases)
    assert paper.members == ("Judge Kelly", "Lou Lewis", "Mo Moss")
    told = words(paper)
    assert "3 cases wait for the board" in told
    assert "The team could not agree." in told
    for case in cases:
        assert " ".join(case.number) in told


def test_a_docket_on_which_nothing_waits_says_so(room: Boardroom, head: Stamp) -> None:
    assert "Nothing is waiting for the board." in words(docket_list(room.recount, head))


def test_the_wall_shows_votes_of_closed_batches_only(room: Boardroom) -> None:
    head = stamp(room.recount)
    first = overvotes(room)
    for case in room.cases(batch=first):
        room.rule(case, ANN)
    (mayor, _) = wall_sheets(room.recount, head)
    assert [c.change for c in mayor.choices] == [0, 0]
    assert mayor.partial == "Partial: 0 of 1 precincts closed"
    assert (mayor.precincts[0].ruled, mayor.precincts[0].closed) == (6, False)
    room.close_batches(first)
    (mayor, _) = wall_sheets(room.recount, head)
    assert {c.name: c.change for c in mayor.choices} == {"Ann Ash": 6, "Bob Birch": 0}
    told = words(mayor)
    assert "Partial: 0 of 1 precincts closed" in told
    assert "+6" in told
    assert f"open, 6 of {mayor.precincts[0].cases} ruled" in told


def test_the_page_of_a_recess_holds_the_head_of_this_moment(room: Boardroom) -> None:
    page = adjournment(room.recount, stamp(room.recount), " 7:00 a.m. ")
    state = room.recount.state
    assert (page.entries, page.root) == (state.size, to_base64(state.root))
    assert page.square[0] == room.recount.record_code()
    told = words(page)
    assert "In recess until 7:00 a.m." in told
    for group in room.recount.record_code().split("-"):
        assert group in told.split()
    assert "Judge Kelly ? Chair" in told
    assert "Olga Ortiz ? Observer ? HER" in told
    assert "Ona Osei" not in told


def test_forms_follow_the_paper_and_have_a_place_for_everything(
    room: Boardroom, head: Stamp
) -> None:
    number = overvotes(room)
    forms = batch_forms(room.recount, head, number, observers=("Olga Ortiz",))
    cases = room.cases(batch=number)
    in_order = [c.number for c in sorted(cases, key=lambda c: c.row.position)]
    assert [c.number for c in forms.cases] == in_order
    told = words(forms)
    for part in (
        "Ann Ash", "Bob Birch", "Write-in", "No vote: nothing marked", "Too many marked",
        "We cannot agree: to the board", "marked the same way", "(4)(c)15", "Key to the form",
        "Name circled or underlined", "Olga Ortiz", "Entered in the record from this form",
    ):  # fmt: skip
        assert part in told
    assert "unverified text" in told


def test_an_observer_s_page_is_their_record(room: Boardroom, head: Stamp) -> None:
    for case in room.mayor()[:3]:
        room.rule(case, OVERVOTE)
    room.objects("ortiz", room.mayor()[0], Ground.SHOULD_COUNT, "ann")
    page = my_record_page(room.recount, head, "ortiz")
    assert (page.name, page.party) == ("Olga Ortiz", "Heron Party")
    (table,) = page.tables
    assert (table.rulings, table.states) == (3, (0, 1, 0, 2, 0))
    (objection,) = page.objections
    assert (objection.label, objection.claim) == ("R-001", "should be a vote for Ann Ash")
    assert "Should be a vote for Ann Ash: filed: waits for the board." in words(page)
    with pytest.raises(Refusal, match="observer's own"):
        my_record_page(room.recount, head, "ada")


def test_a_card_says_who_and_which_key_and_no_passphrase(room: Boardroom, head: Stamp) -> None:
    card = enrolment_card(room.recount, head, "lewis")
    assert (card.name, card.role, card.party) == ("Lou Lewis", "Board member", "Heron Party")
    assert card.key == "Ctrl+2"
    told = words(card)
    assert "passphrase" in told
    assert passphrase("lewis") not in told
    assert "Proposed passphrase" not in told
    own = enrolment_card(room.recount, head, "ortiz", key=("F5", "answers"), proposed="one two")
    assert own.key == "F5"
    assert "one two" in words(own)
    with pytest.raises(Refusal, match="Nobody is enrolled as 'nobody'"):
        enrolment_card(room.recount, head, "nobody")


@pytest.mark.parametrize("person", ["ada", "ortiz", "cora", "kelly", "osei"])
def test_every_role_has_a_card(room: Boardroom, head: Stamp, person: str) -> None:
    assert "What to keep" in words(enrolment_card(room.recount, head, person))


def image_page(room: Boardroom, layout: PageLayout | None) -> PageRecord:
    """The image of a case with boxes of the test's choice."""
    work = case_work(room.recount, room.mayor()[0].number)
    return PageRecord(work.pages[0].image, 1, layout)


def test_the_contest_is_outlined_where_the_layout_says(room: Boardroom) -> None:
    # The layout was measured on an image twice as large.
    layout = PageLayout(32, 48, (ContestBox("mayor", Box(8, 12, 16, 12)),), ())
    page = image_page(room, layout)
    whole = sheet_picture(room.recount, [page], ["Front"], "mayor")
    assert whole is not None
    assert (whole.width, whole.height) == (16, 24)
    assert whole.outline == (0.25, 0.25, 0.5, 0.25)
    assert whole.caption == "Front: the contest is outlined"
    part = contest_picture(room.recount, [page], ["Front"], "mayor")
    assert part is not None
    with Image.open(io.BytesIO(part.data)) as image:
        assert image.mode == "L"
        assert image.size == (10, 8)
    assert part.outline is not None


def test_a_contest_nobody_located_is_said_so(room: Boardroom) -> None:
    page = image_page(room, None)
    for make in (sheet_picture, contest_picture):
        shown = make(room.recount, [page], ["Front"], "mayor")
        assert shown is not None
        assert shown.outline is None
        assert shown.caption == "Front: the contest was not located"
    assert sheet_picture(room.recount, [], [], "mayor") is None
