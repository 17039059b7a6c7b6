import errno
import logging
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from adjudicator.desktop.kit.errors import ErrorSorter, Failure, FailureKind
from adjudicator.desktop.kit.workers import IDLE, URGENT, WorkQueue, record_queue
from adjudicator.services.errors import Refusal


@pytest.fixture
def record(qapp: object, tmp_path: Path) -> Iterator[WorkQueue]:
    assert qapp is not None
    made = record_queue(ErrorSorter(folder=tmp_path / "reports"))
    yield made
    assert made.shutdown()


class Gate:
    """Keeps the queue's only thread busy until it is opened."""

    def __init__(self, queue: WorkQueue) -> None:
        self._event = threading.Event()
        queue.submit(self._event.wait)

    def open(self) -> None:
        self._event.set()


def _where(number: int) -> tuple[int, threading.Thread]:
    return number, threading.current_thread()


def test_results_come_back_on_the_gui_thread_in_the_order_given(
    record: WorkQueue, qtbot: QtBot
) -> None:
    seen: list[tuple[int, bool]] = []
    with qtbot.waitSignal(record.idle):
        for n in range(20):
            record.submit(
                partial(_where, n),
                lambda r: seen.append((r[0], r[1] is not threading.current_thread())),
            )
    assert seen == [(n, True) for n in range(20)]


def test_what_a_person_waits_for_jumps_the_queue(record: WorkQueue, qtbot: QtBot) -> None:
    order: list[str] = []
    gate = Gate(record)
    record.submit(lambda: order.append("prefetch"), priority=IDLE)
    record.submit(lambda: order.append("normal"))
    record.submit(lambda: order.append("urgent"), priority=URGENT)
    with qtbot.waitSignal(record.idle):
        gate.open()
    assert order == ["urgent", "normal", "prefetch"]


def test_a_dropped_request_is_not_begun_and_not_delivered(record: WorkQueue, qtbot: QtBot) -> None:
    ran: list[str] = []
    got: list[None] = []
    gate = Gate(record)
    record.submit(lambda: ran.append("stale"), got.append).drop()
    record.submit(lambda: ran.append("must"), got.append, must_run=True).drop()
    with qtbot.waitSignal(record.idle):
        gate.open()
    assert ran == ["must"]
    assert got == []


def _raise(error: BaseException) -> None:
    raise error


def test_errors_are_sorted_into_refusals_the_environment_and_bugs(
    record: WorkQueue, qtbot: QtBot
) -> None:
    failures: list[Failure] = []
    errors = (
        Refusal("Not recorded: quorum is 1 of 2."),
        OSError(errno.ENOSPC, "No space left on device"),
        ZeroDivisionError("the secret words of a voter"),
    )
    with qtbot.waitSignal(record.idle):
        for error in errors:
            record.submit(partial(_raise, error), failed=failures.append)
    assert [f.kind for f in failures] == [
        FailureKind.REFUSED,
        FailureKind.ENVIRONMENT,
        FailureKind.BUG,
    ]
    assert failures[0].sentence == "Not recorded: quorum is 1 of 2."
    assert failures[1].sentence.startswith("The disk is full. What was recorded before is safe.")
    report = failures[2].report
    assert report is not None
    assert str(report) in failures[2].sentence
    text = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in text
    assert "_raise" in text
    assert "secret words" not in text
    assert report.stat().st_mode & 0o077 == 0


def test_a_failure_nobody_listens_for_is_logged(
    record: WorkQueue, qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR), qtbot.waitSignal(record.idle):
        record.submit(lambda: _raise(Refusal("no")))
    assert "work failed unheard: no" in caplog.text


def test_shutdown_finishes_what_must_run_and_drops_the_rest(qtbot: QtBot) -> None:
    assert qtbot is not None
    queue = record_queue()
    gate = Gate(queue)
    ran: list[str] = []
    queue.submit(lambda: ran.append("image"), priority=IDLE)
    queue.submit(lambda: ran.append("ruling"), must_run=True)
    closing = threading.Thread(target=gate.open)
    closing.start()
    assert queue.shutdown()
    closing.join()
    assert "ruling" in ran
    with pytest.raises(RuntimeError, match="shut down"):
        queue.submit(lambda: None)


class _Screen(QObject):
    """Hears what it asked for, as long as it lives."""

    def __init__(self, heard: list[object]) -> None:
        super().__init__()
        self.heard = heard

    def take(self, result: object) -> None:
        self.heard.append(result)
        self.setObjectName("told")

    def ask(self, queue: WorkQueue) -> None:
        queue.submit(lambda: "by its own", self.take)
        queue.submit(lambda: "with more", partial(_Screen.take, self))
        queue.submit(lambda: "around it", lambda result: self.take([result]))
        queue.submit(_fail, failed=self.take)


def _fail() -> None:
    raise Refusal("No.")


@pytest.mark.parametrize("gone", [False, True])
def test_a_screen_that_is_gone_hears_nothing(
    record: WorkQueue,
    qtbot: QtBot,
    gone: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    heard: list[object] = []
    gate, screen = Gate(record), _Screen(heard)
    screen.ask(record)
    if gone:
        shiboken6.delete(screen)
    with qtbot.waitSignal(record.idle):
        gate.open()
    assert len(heard) == (0 if gone else 4)
