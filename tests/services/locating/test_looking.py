"""Pages looked at by processes: the same findings whatever their number and order."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from threading import Condition

import pytest

from adjudicator.domain.finding.place import Doubt, Standing
from adjudicator.domain.layouts import PageLayout
from adjudicator.domain.references import ReferenceDraft
from adjudicator.imaging.printing.marks import MarkKind
from adjudicator.services.grid.blanks import blank_grid
from adjudicator.services.locating.crew import NothingFound
from adjudicator.services.locating.findings import CaseFinding, batch_findings, case_finding
from adjudicator.services.locating.listing import figures_of
from adjudicator.services.locating.looking import (
    Looked,
    Looking,
    Plan,
    make_plan,
    tasks_of_batch,
)
from adjudicator.services.locating.pool import LocatingPool
from adjudicator.services.locating.references import marks
from adjudicator.services.locating.telling import located_words
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.references import record_reference
from adjudicator.services.seating import Seating
from adjudicator.storage.findings import FILE, FindingCache, FindingKey
from adjudicator.storage.queries.cases import CaseFilter, CaseRecord, list_cases
from tests.desktop.recounts import PASSPHRASES
from tests.support.findings import page_finding
from tests.support.printed_pages import CONTEST, Printed, printed_recount, scanned

MARKED, BACK, MISNAMED, ALTERED = "b7", "b8", "b9", "b10"
PAGES = (
    *(Printed() for _ in range(6)),
    Printed(MarkKind.X, batch="2"),
    Printed(batch="2", back=True),
    Printed(batch="2", style="other"),
    Printed(batch="2"),
)


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Ten pages; the image of the last was altered since."""
    place = tmp_path_factory.mktemp("printed")
    recount = printed_recount(place, PAGES)
    altered = recount.folder.image(case_of(recount, ALTERED).row.images[0])
    altered.write_bytes(altered.read_bytes() + b"more")
    recount.close()
    return place


@pytest.fixture
def recount(template: Path, tmp_path: Path) -> Iterator[Recount]:
    yield from _copied(template, tmp_path)


def _copied(template: Path, place: Path) -> Iterator[Recount]:
    shutil.copytree(template, place, dirs_exist_ok=True)
    opened = open_recount(place / "recount")
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def looked(
    template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Recount, Looked]]:
    """All pages looked at by one process."""
    for recount in _copied(template, tmp_path_factory.mktemp("looked")):
        yield recount, Looking(recount, make_plan(recount), 1, lambda _: None).run()


def cases(recount: Recount) -> list[CaseRecord]:
    with recount.reading() as connection:
        return list_cases(connection, CaseFilter())


def case_of(recount: Recount, ballot: str) -> CaseRecord:
    return next(case for case in cases(recount) if case.row.ballot == ballot)


def found(recount: Recount, ballot: str) -> CaseFinding:
    finding = case_finding(recount, case_of(recount, ballot))
    assert finding is not None
    return finding


def kept(recount: Recount) -> list[tuple[object, ...]]:
    """Everything in the cache, to the byte."""
    with closing(sqlite3.connect(recount.folder.path / FILE)) as connection:
        findings = connection.execute("SELECT * FROM findings ORDER BY image, page, style")
        contests = connection.execute("SELECT * FROM contests ORDER BY image, page, contest")
        return [*findings, *contests]


def shuffled(plan: Plan) -> Plan:
    waiting = list(plan.waiting)
    Random(7).shuffle(waiting)
    assert tuple(waiting) != plan.waiting
    return replace(plan, waiting=tuple(waiting))


def test_two_processes_and_another_order_find_the_same_to_the_byte(
    recount: Recount, looked: tuple[Recount, Looked]
) -> None:
    Looking(recount, shuffled(make_plan(recount)), 2, lambda _: None).run()
    assert kept(recount) == kept(looked[0])
    assert len(kept(recount)) > len(PAGES)


def test_a_contest_is_found_blank_or_marked(looked: tuple[Recount, Looked]) -> None:
    for ballot in ("b1", "b2", MARKED):
        finding = found(looked[0], ballot)
        assert finding.place.standing is Standing.LOCATED, located_words(finding)
        assert finding.style == "7"


def test_another_side_shows_the_whole_page(looked: tuple[Recount, Looked]) -> None:
    finding = found(looked[0], BACK)
    assert (finding.place.standing, finding.place.box) == (Standing.NOT_LOCATED, None)
    assert finding.ink is None


def test_a_style_nobody_has_drawn_is_never_outlined_by_another(
    looked: tuple[Recount, Looked],
) -> None:
    finding = found(looked[0], MISNAMED)
    assert finding.style == "other"
    assert (finding.place.standing, finding.place.box) == (Standing.NOT_LOCATED, None)
    assert finding.place.doubt in {Doubt.NO_REFERENCE, Doubt.OTHER_STYLE}


def test_an_altered_image_is_told_and_its_page_is_not_said_to_be_looked_at(
    looked: tuple[Recount, Looked],
) -> None:
    recount, result = looked
    ((task, problem),) = result.unopened
    assert task.image == case_of(recount, ALTERED).row.images[0]
    assert problem == "The image is not the file that was imported."
    assert case_finding(recount, case_of(recount, ALTERED)) is None
    assert result.over


def test_what_was_looked_at_is_not_looked_at_again(looked: tuple[Recount, Looked]) -> None:
    plan = make_plan(looked[0])
    assert [t.image for t in plan.waiting] == list(case_of(looked[0], ALTERED).row.images)
    assert plan.pages == len(PAGES)


def test_pages_wait_in_the_order_of_work(recount: Recount) -> None:
    plan = make_plan(recount)
    assert [t.image for t in plan.waiting] == [c.row.images[0] for c in cases(recount)]
    second = case_of(recount, MARKED).batch
    assert batch_findings(recount, second) == {}
    assert located_words(case_finding(recount, case_of(recount, MARKED))) == (
        "location not checked yet"
    )
    assert {t.image for t in tasks_of_batch(recount, second)} == {
        case_of(recount, ballot).row.images[0] for ballot in (MARKED, BACK, MISNAMED, ALTERED)
    }


def test_without_its_reference_page_nothing_is_found_wrongly(recount: Recount) -> None:
    plan = make_plan(recount)
    (reference,) = plan.references
    recount.folder.image(reference.image).unlink()
    with pytest.raises(NothingFound, match=r"style 7\) is missing. Every ballot can be ruled on."):
        Looking(recount, plan, 1, lambda _: None).run()
    assert not (recount.folder.path / FILE).exists()


def draw_anew(recount: Recount, plan: Plan) -> None:
    """Two people record a reference with the first contest alone."""
    seating = Seating(recount)
    seats = [seating.sign_in(p, PASSPHRASES[p]) for p in ("team1", "team2")]
    (supplied,) = plan.references
    first = supplied.layout.contests[0]
    layout = replace(
        supplied.layout,
        contests=(first,),
        targets=tuple(t for t in supplied.layout.targets if t.contest == first.contest),
    )
    drawn = ReferenceDraft(supplied.style, supplied.side, supplied.image, supplied.page, layout)
    record_reference(recount, drawn, seats)


def as_found(recount: Recount, plan: Plan) -> Plan:
    """Every page of it looked at; what is left to do is to end."""
    findings = [(t.style, page_finding(t.image, (), page=t.page)) for t in plan.waiting]
    FindingCache.of(recount.folder).keep(findings, plan.key)
    return replace(plan, waiting=())


def test_what_newer_references_found_outlives_a_looking_that_began_before(
    recount: Recount,
) -> None:
    old = make_plan(recount)
    draw_anew(recount, old)
    new = as_found(recount, make_plan(recount))
    there_before = replace(as_found(recount, old), older=frozenset({new.key}))
    Looking(recount, there_before, 1, lambda _: None).run()
    assert make_plan(recount).waiting == ()
    assert FindingCache.of(recount.folder).keys() == {old.key, new.key}
    Looking(recount, make_plan(recount), 1, lambda _: None).run()
    assert FindingCache.of(recount.folder).keys() == {new.key}


def test_only_what_was_there_at_the_beginning_is_thrown_away(recount: Recount) -> None:
    before, meanwhile = FindingKey("b" * 64, 1), FindingKey("m" * 64, 1)
    cache = FindingCache.of(recount.folder)
    cache.keep([("", page_finding("a" * 64, ()))], before)
    plan = as_found(recount, make_plan(recount))
    cache.keep([("", page_finding("a" * 64, ()))], meanwhile)
    Looking(recount, plan, 1, lambda _: None).run()
    assert cache.keys() == {plan.key, meanwhile}


def test_a_new_reference_has_every_page_looked_at_again(recount: Recount) -> None:
    before, plan = marks(recount), make_plan(recount)
    as_found(recount, plan)
    assert make_plan(recount).waiting == ()
    draw_anew(recount, plan)
    assert marks(recount) != before
    anew = make_plan(recount)
    assert [reference.entry for reference in anew.references] != [None]
    assert anew.waiting == plan.waiting


def test_a_layout_that_came_with_an_image_and_lies_elsewhere_is_told_in_lists_too(
    tmp_path: Path,
) -> None:
    recount = printed_recount(tmp_path, [Printed(), Printed(), Printed(moved=9)])
    Looking(recount, make_plan(recount), 1, lambda _: None).run()
    figures = figures_of(recount, cases(recount))
    told = {case.row.ballot: figures[case.seal].doubt for case in cases(recount)}
    assert told == {"b1": None, "b2": None, "b3": Doubt.LAYOUT_DIFFERS}
    assert found(recount, "b3").place.standing is Standing.CHECK
    recount.close()


def half_as_large(layout: PageLayout) -> PageLayout:
    return layout.scaled_to(layout.width // 2, layout.height // 2)


def beside(layout: PageLayout) -> PageLayout:
    """Every target 25 pixels below its print, in the right contest."""
    return replace(
        layout, targets=tuple(replace(t, box=t.box.moved(0, 25)) for t in layout.targets)
    )


def off_the_page(layout: PageLayout) -> PageLayout:
    first, *others = layout.contests
    return replace(layout, contests=(replace(first, box=first.box.moved(9000, 0)), *others))


def test_a_layout_that_lies_beside_its_own_print_never_makes_a_ballot_plain(
    tmp_path: Path,
) -> None:
    recount = printed_recount(tmp_path, [Printed(told=beside), Printed(), Printed(MarkKind.X)])
    Looking(recount, make_plan(recount), 1, lambda _: None).run()
    for ballot in ("b1", "b2", "b3"):
        finding = found(recount, ballot)
        assert finding.place.standing is Standing.CHECK
        assert finding.place.doubt is Doubt.LAYOUT_DIFFERS
        assert "does not lie on the print" in located_words(finding)
        assert finding.ink is not None
        assert not finding.ink.plain
    assert not any(blank.plain for blank in blank_grid(recount, 1).ballots)
    recount.close()


def test_the_next_page_with_a_layout_serves_where_the_first_lies_beside_its_print(
    tmp_path: Path,
) -> None:
    recount = printed_recount(tmp_path, [Printed(told=beside), Printed(moved=0), Printed()])
    Looking(recount, make_plan(recount), 1, lambda _: None).run()
    assert {b: found(recount, b).place.standing for b in ("b1", "b2", "b3")} == {
        "b1": Standing.CHECK,
        "b2": Standing.LOCATED,
        "b3": Standing.LOCATED,
    }
    recount.close()


def test_a_layout_told_in_another_resolution_stands_where_the_print_is(tmp_path: Path) -> None:
    recount = printed_recount(tmp_path, [Printed(told=half_as_large), Printed()])
    Looking(recount, make_plan(recount), 1, lambda _: None).run()
    finding = found(recount, "b2")
    (true,) = (c.box for c in scanned(Printed(), 2)[1].contests if c.contest == CONTEST)
    assert finding.place.standing is Standing.LOCATED
    assert finding.place.box is not None
    assert abs(finding.place.box.x - true.x) + abs(finding.place.box.y - true.y) < 3
    recount.close()


@pytest.mark.parametrize("why", ["is missing", "has a layout that cannot be used"])
def test_a_reference_that_cannot_be_used_is_left_out_and_named_and_stops_no_other(
    tmp_path: Path, why: str
) -> None:
    pages = [Printed(), Printed(), Printed(style="8", moved=0), Printed(style="8")]
    recount = printed_recount(tmp_path, pages)
    plan = make_plan(recount)
    seven, eight = plan.references
    if why == "is missing":
        recount.folder.image(eight.image).unlink()
    else:
        eight = replace(eight, layout=off_the_page(eight.layout))
    looked = Looking(recount, replace(plan, references=(seven, eight)), 1, lambda _: None).run()
    (problem,) = looked.left_out
    assert problem.startswith(f"the reference page (front of ballot style 8) {why}")
    assert looked.words == f"Left out: {problem}."
    assert looked.over
    assert {b: found(recount, b).place.standing for b in ("b1", "b2")} == {
        "b1": Standing.LOCATED,
        "b2": Standing.LOCATED,
    }
    # Nothing is kept of the others, so they are looked at once the reference is there.
    assert case_finding(recount, case_of(recount, "b4")) is None
    assert {task.style for task in make_plan(recount).waiting} == {"8"}
    recount.close()


class Heard:
    """What a pool told, waited for."""

    def __init__(self) -> None:
        self.told: list[Looked] = []
        self._new = Condition()

    def __call__(self, looked: Looked) -> None:
        with self._new:
            self.told.append(looked)
            self._new.notify_all()

    def wait_for_end(self) -> Looked:
        with self._new:
            assert self._new.wait_for(lambda: bool(self.told) and self.told[-1].over, 60)
            return self.told[-1]


def test_behind_a_window_pages_are_found_until_it_closes(recount: Recount) -> None:
    heard = Heard()
    pool = LocatingPool(recount, heard, workers=1)
    pool.prefer(case_of(recount, MARKED).batch)
    pool.look()
    assert heard.wait_for_end().done == len(PAGES)
    assert pool.stop()
    assert heard.told[0].done == 0
    assert found(recount, MARKED).located


def test_where_the_folder_may_not_be_written_it_is_said_in_words(recount: Recount) -> None:
    stations = recount.folder.stations
    stations.rename(stations.with_name("elsewhere"))
    stations.write_text("no folder")
    heard = Heard()
    pool = LocatingPool(recount, heard, workers=1)
    pool.look()
    assert heard.wait_for_end().words == (
        "Contests are not looked for: not a directory (locating.busy). Every ballot can be ruled "
        "on. See that you may write in the recount folder, then open the recount again."
    )
    assert pool.stop()
    stations.unlink()
    stations.with_name("elsewhere").rename(stations)


def test_where_nothing_can_be_kept_it_is_said_in_words(recount: Recount) -> None:
    plan = make_plan(recount)
    # The order of work is drawn anew in every run, and of the altered image nothing is found.
    altered = case_of(recount, ALTERED).row.images
    one = next(task for task in plan.waiting if task.image not in altered)
    (recount.folder.path / FILE).mkdir()
    with pytest.raises(NothingFound) as stopped:
        Looking(recount, replace(plan, waiting=(one,)), 1, lambda _: None).run()
    assert str(stopped.value) == (
        "What is found on the images cannot be kept: a folder lies in the place of findings.db. "
        "Every ballot can be ruled on; move that folder away, then open the recount again."
    )
