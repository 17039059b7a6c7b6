"""How the record, its log and a close tell of the board and of objections."""

from adjudicator.domain.objections import Ground
from adjudicator.domain.votes import Say
from adjudicator.interchange.adjudication_log import COLUMNS
from adjudicator.services.attesting import Objection, object_before, withdraw
from adjudicator.services.board.sitting import end_sitting, sitting_now
from adjudicator.services.closing import Unsigned, note_unsigned, preview_close
from adjudicator.services.entry_details import EntryDetails, read_details
from adjudicator.services.logbook import log_lines
from adjudicator.services.notes import notes_register, record_incident
from adjudicator.services.orders import targets
from adjudicator.services.orders.motion import Effect, carry
from adjudicator.services.paging import EntryFilter, read_page
from adjudicator.storage.queries.acts import list_entries
from tests.support.boardroom import ANN, MEMBERS, OVERVOTE, Boardroom


def details(room: Boardroom, index: int) -> EntryDetails:
    with room.recount.reading() as connection:
        (entry,) = list_entries(connection, first=index, limit=1)
    return read_details(room.recount, entry)


def divided(room: Boardroom) -> int:
    """A ruling 2 to 1 that upholds one objection and rejects another; gives its entry."""
    case = room.mayor()[0]
    room.rule(case, OVERVOTE)
    room.objects("scott", case, Ground.SHOULD_COUNT, "ann")
    room.objects("nelson", case, Ground.SHOULD_COUNT, "bob")
    proposal = room.propose(ANN, case)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.AGAINST, moss=Say.FOR)
    return room.record(proposal)[0].index


def test_a_ruling_of_the_board_tells_its_vote_and_what_it_decided(room: Boardroom) -> None:
    told = details(room, divided(room))
    number = " ".join(room.mayor()[0].number)
    assert told.headline.startswith(f"The board, by Judge Kelly: case {number}: Vote for Ann Ash")
    assert "The board: 2 to 1, Lou Lewis dissents." in told.sentences
    assert "Objection R-001 upheld." in told.sentences
    assert "Objection R-002 rejected." in told.sentences


def test_votes_and_sittings_are_told_by_name(room: Boardroom) -> None:
    entry = divided(room)
    number = " ".join(room.mayor()[0].number)
    said = [details(room, entry - n).headline for n in (3, 2, 1)]
    assert said == [
        f"Judge Kelly, case {number}: for a vote for Ann Ash.",
        f"Lou Lewis, case {number}: against.",
        f"Mo Moss, case {number}: for a vote for Ann Ash.",
    ]
    room.seating.sign_out("moss")
    signed = room.keys("kelly", "lewis")
    act = end_sitting(room.recount, signed, seen=sitting_now(room.recount))
    ended = details(room, act.index)
    assert ended.headline == (
        "A sitting ended: 3 votes of Judge Kelly, Lou Lewis and Mo Moss; "
        "signed by Judge Kelly and Lou Lewis."
    )
    assert ended.sentences[-1].endswith("had left and did not sign.")


def test_the_log_has_columns_for_votes_dissents_and_decided_objections(room: Boardroom) -> None:
    entry = divided(room)
    assert {"board_votes", "dissents", "decided"} <= set(COLUMNS)
    (line,) = [row for row in log_lines(room.recount) if row.entry == entry]
    assert line.tier == "board"
    assert [str(v) for v in line.board_votes] == [
        "Judge Kelly (kelly): for",
        "Lou Lewis (lewis): against",
        "Mo Moss (moss): for",
    ]
    assert line.decided == ("R-001 upheld", "R-002 rejected")
    assert [o.outcome for o in line.objections] == ["upheld", "rejected"]


def test_a_displaced_or_earlier_vote_is_not_told_as_one_behind_the_ruling(room: Boardroom) -> None:
    (case,) = room.send_up(room.mayor()[0])
    room.votes(room.propose(OVERVOTE, case), lewis=Say.FOR)
    end_sitting(room.recount, room.keys(*MEMBERS), seen=sitting_now(room.recount))
    proposal = room.propose(OVERVOTE, case)
    room.votes(proposal, kelly=Say.FOR, moss=Say.FOR)
    (made,) = room.record(proposal)
    assert "The board: 2 to 0." in details(room, made.index).sentences


def test_an_objection_is_told_by_its_number_and_its_end(room: Boardroom) -> None:
    case = room.mayor()[0]
    room.rule(case, OVERVOTE)
    entry = room.objects("scott", case, Ground.SHOULD_COUNT, "ann")
    told = details(room, entry)
    assert told.headline.startswith("R-001, Sam Scott: objected (should count)")
    assert f"Case {' '.join(case.number)}: filed: waits for the board." in told.sentences
    taken = withdraw(room.recount, room.seating.seat("scott"), entry)
    assert details(room, taken.index).headline == "Sam Scott withdrew objection R-001."
    told = details(room, entry)
    assert f"Case {' '.join(case.number)}: withdrawn by its maker." in told.sentences


def test_the_record_finds_the_votes_on_a_case(room: Boardroom) -> None:
    divided(room)
    number = room.mayor()[0].number
    page = read_page(room.recount, EntryFilter(kind="vote", case=number))
    assert len(page.lines) == 3


def test_at_a_close_each_observer_sees_every_objection_under_their_name(room: Boardroom) -> None:
    entry = divided(room)
    batch = room.mayor()[0].batch
    for case in room.cases(batch=batch):
        if case.ruling is None:
            room.rule(case, OVERVOTE)
    preview = preview_close(room.recount, [batch])
    filed = {o.person: o.filed for o in preview.observers if o.filed}
    number = " ".join(room.mayor()[0].number)
    assert filed == {
        "scott": (f"R-001, case {number}: should be a vote for Ann Ash: upheld by the board",),
        "nelson": (f"R-002, case {number}: should be a vote for Bob Birch: rejected by the board",),
    }
    assert entry


def test_who_declines_or_is_gone_is_noted_and_blocks_nothing(room: Boardroom) -> None:
    batch = room.mayor()[0].batch
    for case in room.cases(batch=batch):
        room.rule(case, OVERVOTE)
    ada = room.seating.seat("ada").signer
    note_unsigned(room.recount, [batch], "lee", Unsigned.DECLINED, ada, session=True)
    note_unsigned(room.recount, [batch], "nelson", Unsigned.GONE, ada, session=True)
    assert [n.words for n in notes_register(room.recount)][::-1] == [
        f"Li Lee declined to sign at the close of batch {batch}.",
        f"Ned Nelson was not there at the close of batch {batch}.",
    ]
    closed = room.close_batches(batch, observers=("ortiz",))
    told = details(room, closed.index).sentences
    assert any(s.startswith("Olga Ortiz") and s.endswith("; signed this close.") for s in told)
    assert any(s.startswith("Li Lee") and s.endswith("; did not sign this close.") for s in told)


def test_the_log_tells_notes_objections_and_reasons_in_their_own_words(room: Boardroom) -> None:
    ada, case = room.seating.seat("ada"), room.mayor()[0]
    claim = Objection(Ground.OTHER, words="I could not see.")
    note = record_incident(room.recount, "the lights went out", ["ben"], ada)
    objection = object_before(room.recount, room.seating.seat("lee"), case.seal, claim)
    yes, keys = [("kelly", "yes"), ("lewis", "yes")], room.keys("kelly", "lewis")
    target = targets.contest("mayor")
    motion = carry(room.recount, Effect.SUSPEND, target, "The court said so.", yes, keys)
    said = {line.entry: line.words for line in log_lines(room.recount)}
    assert said[note.index] == "the lights went out"
    assert said[objection.index] == "I could not see."
    assert said[motion.index] == "The court said so."
    assert said[note.index - 1] is None, "a sign-in has no words"
