"""Where the contests are: seeded warps, real pages, and what must never be located."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np

from adjudicator.domain.finding.place import Standing
from adjudicator.imaging.pages import read_page
from adjudicator.imaging.registration import PreparedReference, locate
from tests.imaging.acceptance.negatives import Negatives, negatives
from tests.imaging.acceptance.rows import Measure, Row, Run
from tests.imaging.real.hampshire import scored_pages
from tests.imaging.registration.printed import printed_reference
from tests.imaging.registration.real_pages import (
    HAMPSHIRE_STYLE,
    TEMPLATELESS,
    Samples,
    boxes_in_order,
    hampshire_references,
    middle,
    oval_pattern,
    printed_oval,
    sample_ballots,
)
from tests.imaging.registration.trials import BoxTrial, judged
from tests.imaging.registration.warps import HARSH, MILD, WAVY, Roughness, warp

TOLERATED = 2.0
"""Pixels off the print that leave a mark's measure as it is."""
UNMARKED = 0.02
"""The scanner's score below which an oval's print can be seen whole."""
_COUNTS = {"V1": 500, "V2": 500, "V3": 300}
_ROUGH = {"V1": MILD, "V2": HARSH, "V3": WAVY}


def v1(run: Run) -> Row:
    """Mild warps; contests that the picture does not show whole are not asked for."""
    trials = [t for t in _trials(run, "V1") if t.shown]
    errors = _errors(trials)
    located = sum(t.standing is Standing.LOCATED for t in trials)
    return Row(
        "V1",
        f"{_pages(run, 'V1')} seeded warps, {len(trials)} contests in the picture",
        "all located, max < 1.0 px, median <= 0.2",
        f"{located} located, max {errors.max():.2f}, median {np.median(errors):.3f}",
        located == len(trials) and errors.max() < 1.0 and np.median(errors) <= 0.2,
        _unlocated(trials),
    )


def v2(run: Run) -> Row:
    """Harsh warps; contests that the picture does not show are not asked for."""
    trials = _trials(run, "V2")
    shown = [t for t in trials if t.shown]
    located = sum(t.standing is Standing.LOCATED for t in shown)
    boxed = sum(t.standing is not Standing.NOT_LOCATED for t in shown)
    errors = _errors(trials)
    share = located / len(shown)
    return Row(
        "V2",
        f"{_pages(run, 'V2')} harsh warps, {len(shown)} contests in the picture",
        ">= 99 % located, max <= 2 px",
        f"{100 * share:.2f} % located ({100 * boxed / len(shown):.2f} % with those to check), "
        f"max {errors.max():.2f}",
        share >= 0.99 and errors.max() <= 2.0,
        _unlocated(shown),
    )


def v3(run: Run) -> Row:
    """The feed runs ahead and behind by 4 pixels."""
    trials = _trials(run, "V3")
    errors = np.array([e for t in trials for e in t.errors])
    counts = {s.value: sum(t.standing is s for t in trials) for s in Standing}
    p95 = float(np.quantile(errors, 0.95))
    return Row(
        "V3",
        f"{_pages(run, 'V3')} pages with a 4 px wave, {len(errors)} targets shown",
        "p95 <= 1.5 px or refused",
        f"p95 {p95:.2f}, median {np.median(errors):.2f}, max {errors.max():.2f}; {counts}",
        p95 <= 1.5,
    )


def v4(run: Run) -> Row:
    """Boxes said to be located where they are not."""
    warped = [t for name in _COUNTS for t in _trials(run, name)]
    silent = [t for t in warped if t.silent]
    none = negatives(run.shared_data, run.every)
    boxes = len(warped) + none.boxes
    return Row(
        "V4",
        f"{boxes} boxes: warps, and {none.boxes} on pages that are not theirs",
        "0 silent in >= 10,000",
        f"{len(silent) + len(none.silent)} silent; {_told(none)}",
        not silent and not none.silent and boxes * run.every >= 10_000,
        tuple(f"{t.contest} off {t.worst:.1f}" for t in silent) + none.silent,
    )


def v5(run: Run) -> Row:
    """Every real page, its style named, with the references of all styles."""
    found = sample_ballots(run.shared_data)
    counts: Counter[str] = Counter()
    flagged, notes, worst = 0, [], 0.0
    pages = found.pages[:: run.every]
    alone = [page for page in pages if Path(page.page).stem in TEMPLATELESS]
    for page in pages:
        style = found.references[page.template].reference.style
        places = locate(found.image(page), found.of_election(page.template), style=style)
        if page in alone:
            flagged += all(c.standing is not Standing.LOCATED for c in places.contests)
            continue
        worst = max([worst, *found.errors(places, page)])
        for contest in places.contests:
            counts[contest.standing.value] += 1
            if contest.standing is not Standing.LOCATED:
                notes.append(
                    f"{Path(page.page).stem} {contest.contest} {contest.standing} {contest.doubt} "
                    f"print {contest.print_found} likeness {contest.likeness}"
                )
    blanks, failed = _blanks(found, run)
    return Row(
        "V5",
        f"{len(pages)} voted pages and {blanks} blanks of sample-ballots",
        "all contests located, the two without a template flagged",
        f"{dict(counts)}, farthest from the labels {worst:.2f} px, {flagged} of {len(alone)} "
        f"flagged, {failed} contests of blanks not located",
        not counts["not_located"] and flagged == len(alone) and worst <= 2 and not failed,
        tuple(notes),
    )


def _unlocated(trials: Sequence[BoxTrial]) -> tuple[str, ...]:
    return tuple(
        f"{t.page} {t.contest} {t.standing} {t.doubt} print {t.print_found} likeness {t.likeness}"
        for t in trials
        if t.standing is not Standing.LOCATED
    )


def _blanks(found: Samples, run: Run) -> tuple[int, int]:
    """Each blank held against the references of its election."""
    names = sorted(found.references)[:: run.every]
    failed = 0
    for name in names:
        own = found.references[name]
        places = locate(own.image, found.of_election(name), style=own.reference.style)
        failed += sum(c.standing is not Standing.LOCATED for c in places.contests)
    return len(names), failed


def hand_marked(run: Run) -> Row:
    """All hand-marked pages by one blank reference per side, without the layout."""
    references = hampshire_references(run.shared_data)
    ovals, raw, notes, standings = [], [], [], []
    for page in scored_pages(run.shared_data)[:: run.every]:
        image = read_page(page.image(run.shared_data).read_bytes())
        places = locate(image, list(references.values()), style=HAMPSHIRE_STYLE)
        standings += [c.standing for c in places.contests]
        reference = references[page.side]
        own = reference.reference.layout.targets
        for target, plain, box in zip(page.targets, own, boxes_in_order(places, page), strict=True):
            if box is None:
                continue
            off = float(np.hypot(*np.subtract(middle(box), middle(target.box))))
            raw.append(off)
            if off > TOLERATED:
                notes.append(
                    f"{page.sheet[:8]} {page.side} {target.contest.rsplit('-', 1)[0]} / "
                    f"{target.choice}: scanner's box {off:.1f} px off, score {target.score:.3f}"
                )
            pattern, aside = oval_pattern(reference.image.grey, plain.box)
            oval = printed_oval(image.grey, box, pattern)
            if oval is not None and target.score < UNMARKED:
                ovals.append(float(np.hypot(*(np.array(middle(box)) - oval - aside))))
    located = sum(s is Standing.LOCATED for s in standings)
    return Row(
        "N1",
        f"nh-test-ballots by one blank page a side: {len(standings)} contests",
        "all located, within 2 px of the printed oval",
        f"{located} located; {len(ovals)} unmarked ovals: max {max(ovals):.2f}, median "
        f"{np.median(ovals):.2f} px; {len(notes)} of {len(raw)} boxes of the scanner are farther "
        "than 2 px",
        located == len(standings) and max(ovals) <= TOLERATED,
        tuple(notes),
    )


def other_scans(run: Run) -> Row:
    """Other scans of the same ballot: 300 dpi, grainy, stretched, overvoted."""
    references = hampshire_references(run.shared_data)
    folder = run.shared_data / "nh-test-ballots" / "scans"
    notes, standings = [], []
    for path in sorted(folder.glob("*.jpeg")):
        image = read_page(path.read_bytes())
        places = locate(image, list(references.values()), style=HAMPSHIRE_STYLE)
        standings += [c.standing for c in places.contests]
        lowest = min(c.print_found for c in places.contests)
        notes.append(
            f"{path.stem}: {image.dpi:.0f} dpi, {places.fit and places.fit.landmarks}, "
            f"{Counter(c.standing.value for c in places.contests)}, lowest print {lowest}"
        )
    counts = Counter(s.value for s in standings)
    return Row(
        "N2",
        "nh-test-ballots/scans by the same pages",
        "all located or to check",
        str(dict(counts)),
        bool(standings) and not counts["not_located"],
        tuple(notes),
    )


def _trials(run: Run, name: str) -> Sequence[BoxTrial]:
    if name not in run.kept:
        run.kept[name] = list(_warped(run, _ROUGH[name], _COUNTS[name] // run.every))
    kept = run.kept[name]
    assert isinstance(kept, list)
    return kept


def _warped(run: Run, rough: Roughness, count: int) -> Iterator[BoxTrial]:
    sheets = _sheets(run)
    for seed in range(count):
        reference = sheets[seed % len(sheets)]
        page = warp(reference.image.grey, rough, seed, reference.image.dpi)
        places = locate(page.page, [reference], style=reference.reference.style)
        yield from judged(places, reference, page, f"seed {seed} {reference.reference.style}")


def _sheets(run: Run) -> Sequence[PreparedReference]:
    """Real blank pages, and one of our own printing."""
    if "sheets" not in run.kept:
        run.kept["sheets"] = [
            *sample_ballots(run.shared_data).references.values(),
            *hampshire_references(run.shared_data).values(),
            printed_reference(),
        ]
    kept = run.kept["sheets"]
    assert isinstance(kept, list)
    return kept


def _pages(run: Run, name: str) -> int:
    return _COUNTS[name] // run.every


def _errors(trials: Sequence[BoxTrial]) -> np.ndarray:
    return np.array([error for trial in trials for error in trial.errors])


def _told(none: Negatives) -> str:
    return ", ".join(f"{kind} {count}" for kind, count in none.counts.items())


ROWS: Mapping[str, Measure] = {
    "V1": v1,
    "V2": v2,
    "V3": v3,
    "V4": v4,
    "V5": v5,
    "N1": hand_marked,
    "N2": other_scans,
}
