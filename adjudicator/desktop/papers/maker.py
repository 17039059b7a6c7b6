"""Makes papers off the GUI thread: read on the record's queue, set and written on the free pool."""

from collections.abc import Callable
from pathlib import Path

from adjudicator.desktop.desk import Desk
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.papers.printer import Printer
from adjudicator.interchange.papers.stamp import PaperSize
from adjudicator.services.papers.making import Gathered, Kind, gather
from adjudicator.services.papers.printing import write_paper


def make_paper(
    desk: Desk,
    kind: Kind,
    about: str,
    done: Callable[[Path], None],
    failed: Callable[[Failure], None],
    *,
    size: PaperSize = PaperSize.LETTER,
) -> None:
    """Make a paper in the recount's folder; ``done`` takes its path.

    :param about: as :func:`~adjudicator.services.papers.making.gather` takes it.
    """

    def gathered(made: Gathered) -> None:
        def write() -> Path:
            return write_paper(desk.recount, made.name, made.render(), made.files)

        # A container's forms take seconds to set; acts wait for none of it.
        desk.images.submit(write, done, failed)

    desk.ask(lambda recount: gather(recount, kind, about, size), gathered, failed)


def print_paper(
    desk: Desk,
    kind: Kind,
    about: str,
    said: Callable[[str], object],
    failed: Callable[[Failure], None],
    printer: Printer | None = None,
) -> None:
    """Make a paper and send it to the printer; ``said`` takes what became of it."""
    used = printer or Printer(desk)

    def made(path: Path) -> None:
        used.print(path, lambda told: said(f"{told_where(path)} {told}"))

    make_paper(desk, kind, about, made, failed)


def told_where(path: Path) -> str:
    """Such as ``papers/cover-31.pdf is made.``."""
    return f"{path.parent.name}/{path.name} is made."
