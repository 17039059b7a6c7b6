"""Codes a scanner reads: Code 128 for cases and batches, QR for the record code.

A *wedge* scanner types what it reads as a keyboard would, and Return after it.  Papers carry
``/417K`` for a case and ``/B.31`` for a batch: ``/`` is the key that begins a search in Review.  No
case number has a point in it, so a batch is never taken for a case; ``B312`` without a point is the
number of a case in a large recount.
"""

import re
from collections.abc import Sequence

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

QUIET = 10
"""Modules of white on either side of a bar code."""
QUIET_DOTS = 4
"""Modules of white around a square code."""
_BATCH = re.compile(r"\s*/?\s*B\.([1-9][0-9]{0,8})\s*", re.IGNORECASE | re.ASCII)
_PRINTABLE = re.compile(r"[ -~]+")


def case_code(number: str) -> str:
    """What the bar code of a case types: ``/417K``.

    :param number: the case number without spaces.
    """
    return f"/{number}"


def batch_code(number: int) -> str:
    """What the bar code of a batch types: ``/B.31``."""
    return f"/B.{number}"


def batch_of_code(typed: str) -> int | None:
    """The batch a typed or scanned code names; ``None`` if it is not the code of a batch.

    The leading ``/`` may be missing, for a search line may have taken it.
    """
    found = _BATCH.fullmatch(typed)
    return int(found.group(1)) if found else None


def bars(text: str) -> tuple[int, ...]:
    """Code 128 of a text: widths of bars and gaps in turn, in modules, the first a bar.

    :raises ValueError: empty, or a character outside printable ASCII.
    """
    if not _PRINTABLE.fullmatch(text):
        raise ValueError(f"A bar code holds printable ASCII; this does not: {text!r}.")
    code = Code128(text, quiet=0)
    code.validate()
    code.encode()
    code.decompose()
    # Letters give the width, capitals a bar: "BaAb" is 2 dark, 1 light, 1 dark, 2 light.
    return tuple("ABCD".index(letter.upper()) + 1 for letter in str(code.decomposed))


def dots(lines: Sequence[str]) -> tuple[str, ...]:
    """A QR code of some lines of text, error correction M: rows of ``1`` (dark) and ``0``."""
    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData("\n".join(lines))
    code.make()
    size = int(code.getModuleCount())
    return tuple(
        "".join("1" if code.isDark(row, column) else "0" for column in range(size))
        for row in range(size)
    )
