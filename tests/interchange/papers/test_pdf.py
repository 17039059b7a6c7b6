"""The file: the same bytes for the same paper, its words, its foot, its watermark."""

import hashlib
import os
import subprocess
import sys
from dataclasses import replace

import pytest
from reportlab.pdfbase.pdfmetrics import stringWidth

from adjudicator.interchange.papers.codes import dots
from adjudicator.interchange.papers.document import Document
from adjudicator.interchange.papers.items import Dots, Page
from adjudicator.interchange.papers.pdf import render, to_pdf
from adjudicator.interchange.papers.proof_card import ProofCard
from adjudicator.interchange.papers.stamp import PaperSize
from adjudicator.interchange.papers.typeface import Face, font, width_of
from tests.conftest import CHECKOUT
from tests.interchange.papers.examples import CODE, Examples
from tests.interchange.papers.reading import read_pages

_ELSEWHERE = """
import hashlib
from adjudicator.interchange.papers.pdf import render
from tests.interchange.papers.examples import Examples
print(hashlib.sha256(render(*Examples().every())).hexdigest())
"""


def test_the_same_papers_are_the_same_bytes() -> None:
    assert render(*Examples().every()) == render(*Examples().every())


def test_another_process_with_another_hash_seed_makes_the_same_bytes() -> None:
    here = hashlib.sha256(render(*Examples().every())).hexdigest()
    told = subprocess.run(
        [sys.executable, "-c", _ELSEWHERE],
        cwd=CHECKOUT,
        env={**os.environ, "PYTHONHASHSEED": "7", "PYTHONPATH": str(CHECKOUT), "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == here


def test_other_data_is_another_file() -> None:
    assert render(Examples().slip()) != render(replace(Examples().slip(), number="417L"))


@pytest.mark.parametrize("size", PaperSize)
def test_the_page_has_the_size_asked_for(size: PaperSize) -> None:
    pdf = render(Examples(size=size).cover())
    width, height = size.value
    assert f"/MediaBox [ 0 0 {width:g} {height:g} ]".encode() in pdf
    assert PaperSize.named(size.name.lower()) is size


def test_every_page_of_every_paper_has_the_whole_foot() -> None:
    for paper in Examples("Ann Ash", many=9).every():
        pages = read_pages(render(paper))
        # A card is the same whenever it is printed, so it names no time.
        same = isinstance(paper, ProofCard)
        told = "" if same else " ? printed Sat 17 Nov 2018, 9:14 p.m."
        paper_of_record = isinstance(paper, Document)
        for n, page in enumerate(pages, start=1):
            assert f"Page {n} of {len(pages)}" in page.texts
            of_record = " at 1,212 entries, as of Sat 17 Nov 2018" if paper_of_record else ""
            assert f"Record {CODE}{of_record}{told}" in page.texts
            assert "DEMONSTRATION - not an election record" in page.texts
            assert page.texts[0] == "DEMONSTRATION"
            assert "Ann Ash" in page.texts


def test_a_rehearsal_says_so_and_a_recount_that_counts_has_no_word_across() -> None:
    practised = Examples(watermark="REHEARSAL - not an election record")
    (rehearsal,) = read_pages(render(practised.cover()))
    assert rehearsal.texts[0] == "REHEARSAL"
    (real,) = read_pages(render(Examples(watermark=None).cover()))
    assert real.texts[0] == "Batch cover"
    assert "not an election record" not in real.words


def test_pages_of_several_papers_are_counted_for_each() -> None:
    pages = read_pages(render(Examples().cover(), Examples().docket()))
    assert "Page 1 of 1" in pages[0].texts
    assert "Page 1 of 2" in pages[1].texts


def test_a_file_without_a_page_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one page"):
        render()
    assert to_pdf([Page(612, 792, ())]).startswith(b"%PDF")


def test_only_the_programs_own_fonts_are_in_the_file() -> None:
    pdf = render(*Examples().every())
    assert b"Helvetica" not in pdf
    for face in (Face.TEXT, Face.BOLD, Face.MONO, Face.MONO_BOLD):
        assert f"AAAAAA+{face.value}".encode() in pdf


@pytest.mark.parametrize("face", Face)
def test_measured_widths_are_those_of_the_file(face: Face) -> None:
    font(face)
    text = "Elizabeth Fetterhoff, 4 1 7 K"
    assert width_of(text, face, 13) == pytest.approx(stringWidth(text, face.value, 13))


def test_a_square_in_the_foot_stands_on_every_page_and_once_in_the_file() -> None:
    paper = Examples(many=4).document()
    pages = paper.pages()
    assert len(pages) > 1
    (rows,) = {item.rows for page in pages for item in page.items if isinstance(item, Dots)}
    assert all(sum(isinstance(item, Dots) for item in page.items) == 1 for page in pages)
    assert rows == dots(paper.stamp.square)
    pdf = render(paper)
    assert pdf.count(b"/Subtype /Form") == 1
    assert pdf.count(b" Do") == len(pages)
