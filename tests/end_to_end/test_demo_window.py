"""``adjudicator demo`` where there is a display, and where it may not write."""

from dataclasses import replace
from pathlib import Path

import pytest

from adjudicator.cli import demo
from adjudicator.cli.main import main
from adjudicator.services.demonstration import show
from adjudicator.services.demonstration.kinds import PALMETTO, Script, read_script
from adjudicator.services.recount import open_recount
from adjudicator.services.status import recount_status
from tests.services.demonstration.scripts import only


@pytest.fixture(autouse=True)
def _no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")


def test_a_folder_of_anything_else_is_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "thesis.txt").write_text("three years", encoding="utf-8")
    assert main(["demo", "--out", str(tmp_path)]) == 2
    assert "Choose another folder with --out" in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["thesis.txt"]


def small(name: str) -> Script:
    """Two containers of the county, so that the window is there soon."""
    assert name == PALMETTO
    return only(replace(read_script(name)), {"102V", "103V"})


def test_with_a_display_the_window_opens_on_a_recount_half_ruled(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[Path | None] = []

    def window(folder: Path | None) -> int:
        opened.append(folder)
        return 0

    monkeypatch.setattr(demo, "has_display", lambda: True)
    monkeypatch.setattr(demo, "open_window", window)
    monkeypatch.setattr(demo, "read_script", small)
    monkeypatch.setattr(show, "read_script", small)
    out = tmp_path / "out"
    assert main(["demo", "--out", str(out)]) == 0
    assert opened == [out / "recount"]
    assert str(out / "passphrases.csv") in capsys.readouterr().out
    recount = open_recount(out / "recount")
    try:
        status = recount_status(recount)
        assert status.unreviewed > 0
        assert 0 < status.cases - status.unreviewed <= status.cases * 0.8, "whole batches"
        assert any(batch.closed is None for batch in status.batches)
    finally:
        recount.close()


@pytest.mark.parametrize(
    ("environment", "seen"),
    [
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0", "QT_QPA_PLATFORM": "wayland"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "minimal:fonts"}, False),
        ({}, False),
    ],
)
def test_a_display_is_known_by_the_environment(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], *, seen: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert demo.has_display() is seen
