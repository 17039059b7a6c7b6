"""A new scan of a case's sheet: the clerk says why, and signs."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from PySide6.QtWidgets import QWidget

from adjudicator.desktop.desk import Desk, Topic
from adjudicator.desktop.kit.errors import Failure
from adjudicator.desktop.signing.dialog import Request, SigningDialog
from adjudicator.desktop.signing.need import one_of
from adjudicator.domain.people import Person, Role
from adjudicator.domain.wording import count, join_names
from adjudicator.ledger.casenumbers import spoken
from adjudicator.services.papers.rescan import rescan
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.queries.acts import list_people
from adjudicator.storage.queries.cases import CaseRecord


def rescan_request(case: CaseRecord, images: Sequence[Path], clerks: Sequence[Person]) -> Request:
    """The act, with the clerks who may sign it."""
    number = spoken(case.number)

    def do(recount: Recount, keys: Mapping[str, Signer], reason: str) -> str:
        rescan(recount, case, images, reason, next(iter(keys.values())))
        return (
            f"Case {number} has new images. Nothing counts differently; whoever ruled on the "
            "older ones looks again and confirms."
        )

    names = join_names([path.name for path in images])
    return Request(
        title=f"New scan of case {number}",
        sentence=f"{count(len(images), 'image')}, in this order: {names}. They stand beside the "
        "first ones, each under its own hash.",
        button="Record the new scan",
        need=one_of(clerks, "A clerk signs."),
        do=do,
        topics=frozenset({Topic.PILE, Topic.RULINGS}),
        reason="Why was the sheet scanned again?",
    )


def ask_for_rescan(
    desk: Desk,
    case: CaseRecord,
    images: Sequence[Path],
    parent: QWidget,
    done: Callable[[str], None],
    failed: Callable[[Failure], None],
) -> None:
    """Let a clerk sign a new scan; ``done`` takes the sentence that says it was recorded."""

    def opened(clerks: Sequence[Person]) -> None:
        dialog = SigningDialog(desk, rescan_request(case, images, clerks), parent)
        dialog.recorded.connect(lambda said: done(str(said)))
        dialog.open()

    desk.ask(_clerks, opened, failed)


def _clerks(recount: Recount) -> list[Person]:
    with recount.reading() as connection:
        known = [p.person for p in list_people(connection) if not p.removed]
    return [person for person in known if person.role is Role.CLERK]
