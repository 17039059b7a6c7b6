"""A reopened case is ruled on blind: what was said of it before is on no screen and no paper."""

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from adjudicator.desktop.orders.reading import read_orders
from adjudicator.desktop.overview.close_words import counts_words
from adjudicator.desktop.overview.closing import read_page as read_close
from adjudicator.domain.objections import Ground
from adjudicator.domain.votes import Say
from adjudicator.interchange.adjudication_log import write_log_csv
from adjudicator.services.attesting import Objection, object_to
from adjudicator.services.behind import Figures, Part, cases_behind
from adjudicator.services.board.docket import docket
from adjudicator.services.board.sitting import sitting_now
from adjudicator.services.closing import close_batches, preview_close
from adjudicator.services.entry_details import read_details
from adjudicator.services.logbook import log_lines
from adjudicator.services.my_record import my_record
from adjudicator.services.notes import Category, record_note
from adjudicator.services.objections import label_of, note_as_shown, register
from adjudicator.services.paging import EntryFilter, read_page
from adjudicator.services.papers.printing import stamp
from adjudicator.services.papers.printing_people import my_record_page
from adjudicator.services.reopening import reopen
from adjudicator.services.veil import LATER
from adjudicator.storage.queries.cases import CaseRecord
from tests.support.boardroom import ANN, OVERVOTE, Boardroom

SECRET = ("Ann", "Bob", "4c15", "(4)(c)", "should count", "rejected", "upheld", "smile")
"""Words of the ruling, the votes, the claim and its fate."""


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Boardroom]:
    made = Boardroom.begun(tmp_path)
    yield made
    made.recount.close()


@pytest.fixture
def case(room: Boardroom) -> CaseRecord:
    """Ruled on by a team, objected to, ruled on by the board two to one; closed."""
    chosen = room.mayor()[0]
    batch = [c for c in room.mayor() if c.batch == chosen.batch]
    for one in batch:
        room.rule(one, ANN if one.seal == chosen.seal else OVERVOTE)
    said = Objection(Ground.SHOULD_COUNT, "bob", "It has a smile on it.")
    object_to(room.recount, room.seating.seat("lee"), room.ruling(room.now(chosen)), said)
    proposal = room.propose(ANN, chosen)
    room.votes(proposal, kelly=Say.FOR, lewis=Say.FOR, moss=Say.AGAINST)
    room.record(proposal)
    seen = room.recount.state.close_counts([chosen.batch])
    close_batches(room.recount, [chosen.batch], room.keys("ada", "ben"), seen=seen)
    return room.now(chosen)


def is_reopened(room: Boardroom, case: CaseRecord) -> None:
    reopen(room.recount, [room.now(case)], "A smudge.", room.keys("kelly", "cora"))


def record(room: Boardroom, case: CaseRecord) -> str:
    """The Record screen: the case's lines and every detail of each."""
    told: list[str] = []
    for wanted in (EntryFilter(case=case.number), EntryFilter()):
        for line in read_page(room.recount, wanted).lines:
            if line.entry.kind in {
                "rule",
                "vote",
                "attest",
                "withdraw",
                "close",
                "sitting",
                "note",
            }:
                told += [line.sentence, *read_details(room.recount, line.entry).sentences]
    return "\n".join(told)


def close_form(room: Boardroom, case: CaseRecord) -> str:
    filed = [
        line for own in preview_close(room.recount, [case.batch]).observers for line in own.filed
    ]
    return "\n".join([*filed, counts_words(read_close(room.recount, [case.batch], ()))])


def sitting_list(room: Boardroom, _case: CaseRecord) -> str:
    return "\n".join(v.words for m in sitting_now(room.recount).members for v in m.votes)


def own_record(room: Boardroom, _case: CaseRecord) -> str:
    """On the screen and on its page."""
    lines = my_record(room.recount, "lee").objections
    page = my_record_page(room.recount, stamp(room.recount), "lee")
    return "\n".join(
        [
            *(f"{x.sentence} {x.words}" for x in lines),
            *(f"{x.claim} {x.state}" for x in page.objections),
        ]
    )


def docket_list(room: Boardroom, _case: CaseRecord) -> str:
    return "\n".join(
        f"{group.title} {line.why}" for group in docket(room.recount) for line in group.lines
    )


def ballots_behind(room: Boardroom, case: CaseRecord) -> str:
    found = cases_behind(room.recount, Part("mayor"), Figures.PENDING, closed_only=False)
    return "\n".join(f"{c.disposition} {c.clause}" for c in found if c.seal == case.seal)


@pytest.mark.parametrize(
    "screen", [record, close_form, sitting_list, own_record, docket_list, ballots_behind]
)
def test_no_screen_tells_what_was_said_before_the_reopening(
    room: Boardroom, case: CaseRecord, screen: Callable[[Boardroom, CaseRecord], str]
) -> None:
    is_reopened(room, case)
    told = screen(room, case)
    assert [word for word in (*SECRET, "vote found") if word in told] == [], told
    assert told


@pytest.mark.parametrize("screen", [record, sitting_list, own_record])
def test_all_of_it_is_told_again_once_the_new_ruling_stands(
    room: Boardroom, case: CaseRecord, screen: Callable[[Boardroom, CaseRecord], str]
) -> None:
    before = screen(room, case)
    assert any(word in before for word in SECRET)
    is_reopened(room, case)
    room.board_rules(room.now(case), OVERVOTE)
    now = screen(room, case)
    assert LATER not in now
    assert {line for line in before.splitlines() if "Ann" in line} <= set(now.splitlines())


def test_words_do_not_find_a_veiled_vote_or_claim(room: Boardroom, case: CaseRecord) -> None:
    def found(words: str) -> int:
        wanted = EntryFilter(case=case.number, words=words)
        return len(read_page(room.recount, wanted).lines)

    assert (found("should count"), found("against what was proposed")) == (1, 1)
    is_reopened(room, case)
    assert (found("should count"), found("against what was proposed")) == (0, 0)


def test_the_exported_log_tells_everything(room: Boardroom, case: CaseRecord) -> None:
    is_reopened(room, case)
    out = io.StringIO()
    write_log_csv(log_lines(room.recount), out, watermark=None)
    for word in ("Vote for Ann Ash", "for a vote for Ann Ash", "should count", "rejected", "smile"):
        assert word in out.getvalue(), word


def test_an_objection_made_since_the_reopening_is_told(room: Boardroom, case: CaseRecord) -> None:
    is_reopened(room, case)
    room.objects("ortiz", case, Ground.SHOULD_NOT)
    old, new = register(room.recount)
    assert old.claim == LATER
    assert new.claim != LATER


def test_a_note_that_tells_how_the_board_decided_waits_too(
    room: Boardroom, case: CaseRecord
) -> None:
    label = label_of(room.recount.state, next(iter(room.recount.state.data.objections)))
    words = f"Objection {label} is marked frivolous: it was a joke"
    seat = room.seating.seat("kelly")
    record_note(room.recount, Category.EXPLAINED, words, signers=[seat.signer], session=True)

    def notes() -> list[str]:
        return [note.words for note in read_orders(room.recount).notes]

    assert notes() == [words]
    is_reopened(room, case)
    assert notes() == [f"Objection {label}: {LATER}."]
    assert "joke" not in record(room, case)
    other = "Objection R-999 is marked frivolous: no such"
    assert note_as_shown(room.recount.state, other) == other
