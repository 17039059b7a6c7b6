"""How many keys each flow of a table takes, in the real window over a real record.

Every test names the keys a person presses, in order and none left out, and what is recorded then.
"""

import pytest

from adjudicator.desktop.orders.incident_form import IncidentForm
from adjudicator.desktop.overview.choose import ChooseBatches
from adjudicator.desktop.people.sign_in import SignInDialog
from adjudicator.desktop.signing.dialog import SigningDialog
from adjudicator.domain.objections import Fate, Ground
from adjudicator.domain.rulings import Consistency, Disposition, RevisionReason, Ruling
from adjudicator.services.notes import notes_register
from adjudicator.services.objections import register
from adjudicator.services.papers.life import papers_out
from adjudicator.storage.queries.cases import CaseRecord
from adjudicator.storage.queries.notes import list_notes
from tests.end_to_end.conftest import Opened
from tests.end_to_end.station import Station
from tests.support.boardroom import BLANK, BLANKS, OVERVOTE, SHEETS, Boardroom

TEAM = ("ada", "ben")
OBSERVERS = ("ortiz", "lee", "scott", "nelson")
SAME = "2"
"""The digit of "marked the same way"."""


def begun(room: Boardroom) -> None:
    """Overvotes and blank contests wait for the table."""
    room.begin((*SHEETS[:3], *BLANKS))


def waiting(station: Station, *, over: bool = False) -> CaseRecord:
    """A case for mayor: a blank one, or an overvote."""
    found = (case for case in station.cases() if case.row.contest == "mayor")
    return next(case for case in found if bool(case.row.machine.over) is over)


@pytest.fixture
def table(opened: Opened) -> Station:
    """A team of two and four observers at their table."""
    return opened(begun, *TEAM, *OBSERVERS)


@pytest.mark.parametrize(
    ("over", "keys", "recorded"),
    [
        pytest.param(
            False,
            ("0", "Return", "F2"),
            Ruling(Disposition.NOTHING_MARKED),
            id="plainly blank",
        ),
        pytest.param(
            False,
            ("0", "Return", "Enter"),
            Ruling(Disposition.NOTHING_MARKED),
            id="plainly blank, the partner at the keypad",
        ),
        pytest.param(
            False,
            ("1", "Return", "F2"),
            Ruling(Disposition.VOTE, frozenset({"ann"}), clause="3a"),
            id="marked as instructed, misread",
        ),
        pytest.param(
            True,
            ("O", "1", "Return", "F2"),
            Ruling(Disposition.TOO_MANY, clause="6"),
            id="overvote stands",
        ),
        pytest.param(
            False,
            ("2", SAME, "1", "Return", "F2"),
            Ruling(Disposition.VOTE, frozenset({"bob"}), Consistency.SAME, "4c1"),
            id="name circled",
        ),
        pytest.param(
            False,
            ("N", "3", "Return", "F2"),
            Ruling(Disposition.MARKS_DO_NOT_COUNT, clause="4c-none"),
            id="marks do not count",
        ),
        pytest.param(
            False, ("B", "Return", "F2"), Ruling(Disposition.NO_CONSENSUS), id="to the board"
        ),
        pytest.param(
            False,
            ("1", "Return", "Shift+F2"),
            Ruling(Disposition.NO_CONSENSUS),
            id="the partner does not agree",
        ),
        pytest.param(False, ("P", "Return", "F2"), Ruling(Disposition.PAPER), id="fetch the paper"),
    ],
)
def test_a_ruling(table: Station, over: bool, keys: tuple[str, ...], recorded: Ruling) -> None:  # noqa: FBT001 - a column of the table above
    case = waiting(table, over=over)
    table.review(case)
    before = table.recount.state.size
    table.press(*keys)
    (made,) = table.rulings(case.number)
    assert made.ruling == recorded
    (entry,) = table.entries(before)
    assert (entry.kind, entry.signers) == ("rule", TEAM)
    assert table.pressed == list(keys)
    assert table.passphrases == []


def test_three_blank_ballots_take_nine_keys(table: Station) -> None:
    table.review(waiting(table))
    for _ in range(3):
        table.press("0", "Return", "F2")
    assert len([case for case in table.cases() if case.ruling is not None]) == 3
    assert len(table.pressed) == 9
    assert table.passphrases == []


@pytest.mark.parametrize("reason", [RevisionReason.WRONG_KEY, RevisionReason.SAW_MORE])
def test_the_last_ruling_is_revised_in_five_keys(table: Station, reason: RevisionReason) -> None:
    case = waiting(table)
    table.review(case)
    table.press("0", "Return", "F2")
    table.pressed.clear()
    digit = str(list(RevisionReason).index(reason) + 1)
    table.press("U", digit, "1", "Return", "F2")
    first, last = table.rulings(case.number)
    assert (last.ruling.votes, last.ruling.reason) == (frozenset({"ann"}), reason)
    assert last.prior == (first.entry, first.item)
    assert len(table.pressed) == 5


def test_a_case_is_opened_by_its_number(table: Station) -> None:
    table.review(waiting(table))
    number = waiting(table, over=True).number
    table.press("/", *number, "Return")
    assert table.number() == number
    assert table.pressed == ["/", *number, "Return"]


def test_every_observer_signs_a_page_with_one_key(table: Station) -> None:
    table.review(waiting(table))
    for _ in range(3):
        table.press("0", "Return", "F2")
    table.pressed.clear()
    before = table.recount.state.size
    table.press("F5", "F6", "F7", "F8")
    entries = table.entries(before)
    assert [entry.kind for entry in entries] == ["attest"] * 4
    assert [entry.signers for entry in entries] == [(person,) for person in OBSERVERS]
    assert [entry.body["answer"] for entry in entries] == ["none"] * 4
    assert len(table.pressed) == 4
    assert table.passphrases == []


def test_an_objection_takes_four_keys_and_its_withdrawal_two(table: Station) -> None:
    case = waiting(table)
    table.review(case)
    table.press("Shift+F6", "1", "2", "Return")
    (filed,) = register(table.recount)
    assert (filed.person, filed.case_seal) == ("lee", case.seal)
    assert filed.ground is Ground.SHOULD_COUNT
    assert filed.claim == "should be a vote for Bob Birch"
    assert len(table.pressed) == 4
    assert table.number() == case.number, "the ballot stays"
    table.pressed.clear()
    table.press("Shift+F6", "Return")
    (withdrawn,) = register(table.recount)
    assert withdrawn.fate is Fate.WITHDRAWN
    assert len(table.pressed) == 2
    assert table.passphrases == []


@pytest.mark.parametrize("ground", [5, 6, 7, 8])
def test_an_objection_that_claims_no_outcome_takes_three(table: Station, ground: int) -> None:
    table.review(waiting(table))
    table.press("Shift+F5", str(ground), "Return")
    (filed,) = register(table.recount)
    assert (filed.ground, filed.claim) == (Ground(ground), Ground(ground).label)
    assert len(table.pressed) == 3


def test_away_and_back_are_one_key_each(table: Station) -> None:
    table.review(waiting(table))
    before = table.recount.state.size
    table.press("Alt+F7", "Alt+F7")
    said = [(e.kind, e.body["person"], e.body["state"]) for e in table.entries(before)]
    assert said == [("attend", "scott", "away"), ("attend", "scott", "in")]
    assert len(table.pressed) == 2


def test_the_paper_lies_on_the_table_in_three_keys_and_goes_back_in_one(opened: Opened) -> None:
    table = opened(begun, *TEAM)
    case = waiting(table)
    table.review(case)
    table.press("P", "Return", "F2")
    table.pressed.clear()
    table.press("Ctrl+Shift+G", "S", "T")
    spoken = " ".join(case.number)
    assert papers_out(table.recount) == [spoken]
    assert table.recount.state.data.papers[case.seal].step == "on_the_table"
    assert len(table.pressed) == 3
    table.review(case)
    table.pressed.clear()
    # The reason is the paper, so what is ruled now says that it is from the paper.
    table.press("U", "4", "1", "Return", "F2")
    assert table.rulings(case.number)[-1].ruling.reason is RevisionReason.FROM_PAPER
    assert len(table.pressed) == 5
    table.pressed.clear()
    table.press("Ctrl+Shift+G", "R")
    assert papers_out(table.recount) == []
    assert len(table.pressed) == 2


def test_an_incident_is_two_keys_and_its_words(table: Station) -> None:
    table.review(waiting(table))
    table.press("Ctrl+I")
    table.asked(IncidentForm)
    table.type_words("The lights went out")
    table.press("Return")
    (note,) = notes_register(table.recount)
    assert note.sentence.startswith("Incident: The lights went out.")
    assert table.pressed == ["Ctrl+I", "Return"]
    assert table.passphrases == []


def test_a_batch_is_handed_over_with_one_passphrase_each(table: Station) -> None:
    table.review(waiting(table))
    table.press("0", "Return", "F2")
    table.pressed.clear()
    table.press("Ctrl+Alt+H")
    table.asked(SigningDialog)
    for person in TEAM:
        table.type_passphrase(person)
        table.press("Return")
    table.press("Space")
    table.asked(SignInDialog).reject()
    with table.recount.reading() as connection:
        (note,) = list_notes(connection)
    assert (note.category, note.signed) == ("handed_over", TEAM)
    assert table.seated() == list(OBSERVERS)
    assert table.pressed == ["Ctrl+Alt+H", "Return", "Return", "Space"]
    assert table.passphrases == list(TEAM)


def test_the_station_is_locked_by_one_key_and_a_seat_taken_again_by_three(table: Station) -> None:
    table.review(waiting(table))
    table.press("Ctrl+Alt+L")
    assert table.seated() == []
    assert table.locked()
    assert len(table.pressed) == 1
    table.pressed.clear()
    table.press("F3")
    table.asked(SignInDialog)
    table.type_words("alder")
    table.press("Return")
    table.type_passphrase("ada")
    table.press("Return")
    assert table.seated() == ["ada"]
    assert not table.locked()
    assert table.pressed == ["F3", "Return", "Return"]
    assert table.passphrases == ["ada"]


@pytest.mark.parametrize("signing", [(), OBSERVERS, ("lee",)])
def test_a_finished_batch_is_closed_with_one_passphrase_of_each_who_signs(
    table: Station, signing: tuple[str, ...]
) -> None:
    case = waiting(table, over=True)
    screen = table.review(case)
    for _ in range(3):
        table.press("O", "1", "Return", "F2")
    table.until(lambda: bool(screen.panel.notices.buttons))
    table.pressed.clear()
    before = table.recount.state.size
    table.press("Alt+C")
    table.asked(SigningDialog)
    for person in (*TEAM, *OBSERVERS):
        # Observers are asked in turn; Return alone is enough for one who does not sign.
        if person in TEAM or person in signing:
            table.type_passphrase(person)
        table.press("Return")
    table.press("Space")
    (closed,) = [entry for entry in table.entries(before) if entry.kind == "close"]
    assert closed.body["batches"] == [case.batch]
    assert sorted(closed.signers) == sorted((*TEAM, *signing))
    assert table.pressed == ["Alt+C", *["Return"] * 6, "Space"]
    assert table.passphrases == [*TEAM, *signing]


def all_ruled(room: Boardroom) -> None:
    """Every case of two batches is ruled on."""
    room.begin((*SHEETS[:2], *BLANKS[:2]))
    for case in room.cases():
        room.rule(case, OVERVOTE if case.row.machine.over else BLANK)


def test_all_finished_batches_are_closed_in_one_act(opened: Opened) -> None:
    table = opened(all_ruled, *TEAM, *OBSERVERS)
    before = table.recount.state.size
    table.press("Ctrl+Shift+O", "Tab", "Space")
    table.asked(ChooseBatches)
    table.press("Return")
    table.asked(SigningDialog)
    for person in (*TEAM, *OBSERVERS):
        table.type_passphrase(person)
        table.press("Return")
    table.press("Space")
    (closed,) = [entry for entry in table.entries(before) if entry.kind == "close"]
    assert closed.body["batches"] == [1, 2]
    assert sorted(closed.signers) == sorted((*TEAM, *OBSERVERS))
    assert table.pressed == ["Ctrl+Shift+O", "Tab", "Space", *["Return"] * 7, "Space"]
    assert table.passphrases == [*TEAM, *OBSERVERS]
