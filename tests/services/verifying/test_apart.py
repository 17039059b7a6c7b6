"""A verification in a process of its own: the same verdict, stopped at once, never silent."""

from pathlib import Path

import pytest

from adjudicator.services.errors import UsageError
from adjudicator.services.verifying.anchors import read_anchor
from adjudicator.services.verifying.apart import Stopped, verify_apart
from adjudicator.services.verifying.verdicts import Outcome
from adjudicator.services.verifying.verify import verify
from tests.support.scene import Scene


def test_it_says_what_is_said_here_and_how_far_it_is(scene: Scene) -> None:
    told: list[tuple[str, int, int]] = []
    code = read_anchor(scene.recount.record_code())
    found = verify_apart(
        scene.path, [code], quick=True, jobs=1, progress=lambda *step: told.append(step)
    )
    assert found == verify(scene.path, [code], quick=True, jobs=1)
    assert found.outcome is Outcome.ALONE
    size = scene.recount.state.size
    assert told[-1] == ("entries", size, size)


def test_it_is_stopped(scene: Scene) -> None:
    with pytest.raises(Stopped, match="Nothing was changed"):
        verify_apart(scene.path, stopped=lambda: True)


def test_where_there_is_no_record_it_says_so(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="no recount folder and no export"):
        verify_apart(tmp_path, jobs=1)
