"""The images and layouts a row of the plain manifest names."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from adjudicator.interchange.sources.image_files import inside, page_count
from adjudicator.interchange.sources.layout_files import NotALayout, decode_layout
from adjudicator.interchange.sources.manifest_columns import split
from adjudicator.interchange.sources.manifest_rows import CheckedRow
from adjudicator.interchange.sources.records import LayoutLeftOut, SourceImage
from adjudicator.interchange.tables import Row

_PAGE = re.compile(r"(?P<name>.+)#(?P<page>[1-9][0-9]{0,3})")
_SHA256 = re.compile(r"[0-9a-f]{64}")
LAYOUT_COLUMNS: Final = ("layout", "layout_back")
_LARGEST: Final = 4_000_000
"""Bytes of a layout file; one of a hundred targets has some 6,000."""


def images_of(checked: CheckedRow, folder: Path) -> tuple[SourceImage, ...]:
    """The images of a row, front first; problems are noted, and then the result is not to be used.

    ``scan.tif#2`` is the second page of a file; a TIFF of several pages named without a page stands
    for all of them.
    """
    pages: list[tuple[str, Path, int, str, str | None]] = []
    names = _cells(checked.row, "image")
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
    images = tuple(SourceImage(name, path, page, sha256) for name, path, page, _, sha256 in pages)
    return _with_layouts(checked.row, folder, images) if images else ()


def without_layouts(
    row: Row, images: tuple[SourceImage, ...], column: str, before: str
) -> tuple[SourceImage, ...]:
    """The images of a sheet of which a later row names another layout: neither is believed."""
    message = f'An earlier row of this sheet says "{before}", this one "{row[column]}".'
    told = images[0].left_out or LayoutLeftOut(row.problem(column, message))
    first, *others = (replace(image, layout=None) for image in images)
    return (replace(first, left_out=replace(told, printed=None)), *others)


def _cells(row: Row, column: str) -> list[tuple[str, str]]:
    """Column and entry, of a column and its sister for the back."""
    return [(title, text) for title in (column, f"{column}_back") for text in split(row[title])]


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
    for column, text in _cells(checked.row, "sha256"):
        if not _SHA256.fullmatch(text.lower()):
            checked.complain(column, f'"{text}" is not a SHA-256: 64 digits and letters a to f.')
        found.append(text.lower())
    if found and len(found) != count:
        message = f"There are {count} images but {len(found)} hashes; each image needs its own."
        checked.complain("sha256", message)
    return found if len(found) == count else [None] * count


def _with_layouts(
    row: Row, folder: Path, images: tuple[SourceImage, ...]
) -> tuple[SourceImage, ...]:
    """The same with the layouts the row names; what is wrong with one costs nothing but itself."""
    cells = _cells(row, LAYOUT_COLUMNS[0])
    if not cells:
        return images
    if len(cells) != len(images):
        message = (
            f"There are {len(images)} pages but {len(cells)} layouts; each page needs its own."
        )
        told = LayoutLeftOut(row.problem(cells[0][0], message))
        return (replace(images[0], left_out=told), *images[1:])
    return tuple(
        _with_layout(row, folder, image, *cell) for image, cell in zip(images, cells, strict=True)
    )


def _with_layout(row: Row, folder: Path, image: SourceImage, column: str, name: str) -> SourceImage:
    try:
        return replace(image, layout=decode_layout(_layout_bytes(folder, name)))
    except OSError as error:
        why, printed = error.strerror or str(error), None
    except NotALayout as error:
        why, printed = str(error), error.printed
    where = row.problem(column, f'The layout "{name}" cannot be used: {why}.')
    return replace(image, left_out=LayoutLeftOut(where, printed))


def _layout_bytes(folder: Path, name: str) -> bytes:
    path = inside(folder, name)
    if path is None:
        raise NotALayout("it leads out of the folder of the manifest")
    if not path.is_file():
        raise NotALayout("there is no such file beside the manifest")
    if path.stat().st_size > _LARGEST:
        raise NotALayout("it is far larger than a layout can be")
    return path.read_bytes()
