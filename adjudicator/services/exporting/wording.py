"""What is said of an export that was made."""

from adjudicator.services.exporting.export import Exported
from adjudicator.storage.folder import VERIFIER_FILE


def told(exported: Exported) -> list[str]:
    """What was handed out, a sentence each."""
    lines = [f"{exported.size} entries were exported to {exported.path}."]
    lines += [f"{n} {what} are withheld." for what, n in exported.withheld]
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
