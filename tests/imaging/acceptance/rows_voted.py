"""The same with reference pages that somebody voted on: what they wrote must explain nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

import cv2
import numpy as np

from adjudicator.domain.finding.place import Standing
from adjudicator.domain.layouts import Box
from adjudicator.imaging.pages import Grey
from adjudicator.imaging.registration import PreparedReference, locate
from tests.imaging.acceptance.negatives import negatives_of
from tests.imaging.acceptance.rows import Measure, Row, Run
from tests.imaging.registration.printed import printed_reference, reference_of
from tests.imaging.registration.real_pages import hampshire_references, sample_ballots
from tests.imaging.registration.trials import BoxTrial, judged
from tests.imaging.registration.warps import MILD, warp

_PAGES = 200
_PEN = 40
"""Grey of what is written."""


def warped(run: Run) -> Row:
    """Mild warps of pages nobody wrote on, by a reference of the same print with marks."""
    trials = list(_warped(run, _PAGES // run.every))
    shown = [t for t in trials if t.shown]
    located = [t for t in shown if t.standing is Standing.LOCATED]
    boxed = [t for t in shown if t.standing is not Standing.NOT_LOCATED]
    errors = np.array([error for trial in located for error in trial.errors])
    return Row(
        "V1v",
        f"V1 by voted references, {len(shown)} contests in the picture",
        ">= 95 % located, the others to check, max < 1.0 px",
        f"{len(located)} located, {len(boxed) - len(located)} to check, max {errors.max():.2f}, "
        f"median {np.median(errors):.3f}",
        len(located) >= 0.95 * len(shown) and len(boxed) == len(shown) and errors.max() < 1.0,
    )


def strange(run: Run) -> Row:
    """V4's pages that are not the reference's, by voted references."""
    samples = sample_ballots(run.shared_data)
    voted = _all_marked(samples.references)
    sides = _all_marked(hampshire_references(run.shared_data))
    none = negatives_of(replace(samples, references=voted), sides, run.every)
    return Row(
        "V4v",
        f"{none.boxes} boxes on pages that are not theirs, by voted references",
        "0 silent",
        f"{len(none.silent)} silent; " + ", ".join(f"{k} {n}" for k, n in none.counts.items()),
        not none.silent and none.boxes > 0,
        none.silent,
    )


def _warped(run: Run, count: int) -> Iterator[BoxTrial]:
    blanks = (
        *sample_ballots(run.shared_data).references.values(),
        *hampshire_references(run.shared_data).values(),
        printed_reference(),
    )
    voted = [_marked(blank, n) for n, blank in enumerate(blanks)]
    for seed in range(count):
        n = seed % len(blanks)
        page = warp(blanks[n].image.grey, MILD, seed, blanks[n].image.dpi)
        places = locate(page.page, [voted[n]], style=voted[n].reference.style)
        yield from judged(places, voted[n], page, f"seed {seed}")


def _all_marked(references: Mapping[str, PreparedReference]) -> dict[str, PreparedReference]:
    return {name: _marked(found, n) for n, (name, found) in enumerate(references.items())}


def _marked(blank: PreparedReference, number: int) -> PreparedReference:
    """The same page with a mark in every contest: filled, crossed or circled."""
    grey = blank.image.grey.copy()
    layout = blank.reference.layout
    for place, contest in enumerate(layout.contests):
        own = [t.box for t in layout.targets if t.contest == contest.contest]
        if own:
            _WAYS[(number + place) % len(_WAYS)](grey, own[(number + place) % len(own)])
    image = replace(blank.image, grey=grey)
    reference = blank.reference
    return reference_of(image, layout, style=reference.style, side=reference.side)


def _fill(grey: Grey, box: Box) -> None:
    middle, half = _middle(box), (round(box.width * 0.45), round(box.height * 0.4))
    cv2.ellipse(grey, middle, half, 0, 0, 360, _PEN, -1, cv2.LINE_AA)


def _cross(grey: Grey, box: Box) -> None:
    (x, y), dx, dy = _middle(box), round(box.width * 0.6), round(box.height * 0.8)
    for way in (dy, -dy):
        cv2.line(grey, (x - dx, y - way), (x + dx, y + way), _PEN, 3, cv2.LINE_AA)


def _circle(grey: Grey, box: Box) -> None:
    half = (round(box.width * 0.9), round(box.height * 1.1))
    cv2.ellipse(grey, _middle(box), half, 0, 0, 360, _PEN, 3, cv2.LINE_AA)


def _middle(box: Box) -> tuple[int, int]:
    return round(box.x + box.width / 2), round(box.y + box.height / 2)


_WAYS = (_fill, _cross, _circle)
ROWS: Mapping[str, Measure] = {"V1v": warped, "V4v": strange}
