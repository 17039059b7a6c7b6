"""The Record screen tells who stands under which head; People writes a stick for one person."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from adjudicator.desktop.entries.record_screen import RecordScreen
from adjudicator.desktop.people.people_screen import PeopleScreen
from adjudicator.desktop.people.stick_form import StickDialog
from adjudicator.desktop.proof.heads_dialog import HeadsDialog
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.services.closing import Unsigned
from adjudicator.services.exporting.export import export_record
from adjudicator.services.people import identity
from adjudicator.services.proof.due import cosign
from tests.desktop.proof.test_forms import close, keys
from tests.desktop.recounts import PASSPHRASES, ready_recount, rule_batch, seat_team
from tests.desktop.support import dialog, no_dialog, press, settled, write


def test_who_signed_refused_and_was_absent_is_told_with_exports_and_what_was_compared(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.adopt(ready_recount(tmp_path), "record")
    assert window.desk is not None
    desk, recount = window.desk, window.desk.recount
    desk.seating.sign_in("obs2", PASSPHRASES["obs2"], kept=recount.record_code())
    seat_team(desk.seating)
    for batch in (1, 2):
        rule_batch(recount, desk.seating, batch)
    first = close(window, recount, [1])
    cosign(recount, keys(recount, "chair1", "member1"), {"obs2": Unsigned.DECLINED})
    clerk = identity(recount, "clerk1", PASSPHRASES["clerk1"])
    export_record(recount, tmp_path / "export", clerk)
    second = close(window, recount, [2])
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, RecordScreen)
    press(window, "Ctrl+Shift+H")
    heads = dialog(qtbot, window, HeadsDialog)
    qtbot.waitUntil(lambda: "waits for the cosignatures" in heads.text.toPlainText())
    lines = [(line.entry, line.what, line.words) for line in heads.table.shown()]
    assert lines[:2] == [
        (second, "close of batch 2", "due: not cosigned yet"),
        (first, "close of batch 1", "Judge Kelly and Ann Lewis"),
    ]
    assert [what for _, what, _ in lines[2:]] == ["the pile", "the opening"]
    press(heads, "Down")
    qtbot.waitUntil(lambda: f"Head after entry {first:,}" in heads.text.toPlainText())
    said = heads.text.toPlainText()
    assert "Signed: Judge Kelly and Ann Lewis." in said
    assert "Refused: Gus Scott." in said
    assert "Absent, as far as the record tells: Carl Boone" in said
    assert "openings withheld; signed by Ira Stone, entry" in said or "nothing withheld" in said
    assert "Gus Scott kept " in said
    assert "it is in this record." in said


def test_a_stick_is_written_for_the_person_chosen_and_a_used_one_is_refused_in_place(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    window.adopt(ready_recount(tmp_path), "people")
    settled(qtbot, window)
    people = window.stack.currentWidget()
    assert isinstance(people, PeopleScreen)
    for person, refused in (("obs1", ""), ("obs2", "in use for Flora Lee")):
        (row,) = [n for n, x in enumerate(people.table.shown()) if x.person.id == person]
        people.table.selectRow(row)
        people.stick.click()
        form = dialog(qtbot, window, StickDialog)
        assert not form.write.isEnabled()
        write(form, str(stick))
        press(form, "Return")
        settled(qtbot, window)
        if refused:
            assert refused in form.banner.sentence
            layout = form.layout()
            assert layout is not None
            assert layout.totalHeightForWidth(form.width()) <= form.height(), "words are cut"
            press(form, "Escape")
        assert no_dialog(window)
    assert people.banner.sentence.startswith("The stick is for Flora Lee. Record code ")
