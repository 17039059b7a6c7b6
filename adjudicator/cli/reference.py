"""``adjudicator reference``: where the contests of each ballot style stand."""

import argparse
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from adjudicator.cli.common import (
    Passphrases,
    folder_argument,
    opened,
    opened_to_write,
    passphrases_argument,
    print_json,
)
from adjudicator.domain.references import ReferenceDraft, side_words
from adjudicator.domain.wording import count
from adjudicator.services.errors import Refusal, UsageError
from adjudicator.services.recount import Recount
from adjudicator.services.references.given import given_layout, supplied_layout
from adjudicator.services.references.held import doubts_of
from adjudicator.services.references.listing import ReferenceLine, reference_lines
from adjudicator.services.references.recording import (
    check_draft,
    keep_blank_page,
    record_reference,
    what_changes,
)
from adjudicator.services.seating import Seat, Seating

_TWO = 2


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "reference",
        help="where the contests of each ballot style stand on the paper",
        description="Lists ballot styles and sides with the state of their reference pages, or "
        "records one from a layout file or from a layout that came with the images. Two people of "
        "the teams or officers confirm it, each with their passphrase.",
    )
    folder_argument(parser)
    parser.add_argument("--list", action="store_true", help="list styles and sides (the default)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--style", metavar="ID", help="the ballot style")
    parser.add_argument("--side", default="front", metavar="SIDE", help="front, back, front2 ...")
    layout = parser.add_mutually_exclusive_group()
    layout.add_argument("--layout", type=Path, metavar="FILE", help="a layout file (JSON)")
    layout.add_argument(
        "--supplied", action="store_true", help="the layout that came with the images"
    )
    parser.add_argument(
        "--as-drawn",
        action="store_true",
        help="record it although something speaks for a slip, as targets not seen in print",
    )
    image = parser.add_mutually_exclusive_group()
    image.add_argument("--page-file", type=Path, metavar="FILE", help="a scan of the blank page")
    image.add_argument("--image", metavar="SHA256", help="an image of the recount")
    parser.add_argument("--page", type=int, default=1, metavar="N", help="page of that file")
    parser.add_argument(
        "--by",
        action="append",
        default=[],
        metavar="PERSON",
        help="who confirms it; given twice",
    )
    passphrases_argument(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """List, or record one."""
    if arguments.list:
        return _list(arguments)
    if arguments.layout is None and not arguments.supplied:
        _refuse_half(arguments)
        return _list(arguments)
    return _record(arguments)


def _refuse_half(arguments: argparse.Namespace) -> None:
    """Whoever names people or a page means to record, and must not take a list for it."""
    if arguments.style or arguments.by or arguments.image or arguments.page_file:
        raise UsageError(
            "No layout is named. Nothing was recorded. Give --layout FILE, or --supplied for the "
            "one that came with the images."
        )


def _list(arguments: argparse.Namespace) -> int:
    with opened(arguments.folder) as recount:
        lines = reference_lines(recount)
    if arguments.json:
        print_json({"references": [_value(line) for line in lines]})
        return 0
    for line in lines:
        entry = f"  entry {line.entry}" if line.entry is not None else ""
        pages = f"{count(line.pages, 'page')}{' wait' if line.waits else ''}"
        print(f"{line.style}, {side_words(line.side)}: {line.state}; {pages}{entry}")
    if not lines:
        print("There are no ballots and no reference pages yet.")
    return 0


def _value(line: ReferenceLine) -> dict[str, object]:
    return {
        "style": line.style,
        "side": line.side,
        "state": line.drawn.value,
        "pages": line.pages,
        "contests": list(line.contests),
        "entry": line.entry,
        "people": list(line.people),
    }


def _record(arguments: argparse.Namespace) -> int:
    if not arguments.style:
        raise UsageError("Name the ballot style with --style. Nothing was recorded.")
    if len(set(arguments.by)) != _TWO:
        raise UsageError(
            "Two people confirm a reference page. Nothing was recorded. Name them with --by ONE "
            "--by OTHER."
        )
    with opened_to_write(arguments.folder) as recount:
        draft = _draft(recount, arguments)
        check_draft(recount, draft)
        doubts = doubts_of(recount, draft)
        if doubts and not arguments.as_drawn:
            raise Refusal(
                f"Not recorded: {' '.join(doubts)} Nothing was recorded. Correct it, or record it "
                "all the same with --as-drawn."
            )
        changed = what_changes(recount, draft)
        with _seated(recount, arguments.by, Passphrases(arguments.passphrases)) as seats:
            done = record_reference(recount, draft, seats)
    where = f"style {draft.style}, {side_words(draft.side)}"
    print(f"Entry {done.entry}: the reference page of {where} is recorded.")
    print(f"SHA-256 of its layout: {done.layout}")
    if doubts:
        print(" ".join(doubts))
    if changed is not None:
        print(" ".join(["It replaces an older one.", *changed]))
    return 0


def _draft(recount: Recount, arguments: argparse.Namespace) -> ReferenceDraft:
    style, side = arguments.style, arguments.side
    if arguments.supplied:
        known = supplied_layout(recount, style, side)
        return ReferenceDraft(style, side, known.image, known.page, known.layout)
    layout = given_layout(arguments.layout)
    if arguments.page_file is not None:
        image = keep_blank_page(recount, arguments.page_file)
    elif arguments.image is not None:
        image = arguments.image
    else:
        raise UsageError(
            "Name the page the layout was drawn on. Nothing was recorded. Give --page-file FILE or "
            "--image SHA256."
        )
    return ReferenceDraft(style, side, image, arguments.page, layout)


@contextmanager
def _seated(
    recount: Recount, people: Sequence[str], passphrases: Passphrases
) -> Iterator[list[Seat]]:
    """Both signed in at this station while the command runs."""
    typed = [(person, passphrases.of(person)) for person in people]
    seating = Seating(recount)
    try:
        yield [seating.sign_in(person, passphrase) for person, passphrase in typed]
    finally:
        for seat in seating.seats:
            seating.sign_out(seat.person.id)
