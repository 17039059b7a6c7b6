"""What is found on pages is kept under a version: findings do not change under the same one."""

import hashlib
from collections.abc import Mapping
from dataclasses import asdict
from importlib.metadata import version
from json import dumps

import numpy as np
import pytest

from adjudicator.imaging.examine import VERSION, examine
from adjudicator.imaging.pages import read_page
from adjudicator.imaging.printing.marks import MarkKind, MarkSpec, apply_marks
from adjudicator.imaging.printing.scan import BILEVEL_SCANNER, GREY_SCANNER, scan_page
from tests.imaging.printing.ballots import ballot
from tests.imaging.registration.printed import STYLE, printed_reference

MARKS = (
    MarkSpec("senate", "reed", MarkKind.FILLED),
    MarkSpec("board", "lund", MarkKind.X),
    MarkSpec("measure", "no", MarkKind.STRUCK_NAME),
)
KNOWN = {"opencv-python-headless": "5.0.0.93", "numpy": "2.4.6", "pillow": "13.0.0"}
"""Whose least digits the figures have: under other versions nothing can be said."""
DIGEST = (11, "f2e2b426c3042a7dca4e1cf4b472b3932181c956c527fe88fbb59ef7ad3a0278")
"""The version, and what is found under it.  A change that finds something else raises VERSION, so
that what is kept from before is looked at again; then the new digest is written here."""


def digest() -> str:
    """Of everything found on three pages: blank, marked, and 1-bit."""
    front, told = ballot().front, hashlib.sha256()
    marked = apply_marks(front.image, front.layout, MARKS, np.random.default_rng(1))
    for picture, scanner in (
        (front.image, GREY_SCANNER),
        (marked, GREY_SCANNER),
        (marked, BILEVEL_SCANNER),
    ):
        scan = scan_page(picture, front.layout, scanner, np.random.default_rng(2))
        page = read_page(scan.data)
        found = examine("0" * 64, 1, page, [printed_reference()], style=STYLE)
        told.update(dumps(_plain(asdict(found)), sort_keys=True).encode())
    return told.hexdigest()


def _plain(value: object) -> object:
    """Figures to the thousandth."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return round(value, 3) if isinstance(value, float) else str(value)


def test_findings_change_only_with_their_version() -> None:
    installed = {name: version(name) for name in KNOWN}
    if installed != KNOWN:
        pytest.skip(f"the digest is of {KNOWN}, not of {installed}")
    assert (VERSION, digest()) == DIGEST, "raise VERSION, then write the new digest"
