"""A verdict as people read it: its one sentence, then details, a line each."""

from adjudicator.services.proof.program import installed_program
from adjudicator.services.verifying.verdicts import Verdict


def lines_of(verdict: Verdict) -> list[str]:
    """Everything a verification says; the verdict's one sentence is the first line."""
    return [verdict.sentence, *details(verdict), f"Checked with {installed_program().sentence}"]


def details(verdict: Verdict) -> list[str]:
    """What follows the one sentence."""
    lines = []
    if verdict.size:
        lines.append(
            f"{verdict.origin}: {verdict.size} entries, record code {verdict.record_code}."
        )
    if verdict.failure is not None and verdict.failure.kind:
        kind = verdict.failure.kind.replace("_", " ")
        lines.append(
            f"The entry is of the kind {kind}; the reason is of the class {verdict.failure.code}."
        )
    lines += [each.words for each in verdict.compared]
    lines += [*verdict.noted, *verdict.skipped]
    return lines
