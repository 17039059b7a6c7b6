import csv
import json
import re
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtWidgets import QComboBox, QFileDialog
from pytestqt.qtbot import QtBot

from adjudicator.desktop.entries.record_screen import RecordScreen
from adjudicator.desktop.window.main_window import MainWindow
from adjudicator.ledger import receipts
from adjudicator.services.paging import EntryFilter, read_page
from adjudicator.storage.queries.cases import CaseFilter, list_cases
from tests.desktop.recounts import ready_recount, rule_batch, seat_team
from tests.desktop.support import enlarge, press, settled, write


@pytest.fixture
def record(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> RecordScreen:
    window.adopt(ready_recount(tmp_path), "overview")
    assert window.desk is not None
    settled(qtbot, window)
    seat_team(window.desk.seating)
    rule_batch(window.desk.recount, window.desk.seating, 1)
    window.show_screen("record")
    settled(qtbot, window)
    shown = window.stack.currentWidget()
    assert isinstance(shown, RecordScreen)
    return shown


def choose(box: QComboBox, words: str) -> None:
    box.setCurrentIndex(box.findText(words))


def test_the_newest_entry_comes_first_and_is_told_in_sentences(record: RecordScreen) -> None:
    lines = record.table.shown()
    assert [line.entry.index for line in lines] == list(range(len(lines) - 1, -1, -1))
    told = lines[0].sentence
    assert re.match(r"Ada Reyes and Ben Ortiz: case \w \w \w \w: ", told), told
    assert "ballot of batch" not in told
    text = record.details.text.toPlainText()
    assert "Flora Lee: present, did not answer." in text
    assert "Gus Scott: not at the table." in text
    assert text.endswith("Signed by Ada Reyes and Ben Ortiz.")
    assert record.details.code.text().endswith(record.recount.record_code())
    assert lines[0].entry.leaf.hex() in record.details.hash.text().replace(" ", "")


@pytest.mark.parametrize(("size", "steps"), [((1093, 614), 0), ((1366, 768), 10)])
def test_what_happened_is_read_in_a_narrow_window_and_in_large_text(
    qtbot: QtBot, window: MainWindow, record: RecordScreen, size: tuple[int, int], steps: int
) -> None:
    window.resize(*size)
    enlarge(window, 100 + 10 * steps)
    settled(qtbot, window)
    table, details = record.table, record.details
    qtbot.waitUntil(lambda: details.geometry().top() > table.geometry().bottom())
    parts = [details.headline, details.when, details.text, details.code, details.hash]
    qtbot.waitUntil(
        lambda: all(
            upper.geometry().bottom() < lower.geometry().top() for upper, lower in pairwise(parts)
        )
    )
    assert table.horizontalScrollBar().maximum() == 0, "every column is on the screen"
    assert table.columnWidth(3) > table.viewport().width() * 0.4
    assert details.text.height() >= 3 * details.text.fontMetrics().height()


def test_filters_narrow_by_kind_person_case_and_words(
    qtbot: QtBot, window: MainWindow, record: RecordScreen
) -> None:
    choose(record.filters.kind, "Rulings")
    settled(qtbot, window)
    assert {line.entry.kind for line in record.table.shown()} == {"rule"}
    record.filters.clear()
    settled(qtbot, window)
    choose(record.filters.person, "Flora Lee")
    settled(qtbot, window)
    assert {line.entry.kind for line in record.table.shown()} == {"enrol", "signin"}
    record.filters.clear()
    with record.recount.reading() as connection:
        case = list_cases(connection, CaseFilter(batch=1))[0]
    record.filters.case.setFocus()
    write(window, " ".join(case.number.lower()))
    press(window, "Return")
    settled(qtbot, window)
    [line] = record.table.shown()
    assert line.entry.body["items"][0]["case"] == case.seal
    record.filters.clear()
    record.filters.words.setFocus()
    write(window, "closed the pile")
    press(window, "Return")
    settled(qtbot, window)
    assert [line.entry.kind for line in record.table.shown()] == ["pile"]


def test_a_number_that_is_no_case_is_refused_in_words(
    qtbot: QtBot, window: MainWindow, record: RecordScreen
) -> None:
    record.filters.case.setFocus()
    write(window, "12")
    press(window, "Return")
    settled(qtbot, window)
    assert "is not a case number" in record.banner.sentence


def test_a_receipt_of_the_entry_chosen_is_saved_for_those_who_sit_here(
    qtbot: QtBot,
    window: MainWindow,
    record: RecordScreen,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    out = tmp_path / "stick"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_told: str(out))
    (entry, *_) = (line.entry.index for line in record.table.shown())
    record.receipt.click()
    settled(qtbot, window)
    (path,) = out.glob("*.tlog-proof")
    receipt = receipts.parse(path.read_bytes())
    assert receipt.entry.index == entry
    # The team that ruled sits here, so the row of the case is opened.
    assert {each.path for each in receipt.opened} >= {"/items/0/case"}
    assert record.banner.sentence.startswith(f"{path.name} is saved. Entry {entry} lies under")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_told: "")
    record.receipt.click()
    settled(qtbot, window)
    assert list(out.glob("*.tlog-proof")) == [path]


def test_pages_are_turned_without_a_gap(record: RecordScreen) -> None:
    recount = record.recount
    seen: list[int] = []
    below: int | None = None
    while True:
        page = read_page(recount, EntryFilter(), below=below, limit=7)
        seen += [line.entry.index for line in page.lines]
        below = page.older
        if below is None:
            break
    assert seen == list(range(page.size - 1, -1, -1))
    rulings = read_page(recount, EntryFilter(kind="rule"), limit=2)
    rest = read_page(recount, EntryFilter(kind="rule"), below=rulings.older, limit=2)
    found = [line.entry.index for line in (*rulings.lines, *rest.lines)]
    assert len(found) == 3
    assert found == sorted(found, reverse=True)


def test_the_log_is_saved_as_csv_and_json(
    qtbot: QtBot, window: MainWindow, record: RecordScreen, tmp_path: Path
) -> None:
    for name in ("log.csv", "log.json"):
        record.save_log(tmp_path / name)
        settled(qtbot, window)
        assert record.banner.sentence.startswith(f"The log was saved as {name}: ")
    with (tmp_path / "log.csv").open(encoding="utf-8", newline="") as table:
        rows = list(csv.reader(table))
    lines = json.loads((tmp_path / "log.json").read_text(encoding="utf-8"))["lines"]
    assert len(rows) - 1 == len(lines) == record.recount.state.size
