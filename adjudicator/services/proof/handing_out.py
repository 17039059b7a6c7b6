"""Hand a card or the opening report out: printed, saved, and noted in the record.

The paper lies in the recount's folder ``papers``, with the files of a verification beside it, and a
copy goes wherever the clerk says, such as a stick.  That it was handed out, when, by whom and to
whom stands in the record as a note.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from adjudicator.interchange.papers.stamp import PaperSize
from adjudicator.services.errors import Refusal
from adjudicator.services.notes import Category, record_note
from adjudicator.services.papers.making import Kind, gather
from adjudicator.services.papers.printing import write_paper, write_papers_to
from adjudicator.services.proof.ceremony import Step, check_turn, further_card
from adjudicator.services.recount import Recount, Signer
from adjudicator.storage.files import make_folder

KINDS = {
    Step.OPENING_CARD: Kind.OPENING_CARD,
    Step.PILE_CARD: Kind.PILE_CARD,
    Step.REPORT: Kind.OPENING_REPORT,
}
"""What is handed out at which step."""


@dataclass(frozen=True, slots=True)
class HandedOut:
    """What was made, and where it lies."""

    step: Step
    paper: Path
    """The page, in the recount's own folder."""
    saved: tuple[Path, ...]
    """Everything written elsewhere."""
    entry: int
    """The note."""


def hand_out(
    recount: Recount,
    step: Step,
    by: Signer,
    people: Sequence[str] = (),
    *,
    pile: int = 1,
    out: Path | None = None,
    size: PaperSize = PaperSize.LETTER,
) -> HandedOut:
    """Make the paper of a step, save it, and note that it was.

    :param by: the identity key of the officer who hands it out.
    :param people: ids of those who take it along; of the report, those who signed it.
    :param pile: of a pile card: which pile's; later imports make further ones.
    :param out: a folder besides the recount's own, such as a stick.
    :raises Refusal: its head is not cosigned yet, another step comes first, or somebody has ruled
        and the report is none of the opening any more; nothing was noted.
    """
    check_turn(recount, step)
    data = recount.state.data
    if step is Step.REPORT and (data.rulings or not data.piles):
        why = "somebody has ruled" if data.rulings else "the pile is not closed yet"
        raise Refusal(
            f"The opening report is not noted: {why}. Nothing was changed. Papers prints it as the "
            "record stands now."
        )
    about = str(pile) if step is Step.PILE_CARD else ""
    made = gather(recount, KINDS[step], about, size)
    page = made.render()
    files = (*made.files, (f"{made.name}.pdf", page))
    saved: list[Path] = []
    if out is not None:
        make_folder(out)
        saved = [*write_papers_to([(out / name, content) for name, content in files])]
    paper = write_paper(recount, made.name, page, made.files)
    noted = further_card(pile) if step is Step.PILE_CARD and pile > 1 else step.noted
    words = f"{noted} Record code {recount.record_code()} at {recount.state.size:,} entries."
    note = record_note(
        recount, Category.HANDED_OVER, words, people=sorted(set(people)), signers=[by]
    )
    return HandedOut(step, paper, tuple(saved), note.index)
