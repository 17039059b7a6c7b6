"""Every reader of what comes from outside, over documents that were spoiled in every way."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.fuzzing import folders
from tests.fuzzing.looking import findings, wrong
from tests.fuzzing.mutations import BYTES, VALUES, huge
from tests.fuzzing.parsers import Reader, table

EACH = 150
NAMES = {reader.name: reader for reader in table()}
KINDS_APART = [name for name in NAMES if not name.startswith("entry")]


@pytest.mark.parametrize("reader", table(), ids=lambda reader: reader.name)
def test_a_good_document_is_taken_and_a_spoiled_one_never_believed(reader: Reader) -> None:
    assert wrong(reader, reader.good) == ""
    assert next(findings(reader, 2018, EACH), None) is None


@given(st.sampled_from(sorted(NAMES)), st.data())
@settings(max_examples=400, derandomize=True)
def test_whatever_stands_anywhere_is_read_or_refused(name: str, data: st.DataObject) -> None:
    good = NAMES[name].good
    at = data.draw(st.integers(0, len(good)))
    end = at + data.draw(st.integers(0, 40))
    put = data.draw(st.binary(max_size=60) | st.sampled_from(BYTES + VALUES))
    for document in (put, good[:at] + put + good[end:]):
        assert wrong(NAMES[name], document) == ""


@pytest.mark.parametrize("name", [*KINDS_APART, "entry rule", "entry rule, read fast"])
def test_a_document_of_600_kb_is_read_or_refused(name: str) -> None:
    """How long that takes is measured by ``tests/benchmarks/bench_readers.py``."""
    reader = NAMES[name]
    for document in huge(reader.good):
        assert wrong(reader, document) == "", document[:40]


def test_an_export_with_a_spoiled_file_is_never_believed(tmp_path: Path) -> None:
    assert next(folders.findings(tmp_path, 2018, 30), None) is None
