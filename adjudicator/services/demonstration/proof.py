"""The end of a demonstration: what people take home, and three verifications with it.

One holds with the card; one is compared with nothing from outside; one is of a copy in which a
vote was changed, and does not hold.  Their whole output lies beside the recount.
"""

import json
import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from adjudicator.domain.people import Role
from adjudicator.domain.wording import join_names
from adjudicator.interchange.elections.reading import read_election
from adjudicator.interchange.passphrases import read_passphrases
from adjudicator.ledger import canonical
from adjudicator.services.demonstration.folder import DemonstrationFolder
from adjudicator.services.errors import Refusal
from adjudicator.services.exporting.export import export_record
from adjudicator.services.people import identity
from adjudicator.services.proof.cards import card_places, make_card, write_card
from adjudicator.services.proof.heads import entries_of
from adjudicator.services.proof.receipts import make_receipt, write_receipt
from adjudicator.services.recount import Recount, open_recount
from adjudicator.services.verifying.anchors import read_anchor
from adjudicator.services.verifying.telling import lines_of
from adjudicator.services.verifying.verdicts import Verdict
from adjudicator.services.verifying.verify import verify
from adjudicator.storage.files import make_folder
from adjudicator.storage.queries.acts import EntryRecord
from adjudicator.storage.record_files import RECORD

WITH_CARD, ALONE, ALTERED = "verify-with-card.txt", "verify-alone.txt", "verify-altered.txt"
_README = """This folder was made by the demonstration, to show a record that was tampered with.
export is a copy of ../export in which one thing was changed: {what}.
Whoever did it had the files and nobody's key. Nothing else in this demonstration uses this folder.
"""


@dataclass(frozen=True, slots=True)
class Proven:
    """What was handed out and what the verifications said."""

    sentences: tuple[str, ...]
    verdicts: tuple[Verdict, Verdict, Verdict]
    """With the card, alone, and of the altered copy."""


def prove(folder: DemonstrationFolder) -> Proven:
    """Hand out cards, receipts and the export of a demonstration, and verify three times.

    :raises Refusal: the demonstration has no clerk, no ruling, or no cosigned head.
    """
    with closing(open_recount(folder.recount)) as recount:
        cards = _cards(recount, folder.cards)
        receipts = list(_receipts(recount, folder.receipts))
        _export(recount, folder)
    what = alter(folder)
    verdicts = (
        _verified(folder, WITH_CARD, folder.export, cards),
        _verified(folder, ALONE, folder.export, ()),
        _verified(folder, ALTERED, folder.altered / folder.export.name, cards),
    )
    return Proven(tuple(_told(folder, receipts, what, verdicts)), verdicts)


def _cards(recount: Recount, out: Path) -> list[Path]:
    """The files of every card, for a verification."""
    return [write_card(make_card(recount, place), out)[0] for place in card_places(recount)]


def _receipts(recount: Recount, out: Path) -> Iterator[tuple[str, Path]]:
    """Of an objection the board decided, if there is one, and of the ruling that decided it."""
    with recount.reading() as connection:
        rulings = list(entries_of(connection, ("rule",)))
    if not rulings:
        raise Refusal("The demonstration has no ruling to give a receipt of.")
    ruling, objection = _decided(rulings)
    if objection is not None:
        holder = recount.state.data.objections[objection].person
        made = make_receipt(recount, objection, [holder])
        yield "an objection, for who made it", write_receipt(made, out)
    made = make_receipt(recount, ruling)
    decided = "a ruling" if objection is None else "the board's ruling on it"
    yield decided, write_receipt(made, out)


def _decided(rulings: Sequence[EntryRecord]) -> tuple[int, int | None]:
    """A ruling, and the objection it decided if it did."""
    for record in rulings:
        for item in record.body["items"]:
            for objection, _outcome in item["objections"]:
                return record.index, int(objection)
    return rulings[0].index, None


def _export(recount: Recount, folder: DemonstrationFolder) -> None:
    secrets = read_passphrases(folder.passphrases)
    people = recount.state.data.people
    clerks = [p for p, enrolled in people.items() if enrolled.person.role is Role.CLERK]
    if not clerks:
        raise Refusal("The demonstration has no clerk to sign an export.")
    export_record(recount, folder.export, identity(recount, clerks[0], secrets[clerks[0]]))


# The altered copy --------------------------------------------------------------------------


def alter(folder: DemonstrationFolder) -> str:
    """Copy the export and take a vote away in one ruling of the copy.

    :returns: what was changed, in words.
    :raises Refusal: no ruling of the demonstration finds a vote.
    """
    copy = make_folder(folder.altered) / folder.export.name
    shutil.copytree(folder.export, copy)
    election = read_election(copy / "election.json")
    record = copy / RECORD
    lines = record.read_bytes().splitlines(keepends=True)
    for index, line in enumerate(lines):
        entry = json.loads(line)
        item = _with_vote(entry["b"])
        if item is not None:
            contest = election.contest(item["contest"])
            vote = join_names([contest.choice(choice).name for choice in item["votes"]])
            item.update(disp="nothing_marked", votes=[], clause=None, consistent=None, words=None)
            lines[index] = canonical.encode(entry, limit=None) + b"\n"
            record.write_bytes(b"".join(lines))
            what = f"the vote for {vote} is taken out of the ruling in entry {index}"
            (folder.altered / "README.txt").write_text(_README.format(what=what), encoding="utf-8")
            return what
    raise Refusal("No ruling of the demonstration finds a vote, so none can be taken away.")


def _with_vote(body: dict[str, Any]) -> dict[str, Any] | None:
    items = body["items"] if body["kind"] == "rule" else ()
    return next((item for item in items if item["disp"] == "vote"), None)


# The verifications -------------------------------------------------------------------------


def _verified(
    folder: DemonstrationFolder, name: str, export: Path, cards: Sequence[Path]
) -> Verdict:
    """Verify, and write down the call, everything it says, and its exit code."""
    verdict = verify(export, [read_anchor(str(card)) for card in cards])
    anchors = "".join(f"--anchor {card.relative_to(folder.path)} " for card in cards)
    call = f"$ adjudicator verify {anchors}{export.relative_to(folder.path)}"
    lines = [call, *lines_of(verdict), f"Exit code {verdict.exit_code}."]
    folder.verification(name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    return verdict


def _told(
    folder: DemonstrationFolder,
    receipts: Sequence[tuple[str, Path]],
    what: str,
    verdicts: Sequence[Verdict],
) -> Iterator[str]:
    taken = "; ".join(f"{path.relative_to(folder.path)} of {of}" for of, path in receipts)
    with_card, alone, altered = verdicts
    yield "To take home: the opening and the pile card in cards, with a page of each to print."
    yield f"Receipts: {taken}."
    yield f"The export, with the cards ({WITH_CARD}): {with_card.sentence}"
    yield f"The export, with nothing kept ({ALONE}): {alone.sentence}"
    yield f"A copy in altered, in which {what} ({ALTERED}): {altered.sentence}"
