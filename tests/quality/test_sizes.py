"""Small files, functions and classes: one thing each, read in one go."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import CHECKOUT

FILE_LINES = 400
FUNCTION_LINES = 50
CLASS_LINES = 300
CLASS_METHODS = 20

Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (CHECKOUT / folder).rglob("*.py"))


def too_long_files(paths: list[Path]) -> Iterator[str]:
    for path in paths:
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > FILE_LINES:
            yield f"{path.relative_to(CHECKOUT)}: {lines} lines, at most {FILE_LINES}"


def too_large_parts(name: str, source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, Function | ast.ClassDef):
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        allowed = CLASS_LINES if isinstance(node, ast.ClassDef) else FUNCTION_LINES
        if length > allowed:
            yield f"{name}:{node.lineno} {node.name}: {length} lines, at most {allowed}"
        if isinstance(node, ast.ClassDef):
            methods = len([part for part in node.body if isinstance(part, Function)])
            if methods > CLASS_METHODS:
                fault = f"{methods} methods, at most {CLASS_METHODS}"
                yield f"{name}:{node.lineno} {node.name}: {fault}"


def test_no_file_is_too_long() -> None:
    assert list(too_long_files(python_files("adjudicator", "packaging", "tests"))) == []


def test_no_function_and_no_class_of_the_product_is_too_large() -> None:
    found = [
        fault
        for path in python_files("adjudicator", "packaging")
        for fault in too_large_parts(
            str(path.relative_to(CHECKOUT)), path.read_text(encoding="utf-8")
        )
    ]
    assert found == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("def long():\n" + "    pass\n" * 50, "x.py:1 long: 51 lines, at most 50"),
        (
            "class Deep:\n    async def long():\n" + "        pass\n" * 50,
            "x.py:2 long: 51 lines, at most 50",
        ),
        ("class Long:\n" + "    a = 1\n" * 300, "x.py:1 Long: 301 lines, at most 300"),
        (
            "class Wide:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(21)),
            "x.py:1 Wide: 21 methods, at most 20",
        ),
    ],
)
def test_the_measure_finds_what_is_too_large(source: str, fault: str) -> None:
    assert list(too_large_parts("x.py", source)) == [fault]


def test_the_measure_allows_what_just_fits() -> None:
    source = "def fits():\n" + "    pass\n" * 49
    source += "class Fits:\n" + "".join(f"    def m{n}(self): ...\n" for n in range(20))
    assert list(too_large_parts("x.py", source)) == []
