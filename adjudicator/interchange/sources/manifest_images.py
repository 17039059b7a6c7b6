"""The images and layouts a row of the plain manifest names."""

import re
from pathlib import Path

from adjudicator.domain.layouts import PageLayout
from adjudicator.interchange.sources.image_files import inside, page_count
from adjudicator.interchange.sources.layout_files import NotALayout, decode_layout
from adjudicator.interchange.sources.manifest_columns import split
from adjudicator.interchange.sources.manifest_rows import CheckedRow
from adjudicator.interchange.sources.records import SourceImage

_PAGE = re.compile(r"(?P<name>.+)#(?P<page>[1-9][0-9]{0,3})")
_SHA256 = re.compile(r"[0-9a-f]{64}")


def images_of(checked: CheckedRow, folder: Path) -> tuple[SourceImage, ...]:
    """The images of a row, front first; problems are noted, and then the result is not to be used.

    ``scan.tif#2`` is the second page of a file; a TIFF of several pages named without a page stands
    for all of them.
    """
    pages: list[tuple[str, Path, int, str, str | None]] = []
    names = _cells(checked, "image")
    hashes = _hashes(checked, len(names))
    for number, (column, cell) in enumerate(names):
        match = _PAGE.fullmatch(cell)
        name = (match["name"] if match else cell).replace("\\", "/")
        path = _file(checked, folder, column, name)
        if path is None:
            continue
        count = page_count(path)
        wanted = [int(match["page"])] if match else list(range(1, count + 1))
        if wanted[-1] > count:
            checked.complain(column, f'"{name}" has {count} pages, not {wanted[-1]}.')
        pages += [(name, path, page, column, hashes[number]) for page in wanted]
    layouts = _layouts(checked, folder, len(pages))
    return tuple(
        SourceImage(name, path, page, sha256, layouts[n])
        for n, (name, path, page, _, sha256) in enumerate(pages)
    )


def _cells(checked: CheckedRow, column: str) -> list[tuple[str, str]]:
    """Column and entry, of a column and its sister for the back."""
    return [
        (title, text) for title in (column, f"{column}_back") for text in split(checked.row[title])
    ]


def _file(checked: CheckedRow, folder: Path, column: str, name: str) -> Path | None:
    path = inside(folder, name)
    if path is None:
        checked.complain(
            column,
            f'"{name}" leads out of the folder of the manifest. Files must lie beside or below it.',
        )
    elif not path.is_file():
        checked.complain(column, f'There is no file "{name}" beside the manifest.')
        path = None
    return path


def _hashes(checked: CheckedRow, count: int) -> list[str | None]:
    found: list[str | None] = []
    for column, text in _cells(checked, "sha256"):
        if not _SHA256.fullmatch(text.lower()):
            checked.complain(column, f'"{text}" is not a SHA-256: 64 digits and letters a to f.')
        found.append(text.lower())
    if found and len(found) != count:
        message = f"There are {count} images but {len(found)} hashes; each image needs its own."
        checked.complain("sha256", message)
    return found if len(found) == count else [None] * count


def _layouts(checked: CheckedRow, folder: Path, count: int) -> list[PageLayout | None]:
    cells = _cells(checked, "layout")
    found: list[PageLayout | None] = [_layout(checked, folder, *cell) for cell in cells]
    if found and len(found) != count:
        message = f"There are {count} pages but {len(found)} layouts; each page needs its own."
        checked.complain("layout", message)
    return found if len(found) == count else [None] * count


def _layout(checked: CheckedRow, folder: Path, column: str, name: str) -> PageLayout | None:
    path = _file(checked, folder, column, name)
    if path is None:
        return None
    try:
        return decode_layout(path.read_bytes())
    except (OSError, NotALayout) as error:
        checked.complain(column, f'"{name}" is not a layout as the handbook describes: {error}.')
        return None
