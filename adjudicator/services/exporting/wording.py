"""What is said of an export that was made."""

from adjudicator.domain.wording import count, counted
from adjudicator.services.exporting.export import Exported
from adjudicator.services.exporting.rehearsing import Rehearsed
from adjudicator.storage.folder import VERIFIER_FILE


def told(exported: Exported) -> list[str]:
    """What was handed out, a sentence each."""
    lines = [f"{count(exported.size, 'entry was', 'entries were')} exported to {exported.path}."]
    lines += [
        f"{counted(n, what)} {'is' if n == 1 else 'are'} withheld." for what, n in exported.withheld
    ]
    if exported.entry is None:
        lines.append("The recount is finished, so the export has no entry and no MANIFEST.note.")
    else:
        lines.append(f"The record tells of it in entry {exported.entry}.")
    if not (exported.path / VERIFIER_FILE).exists():
        lines.append(
            f"{VERIFIER_FILE} is not in it: this program has another than the one named at the "
            "opening."
        )
    lines.append(
        "To check it, take verify_recount.py from the release of the program, not from the export."
    )
    return lines


def rehearsal_told(rehearsed: Rehearsed) -> list[str]:
    """What a rehearsal showed, a sentence each; the first says whether an export would do."""
    would = "An export would do now" if rehearsed.good else "An export would NOT verify"
    built, verified = rehearsed.built / 1000, rehearsed.verified / 1000
    lines = [
        f"{would}: {rehearsed.amount}; made in {built:.1f} s, verified in {verified:.1f} s.",
        f"The program's own verifier: {rehearsed.verdict}",
        f"{VERIFIER_FILE}: {rehearsed.second}",
    ]
    lines += [f"{counted(n, what)} would be withheld." for what, n in rehearsed.withheld]
    if rehearsed.kept is None:
        lines.append("Nothing of it is left, and the record does not tell of it.")
    else:
        lines.append(
            f"It is kept at {rehearsed.kept} without its signatures, and the record does not tell "
            "of it. Hand nothing of it out."
        )
    return lines
