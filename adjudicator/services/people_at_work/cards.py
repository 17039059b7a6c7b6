"""The card a newly enrolled person takes to the table, as a PDF of one page each.

A proposed passphrase stands on a strip to be torn off; one that its holder typed is not printed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from adjudicator.interchange.papers.enrolment_card import EnrolmentCard
from adjudicator.interchange.papers.pdf import render
from adjudicator.interchange.papers.stamp import Stamp
from adjudicator.services.errors import Refusal
from adjudicator.services.people import Enrolment
from adjudicator.services.recount import Recount
from adjudicator.storage.files import write_whole


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody who was, or is about to be, enrolled, with the passphrase they get."""

    who: Enrolment
    passphrase: str
    chosen: bool = False
    """Whether its holder typed it; otherwise the program proposed it."""


def enrolment_cards(recount: Recount, people: Sequence[Newcomer]) -> bytes:
    """The cards of these people, one page each, in the order given."""
    election = recount.election
    now = datetime.fromisoformat(recount.now()).astimezone()
    stamp = Stamp(
        recount=f"{election.county} \u00b7 {election.title}",
        record_code=recount.record_code(),
        printed=now.strftime("%a %d %b %Y, %H:%M"),
        watermark=recount.watermark,
    )
    return render(
        *(
            EnrolmentCard(
                stamp,
                person=made.who.person,
                name=made.who.name,
                role=made.who.role.label,
                party=made.who.party or "",
                table=made.who.table or "",
                proposed=None if made.chosen else made.passphrase,
            )
            for made in people
        )
    )


def save_cards(recount: Recount, people: Sequence[Newcomer], path: Path) -> Path:
    """Write the cards into a new file that only this account can read.

    :raises Refusal: the file exists already, or would lie in the recount folder.
    """
    where = path.expanduser().absolute()
    if recount.folder.path.absolute() in where.parents:
        raise Refusal("Passphrases do not belong into the recount folder. Choose another place.")
    if where.exists():
        raise Refusal(f"{where.name} exists already. Nothing was written. Choose another name.")
    if not where.parent.is_dir():
        raise Refusal(f"There is no folder {where.parent}. Nothing was written.")
    write_whole(where, enrolment_cards(recount, people))
    return where
