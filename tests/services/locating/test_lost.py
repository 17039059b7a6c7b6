"""What is kept of findings and comes to be lost: looked for again, and never a newer program's."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from adjudicator.services.locating.looking import Looked, Looking, is_lost, make_plan
from adjudicator.services.locating.references import key_with, references_now
from adjudicator.services.recount import Recount
from adjudicator.services.references import record_reference
from adjudicator.storage.findings import FILE, FindingCache, FindingKey
from tests.services.references.builders import draft
from tests.support.findings import page_finding
from tests.support.scene import TEAM, Scene, Sheet

OLDER, NEWER = FindingKey("c" * 64, 1), FindingKey("c" * 64, 1_000)


@pytest.fixture
def recount(tmp_path: Path) -> Iterator[Recount]:
    """Two pages, looked at; and what an older and a newer program found."""
    scene = Scene.copy_of_constituted(tmp_path)
    scene.import_sheets([Sheet(1, council=None, style="all"), Sheet(2, council=None, style="all")])
    scene.pile()
    scene.sit(*TEAM)
    record_reference(scene.recount, draft(scene), [scene.seating.seat(person) for person in TEAM])
    cache = FindingCache.of(scene.recount.folder)
    for key in (OLDER, NEWER):
        cache.keep([("all", page_finding("a" * 64, ()))], key)
    key = key_with(scene.recount, references_now(scene.recount))
    images = [case.row.images[0] for case in scene.cases()]
    cache.keep([("all", page_finding(image, ())) for image in images], key)
    yield scene.recount
    scene.recount.close()


def test_what_a_newer_program_found_is_left_to_it(recount: Recount) -> None:
    plan = make_plan(recount)
    assert plan.waiting == ()
    Looking(recount, plan, 1, lambda _: None).run()
    assert FindingCache.of(recount.folder).keys() == {NEWER, plan.key}


def test_what_was_found_and_is_kept_no_more_is_known_to_be_lost(
    recount: Recount, caplog: pytest.LogCaptureFixture
) -> None:
    looked = Looked(2, 2)
    assert not is_lost(recount, looked)
    (recount.folder.path / FILE).write_bytes(b"no database" * 999)
    assert not is_lost(recount, Looked(1, 2)), "it is not over yet"
    assert not is_lost(recount, None)
    with caplog.at_level(logging.WARNING):
        assert is_lost(recount, looked)
    assert "made anew" in caplog.text
    assert len(make_plan(recount).waiting) == 2
